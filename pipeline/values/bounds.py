"""What bounds a quantity: "plus de", "au moins", "ne dépasse pas", "environ", "maximum"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from pipeline.lexicon.lexicon import alternation, load
from pipeline.records import Comparator

_LONGEST = 32  # characters of the longest phrase before a number
_NEGATED: dict[Comparator, Comparator] = {">": "<=", "<": ">=", ">=": "<", "<=": ">", "~": "<", "=": "="}
_ENDING_DE = r"(?:de|d'|du|des|de la|de ces|de ses|de leurs|de quelque|d'environ)"
_ENDING_A = r"(?:à|au|aux)"
_ENDING_LES = r"(?:[ ](?:les|des|ces|ses|le|la|l'))?"


class Bound(NamedTuple):
    """A comparator and the offset at which its phrase begins (or ends, for those that follow)."""

    comparator: Comparator
    offset: int


@cache
def _phrases() -> Mapping[str, Comparator]:
    found: dict[str, Comparator] = load("figures")["comparators"]["before"]
    return found


def _phrase_pattern(phrase: str) -> str:
    head, _, last = phrase.rpartition(" ")
    ending = {"de": _ENDING_DE, "à": _ENDING_A}.get(last)
    escaped = re.escape(phrase).replace(r"\ ", "[ ]")
    return f"{re.escape(head).replace(chr(92) + ' ', '[ ]')}[ ]{ending}" if head and ending else escaped + _ENDING_LES


@cache
def _before() -> re.Pattern[str]:
    groups: dict[str, list[str]] = {}
    for phrase, comparator in _phrases().items():
        groups.setdefault(comparator, []).append(_phrase_pattern(phrase))
    names = {">": "gt", ">=": "ge", "<": "lt", "<=": "le", "~": "about"}
    body = "|".join(f"(?P<{names[c]}>{'|'.join(sorted(p, key=len, reverse=True))})" for c, p in groups.items())
    return re.compile(rf"(?<![\w-])(?:{body})[ ]?$")


_BY_NAME: dict[str, Comparator] = {"gt": ">", "ge": ">=", "lt": "<", "le": "<=", "about": "~"}


@cache
def _last_words() -> frozenset[str]:
    endings = {"de", "d", "du", "des", "la", "à", "au", "aux", "les", "ces", "ses", "l", "le", "leurs"}
    return frozenset(endings) | {re.split(r"[ ']", phrase.strip("'"))[-1] for phrase in _phrases()}


def _last_word(low: str, start: int) -> str:
    """The word before an offset, without the apostrophe that ends it."""
    words = low[max(0, start - 24) : start].rstrip(" '").replace("'", " ").rsplit(None, 1)
    return words[-1].lstrip('([«"') if words else ""


def bound_before(low: str, start: int) -> Bound | None:
    """The comparator whose phrase ends at ``start``."""
    if _last_word(low, start) not in _last_words():
        return None
    match = _before().search(low, max(0, start - _LONGEST), start)
    return match and Bound(_BY_NAME[match.lastgroup or ""], match.start())


@cache
def _after() -> re.Pattern[str]:
    return re.compile(
        rf"[ ](?P<phrase>{alternation(load('figures')['comparators']['after'])})(?!\w|[ ](?:de|d'|que)\b)"
    )


def bound_after(low: str, end: int) -> Bound | None:
    """The comparator whose phrase begins at ``end``: "105 km/h environ", "18 ans et plus"."""
    match = _after().match(low, end)
    if match is None:
        return None
    return Bound(load("figures")["comparators"]["after"][re.sub(r"\s+", " ", match["phrase"])], match.end())


@cache
def _verbs() -> re.Pattern[str]:
    groups = load("figures")["comparators"]["verbs"]
    names = {">": "gt", "~": "about", "<=": "le"}
    parts = []
    for comparator, verbs in groups.items():
        forms = "|".join(sorted(map(_verb_pattern, verbs), key=len, reverse=True))
        parts.append(f"(?P<{names[comparator]}>{forms})")
    return re.compile(
        r"(?<!\w)(?P<ne>n(?:e[ ]|'[ ]?)"
        r"(?:(?:pas|jamais|plus|peut|doit|devrait|devra|pourra|a|ont|devraient)[ ]){0,2})?"
        rf"(?:{'|'.join(parts)})(?:[ ](?P<pas>pas|jamais))?(?:[ ](?:largement|légèrement|désormais|déjà|à peine))?"
        rf"(?:[ ](?:les|des|ces|le|la|l'))?[ ]?$"
    )


@cache
def _verb_ends() -> frozenset[str]:
    """The words with which the verbs' phrases end."""
    phrases = [verb for verbs in load("figures")["comparators"]["verbs"].values() for verb in verbs]
    more = ["de", "d", "des", "du", "les", "ces", "le", "la", "l", "pas", "jamais", *_ADVERBS]
    return frozenset([*more, *(re.split(r"[ ']", phrase.strip("'"))[-1] for phrase in phrases)])


_ADVERBS = ("largement", "légèrement", "désormais", "déjà", "peine")


def _verb_pattern(verb: str) -> str:
    head, _, last = verb.rpartition(" ")
    return f"{re.escape(head)}[ ](?:de|d'|des|du)" if last == "de" else re.escape(verb)


def bound_by_verb(low: str, start: int) -> Comparator | None:
    """The comparator that a verb before ``start`` states: "dépasse les" ``>``, "ne dépassera pas" ``<=``."""
    last = _last_word(low, start)
    match = _verbs().search(low, max(0, start - 60), start) if last in _verb_ends() else None
    if match is None:
        return None
    named = next(name for name in ("gt", "about", "le") if match[name])
    comparator = _BY_NAME[named]
    return _NEGATED[comparator] if match["ne"] else comparator
