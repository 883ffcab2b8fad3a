"""How likely the tellings of one event are to be an event of the text, not background or a word that tells nothing.

A logistic model over what the tellings say, where they stand, and what the events model makes of their words. Its weights
(lexicon/event_weights.toml) are learnt from annotated texts by :mod:`pipeline.workshop.train_events`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from pipeline.finders.events.candidates import Candidate
from pipeline.finders.events.evidence import is_dated, is_general, is_named, strength_of
from pipeline.finders.events.features import KINDS
from pipeline.finders.events.scene import Scene
from pipeline.finders.events.spotting import Reading
from pipeline.finders.events.telling import Telling, owners, triggers_of
from pipeline.lexicon.lexicon import load
from pipeline.text import comparable

if TYPE_CHECKING:
    from spacy.tokens import Token

Group = Sequence[Telling]

THRESHOLD = 0.35
UNREAD = 0.05  # the chance of a word that the model does not read
LEAST = 1e-4  # of a chance
FEW = 4  # letters from which a word says something of its own
STEM = 5  # letters that forms of one word share
NEAR = 31  # days between an event and the publication
DEEP = 6  # governors between a trigger and the root of its sentence
BEFORE = 60  # characters
LONG_NAME = 4  # words
_INDEFINITE = re.compile(r"\b(?:un|une|d'un|d'une)\s(?:[\w-]+\s)?$", re.IGNORECASE)
_CIRCUMSTANCE = re.compile(  # lors de la signature, après la grève
    r"\b(?:lors|après|depuis|avant|suite|pendant|durant|à l'occasion|dès|jusqu'|en marge|à l'issue|au cours|face|malgré"
    r"|pour|afin|en vue|contre|dans le cadre|à cause|en raison|grâce)\b[^,;.]{0,28}$",
    re.IGNORECASE,
)
_HAS_HAPPENED = re.compile(r"\b(?:a|ont|est|sont)\s(?:été\s)?(?:\w+\s){0,2}$", re.IGNORECASE)


def chance(features: Mapping[str, float]) -> float:
    """The probability, between 0 and 1, that a reader would count what has these features."""
    weights: Mapping[str, float] = load("event_weights")["weights"]
    score = math.fsum(weights.get(name, 0.0) * value for name, value in features.items())
    return 1 / (1 + math.exp(-score))


def features_of(scene: Scene, reading: Reading, group: Group, groups: Sequence[Group]) -> dict[str, float]:
    """Name -> value, most between 0 and 1, of one of a page's groups of tellings."""
    candidates = [one.candidate for one in group]
    return {
        "bias": 1.0,
        f"kind {group[0].kind}": 1.0,
        **_of_triggers(scene, group, candidates),
        **_of_arguments(scene, group),
        **_of_standing(scene, candidates, len(groups)),
        **_of_syntax(scene, candidates),
        **_of_name(scene, group),
        **_of_reading(reading, group),
        "alone": float(_is_alone(group, groups)),
    }


def _of_triggers(scene: Scene, group: Group, candidates: Sequence[Candidate]) -> dict[str, float]:
    strengths = {strength_of(one) for one in group}
    word = _last_word(candidates[0])
    return {
        "certain": float("certain" in strengths),
        "named kind": float("named" in strengths),
        "plain": float("plain" in strengths),
        "named": float(any(is_named(scene, one) for one in group)),
        "noun": float(any(not one.verbal for one in candidates)),
        "imperfect": float(any(one.sense.mood == "imperfect" for one in candidates)),
        "participle": float(any(one.sense.mood == "participle" for one in candidates)),
        "helped": float(any(one.others for one in group)),
        "told twice": float(len(group) > 1),
        "repeated": float(scene.words.count(word) > 1),
        "general": float(all(is_general(scene, one) for one in group)),
        "once general": float(any(is_general(scene, one) for one in group)),
    }


def _of_arguments(scene: Scene, group: Group) -> dict[str, float]:
    dated = any(one.days.known for one in group)
    placed = any(one.place is not None for one in group)
    people = frozenset().union(*(owners(scene, one) for one in group))
    return {
        "dated": float(dated),
        "own date": float(any(is_dated(one) for one in group)),
        "near date": float(_is_near(scene, group)),
        "placed": float(placed),
        "participant": float(bool(people)),
        "participants": float(len(people) > 1),
        "nothing": float(not (dated or placed or people)),
        "arguments": min(3, dated + placed + min(2, len(people))) / 3,
    }


def _is_near(scene: Scene, group: Group) -> bool:
    """One of its days lies within a month of the publication."""
    published = scene.page.document.published
    days = (one.days.first or one.days.last for one in group)
    return published is not None and any(day and abs((day - published).days) <= NEAR for day in days)


def _of_standing(scene: Scene, candidates: Sequence[Candidate], events: int) -> dict[str, float]:
    sentences = scene.page.sentences
    first = min(one.sentence.index for one in candidates)
    return {
        "headline": float(any(one.sentence.zone == "headline" for one in candidates)),
        "lead": float(first <= 1),
        "position": first / len(sentences),
        "crowd": math.log(events),
    }


def _of_syntax(scene: Scene, candidates: Sequence[Candidate]) -> dict[str, float]:
    befores = [scene.before(one.sentence, one.start, BEFORE) for one in candidates]
    nouns = [before for one, before in zip(candidates, befores, strict=True) if not one.verbal]
    verbs = [before for one, before in zip(candidates, befores, strict=True) if one.verbal]
    depth = min(sum(1 for _ in islice(one.token.ancestors, DEEP)) for one in candidates)
    return {
        "indefinite": float(any(_INDEFINITE.search(before) for before in nouns)),
        "circumstance": float(all(_CIRCUMSTANCE.search(before) for before in befores)),
        "has happened": float(any(_HAS_HAPPENED.search(before) for before in verbs)),
        "root": float(any(one.token.dep_ == "ROOT" for one in candidates)),
        "conjunct": float(any(one.token.dep_ == "conj" for one in candidates)),
        "depth": depth / DEEP,
        "aimed at": float(all(_is_aimed_at(one.token) for one in candidates)),
    }


def _is_aimed_at(token: Token) -> bool:
    """What somebody wants or is able to do: "encourager la signature de contrats"."""
    return any("Inf" in governor.morph.get("VerbForm") for governor in islice(token.ancestors, DEEP))


def _of_name(scene: Scene, group: Group) -> dict[str, float]:
    """What the fullest name says, and how much of it the title says too."""
    name = max((one.name for one in group), key=len)
    title = _telling_words(scene.page.text[scene.page.sentences[0].start : scene.page.sentences[0].end])
    words = _telling_words(name)
    return {
        "long name": float(len(name.split()) >= LONG_NAME),
        "capital": float(any(word[0].isupper() for word in name.split()[1:])),
        "in title": len(words & title) / max(1, len(words)),
    }


def _of_reading(reading: Reading, group: Group) -> dict[str, float]:
    """What the events model thinks of the triggers."""
    words = triggers_of(group)
    chances = [reading.chance[word.token.i] for word in words if word.token.i in reading.chance] or [UNREAD]
    kind = KINDS.index(group[0].kind)
    best = min(max(*chances, LEAST), 1 - LEAST)
    return {
        "likely": max(chances),
        "log odds": math.log(best / (1 - best)),
        "likely in all": min(3.0, sum(chances)),
        "likely kind": max(
            (float(row[kind]) for word in words if (row := reading.kinds.get(word.token.i)) is not None), default=0.0
        ),
        "unread": float(not any(word.token.i in reading.chance for word in words)),
        "learnt": float(all(one.candidate.sense.learnt for one in group)),
        "partly learnt": float(any(one.candidate.sense.learnt for one in group)),
    }


@lru_cache(maxsize=64)  # the title is asked for with each group of a page
def _telling_words(text: str) -> frozenset[str]:
    return frozenset(word for word in comparable(text).split() if len(word) >= FEW)


def _last_word(candidate: Candidate) -> str:
    return candidate.sense.lemma.lower().split()[-1]


def _is_alone(group: Group, groups: Sequence[Group]) -> bool:
    """No other event is told in the sentence that tells it first."""
    first = min(one.candidate.sentence.index for one in group)
    return not any(
        other is not group and any(one.candidate.sentence.index == first for one in other) for other in groups
    )
