"""What an organisation's name tells of it: its kind, its country, its bare core, and how far the name alone goes."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal, cast, get_args

from pipeline.lexicon.lexicon import load, load_rows
from pipeline.records import OrganisationKind
from pipeline.resolve.spelling import LEAST_FOR_SLIP, acronym_key, is_acronym
from pipeline.resources.gazetteer import GazetteerPlace, country, is_clear, lookup, weight
from pipeline.text import comparable, strip_accents

Scope = Literal["national", "local"]
LONG_NAME = 4  # words from which a name is long
LEAST_IN_LONG_NAME = 4  # letters
CLEAR_INSIDE = 10.0  # how many times larger than others a namesake inside a name is that is meant without a word
_LONGEST_HEAD = 5  # words
_INSIDE = re.compile(r"(?<=[\s'’])[A-ZÀ-Þ][\w'’]*(?:[ -](?:(?:de|du|des|la|le|les|el|en|sur)[ -])?[A-ZÀ-Þ][\w'’]*)*")
_AFTER_ARTICLE = re.compile(r"(?:\b(?:la|les|du|des)\s|\bl['’])$")
_ARTICLE = re.compile(r"(?:le|la|les|l) ")
_CAPITALISED = re.compile(r"(?<=[\s'’])[A-ZÀ-Þ][\w-]*")
_LEADING_ARTICLE = re.compile(r"(?:le|la|les)\s+|l['’]\s?")


@dataclass(frozen=True, slots=True)
class Body:
    """A body of the acronym lexicon."""

    acronym: str
    names: tuple[tuple[str, ...], ...]
    kind: OrganisationKind
    country_code: str | None

    @property
    def one_of_its_name(self) -> bool:
        """Whether no other country has a body of that name, as each has its Parti socialiste."""
        return self.country_code is not None or self.kind not in ("government", "party_union", "education_research")


@lru_cache(maxsize=20_000)
def name_words(name: str) -> tuple[str, ...]:
    """The folded words of an organisation's name without leading article: ``l'Office des forêts``."""
    key = comparable(name)
    return tuple(_ARTICLE.sub("", key, count=1).split() if _ARTICLE.match(key) else key.split())


def without_leading_article(name: str) -> str:
    """The name without a lower-case article before it; ``Le Monde`` keeps its own."""
    return _LEADING_ARTICLE.sub("", name, count=1) if _LEADING_ARTICLE.match(name) else name


@cache
def _bodies() -> Mapping[str, tuple[Body, ...]]:
    found: dict[str, list[Body]] = defaultdict(list)
    for row in load_rows("bodies"):
        key = acronym_key(row["acronym"])
        names = tuple(name_words(name) for name in (row["name"], *row["aliases"].split("|")) if name)
        kind = cast("OrganisationKind", row["kind"])
        found[key].append(Body(acronym=key, names=names, kind=kind, country_code=row["code"] or None))
    return {key: tuple(bodies) for key, bodies in found.items()}


def known_bodies(acronym: str) -> tuple[Body, ...]:
    """The bodies that a folded acronym stands for; several where it is ambiguous."""
    return _bodies().get(acronym, ()) if acronym else ()


@cache
def _known_names() -> Mapping[tuple[str, ...], Body]:
    return {name: body for bodies in reversed(list(_bodies().values())) for body in bodies for name in body.names}


def known_body(name: str) -> Body | None:
    """The body of that long name, or of that acronym where it stands for one body alone."""
    bodies = known_bodies(acronym_key(name)) if acronym_like(name) else ()
    return bodies[0] if len(bodies) == 1 else _known_names().get(name_words(name))


def acronym_like(name: str) -> bool:
    """Whether a name is written as an acronym, or is a known one in lower case (``Unesco``)."""
    return is_acronym(name) or (" " not in name and len(name) > 2 and acronym_key(name) in _bodies())


@cache
def _descriptors(side: str) -> frozenset[str]:
    return frozenset(comparable(word) for word in load("organisation_kinds")["descriptors"][side])


@lru_cache(maxsize=20_000)
def core(name: str) -> tuple[str, ...]:
    """The words of a proper name without what only describes it: ``groupe Valmy`` and ``Valmy SA`` give ``valmy``."""
    parts = name_words(name)
    while len(parts) > 1 and parts[-1] in _descriptors("after"):
        parts = parts[:-1]
    while len(parts) > 1 and parts[0] in _descriptors("before") and parts[1] not in ("de", "des", "du", "d"):
        parts = parts[1:]
    return parts


@cache
def _heads() -> Mapping[tuple[str, ...], OrganisationKind]:
    lexicon = load("organisation_kinds")
    kinds = [kind for kind in reversed(lexicon) if kind in get_args(OrganisationKind)]
    return {
        tuple(comparable(head).split()): cast("OrganisationKind", kind)
        for kind in kinds
        for head in lexicon[kind]["heads"]
    }


@cache
def _telling_words() -> tuple[tuple[OrganisationKind, re.Pattern[str]], ...]:
    lexicon = load("organisation_kinds")
    kinds = [kind for kind in lexicon if kind in get_args(OrganisationKind)]
    patterns = {kind: "|".join(re.escape(comparable(word)) for word in lexicon[kind]["words"]) for kind in kinds}
    return tuple((cast("OrganisationKind", kind), re.compile(rf"\b(?:{words})\b")) for kind, words in patterns.items())


def head_kind(words: tuple[str, ...]) -> OrganisationKind | None:
    """The kind that the first words of a name tell, the longest head first."""
    heads = _heads()
    return next((heads[words[:n]] for n in range(_LONGEST_HEAD, 0, -1) if words[:n] in heads), None)


@lru_cache(maxsize=20_000)
def organisation_kind(name: str) -> OrganisationKind | None:
    """The kind that a name tells by its head, by its words, or by being known; null where it tells none."""
    body = known_body(name)
    if body:
        return body.kind
    words = name_words(name)
    kind, joined = head_kind(words), " ".join(words)
    if kind is None or (kind in ("government", "association") and scope_of(name) is None):
        told = next((other for other, pattern in _telling_words() if pattern.search(joined)), None)
        return told if kind is None or told == "international" else kind
    return kind


def announced_kind(words: tuple[str, ...]) -> OrganisationKind | None:
    """The kind that the last word before a name tells: ``l'opérateur Valmy``, ``l'agence Valmy``."""
    announced: Mapping[str, OrganisationKind] = load("organisation_kinds")["announced"]
    return announced.get(words[-1]) or head_kind(words[-1:]) if words else None


def _places_inside(name: str) -> Iterator[tuple[GazetteerPlace, ...]]:
    """The namesakes that a place inside a name may be: ``Université de Lille``, ``Raja Casablanca``."""
    for match in _INSIDE.finditer(name):
        named = tuple(place for place in lookup(match[0]) if _spelled_like(place.name, match[0]))
        article = _AFTER_ARTICLE.search(name, 0, match.start())
        fitting = tuple(place for place in named if not (article and place.kind == "city"))
        if fitting:
            yield fitting


def _spelled_like(name: str, text: str) -> bool:
    """Whether two names that fold alike have the same accents but on the capital: ``Evreux``; ``Air`` is not Aïr."""
    plain = [part[:1] + part[1:].casefold() for part in (name, text)]
    return strip_accents(plain[0][:1]) == strip_accents(plain[1][:1]) and plain[0][1:] == plain[1][1:]


@lru_cache(maxsize=20_000)
def organisation_country(name: str, about: str | None = None) -> str | None:
    """The country that a name tells: by being known, by naming a country, a town or region of one, or its people.

    ``about`` is the code of the country that the text is about: it settles namesakes.
    """
    body = known_body(name)
    if body:
        return body.country_code
    for namesakes in _places_inside(name):
        at_home = next((place for place in namesakes if place.country_code == about), None)
        if at_home and weight(namesakes[0]) < CLEAR_INSIDE * weight(at_home):
            return about
        if is_clear(namesakes, CLEAR_INSIDE):
            return namesakes[0].country_code
    return _country_of_demonym(name)


@cache
def _demonyms() -> Mapping[str, str]:
    """Folded forms of the adjectives of countries, with the country's code: ``algerienne`` gives DZ."""
    found: dict[str, str] = {}
    for demonym, name in load("figures")["demonyms"]["stem_of"].items():
        place, stem = country(name), comparable(demonym)
        if place and place.country_code:
            endings = ("", "s", "e", "es", "ne", "nes") if stem.endswith("en") else ("", "s", "e", "es")
            found.update(dict.fromkeys((stem + ending for ending in endings), place.country_code))
    return found


def _country_of_demonym(name: str) -> str | None:
    """The country whose adjective stands in a name: ``Croissant-Rouge algérien``."""
    return next((_demonyms()[word] for word in name_words(name)[1:] if word in _demonyms()), None)


@cache
def _scoped(scope: Scope) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(comparable(head).split()) for head in load("organisation_kinds")[scope]["heads"])


@lru_cache(maxsize=20_000)
def scope_of(name: str) -> Scope | None:
    """Whether a name stands for one body in each country (``Cour suprême``) or in each town (``la préfecture``).

    Null where the name tells by itself which body it is. A common noun alone (``la Commission``) tells least.
    """
    words, body = name_words(name), known_body(name)
    if next(_places_inside(name), None) or _country_of_demonym(name):
        return None
    local, national = _head_length(words, "local"), _head_length(words, "national")
    if body and not local:
        return None if body.one_of_its_name else "national"
    if local >= national and local:
        return None if _has_proper_noun(name) else "local"
    if national:
        return "national"
    return "local" if len(words) == 1 and words[0] in common_heads() else None


def _has_proper_noun(name: str) -> bool:
    """Whether a capital after the first word tells whose it is: ``Université Clermont-Limagne``."""
    generic = load("organisation_kinds")["local"]["generic"]
    return not name.isupper() and any(word.casefold() not in generic for word in _CAPITALISED.findall(name))


def _head_length(words: tuple[str, ...], scope: Scope) -> int:
    """How many words the longest head of that scope takes at the start of a name."""
    return next((n for n in range(_LONGEST_HEAD, 0, -1) if words[:n] in _scoped(scope)), 0)


def least_for_slip(form: tuple[str, ...]) -> int:
    """Letters that a word of the name needs before one wrong letter is a slip: a long name's words vouch for it."""
    return LEAST_IN_LONG_NAME if len(form) >= LONG_NAME else LEAST_FOR_SLIP


@cache
def common_heads() -> frozenset[str]:
    """First words that are common nouns: a name that opens with one can be cut short (``la Commission``)."""
    return frozenset(head[0] for head in _heads()) | frozenset(load("organisation_kinds")["common"]["heads"])
