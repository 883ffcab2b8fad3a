"""The value of each kind of date expression: one function a rule of :mod:`pipeline.values.date_rules`.

Each takes a match over folded text and the frame, and gives a Period, without days where nothing tells them, or None
where the words are no date after all.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from pipeline.lexicon.lexicon import load
from pipeline.records import DateKind, Period, ResolvedFrom
from pipeline.values.date_words import count, day_number, grain, roman, value, year_number
from pipeline.values.days import (
    around,
    easter,
    known_to,
    make_day,
    month_days,
    month_end,
    season_days,
    shift,
    year_days,
)
from pipeline.values.edtf import edtf
from pipeline.values.frames import Frame

Match = re.Match[str]


def _period(
    first: dt.date | None, last: dt.date | None, resolved_from: ResolvedFrom, kind: DateKind = "date"
) -> Period | None:
    if first is None or last is None or first > last:
        return None
    return Period(kind=kind, first_day=first, last_day=last, edtf=edtf(first, last), resolved_from=resolved_from)


def _group(match: Match, name: str) -> str | None:
    return match.groupdict().get(name)


def _told(match: Match, group: str = "year") -> ResolvedFrom:
    return "explicit" if _group(match, group) else "published"


def _time(match: Match) -> str | None:
    hour = _group(match, "hour")
    return f"{int(hour):02d}:{int(_group(match, 'minute') or _group(match, 'minute2') or 0):02d}" if hour else None


# Days


def day_of_month(match: Match, frame: Frame) -> Period | None:
    """The value of "ce lundi 21 octobre à 14h30"."""
    month, number = value("months", match["month"]), day_number(match["day"])
    stated = _group(match, "year")
    year = int(stated) if stated else _near_year(match, frame, month, number)
    if year is None:
        return Period(kind="date", time=_time(match))
    weekday = value("weekdays", match["weekday"]) if match["weekday"] else None
    made = make_day(year, month, number)
    if weekday and not stated:
        made = frame.fix_weekday(year, month, number, weekday)
    return _on(made, match, weekday, _told(match))


def _near_year(match: Match, frame: Frame, month: int, day: int) -> int | None:
    near = _group(match, "near")
    made = make_day(frame.anchor.year, month, day) if near and frame.anchor else None
    if made is None or frame.anchor is None:
        return frame.year_of(month, day)
    if near == "prochain":
        return made.year + (made <= frame.anchor)
    return made.year - (made >= frame.anchor)


def _on(made: dt.date | None, match: Match, weekday: int | None, told: ResolvedFrom) -> Period | None:
    period = _period(made, made, told)
    if period is None or made is None:
        return None
    return replace(period, time=_time(match), weekday_conflict=bool(weekday and made.isoweekday() != weekday))


def numeric_day(match: Match, frame: Frame) -> Period | None:  # noqa: ARG001 - every builder has these
    """The value of "22/10/2024", day first, and of "2024-10-22"."""
    made = make_day(year_number(match["year"]), int(match["month"]), int(match["day"]))
    named = _group(match, "weekday")
    return _on(made, match, value("weekdays", named) if named else None, "explicit")


def weekday_and_number(match: Match, frame: Frame) -> Period | None:
    """The value of "vendredi 13": the nearest such day that the tense allows."""
    weekday, number = value("weekdays", match["weekday"]), int(match["day"])
    if frame.anchor is None or not 0 < number < 32:
        return Period(kind="date", time=_time(match)) if 0 < number < 32 else None
    months = [shift(frame.anchor.replace(day=1), "month", step) for step in (0, -1, 1, -2, 2)]
    days = [make_day(first.year, first.month, number) for first in months if first]
    fitting = [day for day in days if day and day.isoweekday() == weekday]
    if frame.tense == "future":
        fitting = [day for day in fitting if day >= frame.anchor] or fitting
    elif frame.tense == "past":
        fitting = [day for day in fitting if day <= frame.anchor] or fitting
    return _on(fitting[0], match, weekday, "published") if fitting else None


def nth_weekday(match: Match, frame: Frame) -> Period | None:
    """The value of "le premier mardi d'octobre 2024"."""
    month, weekday = value("months", match["month"]), value("weekdays", match["weekday"])
    year = int(match["year"]) if match["year"] else frame.year_of(month, 15)
    if year is None:
        return Period(kind="date")
    first, last = month_days(year, month)
    days = [first + dt.timedelta(days=i) for i in range(last.day)]
    fitting = [day for day in days if day.isoweekday() == weekday]
    nth = -1 if match["nth"] == "dernier" else value("ordinals", match["nth"]) - 1
    return _period(fitting[nth], fitting[nth], _told(match)) if nth < len(fitting) else None


def feast(match: Match, frame: Frame) -> Period | None:
    """The value of "Noël 2024", "la Pentecôte"."""
    year = int(match["year"]) if match["year"] else frame.anchor.year if frame.anchor else None
    if year is None:
        return Period(kind="date")
    days = [_feast_day(match["feast"], year + step) for step in (0, -1, 1)]
    day = days[0]
    if frame.anchor and not match["year"]:
        if (frame.tense == "past" or _group(match, "near") == "dernier") and day > frame.anchor:
            day = days[1]
        elif (frame.tense == "future" or _group(match, "near") == "prochain") and day < frame.anchor:
            day = days[2]
    return _period(day, day, _told(match))


def _feast_day(word: str, year: int) -> dt.date:
    fixed = load("calendar")["feasts"].get(re.sub(r"\s+", " ", word))
    if fixed:
        return dt.date(year, *divmod(fixed, 100))
    return easter(year) + dt.timedelta(days=value("easter_feasts", word))


# Intervals


def day_interval(match: Match, frame: Frame) -> Period | None:
    """The value of "du 28 février au 3 mars 2025", with the parts that its ends share."""
    month2, day2 = value("months", match["m2"]), day_number(match["d2"])
    named = _group(match, "m1")
    month1, day1 = (value("months", named) if named else month2), day_number(match["d1"])
    year2 = int(match["y2"]) if match["y2"] else frame.year_of(month2, day2)
    if year2 is None:
        return Period(kind="interval")
    stated = _group(match, "y1")
    year1 = int(stated) if stated else year2 - (month1 > month2)
    first, last = make_day(year1, month1, day1), make_day(year2, month2, day2)
    return _period(first, last, _told(match, "y2"), "interval")


def interval_to_part(match: Match, frame: Frame) -> Period | None:
    """The value of "entre le 1er janvier et la mi-octobre"."""
    month1, month2 = value("months", match["m1"]), value("months", match["m2"])
    year = int(match["y2"]) if match["y2"] else frame.year_of(month2, 1)
    if year is None:
        return Period(kind="interval")
    first = make_day(int(match["y1"] or year), month1, day_number(match["d1"]))
    return _period(first, _part(match["part"], *month_days(year, month2))[1], _told(match, "y2"), "interval")


def month_interval(match: Match, frame: Frame) -> Period | None:
    """The value of "entre mars et juin 2023"."""
    month1, month2 = value("months", match["m1"]), value("months", match["m2"])
    year2 = int(match["y2"]) if match["y2"] else frame.year_of(month2, 1)
    if year2 is None:
        return Period(kind="interval")
    year1 = int(match["y1"]) if match["y1"] else year2 - (month1 > month2)
    return _period(month_days(year1, month1)[0], month_days(year2, month2)[1], _told(match, "y2"), "interval")


def weekday_interval(match: Match, frame: Frame) -> Period | None:
    """The value of "de lundi à mercredi"."""
    first = frame.nearest(value("weekdays", match["w1"]))
    if first is None:
        return Period(kind="interval")
    length = (value("weekdays", match["w2"]) - value("weekdays", match["w1"])) % 7
    return _period(first, first + dt.timedelta(days=length), "published", "interval")


def year_interval(match: Match, frame: Frame) -> Period | None:  # noqa: ARG001 - every builder has these
    """The value of "2019-2023", "2023/24"."""
    first = int(match["y1"])
    last = int(match["y2"]) if len(match["y2"]) == 4 else first // 100 * 100 + int(match["y2"])
    if not first < last <= first + 300:
        return None
    return _period(year_days(first)[0], year_days(last)[1], "explicit", "interval")


# Months and parts of months and years


def _month_year(month: int, match: Match, frame: Frame) -> int | None:
    near = _group(match, "near")
    if frame.anchor is None:
        return None
    now = frame.anchor.month
    if near == "prochain":
        return frame.anchor.year + (month <= now)
    if near:
        return frame.anchor.year - (month >= now)
    return frame.year_of(month, 1, last=month_end(frame.anchor.year, month).day)


def month(match: Match, frame: Frame) -> Period | None:
    """The value of "octobre 2024", "mars dernier", "en mai"."""
    number, stated = value("months", match["month"]), _group(match, "year")
    year = int(stated) if stated else _month_year(number, match, frame)
    return _period(*month_days(year, number), _told(match)) if year else Period(kind="date")


def _part(word: str, first: dt.date, last: dt.date) -> tuple[dt.date, dt.date]:
    """Début is the days 1–10, mi- 11–20, fin from 21."""
    part = word.rsplit(" ", 1)[-1]
    start, end = {"debut": (1, 10), "mi": (11, 20), "milieu": (11, 20), "fin": (21, last.day)}.get(part, (1, last.day))
    return first.replace(day=start), first.replace(day=end)


def part_of_month(match: Match, frame: Frame) -> Period | None:
    """The value of "fin mars 2024", "la mi-avril"."""
    number = value("months", match["month"])
    year = int(match["year"]) if match["year"] else _month_year(number, match, frame)
    return _period(*_part(match["part"], *month_days(year, number)), _told(match)) if year else Period(kind="date")


def _third(word: str, year: int) -> tuple[dt.date, dt.date]:
    """Début is January to April, mi- May to August, fin from September."""
    start = {"debut": 1, "mi": 5, "milieu": 5, "fin": 9}[word]
    return dt.date(year, start, 1), month_end(year, start + 3)


def part_of_year(match: Match, frame: Frame) -> Period | None:  # noqa: ARG001 - every builder has these
    """The value of "fin 2024"."""
    return _period(*_third(match["part"], int(match["year"])), "explicit")


def part_of_this(match: Match, frame: Frame) -> Period | None:
    """The value of "la fin du mois", "début d'année prochaine"."""
    if frame.anchor is None:
        return Period(kind="date")
    near = _group(match, "near") or ""
    base = shift(frame.anchor, grain(match["unit"]), near.startswith("proch") - near.startswith("dern"))
    if base is None:
        return Period(kind="date")
    if match["unit"] == "annee":
        return _period(*_third(match["part"], base.year), "published")
    return _period(*_part(match["part"], *month_days(base.year, base.month)), "published")


def quarter(match: Match, frame: Frame) -> Period | None:
    """The value of "T1 2025", "premier semestre"."""
    half = match["unit"] == "semestre" or match["code"] == "s"
    length, total = (6, 2) if half else (3, 4)
    word = match["digit"] or match["nth"]
    nth = total if word == "dernier" else int(word) if word.isdigit() else value("ordinals", word)
    if nth > total or (match["code"] and not match["year"]):
        return None
    start = (nth - 1) * length + 1
    year = int(match["year"]) if match["year"] else frame.year_of(start, 1, last=28)
    if year is None:
        return Period(kind="date")
    return _period(dt.date(year, start, 1), month_end(year, start + length - 1), _told(match))


def season(match: Match, frame: Frame) -> Period | None:
    """The value of "été 2024", "cet hiver", "printemps dernier", "printemps suivant"."""
    number, near = value("seasons", match["season"]), _group(match, "near")
    stated = _group(match, "year")
    base = frame.context if near == "suivant" else frame.anchor
    if base is None and not stated:
        return Period(kind="date")
    year = int(stated) if stated else base.year if base else 0
    if near and base:
        start = season_days(number, year)[0]
        ahead = near in {"prochain", "suivant"}
        year += (ahead and start <= base) - (not ahead and start > base)
    return _period(*season_days(number, year), _told(match))


def back_to_school(match: Match, frame: Frame) -> Period | None:
    """The value of "la rentrée 2025": September of that year."""
    year = int(match["year"]) if match["year"] else None
    if year is None and frame.anchor:
        ahead = match["near"] == "prochaine"
        year = frame.anchor.year + (ahead and frame.anchor.month >= 9) - (not ahead and frame.anchor.month < 9)
    return _period(*month_days(year, 9), _told(match)) if year else Period(kind="date")


def decade(match: Match, frame: Frame) -> Period | None:  # noqa: ARG001 - every builder has these
    """The value of "les années 90"."""
    word = match["decade"]
    number = int(word) if word.isdigit() else value("numbers", word)
    first = number if number > 100 else 1900 + number
    return _period(year_days(first)[0], year_days(first + 9)[1], "explicit")


def century(match: Match, frame: Frame) -> Period | None:  # noqa: ARG001 - every builder has these
    """The value of "XIXe siècle": 1801 to 1900."""
    number = int(match["century"]) if match["century"] else roman(match["roman"])
    if not 0 < number < 23:
        return None
    return _period(dt.date((number - 1) * 100 + 1, 1, 1), dt.date(number * 100, 12, 31), "explicit")


def year(match: Match, frame: Frame) -> Period | None:  # noqa: ARG001 - every builder has these
    """The value of a year."""
    return _period(*year_days(int(match["year"])), "explicit")


# Relative expressions


_STEPS = {"hier": -1, "avant-hier": -2, "demain": 1, "apres-demain": 2}
_CONTEXT_STEPS = {"veille": -1, "veille au soir": -1, "lendemain": 1, "surlendemain": 2, "avant-veille": -2}


def deictic(match: Match, frame: Frame) -> Period | None:
    """The value of "hier soir", "aujourd'hui"."""
    if frame.anchor is None:
        return Period(kind="date", time=_time(match))
    return _on(shift(frame.anchor, "day", _STEPS.get(match["word"], 0)), match, None, "published")


def anaphoric(match: Match, frame: Frame) -> Period | None:
    """The value of "la veille", "le lendemain": counted from the last day that the text states."""
    base = frame.context or frame.anchor
    if base is None:
        return Period(kind="date")
    day = shift(base, "day", _CONTEXT_STEPS.get(match["word"], 0))
    return _period(day, day, "context" if frame.context else "published")


def weekday(match: Match, frame: Frame) -> Period | None:
    """The value of "lundi", "jeudi dernier", "mardi de la semaine prochaine"."""
    number = value("weekdays", match["weekday"])
    if match["week"] and frame.anchor:
        monday = around(frame.anchor, "week")[0] + dt.timedelta(days=7)
        return _on(monday + dt.timedelta(days=number - 1), match, None, "published")
    day = frame.nearest(number, match["near"])
    return _on(day, match, None, "published") if day else Period(kind="date", time=_time(match))


def neighbour(match: Match, frame: Frame) -> Period | None:
    """The value of "la semaine prochaine", "l'an dernier", "le mois suivant"."""
    word, unit = match["near"], grain(match["unit"])
    from_text = word.startswith(("prec", "suiv"))
    base = (frame.context or frame.anchor) if from_text else frame.anchor
    step = 0 if word == "en cours" else 1 if word.startswith(("proch", "suiv")) else -1
    day = shift(base, unit, step) if base else None
    if day is None:
        return Period(kind="date")
    return _period(*around(day, unit), "context" if from_text and frame.context else "published")


def this_one(match: Match, frame: Frame) -> Period | None:
    """The value of "cette semaine", "cette année-là"."""
    base = frame.context if match["there"] else frame.anchor
    if base is None:
        return Period(kind="date")
    return _period(*around(base, grain(match["unit"])), "context" if match["there"] else "published")


def _counted(match: Match, base: dt.date | None, sign: int, told: ResolvedFrom) -> Period | None:
    number, unit = count(match["n"]), grain(match["unit"])
    day = shift(base, unit, sign * number) if base and number else None
    return _period(*known_to(day, unit), told) if day else Period(kind="date")


def ago(match: Match, frame: Frame) -> Period | None:
    """The value of "il y a trois jours"."""
    return _counted(match, frame.anchor, -1, "published")


def ahead(match: Match, frame: Frame) -> Period | None:
    """The value of "dans dix jours", and of "d'ici trois mois", which has a last day alone."""
    if match["way"] == "dans":
        return _counted(match, frame.anchor, 1, "published")
    number = count(match["n"])
    last = shift(frame.anchor, grain(match["unit"]), number) if frame.anchor and number else None
    if last is None:
        return Period(kind="date", open="start")
    return Period(kind="date", last_day=last, open="start", edtf=f"../{last}", resolved_from="published")


def from_context(match: Match, frame: Frame) -> Period | None:
    """The value of "trois jours plus tard", "deux ans auparavant"."""
    sign = 1 if match["way"] in {"plus tard", "apres"} else -1
    return _counted(match, frame.context or frame.anchor, sign, "context" if frame.context else "published")


# Durations, repetitions, clock times


def duration(match: Match, frame: Frame) -> Period | None:  # noqa: ARG001 - every builder has these
    """The value of "deux ans et demi", "une dizaine de jours", in ISO 8601."""
    number = 0 if match["n"] == "demi" else count(match["n"])
    if number is None:
        return None
    code: str = load("calendar")["units"][match["unit"]]
    half = bool(match["and"]) or number == 0
    if code in {"H", "MIN", "SEC"}:
        letter = {"H": "H", "MIN": "M", "SEC": "S"}[code]
        minutes = "30M" if half and code == "H" else ""
        return Period(kind="duration", duration=f"PT{number}{letter}{minutes}" if number else "PT30M")
    scale, letter = {"Q": (3, "M"), "S": (6, "M"), "C": (100, "Y")}.get(code, (1, code))
    extra = {"Y": "6M", "M": "15D", "D": "T12H"}.get(letter, "") if half else ""
    return Period(kind="duration", duration=f"P{number * scale}{letter}{extra}")


def repeated(match: Match, frame: Frame) -> Period | None:  # noqa: ARG001 - every builder has these
    """A set has no days: "chaque lundi"."""
    return Period(kind="set")


def clock(match: Match, frame: Frame) -> Period | None:  # noqa: ARG001 - every builder has these
    """The value of "14h30", "midi"."""
    noon = _group(match, "noon")
    return Period(kind="time", time={"midi": "12:00", "minuit": "00:00"}[noon] if noon else _time(match))
