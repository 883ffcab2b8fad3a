"""The value of one bounded quantity: "plus de 3,2 milliards d'euros", "entre 10 et 15 %", "126 MDH"."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from pipeline.lexicon.lexicon import load
from pipeline.records import Quantity
from pipeline.text import shadow
from pipeline.values.bounds import bound_after
from pipeline.values.number import lowered, parse_number
from pipeline.values.scan import Scanned, scan_quantities

_NOUN = re.compile(r"[ ]?(?:de[ ]|d'[ ]?)?(?P<words>[^\W\d_][^\n.;!?()]{0,80})$")
_YEARS = re.compile(r"[ ](?P<unit>ans?|mois)(?:[ ](?:révolus|et plus|et moins|ou plus|d'âge))?$")


def parse_quantity(text: str, *, country: str | None = None) -> Quantity | None:
    """The value of one expression, bounded already; None where it states no quantity.

    ``country`` (ISO 3166-1 alpha-2) says what "$", "francs", "FCFA", "dinars" mean. After a count, the head noun is
    the unit: "plus de 140 participants étrangers" counts ``participants``. "25 ans" is an age.
    """
    folded = shadow(text).strip()
    found = next(scan_quantities(folded, country=country), None)
    if found is None:
        number = parse_number(folded)
        return None if number is None else Quantity(kind="count", value=number)
    if found.quantity.kind != "count":
        return found.quantity
    return _counting(folded, found)


def _counting(folded: str, found: Scanned) -> Quantity:
    low = lowered(folded)
    years = _YEARS.match(low, found.end)
    if years:
        bound = bound_after(low, years.end("unit"))
        comparator = bound.comparator if bound and found.quantity.comparator == "=" else found.quantity.comparator
        return replace(found.quantity, kind="age", unit="year", comparator=comparator)
    match = _NOUN.match(folded, found.end)
    return replace(found.quantity, unit=head_noun(match["words"])) if match else found.quantity


@cache
def before_noun() -> frozenset[str]:
    """Adjectives that stand between a number and the noun that it counts, lower case."""
    return frozenset(load("figures")["before_noun"]["words"])


@cache
def dropped_before_noun() -> frozenset[str]:
    """Those of them that say nothing of what is counted: "deux autres règlements" counts ``règlements``."""
    return frozenset(load("figures")["before_noun"]["dropped"])


def head_noun(words: str) -> str | None:
    """The first word that is no adjective before its noun: ``participants`` of "autres participants étrangers"."""
    return next((word for word in re.split(r"[ ]+", words) if word.lower() not in before_noun()), None)
