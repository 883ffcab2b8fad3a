"""A fuzz target for the grammar of dates: run with Atheris, ``python tests/fuzz/fuzz_period.py``.

Any string in: no crash, spans inside the text and in order, first days not after last days.
"""

from __future__ import annotations

import datetime as dt

from fuzzing import fuzz

from pipeline.text import shadow
from pipeline.values.period import Frame, parse_period, scan_periods

FRAME = Frame(anchor=dt.date(2024, 2, 29), context=dt.date(2023, 12, 31))


def one_input(data: bytes) -> None:
    """Read the bytes as a text of dates."""
    text = data.decode("utf-8", errors="ignore")
    parse_period(text, dt.date(2024, 2, 29))
    past = 0
    for found in scan_periods(shadow(text)):
        assert past <= found.start < found.end <= len(text)
        past = found.end
        period = found.value(FRAME)
        if period and period.first_day and period.last_day:
            assert period.first_day <= period.last_day


if __name__ == "__main__":
    fuzz(one_input)
