"""What a reader hands over: a text with what its source says of it, nothing fixed or resolved yet."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.records import Reject

METADATA_FIELDS = ("title", "published", "publisher", "source")


@dataclass(frozen=True, slots=True, kw_only=True)
class Raw:
    """A text as read, with its metadata as strings (keys of METADATA_FIELDS, absent where unknown)."""

    source: str
    source_id: str
    format: str
    text: str
    metadata: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A file to read. ``root`` is the input folder it was found under: ids are relative to it."""

    path: Path
    root: Path

    @property
    def name(self) -> str:
        """The path as given, with forward slashes."""
        return self.path.as_posix()

    @property
    def relative(self) -> str:
        """The path relative to the root, with forward slashes."""
        return self.path.relative_to(self.root).as_posix()


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Names of the fields of JSONL, CSV and Parquet records."""

    id: str = "id"
    text: str = "text"
    title: str = "title"
    published: str = "published"
    publisher: str = "publisher"
    source: str = "source"


Reader = Callable[[Source, Columns], Iterator[Raw | Reject]]


def record(source: Source, number: int, fields: Mapping[str, str], columns: Columns) -> Raw | Reject:
    """A record of a file with many: its id is its own, else the file's path with the record's number."""
    place = f"{source.name}:{number}"
    text = fields.get(columns.text, "")
    if not text.strip():
        return Reject(source=place, error="empty", message=f"the field {columns.text!r} is missing or blank")
    metadata = {key: fields.get(getattr(columns, key), "") for key in METADATA_FIELDS}
    return Raw(
        source=metadata["source"] or place,
        source_id=fields.get(columns.id, "") or f"{source.relative}:{number}",
        format=source.path.suffix.lstrip(".").lower(),
        text=text,
        metadata={key: value for key, value in metadata.items() if value},
    )
