"""Bounded date expressions and their calendar values, table by table.

A line of a table is ``phrase => value``. A value is ``none`` (no date), ``null`` (a date whose days nothing tells), a day,
``FIRST..LAST`` with either end left out where it is open, an ISO 8601 duration, ``set``, or ``time``; after it may stand
the kind where it is not that of the form, ``at=HH:MM``, ``open=start|end``, ``conflict``, or ``for=`` a duration that
has days too. A line ``@ DAY [TENSE] [context=DAY]`` sets what the lines after it are read against; ``@`` alone, nothing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from edtf import parse_edtf

from pipeline.records import Period
from pipeline.values.calendar.frame import Frame, Tense
from pipeline.values.period import parse_period

TABLES = sorted((Path(__file__).parent / "periods").glob("*.txt"))


@dataclass(frozen=True)
class Case:
    phrase: str
    value: str
    frame: Frame


def read_frame(line: str) -> Frame:
    anchor: dt.date | None = None
    context: dt.date | None = None
    tense: Tense | None = None
    for word in line[1:].split():
        if word.startswith("context="):
            context = dt.date.fromisoformat(word.removeprefix("context="))
        elif word[0].isdigit():
            anchor = dt.date.fromisoformat(word)
        elif word in {"past", "present", "future"}:
            tense = word  # type: ignore[assignment]
    return Frame(anchor=anchor, context=context, tense=tense)


def cases(table: Path) -> Iterator[Case]:
    frame = Frame()
    for line in table.read_text(encoding="utf-8").splitlines():
        if line.startswith("@"):
            frame = read_frame(line)
        elif line and not line.startswith("#"):
            phrase, value = line.split(" => ")
            yield Case(phrase, value, frame)


ALL = [case for table in TABLES for case in cases(table)]


def written(period: Period | None) -> str:
    """The period as a table writes it."""
    if period is None:
        return "none"
    first, last = (day.isoformat() if day else "" for day in (period.first_day, period.last_day))
    days = first if first == last else f"{first}..{last}"
    if period.kind == "duration":
        return (period.duration or "P?") + (f" {days}" if days else "")
    parts = [days or {"date": "null", "interval": "null interval"}.get(period.kind, period.kind)]
    if period.kind == "interval" and days:
        parts.append("interval")
    parts += [f"at={period.time}"] * bool(period.time) + [f"open={period.open}"] * bool(period.open)
    return " ".join(parts + ["conflict"] * period.weekday_conflict)


def parsed(case: Case) -> Period | None:
    frame = case.frame
    return parse_period(case.phrase, frame.anchor, tense=frame.tense, context=frame.context)


@pytest.mark.parametrize("case", ALL, ids=lambda case: case.phrase)
def test_value(case: Case) -> None:
    assert written(parsed(case)) == case.value


def test_there_are_enough_cases() -> None:
    assert len(ALL) >= 600


@pytest.mark.parametrize("case", ALL, ids=lambda case: case.phrase)
def test_edtf_parses_and_days_are_in_order(case: Case) -> None:
    period = parsed(case)
    if period and period.edtf:
        parse_edtf(period.edtf)
    if period and period.first_day and period.last_day:
        assert period.first_day <= period.last_day
