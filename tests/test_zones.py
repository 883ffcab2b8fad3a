from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.zones import find_dateline, zone_stretches

RELEASE = """\
Le port de Sète ouvre un quai
Un chantier de deux ans
Sète, le 12 mars 2019 – Le port a ouvert son quai.
Il a coûté cher.
À propos du port de Sète
Le port emploie 200 personnes.
Contact presse : Jeanne Dol
j.dol@example.org
"""


def test_zones_of_a_release() -> None:
    zones = [(RELEASE[s.start : s.end], s.zone) for s in zone_stretches(RELEASE)]
    assert zones == [
        ("Le port de Sète ouvre un quai", "headline"),
        ("Un chantier de deux ans", "headline"),
        ("Sète, le 12 mars 2019 – ", "dateline"),
        ("Le port a ouvert son quai.", "body"),
        ("Il a coûté cher.", "body"),
        ("À propos du port de Sète", "about"),
        ("Le port emploie 200 personnes.", "about"),
        ("Contact presse : Jeanne Dol", "contact"),
        ("j.dol@example.org", "contact"),
    ]


@pytest.mark.parametrize(
    ("text", "place", "day"),
    [
        ("Rabat, le 24 octobre 2024\nLe ministre…", "Rabat", "24 octobre 2024"),
        ("PARIS, 3 mars (AGP) - Le taux baisse.", "PARIS", "3 mars"),
        ("Titre court\nBerne, 01.07.2021 – Le Conseil…", "Berne", "01.07.2021"),
        ("Fort-de-France, lundi 2 mai 2016 – La mairie…", "Fort-de-France", "2 mai 2016"),
        ("YAOUNDÉ, 9 sept. 2018 (CPA) – Un car…", "YAOUNDÉ", "9 sept. 2018"),
        ("Ville de Québec, le 1er juin 2011 – Le pont…", "Ville de Québec", "1er juin 2011"),
    ],
)
def test_datelines(text: str, place: str, day: str) -> None:
    match = find_dateline(text)
    assert match is not None
    assert (match["place"], match["day"]) == (place, day)


@pytest.mark.parametrize(
    "text",
    [
        "Le 3 mars, le conseil s'est réuni.",
        "Le groupe a vendu 12 sites.",
        "CONSEIL DES MINISTRES DU VENDREDI 14 MARS 2014",
        "Réunion du 12 mai 2020 à Lyon",
        "Le musée rouvrira ses portes au public le 9 mai 2023.\nL'entrée sera libre.",
        "Une marche est prévue à Namur le 4 juin 2018.",
        "",
    ],
)
def test_no_dateline(text: str) -> None:
    assert find_dateline(text) is None


@given(st.text(max_size=300))
def test_stretches_ascend_and_never_overlap(text: str) -> None:
    stretches = zone_stretches(text)
    assert all(0 <= s.start < s.end <= len(text) for s in stretches)
    assert all(a.end <= b.start for a, b in pairwise(stretches))
