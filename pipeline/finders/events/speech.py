"""Who only speaks of an event, and which day is only the day of speaking."""

from __future__ import annotations

import re
from functools import cache

from pipeline.finders.events.inflection import verb_forms
from pipeline.finders.events.scene import Scene
from pipeline.finders.events.senses import split
from pipeline.lexicon.lexicon import alternation, load

_DAY = re.compile(
    r"(\w+)(?:,?\s(?:ce|cet|le|la|hier|dès))?,?\s*$", re.IGNORECASE
)  # a annoncé vendredi, a indiqué, ce mardi
_WORD = re.compile(r"\w+(?=\s)")
_UP_TO_NAME = re.compile(r"\s(?:[\w'-]+\s?){0,4}")  # a annoncé le ministre X


@cache
def _saying() -> frozenset[str]:
    """All forms of the verbs of saying but their infinitives."""
    lexicon = load("events")
    parts = {entry["verb"]: entry["parts"] for entry in lexicon["conjugation"]}
    spoken = [split(verb)[0] for verb in lexicon["speech"]["verbs"] if split(verb)[0] not in {"se", "faire", "confier"}]
    forms = (verb_forms(verb, parts.get(verb)).items() for verb in spoken)
    return frozenset(form for group in forms for form, mood in group if mood != "infinitive")


@cache
def _source() -> re.Pattern[str]:
    """ "selon X", "auprès de X"."""
    sources = alternation(load("events")["speech"]["sources"])
    return re.compile(rf"\b(?:{sources})\s(?:[\w'-]+\s?){{0,4}}$", re.IGNORECASE)


@cache
def _name_before() -> re.Pattern[str]:
    """ "X a annoncé", "X a par ailleurs indiqué", "X, ministre de la Santé, a déclaré"."""
    title = r"(?:,[^,.;:]{3,90},)?"
    return re.compile(
        rf"{title}\s*(?:s')?(?:(?:a|ont|avait|avaient|est)\s(?:\w+\s){{0,2}}?)?(?:{alternation(_saying())})\b",
        re.IGNORECASE,
    )


def is_day_of_speaking(scene: Scene, start: int, first: int) -> bool:
    """The date that starts at ``start`` stands straight after a verb of saying; ``first``: where its sentence begins."""
    day = _DAY.search(scene.page.shadow[max(first, start - 45) : start])
    return day is not None and day.group(1).lower() in _saying()


def only_speaks(scene: Scene, start: int, end: int, first: int) -> bool:
    """The name from ``start`` to ``end`` is who says it."""
    text = scene.page.shadow
    before = text[max(first, start - 60) : start]
    return (
        _name_before().match(text, end, end + 140) is not None
        or _source().search(before) is not None
        or any(
            word.group().lower() in _saying() and _UP_TO_NAME.fullmatch(before, word.end())
            for word in _WORD.finditer(before)
        )
    )
