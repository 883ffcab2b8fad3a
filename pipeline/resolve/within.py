"""Who is who within one document: its names, grouped into entities."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.records import Entity, Name, Role
from pipeline.resolve.organisations import resolve_organisations
from pipeline.resolve.people import resolve_people
from pipeline.resolve.places import dominant_country, resolve_places
from pipeline.text import shadow


def resolve_document(
    page_text: str, names: Sequence[Name], roles: Sequence[Role], *, country: str | None = None
) -> tuple[Entity, ...]:
    """The persons, organisations and places that the names of one document name, by first mention.

    Every name stands in exactly one entity, as a mention with the rule that tied it there. ``roles`` are the
    document's own; ``country`` is the ISO 3166-1 alpha-2 code of its country where that is known. Pure.
    """
    text = shadow(page_text)
    unique = sorted(set(names), key=lambda name: (name.start, name.end, name.type))
    places = resolve_places(text, [name for name in unique if name.type == "place"], country)
    about = dominant_country(places, country)
    people = resolve_people(text, [name for name in unique if name.type == "person"], roles)
    bodies = resolve_organisations(text, [name for name in unique if name.type == "organisation"], about)
    return tuple(sorted((*people, *bodies, *places), key=_first_mention))


def _first_mention(entity: Entity) -> tuple[int, int, str]:
    first = entity.mentions[0].name
    return first.start, first.end, entity.type
