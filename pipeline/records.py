"""What is read and what is found: the frozen records that travel through the pipeline.

Offsets (``start``, ``end``) are Unicode code points into ``Document.text``, end exclusive, and
``document.text[start:end] == record.text`` holds for every record that has a ``text``.
Records of one document refer to each other by value (a :class:`Role` holds its person's :class:`Name`);
ids appear only when the corpus is put together (:mod:`pipeline.tables`).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

EntityType = Literal["person", "organisation", "place"]
MentionType = Literal["person", "organisation", "place", "event"]
OrganisationKind = Literal[
    "international", "government", "company", "education_research", "association", "party_union", "media", "court",
    "sport_culture", "armed_forces", "other",
]  # fmt: skip
PlaceKind = Literal["country", "region", "city", "continent", "natural", "site", "other"]
Gender = Literal["f", "m"]
Zone = Literal["headline", "dateline", "body", "about", "contact", "legal"]
PublishedFrom = Literal["metadata", "dateline", "text", "path", "option"]
FoundBy = Literal["model", "lexicon", "rule", "repeat"]
ResolvedBy = Literal[
    "full_name", "family_name", "given_name", "title_name", "acronym", "alias", "variant", "gazetteer", "authority",
    "same_event",
]  # fmt: skip
DateKind = Literal["date", "interval", "duration", "set", "time"]
OpenEnd = Literal["start", "end"]
ResolvedFrom = Literal["explicit", "published", "context"]
FigureKind = Literal["count", "percent", "money", "measure", "age", "rank", "ratio", "score"]
Comparator = Literal["=", ">", ">=", "<", "<=", "~", ".."]
Change = Literal["up", "down"]
EventKind = Literal[
    "meeting", "visit", "agreement", "appointment", "vote", "adoption", "launch", "publication", "award", "funding",
    "results", "acquisition", "legal", "attack", "accident", "protest", "competition", "ceremony", "death", "other",
]  # fmt: skip
EventStatus = Literal["past", "ongoing", "planned", "cancelled"]
ParticipantRole = Literal["organiser", "host", "chair", "participant", "subject", "agent", "beneficiary"]
QuoteKind = Literal["direct", "indirect"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """An input text with what its source says of it. ``text`` is fixed here and never changed again."""

    document_id: str
    source: str
    source_id: str
    source_format: str
    title: str | None
    publisher: str | None
    published: dt.date | None
    published_from: PublishedFrom | None
    language: str | None
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reject:
    """An input that gave no document, and why."""

    source: str
    error: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence of a document: its number from 0, its bounds without surrounding space, its zone."""

    index: int
    start: int
    end: int
    zone: Zone


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A span that names a person, an organisation or a place, not yet tied to an entity."""

    type: EntityType
    text: str
    start: int
    end: int
    sentence: int
    found_by: FoundBy


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A name together with the rule that tied it to its entity."""

    name: Name
    resolved_by: ResolvedBy


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """One person, organisation or place of one document, with all its mentions in text order.

    ``name`` is the fullest form without title and leading article. Person fields are null for others and so on.
    ``geonames`` is the GeoNames id; latitude and longitude are degrees (WGS 84).
    """

    type: EntityType
    name: str
    mentions: tuple[Mention, ...]
    acronym: str | None = None
    given_name: str | None = None
    family_name: str | None = None
    gender: Gender | None = None
    kind: str | None = None
    country_code: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    geonames: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """A function that the text gives a person: ``ministre de la Santé``, ``directrice générale`` of an organisation."""

    person: Name
    title: str
    organisation: Name | None
    text: str
    start: int
    end: int
    sentence: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """The calendar value of a date expression, apart from where it stands.

    ``first_day`` and ``last_day`` are inclusive; ``time`` is HH:MM; ``duration`` is ISO 8601; ``edtf`` is
    ISO 8601-2 / EDTF level 1.
    """

    kind: DateKind
    first_day: dt.date | None = None
    last_day: dt.date | None = None
    open: OpenEnd | None = None
    time: str | None = None
    duration: str | None = None
    edtf: str | None = None
    resolved_from: ResolvedFrom | None = None
    weekday_conflict: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Date:
    """An expression that places something on the calendar, with its value."""

    text: str
    start: int
    end: int
    sentence: int
    period: Period


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """The value of a figure, apart from where it stands and what it counts.

    ``value`` is scaled ("3,2 milliards" is 3200000000.0), per cent stays on the scale of 100; ``value_max`` is set
    for ranges alone. ``unit`` is ``%``, an ISO 4217 code, the unit's usual symbol, ``year``, or the counted head noun.
    """

    kind: FigureKind
    value: float
    value_max: float | None = None
    comparator: Comparator = "="
    unit: str | None = None
    change: Change | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A stated quantity, what it counts, and what the clause ties it to."""

    text: str
    start: int
    end: int
    sentence: int
    quantity: Quantity
    counted: str | None
    statement: str
    place: Name | None = None
    date: Date | None = None
    organisation: Name | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """The words that carry an event at one place of the text."""

    text: str
    start: int
    end: int
    sentence: int
    found_by: FoundBy


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """Who takes part in an event, and as what."""

    name: Name
    role: ParticipantRole


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One thing that happens, as one document tells it."""

    kind: EventKind
    name: str
    triggers: tuple[Trigger, ...]
    first_day: dt.date | None
    last_day: dt.date | None
    edtf: str | None
    place: Name | None
    status: EventStatus
    participants: tuple[Participant, ...] = ()
    figures: tuple[Figure, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Words that the text gives somebody; ``speaker`` is null where the text does not name one."""

    text: str
    start: int
    end: int
    sentence: int
    kind: QuoteKind
    speaker: Name | None
    cue: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """All that one document gives: a pure function of the document, storable as it is."""

    document: Document
    tokens: int
    sentences: tuple[Sentence, ...]
    entities: tuple[Entity, ...]
    roles: tuple[Role, ...]
    dates: tuple[Date, ...]
    figures: tuple[Figure, ...]
    events: tuple[Event, ...]
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """An entity or event of one document (its position there) as part of a corpus-wide one, by which rule."""

    document_id: str
    position: int
    merged_by: ResolvedBy


@dataclass(frozen=True, slots=True, kw_only=True)
class CorpusEntity:
    """One person, organisation or place across all documents; fields as in :class:`Entity`."""

    entity_id: str
    type: EntityType
    name: str
    members: tuple[Member, ...]
    acronym: str | None = None
    given_name: str | None = None
    family_name: str | None = None
    gender: Gender | None = None
    kind: str | None = None
    country_code: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    geonames: int | None = None
    authority_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CorpusEvent:
    """One event across all documents that tell of it. ``place_id`` is a corpus-wide entity id."""

    event_id: str
    kind: EventKind
    name: str
    first_day: dt.date | None
    last_day: dt.date | None
    edtf: str | None
    place_id: str | None
    status: EventStatus
    members: tuple[Member, ...]
