"""The README's snippets run, its commands exist, and its tables are those of the program."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline.cli import app
from pipeline.schema import tables

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)


def commands() -> list[str]:
    lines = [line.partition("#")[0].strip() for block in blocks("console") for line in block.splitlines()]
    return [line.removeprefix("$ ") for line in lines if line.startswith("$ ")]


@pytest.mark.parametrize("snippet", blocks("python"))
def test_snippets_run(snippet: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "corpus").symlink_to(ROOT / "corpus")
    monkeypatch.chdir(tmp_path)
    exec(compile(snippet, "README.md", "exec"), {})  # noqa: S102 - our own README


@pytest.mark.parametrize("command", [c for c in commands() if c.startswith("communiques")])
def test_commands_run(command: str, outputs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "corpus").symlink_to(ROOT / "corpus")
    (tmp_path / "outputs").symlink_to(outputs)
    monkeypatch.chdir(tmp_path)
    words = [word.replace("outputs", "written") if "run" in command else word for word in shlex.split(command)[1:]]
    result = CliRunner().invoke(app, words)
    assert result.exit_code == 0, result.output


@pytest.mark.parametrize("command", [c for c in commands() if c.startswith("make")])
def test_make_targets_exist(command: str) -> None:
    target = command.split()[1]
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)


def test_every_table_is_named() -> None:
    assert set(tables()) <= set(re.findall(r"^\| `(\w+)` \|", README, re.MULTILINE))


def test_the_rows_shown_are_those_of_the_sentence() -> None:
    import pipeline

    sentence = " ".join(line[2:].strip() for line in README.splitlines() if line.startswith("> "))
    built = pipeline.build_tables([pipeline.extract_text(sentence, published="2021-03-04")])
    shown = re.findall(r"^\| `(\w+)` \| (\w+ .*) \|$", README.split("## Two commands", maxsplit=1)[0], re.MULTILINE)
    assert shown
    for table, cells in shown:
        wanted = [cell.split(" ", 1) for cell in cells.split(" · ")]
        assert any(all(str(getattr(row, k)) == v for k, v in wanted) for row in built.rows[table]), cells
