"""The parts of persons' names, slips, acronyms: strings alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.resolve.people import relation
from pipeline.resolve.person_name import parse_person
from pipeline.resolve.spelling import abbreviates, is_acronym, one_slip, slip_keys, words


@pytest.mark.parametrize(
    ("name", "given", "family"),
    [
        ("Nadia Berthelin", "Nadia", "Berthelin"),
        ("Aïssatou NDIAYE", "Aïssatou", "Ndiaye"),
        ("NDIAYE Aïssatou", "Aïssatou", "Ndiaye"),
        ("N'DIAYE Awa", "Awa", "N'Diaye"),
        ("EL FILALI Ahmed", "Ahmed", "El Filali"),
        ("Ahmed EL FILALI", "Ahmed", "El Filali"),
        ("Jean de LA MOTTE", "Jean", "de La Motte"),
        ("JEAN VERNOIS", "Jean", "Vernois"),
        ("Kito de Varande", "Kito", "de Varande"),
        ("Jean-Marie Le Goff", "Jean-Marie", "Le Goff"),
        ("Charles van der Meer", "Charles", "van der Meer"),
        ("Ursula von der Heide", "Ursula", "von der Heide"),
        ("Mohamed Ould Salek", "Mohamed", "Ould Salek"),
        ("Ahmed Aït Brahim", "Ahmed", "Aït Brahim"),
        ("Zine El Abidine Berrada", "Zine", "El Abidine Berrada"),
        ("Michel d'Orval", "Michel", "d'Orval"),
        ("Michel D’Orval", "Michel", "D’Orval"),
        ("Charles Blé Gozo", "Charles", "Blé Gozo"),
        ("Marie Anne Petiot", "Marie Anne", "Petiot"),
        ("George W. Brusque", "George W.", "Brusque"),
        ("J.-P. Vernois", "J.-P.", "Vernois"),
        ("Martin Luther Roy Jr", "Martin", "Luther Roy Jr"),
        ("Mohammed VI", "Mohammed", None),
        ("Jean-Paul II", "Jean-Paul", None),
        ("François Ier", "François", None),
        ("Awa", "Awa", None),
        ("Vernois", None, "Vernois"),
        ("VERNOIS", None, "Vernois"),
        ("IBK", None, "IBK"),
        ("Ben Slimane", None, "Ben Slimane"),
        ("De Varande", None, "De Varande"),
        ("", None, None),
    ],
)
def test_parts(name: str, given: str | None, family: str | None) -> None:
    parts = parse_person(name)
    assert (parts.given, parts.family) == (given, family)


@given(st.text(max_size=30))
def test_any_string_has_parts(name: str) -> None:
    parse_person(name)
    is_acronym(name)
    words(name)


@pytest.mark.parametrize(
    ("short", "full", "rule"),
    [
        ("Awa Sow", "Awa Sow", "full_name"),
        ("Sow", "Awa Sow", "family_name"),
        ("Awa", "Awa Sow", "given_name"),
        ("Blé Gozo", "Charles Blé Gozo", "family_name"),
        ("Sow Awa", "Awa Sow", "variant"),
        ("A. Sow", "Awa Sow", "variant"),
        ("J.-P. Vernois", "Jean-Paul Vernois", "variant"),
        ("Jean Vernois", "Jean Paul Vernois", "variant"),
        ("Abdelaziz", "Abdel Aziz", "variant"),
        ("Rouvigni", "Nathalie Rouvigny", "variant"),
        ("B. Sow", "Awa Sow", None),
        ("Ba", "Awa Sow", None),
        ("A.", "Awa Sow", None),
        ("Jean Sow", "Awa Sow", None),
        ("Awa Ndèye Sow", "Awa Sow", None),
        ("Michel Sow", "Michèle Sow", None),
    ],
)
def test_relation(short: str, full: str, rule: str | None) -> None:
    assert relation(words(short), words(full)) == rule


@pytest.mark.parametrize(
    ("one", "other", "slip"),
    [
        ("bourvitz", "bourviz", True),
        ("rouvigny", "rouvigni", True),
        ("kerdonc", "kerdocn", True),
        ("michel", "michele", False),
        ("rene", "renee", False),
        ("sow", "saw", False),
        ("martin", "partin", False),
        ("valmorec", "valmarex", False),
        ("valmorec", "valmorec", False),
        ("octobre1", "octobre2", False),
    ],
)
def test_one_slip(one: str, other: str, slip: bool) -> None:
    assert one_slip(one, other) is slip
    if slip:
        assert set(slip_keys(one)) & set(slip_keys(other))


@given(st.text("abcdef", min_size=6, max_size=9), st.data())
def test_slips_share_a_key(word: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(1, len(word) - 1))
    slipped = data.draw(
        st.sampled_from([word[:at] + word[at + 1 :], word[:at] + "z" + word[at:], word[:at] + "z" + word[at + 1 :]])
    )
    if one_slip(word, slipped):
        assert set(slip_keys(word)) & set(slip_keys(slipped))


@pytest.mark.parametrize(
    ("acronym", "name", "does"),
    [
        ("oiac", "Organisation pour l'interdiction des armes chimiques", True),
        ("cedeao", "Communauté économique des États de l'Afrique de l'Ouest", True),
        ("inserm", "Institut national de la santé et de la recherche médicale", True),
        ("sncf", "Société nationale des chemins de fer français", True),
        ("ldh", "Ligue des droits de l'Homme", True),
        ("ps", "Parti socialiste", True),
        ("oms", "Organisation mondiale du commerce", False),
        ("cnrs", "Caisse nationale de retraite", False),
        ("ong", "Organisation", False),
        ("", "Organisation du lac", False),
        ("onu", "", False),
    ],
)
def test_abbreviates(acronym: str, name: str, does: bool) -> None:
    assert abbreviates(acronym, name) is does


@pytest.mark.parametrize(
    ("text", "does"),
    [
        ("OIAC", True),
        ("O.N.U.", True),
        ("PPA-CI", True),
        ("ND", True),
        ("Unesco", False),
        ("Valmy", False),
        ("LE MATIN", False),
        ("X", False),
    ],
)
def test_is_acronym(text: str, does: bool) -> None:
    assert is_acronym(text) is does
