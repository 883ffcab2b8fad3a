"""Which persons of different documents are one."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator
from functools import cache, lru_cache

from pipeline.lexicon.lexicon import load
from pipeline.resolve.cluster import Cluster, other_authority
from pipeline.resolve.cluster_joins import always, join_equal, join_short
from pipeline.resolve.people import relation, same_initials
from pipeline.resolve.person_name import parse_person
from pipeline.resolve.spelling import same_but_for_a_slip, slip_keys, words

SOFTENED_FROM = 5  # letters from which a word's spelling is softened: short names are told apart by one letter
# Ways to write one sound, mostly in names from other alphabets: "Djamel" and "Jamel", "Mohammed" and "Mohamed".
_SOFTER = (
    (re.compile(r"([b-df-hj-np-tv-z])\1"), r"\1"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"^dj"), "j"),
    (re.compile(r"ou|w"), "u"),
    (re.compile(r"ck|kh|q"), "k"),
)


def join_people(clusters: list[Cluster]) -> list[Cluster]:
    """The persons of a corpus, each full name once; family names only where their context vouches for them.

    First the same words in any order, then other spellings without contradiction, then initials that only one person
    fits, then middle names and slips that the context speaks for, and last the family names.
    """
    clusters = join_equal(clusters, _authority_keys, always)
    clusters = join_equal(clusters, _word_keys, _same_words)
    clusters = join_equal(clusters, _spelling_keys, _no_contradiction)
    clusters = join_short(clusters, _initial_keys, _initialled_keys, _initials_of)
    clusters = join_short(clusters, _ends_keys, _ends_keys, _less_a_middle_name)
    clusters = join_equal(clusters, _slip_keys, _one_slip_apart)
    return join_short(clusters, _family_keys, _part_keys, _family_of)


def _form(cluster: Cluster) -> tuple[str, ...]:
    """The folded words of the cluster's longest name, given names first."""
    return max((_natural(name) for name, _ in cluster.names), key=lambda form: (len("".join(form)), form))


@lru_cache(maxsize=20_000)
def _natural(name: str) -> tuple[str, ...]:
    parts = parse_person(name)
    return (*words(parts.given or ""), *words(parts.family or "")) if parts.family else words(name)


@lru_cache(maxsize=20_000)
def _is_full(name: str) -> bool:
    """Whether a name has a given name that is written out, or a number, and more."""
    parts = parse_person(name)
    form = words(name)
    return len(form) > 1 and parts.given is not None and any(len(word) > 1 for word in words(parts.given))


def _full(cluster: Cluster) -> bool:
    return any(_is_full(name) for name, _ in cluster.names)


def _authority_keys(cluster: Cluster) -> Iterator[Hashable]:
    if cluster.authority_id is not None:
        yield cluster.authority_id


def _word_keys(cluster: Cluster) -> Iterator[Hashable]:
    """The words in any order; of a family name or initials alone, with what may vouch for them."""
    form = _form(cluster)
    if _full(cluster) or form in _mononyms():
        yield tuple(sorted(form))
    else:
        yield from ((*sorted(form), voucher) for voucher in _vouchers(cluster))


def _vouchers(cluster: Cluster) -> Iterator[Hashable]:
    """The organisations and the titles of a person."""
    yield from (("body", body) for body in cluster.bodies)
    yield from (("title", title) for title in cluster.titles)


def _spelling_keys(cluster: Cluster) -> Iterator[Hashable]:
    """``Abdel Aziz`` and ``Abdelaziz``; ``Mohammed`` and ``Mohamed``."""
    if _full(cluster):
        yield "".join(_form(cluster))
        yield tuple(sorted(_softened(word) for word in _form(cluster)))


@lru_cache(maxsize=20_000)
def _softened(word: str) -> str:
    if len(word) >= SOFTENED_FROM:
        for pattern, plain in _SOFTER:
            word = pattern.sub(plain, word)
    return word


def _initial_keys(cluster: Cluster) -> Iterator[Hashable]:
    """``J. Dupont``: asks for the persons of that family name whose name begins with that letter."""
    form = _form(cluster)
    if len(form) > 1 and len(form[0]) == 1:
        yield form[-1], form[0]


def _initialled_keys(cluster: Cluster) -> Iterator[Hashable]:
    form = _form(cluster)
    if _full(cluster):
        yield form[-1], form[0][0]


def _ends_keys(cluster: Cluster) -> Iterator[Hashable]:
    form = _form(cluster)
    if _full(cluster):
        yield form[0], form[-1]


def _slip_keys(cluster: Cluster) -> Iterator[Hashable]:
    form = _form(cluster)
    if _full(cluster):
        yield from ((i, form[:i], form[i + 1 :], key) for i, word in enumerate(form) for key in slip_keys(word))


def _family_keys(cluster: Cluster) -> Iterator[Hashable]:
    if not _full(cluster):
        yield from ((_form(cluster)[-1], voucher) for voucher in _vouchers(cluster))


def _part_keys(cluster: Cluster) -> Iterator[Hashable]:
    if _full(cluster):
        parts = set(_form(cluster)[1:])
        yield from ((word, voucher) for voucher in _vouchers(cluster) for word in parts)


def _no_contradiction(one: Cluster, other: Cluster) -> bool:
    """Neither gender, nor walk of life and country, nor the user's file tell two persons of one name apart."""
    if one.authority_id is not None and one.authority_id == other.authority_id:
        return True
    if other_authority(one, other) or len(one.genders | other.genders) > 1:
        return False
    apart = one.spheres and other.spheres and not one.spheres & other.spheres
    far = one.countries and other.countries and not one.countries & other.countries
    return not (apart and far and not one.bodies & other.bodies)


@cache
def _mononyms() -> frozenset[tuple[str, ...]]:
    return frozenset(words(name) for name in load("persons")["known"]["names"])


def _same_words(one: Cluster, other: Cluster) -> bool:
    """Full names want no contradiction; a family name or initials alone want a voucher or fame."""
    alone = not _full(one) and not _full(other) and _form(one) not in _mononyms()
    return _well_vouched(one, other) if alone else _no_contradiction(one, other)


def _initials_of(full: Cluster, short: Cluster) -> bool:
    return same_initials(_form(short), _form(full)) and _no_contradiction(full, short)


def _less_a_middle_name(full: Cluster, short: Cluster) -> bool:
    longer = len(_form(short)) < len(_form(full)) and set(_form(short)) < set(_form(full))
    return longer and _vouched(full, short)


def _one_slip_apart(one: Cluster, other: Cluster) -> bool:
    return same_but_for_a_slip(_form(one), _form(other)) and _vouched(one, other)


def _family_of(full: Cluster, short: Cluster) -> bool:
    return relation(_form(short), _form(full)) == "family_name" and _well_vouched(full, short)


def _vouched(one: Cluster, other: Cluster) -> bool:
    """An organisation or a title in common."""
    return bool(one.bodies & other.bodies or one.titles & other.titles) and _no_contradiction(one, other)


def _well_vouched(one: Cluster, other: Cluster) -> bool:
    """An organisation in common, or a title and a country."""
    title = one.titles & other.titles and one.countries & other.countries
    return bool(one.bodies & other.bodies or title) and _no_contradiction(one, other)
