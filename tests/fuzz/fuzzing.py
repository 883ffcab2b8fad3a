"""Runs a fuzz target with Atheris."""

from __future__ import annotations

import sys
from collections.abc import Callable


def fuzz(one_input: Callable[[bytes], None]) -> None:
    """Feeds the target bytes that reach ever more of the code, until stopped."""
    import atheris

    atheris.instrument_all()
    atheris.Setup(sys.argv, one_input)
    atheris.Fuzz()
