"""Which events of several documents are one: same kind, compatible days and places, shared names or participants."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pipeline.records import CorpusEvent, Event, Extraction, Member, Name
from pipeline.text import comparable, slug

_EMPTY = frozenset("le la les l un une des de du d et a au aux en sur pour".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """An event as one document tells it, with corpus-wide ids."""

    document_id: str
    position: int
    published: dt.date | None
    event: Event
    place_id: str | None
    who: frozenset[str]
    words: frozenset[str]


def resolve_events(documents: Iterable[tuple[Extraction, Mapping[Name, str]]]) -> tuple[CorpusEvent, ...]:
    """Merges events across documents.

    Args:
        documents: extractions, each with the corpus-wide id of each of its names.

    Returns:
        The events sorted by id; every event of every document is in exactly one. The result does not depend on order.
    """
    told = sorted(
        (
            _told(extraction, ids, position)
            for extraction, ids in documents
            for position in range(len(extraction.events))
        ),
        key=lambda t: (t.document_id, t.position),
    )
    blocks: dict[tuple[str, dt.date | None], list[list[_Told]]] = defaultdict(list)
    for one in told:
        groups = blocks[one.event.kind, one.event.first_day]
        match = next((group for group in groups if all(_same(one, other) for other in group)), None)
        if match is None:
            groups.append([one])
        else:
            match.append(one)
    return _with_ids(sorted((group for groups in blocks.values() for group in groups), key=_order))


def _told(extraction: Extraction, ids: Mapping[Name, str], position: int) -> _Told:
    event = extraction.events[position]
    return _Told(
        document_id=extraction.document.document_id,
        position=position,
        published=extraction.document.published,
        event=event,
        place_id=ids[event.place] if event.place else None,
        who=frozenset(ids[p.name] for p in event.participants),
        words=frozenset(comparable(event.name).split()) - _EMPTY,
    )


def _same(a: _Told, b: _Told) -> bool:
    if a.document_id == b.document_id or a.event.first_day is None or a.event.last_day != b.event.last_day:
        return False
    if a.place_id and b.place_id and a.place_id != b.place_id:
        return False
    shared = len(a.words & b.words) / max(1, min(len(a.words), len(b.words)))
    return shared >= 0.5 or (bool(a.who & b.who) and shared > 0)


def _order(group: list[_Told]) -> tuple[str, str, int]:
    return _fullest(group), group[0].document_id, group[0].position


def _fullest(group: list[_Told]) -> str:
    return max((t.event.name for t in group), key=lambda name: (len(name), name))


def _with_ids(groups: list[list[_Told]]) -> tuple[CorpusEvent, ...]:
    base = [_slug(group) for group in groups]
    counts: dict[str, int] = defaultdict(int)
    for name in base:
        counts[name] += 1
    made = []
    for group, name in zip(groups, base, strict=True):
        digest = hashlib.sha256("|".join(f"{t.document_id}/{t.position}" for t in group).encode()).hexdigest()[:8]
        made.append(_corpus_event(group, name if counts[name] == 1 else f"{name}-{digest}"))
    return tuple(sorted(made, key=lambda event: event.event_id))


def _slug(group: list[_Told]) -> str:
    first_day = group[0].event.first_day
    return slug(_fullest(group), 60) + (f"-{first_day.isoformat()}" if first_day else "")


def _corpus_event(group: list[_Told], event_id: str) -> CorpusEvent:
    latest = max(group, key=lambda t: (t.published or dt.date.min, t.document_id))
    event = group[0].event
    return CorpusEvent(
        event_id=event_id,
        kind=event.kind,
        name=_fullest(group),
        first_day=event.first_day,
        last_day=event.last_day,
        edtf=event.edtf,
        place_id=next((t.place_id for t in group if t.place_id), None),
        status=latest.event.status,
        members=tuple(
            Member(document_id=t.document_id, position=t.position, merged_by="full_name" if i == 0 else "same_event")
            for i, t in enumerate(group)
        ),
    )
