"""The subject of the verb that a figure hangs on, as a noun phrase."""

from __future__ import annotations

import re
from functools import cache

from pipeline.finders.figures.phrases import DE, QUOTES, Phrase, phrase_at, phrase_before
from pipeline.finders.figures.tokens import NOMINAL, Tokens
from pipeline.lexicon.lexicon import load


def subject(tokens: Tokens, start: int) -> Phrase | None:
    """The subject of the verb that the figure hangs on; of a relative clause, its antecedent."""
    i = predicate(tokens, start)
    return _without_place(tokens, _subject_of(tokens, i)) if i < len(tokens) else None


_WHERE = frozenset({"sur", "dans", "chez", "entre", "vers"})


def _without_place(tokens: Tokens, phrase: Phrase | None) -> Phrase | None:
    """What is measured without where: "la vitesse (sur les routes) est limitée à", but "les fonds placés dans"."""
    if phrase is None:
        return None
    inside = range(phrase.core, phrase.end)
    cut = next((k for k in inside if tokens.words[k] in _WHERE and not tokens.is_participle(k - 1)), phrase.end)
    return phrase._replace(end=cut)


def stated_subject(tokens: Tokens, start: int) -> Phrase | None:
    """The subject of a verb that states a size right before it: "le coût des travaux s'élève, selon lui, à 3 M€"."""
    verb = stating_verb(tokens, start)
    if verb is None:
        return None
    return verb_subject(tokens, verb)


# Endings of participles and infinitives; the model takes many a finite verb for a participle ("le budget progresse").
_NOT_FINITE = re.compile(r"(?:[éiu]e?s?|ts?|(?:ait|ert|rit|uit|int|is)es?|ant|[ei]r|re)$")


def verb_subject(tokens: Tokens, verb: int) -> Phrase | None:
    """The subject of what the words, if not the model, show to be a verb."""
    helped = tokens.tags[verb - 1] == "AUX" or tokens.is_finite(verb - 1)  # "devrait coûter"
    alone = tokens.tags[verb] == "VERB" and _NOT_FINITE.search(tokens.words[verb]) and not helped
    found = _subject_of(tokens, verb) if _bearers(tokens, verb) or alone else written_subject(tokens, verb)
    return _without_place(tokens, found)


def stating_verb(tokens: Tokens, start: int) -> int | None:
    """The verb of size whose figure stands at ``start``, whatever the model takes it for."""
    i = tokens.last_before(start)
    for _ in range(6):
        if i < 0 or not (tokens.tags[i] in {"ADV", "ADP", "PRON"} or tokens.words[i] in QUOTES or i in tokens.dated):
            break
        i -= 1
    return i if i > 0 and states_size(tokens, i) else None


@cache
def _paying() -> re.Pattern[str]:
    return re.compile("|".join(load("figures")["payers"]["stems"]))


def states_size(tokens: Tokens, i: int) -> bool:
    """Token ``i`` has the form of a verb of size: "atteint", "s'élève", "est"."""
    return _stating().fullmatch(tokens.words[i]) is not None


@cache
def _stating() -> re.Pattern[str]:
    lexicon = load("figures")
    stems, endings = "|".join(lexicon["stating"]["stems"]), "|".join(lexicon["growth"]["endings"])
    return re.compile(rf"(?:{stems})(?:{endings})?")


def written_subject(tokens: Tokens, verb: int) -> Phrase | None:
    """The subject by the order of words alone, where the model takes the verb for an adjective or a noun."""
    j = verb - 1
    while j >= 0 and (
        tokens.tags[j] == "AUX" or tokens.words[j] in _CLITICS or (j == verb - 1 and tokens.is_finite(j))
    ):
        j -= 1
    if j < 0 or tokens.words[j] in {"qui", ",", "et", "puis", "mais", "ou"}:
        return (
            phrase_before(tokens, j - 1 - (tokens.words[j - 1] == ",")) if j > 1 and tokens.words[j] == "qui" else None
        )
    if tokens.words[j] in _PERSONAL and tokens.words[max(0, j - 2) : j] == ["quant", "à"]:
        j -= 3
    if tokens.words[j] in _PERSONAL:
        return _antecedent(tokens, j)
    begin = _clause_start(tokens, j)
    while begin <= j and tokens.tags[begin] in {"ADV", "CCONJ", "SCONJ"}:
        begin += 1
    while begin <= j and tokens.tags[begin] == "ADP":  # "en France ce ratio atteint": past what is no subject
        begin = next(
            (k for k in range(begin + 2, j + 1) if tokens.tags[k] == "DET" and not _after_link(tokens, k)), j + 1
        )
    while begin <= j and tokens.tags[begin] not in NOMINAL | {"ADJ"}:
        begin += 1
    return phrase_at(tokens, begin, stop=verb) if begin <= j else None


def _after_link(tokens: Tokens, k: int) -> bool:
    return tokens.tags[k - 1] == "ADP" or tokens.words[k - 1] in DE


def _clause_start(tokens: Tokens, j: int) -> int:
    """Where the clause begins that goes on to token ``j``: after a stop, a verb, or a conjunction with a noun phrase."""
    floor = max(tokens.first_from(tokens.page.sentence_at(tokens.starts[j]).start), j - 24)
    begin = j
    while begin > floor and not _parts(tokens, begin - 1):
        begin -= 1
    return begin


def _parts(tokens: Tokens, i: int) -> bool:
    word = tokens.words[i]
    if word in {"et", "mais", "ou"}:
        return tokens.tags[i + 1] == "DET"
    return word in {",", ";", ":", "—", "–", "-", "que", "qu'", "où", "dont", "si"} or tokens.is_finite(i)


_CLITICS = frozenset({"s'", "se", "ne", "n'", "y", "en", "lui", "leur", "été"})
_PERSONAL = frozenset({"il", "elle", "ils", "elles", "celui-ci", "celle-ci"})


def predicate(tokens: Tokens, start: int) -> int:
    """The verb that the figure hangs on, or the noun that stands for one; as far as eight steps up lead."""
    i = tokens.first_from(start)
    for _ in range(8):
        if i >= len(tokens) or tokens.tags[i] in {"VERB", "AUX"} or i in tokens.bearers or tokens.heads[i] == i:
            break  # a noun that bears a subject is the predicate of "être": "le chômage est en hausse de 2 %"
        i = tokens.heads[i]
    return i


def is_object(tokens: Tokens, start: int) -> bool:
    """The figure is what somebody pays, gets, wants: the object of a verb of giving, getting or asking."""
    i = tokens.first_from(start)
    for _ in range(8):
        head = tokens.heads[i] if i < len(tokens) else i
        if head == i or tokens.tags[head] in {"VERB", "AUX"}:
            return head != i and tokens.deps[i] == "obj" and _paying().match(tokens.words[head]) is not None
        i = head
    return False


def _subject_of(tokens: Tokens, verb: int) -> Phrase | None:
    sentence = tokens.page.sentence_at(tokens.starts[verb]).start
    for _ in range(3):
        bearers = _bearers(tokens, verb)
        if bearers:
            return _as_phrase(tokens, bearers[0], verb)
        if tokens.deps[verb] in {"acl:relcl", "acl"} and tokens.tags[tokens.heads[verb]] in NOMINAL:
            return phrase_at(tokens, tokens.heads[verb], stop=verb)
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
    near = [j for j in tokens.bearers.get(verb, ()) if verb - 40 <= j < verb + 12]
    found = [j for j in near if tokens.words[max(0, j - 2) : j] != ["quant", "à"]]  # "la saisie, quant à elle,"
    return sorted(found, key=lambda j: tokens.tags[j] not in NOMINAL)


def _as_phrase(tokens: Tokens, j: int, verb: int) -> Phrase | None:
    if tokens.tags[j] in NOMINAL:
        begin = j
        while begin > 0 and tokens.tags[begin - 1] == "ADJ" and tokens.joined(begin):
            begin -= 1
        return phrase_at(tokens, begin)
    if tokens.words[j] in {"qui", "lequel", "laquelle"} and tokens.tags[tokens.heads[verb]] in NOMINAL:
        return phrase_at(tokens, tokens.heads[verb])
    if tokens.words[j] in _PERSONAL:
        return _antecedent(tokens, j)
    return None


def _antecedent(tokens: Tokens, pronoun: int) -> Phrase | None:
    """The subject noun before a pronoun, of its number and gender where the model knows them."""
    ours = _agreement(tokens, pronoun)
    for j in range(pronoun - 1, max(-1, pronoun - 60), -1):
        if (
            tokens.tags[j] == "NOUN"
            and tokens.deps[j].startswith(("nsubj", "dislocated"))
            and _agrees(ours, _agreement(tokens, j))
        ):
            return phrase_at(tokens, j)
    return None


def _agreement(tokens: Tokens, i: int) -> tuple[str, str]:
    morph = tokens.page.doc[tokens.origins[i]].morph
    return "".join(morph.get("Gender")), "".join(morph.get("Number"))


def _agrees(a: tuple[str, str], b: tuple[str, str]) -> bool:
    return all(x == y or not x or not y for x, y in zip(a, b, strict=True))
