"""Plain text: one file, one document."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.ingest.decode import decode
from pipeline.ingest.raw import Columns, Raw, Source
from pipeline.records import Reject


def read_plain(source: Source, columns: Columns) -> Iterator[Raw | Reject]:  # noqa: ARG001 - every reader has these
    """The file's whole content as one text."""
    text = decode(source.path.read_bytes(), source.name)
    yield Raw(source=source.name, source_id=source.relative, format="txt", text=text)
