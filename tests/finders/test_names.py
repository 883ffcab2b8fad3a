"""Names in marked sentences, and what holds for any string."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from any_text import ANYTHING, holds_for
from hypothesis import strategies as st
from marked_lines import marked_lines

from pipeline.annotate import annotate
from pipeline.finders.names import find_names
from pipeline.records import Document, Name

KINDS = {"P": "person", "O": "organisation", "L": "place"}
MARK = re.compile(r"\[([POL]):([^\]]+)\]")
ALPHABET = "abé ÀMDLe'’.,;:()[]«»\n-–/&0129\u00a0İß😀ABCministère "


def document(text: str) -> Document:
    return Document(
        document_id="d", source="", source_id="", source_format="", title=None, publisher=None, published=None,
        published_from=None, language="fr", text=text,
    )  # fmt: skip


def names_in(text: str) -> tuple[Name, ...]:
    return find_names(annotate(document(text)))


def unmarked(line: str) -> tuple[str, list[tuple[str, str, int]]]:
    """The sentence without its marks, and (type, text, start) of what was marked."""
    text, marks, last = "", [], 0
    for mark in MARK.finditer(line):
        text += line[last : mark.start()]
        marks.append((KINDS[mark[1]], mark[2], len(text)))
        text += mark[2]
        last = mark.end()
    return text + line[last:], marks


@pytest.mark.parametrize("line", marked_lines("names_sentences.txt"))
def test_marked_sentence(line: str) -> None:
    text, marks = unmarked(line)
    assert [(name.type, name.text, name.start) for name in names_in(text)] == marks


def check(text: str) -> None:
    names = names_in(text)
    for name in names:
        assert text[name.start : name.end] == name.text
        assert name.text.strip() == name.text
    assert all(a.end <= b.start for a, b in pairwise(names))


@holds_for(st.text(alphabet=ALPHABET, max_size=200), 150)
def test_any_string_of_press_characters(text: str) -> None:
    check(text)


@holds_for(ANYTHING, 60)
def test_any_string(text: str) -> None:
    check(text)
