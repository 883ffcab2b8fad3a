"""Rules for lengths of time, repetitions and times of day."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.values.calendar.days import Grain
from pipeline.values.calendar.pattern import Match
from pipeline.values.calendar.phrase import Guard, Phrase, Rule
from pipeline.values.calendar.rules_relative import number_in

_ABOUT = "((plus | pres | moins) (de | d') | environ | quelque | a peine | au moins | au plus | presque)?"
_COUNT = "((un | une)? ABOUT (de | d') | COUNT)"
_LONG = "(longues | longs | bonnes | bons | petites | petits | nouvelles | nouveaux | autres | pleines | dernieres)?"
# ISO 8601: how many of which designator a unit makes.
_DESIGNATORS: dict[Grain, tuple[int, str]] = {
    "day": (1, "D"), "week": (1, "W"), "weekend": (1, "W"), "fortnight": (2, "W"), "month": (1, "M"), "quarter": (3, "M"),
    "half": (6, "M"), "year": (1, "Y"), "decade": (10, "Y"), "century": (100, "Y"),
}  # fmt: skip
_HALVES = {"Y": "6M", "M": "15D", "D": "T12H"}
_LARGE: dict[Grain, int] = {"decade": 10, "century": 100}
ZONE = "(gmt | utc | tu | cet | heure locale | (heure DASH? de paris) | (heure de paris))?"


def duration_rules() -> Iterator[Rule]:
    """All rules of this module."""
    # à 20 heures, vers 8 heures 30; but "à trois heures de route" is a length
    yield Rule(
        f"(?<= a | vers | des | avant | BREAK | PAREN) COUNT heures (COUNT)? {ZONE} (?! de | d')",
        lambda m: _at(_hour(m["count"], m["count2"])),
    )
    # aux environs de 20 heures, peu après 8 heures, le journal de 20 heures
    yield Rule(
        "(?<= (environs | alentours | autour | partir | journal | jt | edition) de) COUNT heures (COUNT)?",
        lambda m: _at(_hour(m["count"], m["count2"])),
    )
    yield Rule("(?<= peu apres) COUNT heures (COUNT)? (?! de | d')", lambda m: _at(_hour(m["count"], m["count2"])))
    # trois jours, plus de deux ans et demi, une dizaine de jours, cinq longues années
    yield Rule(f"{_ABOUT} {_COUNT} {_LONG} UNIT (et (demi | demie))?", _duration)
    # deux ans et trois mois; un an, deux mois et dix jours
    yield Rule(f"{_ABOUT} COUNT UNIT (COMMA | et)? COUNT UNIT (et? COUNT UNIT)?", _compound)
    # trois à cinq ans, deux ou trois jours, 6-12 mois: a length that no single value tells
    yield Rule("(COUNT (a | ou | DASH) (COUNT) | RANGE) (UNIT | CLOCKUNIT)", lambda _m: Phrase(kind="duration"))
    yield Rule("entre COUNT et COUNT (UNIT | CLOCKUNIT)", lambda _m: Phrase(kind="duration"))
    # 48 heures, trois heures et demie, 2 heures 30 minutes, un quart d'heure, une demi-journée
    yield Rule(f"{_ABOUT} {_COUNT} {_LONG} CLOCKUNIT (et (demi | demie))?", _clock_duration)
    yield Rule(f"{_ABOUT} COUNT CLOCKUNIT (et? COUNT CLOCKUNIT | COUNT | COUNT s)", _clock_compound)
    yield from _lapse_rules()
    yield Rule("COUNT CLOCKUNIT et quart", lambda m: Phrase(kind="duration", duration=f"PT{m['count']}H15M"))
    yield Rule("(un | une | COUNT)? quart d' heure", lambda _m: Phrase(kind="duration", duration="PT15M"))
    yield Rule("(COUNT) quarts d' heure", lambda m: Phrase(kind="duration", duration=f"PT{15 * m['count']}M"))
    yield Rule("(une | COUNT)? demi DASH? heure", lambda _m: Phrase(kind="duration", duration="PT30M"))
    yield Rule("(un | COUNT)? demi DASH? siecle", lambda _m: Phrase(kind="duration", duration="P50Y"))
    yield Rule("(une | COUNT)? demi DASH? journee", lambda _m: Phrase(kind="duration", duration="PT12H"))
    # 35 h, en 2h30
    yield Rule("COUNT h", lambda m: Phrase(kind="duration", duration=f"PT{m['count']}H") if m["count"] > 24 else None)
    yield from _set_rules()
    yield from _clock_rules()


def _lapse_rules() -> Iterator[Rule]:
    # 1 heure, 12 minutes et 5 secondes
    yield Rule(f"{_ABOUT} COUNT CLOCKUNIT (COMMA | et)? COUNT CLOCKUNIT (COMMA | et)? COUNT CLOCKUNIT", _clock_of_three)
    # 3 h 04 min 09 s, 1:44:26, 4'33"
    yield Rule(f"{_ABOUT} LAPSE", lambda m: Phrase(kind="duration", duration=_lapse(m["lapse"])))
    # en 2h30, durera 1 h 45; plus de 3h15 de route
    yield Rule("(?<= en | dure | dura | durait | durera | pendant | durant | mis) CLOCK (minutes)?", _clock_lapse)
    yield Rule("(?<= duree) de CLOCK (minutes)?", _clock_lapse)
    yield Rule("(?<= LASTING) CLOCK (minutes)? (?= de | d')", _clock_lapse)
    yield Rule("(plus | pres | moins) (de | d') CLOCK (minutes)? (?= de | d')", _clock_lapse)


def _set_rules() -> Iterator[Rule]:
    # chaque lundi, chaque deuxième mardi du mois, chaque année, chaque été
    yield Rule("chaque (NTH)? (UNIT | WEEKDAY | SEASON | DAYHALF | (MONTH))", _recurring)
    # tous les lundis, tous les deux ans, toutes les 48 heures, tous les premiers lundis du mois
    yield Rule(
        "(tous | toutes) les (COUNT | NTHS)? (UNIT | WEEKDAYS | CLOCKUNIT | matins | soirs | etes | hivers) ((du | de l') UNIT)?",
        _recurring,
    )
    # un dimanche sur deux
    yield Rule("(un | une) (WEEKDAY | UNIT) sur COUNT", lambda m: _recurring(m) if m["count"] < 100 else None)
    # le deuxième mardi de chaque mois, le 15 de chaque mois
    yield Rule("(le | la)? (NTH (WEEKDAY | UNIT) | DAY | WEEKDAY) de chaque UNIT", _recurring)
    # le lundi et le jeudi de chaque semaine; les lundis; une fois par semaine is a rate and none
    yield Rule("les WEEKDAYS", _recurring)
    yield Rule("les WEEKDAYS (et | COMMA) (les)? WEEKDAYS", _recurring)
    yield Rule("(du | de) WEEKDAY (au | a) WEEKDAY de COUNT h", lambda _m: None)


def _clock_rules() -> Iterator[Rule]:
    # 14h30, 20 h GMT, 15:45
    yield Rule(f"CLOCK minutes? {ZONE}".replace("minutes?", "(minutes)?"), lambda m: _at(clock_time(m["clock"])))
    # 20 heures GMT
    yield Rule(
        "COUNT heures (COUNT)? (gmt | utc | tu | heure locale | (heure de paris))",
        lambda m: _at(_hour(m["count"], m["count2"])),
    )
    # 6h du matin, trois heures de l'après-midi
    yield Rule("CLOCK (du | de l') DAYHALF", lambda m: _at(_later(clock_time(m["clock"]), m["dayhalf"])))
    yield Rule("COUNT (heure | heures) (COUNT)? (du | de l') DAYHALF", _hour_of_half)
    # à midi, avant minuit
    yield Rule("NOON", lambda m: _at(m["noon"], "hour"))
    # de 9h à 17h, entre 14 h et 16 h
    yield Rule("(de | entre) CLOCK (a | et) (CLOCK | COUNT heures | NOON)", lambda m: _at(clock_time(m["clock"])))
    # de 22 heures à 5 heures
    yield Rule(
        "(de | entre) COUNT heures COUNT? (a | et) (CLOCK | COUNT heures COUNT? | NOON)",
        lambda m: _at(_hour(m["count"], m["count2"])),
    )
    yield Rule("CLOCK DASH CLOCK", lambda m: _at(clock_time(m["clock"])))


def clock_time(text: str) -> str | None:
    """``HH:MM`` of "14h30", "8 h", "15:45"; None where there is no such hour."""
    parts = [int(part) for part in re.findall(r"\d+", text)]
    return _hour(parts[0], parts[1] if len(parts) > 1 else 0)


def _lapse(text: str) -> str:
    """ISO 8601 of hours, minutes and seconds, or of minutes and seconds."""
    numbers = re.findall(r"\d+(?:[.,]\d+)?", text)
    letters = "HMS"[-len(numbers) :]
    parts = (f"{number.lstrip('0')}{letter}" for number, letter in zip(numbers, letters, strict=True))
    return "PT" + "".join(parts).replace(",", ".")


def _clock_lapse(m: Match) -> Phrase:
    hours, *minutes = (int(number) for number in re.findall(r"\d+", m["clock"]))
    return Phrase(kind="duration", duration=f"PT{hours}H" + "".join(f"{minute}M" for minute in minutes[:1]))


def _hour(hour: int, minute: int | None) -> str | None:
    return f"{hour:02d}:{minute or 0:02d}" if hour < 24 and (minute or 0) < 60 else None


def _later(time: str | None, hours: int) -> str | None:
    """A time said with its half of the day: "trois heures de l'après-midi" is 15:00."""
    if time is None or int(time[:2]) >= 12:
        return time
    return _hour(int(time[:2]) + hours, int(time[3:]))


def _hour_of_half(m: Match) -> Phrase | None:
    return _at(_later(_hour(m["count"], m["count2"]), m["dayhalf"]))


def _at(time: str | None, guard: Guard | None = None) -> Phrase | None:
    return Phrase(kind="time", time=time, guard=guard) if time else None


def _recurring(m: Match) -> Phrase | None:  # noqa: ARG001 - as every builder
    return Phrase(kind="set")


def _iso(count: int, grain: Grain) -> tuple[int, str]:
    size, letter = _DESIGNATORS[grain]
    return count * size, letter


def _duration(m: Match) -> Phrase | None:
    number, letter = _iso(number_in(m), m["unit"])
    half = m.has("demi") or m.has("demie")
    if half and m["unit"] in _LARGE:
        return Phrase(kind="duration", duration=f"P{number + _LARGE[m['unit']] // 2}Y")
    if half and letter == "W":
        return Phrase(kind="duration", duration=f"P{number}.5W")
    if half and m["unit"] == "quarter":
        return None
    iso = f"P{number}{letter}{_HALVES[letter] if half else ''}"
    if number_in(m) > 1 or half:
        return Phrase(kind="duration", duration=iso)
    return Phrase(kind="duration", duration=iso, guard="lasting" if m["unit"] in {"day", "fortnight"} else "indefinite")


def _compound(m: Match) -> Phrase | None:
    parts = [_iso(m["count"], m["unit"]), _iso(m["count2"], m["unit2"])]
    if m["unit3"]:
        parts.append(_iso(m["count3"], m["unit3"]))
    order = ["YMWD".index(letter) for _, letter in parts]
    if order != sorted(set(order)):
        return None
    return Phrase(kind="duration", duration="P" + "".join(f"{number}{letter}" for number, letter in parts))


def _clock_duration(m: Match) -> Phrase | None:
    half = "30M" if m.has("demi") or m.has("demie") else ""
    if half and m["clockunit"] != "H":
        return None
    indefinite: Guard | None = "indefinite" if number_in(m) == 1 and not half else None
    return Phrase(kind="duration", duration=f"PT{number_in(m)}{m['clockunit']}{half}", guard=indefinite)


def _clock_of_three(m: Match) -> Phrase | None:
    parts = [(m["count"], m["clockunit"]), (m["count2"], m["clockunit2"]), (m["count3"], m["clockunit3"])]
    in_order = [unit for _, unit in parts] == ["H", "M", "S"]
    iso = "".join(f"{count}{unit}" for count, unit in parts)
    return Phrase(kind="duration", duration=f"PT{iso}") if in_order else None


def _clock_compound(m: Match) -> Phrase | None:
    second = m["clockunit2"] or {"H": "M", "M": "S"}.get(m["clockunit"], "")
    count = m["count2"] or m["count3"] or m["count4"]
    if "HMS".find(second) <= "HMS".index(m["clockunit"]) or not second or (m["count3"] or 10) < 10:
        return None
    return Phrase(kind="duration", duration=f"PT{m['count']}{m['clockunit']}{count}{second}")
