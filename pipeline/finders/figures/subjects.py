"""The subject of the verb that a figure hangs on, as a noun phrase."""

from __future__ import annotations

from pipeline.finders.figures.phrases import Phrase, phrase_at
from pipeline.finders.figures.tokens import NOMINAL, Tokens


def subject(tokens: Tokens, start: int) -> Phrase | None:
    """The subject of the verb that the figure hangs on; of a relative clause, its antecedent."""
    i = predicate(tokens, start)
    return _subject_of(tokens, i) if i < len(tokens) else None


def predicate(tokens: Tokens, start: int) -> int:
    """The verb that the figure hangs on, or the noun that stands for one; as far as eight steps up lead."""
    i = tokens.first_from(start)
    for _ in range(8):
        if i >= len(tokens) or tokens.tags[i] in {"VERB", "AUX"} or i in tokens.bearers or tokens.heads[i] == i:
            break  # a noun that bears a subject is the predicate of "être": "le chômage est en hausse de 2 %"
        i = tokens.heads[i]
    return i


def _subject_of(tokens: Tokens, verb: int) -> Phrase | None:
    sentence = tokens.page.sentence_at(tokens.starts[verb]).start
    for _ in range(3):
        bearers = _bearers(tokens, verb)
        if bearers:
            return _as_phrase(tokens, bearers[0], verb)
        if tokens.deps[verb] in {"acl:relcl", "acl"} and tokens.tags[tokens.heads[verb]] in NOMINAL:
            return phrase_at(tokens, tokens.heads[verb])
        patient = _patient(tokens, verb)
        if patient is not None:
            return phrase_at(tokens, patient)
        if tokens.heads[verb] == verb or tokens.starts[tokens.heads[verb]] < sentence:
            return None
        verb = tokens.heads[verb]
    return None


def _patient(tokens: Tokens, verb: int) -> int | None:
    """Who is made to do what an infinitive says: "conduit les déficits à se réduire de 2 points"."""
    if tokens.deps[verb] != "xcomp":
        return None
    governor = tokens.heads[verb]
    between = range(governor + 1, min(verb, governor + 12))
    return next((j for j in between if tokens.heads[j] == governor and tokens.deps[j] == "obj"), None)


def _bearers(tokens: Tokens, verb: int) -> list[int]:
    """The subjects of a verb, nouns before pronouns: "le bilan, lui, est revu à 12 morts"."""
    found = [j for j in tokens.bearers.get(verb, ()) if verb - 40 <= j < verb + 12]
    return sorted(found, key=lambda j: tokens.tags[j] not in NOMINAL)


def _as_phrase(tokens: Tokens, j: int, verb: int) -> Phrase | None:
    if tokens.tags[j] in NOMINAL:
        begin = j
        while begin > 0 and tokens.tags[begin - 1] == "ADJ" and tokens.joined(begin):
            begin -= 1
        return phrase_at(tokens, begin)
    if tokens.words[j] in {"qui", "lequel", "laquelle"} and tokens.tags[tokens.heads[verb]] in NOMINAL:
        return phrase_at(tokens, tokens.heads[verb])
    if tokens.words[j] in {"il", "elle", "ils", "elles", "celui-ci", "celle-ci", "ce", "c'", "cela"}:
        return _antecedent(tokens, j)
    return None


def _antecedent(tokens: Tokens, pronoun: int) -> Phrase | None:
    """The subject noun before a pronoun, of its number and gender where the model knows them."""
    if tokens.words[pronoun] in {"ce", "c'", "cela"}:
        return None
    ours = _agreement(tokens, pronoun)
    for j in range(pronoun - 1, max(-1, pronoun - 60), -1):
        if tokens.tags[j] == "NOUN" and tokens.deps[j].startswith("nsubj") and _agrees(ours, _agreement(tokens, j)):
            return phrase_at(tokens, j)
    return None


def _agreement(tokens: Tokens, i: int) -> tuple[str, str]:
    morph = tokens.page.doc[i].morph
    return "".join(morph.get("Gender")), "".join(morph.get("Number"))


def _agrees(a: tuple[str, str], b: tuple[str, str]) -> bool:
    return all(x == y or not x or not y for x, y in zip(a, b, strict=True))
