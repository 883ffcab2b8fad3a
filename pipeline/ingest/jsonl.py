"""JSON Lines: one record a line."""

from __future__ import annotations

import json
from collections.abc import Iterator

from pipeline.ingest.decode import decode
from pipeline.ingest.raw import Columns, Raw, Source, record
from pipeline.records import Reject


def read_jsonl(source: Source, columns: Columns) -> Iterator[Raw | Reject]:
    """A document a line; a line that is no JSON object is a reject and the rest goes on."""
    text = decode(source.path.read_bytes(), source.name)
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            yield _record(source, number, line, columns)


def _record(source: Source, number: int, line: str, columns: Columns) -> Raw | Reject:
    place = f"{source.name}:{number}"
    try:
        content = json.loads(line)
    except (json.JSONDecodeError, RecursionError) as fault:
        return Reject(source=place, error="bad_json", message=f"the line is not JSON ({fault}); mend or remove it")
    if not isinstance(content, dict):
        return Reject(source=place, error="bad_json", message="the line is JSON but no object with named fields")
    fields = {key: str(value) for key, value in content.items() if value is not None}
    return record(source, number, fields, columns)
