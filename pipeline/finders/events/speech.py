"""Who only speaks of an event, and which day is only the day of speaking."""

from __future__ import annotations

import re
from functools import cache

from pipeline.finders.events.inflection import verb_forms
from pipeline.finders.events.scene import Scene
from pipeline.finders.events.senses import split
from pipeline.lexicon.lexicon import alternation, load


@cache
def _saying() -> str:
    lexicon = load("events")
    parts = {entry["verb"]: entry["parts"] for entry in lexicon["conjugation"]}
    spoken = [split(verb)[0] for verb in lexicon["speech"]["verbs"] if split(verb)[0] not in {"se", "faire", "confier"}]
    forms = {
        form for verb in spoken for form, mood in verb_forms(verb, parts.get(verb)).items() if mood != "infinitive"
    }
    return alternation(forms)


@cache
def _day_after() -> re.Pattern[str]:
    """ "a annoncé vendredi", "a indiqué, ce mardi"."""
    return re.compile(rf"\b(?:{_saying()})(?:,?\s(?:ce|cet|le|la|hier|dès)\b)?,?\s*$", re.IGNORECASE)


@cache
def _name_after() -> re.Pattern[str]:
    """ "a annoncé le ministre X", "selon X", "a-t-on appris auprès de X"."""
    sources = alternation(load("events")["speech"]["sources"])
    return re.compile(rf"\b(?:(?:{_saying()})|(?:{sources}))\s(?:[\w'-]+\s?){{0,4}}$", re.IGNORECASE)


@cache
def _name_before() -> re.Pattern[str]:
    """ "X a annoncé", "X a par ailleurs indiqué", "X, ministre de la Santé, a déclaré"."""
    title = r"(?:,[^,.;:]{3,90},)?"
    return re.compile(
        rf"{title}\s*(?:s')?(?:(?:a|ont|avait|avaient|est)\s(?:\w+\s){{0,2}}?)?(?:{_saying()})\b", re.IGNORECASE
    )


def is_day_of_speaking(scene: Scene, start: int, first: int) -> bool:
    """The date that starts at ``start`` stands straight after a verb of saying; ``first``: where its sentence begins."""
    return _day_after().search(scene.page.shadow, max(first, start - 45), start) is not None


def only_speaks(scene: Scene, start: int, end: int, first: int) -> bool:
    """The name from ``start`` to ``end`` is who says it."""
    text = scene.page.shadow
    return (
        _name_before().match(text, end, end + 140) is not None
        or _name_after().search(text, max(first, start - 60), start) is not None
    )
