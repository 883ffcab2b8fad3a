"""Which pairs of events are compared at all: those that share a month and a word, a participant or a place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from pipeline.resolve.event_facts import Told

WINDOW = 40  # a block's events are compared with so many neighbours: keeps huge blocks linear
LONGEST_WORDS = 4

Key = tuple[str, str, str]


def candidate_pairs(told: Sequence[Told]) -> Iterator[tuple[Told, Told]]:
    """Pairs worth comparing, each once, in an order that depends on the events alone."""
    blocks: dict[Key, list[Told]] = defaultdict(list)
    for one in sorted(told, key=lambda t: t.order):
        for key in sorted(set(_keys(one))):
            blocks[key].append(one)
    seen: set[tuple[tuple[str, int], tuple[str, int]]] = set()
    for key in sorted(blocks):
        for a, b in _neighbours(blocks[key]):
            if (a.order, b.order) not in seen:
                seen.add((a.order, b.order))
                yield a, b


def _neighbours(block: Sequence[Told]) -> Iterator[tuple[Told, Told]]:
    for i, one in enumerate(block):
        for other in block[i + 1 : i + 1 + WINDOW]:
            yield one, other


def _keys(one: Told) -> Iterator[Key]:
    months = {f"{day:%Y-%m}" for day in (one.first, one.last) if day}
    words = sorted(one.words, key=lambda word: (-len(word), word))[:LONGEST_WORDS]
    for month in months:
        for word in words:
            yield one.event.kind, month, f"word {word}"
        for who in one.who:
            yield one.event.kind, month, f"who {who}"
        if one.place_id:
            yield one.event.kind, f"{one.first}", f"place {one.place_id}"
    if len(one.words) >= 2:
        yield one.event.kind, "named", " ".join(sorted(one.words))
