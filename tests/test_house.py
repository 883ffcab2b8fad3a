"""The manners of the house that a tool can see."""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

import pipeline
from pipeline import api

PACKAGE = Path(pipeline.__file__).parent
MODULES = sorted(PACKAGE.rglob("*.py"))
LONGEST_FUNCTION = 40
LONGEST_FILE = 400


def functions(path: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef):
            first = node.body[0]
            documented = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
            doc_lines = (first.end_lineno or 0) - first.lineno + 1 if documented else 0
            yield node.name, (node.end_lineno or 0) - node.lineno + 1 - doc_lines


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_functions_are_short(path: Path) -> None:
    assert [(name, length) for name, length in functions(path) if length > LONGEST_FUNCTION] == []


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_files_have_one_purpose(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_FILE
    assert path.stem not in {"utils", "helpers", "common", "base", "manager"}


def test_the_package_hands_out_the_public_names() -> None:
    assert sorted(pipeline.__all__) == sorted(api.__all__)
    assert all(getattr(pipeline, name) is getattr(api, name) for name in api.__all__)


@pytest.mark.parametrize("path", sorted((PACKAGE / "lexicon").glob("*.toml")), ids=lambda path: path.name)
def test_lexicons_say_what_they_are(path: Path) -> None:
    content = path.read_text(encoding="utf-8")
    assert content.startswith("#")
    assert tomllib.loads(content)
