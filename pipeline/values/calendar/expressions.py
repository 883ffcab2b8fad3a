"""What an expression means before anything tells which year or week: one class a manner of placing days.

Every expression has ``read(frame)``, which gives a :class:`Reading`, or None where the frame does not tell the days.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Protocol

from pipeline.records import ResolvedFrom
from pipeline.values.calendar.days import Days, Grain, around, known_to, shift
from pipeline.values.calendar.frame import Frame, Turn


@dataclass(frozen=True, slots=True)
class Reading:
    """Days, where they were taken from, and whether a stated weekday is not theirs. Null where the end is open."""

    first: dt.date | None
    last: dt.date | None
    source: ResolvedFrom
    conflict: bool = False


class Expression(Protocol):
    """Something that stands for days."""

    def read(self, frame: Frame) -> Reading | None:
        """The days in the frame; None where nothing tells them."""
        ...


@dataclass(frozen=True, slots=True)
class Fixed:
    """Days that need nothing else: "2024", "les années 90", "22/10/2024"."""

    days: Days
    weekday: int | None = None

    def read(self, frame: Frame) -> Reading:  # noqa: ARG002 - as every expression
        """The days themselves."""
        return Reading(*self.days, "explicit", _conflicts(self.days, self.weekday))


@dataclass(frozen=True, slots=True)
class Yearly:
    """What comes back every year: a day and month, a month, a quarter, a season, a feast; with its year or without."""

    span: Callable[[int], Days | None]
    year: int | None = None
    turn: Turn | None = None
    weekday: int | None = None

    def read(self, frame: Frame) -> Reading | None:
        """The occurrence that the year, the weekday, a word ("dernier") or the tense tell."""
        if self.year is not None:
            days = self.span(self.year) if 0 < self.year < 9999 else None
            return Reading(*days, "explicit", _conflicts(days, self.weekday)) if days else None
        chosen = frame.choose(self.span, self.turn)
        if chosen is None:
            return self._by_weekday(frame)
        days, source = chosen
        if self.weekday and not self.turn and frame.anchor and _conflicts(days, self.weekday):
            days = self._fitting(days, frame.anchor)
        return Reading(*days, source, _conflicts(days, self.weekday))

    def _fitting(self, days: Days, anchor: dt.date) -> Days:
        """The neighbouring year in which the weekday fits, unless the day is so near that the weekday must be wrong."""
        if abs((days[0] - anchor).days) <= 60:
            return days
        years = (days[0].year + step for step in (-1, 1))
        near = [other for year in years if 0 < year < 9999 and (other := self.span(year))]
        return next((other for other in near if not _conflicts(other, self.weekday)), days)

    def _by_weekday(self, frame: Frame) -> Reading | None:
        """Without publication, the year near the text's last date in which the weekday fits."""
        if frame.anchor or not frame.context or not self.weekday:
            return None
        for step in (0, -1, 1, 2, -2):
            year = frame.context.year + step
            days = self.span(year) if 0 < year < 9999 else None
            if days and not _conflicts(days, self.weekday):
                return Reading(*days, "context")
        return None


def _conflicts(days: Days, weekday: int | None) -> bool:
    return weekday is not None and days[0].isoweekday() != weekday


@dataclass(frozen=True, slots=True)
class Weekday:
    """As in "lundi", "jeudi dernier"; ``weeks`` later for "lundi en huit"."""

    weekday: int
    turn: Turn | None = None
    weeks: int = 0

    def read(self, frame: Frame) -> Reading | None:
        """The day that word or tense tell."""
        found = frame.weekday(self.weekday, self.turn)
        day = shift(found[0], "week", self.weeks) if found else None
        return Reading(day, day, found[1]) if found and day else None


@dataclass(frozen=True, slots=True)
class DayNumber:
    """As in "vendredi 13", "le 22": a day of a month that nothing names."""

    day: int
    weekday: int | None = None

    def read(self, frame: Frame) -> Reading | None:
        """The nearest such day that the tense allows."""
        found = frame.day_number(self.day, self.weekday)
        return Reading(found, found, "published") if found else None


@dataclass(frozen=True, slots=True)
class Relative:
    """Some units from publication, or from the last date of the text, or from another expression.

    ``whole``: the unit in which that day lies ("la semaine prochaine"); else the day, as far as counting in such units
    can know it ("il y a trois ans").
    """

    grain: Grain
    count: int
    whole: bool = False
    in_text: bool = False
    of: Expression | None = None

    def read(self, frame: Frame) -> Reading | None:
        """The days so far from the base."""
        base = self._base(frame)
        day = shift(base[0], self.grain, self._steps(base[0], frame)) if base else None
        if base is None or day is None:
            return None
        days = around(day, self.grain) if self.whole else (day, day) if self.of else known_to(day, self.grain)
        return Reading(*days, base[1]) if days else None

    def _steps(self, base: dt.date, frame: Frame) -> int:
        """The count; weekends are seen from the day: "le week-end prochain" is the first to come."""
        if self.grain == "weekend" and self.whole and base.isoweekday() < 6:
            return self.count - (self.count > 0 or (self.count == 0 and frame.tense == "past"))
        return self.count

    def _base(self, frame: Frame) -> tuple[dt.date, ResolvedFrom] | None:
        if self.of is not None:
            inner = self.of.read(frame)
            edge = (inner.first if self.count < 0 else inner.last) if inner else None
            return (edge, inner.source) if inner and edge else None
        if self.in_text:
            return frame.base()
        return (frame.anchor, "published") if frame.anchor else None


@dataclass(frozen=True, slots=True)
class Until:
    """As in "d'ici trois mois": open at its start, its last day counted from publication."""

    grain: Grain
    count: int

    def read(self, frame: Frame) -> Reading | None:
        """No first day, and the last one."""
        day = shift(frame.anchor, self.grain, self.count) if frame.anchor else None
        return Reading(None, day, "published") if day else None


@dataclass(frozen=True, slots=True)
class Run:
    """As in "les deux dernières semaines": the whole units just before that of publication, or just after it."""

    grain: Grain
    count: int

    def read(self, frame: Frame) -> Reading | None:
        """From the first to the last of the units."""
        if frame.anchor is None:
            return None
        step = 1 if self.count > 0 else -1
        near, far = (shift(frame.anchor, self.grain, count) for count in (step, self.count))
        ends = [days for day in (near, far) if day and (days := around(day, self.grain))]
        return Reading(min(ends)[0], max(ends)[1], "published") if len(ends) == 2 else None


@dataclass(frozen=True, slots=True)
class Within:
    """Some days of another expression's: "fin mars", "le premier mardi d'octobre", "mardi de la semaine prochaine"."""

    of: Expression
    pick: Callable[[Days], Days | None]

    def read(self, frame: Frame) -> Reading | None:
        """The picked days of those that the whole has in the frame."""
        inner = self.of.read(frame)
        if inner is None or inner.first is None or inner.last is None:
            return None
        days = self.pick((inner.first, inner.last))
        return replace(inner, first=days[0], last=days[1], conflict=False) if days else None


@dataclass(frozen=True, slots=True)
class Beside:
    """The nth weekday after or before another expression's days: "le troisième mardi après Noël"."""

    of: Expression
    weekday: int
    turn: Turn
    weeks: int

    def read(self, frame: Frame) -> Reading | None:
        """That weekday."""
        inner = self.of.read(frame)
        edge = (inner.last if self.turn == "following" else inner.first) if inner else None
        if inner is None or edge is None:
            return None
        weeks = self.weeks if self.turn == "following" else -self.weeks
        found = Weekday(self.weekday, self.turn, weeks).read(Frame(context=edge))
        return replace(found, source=inner.source) if found else None


@dataclass(frozen=True, slots=True)
class Between:
    """Two ends that share what one of them leaves out: "du 28 février au 3 mars 2025"."""

    first: Expression
    last: Expression

    def read(self, frame: Frame) -> Reading | None:
        """From the first day of the one to the last day of the other."""
        if _needs(self.last) and not _needs(self.first):
            begin = self.first.read(frame)
            end = _after(self.last, begin, frame) if begin and begin.first else None
        else:
            end = self.last.read(frame)
            begin = _before(self.first, end, frame) if end and end.last else None
        if begin is None or end is None or begin.first is None or end.last is None or begin.first > end.last:
            return None
        source = begin.source if end.source == "explicit" else end.source
        return Reading(begin.first, end.last, source, begin.conflict or end.conflict)


def _needs(expression: Expression) -> bool:
    """Whether the expression waits for the other end to tell it a year, a month or a week."""
    if isinstance(expression, Within):
        return _needs(expression.of)
    if isinstance(expression, Yearly):
        return expression.year is None and expression.turn is None
    return isinstance(expression, (DayNumber, Weekday))


def _before(expression: Expression, end: Reading, frame: Frame) -> Reading | None:
    """The first end, read as the last of its kind that does not come after the other."""
    if not _needs(expression) or end.last is None:
        return expression.read(frame)
    if isinstance(expression, (DayNumber, Weekday)):
        return _nearest(expression, end.last, end.source, replace(frame, tense="past"))
    read = [_in_year(expression, end.last.year - step, frame) for step in (0, 1)]
    found = next((r for r in read if r and r.first and r.first <= end.last), None)
    return replace(found, source=end.source) if found else None


def _after(expression: Expression, begin: Reading, frame: Frame) -> Reading | None:
    """The other end, read as the first of its kind that does not come before the first."""
    if begin.first is None:
        return None
    if isinstance(expression, (DayNumber, Weekday)):
        return _nearest(expression, begin.first, begin.source, replace(frame, tense="future"))
    read = [_in_year(expression, begin.first.year + step, frame) for step in (0, 1)]
    found = next((r for r in read if r and r.last and r.last >= begin.first), None)
    return replace(found, source=begin.source) if found else None


def _nearest(expression: Expression, day: dt.date, source: ResolvedFrom, frame: Frame) -> Reading | None:
    """A weekday or a day's number seen from the other end."""
    found = expression.read(replace(frame, anchor=day))
    return replace(found, source=source) if found else None


def _in_year(expression: Expression, year: int, frame: Frame) -> Reading | None:
    if isinstance(expression, Within):
        inner = expression.of
        return Within(replace(inner, year=year), expression.pick).read(frame) if isinstance(inner, Yearly) else None
    return replace(expression, year=year).read(frame) if isinstance(expression, Yearly) and 0 < year < 9999 else None
