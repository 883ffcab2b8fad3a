"""Words and numbers of the grammar: what is known of each, and where it stands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple


class Word(NamedTuple):
    """What the grammar knows of a word: the code of its set of classes, and its value in each of them."""

    code: str
    values: Mapping[str, Any]


class Token(NamedTuple):
    """A word or number of the grammar, or a gap, where it stands."""

    start: int
    end: int
    code: str
    values: Mapping[str, Any]
