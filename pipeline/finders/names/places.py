"""Places by gazetteer, by a word that announces one, and by the site that they name."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Protocol

from pipeline.finders.complements import genitives, openers, opening
from pipeline.finders.names.candidate import GAZETTEER, KNOWN, MODEL, SITE, Candidate
from pipeline.finders.names.given import is_given
from pipeline.finders.names.refusals import is_refused_name
from pipeline.finders.words import LONGEST, WORD, Phrases, Words, phrase_spellings, spellings
from pipeline.lexicon.lexicon import load

MAX_WORDS = 5  # "Saint-Vincent et les Grenadines"
LARGE_TOWN = 150_000  # inhabitants: from here on a town's name in the text is the town unless something says otherwise


class Known(Protocol):
    """What is asked of a gazetteer's place."""

    @property
    def kind(self) -> str:
        """Country, region, city …, as :data:`pipeline.records.PlaceKind`."""

    @property
    def population(self) -> int | None:
        """Inhabitants, where known."""


Lookup = Callable[[str], tuple[Known, ...]]


@cache
def _areas() -> tuple[Phrases, dict[tuple[str, ...], tuple[bool, ...]]]:
    """Known areas, and for each which of its words have a capital."""
    names = load("places")["known"]["names"]
    capitals = {
        spelling: tuple(word.group()[0].isupper() for word in WORD.finditer(name))
        for name in names
        for spelling in phrase_spellings(name)
    }
    return Phrases(names), capitals


@cache
def _ambiguous() -> frozenset[str]:
    return spellings(load("places")["ambiguous"]["words"])


@cache
def _direct() -> frozenset[str]:
    return spellings(load("places")["units"]["direct"])


@cache
def _weak() -> Phrases:
    return Phrases(load("places")["sites"]["weak"])


@cache
def _heads(group: str) -> Phrases:
    return Phrases(load("places")[group]["heads"])


@cache
def _site_of_body() -> frozenset[str]:
    return spellings(load("places")["sites"]["organisation"])


def countries_and_areas(words: Words, lookup: Lookup) -> dict[int, int]:
    """First word of each country, continent, region or well-known area, to the word after it."""
    found: dict[int, int] = {}
    i = 0
    while i < len(words):
        end = _area(words, i, lookup) if words.forms[i][0].isupper() else i
        if end > i:
            found[i] = end
        i = max(end, i + 1)
    return found


def _area(words: Words, i: int, lookup: Lookup) -> int:
    if words.lowers[i] in openers():
        return i
    end = _known_area(words, i)
    if end == i:
        end = next((stop for stop in _stops(words, i) if _is_area(words, i, stop, lookup)), i)
    alone = end == i + 1 and words.opens[i]
    if (alone and words.lowers[i] in _ambiguous()) or _goes_on(words, end):
        return i
    return end


def _known_area(words: Words, i: int) -> int:
    phrases, capitals = _areas()
    end = phrases.end(words, i)
    pattern = capitals.get(words.lowers[i:end]) or ()
    return (
        end
        if end > i and all(words.capital(k) for k, capital in zip(range(i, end), pattern, strict=False) if capital)
        else i
    )


def _is_area(words: Words, i: int, stop: int, lookup: Lookup) -> bool:
    form = words.text[words.starts[i] : words.ends[stop - 1]]
    region = stop > i + 1 or (words.tags[i] == "PROPN" and not words.opens[i] and words.lowers[i] not in _ambiguous())
    for place in lookup(form):
        if place.kind in {"country", "continent"} or (place.kind == "region" and region):
            return len(form) > 3 or form.isupper()  # "EAU" is a country, "Eau" is water
    return False


def is_large_town(words: Words, i: int, lookup: Lookup) -> bool:
    """The word alone is the name of a large town."""
    places = lookup(words.forms[i])[:1]
    return any(place.kind == "city" and (place.population or 0) >= LARGE_TOWN for place in places)


def _comes_after(words: Words, i: int) -> bool:
    """A capitalised word stands before the town's name, which is then part of another: "Nelson Ávila"."""
    return words.joined(i) and words.capital(i - 1) and not words.opens[i - 1] and words.lowers[i - 1] not in openers()


def _goes_on(words: Words, end: int) -> bool:
    """A capitalised word goes on after an area: "Bretagne Magazine" is no place."""
    return (
        words.joined(end)
        and words.capital(end)
        and words.tags[end] in {"PROPN", "NOUN", "ADJ", "X"}
        and words.lowers[end] not in openers()
        and (len(words.forms[end]) <= 3 or not words.forms[end].isupper())
    )


def _stops(words: Words, i: int) -> Iterator[int]:
    """Ends of the phrases that begin at ``i`` and end with a capital, the longest first."""
    last = i + 1
    while last < i + MAX_WORDS and words.joined(last):
        last += 1
    for stop in range(last, i, -1):
        if words.capital(stop - 1) or (words.tags[stop - 1] == "ADJ" and stop > i + 1):
            yield stop


def find_places(words: Words, areas: Mapping[int, int], lookup: Lookup) -> Iterator[Candidate]:
    """Places that need no model: areas, sites, announced places, large towns."""
    for i, end in areas.items():
        yield Candidate(i, end, "place", "lexicon", GAZETTEER if end == i + 1 else SITE)
    sites, units = _heads("sites").firsts, _heads("units").firsts
    for i, lower in enumerate(words.lowers):
        if lower in sites:
            end = _site(words, i, areas)
            if end > i:
                yield Candidate(i, end, "place", "rule", SITE)
        if lower in units:
            start, end = _announced(words, i, areas, lookup)
            if end > start:
                yield Candidate(start, end, "place", "rule", KNOWN if end == start + 1 or start in areas else MODEL - 1)
        if words.forms[i][0].isupper() and i not in areas:
            end = _town(words, i, lookup)
            if end > i:
                yield Candidate(i, end, "place", "lexicon", GAZETTEER)


def _capitals(words: Words, i: int) -> int:
    j = i
    while j < i + LONGEST and words.capital(j) and (j == i or words.joined(j)) and words.lowers[j] not in openers():
        j += 1
    return j


def _site(words: Words, i: int, areas: Mapping[int, int]) -> int:
    """Past "aéroport de Roissy", "rue de la Paix", "place Awa-Sow"."""
    head = _heads("sites").end(words, i)
    if head == i or not words.joined(head):
        return i
    start = head
    if not words.capital(head):
        if _weak().end(words, i) == head and (not words.capital(i) or words.opens[i]):
            return i
        start = opening(words, head, genitives())
        if start == head or not words.joined(start):
            return i
    if words.lowers[i] in _site_of_body() and not words.capital(i):
        return i
    end = areas.get(start) or _capitals(words, start)
    return end if end > start else i


def _announced(words: Words, i: int, areas: Mapping[int, int], lookup: Lookup) -> tuple[int, int]:
    """The name after "province de", "la ville d'", "wilaya de"."""
    head = _heads("units").end(words, i)
    start = opening(words, head, genitives()) if head > i else i
    direct = start == head > i and words.lowers[i] in _direct()
    if (
        (start <= head and not direct)
        or not words.joined(start)
        or not words.capital(start)
        or is_given(words.lowers[start])
    ):
        return i, i
    if is_refused_name(words.lowers[start]) and words.lowers[start] not in _ambiguous():
        return i, i
    known = next((stop for stop in _stops(words, start) if lookup(_form(words, start, stop))), 0)
    return start, areas.get(start) or known or _capitals(words, start)


def _form(words: Words, start: int, end: int) -> str:
    return words.text[words.starts[start] : words.ends[end - 1]]


def _town(words: Words, i: int, lookup: Lookup) -> int:
    if words.lowers[i] in openers() or _comes_after(words, i):
        return i
    for stop in _stops(words, i):
        if _goes_on(words, stop):
            continue
        form = words.text[words.starts[i] : words.ends[stop - 1]]
        if any(place.kind == "city" and (place.population or 0) >= LARGE_TOWN for place in lookup(form)[:1]):
            return stop
    return i
