"""Texts annotated with events, as the training of events reads them.

A text is a line: ``id``, ``published``, ``text``, ``events`` and ``doubtful``; an event has ``trigger`` (one word of the
text), ``nth`` (which occurrence of it), ``kind`` and ``others`` (the further mentions, as word and occurrence). A line
without ``text`` annotates the article of WiNER-fr that its number names.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.annotate import annotate
from pipeline.extraction import extract_without_events
from pipeline.finders.events.scene import Scene, read_scene
from pipeline.records import Document, EventKind
from pipeline.workshop.samples import read_winer

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Told:
    """An annotated event: the spans of its mentions, the one that tells it best first."""

    kind: EventKind
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class EventText:
    """An annotated text, read by the pipeline. Of what is doubtful nothing is learnt."""

    own: bool  # written for this project, not an article of WiNER-fr
    scene: Scene
    events: tuple[Told, ...]
    doubtful: tuple[Span, ...]


def read_event_texts(paths: Iterable[Path], winer: Path | None) -> Iterator[EventText]:
    """The texts of some files, in order; without ``winer`` those that have no text of their own are left out."""
    articles = [sample.text.strip() for sample in read_winer(winer)] if winer else []
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            record = json.loads(line)
            own = "text" in record
            if own or articles:
                yield _event_text(record, record["text"] if own else articles[int(record["id"][1:])], own=own)


def _event_text(record: dict[str, Any], text: str, *, own: bool) -> EventText:
    events = (Told(event["kind"], tuple(_spans(text, event))) for event in record["events"])
    return EventText(
        own=own,
        scene=scene_of(_document(record, text)),
        events=tuple(event for event in events if event.spans),
        doubtful=tuple(span for event in record["doubtful"] for span in _spans(text, event)),
    )


def _spans(text: str, event: dict[str, Any]) -> Iterator[Span]:
    for word, nth in [(event["trigger"], event["nth"]), *event.get("others", ())]:
        span = find_nth(text, word, nth)
        if span:
            yield span


def find_nth(text: str, word: str, nth: int) -> Span | None:
    """Where a string stands for the nth time, overlaps counted; None where it does not."""
    at = -1
    for _ in range(nth):
        at = text.find(word, at + 1)
        if at < 0:
            return None
    return at, at + len(word)


def touches(spans: Iterable[Span], start: int, end: int) -> bool:
    """One of the spans shares a character with ``start`` to ``end``."""
    return any(a < end and start < b for a, b in spans)


def _document(record: dict[str, Any], text: str) -> Document:
    published = dt.date.fromisoformat(record["published"]) if record["published"] else None
    return Document(
        document_id=record["id"], source="", source_id=record["id"], source_format="", title=None, publisher=None,
        published=published, published_from=None, language="fr", text=text,
    )  # fmt: skip


def scene_of(document: Document) -> Scene:
    """A document as the search for events reads it."""
    page = annotate(document)
    found = extract_without_events(page)
    return read_scene(
        page,
        entities=found.entities,
        roles=found.roles,
        dates=found.dates,
        figures=found.figures,
        quotes=found.quotes,
    )
