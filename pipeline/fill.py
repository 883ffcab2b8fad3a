"""From resolved extractions to rows: one small builder a table."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import cast

from pipeline import rows
from pipeline.records import (
    CorpusEntity,
    CorpusEvent,
    Date,
    Extraction,
    Figure,
    Name,
    OrganisationKind,
    PlaceKind,
)
from pipeline.schema import tables
from pipeline.text import comparable

Rows = dict[str, list[object]]
Position = tuple[str, int]  # a document's id and the position of an entity or event in its extraction

_TABLE_OF = {"person": "people", "organisation": "organisations", "place": "places"}


@dataclass(frozen=True, slots=True)
class Page:
    """A document's extraction with the corpus-wide ids of its names."""

    extraction: Extraction
    ids: Mapping[Name, str] = field(repr=False)

    @classmethod
    def of(cls, extraction: Extraction, entity_ids: Mapping[Position, str]) -> Page:
        """The page of an extraction, given the corpus-wide id of each entity of each document."""
        document_id = extraction.document.document_id
        ids = {
            mention.name: entity_ids[document_id, position]
            for position, entity in enumerate(extraction.entities)
            for mention in entity.mentions
        }
        return cls(extraction, ids)

    @property
    def document_id(self) -> str:
        """The document's id."""
        return self.extraction.document.document_id

    def id_of(self, name: Name | None) -> str | None:
        """The corpus-wide id of a name's entity; None for no name."""
        return None if name is None else self.ids[name]

    def row_id(self, letter: str, start: int, end: int) -> str:
        """An id that sorts in text order; offsets are padded to the length of a long document."""
        return f"{self.document_id}/{letter}{start:07d}-{end:07d}"


def fill_rows(pages: Sequence[Page], entities: Sequence[CorpusEntity], events: Sequence[CorpusEvent]) -> Rows:
    """The rows of every table but ``rejects``, unsorted."""
    event_ids = {(m.document_id, m.position): event.event_id for event in events for m in event.members}
    duplicates = _duplicates(pages)
    filled: Rows = {name: [] for name in tables()}
    for page in pages:
        filled["documents"].append(_document_row(page, duplicates))
        filled["sentences"].extend(_sentence_rows(page))
        filled["mentions"].extend(_event_mention_rows(page, _events_of(page, event_ids), events))
        filled["roles"].extend(_role_rows(page))
        filled["dates"].extend(_date_rows(page))
        filled["figures"].extend(_figure_rows(page, _events_of(page, event_ids)))
        filled["event_participants"].extend(_participant_rows(page, _events_of(page, event_ids)))
        filled["quotes"].extend(_quote_rows(page))
    by_id = {page.document_id: page for page in pages}
    for entity in entities:
        mentions = list(_mention_rows(entity, by_id))
        filled["mentions"].extend(mentions)
        filled[_TABLE_OF[entity.type]].append(_entity_row(entity, len(mentions)))
    filled["events"] = [_event_row(event, by_id) for event in events]
    return filled


def _events_of(page: Page, event_ids: Mapping[Position, str]) -> list[str]:
    """The ids of a document's events, in the order of the document."""
    return [event_ids[page.document_id, position] for position in range(len(page.extraction.events))]


def _duplicates(pages: Sequence[Page]) -> dict[str, str]:
    """Document id -> the first document with the same words, for all but that first."""
    first: dict[str, str] = {}
    found: dict[str, str] = {}
    for page in pages:
        digest = hashlib.sha256(comparable(page.extraction.document.text).encode()).hexdigest()
        if digest in first:
            found[page.document_id] = first[digest]
        first.setdefault(digest, page.document_id)
    return found


def _document_row(page: Page, duplicates: Mapping[str, str]) -> rows.DocumentRow:
    document = page.extraction.document
    return rows.DocumentRow(
        document_id=document.document_id,
        source=document.source,
        source_id=document.source_id,
        source_format=document.source_format,
        title=document.title,
        publisher=document.publisher,
        published=document.published,
        published_from=document.published_from,
        language=document.language,
        duplicate_of=duplicates.get(document.document_id),
        characters=len(document.text),
        tokens=page.extraction.tokens,
        sentences=len(page.extraction.sentences),
        text=document.text,
    )


def _sentence_rows(page: Page) -> Iterator[rows.SentenceRow]:
    text = page.extraction.document.text
    for s in page.extraction.sentences:
        yield rows.SentenceRow(
            document_id=page.document_id,
            sentence=s.index,
            start=s.start,
            end=s.end,
            text=text[s.start : s.end],
            zone=s.zone,
        )


def _mention_rows(entity: CorpusEntity, pages: Mapping[str, Page]) -> Iterator[rows.MentionRow]:
    for member in entity.members:
        page = pages[member.document_id]
        for mention in page.extraction.entities[member.position].mentions:
            name = mention.name
            yield rows.MentionRow(
                mention_id=page.row_id("m", name.start, name.end),
                document_id=member.document_id,
                entity_id=entity.entity_id,
                entity_type=entity.type,
                text=name.text,
                start=name.start,
                end=name.end,
                sentence=name.sentence,
                found_by=name.found_by,
                resolved_by=mention.resolved_by,
                merged_by=member.merged_by,
            )


def _event_mention_rows(page: Page, ids: Sequence[str], events: Sequence[CorpusEvent]) -> Iterator[rows.MentionRow]:
    rules = {(m.document_id, m.position): m.merged_by for event in events for m in event.members}
    for position, (event, event_id) in enumerate(zip(page.extraction.events, ids, strict=True)):
        for number, trigger in enumerate(event.triggers):
            yield rows.MentionRow(
                mention_id=page.row_id("e", trigger.start, trigger.end) + f"-{event.kind}",
                document_id=page.document_id,
                entity_id=event_id,
                entity_type="event",
                text=trigger.text,
                start=trigger.start,
                end=trigger.end,
                sentence=trigger.sentence,
                found_by=trigger.found_by,
                resolved_by="full_name" if number == 0 else "same_event",
                merged_by=rules[page.document_id, position],
            )


def _entity_row(entity: CorpusEntity, mentions: int) -> object:
    documents = len({member.document_id for member in entity.members})
    if entity.type == "person":
        return rows.PersonRow(
            person_id=entity.entity_id,
            name=entity.name,
            given_name=entity.given_name,
            family_name=entity.family_name,
            gender=entity.gender,
            authority_id=entity.authority_id,
            documents=documents,
            mentions=mentions,
        )
    if entity.type == "organisation":
        return rows.OrganisationRow(
            organisation_id=entity.entity_id,
            name=entity.name,
            acronym=entity.acronym,
            kind=cast("OrganisationKind", entity.kind or "other"),
            country_code=entity.country_code,
            authority_id=entity.authority_id,
            documents=documents,
            mentions=mentions,
        )
    return rows.PlaceRow(
        place_id=entity.entity_id,
        name=entity.name,
        kind=cast("PlaceKind", entity.kind or "other"),
        country_code=entity.country_code,
        latitude=entity.latitude,
        longitude=entity.longitude,
        geonames=entity.geonames,
        documents=documents,
        mentions=mentions,
    )


def _role_rows(page: Page) -> Iterator[rows.RoleRow]:
    for role in page.extraction.roles:
        person_id = page.ids[role.person]
        digest = hashlib.sha256(f"{person_id}\0{page.id_of(role.organisation)}".encode()).hexdigest()[:6]
        yield rows.RoleRow(
            role_id=f"{page.row_id('r', role.start, role.end)}-{digest}",
            document_id=page.document_id,
            person_id=person_id,
            title=role.title,
            organisation_id=page.id_of(role.organisation),
            text=role.text,
            start=role.start,
            end=role.end,
            sentence=role.sentence,
        )


def _date_id(page: Page, date: Date | None) -> str | None:
    return None if date is None else page.row_id("d", date.start, date.end)


def _date_rows(page: Page) -> Iterator[rows.DateRow]:
    for date in page.extraction.dates:
        period = date.period
        yield rows.DateRow(
            date_id=page.row_id("d", date.start, date.end),
            document_id=page.document_id,
            text=date.text,
            start=date.start,
            end=date.end,
            sentence=date.sentence,
            kind=period.kind,
            first_day=period.first_day,
            last_day=period.last_day,
            open=period.open,
            time=period.time,
            duration=period.duration,
            edtf=period.edtf,
            resolved_from=period.resolved_from,
            weekday_conflict=period.weekday_conflict,
        )


def _figure_rows(page: Page, ids: Sequence[str]) -> Iterator[rows.FigureRow]:
    event_of: dict[Figure, str] = {}
    for event, event_id in zip(page.extraction.events, ids, strict=True):
        for figure in event.figures:
            event_of.setdefault(figure, event_id)
    for figure in page.extraction.figures:
        quantity = figure.quantity
        yield rows.FigureRow(
            figure_id=page.row_id("f", figure.start, figure.end),
            document_id=page.document_id,
            text=figure.text,
            start=figure.start,
            end=figure.end,
            sentence=figure.sentence,
            kind=quantity.kind,
            value=quantity.value,
            value_max=quantity.value_max,
            comparator=quantity.comparator,
            unit=quantity.unit,
            counted=figure.counted,
            change=quantity.change,
            statement=figure.statement,
            place_id=page.id_of(figure.place),
            date_id=_date_id(page, figure.date),
            event_id=event_of.get(figure),
            organisation_id=page.id_of(figure.organisation),
        )


def _event_row(event: CorpusEvent, pages: Mapping[str, Page]) -> rows.EventRow:
    return rows.EventRow(
        event_id=event.event_id,
        name=event.name,
        kind=event.kind,
        first_day=event.first_day,
        last_day=event.last_day,
        edtf=event.edtf,
        place_id=event.place_id,
        status=event.status,
        documents=len({member.document_id for member in event.members}),
        mentions=sum(len(pages[m.document_id].extraction.events[m.position].triggers) for m in event.members),
    )


def _participant_rows(page: Page, ids: Sequence[str]) -> Iterator[rows.ParticipantRow]:
    found = {
        (event_id, page.ids[participant.name], participant.role): participant.name.type
        for event, event_id in zip(page.extraction.events, ids, strict=True)
        for participant in event.participants
    }
    for (event_id, entity_id, role), entity_type in found.items():
        yield rows.ParticipantRow(
            event_id=event_id,
            document_id=page.document_id,
            entity_id=entity_id,
            entity_type=entity_type,
            role=role,
        )


def _quote_rows(page: Page) -> Iterator[rows.QuoteRow]:
    for quote in page.extraction.quotes:
        yield rows.QuoteRow(
            quote_id=page.row_id("q", quote.start, quote.end),
            document_id=page.document_id,
            text=quote.text,
            start=quote.start,
            end=quote.end,
            sentence=quote.sentence,
            kind=quote.kind,
            speaker_id=page.id_of(quote.speaker),
            speaker_type=quote.speaker.type if quote.speaker else None,
            cue=quote.cue,
        )
