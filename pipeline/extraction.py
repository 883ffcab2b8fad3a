"""All finders over one document, in the order in which they need each other."""

from __future__ import annotations

from dataclasses import replace

from pipeline.annotate import Annotated, annotate
from pipeline.finders.dates import find_dates
from pipeline.finders.events import find_events
from pipeline.finders.figures import find_figures
from pipeline.finders.names import find_names
from pipeline.finders.quotes import find_quotes
from pipeline.finders.roles import find_roles
from pipeline.records import Document, Extraction
from pipeline.resolve.within import resolve_document


def extract_document(document: Document) -> Extraction:
    """All that a document gives: a pure, importable function of the document."""
    return extract_annotated(annotate(document))


def extract_annotated(page: Annotated) -> Extraction:
    """The same, of a document that the model has read already."""
    found = extract_without_events(page)
    events = find_events(
        page,
        entities=found.entities,
        roles=found.roles,
        dates=found.dates,
        figures=found.figures,
        quotes=found.quotes,
    )
    return replace(found, events=tuple(events))


def extract_without_events(page: Annotated) -> Extraction:
    """What the search for events builds on."""
    names = find_names(page)
    dates = tuple(find_dates(page))
    figures = tuple(find_figures(page, names=names, dates=dates))
    roles = tuple(find_roles(page, names=names))
    entities = resolve_document(page.text, names, roles)
    return Extraction(
        document=page.document,
        tokens=len(page.doc),
        sentences=page.sentences,
        entities=entities,
        roles=roles,
        dates=dates,
        figures=figures,
        events=(),
        quotes=tuple(find_quotes(page, entities=entities, roles=roles)),
    )
