"""What a relative expression is read against, and which of several days it then means."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from pipeline.records import ResolvedFrom
from pipeline.values.calendar.days import Days, make_day

Tense = Literal["past", "present", "future"]
# Which of the yearly returns: the last before publication, the next after it, the ones around the last date of the
# text, that same year's, that of the year of publication, or the nearest ("cet hiver").
Turn = Literal["last", "next", "following", "preceding", "same", "this", "nearest"]

# A clause's tense moves a day without a year into another year only where the same year would put it this far on the
# wrong side of publication: "a annoncé un sommet le 12 mars" stands in the past and means the coming March.
_PLAIN = 45
# In the present tense, a day nearly a year away is its neighbour over New Year's Eve.
_FAR = 274


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """The day of publication, the last day that the text states before, and the tense of the clause."""

    anchor: dt.date | None = None
    context: dt.date | None = None
    tense: Tense | None = None

    def base(self) -> tuple[dt.date, ResolvedFrom] | None:
        """The last day of the text, else that of publication, and which of the two it is."""
        if self.context:
            return self.context, "context"
        return (self.anchor, "published") if self.anchor else None

    def choose(self, span: Callable[[int], Days | None], turn: Turn | None) -> tuple[Days, ResolvedFrom] | None:
        """The occurrence of something yearly that is meant; None where nothing tells."""
        if turn in {"following", "preceding", "same"}:
            base = self.base()
            return _with(_turned(span, base[0], turn), base[1]) if base and turn else None
        if self.anchor is None:
            return None
        return _with(_turned(span, self.anchor, turn) if turn else self._by_tense(span, self.anchor), "published")

    def _by_tense(self, span: Callable[[int], Days | None], anchor: dt.date) -> Days | None:
        year = anchor.year
        days = _in(span, year) or _in(span, year - 1) or _in(span, year + 1)
        if days is None:
            return None
        ahead, behind = (days[0] - anchor).days, (anchor - days[1]).days
        if self.tense in {"past", "present"} and ahead > (_PLAIN if self.tense == "past" else _FAR):
            return _in(span, year - 1) or days
        if self.tense in {"future", "present"} and behind > (_PLAIN if self.tense == "future" else _FAR):
            return _in(span, year + 1) or days
        return days

    def weekday(self, weekday: int, turn: Turn | None = None) -> tuple[dt.date, ResolvedFrom] | None:
        """The Monday … Sunday (1 … 7) that is meant; the coming one where neither word nor tense tell."""
        base = self.base() if turn in {"following", "preceding"} else (self.anchor, "published")
        if base is None or base[0] is None:
            return None
        day, source = base[0], base[1]
        back, ahead = (day.isoweekday() - weekday) % 7, (weekday - day.isoweekday()) % 7
        if turn in {"next", "following"}:
            ahead = ahead or 7
        elif turn in {"last", "preceding"}:
            ahead = -(back or 7)
        elif turn == "this" or self.tense == "past":
            ahead = -back
        return _moved(day, ahead), source  # type: ignore[return-value]

    def day_number(self, number: int, weekday: int | None) -> dt.date | None:
        """The "vendredi 13" or "le 22" nearest to publication that the tense allows."""
        if self.anchor is None:
            return None
        first = self.anchor.replace(day=15)
        near = [_moved(first, 30 * step) for step in range(-14, 15)]
        days = [day for month in near if (day := make_day(month.year, month.month, number))]
        fitting = [day for day in days if weekday is None or day.isoweekday() == weekday]
        anchor = self.anchor
        if self.tense == "past":
            fitting = [day for day in fitting if day <= anchor] or fitting
        if self.tense == "future":
            fitting = [day for day in fitting if day >= anchor] or fitting
        return min(fitting, key=lambda day: abs(day - anchor), default=None)


def _moved(day: dt.date, days: int) -> dt.date:
    """The day so many days later, held to the calendar's ends."""
    return dt.date.fromordinal(min(max(1, day.toordinal() + days), dt.date.max.toordinal()))


def _in(span: Callable[[int], Days | None], year: int) -> Days | None:
    """The span of a year, if the calendar has it and the one after."""
    return span(year) if 0 < year < 9999 else None


def _with(days: Days | None, source: ResolvedFrom) -> tuple[Days, ResolvedFrom] | None:
    return (days, source) if days else None


def _turned(span: Callable[[int], Days | None], base: dt.date, turn: Turn) -> Days | None:
    near = [days for step in (-2, -1, 0, 1, 2) if (days := _in(span, base.year + step))]
    if turn in {"same", "this"}:
        return _in(span, base.year)
    if turn == "nearest":
        return min(near, key=lambda days: max(days[0] - base, base - days[1], dt.timedelta(0)), default=None)
    if turn in {"last", "preceding"}:
        return next((days for days in reversed(near) if days[1] < base), None)
    return next((days for days in near if days[0] > base), None)
