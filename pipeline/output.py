"""Writes the tables: Parquet, CSV, ``datapackage.json``, ``run.json``; all of them or none."""

from __future__ import annotations

import csv
import datetime as dt
import json
import os
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from pipeline.errors import UsageError
from pipeline.schema import Table, resource, tables
from pipeline.tables import Tables

_PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"


def write_tables(built: Tables, out: Path, run: Mapping[str, Any]) -> None:
    """Writes every table and its description into the folder ``out``.

    All files are written to a folder beside it first and moved in at the end, so that a run that dies leaves the
    former tables whole. Files in ``out`` that are not ours stay.

    Args:
        built: checked tables.
        out: the folder, made if it is not there.
        run: what ``run.json`` says; the only file that may differ between two runs on the same corpus.

    Raises:
        UsageError: the folder cannot be written.
    """
    try:
        out.mkdir(parents=True, exist_ok=True)
        staging = Path(tempfile.mkdtemp(prefix=".writing-", dir=out))
    except OSError as fault:
        raise UsageError(f"{out}: the output folder cannot be written: {fault.strerror}") from fault
    try:
        for table in tables().values():
            pq.write_table(built.arrow(table.name), staging / f"{table.name}.parquet", compression="zstd")
            _write_csv(table, built.rows[table.name], staging / f"{table.name}.csv")
        _write_json(_package(), staging / "datapackage.json")
        _write_json(run, staging / "run.json")
        for file in sorted(staging.iterdir()):
            os.replace(file, out / file.name)  # noqa: PTH105 - Path.replace hides that this is atomic
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _write_csv(table: Table, rows: Sequence[object], path: Path) -> None:
    """RFC 4180 with LF line ends, UTF-8; missing is empty."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow([column.name for column in table.columns])
        writer.writerows([_cell(getattr(row, column.name)) for column in table.columns] for row in rows)


def _cell(value: object) -> object:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    return value.isoformat() if isinstance(value, dt.date) else value


def _package() -> dict[str, Any]:
    return {
        "$schema": _PROFILE,
        "name": "communiques",
        "title": "Tables extracted from French news and press releases",
        "resources": [resource(table) for table in tables().values()],
    }


def _write_json(content: Mapping[str, Any], path: Path) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
