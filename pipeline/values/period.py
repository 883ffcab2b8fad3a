"""Calendar values of French expressions, by the grammar of :mod:`pipeline.values.calendar`; no language model.

``parse_period`` values one expression that is bounded already, ``scan_periods`` finds them in running text.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from pipeline.records import Period
from pipeline.text import shadow
from pipeline.values.calendar.folding import fold
from pipeline.values.calendar.frame import Frame, Tense
from pipeline.values.calendar.scan import Found, scan

__all__ = ["Found", "Frame", "Tense", "parse_period", "scan_periods"]

# What may stand before the expression proper: "jusqu'au 31 mars", "à partir de 2025", "le 12".
_LEADING = re.compile(
    r"""(?:
        [ (,] | \b(?:en|le|la|les|au|aux|a|des|depuis|du|de|vers|pour|ce|avant|apres|pendant|durant|dans|sur|sous|courant
        | partir|compter|ici|horizon|cours|cette|par|environ|autour|alentours|date|lors|entre|et|annee|saison|campagne)\b
        | \b(?:l|d|jusqu|qu)'
    )*""",
    re.VERBOSE,
)
_TRAILING = re.compile(r"[ .,;:!?)»]*")


def parse_period(
    text: str, anchor: dt.date | None = None, *, tense: Tense | None = None, context: dt.date | None = None
) -> Period | None:
    """The value of one bounded expression; None when it is no date.

    Args:
        text: the expression alone ("du 22 au 24 octobre"), prepositions and articles before it allowed.
        anchor: day of publication, against which "lundi" or "le mois dernier" are read.
        tense: tense of the clause, which tells last Monday from the next; without it the coming one is meant.
        context: the last day that the text states before it, for "la veille".
    """
    shade = shadow(text)
    found = next(scan(shade, bounded=True), None)
    if found is None:
        return None
    folded = fold(shade)
    if not (_LEADING.fullmatch(folded, 0, found.start) and _TRAILING.fullmatch(folded, found.end)):
        return None
    return found.value(Frame(anchor=anchor, context=context, tense=tense))


def scan_periods(shade: str) -> Iterator[Found]:
    """The date expressions of a text's shadow in order, none overlapping, each with ``value(frame)``.

    Ages, street names, numbers of things and the like are left out; what it costs grows linearly with the text.
    """
    return scan(shade)
