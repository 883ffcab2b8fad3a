"""Markdown with optional front matter: one file, one document; the front matter is metadata, not text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.ingest.decode import decode
from pipeline.ingest.raw import METADATA_FIELDS, Columns, Raw, Source
from pipeline.records import Reject

_FRONT_MATTER = re.compile(r"\A---[ \t]*\r?\n(?P<head>.*?)^---[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
_ENTRY = re.compile(r"^(?P<key>[\w-]+)[ \t]*:[ \t]*(?P<value>[^\r\n]*)", re.MULTILINE)
_ALIASES = {"date": "published", "url": "source", "author": "publisher", "titre": "title"}


def read_markdown(source: Source, columns: Columns) -> Iterator[Raw | Reject]:  # noqa: ARG001 - every reader has these
    """The body as one text; ``key: value`` lines of the front matter as metadata."""
    whole = decode(source.path.read_bytes(), source.name)
    head = _FRONT_MATTER.match(whole)
    metadata = front_matter(head["head"]) if head else {}
    yield Raw(
        source=metadata.get("source") or source.name,
        source_id=source.relative,
        format="md",
        text=whole[head.end() :] if head else whole,
        metadata=metadata,
    )


def front_matter(head: str) -> dict[str, str]:
    """The known keys of a front matter's flat ``key: value`` lines, without surrounding quotes.

    Nested YAML belongs to site generators and says nothing that a table needs; it is passed over.
    """
    found: dict[str, str] = {}
    for entry in _ENTRY.finditer(head):
        key = _ALIASES.get(entry["key"].lower(), entry["key"].lower())
        value = entry["value"].strip()
        if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
            value = value[1:-1]
        if key in METADATA_FIELDS and value:
            found.setdefault(key, value)
    return found
