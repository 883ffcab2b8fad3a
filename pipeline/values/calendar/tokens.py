"""Words and numbers of the grammar: what is known of each, and where they stand in a text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple


class Word(NamedTuple):
    """What the grammar knows of a word: the code of its set of classes, and its value in each of them."""

    code: str
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Tokens:
    """What the grammar sees of a text: words, numbers and gaps, with their codes in one string and their places.

    Lists side by side, since a record for each token of each text would cost as much as finding them.
    """

    codes: str
    starts: list[int]
    ends: list[int]
    words: list[Word]

    def value(self, at: int, name: str) -> Any:
        """The value of a token in a class; None where it does not belong to it."""
        return self.words[at].values.get(name)
