"""CSV and Parquet with a text column: one document a row."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Iterator

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.errors import InputError
from pipeline.ingest.decode import decode
from pipeline.ingest.raw import Columns, Raw, Source, record
from pipeline.records import Reject

_DELIMITERS = (",", ";", "\t", "|")


def read_csv(source: Source, columns: Columns) -> Iterator[Raw | Reject]:
    """A document a row; the delimiter is the one that the header line uses most."""
    text = decode(source.path.read_bytes(), source.name)
    header = text.split("\n", 1)[0]
    delimiter = max(_DELIMITERS, key=header.count)
    csv.field_size_limit(sys.maxsize)  # a press archive's text column passes the module's 128 KiB
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
    _need_text(list(reader.fieldnames or ()), columns, source)
    for number, row in enumerate(reader, start=2):
        if None in row:
            message = f"the row has more fields than the header's {len(reader.fieldnames or ())}; quote the text"
            yield Reject(source=f"{source.name}:{number}", error="bad_row", message=message)
        else:
            yield record(source, number, {key: value or "" for key, value in row.items()}, columns)


def read_parquet(source: Source, columns: Columns) -> Iterator[Raw | Reject]:
    """A document a row; read in batches, so that the file may be larger than memory."""
    try:
        file = pq.ParquetFile(source.path)
    except (pa.ArrowInvalid, OSError) as fault:
        raise InputError("bad_parquet", f"the file is not Parquet ({fault})", source.name) from fault
    _need_text(file.schema_arrow.names, columns, source)
    wanted = [name for name in file.schema_arrow.names if name in _names(columns)]
    number = 0
    for batch in file.iter_batches(columns=wanted, batch_size=256):
        for row in batch.to_pylist():
            fields = {key: str(value) for key, value in row.items() if value is not None}
            yield record(source, number, fields, columns)
            number += 1


def _names(columns: Columns) -> set[str]:
    return {columns.id, columns.text, columns.title, columns.published, columns.publisher, columns.source}


def _need_text(present: list[str], columns: Columns, source: Source) -> None:
    if columns.text not in present:
        listed = ", ".join(repr(name) for name in present[:20]) or "none"
        message = f"no column {columns.text!r}; the columns are {listed}. Name yours under [columns] in the options"
        raise InputError("no_text_column", message, source.name)
