"""Reads gold files: each annotated string becomes a span of the text; what does not hold is refused.

The format is told in ``docs/gold.md``. Strings are found as whole words; ``nth`` counts their occurrences from 1.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

from pipeline import records
from pipeline.errors import GoldError

Span = tuple[int, int]
Annotation = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldMention:
    """A span that names an entity."""

    start: int
    end: int
    type: str
    entity: str

    @property
    def span(self) -> Span:
        """Start and end offsets."""
        return self.start, self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Gold:
    """One annotated text. Rows of dates, figures, events and quotes stand with their spans."""

    id: str
    genre: str
    text: str
    entities: Mapping[str, Annotation]
    mentions: tuple[GoldMention, ...]
    roles: tuple[Annotation, ...]
    dates: tuple[tuple[Span, Annotation], ...]
    figures: tuple[tuple[Span, Annotation], ...]
    events: tuple[tuple[Span, Annotation], ...]
    quotes: tuple[tuple[Span, Annotation], ...]
    doubtful: tuple[Span, ...]


def overlap(a: Span, b: Span) -> int:
    """The number of characters that two spans share; negative where they lie apart."""
    return min(a[1], b[1]) - max(a[0], b[0])


def occurrences(text: str, string: str, *, whole_words: bool = True) -> Iterator[Span]:
    """Every place of the string, overlapping ones too; whole words unless told otherwise."""
    at = text.find(string) if string else -1
    while at >= 0:
        end = at + len(string)
        if not (whole_words and (_glued(text, at) or _glued(text, end))):
            yield at, end
        at = text.find(string, at + 1)


def _glued(text: str, at: int) -> bool:
    """A letter or digit on both sides of the offset."""
    return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()


def read_gold(folder: Path) -> list[Gold]:
    """All gold files of a folder, by file name.

    Raises:
        GoldError: no file, or files that do not hold; every fault of every file is named.
    """
    paths = sorted(folder.glob("*.json"))
    if not paths:
        raise GoldError(f"{folder}: no gold file (*.json) in this folder")
    found, faults = [], []
    for path in paths:
        try:
            found.append(parse_gold(json.loads(path.read_text(encoding="utf-8"))))
        except (GoldError, ValueError, KeyError, TypeError) as fault:
            faults.append(f"{path.name}: {fault if isinstance(fault, GoldError) else repr(fault)}")
    if faults:
        raise GoldError("\n".join(faults))
    return found


def parse_gold(content: Annotation) -> Gold:
    """The gold of one file's content.

    Raises:
        GoldError: a string is not in the text, a reference points nowhere, a value is none of its vocabulary.
    """
    faults = list(_faults(content))
    if faults:
        raise GoldError("; ".join(faults))
    text = content["text"]
    return Gold(
        id=content["id"],
        genre=content.get("genre", ""),
        text=text,
        entities={entity["id"]: entity for entity in content["entities"]},
        mentions=tuple(_mentions(content)),
        roles=tuple(content["roles"]),
        dates=tuple((_span(text, row), row) for row in content["dates"]),
        figures=tuple((_span(text, row), row) for row in content["figures"]),
        events=tuple((_span(text, row, "trigger"), row) for row in content["events"]),
        quotes=tuple((_span(text, row, whole_words=False), row) for row in content["quotes"]),
        doubtful=tuple(_span(text, row) for row in content.get("doubtful", ())),
    )


def _span(text: str, row: Annotation, key: str = "text", *, whole_words: bool = True) -> Span:
    nth = row.get("nth", 1)
    for count, span in enumerate(occurrences(text, row[key], whole_words=whole_words), start=1):
        if count == nth:
            return span
    raise GoldError(f"{row[key][:60]!r} does not stand {nth} times in the text")


def _mentions(content: Annotation) -> list[GoldMention]:
    """Mentions in text order; those given with a place come first, then longer strings take their characters."""
    text, found = content["text"], []
    for entity in content["entities"]:
        for string, nth in entity.get("at", ()):
            start, end = _span(text, {"text": string, "nth": nth})
            found.append(GoldMention(start=start, end=end, type=entity["type"], entity=entity["id"]))
    strings = [(string, entity) for entity in content["entities"] for string in entity["mentions"]]
    for string, entity in sorted(strings, key=lambda pair: -len(pair[0])):
        for start, end in occurrences(text, string):
            if not any(start < other.end and other.start < end for other in found):
                found.append(GoldMention(start=start, end=end, type=entity["type"], entity=entity["id"]))
    return sorted(found, key=lambda mention: (mention.start, mention.end, mention.type, mention.entity))


def _faults(content: Annotation) -> Iterator[str]:
    absent = [
        key for key in ("id", "text", "entities", "roles", "dates", "figures", "events", "quotes") if key not in content
    ]
    if absent:
        yield f"no {', '.join(absent)}"
        return
    ids = {entity["id"]: entity["type"] for entity in content["entities"]}
    yield from _none_of(content["entities"], "type", records.EntityType)
    for role in content["roles"]:
        if ids.get(role["person"]) != "person":
            yield f"the role {role['title']!r} has no person {role['person']!r}"
        if role["organisation"] is not None and role["organisation"] not in ids:
            yield f"the role {role['title']!r} has no organisation {role['organisation']!r}"
    yield from _none_of(content["dates"], "kind", records.DateKind)
    yield from _none_of(content["figures"], "kind", records.FigureKind)
    yield from _none_of(content["figures"], "comparator", records.Comparator)
    yield from _none_of(content["events"], "kind", records.EventKind)
    yield from _none_of(content["events"], "status", records.EventStatus)
    for event in content["events"]:
        involved = [who for who, _ in event.get("participants", ())] + [event.get("place")]
        yield from (
            f"the event {event['name']!r} names no entity {who!r}" for who in involved if who and who not in ids
        )
    for quote in content["quotes"]:
        if quote.get("speaker") is not None and quote["speaker"] not in ids:
            yield f"the quote {quote['text'][:40]!r} has no speaker {quote['speaker']!r}"


def _none_of(rows: list[Annotation], key: str, vocabulary: Any) -> Iterator[str]:
    allowed = get_args(vocabulary)
    for row in rows:
        if row.get(key) is not None and row[key] not in allowed:
            yield f"{key} {row[key]!r} is none of {', '.join(allowed)}"
