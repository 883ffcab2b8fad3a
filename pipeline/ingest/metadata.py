"""What is known of a plain file beside its text: the sidecar ``metadata.csv`` and the date in its name."""

from __future__ import annotations

import csv
import datetime as dt
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from pipeline.ingest.decode import decode
from pipeline.ingest.raw import METADATA_FIELDS, Source

SIDECAR = "metadata.csv"
_DAY_IN_NAME = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d{2})[-_.]?(?P<month>\d{2})[-_.]?(?P<day>\d{2})(?!\d)")
_DAY = re.compile(r"\s*(\d{4})-(\d{2})-(\d{2})(?:[T ].*)?$")
_DAY_FIRST = re.compile(r"\s*(\d{1,2})[/.](\d{1,2})[/.](\d{4})\s*$")


def sidecar(source: Source) -> Mapping[str, str]:
    """The row of the nearest ``metadata.csv`` (the file's folder up to the input root) that names the file."""
    folder = source.path.parent
    while True:
        row = _rows(folder / SIDECAR).get(source.path.relative_to(folder).as_posix())
        if row is not None:
            return row
        if folder in {source.root, folder.parent}:
            return {}
        folder = folder.parent


@cache
def _rows(path: Path) -> dict[str, dict[str, str]]:
    if not path.is_file():
        return {}
    lines = decode(path.read_bytes(), path.as_posix()).splitlines()
    delimiter = max((",", ";", "\t"), key=lines[0].count) if lines else ","
    return {
        (row.get("file") or "").strip(): {key: row[key].strip() for key in METADATA_FIELDS if row.get(key)}
        for row in csv.DictReader(lines, delimiter=delimiter)
    }


def day_in_name(name: str) -> dt.date | None:
    """The day that a file name states: ``2024-10-21_rabat.txt``, ``20241021.txt``."""
    match = _DAY_IN_NAME.search(name)
    return _day(match["year"], match["month"], match["day"]) if match else None


def parse_day(text: str) -> dt.date | None:
    """The day of a metadata field: ISO 8601 with or without a time, or day first (21/10/2024)."""
    match = _DAY.match(text)
    if match:
        return _day(*match.groups())
    match = _DAY_FIRST.match(text)
    return _day(match[3], match[2], match[1]) if match else None


def _day(year: str, month: str, day: str) -> dt.date | None:
    try:
        return dt.date(int(year), int(month), int(day))
    except ValueError:
        return None
