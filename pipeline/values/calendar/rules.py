"""Rules for what the calendar names: days, months, quarters, seasons, feasts, years, decades, centuries.

Each rule's comment shows a phrase that it reads. Rules for what is seen from elsewhere ("hier", "il y a trois jours")
are in :mod:`pipeline.values.calendar.rules_relative`, durations, sets and hours in
:mod:`pipeline.values.calendar.rules_duration`.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from functools import partial

from pipeline.lexicon.lexicon import load
from pipeline.values.calendar.days import Days, easter, make_day, months, nth_unit, nth_weekday, season_days, years
from pipeline.values.calendar.expressions import Between, DayNumber, Fixed, Relative, Within, Yearly
from pipeline.values.calendar.pattern import Match
from pipeline.values.calendar.phrase import Build, Guard, Phrase, Rule, days

_ERA = "(j STOP? DASH? c STOP? | jc | notre ere)"
_TODAY = "(DEICTIC | ce jour) COMMA?"


def named_rules() -> Iterator[Rule]:
    """All rules of this module, in order of preference among matches of the same length."""
    yield from _day_rules()
    yield from _month_rules()
    yield from _feast_rules()
    yield from _year_rules()


def _day_rules() -> Iterator[Rule]:
    month = "(MONTH | SHORTMONTH)"
    # lundi 21 octobre; lundi, le 18 février; jeu. 3 avr.; le dix-huit mars; 14-Juillet; hier, lundi 21 octobre
    yield Rule(
        f"(({_TODAY} | ce | le)? (WEEKDAY NEIGHBOUR? | SHORTWEEKDAY) COMMA? le? | {_TODAY} le?)? DAY DASH? {month}",
        _day_of_month,
    )
    # vendredi 13; le lundi 3 (au jeudi 6 juin); the month is another's
    yield Rule("(DEICTIC COMMA?)? (ce | le)? WEEKDAY le? DAY", lambda m: days(DayNumber(m["day"], m["weekday"]), "day"))
    # le 3 du mois prochain, le 23 de ce mois, le 15 courant, le 12 du mois
    yield Rule("DAY (du mois NEIGHBOUR | de ce mois | courant | du mois en cours)", _day_of_this_month)
    # les 5 et 6 mars: the 5 alone
    yield Rule("DAY", lambda m: days(DayNumber(m["day"]), "inner"))
    # le 23 au soir, dès le 24 au matin
    yield Rule("le DAY au (DAYHALF | midi)", lambda m: days(DayNumber(m["day"])))
    # le 22: where nothing but the expression is given
    yield Rule("le DAY END", lambda m: days(DayNumber(m["day"]), "bare"))
    # 2024-10-22, 22/10/2024, 22.10.24
    yield Rule("((WEEKDAY | SHORTWEEKDAY) COMMA?)? le? (ISO | NUMERIC)", _numeric)
    # le 3/04
    yield Rule("(WEEKDAY | SHORTWEEKDAY)? le? SLASHED", _slashed)
    # 5-6 mars 2024
    yield Rule(f"RANGE {month}", _day_range)


def _month_rules() -> Iterator[Rule]:
    # en mars
    yield Rule(
        "(mois (de | d'))? MONTH", lambda m: days(Yearly(_month(m["month"])), None if m.has("mois") else "month")
    )
    # en ce mois de mai
    yield Rule("ce mois (de | d') MONTH", lambda m: days(Yearly(_month(m["month"]), turn="nearest")))
    # sept. 2021; the year is added by what follows every yearly phrase
    yield Rule("SHORTMONTH", lambda m: days(Yearly(_month(m["shortmonth"])), "inner"))
    # 03/2024, 2024-03
    yield Rule("MONTHYEAR", lambda m: days(_month_year(m["monthyear"])))
    # le premier trimestre, 2e semestre
    yield Rule("(NTH | ROMAN) (trimestre | semestre)", _quarter)
    # du premier au troisième trimestre 2023, entre le premier et le second semestre
    yield Rule(
        "(du | entre le | les)? (NTH | ROMAN) (au | et) le? (NTH | ROMAN) (trimestre | trimestres | semestre | semestres)",
        _quarter_range,
    )
    # T1 2025, S2 2024, 3T 2022
    yield Rule("CODED", _coded_quarter)
    # au printemps, cet été
    yield Rule("SEASON", lambda m: days(Yearly(partial(season_days, m["season"])), "season"))
    yield Rule("(ce | cet) SEASON", lambda m: days(Yearly(partial(season_days, m["season"]), turn="nearest")))
    # la semaine 6: as ISO 8601 counts them
    yield Rule("semaine COUNT", lambda m: days(Yearly(partial(_iso_week, m["count"]))) if m["count"] < 54 else None)
    # hiver 2023-2024
    yield Rule("SEASON YEARS", _season_of_years)
    # la rentrée 2025: September
    yield Rule(
        "rentree (scolaire | universitaire)? (de septembre)?",
        lambda m: days(Yearly(_month(9)), None if m.has("septembre") else "inner"),
    )


def _feast_rules() -> Iterator[Rule]:
    words = load("periods")
    spans = {name: partial(_on_day, *divmod(day, 100)) for name, day in words["feast"].items()}
    spans |= {name: partial(_after_easter, after) for name, after in words["easter"].items()}
    for name, span in spans.items():
        yield Rule(f"(le | la | l')? {name}", _feast(span, "feast" if name in words["words"]["also_common"] else None))


def _feast(span: Callable[[int], Days | None], guard: Guard | None) -> Build:
    return lambda _m: days(Yearly(span), guard)


def _year_rules() -> Iterator[Rule]:
    # en 2024; l'année 2024; l'an 2000
    yield Rule("YEAR", lambda m: days(_years(m["year"], m["year"]), "year"))
    yield Rule(
        "(l' an | an | annee | l'annee | exercice | millesime) YEAR", lambda m: days(_years(m["year"], m["year"]))
    )
    # 2019-2023, 2023/24, 2024-03
    yield Rule("YEARS", lambda m: _year_range(m["years"]))
    # l'exercice 2023-2024, l'année scolaire 2023-2024, la rentrée 2023-2024
    yield Rule("(annee | exercice) (budgetaire | fiscal | fiscale)? YEARS", lambda m: _year_range(m["years"]))
    yield Rule("(annee (scolaire | universitaire | academique) | rentree) YEARS", partial(_year_from, 9))
    # la saison 2023-2024 of sport or theatre
    yield Rule("saison YEARS", partial(_year_from, 7))
    # les années 90, années 2010, les années soixante-dix, la décennie 2010
    yield Rule("(annees | decennie) (YEAR | COUNT)", _decade)
    yield Rule("annees (YEAR | COUNT) (et | a | DASH) (YEAR | COUNT)", _decades)
    # XIXe siècle, 21e siècle, le premier siècle
    yield Rule("(ROMAN | NTH) siecle", _century)
    # 146 av. J.-C., le IIe siècle avant notre ère: off the calendar; 212 après J.-C.
    yield Rule(f"(YEAR | COUNT | (ROMAN | NTH) siecle) (avant | av STOP?) {_ERA}", lambda _m: Phrase())
    yield Rule(f"(YEAR | COUNT) (apres | ap STOP?) {_ERA}", lambda m: days(_years(*[m["year"] or m["count"]] * 2)))
    yield Rule(f"(ROMAN | NTH) siecle (apres | ap STOP?) {_ERA}", _century)
    # du XVIe au XVIIIe siècle
    yield Rule(
        "(ROMAN | NTH) (au | et | DASH) (le | du)? (ROMAN | NTH) siecles?".replace("siecles?", "(siecle | siecles)"),
        _centuries,
    )


def _on_day(month: int, day: int, year: int) -> Days | None:
    made = make_day(year, month, day)
    return (made, made) if made else None


def _month(month: int) -> Callable[[int], Days | None]:
    return lambda year: months(year, month, month) if 0 < year < 10000 else None


def _after_easter(after: int, year: int) -> Days:
    day = easter(year) + dt.timedelta(days=after)
    return day, day


def _iso_week(week: int, year: int) -> Days | None:
    try:
        return dt.date.fromisocalendar(year, week, 1), dt.date.fromisocalendar(year, week, 7)
    except ValueError:
        return None


def _day_of_month(m: Match) -> Phrase | None:
    month = m["month"] or m["shortmonth"]
    if make_day(2024, month, m["day"]) is None:  # 31 June; 2024 is a leap year
        return None
    return days(Yearly(partial(_on_day, month, m["day"]), weekday=m["weekday"] or m["shortweekday"]))


def _day_of_this_month(m: Match) -> Phrase | None:
    """The day of the month of publication, or of the one beside it."""
    of = Relative("month", m["neighbour"] or 0, whole=True)
    return days(Within(of, lambda span: nth_unit(span, "day", m["day"])))


def _numeric(m: Match) -> Phrase | None:
    if m["iso"]:
        year, month, day = (int(part) for part in re.split("[-/t]", m["iso"])[:3])
    else:
        text = m["numeric"]
        day, month, year = (int(part) for part in re.findall(r"\d+", text))
        if year < 100:
            if "/" not in text and len(text.replace(" ", "")) < 8:  # "1.2.34" numbers a section
                return None
            year += 2000 if year < 50 else 1900
    made = make_day(year, month, day)
    return days(Fixed((made, made), m["weekday"] or m["shortweekday"])) if made else None


def _slashed(m: Match) -> Phrase | None:
    day, month = (int(part) for part in m["slashed"].split("/"))
    if make_day(2024, month, day) is None or m["slashed"] == "24/7":
        return None
    weekday = m["weekday"] or m["shortweekday"]
    return days(Yearly(partial(_on_day, month, day), weekday=weekday), None if weekday else "slashed")


def _day_range(m: Match) -> Phrase | None:
    first, last = (int(part) for part in re.findall(r"\d+", m["range"]))
    month = m["month"] or m["shortmonth"]
    if not 0 < first < last or make_day(2024, month, last) is None:
        return None
    end = Yearly(partial(_on_day, month, last))
    return Phrase(kind="interval", of=Between(DayNumber(first), end))


def _month_year(text: str) -> Fixed:
    month, year = (int(part) for part in text.split("/"))
    return Fixed(months(year, month, month))


def _quarter(m: Match) -> Phrase | None:
    length = 6 if m.has("semestre") else 3
    return _quarters(m["nth"] or m["roman"], length)


def _quarters(nth: int, length: int, year: int | None = None) -> Phrase | None:
    nth = 12 // length if nth == -1 else nth
    if not 0 < nth <= 12 // length:
        return None
    last = nth * length
    return days(Yearly(lambda y: months(y, last - length + 1, last), year))


def _quarter_range(m: Match) -> Phrase | None:
    length = 6 if m.has("semestre") or m.has("semestres") else 3
    ends = [_quarters(m[a] or m[b], length) for a, b in (("nth", "roman"), ("nth2", "roman2"))]
    first, last = (end.of if end else None for end in ends)
    return Phrase(kind="interval", of=Between(first, last)) if first and last else None


def _coded_quarter(m: Match) -> Phrase | None:
    text = m["coded"]
    year = re.search(r"\d{4}", text)
    number, letter = sorted(text[:2])  # T2 2021 or 2T 2021
    phrase = _quarters(int(number), 6 if letter == "s" else 3, int(year[0]) if year else None)
    return phrase if year or phrase is None else days(phrase.of, "inner")


def _season_of_years(m: Match) -> Phrase | None:
    found = season_days(m["season"], int(m["years"][:4]))
    return days(Fixed(found)) if found else None


def _years(first: int, last: int) -> Fixed | None:
    found = years(first, last)
    return Fixed(found) if found else None


def _year_range(text: str) -> Phrase | None:
    first, last = (int(part) for part in re.findall(r"\d+", text))
    if last < 100:
        if 1 <= last <= 12 and last <= first % 100 and re.fullmatch(r"\d{4}-\d\d", text):
            return days(Fixed(months(first, last, last)))
        last += first // 100 * 100
    of = _years(first, last) if first < last <= first + 300 else None
    return Phrase(kind="interval", of=of, guard="years") if of else None


def _year_from(month: int, m: Match) -> Phrase | None:
    """Twelve months over two calendar years: a school's from September, a season's from July."""
    first, last = (int(part) for part in re.findall(r"\d+", m["years"]))
    if (first + 1 - last) % 100:
        return None
    end = dt.date(first + 1, month, 1) - dt.timedelta(days=1)
    return Phrase(kind="interval", of=Fixed((dt.date(first, month, 1), end)))


def _decade_start(number: int) -> int | None:
    if 10 <= number <= 90 and number % 10 == 0:
        return 1900 + number
    return number if 1500 <= number <= 2090 and number % 10 == 0 else None


def _decade(m: Match) -> Phrase | None:
    first = _decade_start(m["year"] or m["count"])
    return days(_years(first, first + 9)) if first else None


def _decades(m: Match) -> Phrase | None:
    first, last = _decade_start(m["year"] or m["count"]), _decade_start(m["year2"] or m["count2"])
    of = _years(first, last + 9) if first and last and first < last else None
    return Phrase(kind="interval", of=of) if of else None


def _century(m: Match) -> Phrase | None:
    nth = m["roman"] or m["nth"]
    return days(_years(100 * nth - 99, 100 * nth)) if 0 < nth < 23 else None


def _centuries(m: Match) -> Phrase | None:
    first, last = m["roman"] or m["nth"], m["roman2"] or m["nth2"]
    of = _years(100 * first - 99, 100 * last) if 0 < first < last < 23 else None
    return Phrase(kind="interval", of=of) if of else None


def nth_weekday_of(span: Days, weekday: int, nth: int) -> Days | None:
    """The nth weekday of a span, as days."""
    day = nth_weekday(span, weekday, nth)
    return (day, day) if day else None
