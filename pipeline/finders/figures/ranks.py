"""Stated ranks: "au 2e rang mondial", "de la 81e à la 47e place", "arrivée deuxième"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from pipeline.lexicon.lexicon import alternation, load
from pipeline.records import Quantity
from pipeline.values.number import parse_number
from pipeline.values.scan import Scanned

_NUMERAL = r"(?P<digits>[0-9]{1,4})[ ]?-?(?:ers?|ère|ere|èmes?|emes?|ièmes?|iemes?|es?|è|nde?|re)(?!\w)"


@cache
def _ordinal() -> re.Pattern[str]:
    words = alternation(load("figures")["ranks"]["words"])
    nouns = alternation(load("figures")["ranks"]["nouns"])
    lexicon = load("figures")["ranks"]
    fields, scopes = alternation(lexicon["fields"]), alternation(lexicon["scopes"])
    return re.compile(
        rf"""
        (?<![\w-])
        (?: numéros?[ ](?P<number>un|deux|trois|quatre|cinq|[0-9]{{1,3}})(?=[ ](?:{fields}|de[ ]|du[ ]|des[ ]|d'))
          | {_NUMERAL}
          | (?P<word>{words})s?(?!\w)
        )
        (?P<noun>[ ](?:{nouns})(?!\w)(?:[ ](?:{scopes})(?!\w))?)?
        """,
        re.VERBOSE,
    )


@cache
def _placed() -> re.Pattern[str]:
    before = alternation(load("figures")["ranks"]["before"])
    return re.compile(
        rf"(?<!\w)(?:{before})(?:[ ](?:est|provisoirement|finalement|seulement|notamment))?[ ]"
        r"(?:à[ ]la[ ]|en[ ]|au[ ]|la[ ]|le[ ])?$"
    )


@cache
def _shared() -> re.Pattern[str]:
    """As "de la 81e à la 47e place": the first of two, whose noun stands with the second."""
    nouns = alternation(load("figures")["ranks"]["nouns"])
    return re.compile(
        rf"[ ](?:à|et|ou)[ ](?:la[ ]|le[ ]|au[ ])?(?:[0-9]{{1,4}}[èe]?\w{{0,4}}|\w{{4,12}}ième)[ ](?:{nouns})(?!\w)"
    )


def find_ranks(low: str) -> Iterator[Scanned]:
    """The ranks that a lower-case shadow states, in text order."""
    if not _hints().search(low):
        return
    for match in _ordinal().finditer(low):
        if _states_rank(low, match):
            value = _rank_value(match)
            if value:
                yield Scanned(
                    start=match.start(), end=match.end(), number_start=match.start(), number_end=match.end(),
                    quantity=Quantity(kind="rank", value=value),
                )  # fmt: skip


def _rank_value(match: re.Match[str]) -> float:
    if match["word"]:
        return float(load("figures")["ranks"]["words"][match["word"]])
    return parse_number(match["digits"] or match["number"]) or 0.0


@cache
def _hints() -> re.Pattern[str]:
    lexicon = load("figures")["ranks"]
    words = [*lexicon["nouns"], *lexicon["before"], *lexicon["near"], *lexicon["tables"], "numéro"]
    return re.compile(rf"(?<!\w)(?:{alternation(words)})(?!\w)")


_PLACE_IN_TOWN = re.compile(r"(?:première|seconde)[ ](?:place|position)[ ](?:forte|publique)")
_TAKES_NOUN = re.compile(
    r"[ ](?!mondiale?|africaine?|au|du|"
    r"derrière|devant|de|des|avec|à|en|sur|dans|et|lors|après|juste|grâce|pour|place|rang)"
    r"[^\W\d_]"
)


def _states_rank(low: str, match: re.Match[str]) -> bool:
    """With its noun ("2e place"), as the first of two, or after a verb of placing with no other noun after it."""
    if match["number"]:
        return True
    if match["noun"]:
        return not _PLACE_IN_TOWN.match(low, match.start())
    if _shared().match(low, match.end()):
        return True
    if _table().match(low, match.end()):
        return True
    placed = _placed().search(low, max(0, match.start() - 40), match.start())
    return placed is not None and _TAKES_NOUN.match(low, match.end()) is None


@cache
def _table() -> re.Pattern[str]:
    tables = alternation(load("figures")["ranks"]["tables"])
    return re.compile(rf"[ ](?:au|du|dans[ ]le|de[ ]la|de[ ]l'|sur[ ]le)[ ]?(?={tables})")


def table_after(low: str, end: int) -> int | None:
    """Where the table that a rank is one of begins: "classement mondial" in "47e place au classement mondial"."""
    match = _table().match(low, end)
    return match.end() if match else None
