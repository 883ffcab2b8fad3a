"""Calendar values of French expressions: a grammar over folded text, without a language model.

Rules: :mod:`pipeline.values.date_rules`; values: :mod:`pipeline.values.date_values`.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.records import Period
from pipeline.values.date_rules import Rule, rules
from pipeline.values.date_words import fold
from pipeline.values.frames import Frame, Tense

_LEADING = re.compile(r"(?:en|le|la|les|l'|au|aux|a|a la|des|depuis|du|de la|vers|pour|ce)?\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Expression:
    """A date expression where it stands; its value depends on a frame."""

    start: int
    end: int
    _match: re.Match[str]
    _rule: Rule

    def value(self, frame: Frame) -> Period | None:
        """The calendar value in the frame; None where the words are no date after all (31 June)."""
        return self._rule.build(self._match, frame)


def parse_period(
    text: str, anchor: dt.date | None = None, *, tense: Tense | None = None, context: dt.date | None = None
) -> Period | None:
    """The value of one bounded expression; None when it is no date.

    Args:
        text: the expression alone ("du 22 au 24 octobre"), a leading preposition or article allowed.
        anchor: day of publication.
        tense: tense of the clause, which tells last Monday from the next.
        context: the last day that the text states before it, for "la veille".
    """
    whole = text.strip()
    first = next(scan_periods(whole), None)
    if first is None or first.end != len(whole) or not _LEADING.fullmatch(fold(whole[: first.start])):
        return None
    return first.value(Frame(anchor=anchor, context=context, tense=tense))


def scan_periods(text: str) -> Iterator[Expression]:
    """The date expressions of a text in order, none overlapping another: leftmost, then longest."""
    folded = fold(text)
    found = [
        (match.start(), -match.end(), order, match, rule)
        for order, rule in enumerate(rules())
        for match in rule.pattern.finditer(folded)
    ]
    end = 0
    for start, negative_end, _, match, rule in sorted(found, key=lambda candidate: candidate[:3]):
        if start >= end:
            end = -negative_end
            yield Expression(start, end, match, rule)
