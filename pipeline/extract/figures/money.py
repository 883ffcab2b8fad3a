"""Which country's money a text means by "$", "francs" or "dinars"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from pipeline.records import Name
from pipeline.resources.gazetteer import is_clear, lookup


def document_country(names: Sequence[Name]) -> str | None:
    """The ISO 3166-1 alpha-2 code of the country that most of the places named lie in; None where none is clear."""
    counts: Counter[str] = Counter()
    for name in names:
        if name.type == "place":
            counts.update(_codes(name.text))
    return counts.most_common(1)[0][0] if counts else None


def _codes(place: str) -> list[str]:
    found = lookup(place)
    code = found[0].country_code if found and is_clear(found) else None
    return [code] if code else []
