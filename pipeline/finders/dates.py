"""Date expressions of a page, each with its calendar value."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

from pipeline.annotate import Annotated
from pipeline.finders.tense import tense_at
from pipeline.lexicon.lexicon import alternation, load
from pipeline.records import Date, Period
from pipeline.values.period import Found, Frame, scan_periods

# What "le", "la" before a day adds nothing to: the row begins at the day.
_ARTICLE = re.compile(r"(?:le|la|les|au|du)\s+(?=\w)|l'(?=\w)", re.IGNORECASE)
_TODAY = re.compile(r"(?:ce\s|cet\s|aujourd'hui)", re.IGNORECASE)
_REACH = 48  # characters before a date that may say what it is the date of
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def find_dates(page: Annotated) -> Iterator[Date]:
    """The date expressions in text order, none overlapping another.

    A text without publication day may fix it itself ("ce jeudi 25 octobre", near a year that it names).
    """
    found = list(scan_periods(page.shadow))
    anchor = page.document.published or _stated_today(page.shadow, found)
    day: dt.date | None = None  # the last single day that the story states
    last: dt.date | None = None  # or the last date at all
    for expression in found:
        context = day if expression.counts_days else last
        frame = Frame(anchor=anchor, context=context, tense=tense_at(page, expression.start, expression.end))
        period = expression.value(frame)
        # "le lendemain" counts from the story's day, not from "la veille", nor from a law's or a birth's day
        if period.resolved_from != "context" and not _is_background(page.shadow, expression):
            last = _stated(period) or last
            day = period.first_day if period.first_day and period.first_day == period.last_day else day
        start = _without_article(page.shadow, expression)
        yield Date(
            text=page.text[start : expression.end],
            start=start,
            end=expression.end,
            sentence=page.sentence_at(start).index,
            period=period,
        )


def _stated(period: Period) -> dt.date | None:
    """The day from which "le lendemain" or "deux ans plus tard" would count."""
    if period.kind == "date":
        return period.first_day
    return period.last_day if period.kind == "interval" else None


def _is_background(text: str, found: Found) -> bool:
    """Whether the date says since when, or belongs to a birth, a foundation or a law, of which the story is not told."""
    return found.open == "end" or _background().search(text, max(0, found.start - _REACH), found.start) is not None


@cache
def _background() -> re.Pattern[str]:
    words = alternation(load("periods")["words"]["background"])
    return re.compile(
        rf"\b(?:{words})(?: (?:n° ?)?[\d.-]+)?(?: (?:à|au|en|dans) [\w'-]+,?)?(?: le| du| en)? $", re.IGNORECASE
    )


def _without_article(text: str, found: Found) -> int:
    article = _ARTICLE.match(text, found.start, found.end) if found.phrase.kind == "date" else None
    return article.end() if article else found.start


def _stated_today(text: str, found: list[Found]) -> dt.date | None:
    """The day that "ce jeudi 25 octobre" fixes: the weekday fits in a year that the text names, or beside one."""
    years = [int(year) for year, _ in Counter(_YEAR.findall(text)).most_common(4)]
    for expression in found:
        if _TODAY.match(text, expression.start):
            for year in years:
                period = expression.value(Frame(context=dt.date(year, 7, 1)))
                if period.first_day and period.first_day == period.last_day:
                    return period.first_day
    return None
