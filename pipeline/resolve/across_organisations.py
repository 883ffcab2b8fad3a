"""Which organisations of different documents are one."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator

from pipeline.resolve.cluster import Cluster, other_authority
from pipeline.resolve.cluster_joins import always, join_equal, join_short
from pipeline.resolve.organisation_facts import (
    Body,
    acronym_like,
    core,
    known_bodies,
    known_body,
    least_for_slip,
    scope_of,
)
from pipeline.resolve.spelling import SMALL_WORDS, acronym_key, same_but_for_a_slip, slip_keys

SPOKEN = 6  # letters from which a name in capitals may be a word
TELLING = 4  # letters from which an acronym tells by itself that one body is meant


def join_organisations(clusters: list[Cluster]) -> list[Cluster]:
    """The organisations of a corpus: long names first, then acronyms to the one long name that each stands for."""
    clusters = join_equal(clusters, _authority_keys, always)
    clusters = join_equal(clusters, _seated_name_keys, _same_name)
    clusters = join_equal(clusters, _body_keys, _agree)
    clusters = join_equal(clusters, _seated_acronym_keys, _same_acronym)
    clusters = join_short(clusters, _acronym_keys, _given_acronym_keys, _acronym_of)
    clusters = join_short(clusters, _acronym_keys, _initials_keys, _initials_of)
    clusters = join_short(clusters, _name_keys, _alias_keys, _agree)
    return join_equal(clusters, _slip_keys, _one_slip_apart)


def _names(cluster: Cluster) -> set[str]:
    return {name for name, _ in cluster.names}


def _long_names(cluster: Cluster) -> set[str]:
    return {name for name, _ in cluster.names if not acronym_like(name)}


def _content(name: str) -> tuple[str, ...]:
    """The words that tell a name: its core less small words, where two are left."""
    bare = core(name)
    content = tuple(word for word in bare if word not in SMALL_WORDS)
    return content if len(content) > 1 else bare


def _authority_keys(cluster: Cluster) -> Iterator[Hashable]:
    if cluster.authority_id is not None:
        yield cluster.authority_id


def _name_keys(cluster: Cluster) -> Iterator[Hashable]:
    """The content of long names, and of names in capitals that may be no acronyms: ``VALMOREC``."""
    yield from {_content(name) for name in _long_names(cluster)}
    yield from {core(name) for name in _names(cluster) if len(acronym_key(name)) >= SPOKEN}


def _seated_name_keys(cluster: Cluster) -> Iterator[Hashable]:
    """The same, with the country or town of names that each country or town has of its own."""
    for name in _names(cluster):
        if not acronym_like(name) or len(acronym_key(name)) >= SPOKEN:
            content = core(name) if acronym_like(name) else _content(name)
            yield from ((content, seat) for seat in _seats(cluster, name))


def _seats(cluster: Cluster, name: str) -> Iterable[str | None]:
    """Where the body of that name sits, as far as its documents tell; a single null where the name needs no seat."""
    scope = scope_of(name)
    if scope == "local":
        return cluster.towns or cluster.codes or {None}
    if scope == "national":
        return cluster.countries or {None}
    return {None}


def _alias_keys(cluster: Cluster) -> Iterator[Hashable]:
    """Former and second names that a document gives the organisation."""
    yield from {_content(alias) for alias in cluster.aliases}


def body_of(name: str, about: str | None) -> Body | None:
    """The body of the lexicon that a name means, or an acronym in a text about that country."""
    if not acronym_like(name):
        return known_body(name)
    bodies = known_bodies(acronym_key(name))
    at_home = [body for body in bodies if body.country_code and body.country_code == about]
    fitting = at_home or (list(bodies) if len(bodies) == 1 else [])
    return fitting[0] if len(fitting) == 1 else None


def _bodies(cluster: Cluster) -> set[Body]:
    return {body for name, about in cluster.names if (body := body_of(name, about))}


def _body_keys(cluster: Cluster) -> Iterator[Hashable]:
    universal = ((name, about) for name, about in cluster.names if scope_of(name) is None)
    yield from {body for name, about in universal if (body := body_of(name, about)) and body.one_of_its_name}


def _acronym_keys(cluster: Cluster) -> Iterator[Hashable]:
    """The acronym of a cluster that no long name is known of."""
    if not _long_names(cluster):
        yield from {acronym_key(name) for name in _names(cluster)}


def _seated_acronym_keys(cluster: Cluster) -> Iterator[Hashable]:
    """The same, with the town or country where the acronym tells too little by itself."""
    for name in _names(cluster) if not _long_names(cluster) else ():
        key = acronym_key(name)
        if scope_of(name) == "local":
            yield from ((key, seat) for seat in _seats(cluster, name))
        elif _telling(key):
            yield key
        else:
            yield from ((key, country) for country in cluster.countries)


def _telling(acronym: str) -> bool:
    return len(acronym) >= TELLING and len(known_bodies(acronym)) < 2


def _given_acronym_keys(cluster: Cluster) -> Iterator[Hashable]:
    """The acronyms that documents give a long name."""
    if _long_names(cluster):
        yield from {acronym_key(acronym) for acronym in cluster.acronyms}


def _initials_keys(cluster: Cluster) -> Iterator[Hashable]:
    """The initials of a long name, of its content words and of all."""
    for name in _long_names(cluster):
        bare = core(name)
        content = [word for word in bare if word not in SMALL_WORDS]
        yield from {"".join(word[0] for word in form) for form in (bare, content) if len(form) > 2}


def _slip_keys(cluster: Cluster) -> Iterator[Hashable]:
    for name in _long_names(cluster):
        form = _content(name)
        for i, word in enumerate(form if len(form) > 1 else ()):
            yield from ((form[:i], form[i + 1 :], key) for key in slip_keys(word, least_for_slip(form)))


def _agree(one: Cluster, other: Cluster) -> bool:
    """Neither the user's file nor two countries tell them apart."""
    if one.authority_id is not None and one.authority_id == other.authority_id:
        return True
    return not other_authority(one, other) and not (one.codes and other.codes and not one.codes & other.codes)


def _same_name(one: Cluster, other: Cluster) -> bool:
    """The same name means one body, unless each country or each town has its own: then the place must be the same."""
    return _agree(one, other) and _same_seat(one, other)


def _same_seat(one: Cluster, other: Cluster) -> bool:
    """What each town or country has of its own is one where the town or country is."""
    scopes = {scope_of(name) for name in _names(one) | _names(other)}
    if "local" in scopes:
        return bool(one.towns & other.towns) or not (one.towns or other.towns or one.codes ^ other.codes)
    if "national" in scopes:
        return _near(one, other) or not (one.countries or other.countries)
    return True


def _near(one: Cluster, other: Cluster) -> bool:
    """Documents that name a country in common."""
    return bool(one.countries & other.countries)


def _same_acronym(one: Cluster, other: Cluster) -> bool:
    """Two acronyms without long name: of one country, or telling by themselves and not told apart."""
    if not (_agree(one, other) and _same_seat(one, other)) or _bodies(one) != _bodies(other):
        return False
    silent = not (one.countries and other.countries)
    return _near(one, other) or (silent and _telling(_acronym(one)))


def _acronym(cluster: Cluster) -> str:
    return min(acronym_key(name) for name in _names(cluster))


def _acronym_of(full: Cluster, short: Cluster) -> bool:
    """A long name that a document gives an acronym, and that acronym elsewhere."""
    if not _agree(full, short) or (short.countries and full.codes and not full.codes & short.countries):
        return False
    meant = _bodies(short) or set(known_bodies(_acronym(short)))
    if len(meant) == 1 and next(iter(meant)).one_of_its_name:
        return bool(meant & _bodies(full)) or _near(full, short)
    return _near(full, short) or (len(_acronym(short)) >= TELLING and len(meant) < 2)


def _initials_of(full: Cluster, short: Cluster) -> bool:
    """A long name with those initials in a document about the same country: only acronyms of four letters and more."""
    key = _acronym(short)
    return len(key) >= TELLING and not known_bodies(key) and _near(full, short) and _agree(full, short)


def _one_slip_apart(one: Cluster, other: Cluster) -> bool:
    forms = [{_content(name) for name in _long_names(cluster)} for cluster in (one, other)]
    slip = any(same_but_for_a_slip(a, b, least_for_slip(a)) for a in forms[0] for b in forms[1])
    return slip and _same_name(one, other)
