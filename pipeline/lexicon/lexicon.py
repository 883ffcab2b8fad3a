"""Loads and validates the lexicons.

A TOML lexicon is a file of this folder. Its top-level tables are groups of entries; see each file's head for what
an entry holds. Nothing here knows what a lexicon is about: the finder that uses one turns it into what it needs.
"""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def load(name: str) -> dict[str, Any]:
    """The content of ``NAME.toml``; callers must not change it."""
    return tomllib.loads((files(__package__) / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def load_rows(name: str) -> tuple[dict[str, str], ...]:
    """The rows of ``NAME.csv``, each a mapping from column to text; callers must not change them."""
    text = (files(__package__) / f"{name}.csv").read_text(encoding="utf-8")
    return tuple(csv.DictReader(line for line in text.splitlines() if not line.startswith("#")))


def alternation(words: Iterable[str]) -> str:
    """A regex group body that matches any of the words, the longest first, a space matching any run of spaces."""
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in ordered)
