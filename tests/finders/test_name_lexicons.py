"""The lexicons of names and titles: every group has an example, forms stand once, and the examples read as they say."""

from __future__ import annotations

import pytest

from pipeline.lexicon.lexicon import load
from pipeline.lexicon.titles import GROUPS, honorifics, plural, title_heads

LEXICONS = ("titles", "organisations", "persons", "places", "not_names", "grammar")
GROUPS_OF = [(name, group) for name in LEXICONS for group in load(name)]


@pytest.mark.parametrize(("name", "group"), GROUPS_OF)
def test_every_group_has_an_example(name: str, group: str) -> None:
    assert load(name)[group]["example"].strip()


@pytest.mark.parametrize(("name", "group"), GROUPS_OF)
def test_no_word_stands_twice_in_a_list(name: str, group: str) -> None:
    for key, words in load(name)[group].items():
        if isinstance(words, list):
            twice = {word for word in words if words.count(word) > 1}
            assert not twice, f"{key}: {sorted(twice)}"


@pytest.mark.parametrize(
    ("singular", "expected"),
    [
        ("ministre", "ministres"),
        ("général", "généraux"),
        ("avocat général", "avocats généraux"),
        ("avocate générale", "avocates générales"),
        ("chef de cabinet", "chefs de cabinet"),
        ("secrétaire d'état", "secrétaires d'état"),
        ("président-directeur général", "présidents-directeurs généraux"),
        ("vice-présidente", "vice-présidentes"),
        ("lieutenant-colonel", "lieutenants-colonels"),
        ("porte-parole", "porte-parole"),
    ],
)
def test_plural(singular: str, expected: str) -> None:
    assert plural(singular) == expected


@pytest.mark.parametrize(
    "title", ["directrice", "chefs de cabinet", "secretaire", "préfète", "avocats généraux", "reine"]
)
def test_title_heads_hold_gender_number_and_missing_accents(title: str) -> None:
    assert title in title_heads()


def test_groups_can_be_asked_for_alone() -> None:
    assert "colonel" in title_heads("grades")
    assert "colonel" not in title_heads("professions")
    assert title_heads(*GROUPS) == title_heads()


def test_honorifics_are_no_titles_of_office() -> None:
    assert "mme" in honorifics()
    assert not honorifics() & title_heads("functions")
