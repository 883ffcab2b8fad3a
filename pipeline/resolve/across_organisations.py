"""Which organisations of different documents are one."""

from __future__ import annotations

from collections.abc import Hashable, Iterator

from pipeline.resolve.cluster import Cluster, Node, other_authority
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
    clusters = join_equal(clusters, _name_keys, _same_name)
    clusters = join_equal(clusters, _body_keys, _agree)
    clusters = join_equal(clusters, _acronym_keys, _same_acronym)
    clusters = join_short(clusters, _acronym_keys, _given_acronym_keys, _acronym_of)
    clusters = join_short(clusters, _acronym_keys, _initials_keys, _initials_of)
    clusters = join_short(clusters, _name_keys, _alias_keys, _agree)
    return join_equal(clusters, _slip_keys, _one_slip_apart)


def _long_names(cluster: Cluster) -> list[str]:
    return sorted({node.entity.name for node in cluster.nodes if not acronym_like(node.entity.name)})


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
    yield from {core(node.entity.name) for node in cluster.nodes if len(acronym_key(node.entity.name)) >= SPOKEN}


def _alias_keys(cluster: Cluster) -> Iterator[Hashable]:
    """Former and second names that a document gives the organisation."""
    for node in cluster.nodes:
        aliases = {mention.name.text for mention in node.entity.mentions if mention.resolved_by == "alias"}
        yield from (_content(alias) for alias in sorted(aliases))


def body_of(node: Node) -> Body | None:
    """The body of the lexicon that a node is: by its name, or by its acronym and the country that its text is about."""
    name = node.entity.name
    if not acronym_like(name):
        return known_body(name)
    bodies = known_bodies(acronym_key(name))
    at_home = [body for body in bodies if body.country_code and body.country_code == node.about]
    fitting = at_home or [body for body in bodies if len(bodies) == 1]
    return fitting[0] if len(fitting) == 1 else None


def _body_keys(cluster: Cluster) -> Iterator[Hashable]:
    universal = (node for node in cluster.nodes if scope_of(node.entity.name) is None)
    yield from {body for node in universal if (body := body_of(node)) and body.one_of_its_name}


def _acronym_keys(cluster: Cluster) -> Iterator[Hashable]:
    """The acronym of a cluster that no long name is known of."""
    if not _long_names(cluster):
        yield from {acronym_key(node.entity.name) for node in cluster.nodes}


def _given_acronym_keys(cluster: Cluster) -> Iterator[Hashable]:
    """The acronyms that documents give a long name."""
    if _long_names(cluster):
        yield from {acronym_key(node.entity.acronym) for node in cluster.nodes if node.entity.acronym}


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
    scopes = {scope_of(node.entity.name) for cluster in (one, other) for node in cluster.nodes}
    if "local" in scopes:
        return bool(one.towns & other.towns) or not (one.towns or other.towns or one.codes ^ other.codes)
    if "national" in scopes:
        return bool(one.codes & other.codes or one.countries & other.countries) or not (
            one.countries or other.countries
        )
    return True


def _near(one: Cluster, other: Cluster) -> bool:
    """Documents that name a country in common."""
    return bool(one.countries & other.countries)


def _same_acronym(one: Cluster, other: Cluster) -> bool:
    """Two acronyms without long name: of one country, or telling by themselves and not told apart."""
    if not (_agree(one, other) and _same_seat(one, other)) or _bodies(one) != _bodies(other):
        return False
    key = acronym_key(one.nodes[0].entity.name)
    silent = not (one.countries and other.countries)
    return _near(one, other) or (silent and len(key) >= TELLING and len(known_bodies(key)) < 2)


def _bodies(cluster: Cluster) -> set[Body]:
    return {body for node in cluster.nodes if (body := body_of(node))}


def _acronym_of(full: Cluster, short: Cluster) -> bool:
    """A long name that a document gives an acronym, and that acronym elsewhere."""
    if not _agree(full, short) or (short.countries and full.codes and not full.codes & short.countries):
        return False
    key = acronym_key(short.nodes[0].entity.name)
    meant = _bodies(short) or set(known_bodies(key))
    if len(meant) == 1 and next(iter(meant)).one_of_its_name:
        return bool(meant & _bodies(full)) or _near(full, short)
    return _near(full, short) or (len(key) >= TELLING and len(meant) < 2)


def _initials_of(full: Cluster, short: Cluster) -> bool:
    """A long name with those initials in a document about the same country: only acronyms of four letters and more."""
    key = acronym_key(short.nodes[0].entity.name)
    return len(key) >= TELLING and not known_bodies(key) and _near(full, short) and _agree(full, short)


def _one_slip_apart(one: Cluster, other: Cluster) -> bool:
    forms = [{_content(name) for name in _long_names(cluster)} for cluster in (one, other)]
    slip = any(same_but_for_a_slip(a, b, least_for_slip(a)) for a in forms[0] for b in forms[1])
    return slip and _same_name(one, other)
