"""The model's tokens as parallel lists: what the grammar of figures walks over."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from pipeline.annotate import Annotated
from pipeline.values.number import lowered

if TYPE_CHECKING:
    from spacy.strings import StringStore

NOMINAL = frozenset({"NOUN", "PROPN", "X"})


@dataclass(frozen=True, slots=True)
class Tokens:
    """Token ``i`` stands at ``starts[i]`` to ``ends[i]``; ``words`` are lower case, ``heads`` are token numbers.

    ``stops`` holds the tokens at which no noun phrase goes on: those of dates.
    """

    page: Annotated
    low: str
    starts: list[int]
    ends: list[int]
    words: list[str]
    tags: list[str]
    deps: list[str]
    heads: list[int]

    def __len__(self) -> int:
        return len(self.starts)

    def first_from(self, offset: int) -> int:
        """The first token that begins at the offset or after it."""
        return bisect_left(self.starts, offset)

    def last_before(self, offset: int) -> int:
        """The last token that ends at the offset or before it; -1 where there is none."""
        return bisect_right(self.ends, offset) - 1

    def joined(self, i: int) -> bool:
        """Token ``i`` exists and stands beside the one before, with at most a space between."""
        if not 0 < i < len(self.starts):
            return False
        gap = self.low[self.ends[i - 1] : self.starts[i]]
        return gap in {"", " "}

    def is_participle(self, i: int) -> bool:
        """Token ``i`` is a verb's participle."""
        return self.tags[i] == "VERB" and "VerbForm=Part" in str(self.page.doc[i].morph)

    def is_finite(self, i: int) -> bool:
        """Token ``i`` is a verb with a person."""
        return self.tags[i] in {"VERB", "AUX"} and "VerbForm=Fin" in str(self.page.doc[i].morph)

    def text(self, i: int, end: int) -> str:
        """The verbatim text of the tokens ``i`` to ``end`` (exclusive)."""
        return self.page.text[self.starts[i] : self.ends[end - 1]]


def read_tokens(page: Annotated) -> Tokens:
    """The tokens of a page, without those that are only space."""
    doc = page.doc
    table = doc.to_array(["IDX", "LENGTH", "POS", "DEP", "HEAD"]).astype("int64").tolist() if len(doc) else []
    low = lowered(page.shadow)
    names = _names(doc.vocab.strings)
    starts = [row[0] for row in table]
    ends = [row[0] + row[1] for row in table]
    return Tokens(
        page=page,
        low=low,
        starts=starts,
        ends=ends,
        words=[low[start:end] for start, end in zip(starts, ends, strict=True)],
        tags=[names[row[2]] for row in table],
        deps=[names[row[3]] for row in table],
        heads=[i + row[4] for i, row in enumerate(table)],
    )


class _Names(dict[int, str]):
    """Names of parts of speech and relations by their numbers, looked up once each."""

    def __init__(self, strings: StringStore) -> None:
        super().__init__()
        self._strings = strings

    def __missing__(self, key: int) -> str:
        name: str = self._strings[key & 0xFFFFFFFFFFFFFFFF] if key else ""
        self[key] = name
        return name


@cache
def _names(strings: StringStore) -> _Names:
    return _Names(strings)
