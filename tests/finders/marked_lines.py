"""Tables of sentences: a text file beside the test that reads it."""

from __future__ import annotations

from pathlib import Path

import pytest


def marked_lines(name: str) -> list[object]:
    """The lines of a table; those that begin with "!" are known misses, the comment above them says why."""
    cases: list[object] = []
    reason = ""
    for line in Path(__file__).with_name(name).read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            reason = line.lstrip("# ")
        elif line.startswith("!"):
            cases.append(pytest.param(line[1:].lstrip(), marks=pytest.mark.xfail(reason=reason, strict=True)))
        elif line.strip():
            cases.append(line)
    return cases
