"""Who is who across documents: the entities of a corpus, each once, under readable ids."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import TypeVar

from pipeline.records import CorpusEntity, Entity, EntityType, Member, ResolvedBy, Role
from pipeline.resolve.across_organisations import join_organisations
from pipeline.resolve.across_people import join_people
from pipeline.resolve.authority import Authority
from pipeline.resolve.cluster import Cluster, Node, read_nodes
from pipeline.resolve.cluster_joins import join_equal
from pipeline.resolve.entity_ids import assign_ids
from pipeline.resolve.organisation_facts import acronym_like, name_words
from pipeline.resolve.people import fullness, relation
from pipeline.resolve.spelling import words
from pipeline.resources.gazetteer import place_key, without_article

T = TypeVar("T")


def resolve_corpus(
    documents: Iterable[tuple[str, tuple[Entity, ...], tuple[Role, ...]]], authority: Authority | None = None
) -> tuple[CorpusEntity, ...]:
    """The persons, organisations and places of a corpus, sorted by type and id.

    ``documents`` holds an id, the entities and the roles of each document, in any order: the result is the same.
    Every entity of every document is a member of exactly one result, with the rule that ties it there. ``authority``
    fixes ids and names. Nothing is joined by a family name or an ambiguous acronym alone.
    """
    known = authority or Authority()
    clusters: dict[EntityType, list[Cluster]] = {"person": [], "organisation": [], "place": []}
    for document_id, entities, roles in documents:
        for node in read_nodes(document_id, entities, roles):
            entry = known.find(node.entity.type, _known_names(node.entity))
            cluster = Cluster.of(node, entry.authority_id if entry else None)
            clusters[node.entity.type].append(cluster)
    joined = [
        *join_people(clusters["person"]),
        *join_organisations(clusters["organisation"]),
        *_join_places(clusters["place"]),
    ]
    names = {entry.authority_id: entry.name for entry in known.entries}
    resolved = assign_ids([_corpus_entity(cluster, names) for cluster in joined])
    return tuple(sorted(resolved, key=lambda entity: (entity.type, entity.entity_id)))


def _known_names(entity: Entity) -> Iterator[str]:
    """The names of an entity that a user's file may have; a family name alone is none."""
    yield entity.name
    if entity.acronym:
        yield entity.acronym
    yield from (mention.name.text for mention in entity.mentions if mention.resolved_by == "alias")


def _join_places(clusters: list[Cluster]) -> list[Cluster]:
    return join_equal(clusters, _place_keys, lambda one, other: one.authority_id == other.authority_id)


def _place_keys(cluster: Cluster) -> Iterator[Hashable]:
    """The gazetteer's id, else name, sort and country, the document's own where the place tells none."""
    place, about = cluster.nodes[0].entity, cluster.nodes[0].about
    name = without_article(place_key(place.name))
    yield cluster.authority_id or place.geonames or (name, place.kind == "region", place.country_code or about)


def _corpus_entity(cluster: Cluster, names: dict[str, str]) -> CorpusEntity:
    nodes = sorted(cluster.nodes, key=lambda node: node.order)
    entities = [node.entity for node in nodes]
    best = _best_named(entities)
    name = names.get(cluster.authority_id, best.name) if cluster.authority_id else best.name
    located = next((entity for entity in entities if entity.latitude is not None), best)
    return CorpusEntity(
        entity_id="",
        type=best.type,
        name=name,
        members=tuple(_member(node, best, cluster.authority_id) for node in nodes),
        acronym=_most_frequent(_acronyms(entities, name)),
        given_name=best.given_name,
        family_name=best.family_name,
        gender=_most_frequent(entity.gender for entity in entities),
        kind=_most_frequent(entity.kind for entity in entities if entity.kind != "other") or best.kind,
        country_code=_most_frequent(entity.country_code for entity in entities),
        latitude=located.latitude,
        longitude=located.longitude,
        geonames=_most_frequent(entity.geonames for entity in entities),
        authority_id=cluster.authority_id,
    )


def _acronyms(entities: Sequence[Entity], name: str) -> Iterator[str | None]:
    """The acronyms of an organisation that is known by a longer name."""
    for entity in entities if entities[0].type == "organisation" else ():
        yield entity.acronym
        if acronym_like(entity.name) and entity.name != name:
            yield entity.name


def _best_named(entities: Sequence[Entity]) -> Entity:
    """The entity with the fullest name; among equals the most frequent spelling, then the one with most accents."""
    counts = Counter(entity.name for entity in entities)
    rank = _RANKS[entities[0].type]

    def order(entity: Entity) -> tuple[tuple[int, ...], int, bool, int, str]:
        accents = sum(not c.isascii() for c in entity.name)
        return rank(entity.name), counts[entity.name], entity.name[:1].isupper(), accents, entity.name

    return max(entities, key=order)


def _person_rank(name: str) -> tuple[int, ...]:
    return fullness(name)[:2]


def _organisation_rank(name: str) -> tuple[int, ...]:
    return not acronym_like(name), not name.isupper(), len(name_words(name))


def _place_rank(name: str) -> tuple[int, ...]:
    return (not name.isupper(),)


_RANKS: dict[EntityType, Callable[[str], tuple[int, ...]]] = {
    "person": _person_rank,
    "organisation": _organisation_rank,
    "place": _place_rank,
}


def _member(node: Node, best: Entity, authority_id: str | None) -> Member:
    rule = "authority" if authority_id else _rule(node.entity, best)
    return Member(document_id=node.document_id, position=node.position, merged_by=rule)


def _rule(entity: Entity, best: Entity) -> ResolvedBy:
    """The rule that ties an entity's name to the name of the whole."""
    if entity.type == "place":
        return "gazetteer" if any(mention.resolved_by == "gazetteer" for mention in entity.mentions) else "full_name"
    if entity.type == "person":
        return relation(words(entity.name), words(best.name)) or "variant"
    if name_words(entity.name) == name_words(best.name):
        return "full_name"
    return "acronym" if acronym_like(entity.name) else "variant"


def _most_frequent(values: Iterable[T | None]) -> T | None:
    """The most frequent value that is not null, the smallest among equals."""
    counts = Counter(value for value in values if value is not None)
    return min(counts, key=lambda value: (-counts[value], str(value)), default=None)
