"""Date expressions of a page, each with its calendar value."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import replace

from pipeline.annotate import Annotated
from pipeline.records import Date, Period
from pipeline.values.period import Frame, Tense, edtf, scan_periods

_OPEN_END = re.compile(r"(?:depuis|à partir (?:de|du)|à compter (?:de|du)|dès)(?: le| la| l')? *$", re.IGNORECASE)
_OPEN_START = re.compile(r"(?:d'ici(?: à)?|avant|jusqu'(?:au?|en|à))(?: le| la| l')? *$", re.IGNORECASE)
_AGE_BEFORE = re.compile(r"(?:âgée?s? de|moins de|plus de|, )$", re.IGNORECASE)
_STREET = re.compile(r"(?:rue|avenue|place|boulevard|quai|stade|pont) (?:du|de la|des) $", re.IGNORECASE)


def find_dates(page: Annotated) -> Iterator[Date]:
    """The date expressions in text order, none overlapping another."""
    context: dt.date | None = None
    for start, end, value in scan_periods(page.shadow):
        if _is_trap(page, start, end):
            continue
        frame = Frame(anchor=page.document.published, context=context, tense=_tense(page, start))
        period = value(frame)
        if period is None:
            continue
        period = _opened(page, start, period)
        if period.first_day and period.first_day == period.last_day:
            context = period.first_day
        start = _without_preposition(page.shadow, start, period)
        yield Date(
            text=page.text[start:end], start=start, end=end, sentence=page.sentence_at(start).index, period=period
        )


def _is_trap(page: Annotated, start: int, end: int) -> bool:
    """An age ("un homme de 25 ans", "Paul Ndiaye, 41 ans"), or a street named after a day."""
    found, before = page.shadow[start:end], page.shadow[max(0, start - 20) : start]
    if _STREET.search(before):
        return True
    is_years = re.fullmatch(r"[\w -]{1,12} ans", found) is not None
    return is_years and bool(_AGE_BEFORE.search(before) or re.search(r"\w de $", before))


def _without_preposition(text: str, start: int, period: Period) -> int:
    match = re.compile(
        r"(?:le|la|les|l'|au|en|du)\s+(?=\d|(?:lun|mar|mer|jeu|ven|sam|dim)[a-z]*di)", re.IGNORECASE
    ).match(text, start)
    return match.end() if match and period.kind == "date" else start


def _opened(page: Annotated, start: int, period: Period) -> Period:
    before = page.shadow[max(0, start - 20) : start]
    if period.kind != "date" or period.open:
        return period
    if _OPEN_END.search(before):
        return replace(period, open="end", edtf=edtf(period.first_day, period.last_day, "end"))
    if _OPEN_START.search(before):
        return replace(period, open="start", edtf=edtf(period.first_day, period.last_day, "start"))
    return period


def _tense(page: Annotated, offset: int) -> Tense | None:
    """The tense of the finite verb nearest to the offset within its sentence."""
    sentence = page.sentence_at(offset)
    span = page.span(sentence.start, sentence.end)
    verbs = [(abs(token.idx - offset), tense) for token in span if (tense := _verb_tense(token))]
    return min(verbs)[1] if verbs else None


def _verb_tense(token: object) -> Tense | None:
    morph = token.morph  # type: ignore[attr-defined]
    if token.pos_ not in {"VERB", "AUX"}:  # type: ignore[attr-defined]
        return None
    tense = morph.get("Tense")
    if "Fin" in morph.get("VerbForm") and tense:
        return {"Fut": "future", "Imp": "past", "Past": "past"}.get(tense[0])  # type: ignore[return-value]
    return "past" if "Part" in morph.get("VerbForm") and tense == ["Past"] else None
