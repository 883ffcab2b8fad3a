"""Numbers that state no quantity: references, addresses, names, list items, idioms."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import cache

from pipeline.lexicon.lexicon import alternation, load
from pipeline.values.scan import Scanned


class Taken:
    """Spans that other finders own: no figure may touch them."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self._spans = sorted(spans)
        self._starts = [start for start, _ in self._spans]

    def touches(self, start: int, end: int) -> bool:
        """Whether a span overlaps one of them."""
        at = bisect_right(self._starts, start)
        before = at > 0 and self._spans[at - 1][1] > start
        after = at < len(self._spans) and self._spans[at][0] < end
        return before or after


@cache
def _reference() -> re.Pattern[str]:
    """A word that numbers things: "article 12", "n° 5", "les pages 4 et 5", "salle 3"."""
    words = load("figures")["traps"]["before"]
    long = alternation(word for word in words if len(word) > 3)  # "l'article 12"; "l'n 12" is nothing
    return re.compile(
        rf"(?:(?<![\w'])(?:{alternation(words)})|(?<!\w)(?:{long})|(?<!\w)[alrd]\.)[ ]?(?:n°[ ]?|no[ ])?(?:[0-9]{{1,5}}(?:,[ ]|[ ]et[ ]|[ ]à[ ]|-))?$"
    )


@cache
def _street() -> re.Pattern[str]:
    words = alternation(load("figures")["traps"]["streets"])
    return re.compile(rf",?[ ](?:(?:bis|ter|quater)[ ,]{{1,2}})?(?:{words})(?![\w'-])")


@cache
def _idioms() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternation(load('figures')['traps']['idioms'])})(?!\w)")


_LIST_ITEM = re.compile(r"[0-9]{1,3}(?:[.)°/]|[ ]?[-–—][ ]|[ ]?\.[ ]?[-–—])(?![0-9])")
_FOOTNOTE = re.compile(r"[\[(][0-9]{1,2}[\])]")
_POSTCODE = re.compile(r"[0-9]{5}[ ](?=[A-ZÉÈ])")
_YEAR = re.compile(r"(?:1[5-9]|20)[0-9]{2}$")
_LINK = re.compile(r"://|www\.|@|\.(?:com|fr|org|net|ma|sn|ca|be|ch|dz|tn|ci|cm|bf|ml|int|eu)(?:/|\b)")
_AROUND = 40


def is_refused(shadow: str, low: str, found: Scanned) -> bool:
    """The number names, numbers or locates something and states no quantity."""
    start = found.number_start
    if found.digits and _is_reference(shadow, low, found):
        return True
    if _at_line_start(shadow, start) and _LIST_ITEM.match(shadow, start):
        return True
    return _in_link(low, start) if found.digits else _in(_idioms(), low, start)


def _is_reference(shadow: str, low: str, found: Scanned) -> bool:
    start, end = found.number_start, found.number_end
    if found.quantity.kind in {"count", "score"}:
        match = _reference().search(low, max(0, found.start - 24), found.start)
        named = match is not None and found.quantity.kind == "score" and shadow[match.start()].isupper()
        if match and not named:  # "France 2-1" is a score, "article 49-3" none
            return True
    if found.quantity.kind not in {"count", "measure"}:
        return False
    if _street().match(low, end) or (shadow[start - 1 : start] in {"[", "("} and _FOOTNOTE.match(shadow, start - 1)):
        return start > 0 and (
            _street().match(low, end) is not None or shadow[start - 1] == "[" or shadow[max(0, start - 2)] != " "
        )
    return found.quantity.kind == "count" and _POSTCODE.match(shadow, start) is not None


def _in(pattern: re.Pattern[str], text: str, offset: int) -> bool:
    """A match of the pattern near the offset holds it."""
    begin = max(0, offset - _AROUND)
    return any(m.start() <= offset < m.end() for m in pattern.finditer(text, begin, min(len(text), offset + _AROUND)))


def _in_link(low: str, offset: int) -> bool:
    """The run of characters without space that holds the offset is an address of the net."""
    floor, ceiling = max(0, offset - _AROUND), offset + _AROUND
    begin = max(low.rfind(space, floor, offset) for space in " \n")
    ends = [end for end in (low.find(space, offset, ceiling) for space in " \n") if end >= 0]
    return _LINK.search(low, max(floor, begin + 1), min([*ends, ceiling])) is not None


def _at_line_start(shadow: str, start: int) -> bool:
    return not shadow[shadow.rfind("\n", 0, start) + 1 : start].strip(" •-–—*")


def is_year(shadow: str, found: Scanned) -> bool:
    """A bare number of four digits that is likely a year."""
    return _YEAR.match(shadow[found.number_start : found.number_end]) is not None


def spans(records: Sequence[object]) -> list[tuple[int, int]]:
    """The bounds of names or dates."""
    return [(record.start, record.end) for record in records]  # type: ignore[attr-defined]
