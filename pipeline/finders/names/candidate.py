"""What may be a name, and which of the overlapping ones are kept."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple

from pipeline.records import EntityType, FoundBy

Kind = EntityType | Literal["none"]  # "none": a treaty, a work, a product … that keeps its words from being names

# Which evidence outweighs which, where candidates overlap.
REFUSED, PAIRED, INSTITUTION, ADDRESSED, SITE, KNOWN, PERSON, GAZETTEER, MODEL, GUESS = (
    90,
    85,
    80,
    75,
    70,
    65,
    60,
    55,
    50,
    49,
)


class Candidate(NamedTuple):
    """Words ``start`` to ``end`` (exclusive) read as one name; ``rank`` weighs the evidence."""

    start: int
    end: int
    kind: Kind
    found_by: FoundBy
    rank: int


def settle(candidates: Iterable[Candidate]) -> list[Candidate]:
    """The candidates that stand, in text order, no two of them overlapping.

    Stronger evidence first, then the longer; of two of one kind where one holds the other, the longer stands.
    """
    free: dict[int, bool] = {}
    kept = []
    for candidate in sorted(set(_widest(candidates)), key=lambda c: (-c.rank, c.start - c.end, c.start, c.kind)):
        span = range(candidate.start, candidate.end)
        if not any(word in free for word in span):
            kept.append(candidate)
            free.update(dict.fromkeys(span, True))
    return sorted(kept)


def _widest(candidates: Iterable[Candidate]) -> list[Candidate]:
    """The candidates without those that lie inside another of their own kind, which inherits the higher rank.

    What the grammar of institutions bounds is not widened by the model, which runs on into the sentence.
    """
    widest: list[Candidate] = []
    for candidate in sorted(candidates, key=lambda c: (c.start, -c.end, -c.rank)):
        holder = next(
            (k for k in range(len(widest) - 1, max(-1, len(widest) - 6), -1) if _holds(widest[k], candidate)), None
        )
        if holder is None:
            widest.append(candidate)
        elif widest[holder].rank < INSTITUTION <= candidate.rank and widest[holder].start == candidate.start:
            widest[holder] = candidate
        elif widest[holder].rank < candidate.rank:
            widest[holder] = widest[holder]._replace(rank=candidate.rank)
    return widest


def _holds(outer: Candidate, inner: Candidate) -> bool:
    return outer.kind == inner.kind and outer.start <= inner.start and inner.end <= outer.end
