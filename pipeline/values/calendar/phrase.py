"""What the grammar makes of some words: days, a duration, a repetition or a time of day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from pipeline.records import DateKind
from pipeline.values.calendar.expressions import Expression
from pipeline.values.calendar.pattern import Match

# What must stand beside a word that alone might be something else: "mars" the planet, "2000" a number.
Guard = Literal[
    "month",
    "year",
    "years",
    "season",
    "day",
    "indefinite",
    "lasting",
    "today",
    "inner",
    "bare",
    "hour",
    "slashed",
    "feast",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """A phrase's kind, its days (``of``), its ISO 8601 duration, its time, and the guard that it must pass."""

    kind: DateKind = "date"
    of: Expression | None = None
    duration: str | None = None
    time: str | None = None
    guard: Guard | None = None
    shareable: bool = False  # may stand as one end of an interval


Build = Callable[[Match], Phrase | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern in the notation of :mod:`pipeline.values.calendar.pattern` and what it means."""

    pattern: str
    build: Build


def days(of: Expression | None, guard: Guard | None = None) -> Phrase | None:
    """A phrase that stands for days."""
    return Phrase(of=of, guard=guard, shareable=True) if of is not None else None
