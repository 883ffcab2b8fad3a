"""A whole run over the corpus: what every user of the tables relies on."""

from __future__ import annotations

import csv
import filecmp
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow.parquet as pq
import pytest

from pipeline.batch import run
from pipeline.config import Config
from pipeline.schema import tables

if TYPE_CHECKING:
    from pipeline.batch import Report

CORPUS = Path(__file__).parents[1] / "corpus"
TABLES = sorted(f"{name}.{suffix}" for name in tables() for suffix in ("csv", "parquet"))


def test_every_text_of_the_corpus_is_a_document(corpus_run: tuple[Path, Report]) -> None:
    assert corpus_run[1].rejects == ()
    assert corpus_run[1].documents >= 40


def test_two_runs_give_identical_bytes(outputs: Path, tmp_path: Path) -> None:
    """Whatever the number of workers and the order of the inputs."""
    inputs = sorted(
        (str(path) for path in CORPUS.iterdir() if path.is_file() and path.name != "metadata.csv"), reverse=True
    )
    run(inputs, tmp_path, Config(workers=2))
    assert filecmp.cmpfiles(outputs, tmp_path, [*TABLES, "datapackage.json"], shallow=False) == (
        [*TABLES, "datapackage.json"],
        [],
        [],
    )


def test_another_process_gives_identical_bytes(outputs: Path, tmp_path: Path) -> None:
    """Whatever the seed of its hashes, which is drawn anew for every process."""
    command = [str(Path(sys.executable).with_name("communiques")), "run", str(CORPUS), "--out", str(tmp_path)]
    subprocess.run(command, env={**os.environ, "PYTHONHASHSEED": "7"}, capture_output=True, check=True)
    assert filecmp.cmpfiles(outputs, tmp_path, TABLES, shallow=False) == (TABLES, [], [])


@pytest.mark.parametrize("name", tables())
def test_parquet_has_the_declared_schema_with_descriptions(outputs: Path, name: str) -> None:
    schema = pq.read_schema(outputs / f"{name}.parquet")
    assert schema.equals(tables()[name].arrow)
    assert all(field.metadata[b"description"] for field in schema)


@pytest.mark.parametrize("name", tables())
def test_csv_and_parquet_hold_the_same_rows(outputs: Path, name: str) -> None:
    with (outputs / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        header, *lines = csv.reader(file)
    table = pq.read_table(outputs / f"{name}.parquet")
    assert header == table.column_names
    assert len(lines) == table.num_rows
    for column, values in zip(header, zip(*lines, strict=True), strict=False):
        assert [v == "" for v in values] == table[column].is_null().to_pylist()


@pytest.mark.parametrize("name", ["sentences", "mentions", "roles", "dates", "figures", "quotes"])
def test_every_row_is_its_characters(outputs: Path, name: str) -> None:
    texts = {row["document_id"]: row["text"] for row in pq.read_table(outputs / "documents.parquet").to_pylist()}
    rows = pq.read_table(outputs / f"{name}.parquet").to_pylist()
    assert rows
    assert all(texts[row["document_id"]][row["start"] : row["end"]] == row["text"] for row in rows)


def test_every_edtf_value_parses(outputs: Path) -> None:
    from edtf import parse_edtf

    for name in ("dates", "events"):
        values = {value for value in pq.read_table(outputs / f"{name}.parquet")["edtf"].to_pylist() if value}
        assert values
        for value in values:
            parse_edtf(value)


def test_frictionless_says_valid(outputs: Path) -> None:
    from frictionless import validate

    report = validate(str(outputs / "datapackage.json"))
    assert report.valid, report.flatten(["title", "rowNumber", "fieldName", "message"])[:5]


def test_the_package_names_every_key(outputs: Path) -> None:
    package = json.loads((outputs / "datapackage.json").read_text(encoding="utf-8"))
    keys = {resource["name"]: resource["schema"]["primaryKey"] for resource in package["resources"]}
    assert keys == {name: list(table.key) for name, table in tables().items()}


def test_a_run_that_dies_leaves_the_former_tables_whole(
    outputs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = {name: (outputs / name).read_bytes() for name in TABLES}
    (tmp_path / "a.txt").write_text("Le 3 mars 2021, 45 élus ont voté.", encoding="utf-8")
    written = []

    def fail_midway(*arguments: object, **options: object) -> None:
        written.append((arguments, options))
        if len(written) == 3:
            raise OSError("disk full")

    monkeypatch.setattr("pipeline.output.pq.write_table", fail_midway)
    with pytest.raises(OSError, match="disk full"):
        run([str(tmp_path / "a.txt")], outputs, Config(workers=1))
    assert {name: (outputs / name).read_bytes() for name in TABLES} == before
    assert not [path for path in outputs.iterdir() if path.name.startswith(".writing")]
