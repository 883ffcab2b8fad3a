"""Readable ids for the events of a corpus, made from their content alone: name and first day."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from pipeline.records import CorpusEvent
from pipeline.text import slug

LONGEST = 60
DIGEST = 8  # hexadecimal digits


def with_ids(events: Sequence[CorpusEvent]) -> tuple[CorpusEvent, ...]:
    """The events with unique ids, sorted by them; namesakes of one day get a digest of their members."""
    base = [_slug(event) for event in events]
    counts = Counter(base)
    named = [
        replace(event, event_id=name if counts[name] == 1 else f"{name}-{_digest(event)}")
        for event, name in zip(events, base, strict=True)
    ]
    return tuple(sorted(named, key=lambda event: event.event_id))


def _slug(event: CorpusEvent) -> str:
    day = event.first_day or event.last_day
    return slug(event.name, LONGEST) + (f"-{day.isoformat()}" if day else "")


def _digest(event: CorpusEvent) -> str:
    members = sorted(f"{member.document_id}\t{member.position}" for member in event.members)
    return hashlib.sha256("\n".join(members).encode()).hexdigest()[:DIGEST]
