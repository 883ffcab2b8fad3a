"""Figures in sentences, and what holds for any string."""

from __future__ import annotations

import pytest
from any_text import ANYTHING, holds_for, of_pieces
from marked_lines import marked_lines

from pipeline.annotate import annotate
from pipeline.finders.figures import find_figures
from pipeline.finders.names import find_names
from pipeline.records import Document, Figure

WORDS = [
    "le ", "taux ", "de ", "12", " % ", "3,2 ", "millions ", "d'", "euros ", "a augmenté ", "en baisse ", "à ",
    "entre ", "et ", "une ", "vingtaine ", "deux ", "sur ", "trois ", "ans", ", ", "(", ")", "\n", ". ", "2e ",
    "place ", "İ", "½", "porte-", "parole ", "contre ", "voix ", "dont ", "doublé ",
]  # fmt: skip


def document(text: str) -> Document:
    return Document(
        document_id="d", source="", source_id="", source_format="", title=None, publisher=None, published=None,
        published_from=None, language="fr", text=text,
    )  # fmt: skip


def figures_in(text: str) -> list[Figure]:
    page = annotate(document(text))
    return list(find_figures(page, names=find_names(page), dates=()))


def shown(figure: Figure) -> str:
    """A figure as the table of sentences writes it."""
    quantity = figure.quantity
    value = f"{quantity.value:.15g}"
    most = "" if quantity.value_max is None else f" .. {quantity.value_max:.15g}"
    fields = [f"{quantity.kind} {value}{most} {quantity.comparator} {quantity.unit or '-'}", quantity.change or ""]
    return f"{figure.text} | {' '.join(fields).strip()} | {figure.counted or '-'}"


@pytest.mark.parametrize("line", marked_lines("figures_sentences.txt"))
def test_stated_figures(line: str) -> None:
    text, _, figures = line.partition(" =>")
    expected = [figure.strip() for figure in figures.split(" ; ") if figure.strip()]
    assert [shown(figure) for figure in figures_in(text)] == expected


@pytest.mark.parametrize(
    ("text", "number", "place"),
    [
        ("La sécheresse frappe l'Afrique. Moins de 2 % des puits de ce continent sont équipés.", 0, "Afrique"),
        ("En Afrique, 60 % de la population rurale est privée d'eau.", 0, "Afrique"),
        ("Le Sénégal reste pauvre. La population sénégalaise compte 18 millions de personnes.", 0, "Sénégal"),
        ("Le Maroc investit. Le royaume compte 12 ports.", 0, "Maroc"),
        ("La réunion a rassemblé 140 délégués.", 0, None),
        ("La France compte 36 000 communes, tandis que la Belgique en dénombre 581.", 0, "France"),
    ],
)
def test_place(text: str, number: int, place: str | None) -> None:
    found = figures_in(text)[number].place
    assert (found.text if found else None) == place


@pytest.mark.parametrize(
    ("text", "number", "statement"),
    [
        (
            "Alors que 60 % de la population n'a pas accès à l'eau, moins de 2 % des puits fonctionnent.",
            0,
            "60 % de la population n'a pas accès à l'eau",
        ),
        (
            "Alors que 60 % de la population n'a pas accès à l'eau, moins de 2 % des puits fonctionnent.",
            1,
            "moins de 2 % des puits fonctionnent.",
        ),
        ("La ville compte 12 écoles ; le maire en veut 15 de plus.", 0, "La ville compte 12 écoles"),
        (
            "Selon Awa Sow, qui dirige le ministère de la Jeunesse et des Sports, le budget passe à 12 millions d'euros.",
            0,
            "le budget passe à 12 millions d'euros.",
        ),
        (
            "La ministre de l'Eau et des Forêts, qui visitait Thiès, a promis 30 forages.",
            0,
            "La ministre de l'Eau et des Forêts, qui visitait Thiès, a promis 30 forages.",
        ),
        ("L'usine emploie 340 ouvriers, mais le maire craint 20 départs.", 1, "le maire craint 20 départs."),
        ("Le budget\nest de 3 millions d'euros.", 0, "est de 3 millions d'euros."),
    ],
)
def test_statement(text: str, number: int, statement: str) -> None:
    assert figures_in(text)[number].statement == statement


def check(text: str) -> None:
    past = 0
    for figure in figures_in(text):
        assert past <= figure.start < figure.end
        assert text[figure.start : figure.end] == figure.text
        assert figure.counted is None or figure.counted.strip()
        past = figure.end


@holds_for(of_pieces(WORDS, 30), 150)
def test_any_string_of_number_words(text: str) -> None:
    check(text)


@holds_for(ANYTHING, 60)
def test_any_string(text: str) -> None:
    check(text)
