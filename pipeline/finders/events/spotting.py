"""How likely each word of a page is the one that tells an event, and of which kind, by the events model.

The lexicon says what a trigger may tell; the model has learnt from annotated texts which words a reader would mark, those
that the lexicon lacks among them ("a raccroché les crampons"), and tells the word that carries an event from later ones
that only come back to it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from pipeline.finders.events.candidates import Candidate, is_inside
from pipeline.finders.events.features import KINDS, read_words
from pipeline.finders.events.inflection import Mood
from pipeline.finders.events.parsing import Floats
from pipeline.finders.events.scene import Scene
from pipeline.finders.events.senses import Sense
from pipeline.finders.events.telling import Telling, triggers_of
from pipeline.records import EventKind
from pipeline.resources.events_model import EventsModel

if TYPE_CHECKING:
    from spacy.tokens import Token

POSSIBLE = 0.15  # the least chance of a trigger that the lexicon lacks
UNLIKELY = 0.02  # a trigger of the lexicon with a lesser chance is none
TRUST = 2.0  # what the lexicon's kind weighs against the logarithms of the model's chances
LEAST = 1e-3  # no kind is ruled out


@dataclass(frozen=True, slots=True)
class Reading:
    """Token -> the chance that it is the word that tells an event; token -> the chances of its kinds (``KINDS``)."""

    chance: Mapping[int, float]
    kinds: Mapping[int, Floats]


def spot(scene: Scene, candidates: Sequence[Candidate], model: EventsModel) -> Reading:
    """The model's reading of the words that could tell an event; the lexicon's candidates are part of what it reads."""
    words = read_words(scene, candidates, model.shorten_vectors, model.shorten_encoding)
    if not len(words.tokens):
        return Reading({}, {})
    tokens = words.tokens.tolist()
    chances = 1 - model.triggers.answer(words.matrix)[:, 0]
    asked = {candidate.token.i for candidate in candidates}
    rows = [i for i, token in enumerate(tokens) if chances[i] >= POSSIBLE or token in asked]
    kinds = model.kinds.answer(words.matrix[rows])
    return Reading(
        dict(zip(tokens, chances.tolist(), strict=True)), {tokens[i]: row for i, row in zip(rows, kinds, strict=True)}
    )


def weigh_triggers(scene: Scene, candidates: Sequence[Candidate], reading: Reading) -> list[Candidate]:
    """The lexicon's candidates that are not unlikely, and the words that the model alone takes for triggers, in text order."""
    asked = {candidate.token.i for candidate in candidates}
    likely = (token for token, chance in reading.chance.items() if chance >= POSSIBLE and token not in asked)
    kept = (candidate for candidate in candidates if _is_possible(candidate, reading))
    return sorted([*kept, *_learnt(scene, reading, likely)], key=lambda candidate: candidate.start)


def _is_possible(candidate: Candidate, reading: Reading) -> bool:
    """Phases and echoes tell no event of their own: they stay for what they say of another."""
    bare = candidate.sense.kind is None
    return bare or reading.chance.get(candidate.token.i, 1.0) >= UNLIKELY


def _learnt(scene: Scene, reading: Reading, tokens: Iterator[int]) -> Iterator[Candidate]:
    numbers = {start: i for i, start in enumerate(scene.starts)}
    for index in tokens:
        token = scene.page.doc[index]
        start, end = token.idx, token.idx + len(token)
        sentence = scene.page.sentence_at(start)
        number = numbers.get(start)
        if number is not None and not is_inside(scene, sentence, start, end):
            sense = Sense(KINDS[int(reading.kinds[index].argmax())], token.lower_, _mood(token), "plain", learnt=True)
            yield Candidate(sense, number, start, end, token, sentence)


def _mood(token: Token) -> Mood:
    if token.pos_ not in {"VERB", "AUX"}:
        return "noun"
    form, tense = token.morph.get("VerbForm"), token.morph.get("Tense")
    if "Inf" in form:
        return "infinitive"
    if "Part" in form:
        return "participle"
    return "future" if "Fut" in tense else "imperfect" if "Imp" in tense else "past" if "Past" in tense else "present"


def likely_kind(reading: Reading, group: Sequence[Telling]) -> EventKind:
    """The kind of what some tellings tell, by the model and, for triggers that it has, by the lexicon."""
    first = group[0]
    words = [word for word in triggers_of(group) if word.sense.strength != "phase"]
    rows = [reading.kinds[word.token.i] for word in words if word.token.i in reading.kinds]
    if not rows:
        return first.kind
    scores = np.log(np.array(rows) + LEAST).mean(axis=0)
    if not first.candidate.sense.learnt:
        scores[KINDS.index(first.kind)] += TRUST
    return KINDS[int(scores.argmax())]
