"""A fuzz target for the grammar of quantities: run with Atheris, ``python tests/fuzz/fuzz_quantity.py``.

Any string in: no crash, spans inside the text and in order, ranges that rise.
"""

from __future__ import annotations

from fuzzing import fuzz

from pipeline.text import shadow
from pipeline.values.quantity import parse_quantity
from pipeline.values.scan import scan_quantities


def one_input(data: bytes) -> None:
    """Parse the bytes as a text of quantities."""
    text = data.decode("utf-8", errors="ignore")
    parse_quantity(text)
    past = 0
    for found in scan_quantities(shadow(text)):
        assert past <= found.start < found.end <= len(text)
        assert found.quantity.value_max is None or found.quantity.value < found.quantity.value_max
        past = found.end


if __name__ == "__main__":
    fuzz(one_input)
