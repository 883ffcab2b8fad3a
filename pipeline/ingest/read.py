"""All readers behind one function: from what the user names to documents and rejects."""

from __future__ import annotations

import datetime as dt
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.errors import InputError
from pipeline.ingest.document import make_document
from pipeline.ingest.jsonl import read_jsonl
from pipeline.ingest.markdown import read_markdown
from pipeline.ingest.metadata import day_in_name, sidecar
from pipeline.ingest.plain import read_plain
from pipeline.ingest.raw import Columns, Raw, Reader, Source
from pipeline.ingest.sources import find_sources
from pipeline.ingest.tabular import read_csv, read_parquet
from pipeline.records import Document, Reject

READERS: dict[str, Reader] = {
    ".txt": read_plain,
    ".md": read_markdown,
    ".jsonl": read_jsonl,
    ".csv": read_csv,
    ".parquet": read_parquet,
}
STANDARD_INPUT = "-"
# What lies beside texts in a folder and is none: sidecars, notes about the folder, gold annotation, hidden files.
EXCLUDED = ("metadata.csv", "README*", "LICENSE*", "NOTICE*", "gold/*", ".*", "*/.*")


def read_corpus(
    inputs: Sequence[str],
    *,
    columns: Columns | None = None,
    published: dt.date | None = None,
    exclude: Sequence[str] = EXCLUDED,
) -> Iterator[Document | Reject]:
    """Reads every text that the inputs name.

    Args:
        inputs: files, folders, globs, or ``-`` for one text on standard input.
        columns: names of the fields of JSONL, CSV and Parquet records.
        published: day of publication to assume for texts of which nothing tells it.
        exclude: patterns of files to leave out when a folder or a glob is searched.

    Returns:
        A document a text, or a reject that says what is wrong; ordered by source, whatever the order of the inputs.

    Raises:
        UsageError: an input names nothing.
    """
    sources, _ = find_sources([name for name in inputs if name != STANDARD_INPUT], exclude)
    return read_sources(sources, columns=columns, published=published, standard_input=STANDARD_INPUT in inputs)


def read_sources(
    sources: Sequence[Source],
    *,
    columns: Columns | None = None,
    published: dt.date | None = None,
    standard_input: bool = False,
) -> Iterator[Document | Reject]:
    """Reads the texts of files that are found already, after the one on standard input if that is asked for."""
    seen: Counter[str] = Counter()
    if standard_input:
        yield _finish(
            Raw(source=STANDARD_INPUT, source_id=STANDARD_INPUT, format="text", text=_stdin()), None, published
        )
    for source in sources:
        for item in read_source(source, columns or Columns(), published):
            yield _unique(item, seen) if isinstance(item, Document) else item


def _stdin() -> str:
    return sys.stdin.buffer.read().decode("utf-8-sig", errors="replace")


def read_source(source: Source, columns: Columns, published: dt.date | None = None) -> Iterator[Document | Reject]:
    """The documents of one file; a file that cannot be read, or a fault midway, is a reject."""
    reader = READERS.get(source.path.suffix.lower())
    if reader is None:
        known = ", ".join(sorted(READERS))
        message = f"files of type {source.path.suffix or 'no suffix'} are not read; convert to one of {known}"
        yield Reject(source=source.name, error="unknown_format", message=message)
        return
    try:
        for item in reader(source, columns):
            yield item if isinstance(item, Reject) else _finish(item, source, published)
    except InputError as fault:
        yield Reject(source=fault.source or source.name, error=fault.code, message=fault.message)
    except OSError as fault:
        yield Reject(source=source.name, error="unreadable", message=f"the file cannot be read: {fault.strerror}")


def _finish(raw: Raw, source: Source | None, published: dt.date | None) -> Document | Reject:
    if not raw.text.strip("\ufeff \t\r\n"):
        return Reject(source=raw.source, error="empty", message="the text is blank")
    own_file = source is not None and raw.format in {"txt", "md"}
    beside = sidecar(source) if source is not None and own_file else {}
    day = day_in_name(source.path.name) if source is not None and own_file else None
    return make_document(raw, {**beside, **raw.metadata}, day=day, default=published)


def _unique(document: Document, seen: Counter[str]) -> Document:
    """The same record read twice (same id, same text) gets a number, so that neither disappears."""
    seen[document.document_id] += 1
    count = seen[document.document_id]
    return document if count == 1 else replace(document, document_id=f"{document.document_id}-{count}")
