"""Arithmetic on calendar days: months, quarters, seasons, weeks."""

from __future__ import annotations

import calendar
import datetime as dt
from typing import Literal

Grain = Literal["day", "week", "weekend", "month", "quarter", "half", "year"]
Days = tuple[dt.date, dt.date]
_MONTHS: dict[Grain, int] = {"month": 1, "quarter": 3, "half": 6, "year": 12}


def make_day(year: int, month: int, day: int) -> dt.date | None:
    """The day; None where the calendar has none (31 June)."""
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def month_end(year: int, month: int) -> dt.date:
    """The last day of a month."""
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def month_days(year: int, month: int) -> Days:
    """First and last day of a month."""
    return dt.date(year, month, 1), month_end(year, month)


def year_days(year: int) -> Days:
    """First and last day of a year."""
    return dt.date(year, 1, 1), dt.date(year, 12, 31)


def season_days(season: int, year: int) -> Days:
    """First and last day of a season (1 spring … 4 winter) that begins in the year."""
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


def around(day: dt.date, grain: Grain) -> Days:
    """The day's own week (Monday to Sunday), weekend, month, quarter, half-year or year."""
    if grain == "day":
        return day, day
    if grain in {"week", "weekend"}:
        monday = day - dt.timedelta(days=day.weekday())
        return monday + dt.timedelta(days=5 * (grain == "weekend")), monday + dt.timedelta(days=6)
    length = _MONTHS[grain]
    start = (day.month - 1) // length * length + 1
    return dt.date(day.year, start, 1), month_end(day.year, start + length - 1)


def shift(day: dt.date, grain: Grain, count: int) -> dt.date | None:
    """The day ``count`` units later; one that its month lacks becomes the month's last; None off the calendar."""
    try:
        if grain == "day":
            return day + dt.timedelta(days=count)
        if grain in {"week", "weekend"}:
            return day + dt.timedelta(days=7 * count)
        year, month = divmod(day.year * 12 + day.month - 1 + count * _MONTHS[grain], 12)
        return dt.date(year, month + 1, min(day.day, month_end(year, month + 1).day))
    except (ValueError, OverflowError):
        return None


def known_to(day: dt.date, grain: Grain) -> Days:
    """What a day counted in units is known to: "il y a trois ans" is a year, "il y a deux mois" a month, else a day."""
    return around(day, grain) if grain in {"month", "year"} else (day, day)
