"""Places by name: countries, regions, towns, waters, with their aliases and namesakes."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.lexicon.lexicon import load_rows
from pipeline.resources.gazetteer import country, country_of_code, lookup


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Maroc", "MA"),
        ("le Maroc", "MA"),
        ("Royaume du Maroc", "MA"),
        ("RDC", "CD"),
        ("R.D.C.", "CD"),
        ("RD Congo", "CD"),
        ("Etats-Unis", "US"),
        ("États-Unis", "US"),
        ("ÉTATS-UNIS", "US"),
        ("USA", "US"),
        ("Côte d’Ivoire", "CI"),
        ("Centrafrique", "CF"),
        ("Biélorussie", "BY"),
        ("Bélarus", "BY"),
        ("Swaziland", "SZ"),
        ("Zaïre", "CD"),
        ("Pays-Bas", "NL"),
        ("Hollande", "NL"),
        ("l'Algérie", "DZ"),
        ("Grande-Bretagne", "GB"),
        ("Vatican", "VA"),
        ("Saint-Siège", "VA"),
        ("Kosovo", "XK"),
        ("La Réunion", "RE"),
        ("Nouvelle-Calédonie", "NC"),
        ("Palestine", "PS"),
        ("Congo-Brazzaville", "CG"),
        ("Cap-Vert", "CV"),
        ("Türkiye", "TR"),
    ],
)
def test_country(name: str, code: str) -> None:
    found = country(name)
    assert found is not None
    assert found.country_code == code
    assert found.kind == "country"


@pytest.mark.parametrize("name", ["", " ", "Outre-Rhin", "x", "Valmy-les-Oies", "marocain", "’", "\n", "de", "l'"])
def test_no_country(name: str) -> None:
    assert country(name) is None


@pytest.mark.parametrize(
    ("name", "kind", "code", "french"),
    [
        ("Londres", "city", "GB", "Londres"),
        ("London", "city", "GB", "Londres"),
        ("Bâle", "city", "CH", "Bâle"),
        ("Basel", "city", "CH", "Bâle"),
        ("Aix-la-Chapelle", "city", "DE", "Aix-la-Chapelle"),
        ("le Caire", "city", "EG", "Le Caire"),
        ("Caire", "city", "EG", "Le Caire"),
        ("St-Étienne", "city", "FR", "Saint-Étienne"),
        ("Saint-Etienne", "city", "FR", "Saint-Étienne"),
        ("Marrakech", "city", "MA", "Marrakech"),
        ("Anvers", "city", "BE", "Anvers"),
        ("Antwerpen", "city", "BE", "Anvers"),
        ("Moscou", "city", "RU", "Moscou"),
        ("Pékin", "city", "CN", "Pékin"),
        ("Kyïv", "city", "UA", "Kiev"),
        ("Bruxelles", "city", "BE", "Bruxelles"),
        ("Ouagadougou", "city", "BF", "Ouagadougou"),
        ("Tizi-Ouzou", "city", "DZ", "Tizi Ouzou"),
        ("Laâyoune", "city", "EH", "Laâyoune"),
        ("N’Djamena", "city", "TD", "N'Djamena"),
        ("Afrique", "continent", None, "Afrique"),
        ("Afrique de l’Ouest", "continent", None, "Afrique de l'Ouest"),
        ("Var", "region", "FR", "Var"),
        ("PACA", "region", "FR", "Provence-Alpes-Côte d'Azur"),
        ("Nord-Kivu", "region", "CD", "Nord-Kivu"),
        ("Valais", "region", "CH", "Valais"),
        ("Wallonie", "region", "BE", "Wallonie"),
        ("Estrie", "region", "CA", "Estrie"),
        ("Borno", "region", "NG", "Borno"),
        ("Extrême-Nord", "region", "CM", "Extrême-Nord"),
        ("Boucle du Mouhoun", "region", "BF", "Boucle du Mouhoun"),
        ("la Californie", "region", "US", "Californie"),
        ("Bavière", "region", "DE", "Bavière"),
        ("Catalogne", "region", "ES", "Catalogne"),
        ("Méditerranée", "natural", None, "Méditerranée"),
        ("lac Tchad", "natural", None, "lac Tchad"),
        ("Himalaya", "natural", None, "Himalaya"),
        ("Luxembourg", "country", "LU", "Luxembourg"),
        ("Québec", "city", "CA", "Québec"),
        ("Niger", "country", "NE", "Niger"),
    ],
)
def test_first_of_the_namesakes(name: str, kind: str, code: str | None, french: str) -> None:
    first = lookup(name)[0]
    assert (first.kind, first.country_code, first.name) == (kind, code, french)


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("Tripoli", {"LY", "LB"}),
        ("Saint-Denis", {"FR", "RE"}),
        ("Valence", {"FR", "ES"}),
        ("Nord", {"FR", "CM", "BF"}),
        ("Vienne", {"AT", "FR"}),
    ],
)
def test_namesakes_are_all_there(name: str, codes: set[str]) -> None:
    assert codes <= {place.country_code for place in lookup(name)}


def test_places_have_coordinates_and_ids() -> None:
    rabat = lookup("Rabat")[0]
    assert rabat.geonames == 2538475
    assert rabat.latitude == pytest.approx(34.01, abs=0.1)
    assert rabat.longitude == pytest.approx(-6.83, abs=0.1)
    assert rabat.population is not None
    assert rabat.population > 500_000


def test_every_country_of_the_lexicon_is_found_by_its_code() -> None:
    for row in load_rows("countries"):
        place = country_of_code(row["code"])
        assert place is not None
        assert place.latitude is not None
        assert country(place.name) == place


@pytest.mark.parametrize("lexicon", ["countries", "regions", "cities", "natural", "continents"])
def test_every_name_of_the_lexicons_is_filed(lexicon: str) -> None:
    for row in load_rows(lexicon):
        for name in filter(None, (row["name"], *row["aliases"].split("|"))):
            assert lookup(name), name


@given(st.text(max_size=40))
def test_any_string_can_be_looked_up(name: str) -> None:
    for place in lookup(name):
        assert place.name
        assert place.latitude is None or -90 <= place.latitude <= 90
        assert place.longitude is None or -180 <= place.longitude <= 180


def test_a_lookup_is_fast() -> None:
    names = [f"Valmy {i}" for i in range(2_000)]
    start = time.process_time()
    for name in names:
        lookup(name)
    assert (time.process_time() - start) / len(names) < 0.0005  # 20 µs on a quiet machine
