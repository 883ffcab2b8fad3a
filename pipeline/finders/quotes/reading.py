"""A page as the grammar of attribution reads it: quotations masked, so that only the telling is left."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from pipeline.annotate import Annotated
from pipeline.finders.quotes.marks import Marked, marked_stretches
from pipeline.sentences import sentence_starts

SHORTEST = 4  # words of a direct quote; shorter ones are titles and scare quotes
LONGEST_UNIT = 1200  # characters; what runs on longer without a full stop is a table or a list
_WORD = re.compile(r"\w[\w'’-]*")
_STOPS = ".!?…"
_STOP_INSIDE = re.compile(r"[.!?…\n]")


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence of the telling: a quotation in it counts as one word, whatever stands inside."""

    index: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Reading:
    """The page, its stretches between marks, its masked text (offsets as in the page) and its units."""

    page: Annotated
    marked: tuple[Marked, ...]
    text: str
    starts: tuple[int, ...]
    opened: tuple[int, ...]  # where the marked stretches open

    def unit(self, index: int) -> Unit:
        """The unit of that number; without what stands after its last word."""
        start = self.starts[index]
        end = self.starts[index + 1] if index + 1 < len(self.starts) else len(self.text)
        return Unit(index, start, start + len(self.text[start:end].rstrip()))

    def unit_at(self, offset: int) -> Unit:
        """The unit that holds the offset."""
        return self.unit(max(0, bisect_right(self.starts, offset) - 1))

    def marked_between(self, start: int, end: int) -> tuple[Marked, ...]:
        """The stretches that open between the offsets."""
        return self.marked[bisect_left(self.opened, start) : bisect_left(self.opened, end)]

    def is_verb(self, start: int, end: int) -> bool:
        """The word is a verb: the model reads it so, or nothing before it makes a noun of it ("M. X note : …")."""
        if any(token.pos_ in {"VERB", "AUX"} for token in self.page.span(start, end)):
            return True
        before = self.page.shadow[max(0, start - 40) : start].rstrip()
        return before[-1:] in {",", ")"} or before.rpartition(" ")[2][:1].isupper()


def word_count(text: str, start: int, end: int) -> int:
    """The number of words, an elided article counting as part of its noun."""
    return sum(1 for _ in _WORD.finditer(text, start, end))


def read_page(page: Annotated) -> Reading:
    """The reading of a page."""
    marked = marked_stretches(page.text)
    masked = _masked(page.shadow, marked)
    starts = sorted({0, *sentence_starts(_with_capitals(masked, page.text, marked))})
    opened = tuple(stretch.outer_start for stretch in marked)
    return Reading(page, tuple(marked), masked, tuple(_cut(starts, masked)), opened)


def _cut(starts: list[int], masked: str) -> Iterator[int]:
    """The starts, and others in what runs on for too long: the grammar looks back to the start of its unit."""
    for start, end in pairwise([*starts, len(masked)]):
        yield start
        space = masked.find(" ", start + LONGEST_UNIT, end)
        while space >= 0:
            yield space + 1
            space = masked.find(" ", space + LONGEST_UNIT, end)


def _with_capitals(masked: str, text: str, marked: list[Marked]) -> str:
    """The masked text as the sentence splitter wants it: each quotation with its first letter, between « and »."""
    letters = list(masked)
    for stretch in marked:
        letters[stretch.start] = text[stretch.start]
        letters[stretch.outer_start] = "«"
        if stretch.closed:
            letters[stretch.outer_end - 1] = "»"
    return "".join(letters)


def _masked(text: str, marked: list[Marked]) -> str:
    """The text with the inside of each quotation as underscores, but for the full stop that ends it."""
    pieces, last = [], 0
    for stretch in marked:
        if stretch.closed and (
            word_count(text, stretch.start, stretch.end) >= SHORTEST
            or _STOP_INSIDE.search(text, stretch.start, stretch.end)
        ):
            end = stretch.end - (text[stretch.end - 1] in _STOPS)
            pieces += [text[last : stretch.start], "_" * (end - stretch.start)]
            last = end
    return "".join([*pieces, text[last:]])
