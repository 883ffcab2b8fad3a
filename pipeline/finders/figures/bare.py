"""Numbers with nothing after them: what they count stands elsewhere in the sentence, or they state nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from pipeline.finders.figures.phrases import phrase_at, text_of
from pipeline.finders.figures.refusals import is_year
from pipeline.finders.figures.tokens import NOMINAL, Tokens
from pipeline.lexicon.lexicon import alternation, load
from pipeline.records import Quantity
from pipeline.values.scan import Scanned

Known = tuple[int, Quantity, str | None]  # start, value and counted thing of a figure
_NUMBER_OF = re.compile(
    r"(?<!\w)(?:le|du|au|leur|son|un)[ ](?:nombre|total|effectif|bilan)[ ](?:total[ ]|global[ ])?"
    r"(?:de[ ](?:la[ ]|l'|ses[ ]|ces[ ])?|des[ ]|d')"
)
_STATING = re.compile(
    r"(?:(?<!\w)(?:à|de|est|était|sont|étaient|atteint|atteignait|compte|comptait|comptent|dénombre|soit|environ)[ ]"
    r"|:[ ]|\()$"
)
_WINDOW = 160


def told_by_neighbours(tokens: Tokens, found: Scanned, before: Sequence[Known]) -> tuple[Quantity, str | None] | None:
    """The value of a bare number with the unit of its neighbours, and what it counts; None where it states nothing."""
    if is_year(tokens.page.shadow, found) or is_label(tokens, found):
        return None
    return (
        _by_contrast(tokens, found, before)
        or _by_whole(tokens, found)
        or _by_number_of(tokens, found)
        or _by_label(tokens, found)
        or _by_last(tokens, found, before)
        or _by_bracket(tokens, found, before)
        or _by_itself(found, before)
    )


def is_label(tokens: Tokens, found: Scanned) -> bool:
    """As "le vol 2933", "la fusée Vega 3": digits right after a noun are its number."""
    i = tokens.last_before(found.start)
    beside = found.digits and found.start == found.number_start and i >= 0 and found.start - tokens.ends[i] <= 1
    return beside and tokens.tags[i] in NOMINAL and tokens.words[i][-1].isalpha()


_AGAINST = re.compile(r"(?<!\w)contre[ ](?:seulement[ ]|à peine[ ])?$")


def _by_contrast(tokens: Tokens, found: Scanned, before: Sequence[Known]) -> tuple[Quantity, str | None] | None:
    """As "vingt lits, contre douze auparavant": as the figure before it."""
    if not before or not _AGAINST.search(tokens.low, max(0, found.start - 20), found.start):
        return None
    start, quantity, counted = before[-1]
    if start < tokens.page.sentence_at(found.start).start:
        return None
    return replace(found.quantity, kind=quantity.kind, unit=quantity.unit), counted


def _by_number_of(tokens: Tokens, found: Scanned) -> tuple[Quantity, str] | None:
    """As "porte à 360 le nombre de lits", "le nombre de lits passe à 360"."""
    sentence = tokens.page.sentence_at(found.start)
    if not _STATING.search(tokens.low, max(sentence.start, found.start - 14), found.start):
        return None
    matches = list(_NUMBER_OF.finditer(tokens.low, max(sentence.start, found.start - _WINDOW), sentence.end))
    if not matches:
        return None
    nearest = min(matches, key=lambda match: abs(match.start() - found.start))
    phrase = phrase_at(tokens, tokens.first_from(nearest.end()))
    if phrase is None:
        return None
    unit = tokens.page.text[tokens.starts[phrase.head] : tokens.ends[phrase.head]]
    return replace(found.quantity, unit=unit), text_of(tokens, phrase)


def _by_whole(tokens: Tokens, found: Scanned) -> tuple[Quantity, str] | None:
    """As "trois des suspects arrêtés", "quatre de ces services": some of several."""
    match = _OF_THESE.match(tokens.low, found.end) if found.quantity.value < _MANY else None
    phrase = phrase_at(tokens, tokens.first_from(match.end())) if match else None
    if phrase is None or not tokens.words[phrase.head].endswith(("s", "x", "z")):
        return None
    unit = tokens.page.text[tokens.starts[phrase.head] : tokens.ends[phrase.head]]
    return replace(found.quantity, unit=unit), text_of(tokens, phrase)


_MANY = 100_000
_LABEL = re.compile(r"[ *•–-]*(?P<label>(?P<head>[^\W\d_]{3,30}s)(?:[ ][^\W\d_]{1,20}){0,4})[ ]?:[ ]?")


def _by_label(tokens: Tokens, found: Scanned) -> tuple[Quantity, str] | None:
    """A line of a table: "Votants : 12 846". A plural is counted, "Téléphone : 8200" is not."""
    begin = tokens.low.rfind("\n", 0, found.start) + 1
    label = _LABEL.fullmatch(tokens.low, begin, found.start) if found.start - begin < _WINDOW else None
    if label is None:
        return None
    text = tokens.page.text
    return replace(found.quantity, unit=text[slice(*label.span("head"))]), text[slice(*label.span("label"))]


def _by_last(tokens: Tokens, found: Scanned, before: Sequence[Known]) -> tuple[Quantity, str | None] | None:
    """As "132 projets sont achevés, 180 en cours": what the last count of the sentence counts.

    A number that opens the sentence ("Deux sont morts.") or that says "d'entre eux" looks back over sentences.
    """
    start = tokens.page.sentence_at(found.start).start
    if _OF_THEM.match(tokens.low, found.end):
        start = 0
    elif found.start == start and not found.digits:
        start = max(0, start - _BACK)
    earlier = [known for known in before if known[0] >= start]
    if not earlier:
        return None
    at, quantity, counted = earlier[-1]
    if quantity.kind == "score" and found.quantity.value < _SCORES and _SET.fullmatch(tokens.low, at, found.start):
        return replace(found.quantity, kind="score"), None
    if quantity.kind != "count" or not quantity.unit or not _may_count(tokens, found):
        return None
    return replace(found.quantity, unit=quantity.unit, change=quantity.change), counted


_OF_THEM = re.compile(r"[ ]d'entre[ ](?:eux|elles|nous|vous)(?!\w)")
_OF_THESE = re.compile(
    r"[ ](?:des|de[ ](?:[csmt]es|leurs|nos|vos)|d'entre[ ](?:les|ces|ses|leurs|nos)|parmi[ ](?:les|ces|ses|leurs|nos))[ ]"
)
_BACK = 400  # characters in which a number that opens a sentence finds what it counts
_SCORES = 200
_SET = re.compile(r"[0-9]{1,3}[^\w.\n]{1,3}(?:à[ ]|et[ ]|puis[ ]|contre[ ])?")  # "6-4, 7-5"
_COUNTS_ON = re.compile(r"[ ](?:[^\W\d_]|\()|[,;.)]|$")
_SMALL = 13  # smaller numbers in words are often pronouns: "les deux"
GREAT = 1e6


def _may_count(tokens: Tokens, found: Scanned) -> bool:
    """Digits, or a greater number in words, before a verb, a preposition or a stop; a small one in words opens a clause."""
    if _OF_THEM.match(tokens.low, found.end):
        return True
    told = found.digits or found.quantity.value >= _SMALL or tokens.low.endswith("dont ", 0, found.start)
    if told:
        return _COUNTS_ON.match(tokens.low, found.end) is not None
    first = tokens.page.sentence_at(found.start).start == found.start
    opens = first or _OPENS.search(tokens.low, max(0, found.start - 8), found.start) is not None
    return opens and _pronouns().match(tokens.low, found.end) is not None


_OPENS = re.compile(r"(?:(?<!\w)(?:et|ou|mais|puis|où|que|dont)[ ]|[,;:(][ ]?)\Z")


@cache
def _pronouns() -> re.Pattern[str]:
    """What goes on after "deux" where it stands for "deux blessés": an auxiliary or a preposition."""
    return re.compile(rf"[ ](?:{alternation(load('figures')['pronouns']['before'])})(?!\w)")


_IN_BRACKETS = re.compile(r"\([0-9]{1,3}[.,][0-9]{1,2}\)")


def _by_bracket(tokens: Tokens, found: Scanned, before: Sequence[Known]) -> tuple[Quantity, None] | None:
    """As "a augmenté en 2017 (47,3)" in a text of shares: a share too, of what the words do not say."""
    last = before[-1][1] if before else None
    if last is None or last.kind != "percent" or not _IN_BRACKETS.match(tokens.low, found.number_start - 1):
        return None
    return replace(found.quantity, kind="percent", unit=last.unit), None


def _by_itself(found: Scanned, before: Sequence[Known]) -> tuple[Quantity, None] | None:
    """A great number with its scale is one by itself: "200 milliards sont consacrés"; of the last money named."""
    if not found.partitive or found.quantity.value < GREAT:
        return None
    money = next((quantity for _, quantity, _ in reversed(before) if quantity.kind == "money"), None)
    return (replace(found.quantity, kind="money", unit=money.unit) if money else found.quantity), None
