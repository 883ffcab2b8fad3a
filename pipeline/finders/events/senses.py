"""What a word may tell: the trigger lexicon as an index from first words to senses."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, get_args

from pipeline.finders.events.inflection import Mood, noun_forms, verb_forms
from pipeline.lexicon.lexicon import load
from pipeline.records import EventKind
from pipeline.text import strip_accents

Strength = Literal["named", "plain", "certain", "weak", "phase", "echo"]

WORD = re.compile(r"\w+(?:-\w+)*|[%€$]")
TAIL_REACH = 5  # words that may stand between a verb and its tail: "donnera lundi à Thiès le coup d'envoi"
OBJECT_REACH = 14


@dataclass(frozen=True, slots=True)
class Sense:
    """One thing that a form tells: the kind of event, and what its sentence must hold for it."""

    kind: EventKind | None
    lemma: str
    mood: Mood
    strength: Strength
    rest: tuple[str, ...] = ()  # further words of a compound or a phrase
    objects: frozenset[str] = frozenset()
    reflexive: bool = False
    capital: bool = False  # "Euro", "CAN": only with the capital
    edge: Literal["first", "last"] | None = None  # a phase that begins or ends what it is a phase of
    echoes: frozenset[EventKind] = frozenset()  # the kinds that an echo can name again
    toll: bool = False  # what an accident or an attack has done: "a fait douze morts"
    person: bool = False  # somebody's name must stand in the sentence
    passive: bool = False  # only what is done to somebody: "a été arrêté", "arrêté à Oran"
    learnt: bool = False  # not of the lexicon: the events model takes the word for a trigger

    @property
    def verbal(self) -> bool:
        """The trigger is a form of a verb."""
        return self.mood != "noun"

    @property
    def precision(self) -> tuple[int, bool, bool]:
        """How much the sense asks for: of two that fit, the one that asks for more is meant."""
        return len(self.rest), self.reflexive, bool(self.objects) or self.passive


@cache
def senses() -> Mapping[str, tuple[Sense, ...]]:
    """Lower-case first word -> senses, those that ask for most first; of equals the first in the lexicon."""
    found: dict[str, dict[Sense, None]] = {}  # a set would give them in another order in each process
    for first, sense in _all_senses():
        found.setdefault(first, {})[sense] = None
    return {first: tuple(sorted(group, key=_rank)) for first, group in found.items()}


@cache
def acts() -> Mapping[str, str]:
    """Lemma -> the act that it tells; of a lemma that has no kin, the mapping has nothing."""
    return {lemma: act for act, lemmas in load("events")["acts"].items() for lemma in lemmas}


@cache
def bare_senses() -> Mapping[str, tuple[Sense, ...]]:
    """The same without accents, for words in capitals ("ELECTION"); nouns and participles alone."""
    found: dict[str, dict[Sense, None]] = {}
    for first, group in senses().items():
        kept = (sense for sense in group if sense.mood in {"noun", "participle"})
        found.setdefault(strip_accents(first), {}).update(dict.fromkeys(kept))
    return {first: tuple(sorted(group, key=_rank)) for first, group in found.items()}


def _rank(sense: Sense) -> tuple[Any, ...]:
    words, reflexive, objects = sense.precision
    return -words, not reflexive, not objects, sense.kind is None, sense.kind or "", sense.lemma, sense.mood


def _all_senses() -> Iterator[tuple[str, Sense]]:
    lexicon = load("events")
    parts = {entry["verb"]: entry["parts"] for entry in lexicon["conjugation"]}
    for kind in get_args(EventKind):
        for entry in lexicon[kind]:
            yield from _of_entry(kind, entry, entry.get("strength", "plain"), parts)
    for strength in ("phase", "echo"):
        for entry in lexicon[strength]:
            yield from _of_entry(None, entry, strength, parts)


def _of_entry(
    kind: EventKind | None, entry: Mapping[str, Any], strength: Strength, parts: Mapping[str, str]
) -> Iterator[tuple[str, Sense]]:
    asked = {
        "objects": frozenset(word.lower() for word in entry.get("object", ())),
        "passive": entry.get("voice") == "passive",
        "person": entry.get("who") == "person",
        "toll": entry.get("toll", False),
        "edge": entry.get("edge"),
        "echoes": frozenset(entry.get("of", ())),
    }
    for noun in entry.get("nouns", ()):
        capital = noun[0].isupper()
        forms = [split(noun)] if capital or entry.get("number") == "singular" else noun_forms(split(noun))
        for first, *rest in forms:
            yield first, Sense(kind, noun, "noun", strength, tuple(rest), capital=capital, **asked)
    for verb in entry.get("verbs", ()):
        words = split(verb)
        reflexive = words[0] in {"se", "s"}
        infinitive, *rest = words[1:] if reflexive else words
        for form, mood in verb_forms(infinitive, parts.get(infinitive)).items():
            if asked["passive"] and mood != "participle":
                continue
            yield form, Sense(kind, verb, mood, strength, tuple(rest), reflexive=reflexive, **asked)


def split(phrase: str) -> tuple[str, ...]:
    """A phrase cut into lower-case words, as pages are."""
    return tuple(WORD.findall(phrase.lower()))


def best_sense(options: Iterable[Sense], words: Sequence[str], i: int, first: int, last: int) -> Sense | None:
    """The most exacting sense that fits word ``i`` of a sentence, whose words are ``first`` to ``last``."""
    return next((sense for sense in options if _fits(sense, words, i, first, last)), None)


def _fits(sense: Sense, words: Sequence[str], i: int, first: int, last: int) -> bool:
    if sense.rest and not _has_rest(sense, words, i, last):
        return False
    if sense.reflexive and not _is_reflexive(words, i, first):
        return False
    return not sense.objects or not sense.objects.isdisjoint(_around(sense, words, i, first, last))


def _has_rest(sense: Sense, words: Sequence[str], i: int, last: int) -> bool:
    """A compound stands together; a verb's phrase may be a few words off."""
    n = len(sense.rest)
    gaps = range(1, 2 + (TAIL_REACH if sense.verbal else 0))
    return any(i + gap + n <= last and tuple(words[i + gap : i + gap + n]) == sense.rest for gap in gaps)


def _is_reflexive(words: Sequence[str], i: int, first: int) -> bool:
    """ "se" or "s'" shortly before the verb, not before another one."""
    before = words[max(first, i - 4) : i]
    return "se" in before or "s" in before


def _around(sense: Sense, words: Sequence[str], i: int, first: int, last: int) -> Sequence[str]:
    """The words in which the object stands: after an active verb; on both sides of nouns and participles."""
    after = words[i + 1 : min(last, i + 1 + OBJECT_REACH)]
    if sense.mood not in {"noun", "participle"}:
        return (
            [*words[max(first, i - 8) : i], *after]
            if sense.kind in {"appointment", "attack", "accident", "protest", "vote"}
            else after
        )
    return [*words[max(first, i - OBJECT_REACH) : i], *after]
