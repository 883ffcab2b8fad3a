"""What follows from the declared tables: Arrow schemas, Frictionless resources, the data dictionary."""

from __future__ import annotations

import datetime as dt
import types
from collections.abc import Iterator
from dataclasses import dataclass, fields
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import pyarrow as pa

from pipeline import rows

Type = Literal["string", "integer", "number", "boolean", "date"]

_TYPES: dict[type, Type] = {str: "string", int: "integer", float: "number", bool: "boolean", dt.date: "date"}
_ARROW: dict[Type, pa.DataType] = {
    "string": pa.string(),
    "integer": pa.int64(),
    "number": pa.float64(),
    "boolean": pa.bool_(),
    "date": pa.date32(),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column: ``values`` is its closed vocabulary, ``references`` the ``table.column`` of a foreign key."""

    name: str
    type: Type
    nullable: bool
    values: tuple[str, ...]
    description: str
    references: str | None

    @property
    def arrow(self) -> pa.Field:
        """The Arrow field, with the description as metadata; closed vocabularies are dictionary-encoded."""
        kind = pa.dictionary(pa.int32(), pa.string()) if self.values else _ARROW[self.type]
        return pa.field(self.name, kind, nullable=self.nullable, metadata={"description": self.description})


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One table: its row class, its primary key and its columns in order."""

    name: str
    row: type
    key: tuple[str, ...]
    description: str
    columns: tuple[Column, ...]

    @property
    def arrow(self) -> pa.Schema:
        """The Arrow schema, with the table's description as metadata."""
        return pa.schema([c.arrow for c in self.columns], metadata={"description": self.description})


_DECLARED: tuple[tuple[str, type, tuple[str, ...]], ...] = (
    ("documents", rows.DocumentRow, ("document_id",)),
    ("sentences", rows.SentenceRow, ("document_id", "sentence")),
    ("mentions", rows.MentionRow, ("mention_id",)),
    ("people", rows.PersonRow, ("person_id",)),
    ("organisations", rows.OrganisationRow, ("organisation_id",)),
    ("places", rows.PlaceRow, ("place_id",)),
    ("roles", rows.RoleRow, ("role_id",)),
    ("dates", rows.DateRow, ("date_id",)),
    ("figures", rows.FigureRow, ("figure_id",)),
    ("events", rows.EventRow, ("event_id",)),
    ("event_participants", rows.ParticipantRow, ("event_id", "document_id", "entity_id", "role")),
    ("quotes", rows.QuoteRow, ("quote_id",)),
    ("rejects", rows.RejectRow, ("source", "error", "message")),
)


@cache
def tables() -> dict[str, Table]:
    """All tables by name, in the order in which they are documented and written."""
    return {
        name: Table(name=name, row=row, key=key, description=_summary(row), columns=tuple(_columns(row)))
        for name, row, key in _DECLARED
    }


def _summary(row: type) -> str:
    return (row.__doc__ or "").strip().rstrip(".")


def _columns(row: type) -> Iterator[Column]:
    hints = get_type_hints(row)
    for declared in fields(row):
        plain, nullable = _without_none(hints[declared.name])
        values = _vocabulary(plain)
        yield Column(
            name=declared.name,
            type="string" if values else _TYPES[plain],
            nullable=nullable,
            values=values,
            description=declared.metadata["description"],
            references=declared.metadata["references"],
        )


def _without_none(hint: Any) -> tuple[Any, bool]:
    if get_origin(hint) not in (Union, types.UnionType):
        return hint, False
    kept = [arm for arm in get_args(hint) if arm is not type(None)]
    nullable = len(kept) < len(get_args(hint))
    return (kept[0] if len(kept) == 1 else Union[tuple(kept)]), nullable  # noqa: UP007 - built from a list


def _vocabulary(hint: Any) -> tuple[str, ...]:
    return tuple(get_args(hint)) if get_origin(hint) is Literal else ()


def resource(table: Table) -> dict[str, Any]:
    """The table as a Frictionless Data Package (v2) resource over its CSV."""
    foreign = [_foreign_key(table, c) for c in table.columns if c.references]
    schema: dict[str, Any] = {
        "fields": [_field(table, c) for c in table.columns],
        "primaryKey": list(table.key),
        "missingValues": [""],
    }
    if foreign:
        schema["foreignKeys"] = foreign
    return {
        "name": table.name,
        "title": table.name,
        "type": "table",
        "description": table.description,
        "path": f"{table.name}.csv",
        "parquet": f"{table.name}.parquet",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema,
    }


def _field(table: Table, c: Column) -> dict[str, Any]:
    constraints: dict[str, Any] = {} if c.nullable else {"required": True}
    if c.values:
        constraints["enum"] = list(c.values)
    if table.key == (c.name,):
        constraints["unique"] = True
    declared = {"name": c.name, "type": c.type, "description": c.description}
    return {**declared, "constraints": constraints} if constraints else declared


def _foreign_key(table: Table, c: Column) -> dict[str, Any]:
    target, _, name = str(c.references).partition(".")
    resource_name = "" if target == table.name else target
    return {"fields": [c.name], "reference": {"resource": resource_name, "fields": [name]}}


def dictionary() -> list[dict[str, Any]]:
    """The data dictionary as plain data: a mapping a table with its columns."""
    return [
        {
            "table": table.name,
            "description": table.description,
            "primary_key": list(table.key),
            "columns": [
                {
                    "name": c.name,
                    "type": c.type,
                    "nullable": c.nullable,
                    "values": list(c.values),
                    "references": c.references,
                    "description": c.description,
                }
                for c in table.columns
            ],
        }
        for table in tables().values()
    ]


def dictionary_markdown() -> str:
    """The data dictionary as the text of ``docs/tables.md``."""
    parts = [
        "# The tables\n\nGenerated by `communiques schema --markdown`; the declaration is `pipeline/rows.py`.",
        (
            "Each table is written as `NAME.parquet` and `NAME.csv`. Days are ISO 8601, missing values are null (empty in "
            "CSV), `start` and `end` count Unicode code points of `documents.text`, end exclusive."
        ),
    ]
    for table in tables().values():
        head = f"## {table.name}\n\n{table.description}. Primary key: {', '.join(f'`{k}`' for k in table.key)}."
        lines = ["| column | type | meaning |", "|---|---|---|", *(_markdown_row(c) for c in table.columns)]
        parts.append(head + "\n\n" + "\n".join(lines))
    return "\n\n".join(parts) + "\n"


def _markdown_row(c: Column) -> str:
    kind = c.type + ("" if c.nullable else ", required")
    meaning = c.description
    if c.values:
        meaning += ": " + ", ".join(f"`{v}`" for v in c.values)
    if c.references:
        meaning += f" → `{c.references}`"
    return f"| `{c.name}` | {kind} | {meaning} |"
