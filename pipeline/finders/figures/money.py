"""Which country's money a text means by "$", "francs" or "dinars"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from pipeline.annotate import Annotated
from pipeline.records import Name
from pipeline.resources.gazetteer import is_clear, lookup
from pipeline.values.number import digits_value

# Since 2012 a euro has cost less than 1.40 US dollars and more than 1.40 Canadian ones, but for some weeks
# (European Central Bank, euro reference exchange rates); before, the two rates cross.
_RATE = 1.42
_RATES_APART = 2012
_BOTH = re.compile(
    r"(?P<dollars>[0-9]{1,4}(?:,[0-9]{1,3})?)[ ](?P<scale>millions?|milliards?)[ ]\$[ ]"
    r"\((?P<euros>[0-9]{1,4}(?:,[0-9]{1,3})?)[ ]"
    r"(?P=scale)[ ]d'euros\)"
)


def money_country(page: Annotated, names: Sequence[Name]) -> str | None:
    """The ISO 3166-1 alpha-2 code of the country whose money a page means; None where nothing tells."""
    return "CA" if _says_canadian_dollars(page) else document_country(names)


def document_country(names: Sequence[Name]) -> str | None:
    """The country that most of the places named lie in, the first named among equals; None where none is clear."""
    counts: Counter[str] = Counter()
    for name in names:
        if name.type == "place":
            counts.update(_codes(name.text))
    return counts.most_common(1)[0][0] if counts else None


def _codes(place: str) -> list[str]:
    found = lookup(place)
    code = found[0].country_code if found and is_clear(found) else None
    return [code] if code else []


def _says_canadian_dollars(page: Annotated) -> bool:
    """The page gives amounts in dollars and in euros at the Canadian rate: "3 millions $ (2 millions d'euros)"."""
    published = page.document.published
    if "$" not in page.shadow or (published and published.year < _RATES_APART):
        return False
    rates = [
        digits_value(match["dollars"]) / max(digits_value(match["euros"]), 1e-9)
        for match in _BOTH.finditer(page.shadow)
    ]
    return bool(rates) and sorted(rates)[len(rates) // 2] > _RATE
