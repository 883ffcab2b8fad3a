"""The EDTF (ISO 8601-2, level 1) of a span of days."""

from __future__ import annotations

import datetime as dt

from pipeline.records import OpenEnd
from pipeline.values.calendar.days import month_end


def edtf(first: dt.date | None, last: dt.date | None, open_end: OpenEnd | None = None) -> str | None:
    """The span in the coarsest form that fits: ``2024``, ``199X``, ``2024-10``, a day, or an interval of days.

    With an open end it is ``2015/..`` or ``../2030``. Null where a bound is missing.
    """
    if open_end == "end" and first:
        return f"{_edge(first, last, first)}/.."
    if open_end == "start" and last:
        return f"../{_edge(first, last, last)}"
    if first is None or last is None:
        return None
    return _coarse(first, last) or f"{first.isoformat()}/{last.isoformat()}"


def _edge(first: dt.date | None, last: dt.date | None, end: dt.date) -> str:
    """The bound of an open interval: a year, a month or a day; of a longer span its own end."""
    coarse = _coarse(first, last)
    return coarse if coarse and "X" not in coarse else end.isoformat()


def _coarse(first: dt.date | None, last: dt.date | None) -> str | None:
    if first is None or last is None:
        return None
    if first == last:
        return first.isoformat()
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        if first.year == last.year:
            return f"{first.year:04d}"
        if first.year % 10 == 0 and last.year == first.year + 9:
            return f"{first.year // 10:03d}X"
    if first.day == 1 and last == month_end(first.year, first.month):
        return f"{first.year:04d}-{first.month:02d}"
    return None
