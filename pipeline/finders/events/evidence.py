"""What a trigger asks for by its strength, and whether its sentence holds it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.finders.events.scene import Scene
from pipeline.finders.events.senses import Strength
from pipeline.finders.events.telling import Telling, triggers_of
from pipeline.records import EventKind

_REPORTED: frozenset[EventKind] = frozenset(
    {"accident", "attack", "competition", "ceremony", "death", "legal", "meeting", "other", "protest", "vote"}
)
_DOCUMENTS: frozenset[EventKind] = frozenset({"agreement", "adoption"})
NEAR = 45  # characters between a noun and the date that is its own
_GENERAL = re.compile(
    r"""\b(?:des|les|de|d'|ces|leurs|nos|ses|mes|vos|plusieurs|certaine?s|nombreu(?:x|ses)|différente?s|diverse?s|autres|multiples|sans|en|par|comme|aux?)\s?
        (?:[\w-]+\s)?$""",
    re.VERBOSE | re.IGNORECASE,
)


def is_event(scene: Scene, telling: Telling) -> bool:
    """The telling has what its trigger asks for."""
    strength = strength_of(telling)
    if strength == "echo":
        return True
    if telling.candidate.sense.person and not any(p.name.type == "person" for p in telling.participants):
        return False
    if telling.kind == "funding":
        return _has_money(scene, telling) or telling.days.known or bool(telling.participants)
    if strength == "named" and is_named(scene, telling):
        return True
    if strength == "certain" or (scene.brief and telling.kind in _REPORTED):
        told = scene.brief and strength == "certain"
        return told or not is_general(scene, telling) or _is_placed(telling)
    if strength == "weak":
        placed = telling.place is not None or _is_main(telling)
        return is_dated(telling) or (placed and bool(telling.participants))
    return _is_placed(telling) or bool(telling.participants)


def is_document(scene: Scene, group: Sequence[Telling]) -> bool:
    """ "la Convention sur les armes chimiques": what was once signed or adopted is a thing.

    It is an event where its day is told, or a verb of its kind tells it ("l'Accord de Thiès a été signé").
    """
    first = group[0]
    words = triggers_of(group)
    acted = any(word.verbal and word.sense.kind == first.kind for word in words)
    dated = any(is_dated(one) for one in group)
    named = not first.candidate.verbal and is_named(scene, first)
    return first.kind in _DOCUMENTS and named and not dated and not acted


def strength_of(telling: Telling) -> Strength:
    """The trigger's own, or that of a verb of the same kind that tells the event with it ("prix … décerné")."""
    own = telling.candidate.sense.strength
    if own != "weak":
        return own
    helped = any(o.sense.kind == telling.kind and o.sense.strength in {"plain", "certain"} for o in telling.others)
    return "plain" if helped else own


def _has_money(scene: Scene, telling: Telling) -> bool:
    figures = scene.figures.get(telling.candidate.sentence.index, ())
    return any(figure.quantity.kind == "money" for figure in figures)


def is_dated(telling: Telling) -> bool:
    """Its own clause tells the day; a noun's stands close to it."""
    date = telling.days.date
    if date is None:
        return False
    words = (telling.candidate, *telling.others)
    return any(one.verbal or max(date.start - one.end, one.start - date.end) < NEAR for one in words)


def _is_main(telling: Telling) -> bool:
    """What its sentence says: the main verb, told as a fact ("Atlas Coton rachète une filature")."""
    candidate = telling.candidate
    return candidate.verbal and candidate.sense.mood != "infinitive" and candidate.token.dep_ == "ROOT"


def _is_placed(telling: Telling) -> bool:
    return telling.days.known or telling.place is not None


def is_general(scene: Scene, telling: Telling) -> bool:
    """ "des accidents", "les attentats": a plural of things that happen, not one that did."""
    candidate = telling.candidate
    if candidate.verbal or telling.kind == "vote" or not candidate.token.text.lower().endswith(("s", "x")):
        return False
    before = scene.before(candidate.sentence, candidate.start, 30)
    return _GENERAL.search(before) is not None


def is_named(scene: Scene, telling: Telling) -> bool:
    """A capital inside the sentence, or an edition's number before it."""
    candidate, text = telling.candidate, scene.page.shadow
    inside = candidate.start > candidate.sentence.start and text[candidate.start].isupper()
    edition = re.search(r"\b\d{1,3}(?:e|ème|ère|re|ième)s?\s$", text[max(0, candidate.start - 8) : candidate.start])
    return inside or edition is not None
