"""Which place each place name of one document means, and which names mean the same one."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

from pipeline.lexicon.lexicon import alternation, load
from pipeline.records import Entity, Mention, Name, PlaceKind, ResolvedBy
from pipeline.resolve.spelling import one_slip, slip_keys, words
from pipeline.resources.gazetteer import GazetteerPlace, is_clear, lookup, place_key, weight, without_article

WINDOW = 40  # characters before a name that say what sort of place is meant
OBSCURE = 50_000  # inhabitants below which a town is not meant in a text about other countries
SEATED = 20_000  # inhabitants from which a town is meant rather than the region of the same name, without article
FAMOUS = 300_000  # inhabitants from which a city of another country may be meant without a word
DOMINANT = 50.0  # … where it is this many times larger than the namesake of the text's country
Announced = Literal["region", "city", "natural"]
# What stands before a name: a word that announces its kind, an article that a town does not take, "à", or nothing.
Hint = Announced | Literal["area", "at"] | None


@dataclass(frozen=True, slots=True)
class _Reading:
    """What one name is: the gazetteer's place, or the kind that its words tell."""

    place: GazetteerPlace | None
    kind: PlaceKind
    key: Hashable


def resolve_places(shadow: str, names: Sequence[Name], country: str | None = None) -> list[Entity]:
    """The places that the names name. ``shadow`` is the folded text, ``country`` the code of the document's country."""
    hints = {name: _hint(shadow, name) for name in names}
    votes = _votes(names, country)
    grouped: dict[Hashable, list[tuple[Name, _Reading]]] = defaultdict(list)
    for name in names:
        reading = _read(name, hints[name], votes)
        grouped[reading.key].append((name, reading))
    return [_entity(members) for members in _join_slips(grouped)]


def dominant_country(places: Iterable[Entity], country: str | None = None) -> str | None:
    """The country that a document is about: the given one, else the one that holds half of its place names."""
    if country:
        return country
    votes: Counter[str] = Counter()
    for place in places:
        if place.country_code:
            votes[place.country_code] += len(place.mentions)
    ranked = sorted(votes.items(), key=lambda vote: (-vote[1], vote[0]))
    return ranked[0][0] if ranked and 2 * ranked[0][1] >= votes.total() else None


def _votes(names: Sequence[Name], country: str | None) -> Counter[str]:
    """How often the text names each country, by itself or by a place that is surely there."""
    votes: Counter[str] = Counter()
    for name in names:
        found = lookup(name.text)
        if found and found[0].country_code and is_clear(found):
            votes[found[0].country_code] += 1
    if country:
        votes[country] += 1 + max(votes.values(), default=0)
    return votes


@cache
def _announcers() -> Mapping[str, Announced]:
    lexicon = load("place_words")
    return {word: kind for kind in reversed(get_args(Announced)) for word in lexicon[kind]["words"]}


@cache
def _before() -> re.Pattern[str]:
    """A word that announces a sort of place, or an article or preposition, straight before a name."""
    area = alternation(load("place_words")["area"]["words"])
    return re.compile(
        rf"(?:(?:^|\W)(?P<word>{alternation(_announcers())})(?:\s\w+)?\s(?:(?:de|du|des)(?:\s(?:la|l'))?\s?|d'|de\sl')?"
        rf"|(?:^|[\s(«\"'])(?P<area>{area})\s?|(?:^|[\s(«\"])(?P<at>à)\s)$",
        re.IGNORECASE,
    )


def _hint(shadow: str, name: Name) -> Hint:
    found = _before().search(shadow[max(0, name.start - WINDOW) : name.start])
    if not found:
        return None
    if found["word"]:
        return _announcers()[found["word"].lower()]
    return "area" if found["area"] else "at"


def _read(name: Name, hint: Hint, votes: Counter[str]) -> _Reading:
    found = lookup(name.text)
    if not found:
        return _unknown(name, hint)
    chosen = _choose(found, hint, votes)
    if _is_obscure(chosen, found, votes):
        return _unknown(name, hint)
    return _Reading(
        place=chosen, kind=chosen.kind, key=chosen.geonames or (chosen.name, chosen.kind, chosen.country_code)
    )


def _choose(found: Sequence[GazetteerPlace], hint: Hint, votes: Counter[str]) -> GazetteerPlace:
    """The namesake that is meant: of the kind announced, then of the text's country, then the largest."""
    fitting = [place for place in found if _fits(place, hint)] or list(found)
    first = fitting[0]
    if first.kind in ("country", "continent"):
        return first
    at_home = [place for place in fitting if votes[place.country_code or ""]]
    best = max(at_home, key=lambda place: votes[place.country_code or ""], default=first)
    if best.kind == "region" and hint is None:  # "Sétif", without "wilaya de"
        best = next((town for town in fitting if _is_its_town(town, best)), best)
    famous = weight(first) >= FAMOUS and weight(first) > DOMINANT * weight(best)
    return first if famous and best.kind == "city" and hint != "region" else best


def _is_obscure(place: GazetteerPlace, found: Sequence[GazetteerPlace], votes: Counter[str]) -> bool:
    """Whether a small town with namesakes lies in a country that the text does not name, though it names others."""
    elsewhere = votes and not votes[place.country_code or ""] and not is_clear(found)
    return place.kind == "city" and weight(place) < OBSCURE and bool(elsewhere)


def _is_its_town(place: GazetteerPlace, region: GazetteerPlace) -> bool:
    return place.kind == "city" and place.country_code == region.country_code and (place.population or 0) >= SEATED


def _fits(place: GazetteerPlace, hint: Hint) -> bool:
    if hint == "area":  # "au Québec", "en Guinée", "le Havre": towns only where the article is theirs
        return place.kind != "city" or without_article(place_key(place.name)) != place_key(place.name)
    if hint == "at":  # "à Luxembourg", but "à Djibouti"
        return place.kind == "city" or place.country_code in load("place_words")["city_states"]["codes"]
    return hint is None or place.kind == hint


@cache
def _heads() -> Mapping[str, PlaceKind]:
    lexicon = load("place_words")
    kinds: dict[str, PlaceKind] = {"unclear": "other", "site": "site", "natural": "natural"}
    return {word: kind for group, kind in kinds.items() for word in lexicon[group]["words"]}


def _unknown(name: Name, hint: Hint) -> _Reading:
    """A place that the gazetteer does not hold, with the kind that its first word or the word before it tells."""
    key = without_article(place_key(name.text))
    first = name.text.split()[0].casefold() if name.text.split() else ""
    announced: PlaceKind = hint if hint in ("region", "city", "natural") else "other"
    kind = _heads().get(first, announced)
    return _Reading(place=None, kind=kind, key=(key, kind == "region"))


def _join_slips(grouped: Mapping[Hashable, list[tuple[Name, _Reading]]]) -> list[list[tuple[Name, _Reading]]]:
    """The groups, with an unknown one-word name joined to the known place that it is one slip away from."""
    known: dict[str, tuple[str, Hashable]] = {}
    for key, members in grouped.items():
        for slip in slip_keys(_single_word(members)) if members[0][1].place else ():
            known.setdefault(slip, (_single_word(members), key))
    joined: dict[Hashable, list[tuple[Name, _Reading]]] = defaultdict(list)
    for key, members in grouped.items():
        word = "" if members[0][1].place else _single_word(members)
        near = (known[slip] for slip in slip_keys(word) if slip in known)
        joined[next((other for spelled, other in near if one_slip(word, spelled)), key)] += members
    return list(joined.values())


def _single_word(members: Sequence[tuple[Name, _Reading]]) -> str:
    folded = words(members[0][0].text)
    return folded[0] if len(folded) == 1 else ""


def _entity(members: Sequence[tuple[Name, _Reading]]) -> Entity:
    ordered = sorted(members, key=lambda member: member[0].start)
    place = next((reading.place for _, reading in ordered if reading.place), None)
    mentions = tuple(Mention(name=name, resolved_by=_rule(reading, place)) for name, reading in ordered)
    kind = place.kind if place else Counter(reading.kind for _, reading in ordered).most_common(1)[0][0]
    return Entity(
        type="place",
        name=_name([name.text for name, _ in ordered], place),
        mentions=mentions,
        kind=kind,
        country_code=place.country_code if place else _country_inside(ordered[0][0].text),
        latitude=place.latitude if place else None,
        longitude=place.longitude if place else None,
        geonames=place.geonames if place else None,
    )


def _rule(reading: _Reading, place: GazetteerPlace | None) -> ResolvedBy:
    if reading.place:
        return "gazetteer"
    return "variant" if place else "full_name"


def _name(texts: Sequence[str], place: GazetteerPlace | None) -> str:
    """The text's own spelling, the gazetteer's name before others; countries and shouted names by the gazetteer's.

    A reader of "Idlib" looks for "Idlib", not for a gazetteer's "Idleb"; one of "RDC" looks for the country's name.
    """
    spelled = sorted({" ".join(text.split()) for text in texts}, key=lambda text: (text.isupper(), -len(text), text))
    if place is None:
        return spelled[0]
    written = [text for text in spelled if not text.isupper()]
    if place.kind in ("country", "continent") or not written:
        return place.name
    own = [text for text in written if place_key(text) == place_key(place.name)]
    if own and place.kind == "city":
        return own[0]
    bare = {without_article(place_key(text)) for text in written}
    return place.name if without_article(place_key(place.name)) in bare else written[0]


def _country_inside(text: str) -> str | None:
    """The country of a place whose name ends with another's: ``aéroport de Douala``."""
    parts = re.split(r"\s+(?:de|du|des|d['’]|en|à)\s*|\s+d['’]", text)
    found = lookup(parts[-1]) if len(parts) > 1 else ()
    return found[0].country_code if found and is_clear(found) else None
