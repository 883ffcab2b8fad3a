"""What is joined across documents: entities with their context, and the clusters that they grow into."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from pipeline.lexicon.lexicon import load
from pipeline.records import Entity, Name, Role
from pipeline.resolve.organisation_facts import core
from pipeline.resolve.places import dominant_country
from pipeline.resolve.spelling import acronym_key
from pipeline.text import comparable


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """An entity of one document with what the document says around it.

    ``about`` is the country that the document is about; ``countries`` all that it names; ``towns`` its towns. For
    persons, ``titles`` are the folded titles of their roles, ``bodies`` the organisations of these, ``spheres`` the
    walks of life that the titles belong to.
    """

    document_id: str
    position: int
    entity: Entity
    about: str | None = None
    countries: frozenset[str] = frozenset()
    towns: frozenset[str] = frozenset()
    titles: frozenset[str] = frozenset()
    bodies: frozenset[str] = frozenset()
    spheres: frozenset[str] = frozenset()

    @property
    def order(self) -> tuple[str, int]:
        """Where the node stands in the corpus, whatever the order in which it came."""
        return self.document_id, self.position


def read_nodes(document_id: str, entities: Sequence[Entity], roles: Sequence[Role]) -> Iterator[Node]:
    """The nodes of one document."""
    places = [entity for entity in entities if entity.type == "place"]
    countries = frozenset(entity.country_code for entity in entities if entity.country_code)
    towns = frozenset(comparable(place.name) for place in places if place.kind == "city")
    about = dominant_country(places)
    owner: dict[Name | None, int] = {
        mention.name: at for at, entity in enumerate(entities) for mention in entity.mentions
    }
    held: dict[int, list[Role]] = {}
    for role in roles:
        if role.person in owner:
            held.setdefault(owner[role.person], []).append(role)
    for at, entity in enumerate(entities):
        mine = held.get(at, [])
        bodies = (
            entities[owner[r.organisation]] for r in mine if r.organisation is not None and r.organisation in owner
        )
        titles = frozenset(comparable(role.title) for role in mine)
        yield Node(
            document_id=document_id,
            position=at,
            entity=entity,
            about=about,
            countries=countries,
            towns=towns,
            titles=titles,
            bodies=frozenset(key for body in bodies for key in body_keys(body)),
            spheres=frozenset(sphere for title in titles for sphere in _spheres_of(title)),
        )


def body_keys(body: Entity) -> Iterator[str]:
    """The keys by which an organisation is recognised in somebody's context."""
    yield " ".join(core(body.name))
    if body.acronym:
        yield acronym_key(body.acronym)


@cache
def _spheres() -> dict[str, str]:
    return {comparable(head): sphere for sphere, group in load("spheres").items() for head in group["heads"]}


def _spheres_of(title: str) -> Iterator[str]:
    """The walks of life of the heads that open a folded title, qualifiers such as "ancien" left aside."""
    words = title.split()
    for start in range(min(2, len(words))):
        for end in range(start + 1, min(start + 4, len(words) + 1)):
            sphere = _spheres().get(" ".join(words[start:end]))
            if sphere:
                yield sphere


@dataclass(slots=True, eq=False)
class Cluster:
    """Nodes found to be one thing, with the sum of their contexts.

    ``names`` are the distinct names, each with the country that its text is about, so that nothing need be asked of a
    thousand nodes; ``acronyms`` and ``aliases`` are what documents give beside them. ``order`` is the place in the
    corpus of the first node; ``into`` is set once another cluster has taken this one in.
    """

    nodes: list[Node]
    order: tuple[str, int]
    authority_id: str | None = None
    into: Cluster | None = None
    names: set[tuple[str, str | None]] = field(default_factory=set)
    acronyms: set[str] = field(default_factory=set)
    aliases: set[str] = field(default_factory=set)
    genders: set[str] = field(default_factory=set)
    codes: set[str] = field(default_factory=set)
    countries: set[str] = field(default_factory=set)
    towns: set[str] = field(default_factory=set)
    titles: set[str] = field(default_factory=set)
    bodies: set[str] = field(default_factory=set)
    spheres: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, node: Node, authority_id: str | None = None) -> Cluster:
        """A cluster of one node."""
        entity = node.entity
        return cls(
            nodes=[node],
            order=node.order,
            authority_id=authority_id,
            names={(entity.name, node.about)},
            acronyms={entity.acronym} if entity.acronym else set(),
            aliases={mention.name.text for mention in entity.mentions if mention.resolved_by == "alias"},
            genders={entity.gender} if entity.gender else set(),
            codes={entity.country_code} if entity.country_code else set(),
            countries=set(node.countries),
            towns=set(node.towns),
            titles=set(node.titles),
            bodies=set(node.bodies),
            spheres=set(node.spheres),
        )

    def root(self) -> Cluster:
        """The cluster that this one is part of now."""
        cluster = self
        while cluster.into is not None:
            cluster = cluster.into
        return cluster

    def _take(self, other: Cluster) -> None:
        self.nodes += other.nodes
        self.order = min(self.order, other.order)
        self.authority_id = self.authority_id or other.authority_id
        for name in _SUMS:
            getattr(self, name).update(getattr(other, name))
        other.into = self


_SUMS = ("names", "acronyms", "aliases", "genders", "codes", "countries", "towns", "titles", "bodies", "spheres")


def unite(one: Cluster, other: Cluster) -> Cluster:
    """Make one cluster of two root clusters: the larger takes in the smaller and is given back."""
    large, small = (one, other) if len(one.nodes) >= len(other.nodes) else (other, one)
    large._take(small)
    return large


def shared(one: Cluster, other: Cluster) -> int:
    """How much two contexts have in common: an organisation or a title counts more than a country."""
    return (
        4 * len(one.bodies & other.bodies) + 2 * len(one.titles & other.titles) + len(one.countries & other.countries)
    )


def other_authority(one: Cluster, other: Cluster) -> bool:
    """Whether the user's file says that two clusters are two things."""
    return None not in (one.authority_id, other.authority_id) and one.authority_id != other.authority_id
