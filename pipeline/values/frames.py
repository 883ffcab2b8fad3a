"""What a relative expression is read against: publication, tense, the last day that the text states."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from pipeline.values.days import make_day

Tense = Literal["past", "present", "future"]
_NEAR = 60  # days over New Year's Eve within which a day without a year is the near one whatever the tense


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """The publication day, the last day stated before, and the tense of the clause."""

    anchor: dt.date | None = None
    context: dt.date | None = None
    tense: Tense | None = None

    def year_of(self, month: int, day: int, *, last: int | None = None) -> int | None:
        """The year of a month and day without one; ``last`` is the end where they begin a longer span."""
        if self.anchor is None:
            return None
        year = self.anchor.year
        made = make_day(year, month, day)
        if made is None:
            return year
        ahead = (made - self.anchor).days
        if self.tense == "past" and ahead > 0:
            return year - 1
        if self.tense == "future" and (make_day(year, month, last or day) or made) < self.anchor:
            return year + 1
        if self.tense is None or self.tense == "present":
            return year + 1 if ahead < _NEAR - 365 else year - 1 if ahead > 365 - _NEAR else year
        return year

    def nearest(self, weekday: int, neighbour: str | None = None) -> dt.date | None:
        """The day of a weekday (1 Monday … 7): the last one, or the next where word or tense say so."""
        if self.anchor is None:
            return None
        back = (self.anchor.isoweekday() - weekday) % 7
        ahead = (weekday - self.anchor.isoweekday()) % 7
        if neighbour and neighbour.startswith("proch"):
            return self.anchor + dt.timedelta(days=ahead or 7)
        if neighbour:
            return self.anchor - dt.timedelta(days=back or 7)
        return (
            self.anchor + dt.timedelta(days=ahead) if self.tense == "future" else self.anchor - dt.timedelta(days=back)
        )

    def fix_weekday(self, year: int, month: int, day: int, weekday: int) -> dt.date | None:
        """The day of the year, or of a neighbouring one, that falls on the weekday; else the day itself."""
        made = [make_day(year + step, month, day) for step in (0, -1, 1)]
        return next((d for d in made if d and d.isoweekday() == weekday), made[0])
