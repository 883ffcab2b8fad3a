"""What a share, an amount or a measure is of: the noun phrase after it, the one that governs it, or its subject."""

from __future__ import annotations

import re
from functools import cache

from pipeline.extract.figures.changes import ChangeFound
from pipeline.extract.figures.phrases import DE, Phrase, phrase_at, phrase_before, text_of
from pipeline.extract.figures.tokens import NOMINAL, Tokens
from pipeline.lexicon.lexicon import load
from pipeline.records import FigureKind

_BRACKETED = re.compile(r"[ ]?\([^()\n]{1,60}\)")
_OF = re.compile(r"[ ]?(?:de[ ](?!plus\b|moins\b|hausse\b|baisse\b|large|long|haut|profond|diam|rang)|d'(?!ici\b|entre\b|épaisseur|altitude|envergure)|des[ ]|du[ ](?!fait\b))(?:la[ ]|l'|ces[ ]|cette[ ]|ses[ ]|leurs?[ ]|son[ ]|sa[ ]|notre[ ]|nos[ ])?")
_FOR = re.compile(r"[ ](?:pour|dans|à|en[ ]faveur[ ]de|au[ ]profit[ ]de|sur|consacrés?[ ]à)[ ](?:la[ ]|les[ ]|le[ ]|l'|leurs?[ ]|ces[ ]|cette[ ]|ce[ ]|son[ ]|sa[ ]|ses[ ])?")
_COPULA = re.compile(r"(?:est|sont|était|étaient|sera|seront|serait|s'élève|s'élèvent|atteint|atteignent)$")


@cache
def _generic() -> frozenset[str]:
    return frozenset(load("figures")["generic"]["heads"])


def part_after(tokens: Tokens, end: int, stop: int | None) -> Phrase | None:
    """The noun phrase after "de": "60 % de la population", "12 kg (24 lb) de riz"."""
    low = tokens.low
    bracket = _BRACKETED.match(low, end)
    match = _OF.match(low, end) or (_OF.match(low, bracket.end()) if bracket else None)
    if match is None:
        return None
    return phrase_at(tokens, tokens.first_from(match.end()), stop=stop)


def part_for(tokens: Tokens, end: int, stop: int | None) -> Phrase | None:
    """What an amount is given for: "investit 30 millions d'euros dans la filière", "une taxe de 3 % sur les ventes"."""
    match = _FOR.match(tokens.low, end)
    return phrase_at(tokens, tokens.first_from(match.end()), stop=stop) if match else None


def governing(tokens: Tokens, start: int) -> Phrase | None:
    """The noun phrase that the figure completes: "un budget de 3 M€", "la dette (55 % du PIB)", "le taux à 7 %"."""
    i = tokens.last_before(start)
    if i < 0 or tokens.low[tokens.ends[i] : start].strip():
        return None
    link = tokens.words[i]
    if link in {"(", ":", "à", "de", "d'", "des", "du", "en"}:
        i -= 1
        while i >= 0 and tokens.words[i] in {"estimé", "estimée", "évalué", "évaluée", "total", "totale", "fixé", "fixée", "limité", "limitée"} and link != "(":
            i -= 1
    elif not (tokens.tags[i] in NOMINAL or tokens.tags[i] == "ADJ"):
        return None
    if i < 0 or "\n" in tokens.low[tokens.ends[i] : start]:
        return None
    phrase = phrase_before(tokens, i)
    return _widened(tokens, phrase) if phrase and link == "à" else phrase


def _widened(tokens: Tokens, phrase: Phrase) -> Phrase:
    """ "la vitesse autorisée sur les routes à 90 km/h": the noun before "sur" is what is measured."""
    i = phrase.first - 1
    while i > 0 and tokens.tags[i] == "DET":
        i -= 1
    if i > 0 and tokens.words[i] in {"sur", "dans", "en"}:
        return phrase_before(tokens, i - 1) or phrase
    return phrase


def subject(tokens: Tokens, start: int, floor: int) -> Phrase | None:
    """The subject of the verb that the figure hangs on; of a relative clause, its antecedent."""
    i = tokens.first_from(start)
    for _ in range(8):
        if i >= len(tokens) or tokens.tags[i] in {"VERB", "AUX"} or tokens.heads[i] == i:
            break
        i = tokens.heads[i]
    return _subject_of(tokens, i, floor) if i < len(tokens) else None


def _subject_of(tokens: Tokens, verb: int, floor: int) -> Phrase | None:
    for _ in range(3):
        bearers = _bearers(tokens, verb)
        if bearers:
            return _as_phrase(tokens, bearers[0], verb)
        if tokens.deps[verb] in {"acl:relcl", "acl"} and tokens.tags[tokens.heads[verb]] in NOMINAL:
            return phrase_at(tokens, tokens.heads[verb])
        if tokens.heads[verb] == verb or tokens.starts[tokens.heads[verb]] < floor:
            return None
        verb = tokens.heads[verb]
    return None


def _bearers(tokens: Tokens, verb: int) -> list[int]:
    """The subjects of a verb, nouns before pronouns: "la saisie, quant à elle, est estimée"."""
    found = [
        j
        for j in range(max(0, verb - 40), min(len(tokens), verb + 12))
        if tokens.heads[j] == verb and j != verb and tokens.deps[j].startswith(("nsubj", "expl:subj", "dislocated"))
    ]
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


def changed(tokens: Tokens, change: ChangeFound, start: int, end: int, floor: int) -> Phrase | None:
    """What grew or shrank: the noun's complement ("hausse des prix de 3 %"), the verb's object, or the subject."""
    after_word = tokens.first_from(change.end)
    if change.noun:
        within = _complement_of(tokens, after_word, start) or part_after(tokens, end, None)
        return within or _carrier(tokens, change.start, floor)
    passive_or_active = subject(tokens, change.start, floor)
    own_object = _object_between(tokens, after_word, start) or _object_after(tokens, end)
    if own_object and _takes_object(tokens, change):
        return own_object
    return passive_or_active or own_object


def _takes_object(tokens: Tokens, change: ChangeFound) -> bool:
    """An infinitive or an active verb with an object beside the figure: "réduire de 4 % les coûts"."""
    return tokens.low[change.start : change.end].endswith(("er", "re", "ir", "ant")) or True


def _complement_of(tokens: Tokens, i: int, start: int) -> Phrase | None:
    """The "de" complement between the noun of change and the figure; adjectives may stand before it."""
    stop = tokens.first_from(start)
    while i < stop and tokens.joined(i) and (tokens.tags[i] in {"ADJ", "ADV"} or tokens.is_participle(i)):
        i += 1
    if i >= stop or tokens.words[i] not in DE:
        return None
    noun = i + 1
    while noun < stop and (tokens.words[noun] in {"la", "l'", "les", "le", "ses", "son", "sa", "leurs", "leur", "ces"}):
        noun += 1
    return phrase_at(tokens, noun, stop=stop) if noun < stop and not tokens.words[noun][0].isdigit() else None


def _object_between(tokens: Tokens, i: int, start: int) -> Phrase | None:
    """ "réduire les coûts de 4 %": the object between the verb and the figure."""
    stop = tokens.first_from(start)
    if i < stop and tokens.words[i] in {"le", "la", "les", "l'", "ses", "son", "sa", "leurs", "leur", "ces", "cette", "nos", "notre"}:
        return phrase_at(tokens, i + 1, stop=stop)
    return None


def _object_after(tokens: Tokens, end: int) -> Phrase | None:
    """ "réduire de 4 % les coûts": the object after the figure."""
    i = tokens.first_from(end)
    if i + 1 < len(tokens) and tokens.joined(i) and tokens.words[i] in {"le", "la", "les", "l'", "ses", "son", "sa", "leurs", "leur", "ces", "cette", "nos", "notre"}:
        return phrase_at(tokens, i + 1)
    return None


def _carrier(tokens: Tokens, start: int, floor: int) -> Phrase | None:
    """What a noun of change is said of: "les ventes en hausse de 3 %", "les ventes ont connu une hausse de 3 %"."""
    i = tokens.last_before(start)
    while i >= 0 and tokens.words[i] in {"en", "une", "un", "la", "une", "(", "légère", "forte", "nette", "de", "à", ",", "soit", "d'"} and tokens.starts[i] >= floor:
        i -= 1
    if i >= 0 and tokens.starts[i] >= floor and (tokens.tags[i] in NOMINAL | {"ADJ"} or tokens.is_participle(i)):
        phrase = phrase_before(tokens, i)
        if phrase:
            return phrase
    return subject(tokens, start, floor)


def is_generic(tokens: Tokens, phrase: Phrase) -> bool:
    """A noun that only announces the figure: "un montant de 3 M€", "un total de 12 tonnes"."""
    return tokens.words[phrase.head] in _generic() and phrase.core - phrase.head <= 2


def measured(
    tokens: Tokens, start: int, end: int, floor: int, stop: int | None, *, kind: FigureKind = "measure"
) -> str | None:
    """What an amount, a share or a measure is of, by the first of: what follows "de", what it completes, its subject."""
    part = part_after(tokens, end, stop) or (_share_of(tokens, end, stop) if kind == "percent" else None)
    if part:
        return text_of(tokens, part)
    governor = governing(tokens, start)
    if governor and not is_generic(tokens, governor):
        return text_of(tokens, governor)
    purpose = part_for(tokens, end, stop)
    if purpose:
        return text_of(tokens, purpose)
    carrier = subject(tokens, start, floor)
    if carrier is None and governor:
        carrier = subject(tokens, tokens.starts[governor.first], floor) or governor
    return text_of(tokens, carrier) if carrier and not _is_agent(tokens, carrier, kind) else None


def _is_agent(tokens: Tokens, phrase: Phrase, kind: FigureKind) -> bool:
    """Who pays or gets an amount is not what it measures: "Alstom investit 3 M€"."""
    return kind == "money" and (tokens.tags[phrase.head] == "PROPN" or tokens.page.text[tokens.starts[phrase.head]].isupper())


_ON = re.compile(r"[ ]sur[ ](?:la[ ]|les[ ]|le[ ]|l'|leurs?[ ]|ces[ ]|cette[ ]|ce[ ]|son[ ]|sa[ ]|ses[ ])")


def _share_of(tokens: Tokens, end: int, stop: int | None) -> Phrase | None:
    """ "une taxe de 3 % sur les ventes" is a share of the sales; "sur un an" is none."""
    match = _ON.match(tokens.low, end)
    return phrase_at(tokens, tokens.first_from(match.end()), stop=stop) if match else None
