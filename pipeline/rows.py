"""The tables, declared once: a frozen class a table, a field a column.

Everything about a table follows from here: the Arrow schema, the CSV, ``datapackage.json``, the checks before
writing and ``docs/tables.md`` (:mod:`pipeline.schema`). To add a column, add a field here and fill it in
:mod:`pipeline.tables`.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from pipeline.records import (
    Change,
    Comparator,
    DateKind,
    EntityType,
    EventKind,
    EventStatus,
    FigureKind,
    FoundBy,
    Gender,
    MentionType,
    OpenEnd,
    OrganisationKind,
    ParticipantRole,
    PlaceKind,
    PublishedFrom,
    QuoteKind,
    ResolvedBy,
    ResolvedFrom,
    Zone,
)

START = "offset of the first character in documents.text, in Unicode code points from 0"
END = "offset just after the last character in documents.text"
SENTENCE = "number of the sentence in the document (sentences.sentence)"
IN_DOCUMENT = "the document that says it"


def column(description: str, *, references: str | None = None) -> Any:
    """A column's description and, for a foreign key, the ``table.column`` that it points to."""
    return field(metadata={"description": description, "references": references})


def document_column() -> Any:
    """The foreign key that most tables share."""
    return column(IN_DOCUMENT, references="documents.document_id")


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRow:
    """An input text."""

    document_id: str = column("readable id made from the source's id and a digest of the content")
    source: str = column("path or URL that the text came from")
    source_id: str = column("the record's own id where its format has one, else the path relative to the input root")
    source_format: str = column("format that it was read from: txt, md, jsonl, csv, parquet or text")
    title: str | None = column("title that the source gives")
    publisher: str | None = column("publisher that the source gives")
    published: dt.date | None = column("day of publication")
    published_from: PublishedFrom | None = column("what told the day of publication")
    language: str | None = column("detected language, ISO 639-1")
    duplicate_of: str | None = column(
        "the first document (by id) with the same words, where there is one", references="documents.document_id"
    )
    characters: int = column("length of the text in Unicode code points")
    tokens: int = column("number of tokens of the text")
    sentences: int = column("number of sentences of the text")
    text: str = column("the text, verbatim; all offsets refer to it")


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceRow:
    """A sentence of a document."""

    document_id: str = document_column()
    sentence: int = column("number of the sentence in its document, from 0")
    start: int = column(START)
    end: int = column(END)
    text: str = column("the sentence, verbatim")
    zone: Zone = column("part of the press release that it stands in")


@dataclass(frozen=True, slots=True, kw_only=True)
class MentionRow:
    """One place in a text that names a person, an organisation, a place or an event."""

    mention_id: str = column("id made from the document and the offsets")
    document_id: str = document_column()
    entity_id: str = column("person_id, organisation_id, place_id or event_id, as entity_type says")
    entity_type: MentionType = column("what is named")
    text: str = column("the name as written; for an event the words that carry it")
    start: int = column(START)
    end: int = column(END)
    sentence: int = column(SENTENCE)
    found_by: FoundBy = column("what found it")
    resolved_by: ResolvedBy = column("rule that tied it to its entity within the document")
    merged_by: ResolvedBy = column("rule that tied the document's entity to the entity of the whole corpus")


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRow:
    """A person, across all documents."""

    person_id: str = column("readable id made from the name")
    name: str = column("fullest name found, without civility or title")
    given_name: str | None = column("given name or names")
    family_name: str | None = column("family name with its particle")
    gender: Gender | None = column("from a civility or an agreement in a text, never from the name alone")
    authority_id: str | None = column("id in the user's authority file")
    documents: int = column("number of documents that name the person")
    mentions: int = column("number of mentions in all documents")


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationRow:
    """An organisation, across all documents."""

    organisation_id: str = column("readable id made from the name")
    name: str = column("fullest official name found")
    acronym: str | None = column("acronym that the texts give it")
    kind: OrganisationKind = column("sort of organisation")
    country_code: str | None = column("ISO 3166-1 alpha-2 code of its country, where name or text tell")
    authority_id: str | None = column("id in the user's authority file")
    documents: int = column("number of documents that name the organisation")
    mentions: int = column("number of mentions in all documents")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceRow:
    """A place, across all documents."""

    place_id: str = column("readable id made from the name")
    name: str = column("French name")
    kind: PlaceKind = column("sort of place")
    country_code: str | None = column("ISO 3166-1 alpha-2 code of the country that it is or lies in")
    latitude: float | None = column("degrees north, WGS 84")
    longitude: float | None = column("degrees east, WGS 84")
    geonames: int | None = column("GeoNames id")
    documents: int = column("number of documents that name the place")
    mentions: int = column("number of mentions in all documents")


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleRow:
    """A function that a document gives a person."""

    role_id: str = column("id made from the document, the offsets and the person")
    document_id: str = document_column()
    person_id: str = column("who holds the function", references="people.person_id")
    title: str = column("the function's words, without article and organisation")
    organisation_id: str | None = column("where it is held", references="organisations.organisation_id")
    text: str = column("the words that state it, verbatim")
    start: int = column(START)
    end: int = column(END)
    sentence: int = column(SENTENCE)


@dataclass(frozen=True, slots=True, kw_only=True)
class DateRow:
    """An expression that places something on the calendar."""

    date_id: str = column("id made from the document and the offsets")
    document_id: str = document_column()
    text: str = column("the expression, verbatim")
    start: int = column(START)
    end: int = column(END)
    sentence: int = column(SENTENCE)
    kind: DateKind = column("sort of expression")
    first_day: dt.date | None = column("first calendar day that it covers")
    last_day: dt.date | None = column("last calendar day that it covers, inclusive")
    open: OpenEnd | None = column("the end at which the stated period has no bound (depuis 2015: end)")
    time: str | None = column("clock time, HH:MM")
    duration: str | None = column("length of a duration, ISO 8601")
    edtf: str | None = column("the value in ISO 8601-2 / EDTF level 1")
    resolved_from: ResolvedFrom | None = column("what the value rests on beside the words themselves")
    weekday_conflict: bool = column("true where the stated weekday is not the resolved day's")


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureRow:
    """A stated quantity."""

    figure_id: str = column("id made from the document and the offsets")
    document_id: str = document_column()
    text: str = column("the quantity with its unit or counted noun, verbatim")
    start: int = column(START)
    end: int = column(END)
    sentence: int = column(SENTENCE)
    kind: FigureKind = column("sort of quantity")
    value: float = column("the number, scaled (3,2 milliards: 3200000000); per cent on the scale of 100")
    value_max: float | None = column("upper end of a range")
    comparator: Comparator = column("how the text bounds the number; .. for a range")
    unit: str | None = column("%, ISO 4217 code, unit symbol, year, or the counted noun as written")
    counted: str | None = column("what is counted or measured, or the whole of a share, as the text puts it")
    change: Change | None = column("direction, where the figure is itself the size of a change")
    statement: str = column("the clause that the figure stands in")
    place_id: str | None = column("place that the clause ties it to", references="places.place_id")
    date_id: str | None = column("date that the clause ties it to", references="dates.date_id")
    event_id: str | None = column("event that it belongs to", references="events.event_id")
    organisation_id: str | None = column(
        "organisation that the clause ties it to", references="organisations.organisation_id"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRow:
    """Something that happens, across all documents."""

    event_id: str = column("readable id made from kind, name and day")
    name: str = column("name or short noun phrase from the texts")
    kind: EventKind = column("sort of event")
    first_day: dt.date | None = column("first day")
    last_day: dt.date | None = column("last day, inclusive")
    edtf: str | None = column("the period in ISO 8601-2 / EDTF level 1")
    place_id: str | None = column("where it happens", references="places.place_id")
    status: EventStatus = column("state as of the latest document that tells of it")
    documents: int = column("number of documents that tell of it")
    mentions: int = column("number of mentions in all documents")


@dataclass(frozen=True, slots=True, kw_only=True)
class ParticipantRow:
    """Who takes part in an event, by a document."""

    event_id: str = column("the event", references="events.event_id")
    document_id: str = document_column()
    entity_id: str = column("person_id, organisation_id or place_id, as entity_type says")
    entity_type: EntityType = column("what takes part")
    role: ParticipantRole = column("as what it takes part")


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteRow:
    """Words that a document gives somebody."""

    quote_id: str = column("id made from the document and the offsets")
    document_id: str = document_column()
    text: str = column("the words, without quotation marks, verbatim")
    start: int = column(START)
    end: int = column(END)
    sentence: int = column(SENTENCE)
    kind: QuoteKind = column("direct: between quotation marks; indirect: a reported clause")
    speaker_id: str | None = column("person_id or organisation_id of the speaker, as speaker_type says")
    speaker_type: EntityType | None = column("what the speaker is")
    cue: str | None = column("verb or preposition of attribution, as written")


@dataclass(frozen=True, slots=True, kw_only=True)
class RejectRow:
    """An input that gave no document."""

    source: str = column("path, with a line or row number where the input is a record of a file")
    error: str = column("short stable code of the fault")
    message: str = column("what is wrong and what to do")
