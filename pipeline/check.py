"""The tables' contract, checked before anything is written: types, vocabularies, keys, references, spans."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from pipeline.errors import SchemaError
from pipeline.schema import Column, Table, tables

_SHOWN = 3  # rows named in a message
_OWNERS = {"person": "people", "organisation": "organisations", "place": "places", "event": "events"}
_OWNER_KEY = {"people": "person_id", "organisations": "organisation_id", "places": "place_id", "events": "event_id"}

Rows = Mapping[str, Sequence[object]]


def check_tables(rows: Rows) -> None:
    """Passes tables that keep their contract.

    Raises:
        SchemaError: with every fault found, one a line.
    """
    faults = [fault for table in tables().values() for fault in _table_faults(table, rows)]
    faults.extend(_typed_reference_faults(rows))
    faults.extend(_span_faults(rows))
    if faults:
        raise SchemaError("\n".join(faults))


def _table_faults(table: Table, rows: Rows) -> Iterator[str]:
    found = rows[table.name]
    keys = Counter(tuple(getattr(row, name) for name in table.key) for row in found)
    yield from _say(table.name, ", ".join(table.key), "is not unique", [key for key, n in keys.items() if n > 1])
    for column in table.columns:
        yield from _column_faults(table, column, rows)


def _column_faults(table: Table, column: Column, rows: Rows) -> Iterator[str]:
    values = [getattr(row, column.name) for row in rows[table.name]]
    if not column.nullable:
        yield from _say(table.name, column.name, "is null", [i for i, value in enumerate(values) if value is None])
    present = {value for value in values if value is not None}
    if column.values:
        yield from _say(table.name, column.name, "is none of its values", sorted(present - set(column.values)))
    if column.type == "string":
        yield from _say(table.name, column.name, "is an empty string", [value for value in present if value == ""])
    if column.references:
        target, _, name = column.references.partition(".")
        known = {getattr(row, name) for row in rows[target]}
        yield from _say(table.name, column.name, f"is not in {column.references}", sorted(present - known))


def _typed_reference_faults(rows: Rows) -> Iterator[str]:
    """References whose table a second column names: mentions, participants, speakers."""
    known = {kind: {getattr(r, _OWNER_KEY[name]) for r in rows[name]} for kind, name in _OWNERS.items()}
    for table, key, kind in (
        ("mentions", "entity_id", "entity_type"),
        ("event_participants", "entity_id", "entity_type"),
        ("quotes", "speaker_id", "speaker_type"),
    ):
        pairs = {(getattr(row, kind), getattr(row, key)) for row in rows[table]}
        lost = sorted(str(value) for type_, value in pairs if value is not None and value not in known.get(type_, ()))
        yield from _say(table, key, f"is in no table of its {kind}", lost)


def _span_faults(rows: Rows) -> Iterator[str]:
    texts = {row.document_id: row.text for row in rows["documents"]}  # type: ignore[attr-defined]
    for table in tables().values():
        names = {column.name for column in table.columns}
        if {"document_id", "text", "start", "end"} <= names:
            wrong = [
                f"{row.document_id} {row.start}-{row.end}"  # type: ignore[attr-defined]
                for row in rows[table.name]
                if texts.get(row.document_id, "")[row.start : row.end] != row.text  # type: ignore[attr-defined]
            ]
            yield from _say(table.name, "text", "is not the text between start and end", wrong)


def _say(table: str, column: str, what: str, wrong: Sequence[object]) -> Iterator[str]:
    if wrong:
        shown = ", ".join(repr(value) for value in wrong[:_SHOWN])
        yield f"{table}.{column} {what} in {len(wrong)} places: {shown}"
