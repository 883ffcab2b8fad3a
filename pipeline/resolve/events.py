"""Which events of several documents are one: same kind, compatible days and places, names or participants alike.

Two editions of a festival, two visits of one minister, two posts given on one day are never merged: what forbids a
merge forbids it for every pair of a cluster, and two events of one document stay two.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from pipeline.records import CorpusEvent, EventKind, Extraction, Member, Name, ResolvedBy
from pipeline.resolve.event_blocks import candidate_pairs
from pipeline.resolve.event_facts import Told, names_alike, told_of
from pipeline.resolve.event_ids import with_ids
from pipeline.resolve.event_rules import are_one, may_be_one
from pipeline.resolve.sets import DisjointSets
from pipeline.values.edtf import edtf

_LASTING: frozenset[EventKind] = frozenset({"meeting", "ceremony", "competition", "visit", "vote", "legal", "protest"})

Order = tuple[str, int]
Bounds = tuple[dt.date | None, dt.date | None]


def resolve_events(documents: Iterable[tuple[Extraction, Mapping[Name, str]]]) -> tuple[CorpusEvent, ...]:
    """Merges events across documents.

    Args:
        documents: extractions, each with the corpus-wide id of each of its names.

    Returns:
        The events sorted by id; every event of every document is in exactly one. The result does not depend on order.
    """
    told = sorted((one for extraction, ids in documents for one in told_of(extraction, ids)), key=lambda t: t.order)
    return with_ids([_corpus_event(group) for group in _clusters(told)])


def _clusters(told: Sequence[Told]) -> list[list[Told]]:
    """Pairs are joined the surest first; a join must be allowed for every pair that it brings together."""
    sets = DisjointSets(one.order for one in told)
    members: dict[Order, list[Told]] = {one.order: [one] for one in told}
    pairs = [(a, b) for a, b in candidate_pairs(told) if are_one(a, b)]
    for a, b in sorted(pairs, key=_doubt):
        one, other = sets.find(a.order), sets.find(b.order)
        if one != other and all(may_be_one(x, y) for x in members[one] for y in members[other]):
            sets.join(one, other)
            joined = members.pop(one) + members.pop(other)
            members[sets.find(one)] = sorted(joined, key=lambda t: t.order)
    return [members[order] for order in sorted(members)]


def _doubt(pair: tuple[Told, Told]) -> tuple[int, int, Order, Order]:
    """Pairs with the same days and the most words in common come first."""
    a, b = pair
    same_days = (a.event.first_day, a.event.last_day) == (b.event.first_day, b.event.last_day)
    return -int(same_days), -len(a.words & b.words), a.order, b.order


def _corpus_event(group: Sequence[Told]) -> CorpusEvent:
    latest = max(group, key=lambda t: (t.published or dt.date.min, t.order))
    kind = group[0].event.kind
    first, last = _days(kind, group)
    return CorpusEvent(
        event_id="",
        kind=kind,
        name=_fullest(group),
        first_day=first,
        last_day=last,
        edtf=edtf(first, last) or next((t.event.edtf for t in group if t.event.edtf), None),
        place_id=_place(group),
        status=latest.event.status,
        members=tuple(Member(document_id=t.document_id, position=t.position, merged_by=_rule(group, t)) for t in group),
    )


def _rule(group: Sequence[Told], one: Told) -> ResolvedBy:
    """By its name, where that is the first telling's; else as the same event by day, place or participants."""
    return "full_name" if one is group[0] or names_alike(group[0], one) else "same_event"


def _days(kind: EventKind, group: Sequence[Told]) -> Bounds:
    """The days told with both bounds: the widest of what lasts, else the most exact; an open bound is the last resort."""
    bounds = Counter((t.event.first_day, t.event.last_day) for t in group if t.first is not None)
    if not bounds:
        return None, None
    return min(bounds, key=lambda b: (None in b, _preference(kind, b), -bounds[b], _bound_order(b)))


def _preference(kind: EventKind, bounds: Bounds) -> int:
    first, last = bounds
    if first is None or last is None:
        return 0
    length = (last - first).days
    return -length if kind in _LASTING and length <= 31 else length


def _bound_order(bounds: Bounds) -> tuple[str, str]:
    return str(bounds[0]), str(bounds[1])


def _place(group: Sequence[Told]) -> str | None:
    """The place told most, a town before its country."""
    places = Counter(t.place_id for t in group if t.place_id)
    countries = {t.place_id for t in group if t.place and t.place.kind == "country"}
    return min(places, key=lambda p: (p in countries, -places[p], p), default=None)


def _fullest(group: Sequence[Told]) -> str:
    """The longest name that begins with a capital, else the longest."""
    names = {t.event.name for t in group}
    return max(names, key=lambda name: (name[:1].isupper(), len(name), name))
