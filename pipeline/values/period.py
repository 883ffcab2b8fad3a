"""Calendar values of French expressions: a grammar over folded text, without a language model."""

from __future__ import annotations

import calendar
import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from pipeline.lexicon.lexicon import load
from pipeline.records import OpenEnd, Period, ResolvedFrom
from pipeline.text import shadow

Tense = Literal["past", "present", "future"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What a relative expression is read against."""

    anchor: dt.date | None = None
    context: dt.date | None = None
    tense: Tense | None = None


@dataclass(frozen=True, slots=True)
class _Rule:
    pattern: re.Pattern[str]
    build: Callable[[re.Match[str], Frame], Period | None]


def fold(text: str) -> str:
    """Lower case without accents, one character for one."""
    return "".join(_fold_character(c) for c in shadow(text))


@cache
def _fold_character(character: str) -> str:
    plain = unicodedata.normalize("NFD", character.lower())[0]
    return plain if len(character.lower()) == 1 else character


def parse_period(
    text: str, anchor: dt.date | None = None, *, tense: Tense | None = None, context: dt.date | None = None
) -> Period | None:
    """The value of one bounded expression; None when it is no date.

    Args:
        text: the expression alone ("du 22 au 24 octobre").
        anchor: day of publication.
        tense: tense of the clause, which tells last Monday from the next.
        context: the last day that the text states before it, for "la veille".
    """
    frame = Frame(anchor=anchor, context=context, tense=tense)
    whole = text.strip()
    for start, end, build in scan_periods(whole):
        if start <= 4 and end == len(whole):
            return build(frame)
    return None


def scan_periods(text: str) -> Iterator[tuple[int, int, Callable[[Frame], Period | None]]]:
    """Bounds of the expressions of a text in order, none overlapping, each with what gives its value in a frame."""
    folded = fold(text)
    found = []
    for order, rule in enumerate(_rules()):
        for match in rule.pattern.finditer(folded):
            found.append((match.start(), -match.end(), order, match, rule))
    end = 0
    for start, negative_end, _, match, rule in sorted(found, key=lambda f: f[:3]):
        if start >= end:
            end = -negative_end
            yield start, end, lambda frame, m=match, r=rule: r.build(m, frame)


# Values


def _span(first: dt.date | None, last: dt.date | None, frm: ResolvedFrom = "explicit", kind: str = "date") -> Period:
    return Period(kind=kind, first_day=first, last_day=last, edtf=edtf(first, last), resolved_from=frm)  # type: ignore[arg-type]


def edtf(first: dt.date | None, last: dt.date | None, open_end: OpenEnd | None = None) -> str | None:
    """The EDTF of a period, in the coarsest form that fits."""
    if open_end == "end" and first:
        return f"{_coarse(first, last)}/.."
    if open_end == "start" and last:
        return f"../{_coarse(first, last) or last.isoformat()}"
    if first is None or last is None:
        return None
    return _coarse(first, last) or f"{first.isoformat()}/{last.isoformat()}"


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
    if first.day == 1 and last == _month_end(first.year, first.month):
        return f"{first.year:04d}-{first.month:02d}"
    return None


def _month_end(year: int, month: int) -> dt.date:
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def _month(year: int, month: int) -> tuple[dt.date, dt.date]:
    return dt.date(year, month, 1), _month_end(year, month)


def _year(year: int) -> tuple[dt.date, dt.date]:
    return dt.date(year, 1, 1), dt.date(year, 12, 31)


def _make(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _full_year(text: str) -> int:
    year = int(text)
    return year if len(text) > 2 else year + (2000 if year < 50 else 1900)


# Words


def _names(group: str) -> str:
    return "|".join(sorted(load("dates")[group], key=len, reverse=True))


def _value(group: str, word: str) -> int:
    number: int = load("dates")[group][word.rstrip(".")]
    return number


def _number(word: str) -> int | None:
    if word.isdigit():
        return int(word)
    parts = re.split(r"[-\s]+(?:et[-\s]+)?", word)
    values = [load("dates")["numbers"].get(part) for part in parts]
    if any(value is None for value in values):
        return None
    return sum(values) or None


@cache
def _rules() -> tuple[_Rule, ...]:
    month, weekday, season = _names("months"), _names("weekdays"), _names("seasons")
    number = rf"(?:\d{{1,3}}|(?:{_names('numbers')})(?:[- ](?:et[- ])?(?:{_names('numbers')}))?)"
    unit = r"jours?|semaines?|mois|trimestres?|ans|annees?|an"
    ordinal = _names("ordinals")
    w = rf"(?:(?P<weekday>{weekday}),? (?:le )?)?"
    day = r"(?:\d{1,2}(?:er)?|premier)"
    year = r"(?:1[0-9]\d\d|20\d\d|21\d\d)"
    time = r"(?:,? (?:a|vers|des) (?:partir de )?(?P<hour>[01]?\d|2[0-3]) ?(?:h|heures?)(?: ?(?P<minute>[0-5]\d))?\b)?"
    edge = r"(?<![\w/.,-])"
    rules = (
        (
            rf"{edge}(?:du|de|entre le|entre les|les) {w}(?P<d1>{day})(?: (?P<m1>{month})\b\.?(?: (?P<y1>{year}))?)?"
            rf"(?:, {day})*(?: au | a | et le | et | jusqu'au | - | – |-|–)(?:(?:{weekday}) )?(?P<d2>{day}) (?P<m2>{month})\b\.?(?: (?P<y2>{year}))?",
            _day_interval,
        ),
        (
            rf"{edge}(?P<d1>\d{{1,2}})(?: et |-| - |–| – )(?P<d2>\d{{1,2}}) (?P<m2>{month})\b\.?(?: (?P<y2>{year}))?",
            _day_interval,
        ),
        (
            rf"{edge}(?:de |d'|entre )(?P<m1>{month})(?: (?P<y1>{year}))?(?: a | et )(?P<m2>{month})\b(?: (?P<y2>{year}))?",
            _month_interval,
        ),
        (
            rf"{edge}(?:de |entre |entre le |du )(?P<w1>{weekday})(?: a | et | au )(?P<w2>{weekday})\b",
            _weekday_interval,
        ),
        (rf"{edge}(?:de |entre )(?P<y1>{year})(?: a | et )(?P<y2>{year})\b(?!\s*%)", _year_interval),
        (rf"{edge}(?P<y1>{year})[-–/](?P<y2>{year}|\d\d)\b(?![-/–.]?\d)", _year_interval),
        (rf"{edge}(?:ce )?{w}(?P<day>{day}) (?P<month>{month})\b\.?(?: (?P<year>{year})\b)?{time}", _day_of_month),
        (rf"{edge}(?P<year>\d{{4}})-(?P<month>\d\d)-(?P<day>\d\d)\b", _numeric),
        (
            rf"{edge}(?:(?P<weekday>{weekday}) )?(?P<day>\d{{1,2}})(?P<sep>[/.])(?P<month>\d{{1,2}})(?P=sep)(?P<year>\d{{4}}|\d\d)\b(?![/.]\d)",
            _numeric,
        ),
        (
            rf"{edge}(?P<part>fin|debut|mi|courant|a la mi|la fin|le debut)[- ](?:du mois de |de |d')?(?P<month>{month})\b(?: (?:de |d')?(?P<year>{year}))?(?: (?P<next>dernier|prochain))?",
            _part_of_month,
        ),
        (
            rf"{edge}(?P<part>fin|debut|mi|la fin de|le debut de|la mi)[- ](?:de )?(?:l'annee |l'an )?(?P<year>{year})\b",
            _part_of_year,
        ),
        (rf"{edge}(?:(?:le |du |au )?mois de |mois d')?(?P<month>{month})\.? (?P<year>{year})\b", _month_rule),
        (rf"{edge}(?P<month>{month}) (?P<next>dernier|prochain|passe)\b", _month_rule),
        (
            r"(?<=\b(?:en|de|d'|au|ds) )(?P<month>janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre)\b",
            _month_rule,
        ),
        (r"(?<=\bd')(?P<month>avril|aout|octobre)\b", _month_rule),
        (
            rf"{edge}(?:(?P<nth>{ordinal}|[1-4]) ?(?P<unit>trimestre|semestre)|(?P<code>[tqs])(?P<digit>[1-4]))(?: (?:de |d'|de l'annee |de l'exercice )?(?P<year>{year})\b| (?P<this>de cette annee|de l'annee|en cours))?",
            _quarter,
        ),
        (
            rf"{edge}(?:l')?(?:cet |ce |l'|le |au |en )?(?P<season>printemps|automne|hiver|(?<=cet )ete|(?<=l')ete) (?P<year>{year})(?:[-–/](?P<year2>{year}|\d\d))?\b",
            _season,
        ),
        (rf"{edge}(?P<season>ete|printemps|automne|hiver) (?P<year>{year})\b(?P<year2>x)?", _season),
        (rf"{edge}(?P<this>cet|ce) (?P<season>{season})\b(?P<year>x)?(?P<year2>x)?", _season),
        (rf"{edge}(?P<season>{season}) (?P<next>dernier|prochain)\b(?P<year>x)?(?P<year2>x)?", _season),
        (
            rf"{edge}(?:les |des |aux )?annees (?P<decade>(?:1[5-9]|20)\d0|[1-9]0|cinquante|soixante|trente|quarante|vingt)\b",
            _decade,
        ),
        (
            rf"{edge}(?P<roman>[ivx]{{1,5}})(?:e|eme|er) siecle\b|{edge}(?P<century>\d{{1,2}})(?:e|eme) siecle\b",
            _century,
        ),
        (
            rf"{edge}(?P<word>aujourd'hui|avant-hier|apres-demain|hier|demain|ce jour|ce (?:matin|midi|soir)|cette (?:nuit|apres-midi))(?: (?:soir|matin|midi|apres-midi))?\b",
            _deictic,
        ),
        (
            rf"{edge}(?P<word>la veille|le lendemain|le surlendemain|l'avant-veille|le meme jour|le jour meme)\b",
            _anaphoric,
        ),
        (
            rf"{edge}(?:ce |le )?(?P<weekday>{weekday})(?: (?P<next>dernier|prochain|passe))?(?: (?:matin|soir|apres-midi|midi))?\b{time}",
            _weekday,
        ),
        (
            rf"{edge}(?:la |le |l')?(?P<unit>semaine|mois|annee|an|trimestre|semestre|week-end) (?P<next>derniere?|passee?|prochaine?|precedente?|suivante?|en cours)\b",
            _neighbour,
        ),
        (
            rf"{edge}(?:cette|ce|cet) (?P<unit>semaine|mois|annee|trimestre|semestre|week-end)(?P<next>-ci)?\b",
            _this_unit,
        ),
        (rf"{edge}il y a (?:pres de |plus de |environ )?(?P<n>{number}) (?P<unit>{unit})\b", _ago),
        (
            rf"{edge}(?P<way>dans|d'ici|d'ici a) (?:les )?(?P<n>{number}) (?:prochaines? |prochains? )?(?P<unit>{unit})\b",
            _ahead,
        ),
        (
            rf"{edge}(?P<n>{number}) (?P<unit>{unit}) (?P<way>plus tot|auparavant|avant|plus tard|apres)\b",
            _from_context,
        ),
        (
            rf"{edge}(?P<half>(?:le |la |un |une )?(?P<n>{number}|une? dizaine d'|une? quinzaine de|une? trentaine de|une? vingtaine de) ?(?P<unit>jours?|journees?|semaines?|mois|trimestres|ans|annees?|an|heures?|minutes?)(?P<and> et demie?)?)\b",
            _duration,
        ),
        (
            rf"{edge}(?:chaque (?:jour|semaine|mois|annee|{weekday}|ete|hiver)|tous les (?:{number} )?(?:jours|mois|ans|{weekday}s?)|toutes les (?:{number} )?(?:semaines|heures|minutes))\b",
            _set,
        ),
        (
            rf"{edge}(?P<hour>[01]?\d|2[0-3]) ?(?:h(?: ?(?P<minute>[0-5]\d))?|heures(?: (?P<minute2>[0-5]\d))?)(?: (?:gmt|utc))?\b",
            _clock,
        ),
        (r"(?<=\ba )(?P<noon>midi|minuit)\b", _clock),
        (
            r"(?:(?<=\bl'annee )|(?<=\bannee )|(?<=\bl'an )|(?<=\ben )|(?<=\bde )|(?<=\bdepuis )|(?<=\bd'ici )|(?<=\bd'ici a )|(?<=\bfin )|(?<=\bjusqu'en )|(?<=\bpour )|(?<=\bpar )|(?<=\bavant )|(?<=\bapres )|(?<=\bdes )|(?<=\bet )|(?<=\bou )|(?<=\bque )|(?<=\bqu'en )|(?<=\ba )|(?<=\bl'horizon )|(?<=\bhorizon )|(?<=\()|(?<=, )|(?<=\bcourant )|(?<=\bdu )|(?<=\bexercice )|(?<=\bd')|(?<=\bsaison )|(?<=^))(?P<year>1[5-9]\d\d|20\d\d)\b(?![-.,/]\d|\s?%|\s(?:euros|personnes|habitants|metres|km|francs|dollars|emplois))",
            _year_rule,
        ),
    )
    return tuple(_Rule(re.compile(pattern), build) for pattern, build in rules)  # type: ignore[arg-type]


# Builders: one a rule


def _day(text: str) -> int:
    return 1 if text == "premier" else int(re.sub(r"\D", "", text))


def _year_of(frame: Frame, month: int, day: int) -> int | None:
    """The year that the publication and the tense give a day without one."""
    if frame.anchor is None:
        return None
    year = frame.anchor.year
    made = _make(year, month, day)
    if made and frame.tense == "past" and made > frame.anchor:
        return year - 1
    if made and frame.tense == "future" and made < frame.anchor:
        return year + 1
    return year


def _day_of_month(m: re.Match[str], frame: Frame) -> Period | None:
    month, number = _value("months", m["month"]), _day(m["day"])
    year = int(m["year"]) if m["year"] else _year_of(frame, month, number)
    weekday = _value("weekdays", m["weekday"]) if m["weekday"] else None
    if year is None:
        return Period(kind="date", time=_time(m))
    made = _make(year, month, number)
    if weekday and not m["year"] and made and made.isoweekday() != weekday:
        near = [_make(year + step, month, number) for step in (-1, 1)]
        made = next((other for other in near if other and other.isoweekday() == weekday), made)
    if made is None:
        return None
    period = _span(made, made, "explicit" if m["year"] else "published")
    return replace(period, time=_time(m), weekday_conflict=bool(weekday and made.isoweekday() != weekday))


def _time(m: re.Match[str]) -> str | None:
    groups = m.groupdict()
    if not groups.get("hour"):
        return None
    return f"{int(groups['hour']):02d}:{int(groups.get('minute') or 0):02d}"


def _numeric(m: re.Match[str], frame: Frame) -> Period | None:
    made = _make(_full_year(m["year"]), int(m["month"]), int(m["day"]))
    return _span(made, made) if made else None


def _day_interval(m: re.Match[str], frame: Frame) -> Period | None:
    groups = m.groupdict()
    month2 = _value("months", m["m2"])
    month1 = _value("months", groups["m1"]) if groups.get("m1") else month2
    year2 = int(m["y2"]) if m["y2"] else _year_of(frame, month2, _day(m["d2"]))
    if year2 is None:
        return Period(kind="interval")
    year1 = int(groups["y1"]) if groups.get("y1") else year2 - (month1 > month2)
    first, last = _make(year1, month1, _day(m["d1"])), _make(year2, month2, _day(m["d2"]))
    if not first or not last or first > last:
        return None
    return _span(first, last, "explicit" if m["y2"] else "published", "interval")


def _month_interval(m: re.Match[str], frame: Frame) -> Period | None:
    month1, month2 = _value("months", m["m1"]), _value("months", m["m2"])
    year2 = int(m["y2"]) if m["y2"] else _year_of(frame, month2, 1)
    if year2 is None:
        return Period(kind="interval")
    year1 = int(m["y1"]) if m["y1"] else year2 - (month1 > month2)
    first, last = _month(year1, month1)[0], _month(year2, month2)[1]
    return _span(first, last, "explicit" if m["y2"] else "published", "interval") if first <= last else None


def _weekday_interval(m: re.Match[str], frame: Frame) -> Period | None:
    first = _nearest(_value("weekdays", m["w1"]), frame)
    if first is None:
        return Period(kind="interval")
    length = (_value("weekdays", m["w2"]) - _value("weekdays", m["w1"])) % 7
    return _span(first, first + dt.timedelta(days=length), "published", "interval")


def _year_interval(m: re.Match[str], frame: Frame) -> Period | None:
    first = int(m["y1"])
    last = int(m["y2"]) if len(m["y2"]) == 4 else first // 100 * 100 + int(m["y2"])
    return _span(_year(first)[0], _year(last)[1], "explicit", "interval") if first < last else None


def _part_of_month(m: re.Match[str], frame: Frame) -> Period | None:
    month = _value("months", m["month"])
    year = int(m["year"]) if m["year"] else _month_year(month, m["next"], frame)
    if year is None:
        return Period(kind="date")
    first, last = _month(year, month)
    part = m["part"].rsplit(" ", 1)[-1]
    bounds = {"debut": (1, 10), "mi": (11, 20), "fin": (21, last.day), "courant": (1, last.day)}[part]
    frm: ResolvedFrom = "explicit" if m["year"] else "published"
    return _span(first.replace(day=bounds[0]), first.replace(day=bounds[1]), frm)


def _part_of_year(m: re.Match[str], frame: Frame) -> Period | None:
    year = int(m["year"])
    word = next(word for word in ("debut", "mi", "fin") if word in m["part"])
    first = {"debut": 1, "mi": 5, "fin": 9}[word]
    return _span(dt.date(year, first, 1), _month_end(year, first + 3))


def _month_year(month: int, neighbour: str | None, frame: Frame) -> int | None:
    if frame.anchor is None:
        return None
    year, now = frame.anchor.year, frame.anchor.month
    if neighbour in {"dernier", "passe"}:
        return year - (month >= now)
    if neighbour == "prochain":
        return year + (month <= now)
    if frame.tense == "past" and month > now:
        return year - 1
    return year + 1 if frame.tense == "future" and month < now else year


def _month_rule(m: re.Match[str], frame: Frame) -> Period | None:
    month, groups = _value("months", m["month"]), m.groupdict()
    stated = groups.get("year")
    year = int(stated) if stated else _month_year(month, groups.get("next"), frame)
    return _span(*_month(year, month), "explicit" if stated else "published") if year else Period(kind="date")


def _quarter(m: re.Match[str], frame: Frame) -> Period | None:
    half = m["unit"] == "semestre" or m["code"] == "s"
    nth = int(m["digit"]) if m["digit"] else int(m["nth"]) if m["nth"].isdigit() else _value("ordinals", m["nth"])
    length = 6 if half else 3
    if nth * length > 12 or (m["code"] and not m["year"]):
        return None
    year = int(m["year"]) if m["year"] else frame.anchor.year if frame.anchor else None
    if year is None:
        return Period(kind="date")
    start = (nth - 1) * length + 1
    if not m["year"] and frame.anchor and frame.tense == "past" and dt.date(year, start, 1) > frame.anchor:
        year -= 1
    last = _month_end(year, start + length - 1)
    return _span(dt.date(year, start, 1), last, "explicit" if m["year"] else "published")


def _season(m: re.Match[str], frame: Frame) -> Period | None:
    number, groups = _value("seasons", m["season"]), m.groupdict()
    year = int(groups["year"]) if groups.get("year") else frame.anchor.year if frame.anchor else None
    if year is None:
        return Period(kind="date")
    if groups.get("next") and frame.anchor:
        start = _season_days(number, year)[0]
        if groups["next"] == "dernier" and start > frame.anchor:
            year -= 1
        elif groups["next"] == "prochain" and start <= frame.anchor:
            year += 1
    return _span(*_season_days(number, year), "explicit" if groups.get("year") else "published")


def _season_days(number: int, year: int) -> tuple[dt.date, dt.date]:
    start = (3, 6, 9, 12)[number - 1]
    end = (6, 9, 12, 3)[number - 1]
    return dt.date(year, start, 21), dt.date(year + (number == 4), end, 20)


def _decade(m: re.Match[str], frame: Frame) -> Period | None:
    word = m["decade"]
    value = int(word) if word.isdigit() else _value("numbers", word)
    first = value if value > 100 else 1900 + value
    return _span(_year(first)[0], _year(first + 9)[1])


def _century(m: re.Match[str], frame: Frame) -> Period | None:
    number = int(m["century"]) if m["century"] else _roman(m["roman"])
    if not 0 < number < 23:
        return None
    return _span(dt.date((number - 1) * 100 + 1, 1, 1), dt.date(number * 100, 12, 31))


def _roman(text: str) -> int:
    values = [{"i": 1, "v": 5, "x": 10}[c] for c in text]
    return sum(-v if any(w > v for w in values[i + 1 : i + 2]) else v for i, v in enumerate(values))


def _deictic(m: re.Match[str], frame: Frame) -> Period | None:
    if frame.anchor is None:
        return Period(kind="date")
    steps = {"hier": -1, "avant-hier": -2, "demain": 1, "apres-demain": 2}
    day = frame.anchor + dt.timedelta(days=steps.get(m["word"], 0))
    return _span(day, day, "published")


def _anaphoric(m: re.Match[str], frame: Frame) -> Period | None:
    base = frame.context or frame.anchor
    if base is None:
        return Period(kind="date")
    steps = {"la veille": -1, "le lendemain": 1, "le surlendemain": 2, "l'avant-veille": -2}
    day = base + dt.timedelta(days=steps.get(m["word"], 0))
    return _span(day, day, "context" if frame.context else "published")


def _nearest(weekday: int, frame: Frame, neighbour: str | None = None) -> dt.date | None:
    if frame.anchor is None:
        return None
    back = (frame.anchor.isoweekday() - weekday) % 7
    ahead = (weekday - frame.anchor.isoweekday()) % 7
    if neighbour == "prochain":
        return frame.anchor + dt.timedelta(days=ahead or 7)
    if neighbour in {"dernier", "passe"}:
        return frame.anchor - dt.timedelta(days=back or 7)
    if frame.tense == "future":
        return frame.anchor + dt.timedelta(days=ahead)
    return frame.anchor - dt.timedelta(days=back)


def _weekday(m: re.Match[str], frame: Frame) -> Period | None:
    day = _nearest(_value("weekdays", m["weekday"]), frame, m["next"])
    return replace(_span(day, day, "published"), time=_time(m)) if day else Period(kind="date", time=_time(m))


def _unit_days(unit: str, day: dt.date) -> tuple[dt.date, dt.date]:
    if unit == "semaine":
        first = day - dt.timedelta(days=day.weekday())
        return first, first + dt.timedelta(days=6)
    if unit == "week-end":
        first = day - dt.timedelta(days=day.weekday()) + dt.timedelta(days=5)
        return first, first + dt.timedelta(days=1)
    if unit in {"annee", "an"}:
        return _year(day.year)
    length = {"mois": 1, "trimestre": 3, "semestre": 6}[unit]
    start = (day.month - 1) // length * length + 1
    return dt.date(day.year, start, 1), _month_end(day.year, start + length - 1)


def _shift(day: dt.date, unit: str, count: int) -> dt.date:
    """The day ``count`` units later; a day that the month lacks becomes its last."""
    if unit.startswith(("jour", "semaine", "week")):
        return day + dt.timedelta(days=count * (1 if unit.startswith("jour") else 7))
    months = count * {"m": 1, "t": 3, "s": 6, "a": 12}[unit[0]]
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, month + 1, min(day.day, _month_end(year, month + 1).day))


def _neighbour(m: re.Match[str], frame: Frame) -> Period | None:
    word = m["next"]
    base = (frame.context or frame.anchor) if word.startswith(("prec", "suiv")) else frame.anchor
    if base is None:
        return Period(kind="date")
    step = 0 if word == "en cours" else 1 if word.startswith(("proch", "suiv")) else -1
    first, last = _unit_days(m["unit"], _shift(base, m["unit"], step))
    return _span(first, last, "context" if base is frame.context else "published")


def _this_unit(m: re.Match[str], frame: Frame) -> Period | None:
    if frame.anchor is None:
        return Period(kind="date")
    return _span(*_unit_days(m["unit"], frame.anchor), "published")


def _by_grain(day: dt.date, unit: str) -> tuple[dt.date, dt.date]:
    """A day counted in years is known to the year, in months to the month, else to the day."""
    if unit.startswith(("an", "annee")):
        return _year(day.year)
    return _unit_days("mois", day) if unit == "mois" else (day, day)


def _counted(m: re.Match[str], base: dt.date | None, sign: int, frm: ResolvedFrom) -> Period | None:
    count = _number(m["n"])
    if base is None or not count:
        return Period(kind="date")
    try:
        day = _shift(base, m["unit"], sign * count)
    except (ValueError, OverflowError):
        return Period(kind="date")
    return _span(*_by_grain(day, m["unit"]), frm)


def _ago(m: re.Match[str], frame: Frame) -> Period | None:
    return _counted(m, frame.anchor, -1, "published")


def _ahead(m: re.Match[str], frame: Frame) -> Period | None:
    if m["way"] == "dans":
        return _counted(m, frame.anchor, 1, "published")
    count = _number(m["n"])
    if frame.anchor is None or not count:
        return Period(kind="date")
    last = _shift(frame.anchor, m["unit"], count)
    return Period(kind="date", last_day=last, open="start", edtf=f"../{last}", resolved_from="published")


def _from_context(m: re.Match[str], frame: Frame) -> Period | None:
    base = frame.context or frame.anchor
    sign = 1 if m["way"] in {"plus tard", "apres"} else -1
    return _counted(m, base, sign, "context" if frame.context else "published")


_TENS = {"dizaine": 10, "quinzaine": 15, "vingtaine": 20, "trentaine": 30}


def _duration(m: re.Match[str], frame: Frame) -> Period | None:
    count = next((n for word, n in _TENS.items() if word in m["n"]), None) or _number(m["n"])
    if not count:
        return None
    code = load("dates")["units"][m["unit"]]
    half = 1 if m["and"] else 0
    if code == "Q":
        return Period(kind="duration", duration=f"P{3 * count}M")
    if code in {"H", "MIN"}:
        minutes = "30M" if half else ""
        return Period(kind="duration", duration=f"PT{count}H{minutes}" if code == "H" else f"PT{count}M")
    extra = {"Y": "6M", "M": "15D", "W": "", "D": "T12H"}[code] if half else ""
    return Period(kind="duration", duration=f"P{count}{code}{extra}")


def _set(m: re.Match[str], frame: Frame) -> Period | None:
    return Period(kind="set")


def _clock(m: re.Match[str], frame: Frame) -> Period | None:
    groups = m.groupdict()
    if groups.get("noon"):
        return Period(kind="time", time="12:00" if groups["noon"] == "midi" else "00:00")
    return Period(
        kind="time", time=f"{int(groups['hour']):02d}:{int(groups.get('minute') or groups.get('minute2') or 0):02d}"
    )


def _year_rule(m: re.Match[str], frame: Frame) -> Period | None:
    return _span(*_year(int(m["year"])))
