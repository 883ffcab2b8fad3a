"""What a figure's neighbours say, while the figures of a page are drafted in text order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from pipeline.finders.figures.counted import Measure
from pipeline.finders.figures.tokens import Tokens
from pipeline.records import Name, Quantity
from pipeline.values.scan import Scanned


class Draft(NamedTuple):
    """A figure before its clause is known."""

    start: int
    end: int
    quantity: Quantity
    counted: str | None = None


class Context(NamedTuple):
    """What a figure's neighbours say: those before it, those that wait for it, and the one that follows.

    ``next_start`` is where the next figure or date begins.
    """

    tokens: Tokens
    names: Sequence[Name]
    before: Sequence[Draft]
    waiting: Sequence[Scanned]
    following: Scanned | None
    next_start: int

    def floor(self, start: int) -> int:
        """Where the words that may belong to a figure begin: its sentence, or the figure before it there."""
        sentence = self.tokens.page.sentence_at(start)
        return max(sentence.start, self.before[-1].end if self.before else 0)

    @property
    def stop(self) -> int:
        """The token in which the next figure or date begins."""
        i = self.tokens.first_from(self.next_start)
        return i - 1 if i > 0 and self.tokens.ends[i - 1] > self.next_start else i

    def measure(self, found: Scanned) -> Measure:
        """The figure as one that measures something; of "de 30 à 50 km/h" the whole."""
        start = self.waiting[0].start if self.waiting else found.start
        floor = self.floor(start)
        return Measure(start, found.end, found.quantity, floor, self.stop, self.names)
