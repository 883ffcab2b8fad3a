"""Arithmetic on calendar days: units, shifts, seasons, Easter."""

from __future__ import annotations

import calendar
import datetime as dt
from typing import Literal

Grain = Literal["day", "week", "weekend", "fortnight", "month", "quarter", "half", "year", "decade", "century"]
Days = tuple[dt.date, dt.date]
Part = Literal["start", "middle", "end", "whole"]
_DAYS: dict[str, int] = {"day": 1, "week": 7, "weekend": 7, "fortnight": 15}
_MONTHS: dict[str, int] = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}


def make_day(year: int, month: int, day: int) -> dt.date | None:
    """The day; None where the calendar has none (31 June)."""
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def month_end(year: int, month: int) -> dt.date:
    """The last day of a month."""
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def months(year: int, first: int, last: int) -> Days:
    """From the first day of a month to the last day of another of the same year."""
    return dt.date(year, first, 1), month_end(year, last)


def years(first: int, last: int) -> Days | None:
    """From 1 January of a year to 31 December of another; None off the calendar."""
    return (dt.date(first, 1, 1), dt.date(last, 12, 31)) if 0 < first <= last < 10000 else None


def season_days(season: int, year: int) -> Days | None:
    """First and last day of a season (1 spring … 4 winter) that begins in the year; from the 21st to the 20th."""
    if not 0 < year < 9999:
        return None
    return dt.date(year, 3 * season, 21), dt.date(year + (season == 4), 3 * season % 12 + 3, 20)


def easter(year: int) -> dt.date:
    """Easter Sunday of the Gregorian calendar, by the anonymous algorithm (Meeus, Astronomical Algorithms)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    h = (19 * a + b - d - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    i, k = divmod(c, 4)
    weekday = (32 + 2 * e + 2 * i - h - k) % 7
    month, day = divmod(h + weekday - 7 * ((a + 11 * h + 22 * weekday) // 451) + 114, 31)
    return dt.date(year, month, day + 1)


def around(day: dt.date, grain: Grain) -> Days | None:
    """The day's own week (Monday to Sunday), weekend (Saturday, Sunday), month, quarter … century."""
    if grain in {"day", "fortnight"}:
        return day, day
    if grain in {"week", "weekend"}:
        monday = day - dt.timedelta(days=day.weekday())
        return monday + dt.timedelta(days=5 * (grain == "weekend")), monday + dt.timedelta(days=6)
    if grain in {"decade", "century"}:
        first = day.year // 10 * 10 if grain == "decade" else (day.year - 1) // 100 * 100 + 1
        return years(first, first + _MONTHS[grain] // 12 - 1)
    length = _MONTHS[grain]
    start = (day.month - 1) // length * length + 1
    return months(day.year, start, start + length - 1)


def shift(day: dt.date, grain: Grain, count: int) -> dt.date | None:
    """The day ``count`` units later; one that its month lacks becomes the month's last; None off the calendar."""
    try:
        if grain in _DAYS:
            return day + dt.timedelta(days=count * _DAYS[grain])
        year, month = divmod(day.year * 12 + day.month - 1 + count * _MONTHS[grain], 12)
        return dt.date(year, month + 1, min(day.day, month_end(year, month + 1).day))
    except (ValueError, OverflowError):
        return None


def known_to(day: dt.date, grain: Grain) -> Days | None:
    """What a day counted in units is known to: "il y a trois ans" a year, "il y a deux mois" a month, else a day."""
    return around(day, grain) if grain in {"month", "year", "decade", "century"} else (day, day)


def part_of(days: Days, part: Part) -> Days:
    """The start, middle or end of a span.

    Of a month the days 1–10, 11–20 and from 21; of a week its first two days, the next two and the rest; of longer
    spans the thirds, by whole months or years where they divide so ("début 2024": January to April).
    """
    first, last = days
    if part == "whole" or first == last:
        return days
    length = (last - first).days + 1
    if length <= 31:
        size = 10 if length > 15 else max(1, length * 2 // 7)
        cuts = (first, first + dt.timedelta(days=size), first + dt.timedelta(days=2 * size))
    else:
        total = (last.year - first.year) * 12 + last.month - first.month + 1
        step = round(total / 36) * 12 if total > 36 else max(1, round(total / 3))
        cuts = (first, shift(first, "month", step) or last, shift(first, "month", 2 * step) or last)
    ends = (*(cut - dt.timedelta(days=1) for cut in cuts[1:]), last)
    index = ("start", "middle", "end").index(part)
    return cuts[index], ends[index]


def share_of(days: Days, nth: int, number: int) -> Days | None:
    """The nth half or third of a span, by whole months: "la première moitié de 2024"."""
    first, last = days
    total = (last.year - first.year) * 12 + last.month - first.month + 1
    nth = number if nth < 0 else nth
    begin, end = (shift(first, "month", total * n // number) for n in (nth - 1, nth))
    if nth > number or begin is None or end is None or begin >= end:
        return None
    return begin, last if nth == number else end - dt.timedelta(days=1)


def nth_weekday(days: Days, weekday: int, nth: int) -> dt.date | None:
    """The nth Monday … Sunday (1 … 7) of a span; a negative nth counts from its end."""
    first, last = days
    if nth > 0:
        found = first + dt.timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (nth - 1))
    else:
        found = last - dt.timedelta(days=(last.isoweekday() - weekday) % 7 + 7 * (-nth - 1))
    return found if first <= found <= last else None


def nth_unit(days: Days, grain: Grain, nth: int) -> Days | None:
    """The nth day, week, fortnight, month … of a span; weeks are those that lie in it whole."""
    first, last = days
    if grain in {"week", "weekend"}:
        edge = nth_weekday(days, 7, nth if nth < 0 else nth + ((first.isoweekday() != 1) if nth > 0 else 0))
        return around(edge, grain) if edge else None
    if grain == "fortnight":
        return _fortnight(days, nth)
    start = around(last if nth < 0 else first, grain)
    base = shift(start[0], grain, nth + 1 if nth < 0 else nth - 1) if start else None
    found = around(base, grain) if base else None
    return found if found and first <= found[0] and found[1] <= last else None


def _fortnight(days: Days, nth: int) -> Days | None:
    """Of a month, its first fifteen days or the rest."""
    first, last = days
    if (first.year, first.month) != (last.year, last.month) or nth not in {1, 2, -1}:
        return None
    return (first, first.replace(day=15)) if nth == 1 else (first.replace(day=16), last)
