"""Roles in sentences, and what holds for any string."""

from __future__ import annotations

import pytest
from any_text import ANYTHING, holds_for, of_pieces
from marked_lines import marked_lines

from pipeline.annotate import annotate
from pipeline.finders.names import find_names
from pipeline.finders.roles import find_roles
from pipeline.records import Document, Role

WORDS = (
    "le |ministre |de la |Santé|, |Awa |Sow |directeur |de l'|ONU |et |est |nommé |président |M. |(|) |\n|. |chargé "
    "|qui |dirige |Lomé |ex-|2e |« |İ"
).split("|")


def document(text: str) -> Document:
    return Document(
        document_id="d", source="", source_id="", source_format="", title=None, publisher=None, published=None,
        published_from=None, language="fr", text=text,
    )  # fmt: skip


def roles_in(text: str) -> list[Role]:
    page = annotate(document(text))
    return list(find_roles(page, names=find_names(page)))


def stated(line: str) -> tuple[str, list[tuple[str, str, str | None]]]:
    """The sentence, and its roles as (person, title, organisation)."""
    text, _, roles = line.partition("=>")
    rows = [[field.strip() for field in role.split("|")] for role in roles.split(";") if role.strip()]
    return text.strip(), [(row[0], row[1], row[2] if len(row) > 2 else None) for row in rows]


@pytest.mark.parametrize("line", marked_lines("roles_sentences.txt"))
def test_stated_roles(line: str) -> None:
    text, expected = stated(line)
    found = [(r.person.text, r.title, r.organisation.text if r.organisation else None) for r in roles_in(text)]
    assert found == expected


def check(text: str) -> None:
    for role in roles_in(text):
        assert text[role.start : role.end] == role.text
        assert text[role.person.start : role.person.end] == role.person.text
        assert role.title


@holds_for(of_pieces(WORDS, 30), 150)
def test_any_string_of_press_words(text: str) -> None:
    check(text)


@holds_for(ANYTHING, 60)
def test_any_string(text: str) -> None:
    check(text)
