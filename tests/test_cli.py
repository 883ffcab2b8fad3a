"""The real command, as a user runs it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.schema import dictionary_markdown, tables

ROOT = Path(__file__).parents[1]
TEXT = "Mme Awa Sarr, directrice de l'Agence du fleuve, a reçu 45 élus à Dakar le 3 mars 2021."


def communiques(*arguments: str | Path, given: str = "") -> subprocess.CompletedProcess[str]:
    command = [str(Path(sys.executable).with_name("communiques")), *map(str, arguments)]
    return subprocess.run(command, input=given, capture_output=True, text=True, check=False, cwd=ROOT)


def test_version() -> None:
    done = communiques("--version")
    assert done.returncode == 0
    assert done.stdout.startswith("communiques 0.")


@pytest.mark.parametrize("command", ["run", "show", "schema", "evaluate"])
def test_every_command_has_help(command: str) -> None:
    done = communiques(command, "--help")
    assert done.returncode == 0
    assert "Usage: communiques" in done.stdout


def test_run_writes_every_table_and_tells_of_it(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(TEXT, encoding="utf-8")
    done = communiques("run", tmp_path / "in", "--out", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    assert "1 documents, 0 rejected" in done.stderr
    names = {path.name for path in (tmp_path / "out").iterdir()}
    wanted = {f"{name}.{suffix}" for name in tables() for suffix in ("csv", "parquet")}
    assert names == wanted | {"datapackage.json", "run.json"}
    said = json.loads((tmp_path / "out" / "run.json").read_text(encoding="utf-8"))
    assert said["counts"]["documents"] == 1
    assert said["counts"]["rows"]["figures"] >= 1


def test_rejects_give_exit_code_1_and_the_rest_is_written(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "b.txt").write_bytes(b"")
    done = communiques("run", tmp_path, "--out", tmp_path / "out")
    assert done.returncode == 1
    assert "b.txt" in done.stderr
    assert "blank" in (tmp_path / "out" / "rejects.csv").read_text(encoding="utf-8")


def test_strict_stops_at_the_first_reject(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_bytes(b"")
    done = communiques("run", tmp_path, "--out", tmp_path / "out", "--strict")
    assert done.returncode == 2
    assert "b.txt" in done.stderr
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["run", "nowhere", "--out", "x"], "neither a file, a folder"),
        (["run", "corpus"], "Missing option"),
        (["run", "corpus", "--out", "x", "--published", "hier"], "must be a day"),
        (["run", "corpus", "--out", "x", "--config", "none.toml"], "cannot be read"),
        (["evaluate", "nowhere", "nowhere"], "no table"),
        (["nonsense"], "No such command"),
    ],
)
def test_wrong_usage_gives_exit_code_2_and_a_plain_message(arguments: list[str], said: str) -> None:
    done = communiques(*arguments)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_standard_input(tmp_path: Path) -> None:
    done = communiques("run", "-", "--out", tmp_path, "--published", "2021-03-04", given=TEXT)
    assert done.returncode == 0, done.stderr
    assert TEXT in (tmp_path / "documents.csv").read_text(encoding="utf-8")


def test_show_prints_the_text_and_the_rows(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    done = communiques("show", tmp_path / "a.txt")
    assert done.returncode == 0, done.stderr
    assert "Awa Sarr" in done.stdout
    assert "figures" in done.stdout


def test_schema_as_json_names_every_column() -> None:
    listed = json.loads(communiques("schema", "--json").stdout)
    assert {t["table"]: len(t["columns"]) for t in listed} == {n: len(t.columns) for n, t in tables().items()}


def test_the_documented_dictionary_is_the_declared_one() -> None:
    assert (ROOT / "docs" / "tables.md").read_text(encoding="utf-8") == dictionary_markdown(), "run: make docs"


def test_evaluate_prints_the_measures(outputs: Path) -> None:
    done = communiques("evaluate", "corpus/gold", outputs, "--errors", "1")
    assert done.returncode == 0, done.stderr
    assert "person resolved" in done.stdout
    assert "headline" in done.stdout


def test_evaluate_prints_the_measures_of_each_genre(outputs: Path) -> None:
    genres = {json.loads(path.read_text(encoding="utf-8"))["genre"] for path in (ROOT / "corpus/gold").glob("*.json")}
    done = communiques("evaluate", "corpus/gold", outputs, "--by-genre", "--json")
    assert set(json.loads(done.stdout)["genres"]) == genres
