"""Readable ids for the entities of a corpus, made from their content alone."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

from pipeline.records import CorpusEntity
from pipeline.text import slug

DIGEST = 8  # hexadecimal digits


def assign_ids(entities: Sequence[CorpusEntity]) -> list[CorpusEntity]:
    """The entities with ids: the user's own, else the slug of the name.

    Where several share a slug, each gets what tells them apart as a suffix: country, else sort, else both, else a
    digest of its members. Ids are unique over all types.
    """
    taken = {entity.authority_id for entity in entities if entity.authority_id}
    namesakes: dict[str, list[CorpusEntity]] = defaultdict(list)
    for entity in entities:
        if not entity.authority_id:
            namesakes[slug(entity.name)].append(entity)
    named = [replace(entity, entity_id=entity.authority_id) for entity in entities if entity.authority_id]
    for base in sorted(namesakes):
        named += _name_group(base, namesakes[base], crowded=base in taken)
    return _unique(named)


def _name_group(base: str, group: Sequence[CorpusEntity], *, crowded: bool) -> list[CorpusEntity]:
    if len(group) == 1 and not crowded:
        return [replace(group[0], entity_id=base)]
    for label in (_country, _sort, _country_and_sort):
        labels = [label(entity) for entity in group]
        if all(labels) and len(set(labels)) == len(labels):
            return [replace(entity, entity_id=f"{base}-{text}") for entity, text in zip(group, labels, strict=True)]
    return [replace(entity, entity_id=f"{base}-{_digest(entity)}") for entity in group]


def _country(entity: CorpusEntity) -> str:
    return (entity.country_code or "").lower()


def _sort(entity: CorpusEntity) -> str:
    kind = None if entity.kind == "other" else entity.kind
    return (kind or entity.type).replace("_", "-")


def _country_and_sort(entity: CorpusEntity) -> str:
    return "-".join(filter(None, (_country(entity), _sort(entity))))


def _digest(entity: CorpusEntity) -> str:
    members = sorted(f"{member.document_id}\t{member.position}" for member in entity.members)
    return hashlib.sha256("\n".join(members).encode()).hexdigest()[:DIGEST]


def _unique(entities: Sequence[CorpusEntity]) -> list[CorpusEntity]:
    """The entities, those whose suffixed id is another's own id told apart by their digest."""
    counts = Counter(entity.entity_id for entity in entities)
    return [
        entity
        if counts[entity.entity_id] == 1 or entity.authority_id
        else replace(entity, entity_id=f"{entity.entity_id}-{_digest(entity)}")
        for entity in entities
    ]
