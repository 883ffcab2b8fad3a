"""Ages: "âgée de 25 ans", "Awa Sow, 52 ans", "les enfants de moins de cinq ans", "les 18-25 ans"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from pipeline.finders.figures.phrases import DE, Phrase, nearest, phrase_at, phrase_before, text_of
from pipeline.finders.figures.subjects import subject
from pipeline.finders.figures.tokens import Tokens
from pipeline.lexicon.lexicon import alternation, load
from pipeline.lexicon.titles import is_title_word
from pipeline.records import Name
from pipeline.values.bounds import bound_after
from pipeline.values.scan import Scanned

_YEARS = re.compile(r"[ ]?(?P<unit>ans?|mois|années)(?!\w|-)(?:[ ](?:révolus|d'âge)(?!\w))?")


@cache
def _stated() -> re.Pattern[str]:
    """What makes an age of the years after it: "âgé de", "à l'âge de"; a few words may stand between."""
    before = alternation(load("figures")["ages"]["before"])
    ages = f"(?:{alternation(load('figures')['ages']['kinds'])})"
    return re.compile(
        rf"(?<!\w)(?:{before})(?:[ ]{ages})?(?:[ ](?:\w+[ ])?)?(?:est[ ])?(?:de[ ]|à[ ]|d'|:[ ]?|entre[ ])?$"
    )


@cache
def _average() -> re.Pattern[str]:
    """As "l'âge moyen des élus est de"."""
    ages = f"(?:{alternation(load('figures')['ages']['kinds'])})"
    return re.compile(
        rf"(?<!\w)âge(?:[ ]{ages})?[ ](?:des[ ]|du[ ]|de[ ](?:la[ ]|l')?|d')(?P<of>[^,;:.()\n]{{2,40}})[ ]"
        r"(?:est|était|atteint|atteignait|passe|dépasse|avoisine|s'établit|s'élève)(?:[ ](?:désormais|ainsi))?[ ]?(?:de[ ]|à[ ]|d')?$"
    )


@cache
def _people() -> re.Pattern[str]:
    """As "un homme de", "les jeunes de", "une fillette de", "des personnes de plus de"."""
    people = alternation(load("figures")["ages"]["people"])
    return re.compile(rf"(?<![\w-])(?:{people})(?:[ ][^\W\d_]{{3,20}}){{0,2}}[ ](?:âgée?s?[ ])?(?:de[ ]|d'[ ]?)?$")


def is_years(low: str, found: Scanned) -> re.Match[str] | None:
    """The years after a number without unit: an age or a duration."""
    return _YEARS.match(low, found.end) if found.quantity.kind in {"count", "score"} else None


def as_age(low: str, found: Scanned, names: Sequence[Name]) -> Scanned | None:
    """The number of years as an age; None where nothing tells that they are no duration."""
    years = is_years(low, found)
    if years is None or found.quantity.value > 130 or not _tells(low, found, years, names):
        return None
    bound = bound_after(low, years.end()) if found.quantity.comparator == "=" else None
    quantity = replace(
        found.quantity, kind="age", unit="year", comparator=bound.comparator if bound else found.quantity.comparator
    )
    return found._replace(quantity=quantity, end=bound.offset if bound else years.end())


def _tells(low: str, found: Scanned, years: re.Match[str], names: Sequence[Name]) -> bool:
    """Whether the words around the years say that somebody is of that age."""
    window = max(0, found.start - 48)
    if _stated().search(low, window, found.start) or _average().search(low, window, found.start):
        return True
    if "d'âge" in years.group():
        return True
    if years["unit"] == "mois":
        return False
    if _people().search(low, window, found.start) or bound_after(low, years.end()):
        return True
    if _HAS.search(low, max(0, found.start - 24), found.start) and not _EXPERIENCE.match(low, years.end()):
        return True
    if _GROUP.search(low, max(0, found.start - 10), found.start):
        return True
    return _is_reached(low, found, years) or _beside_person(low, found, years, names)


def _is_reached(low: str, found: Scanned, years: re.Match[str]) -> bool:
    """As "est mort à 74 ans", "à seize ans, elle"; not "condamné à vingt ans", "à dix ans d'intervalle"."""
    if not 10 <= found.quantity.value <= _OLDEST or low[max(0, found.start - 2) : found.start] != "à ":
        return False
    if _died().search(low, max(0, found.start - 24), found.start):
        return True
    return not _AFTER_TERM.match(low, years.end()) and not _term().search(low, max(0, found.start - 30), found.start)


def _is_at(low: str, found: Scanned) -> bool:
    """The age follows "à", which is not that of "l'âge de", "fixé à"."""
    before = low[max(0, found.start - 48) : found.start]
    return before.endswith("à ") and not (_stated().search(before) or _average().search(before))


def _dead(tokens: Tokens, found: Scanned, names: Sequence[Name]) -> str | None:
    """Who follows the age of death: "mort à 74 ans de l'écrivain Paul Ndiaye"."""
    years = _YEARS.match(tokens.low, found.number_end)
    of = _OF.match(tokens.low, years.end()) if years else None
    phrase = phrase_at(tokens, tokens.first_from(of.end())) if of else None
    return _named(tokens, phrase, tokens.ends[phrase.end - 1] + 40, names) if phrase else None


def _last_named(tokens: Tokens, found: Scanned, names: Sequence[Name]) -> str | None:
    """The person named last in the sentence: "Paul Ndiaye, mort à 74 ans"."""
    sentence = tokens.page.sentence_at(found.start).start
    before = (name.text for name in reversed(names) if name.type == "person" and sentence <= name.start < found.start)
    return next(before, None)


@cache
def _died() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternation(load('figures')['ages']['died'])})(?:[ ]\w+)?[ ]à[ ]$")


@cache
def _term() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternation(load('figures')['ages']['terms'])})\w*(?:[ ][\w']+){{0,2}}[ ]à[ ]$")


_OLDEST = 115
_OF = re.compile(r"[ ](?:de[ ](?:la[ ]|l')?|du[ ]|d')")
_AFTER_TERM = re.compile(r"[ ](?:de|d'|ferme|avec|dont|sur|près|plus|moins|après|avant|à)\b|'")
_CLOSING = frozenset({",", ")", ".", "", "\n", ";", "»", '"'})
_HAS = re.compile(
    r"(?<!\w)(?:ai|as|a|ont|avais|avait|avaient|aura|aurait|ayant|avoir|dès|fête|fêtait)[ ]"
    r"(?:(?:à peine|seulement|presque|déjà|tout juste) )?$"
)
_EXPERIENCE = re.compile(
    r"[ ](?:de|d'|pour|devant|après|à|que)[ ]?"
)  # "a dix ans d'expérience", "a trois ans pour agir"
_GROUP = re.compile(r"(?<!\w)(?:les|des|aux|chez les|parmi les)[ ]$")


def _beside_person(low: str, found: Scanned, years: re.Match[str], names: Sequence[Name]) -> bool:
    """As "Awa Sow, 52 ans," and "Awa Sow (52 ans)"."""
    closes = low[years.end() : years.end() + 1] in _CLOSING or low[years.end() : years.end() + 2] == " ,"
    before = low[max(0, found.start - 2) : found.start]
    if not closes or not before.strip() or before.strip()[-1] not in "(,":
        return False
    if before.strip() == "(":
        return True
    end = found.start - len(before) + (1 if before[0] != "," else 0)
    return any(name.type == "person" and name.end <= found.start <= name.end + 3 for name in names) or _noun_of_person(
        low, end
    )


def _noun_of_person(low: str, end: int) -> bool:
    people = _last_word(low, end)
    return people in load("figures")["ages"]["people"]


def _last_word(low: str, end: int) -> str:
    match = re.compile(r"([^\W\d_]+),?[ ]?$").search(low, max(0, end - 20), end)
    return match[1] if match else ""


def of_age(tokens: Tokens, found: Scanned, names: Sequence[Name]) -> str | None:
    """Who is of that age: the person named before, or the noun phrase."""
    if _HAS.search(tokens.low, max(0, found.start - 24), found.start):
        return _holder(tokens, found, names)
    if _GROUP.search(tokens.low, max(0, found.start - 10), found.start):
        return None  # "les 18-30 ans"
    average = _average().search(tokens.low, max(0, found.start - 72), found.start)
    if average:
        phrase = phrase_at(tokens, tokens.first_from(average.start("of")))
        return text_of(tokens, phrase) if phrase else None
    if _is_at(tokens.low, found):
        return _dead(tokens, found, names) or _holder(tokens, found, names) or _last_named(tokens, found, names)
    i = tokens.last_before(found.start)
    while i >= 0 and tokens.words[i] in {"de", "d'", "à", "l'", "(", ",", "est", "moyen", "entre", "âge"} | set(
        load("figures")["ages"]["before"]
    ):
        i -= 1
    sentence = tokens.page.sentence_at(found.start).start
    if i < 0 or tokens.starts[i] < sentence or tokens.low[tokens.ends[i] : found.start].startswith("\n"):
        return _opened(tokens, found, names)
    person = _person_at(tokens.ends[i], names)
    if person:
        return person
    placed = i in tokens.dated or i in tokens.name_ends
    phrase = None if placed else phrase_before(tokens, i)
    if phrase and not _is_person(tokens, phrase):  # "la blessure de la joueuse de 26 ans"
        last = nearest(tokens, phrase)
        phrase = last if _is_person(tokens, last) else phrase
    return text_of(tokens, phrase) if phrase else _holder(tokens, found, names)


def _is_person(tokens: Tokens, phrase: Phrase) -> bool:
    noun = tokens.words[phrase.head]
    return noun in load("figures")["ages"]["people"] or is_title_word(noun)


def _person_at(offset: int, names: Sequence[Name]) -> str | None:
    return next((name.text for name in names if name.type == "person" and name.start < offset <= name.end), None)


def _holder(tokens: Tokens, found: Scanned, names: Sequence[Name]) -> str | None:
    """Who did or was something at that age: "Awa Sow est morte lundi à 83 ans"."""
    if _PRONOUN.search(tokens.low, max(0, found.start - 40), found.start):
        return _meant(tokens, found, names)
    phrase = subject(tokens, found.start)
    return _named(tokens, phrase, found.start, names) if phrase else None


_PRONOUN = re.compile(
    r"(?<![\w-])(?:il|elle)[ ](?:est|était|avait|a|aura|aurait|fête|fêtait|fêtera)[ ](?:alors[ ])?(?:âgée?[ ]de[ ])?$"
)
_REACH = 400  # characters back to the person that a pronoun stands for, if a subject; else only a sentence or so
_CLOSE = 120


def _meant(tokens: Tokens, found: Scanned, names: Sequence[Name]) -> str | None:
    """The person that "il" or "elle" stands for: the last one who was a subject, or who was named just before."""
    before = [name for name in names if name.type == "person" and found.start - _REACH < name.start < found.start]
    free = [name for name in reversed(before) if tokens.words[tokens.first_from(name.start) - 1] not in DE]
    subjects = (name.text for name in free if _is_subject(tokens, name))
    close = (name.text for name in free if found.start - name.end < _CLOSE)
    return next(subjects, None) or next(close, None)


def _is_subject(tokens: Tokens, name: Name) -> bool:
    inside = tokens.within(name.start, name.end)
    return any(tokens.deps[j].startswith("nsubj") for i in inside for j in (i, tokens.heads[i]))


def _named(tokens: Tokens, phrase: Phrase, stop: int, names: Sequence[Name]) -> str:
    """The person that a phrase names or that stands in apposition to it ("le peintre, Ali Bey,"), else the phrase."""
    start = tokens.starts[phrase.first]
    persons = (name for name in names if name.type == "person" and start <= name.start < min(stop, start + _APPOSED))
    free = (name.text for name in persons if tokens.words[tokens.last_before(name.start)] not in DE)
    return next(free, None) or text_of(tokens, phrase)


_APPOSED = 120  # characters from a noun phrase in which the name that it introduces may stand


_THEN = re.compile(r",[ ](?:le[ ]|la[ ]|l'|un[ ]|une[ ]|cet?[ ]|cette[ ]|m\.[ ]|mme[ ])?")


def _opened(tokens: Tokens, found: Scanned, names: Sequence[Name]) -> str | None:
    """Who follows an age that opens the sentence: "Âgé de 41 ans, l'ancien maire"."""
    years = _YEARS.search(tokens.low, found.number_end)
    comma = _THEN.match(tokens.low, years.end()) if years else None
    phrase = phrase_at(tokens, tokens.first_from(comma.end())) if comma else None
    return _named(tokens, phrase, tokens.ends[phrase.end - 1] + 2, names) if phrase else None
