"""The public functions and classes, gathered; users import them from :mod:`pipeline`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from importlib.metadata import version
from pathlib import Path

from pipeline.batch import Report, run
from pipeline.config import Config, read_config
from pipeline.engine.local import extract_all
from pipeline.errors import CommuniquesError, ConfigError, GoldError, InputError, SchemaError, UsageError
from pipeline.extraction import extract_document
from pipeline.ingest.document import make_document
from pipeline.ingest.raw import Raw
from pipeline.ingest.read import read_corpus
from pipeline.output import write_tables
from pipeline.records import Document, Extraction, Reject
from pipeline.resolve.authority import Authority, read_authority
from pipeline.tables import Tables, build_tables

__all__ = [
    "Authority",
    "CommuniquesError",
    "Config",
    "ConfigError",
    "Document",
    "Extraction",
    "GoldError",
    "InputError",
    "Reject",
    "Report",
    "SchemaError",
    "Tables",
    "UsageError",
    "build_tables",
    "extract",
    "extract_text",
    "read_authority",
    "read_config",
    "read_corpus",
    "run",
    "write",
]


def extract(documents: Iterable[Document | Reject], *, workers: int = 1) -> Iterator[Extraction | Reject]:
    """What each document gives; rejects among the documents are handed on.

    Args:
        documents: as :func:`read_corpus` yields them.
        workers: number of processes; the results do not depend on it.
    """
    read = list(documents)
    yield from (item for item in read if isinstance(item, Reject))
    yield from extract_all((item for item in read if isinstance(item, Document)), workers)


def extract_text(
    text: str, *, published: str | dt.date | None = None, title: str | None = None, source_id: str = "text"
) -> Extraction:
    """What one text gives.

    Args:
        text: the text; offsets of all finds refer to ``result.document.text``.
        published: day of publication (ISO 8601), against which "lundi" or "le mois dernier" are read.
        title: its title, if it has one beside the text.
        source_id: what the document's id is made from.

    Raises:
        UsageError: ``published`` is no day, or the text is blank.
    """
    if not text.strip():
        raise UsageError("the text is blank")
    day = published
    if isinstance(published, str):
        try:
            day = dt.date.fromisoformat(published)
        except ValueError as fault:
            raise UsageError(f"published must be a day such as 2024-10-21, not {published!r}") from fault
    metadata = {"title": title or "", "published": day.isoformat() if isinstance(day, dt.date) else ""}
    raw = Raw(source=source_id, source_id=source_id, format="text", text=text)
    return extract_document(make_document(raw, metadata, day=None, default=None))


def write(tables: Tables, out: str | Path) -> None:
    """Writes the tables as Parquet and CSV with ``datapackage.json`` and ``run.json`` into a folder, atomically.

    Raises:
        UsageError: the folder cannot be written.
    """
    write_tables(tables, Path(out), {"program": "communiques", "versions": {"communiques": version("communiques")}})
