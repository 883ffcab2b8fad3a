"""From extractions to checked tables: who is who in the corpus, ids, foreign keys, order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import pyarrow as pa

from pipeline.check import check_tables
from pipeline.fill import Page, Rows, fill_rows
from pipeline.records import Extraction, Reject
from pipeline.resolve.across import resolve_corpus
from pipeline.resolve.authority import Authority
from pipeline.resolve.events import resolve_events
from pipeline.rows import RejectRow
from pipeline.schema import Table, tables

if TYPE_CHECKING:
    import pandas as pd


class Tables(Mapping[str, "pd.DataFrame"]):
    """The tables of a run: ``tables["figures"]`` is a pandas DataFrame, ``tables.arrow("figures")`` an Arrow table.

    Closed vocabularies are categories, days are ``datetime64``, missing values are null.
    """

    def __init__(self, rows: Rows) -> None:
        self.rows = rows

    def __getitem__(self, name: str) -> pd.DataFrame:
        arrow = self.arrow(name)
        frame: pd.DataFrame = arrow.to_pandas(date_as_object=False)
        for column in tables()[name].columns:
            if column.type == "integer" and column.nullable:
                frame[column.name] = frame[column.name].astype("Int64")
        return frame

    def __iter__(self) -> Iterator[str]:
        return iter(tables())

    def __len__(self) -> int:
        return len(tables())

    def arrow(self, name: str) -> pa.Table:
        """The table with its declared types and its column descriptions as metadata."""
        return to_arrow(tables()[name], self.rows[name])


def to_arrow(table: Table, rows: Sequence[object]) -> pa.Table:
    """The rows as an Arrow table with the declared types and column descriptions."""
    arrays = [pa.array([getattr(row, column.name) for row in rows], type=column.arrow.type) for column in table.columns]
    return pa.Table.from_arrays(arrays, schema=table.arrow)


def build_tables(results: Iterable[Extraction | Reject], authority: Authority | None = None) -> Tables:
    """The checked tables of a corpus; the same for any order of the results.

    Args:
        results: what the documents gave, and the inputs that gave none; document ids are unique.
        authority: the user's own ids and names, if any.

    Raises:
        SchemaError: the tables break their contract; always a fault of this package.
    """
    found = list(results)
    extractions = sorted((r for r in found if isinstance(r, Extraction)), key=lambda e: e.document.document_id)
    entities = resolve_corpus(((e.document.document_id, e.entities, e.roles) for e in extractions), authority)
    entity_ids = {(m.document_id, m.position): entity.entity_id for entity in entities for m in entity.members}
    pages = [Page.of(extraction, entity_ids) for extraction in extractions]
    events = resolve_events((page.extraction, page.ids) for page in pages)
    rows = fill_rows(pages, entities, events)
    rejects = {r for r in found if isinstance(r, Reject)}
    rows["rejects"] = [RejectRow(source=r.source, error=r.error, message=r.message) for r in rejects]
    ordered = {name: sorted(rows[name], key=_by_key(table.key)) for name, table in tables().items()}
    check_tables(ordered)
    return Tables(ordered)


def _by_key(key: tuple[str, ...]) -> Callable[[object], tuple[object, ...]]:
    return lambda row: tuple(getattr(row, name) for name in key)
