"""One that is counted beside others: "un mort et cinq blessés", "12 voix et une abstention"; elsewhere "un" is an article."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from pipeline.lexicon.lexicon import alternation, load
from pipeline.records import Quantity
from pipeline.values.bounds import bound_before
from pipeline.values.number_words import atoms
from pipeline.values.scan import Scanned

_AROUND = 60
_LISTED = re.compile(r"[ ][^.;:()\n]{2,40}(?:,|[ ]et|[ ]ou)[ ]")


@cache
def _one() -> re.Pattern[str]:
    nouns = alternation(load("figures")["casualties"]["nouns"])
    return re.compile(rf"un(?<![\w'’-]un)e?(?=[ ](?:{nouns})(?![\w-]))")


def _several() -> set[str]:
    return set(atoms()) - {"un", "une"}


@cache
def _before() -> re.Pattern[str]:
    """Another number with its noun and "et", or a verb of harm."""
    lexicon = load("figures")["casualties"]
    numbers = rf"[0-9]|(?<!\w)(?:{alternation(_several())})(?!\w)|aine(?!\w)|illiers?(?!\w)"
    return re.compile(
        rf"(?:(?:{numbers})[^.;:()\n]{{2,40}}(?:,|[ ]et|[ ]ou|[ ]dont)|(?<!\w)(?:{alternation(lexicon['verbs'])}))[ ]$"
    )


@cache
def _after() -> re.Pattern[str]:
    numbers = alternation([*_several(), "plusieurs", "une dizaine", "une vingtaine", "une quinzaine", "une trentaine"])
    return re.compile(
        rf"[ ]\w+(?:[ ]\w+)?(?:[ ]et|,)[ ](?:au moins[ ]|plus de[ ]|près de[ ])?(?:[0-9]|(?:{numbers})(?!\w))"
    )


def find_ones(low: str) -> Iterator[Scanned]:
    """The "un" and "une" of a lower-case shadow that count, in text order."""
    past = -_AROUND  # of the last one: "un mort et un blessé" goes on from it
    for match in _one().finditer(low):
        bound = bound_before(low, match.start())
        start = bound.offset if bound else match.start()
        goes_on = _LISTED.fullmatch(low, past, start) if start - past < _AROUND else None
        if goes_on or _after().match(low, match.end()) or _before().search(low, max(0, start - _AROUND), start):
            past = match.end()
            yield Scanned(
                start=start, end=match.end(), number_start=match.start(), number_end=match.end(), digits=False,
                quantity=Quantity(kind="count", value=1.0, comparator=bound.comparator if bound else "="),
            )  # fmt: skip
