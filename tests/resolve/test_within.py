"""Names of one document and the entities that they form."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from marked import lines, read

from pipeline.records import Entity, Name
from pipeline.resolve.within import resolve_document


@pytest.mark.parametrize("line", lines("within.txt"))
def test_grouping(line: str) -> None:
    document = read(line)
    numbers = dict(zip(document.names, document.numbers, strict=True))
    found = {frozenset(mention.name for mention in entity.mentions) for entity in document.entities()}
    wanted = {frozenset(name for name in document.names if numbers[name] == number) for number in numbers.values()}
    assert found == wanted


def only(line: str) -> Entity:
    entities = read(line).entities()
    return entities[0]


@pytest.mark.parametrize(
    ("line", "name", "given", "family", "gender"),
    [
        ("Mme [P:Awa Sow] parle.", "Awa Sow", "Awa", "Sow", "f"),
        ("M. [P:Awa Sow] parle.", "Awa Sow", "Awa", "Sow", "m"),
        ("[P:Awa Sow] parle.", "Awa Sow", "Awa", "Sow", None),
        ("[P:Awa Sow], née en 1970, parle.", "Awa Sow", "Awa", "Sow", "f"),
        ("[P:Awa Sow] a été élue.", "Awa Sow", "Awa", "Sow", "f"),
        ("[P:Omar Ba], âgé de 40 ans.", "Omar Ba", "Omar", "Ba", "m"),
        ("Madame la juge [P:Awa Sow].", "Awa Sow", "Awa", "Sow", "f"),
        ("Monsieur le président [P:Omar Ba].", "Omar Ba", "Omar", "Ba", "m"),
        ("le roi [P:Mohammed VI].", "Mohammed VI", "Mohammed", None, "m"),
        ("[P:Awa Sow]{directrice} parle.", "Awa Sow", "Awa", "Sow", "f"),
        ("[P:Awa Sow]{directeur} parle.", "Awa Sow", "Awa", "Sow", None),
        ("[P:AWA SOW] gagne. [P:Awa Sow] rit.", "Awa Sow", "Awa", "Sow", None),
        ("[P:Aïssatou NDIAYE] gagne.", "Aïssatou NDIAYE", "Aïssatou", "Ndiaye", None),
        ("[P:Charles van der Meer] gagne.", "Charles van der Meer", "Charles", "van der Meer", None),
    ],
)
def test_person(line: str, name: str, given: str | None, family: str | None, gender: str | None) -> None:
    person = only(line)
    assert (person.name, person.given_name, person.family_name, person.gender) == (name, given, family, gender)


@pytest.mark.parametrize(
    ("line", "name", "acronym", "kind", "country"),
    [
        (
            "le [O:Fonds monétaire international] ([O:FMI])",
            "Fonds monétaire international",
            "FMI",
            "international",
            None,
        ),
        ("l'[O:université de Lille]", "université de Lille", None, "education_research", "FR"),
        ("la [O:Cour suprême], au [L:Mali]", "Cour suprême", None, "court", "ML"),
        ("la [O:cour d'appel de Lomé]", "cour d'appel de Lomé", None, "court", "TG"),
        ("l'opérateur [O:Zorglo]", "Zorglo", None, "other", None),
        ("la société [O:Zorglo]", "Zorglo", None, "company", None),
        ("l'agence [O:Zorglo]", "Zorglo", None, "media", None),
        ("[O:Zorglo Technologies]", "Zorglo Technologies", None, "company", None),
        ("l'[O:Union générale du travail tunisien]", "Union générale du travail tunisien", None, "party_union", "TN"),
        ("[O:LE MATIN BLEU] puis [O:Le Matin bleu]", "Le Matin bleu", None, "other", None),
        ("le [O:Secours d'urgence], à [L:Dakar]", "Secours d'urgence", None, "association", None),
        ("la [O:gendarmerie nationale], au [L:Niger]", "gendarmerie nationale", None, "armed_forces", "NE"),
        ("l'[O:Olympique de Marseille]", "Olympique de Marseille", None, "sport_culture", "FR"),
        ("le [O:Croissant-Rouge algérien]", "Croissant-Rouge algérien", None, "association", "DZ"),
        ("l'[O:Assemblée nationale française]", "Assemblée nationale française", None, "government", "FR"),
        ("la [O:Banque centrale du Kenya]", "Banque centrale du Kenya", None, "government", "KE"),
        (
            "la [O:Direction générale de la Police nationale], au [L:Sénégal]",
            "Direction générale de la Police nationale",
            None,
            "government",
            "SN",
        ),
        ("[O:Conseil de sécurité de l'ONU]", "Conseil de sécurité de l'ONU", None, "international", None),
    ],
)
def test_organisation(line: str, name: str, acronym: str | None, kind: str, country: str | None) -> None:
    body = only(line)
    assert (body.name, body.acronym, body.kind, body.country_code) == (name, acronym, kind, country)


@pytest.mark.parametrize(
    ("line", "name", "kind", "country"),
    [
        ("au [L:Royaume du Maroc]", "Maroc", "country", "MA"),
        ("au [L:Caire]", "Le Caire", "city", "EG"),
        ("à [L:Evreux]", "Evreux", "city", "FR"),
        ("à [L:RABAT]", "Rabat", "city", "MA"),
        ("en [L:Afrique]", "Afrique", "continent", None),
        ("la wilaya de [L:Tiaret]", "Tiaret", "region", "DZ"),
        ("la province de [L:Zogoro]", "Zogoro", "region", None),
        ("le village de [L:Zogoro]", "Zogoro", "city", None),
        ("l'[L:aéroport de Douala]", "aéroport de Douala", "site", "CM"),
        ("le quartier [L:Zogoro]", "Zogoro", "other", None),
        ("la [L:Méditerranée]", "Méditerranée", "natural", None),
        ("à [L:Djibouti]", "Djibouti", "country", "DJ"),
    ],
)
def test_place(line: str, name: str, kind: str, country: str | None) -> None:
    place = only(line)
    assert (place.name, place.kind, place.country_code) == (name, kind, country)


@pytest.mark.parametrize(
    ("line", "rules"),
    [
        (
            "Mme [P:Sow] parle. [P:Awa Sow] sort. [P:Sow] et [P:Awa].",
            ["title_name", "full_name", "family_name", "given_name"],
        ),
        ("[P:Omar Ba], dit « [P:Rambo] »", ["full_name", "alias"]),
        ("[P:Aïssatou Ndiaye] et [P:NDIAYE Aïssatou]", ["full_name", "variant"]),
        ("l'[O:Union africaine] ([O:UA])", ["full_name", "acronym"]),
        ("le [O:groupe Valmorec] et [O:Valmorec]", ["full_name", "variant"]),
        ("en [L:RDC] et à [L:Zogoro]", ["gazetteer"]),
    ],
)
def test_rules(line: str, rules: list[str]) -> None:
    assert [mention.resolved_by for mention in only(line).mentions] == rules


PIECES = [
    "Awa",
    "Sow",
    "SOW",
    "de",
    "La",
    "M.",
    "Mme",
    "ONU",
    "Paris",
    "l'",
    "d’",
    "ministère",
    "A.",
    "-",
    "é",
    "I",
    "VI",
    "(",
    ")",
    "\n",
    "1",
]
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=6), max_size=14).map(" ".join)


@st.composite
def names(draw: st.DrawFn) -> tuple[str, list[Name]]:
    """A text and names at any of its spans."""
    text = draw(TEXTS)
    spans = draw(st.lists(st.tuples(st.integers(0, len(text)), st.integers(1, 12)), max_size=10))
    kinds = st.sampled_from(["person", "organisation", "place"])
    found = [
        Name(type=draw(kinds), text=text[a : a + n], start=a, end=min(len(text), a + n), sentence=0, found_by="model")
        for a, n in spans
    ]
    return text, found


@settings(max_examples=300, deadline=None)
@given(names())
def test_every_name_is_in_one_mention(page: tuple[str, list[Name]]) -> None:
    text, found = page
    entities = resolve_document(text, found, [])
    mentioned = [mention.name for entity in entities for mention in entity.mentions]
    assert sorted(mentioned, key=repr) == sorted(set(found), key=repr)
    assert entities == resolve_document(text, found[::-1], [])
    starts = [entity.mentions[0].name.start for entity in entities]
    assert starts == sorted(starts)
    for entity in entities:
        assert [m.name.start for m in entity.mentions] == sorted(m.name.start for m in entity.mentions)
        assert all(mention.name.type == entity.type for mention in entity.mentions)
