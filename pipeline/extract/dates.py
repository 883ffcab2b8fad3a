"""Date expressions of a page, each with its calendar value."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.annotate import Annotated
from pipeline.records import Date, Period
from pipeline.values.edtf import edtf
from pipeline.values.frames import Frame, Tense
from pipeline.values.period import Expression, scan_periods

if TYPE_CHECKING:
    from spacy.tokens import Token

_OPEN_END = re.compile(r"(?:depuis|à partir (?:de|du)|à compter (?:de|du)|dès)(?: le| la| l')? *$", re.IGNORECASE)
_OPEN_START = re.compile(r"(?:d'ici(?: à)?|avant|jusqu'(?:au?|en|à))(?: le| la| l')? *$", re.IGNORECASE)
# une femme de 25 ans, âgé de 40 ans, Paul Ndiaye, 41 ans, les moins de 30 ans
_AGE = re.compile(
    r"""(?: âgée?s?[ ]d[e'][ ]?
    | \b(?:hommes?|femmes?|garçons?|filles?|enfants?|jeunes?|personnes?|ancien|\w+aire|\w+iste|\w+ien(?:ne)?)[ ]de[ ]
    | [A-Z]\w+,[ ] | les[ ](?:moins|plus)[ ]de[ ] | \( )$""",
    re.VERBOSE,
)
_STREET = re.compile(
    r"(?:rue|avenue|place|boulevard|quai|stade|pont|cité|lycée|mouvement|journées? du) (?:du|de la|des) $",
    re.IGNORECASE,
)
_QUANTITY = re.compile(r"(?:plus|près|moins) de $|environ $|quelque $", re.IGNORECASE)
_RATE = re.compile(r"(?:\bpar|/) $")
_COMING = re.compile(
    r"\b(?:devrai(?:t|ent)|va|vont|doi(?:t|vent)|prévue?s?|attendue?s?|programmée?s?|prochaine?s?)\b", re.IGNORECASE
)
_ARTICLE = re.compile(
    r"(?:le|la|les|l'|au|en)\s+(?=\d|(?:lun|mar|mercre|jeu|vendre|same|diman)[a-z]*|(?:veille|lendemain|surlendemain)\b)",
    re.IGNORECASE,
)
_DAY_NAMED = re.compile(
    r"(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche),? (?:le )?\d{1,2}(?:er)? \w", re.IGNORECASE
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def find_dates(page: Annotated) -> Iterator[Date]:
    """The date expressions in text order, none overlapping another."""
    anchor = page.document.published
    expressions = [found for found in scan_periods(page.shadow) if not _is_trap(page, found)]
    anchor = anchor or _stated_anchor(page, expressions)
    context: dt.date | None = None
    for found in expressions:
        period = found.value(Frame(anchor=anchor, context=context, tense=_tense(page, found.start)))
        if period is None:
            continue
        if period.first_day and period.first_day == period.last_day:
            context = period.first_day
        start = _without_article(page.shadow, found, period)
        yield Date(
            text=page.text[start : found.end],
            start=start,
            end=found.end,
            sentence=page.sentence_at(start).index,
            period=_opened(page, start, period),
        )


def _is_trap(page: Annotated, found: Expression) -> bool:
    """An age, a street or a movement named after a day, a number of things that looks like a year, a rate."""
    words, before = page.shadow[found.start : found.end], page.shadow[max(0, found.start - 24) : found.start]
    if _STREET.search(before) or _RATE.search(before):
        return True
    if re.fullmatch(r"(?:(?:plus|près|moins) de )?[\w -]{1,14} ans", words, re.IGNORECASE) and _AGE.search(before):
        return True
    if re.fullmatch(r"\d{4}", words):
        return bool(_QUANTITY.search(before)) or _counts(page, found.end)
    return False


def _counts(page: Annotated, end: int) -> bool:
    """A plural noun follows: "2000 emplois" is no year."""
    match = re.compile(r" (?=[a-zéèê])").match(page.shadow, end)
    if not match:
        return False
    token = page.span(end + 1, end + 2)[0]
    return token.pos_ == "NOUN" and "Plur" in token.morph.get("Number")


def _stated_anchor(page: Annotated, expressions: list[Expression]) -> dt.date | None:
    """The day that a text without publication day fixes by weekday and day together, near a year that it names."""
    years = [int(year) for year, _ in Counter(_YEAR.findall(page.shadow)).most_common()]
    for found in expressions:
        if _DAY_NAMED.search(page.shadow, found.start, found.end):
            for year in (near for named in years for near in (named, named - 1, named + 1)):
                period = found.value(Frame(anchor=dt.date(year, 7, 1)))
                if period and period.first_day and not period.weekday_conflict:
                    return period.first_day
    return None


def _without_article(text: str, found: Expression, period: Period) -> int:
    match = _ARTICLE.match(text, found.start) if period.kind == "date" else None
    return match.end() if match and match.end() < found.end else found.start


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
    """The tense of the verb nearest to the offset within its sentence; what is planned is to come."""
    sentence = page.sentence_at(offset)
    if _COMING.search(page.shadow, max(sentence.start, offset - 60), min(sentence.end, offset + 30)):
        return "future"
    tokens = page.span(sentence.start, sentence.end)
    verbs = [(abs(token.idx - offset), tense) for token in tokens if (tense := _verb_tense(token))]
    return min(verbs)[1] if verbs else None


def _verb_tense(token: Token) -> Tense | None:
    if token.pos_ not in {"VERB", "AUX"}:
        return None
    form, tense = token.morph.get("VerbForm"), token.morph.get("Tense")
    if "Fin" in form and tense:
        named: dict[str, Tense] = {"Fut": "future", "Imp": "past", "Past": "past"}
        return named.get(tense[0])
    return "past" if "Part" in form and tense == ["Past"] else None
