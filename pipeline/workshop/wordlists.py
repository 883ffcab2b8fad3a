"""The workshop's word lists, kept as data beside the code."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any


@cache
def wordlists(name: str) -> dict[str, Any]:
    """The content of the workshop's ``NAME.toml``; callers must not change it."""
    return tomllib.loads((Path(__file__).parent / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def words(group: str) -> frozenset[str]:
    """The words of a group of ``marking.toml``."""
    return frozenset(wordlists("marking")[group])
