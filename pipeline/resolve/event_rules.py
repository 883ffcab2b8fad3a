"""When two tellings are one event, and what forbids it."""

from __future__ import annotations

import datetime as dt

from pipeline.records import EventKind
from pipeline.resolve.event_facts import Told, days_agree, days_clash, names_alike, names_equal, places_clash

CLOSE = dt.timedelta(days=10)  # between two publications that may tell of one undated event
VAGUE = dt.timedelta(days=27)  # a span from which on days alone tell nothing: a month, a year
_HERE_AND_NOW: frozenset[EventKind] = frozenset({"accident", "attack", "protest", "death"})


def may_be_one(a: Told, b: Told) -> bool:
    """Nothing forbids that both are one: kind, document, days, places, subjects, editions."""
    if a.event.kind != b.event.kind or a.document_id == b.document_id:
        return False
    if days_clash(a, b) or places_clash(a, b):
        return False
    if a.subjects and b.subjects and not a.subjects & b.subjects:
        return False
    return not (a.editions and b.editions and a.editions.isdisjoint(b.editions))


def are_one(a: Told, b: Told) -> bool:
    """Something says that both are one, and nothing forbids it."""
    if not may_be_one(a, b):
        return False
    if not days_agree(a, b):
        return _told_together(a, b) and names_equal(a, b)
    if a.subjects & b.subjects:
        return True
    if names_alike(a, b):
        return True
    shared = a.who & b.who
    return len(shared) >= 2 or (bool(shared) and _poor(a, b)) or _same_spot(a, b)


def _told_together(a: Told, b: Told) -> bool:
    return a.published is not None and b.published is not None and abs(a.published - b.published) <= CLOSE


def _poor(a: Told, b: Told) -> bool:
    """One of the names tells nothing of its own ("la signature de l'accord"), and the day is told exactly."""
    return not (a.words and b.words) and _is_exact(a) and _is_exact(b)


def _same_spot(a: Told, b: Told) -> bool:
    """A fire, an attack, a march on one day in one place."""
    same_place = a.place_id is not None and a.place_id == b.place_id
    return a.event.kind in _HERE_AND_NOW and same_place and _is_exact(a) and _is_exact(b)


def _is_exact(one: Told) -> bool:
    return one.first is not None and one.last is not None and one.last - one.first < VAGUE
