"""When an event takes place: the date of its clause, or of the sentence, and whether it has been, is, will be."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from pipeline.finders.events.candidates import Candidate
from pipeline.finders.events.scene import Scene
from pipeline.finders.events.speech import is_day_of_speaking
from pipeline.records import Date, EventStatus

if TYPE_CHECKING:
    from spacy.tokens import Token

REACH = 170  # characters between a trigger and its date, each border of a clause counting for CLAUSE
CLAUSE = 60
GOVERNORS = 10  # words between a trigger and the verb whose tense is its own
_BORDER = re.compile(
    r"[;:()«»\"]|, (?=[a-zàéèê]+(?:er|ant|ant|é|ée|és|ées) )|\b(?:qui|que|dont|où|alors que|tandis que|après|avant|depuis que|lorsque|car|mais|puis)\b"
)
_CANCELLED = re.compile(r"\b(?:annul(?:é|ée|és|ées|er|ation|e|ent)|déprogrammée?s?)\b")


@dataclass(frozen=True, slots=True)
class Days:
    """The days of an event, and the date expression that gives them."""

    first: dt.date | None
    last: dt.date | None
    date: Date | None

    @property
    def known(self) -> bool:
        """At least one of the two days is told."""
        return self.first is not None or self.last is not None


NO_DAYS = Days(None, None, None)


def days_of(scene: Scene, candidate: Candidate) -> Days:
    """The days that the candidate's sentence gives it."""
    first = candidate.sentence.start
    usable = [
        date
        for date in scene.dates.get(candidate.sentence.index, ())
        if _is_usable(date) and not is_day_of_speaking(scene, date.start, first)
    ]
    near = min(usable, key=lambda date: _distance(scene, candidate, date), default=None)
    if near is None or _distance(scene, candidate, near) > REACH:
        return NO_DAYS
    return Days(*_bounds(near), near)


def at_edge(days: Days, edge: str | None) -> Days:
    """The days of the whole, where the date is that of its beginning or its end ("la clôture du forum, jeudi")."""
    if edge is None or days.first is None or days.first != days.last:
        return days
    return Days(days.first, None, days.date) if edge == "first" else Days(None, days.last, days.date)


def _is_usable(date: Date) -> bool:
    return (
        date.period.kind in {"date", "interval", "time"} and (date.period.first_day or date.period.last_day) is not None
    )


def _bounds(date: Date) -> tuple[dt.date | None, dt.date | None]:
    """ "depuis lundi" begins then and has no end; "d'ici fin mars" ends then and has no beginning."""
    period = date.period
    first = None if period.open == "start" else period.first_day
    last = None if period.open == "end" else period.last_day
    return first, last


def _distance(scene: Scene, candidate: Candidate, date: Date) -> int:
    gap = (candidate.end, date.start) if date.start >= candidate.end else (date.end, candidate.start)
    if gap[0] > gap[1]:
        return 0
    if gap[1] - gap[0] > REACH:
        return gap[1] - gap[0]
    return gap[1] - gap[0] + CLAUSE * len(_BORDER.findall(scene.page.shadow, *gap))


def status_of(scene: Scene, candidate: Candidate, days: Days) -> EventStatus:
    """The state of an event as of the day of publication: by its days, else by the tense."""
    sentence = candidate.sentence
    if _CANCELLED.search(
        scene.page.shadow, max(sentence.start, candidate.start - 60), min(sentence.end, candidate.end + 80)
    ):
        return "cancelled"
    published = scene.page.document.published
    if published and days.known:
        return _against(published, days)
    return "planned" if tense_of(candidate) == "future" else "past"


def _against(published: dt.date, days: Days) -> EventStatus:
    if days.first and days.first > published:
        return "planned"
    if days.last and days.last < published:
        return "past"
    if days.first is None:
        return "past" if days.last == published else "planned"
    if days.last is None or days.first < published < days.last:
        return "ongoing"
    return "past"


def tense_of(candidate: Candidate) -> str:
    """ "future", "present" or "past": of the trigger itself, else of the verb that governs it."""
    mood = candidate.sense.mood
    if mood in {"future", "past", "imperfect"}:
        return "future" if mood == "future" else "past"
    token = candidate.token
    for governor in (token, *islice(token.ancestors, GOVERNORS)):
        tense = _tense(governor)
        if tense:
            return tense
    return "past"


def _tense(token: Token) -> str | None:
    """The tense of a verb with its auxiliary: "sera signé" is future, "a été signé" past."""
    helpers = [child for child in token.children if child.dep_.startswith(("aux", "cop"))]
    tenses = {value for part in [token, *helpers] for value in part.morph.get("Tense")}
    if "Fut" in tenses:
        return "future"
    if "Past" in tenses or "Imp" in tenses:
        return "past"
    return "present" if "Pres" in tenses else None
