"""The user's authority file: ids and names that the user fixes for persons, organisations and places."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast, get_args

from pipeline.errors import ConfigError
from pipeline.records import EntityType
from pipeline.text import comparable

COLUMNS = ("id", "type", "name", "aliases")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One row: the id and the name to use, and the further names by which texts may call it."""

    line: int
    authority_id: str
    type: EntityType
    name: str
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Authority:
    """The rows of an authority file, in its order, and each entry by type and folded name."""

    entries: tuple[Entry, ...] = ()
    by_name: Mapping[tuple[EntityType, str], Entry] = field(default_factory=dict)

    def find(self, entity_type: EntityType, names: Iterable[str]) -> Entry | None:
        """The entry that one of the names belongs to: the earliest in the file where several do."""
        found = [entry for name in names if (entry := self.by_name.get((entity_type, comparable(name))))]
        return min(found, key=lambda entry: entry.line, default=None)


def read_authority(path: Path | str) -> Authority:
    """The authority file at ``path``: CSV in UTF-8 with the columns id, type, name, aliases (separated by ``|``).

    Raises :class:`ConfigError` with the line number where a row lacks an id or a name, has an unknown type, repeats an
    id, or gives a name that another row of the same type has.
    """
    path = Path(path)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as fault:
        raise ConfigError(f"{path}: cannot be read as UTF-8 text: {fault}") from fault
    return make_authority(_rows(path, text), str(path))


def _rows(path: Path, text: str) -> Iterator[tuple[int, dict[str, str]]]:
    reader = csv.DictReader(text.splitlines(keepends=True), strict=True)
    try:
        missing = set(COLUMNS[:3]) - set(reader.fieldnames or ())
        if missing:
            raise ConfigError(f"{path}:1: no column {', '.join(sorted(missing))}; the columns are {', '.join(COLUMNS)}")
        for row in reader:
            if None in row:
                raise ConfigError(f"{path}:{reader.line_num}: more fields than columns; quote a name that has a comma")
            yield reader.line_num, {key: (value or "").strip() for key, value in row.items()}
    except csv.Error as fault:
        raise ConfigError(f"{path}:{reader.line_num + 1}: no valid CSV: {fault}") from fault


def make_authority(rows: Iterable[tuple[int, dict[str, str]]], where: str) -> Authority:
    """The authority of numbered rows; ``where`` names their source in errors."""
    entries: dict[str, Entry] = {}
    by_name: dict[tuple[EntityType, str], Entry] = {}
    for line, row in rows:
        entry = _entry(line, row, f"{where}:{line}")
        if entry.authority_id in entries:
            raise ConfigError(f"{where}:{line}: id {entry.authority_id!r} stands twice")
        entries[entry.authority_id] = entry
        for name in (entry.name, *entry.aliases):
            other = by_name.setdefault((entry.type, comparable(name)), entry)
            if other is not entry:
                raise ConfigError(f"{where}:{line}: {name!r} is a name of {other.authority_id!r} too")
    return Authority(entries=tuple(entries.values()), by_name=by_name)


def _entry(line: int, row: dict[str, str], where: str) -> Entry:
    for column in ("id", "name"):
        if not row[column]:
            raise ConfigError(f"{where}: no {column}")
    if row["type"] not in get_args(EntityType):
        raise ConfigError(f"{where}: type {row['type']!r} is none of {', '.join(get_args(EntityType))}")
    if not comparable(row["name"]):
        raise ConfigError(f"{where}: the name {row['name']!r} has no letter")
    aliases = tuple(alias.strip() for alias in row.get("aliases", "").split("|") if comparable(alias))
    kind = cast("EntityType", row["type"])
    return Entry(line=line, authority_id=row["id"], type=kind, name=row["name"], aliases=aliases)
