"""The compiled grammar: rules by the words that may begin them, and what holds phrases together.

Rules give phrases; prefixes ("le premier mardi de …", "fin …") take a phrase after them and change its days; a year or
"dernier" after a yearly phrase, and a time after a day, belong to it; two phrases make an interval.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, partial
from typing import Any

from pipeline.lexicon.lexicon import load
from pipeline.values.calendar.days import Days, around, nth_unit, part_of, share_of
from pipeline.values.calendar.expressions import Beside, Between, DayNumber, Expression, Relative, Weekday, Within
from pipeline.values.calendar.folding import HAS
from pipeline.values.calendar.frame import Turn
from pipeline.values.calendar.lexer import GAP, Vocabulary
from pipeline.values.calendar.pattern import Match, compile_rule, first_names, literals
from pipeline.values.calendar.rules import named_rules, nth_weekday_of
from pipeline.values.calendar.rules_duration import ZONE, duration_rules
from pipeline.values.calendar.rules_relative import relative_rules

_OF = "(du mois de | du mois d' | au mois de | de la | de l' | du | de | d' | des | DASH | en | le | la | l')?"

_INTERVAL = 40  # words between the beginning of an interval and what joins its ends: "les 3, 4, 5, 6 et 7 mai"

Change = Callable[[Match, Expression], Expression | None]


@dataclass(frozen=True, slots=True)
class Prefix:
    """What stands before a phrase, and what it makes of the phrase's days."""

    pattern: str
    change: Change


def _picked(pick: Callable[[Match], Callable[[Days], Days | None]]) -> Change:
    return lambda m, of: Within(of, pick(m))


def _prefixes() -> Iterator[Prefix]:
    # fin mars, au début de l'année, à la mi-octobre, courant 2025, dans le courant du mois de mai
    yield Prefix(f"(la | le | l')? PART {_OF}", _picked(lambda m: partial(_part, m["part"])))
    # le premier mardi d'octobre, le dernier dimanche de mars
    yield Prefix(
        "(la | le | l')? NTH WEEKDAY (de la | de l' | du mois de | du mois d' | du | de | d')",
        _picked(lambda m: lambda days: nth_weekday_of(days, m["weekday"], m["nth"])),
    )
    # la première semaine d'octobre, la seconde quinzaine de mai, le dernier jour de l'année
    yield Prefix(
        "(la | le | l')? NTH UNIT (de la | de l' | du mois de | du mois d' | du | de | d')",
        _picked(lambda m: lambda days: nth_unit(days, m["unit"], m["nth"])),
    )
    # les trois premiers mois de 2024, les dix derniers jours de mars
    yield Prefix(
        "(les | des | ces)? COUNT NTHS UNIT (de la | de l' | du mois de | du mois d' | du | de | d')",
        _picked(lambda m: lambda days: _first_units(days, m["unit"], m["nths"] * m["count"])),
    )
    # la première moitié de 2024, le premier tiers de l'année
    yield Prefix(
        "(la | le)? NTH SHARE (de la | de l' | du mois de | du | de | d' | des)",
        _picked(lambda m: lambda days: share_of(days, m["nth"], m["share"])),
    )
    # le troisième mardi après Noël
    yield Prefix("(la | le | l')? NTH WEEKDAY (apres | avant) (le | la | l')?", _weekday_beside)
    # mardi de la semaine prochaine
    yield Prefix("WEEKDAY (DAYHALF)? (de la | de l' | de | du)", _weekday_of)
    # la veille de Noël, le lendemain du 12 février
    yield Prefix(
        "(la | le | l' | au)? EVE (de la | de l' | du | de | d')", lambda m, of: Relative("day", m["eve"], of=of)
    )
    # trois jours après Noël
    yield Prefix("COUNT UNIT (apres | avant) (le | la | l')?", _offset)
    # la semaine du 6 octobre, le week-end des 5 et 6 mars, la journée de lundi
    yield Prefix("(la | le | cette | ce)? UNIT (du | de | des)", _unit_of)
    yield Prefix("(la | le | cette | ce)? UNIT (?= du | de)", lambda _m, of: of if isinstance(of, Between) else None)
    # la nuit du 12 au 13 mars, le matin du 15, la nuit de mardi à mercredi
    yield Prefix("(la | le | l')? DAYHALF (du | de | de la | des | d')", lambda _m, of: of)
    yield Prefix("(la | le | l')? DAYHALF (?= du | de)", lambda _m, of: of if isinstance(of, Between) else None)


def _part(part: Any, days: Days) -> Days:
    return part_of(days, part)


def _first_units(days: Days, grain: Any, count: int) -> Days | None:
    edges = [nth_unit(days, grain, n) for n in ((1, count) if count > 0 else (count, -1))]
    return (edges[0][0], edges[1][1]) if edges[0] and edges[1] else None


def _weekday_of(m: Match, of: Expression) -> Expression | None:
    is_week = isinstance(of, Relative) and of.grain == "week"
    return Within(of, lambda days: nth_weekday_of(days, m["weekday"], 1)) if is_week else None


def _weekday_beside(m: Match, of: Expression) -> Expression | None:
    nth = m["nth"] - 1 if m["nth"] > 0 else 0
    turn: Turn = "following" if m.has("apres") else "preceding"
    return Beside(of, m["weekday"], turn, nth)


def _offset(m: Match, of: Expression) -> Expression | None:
    whole = isinstance(of, (Relative, Weekday, DayNumber, Between))
    return None if whole else Relative(m["unit"], m["count"] * (1 if m.has("apres") else -1), of=of)


def _unit_of(m: Match, of: Expression) -> Expression | None:
    if m["unit"] == "week":
        return of if isinstance(of, Between) else Within(of, _week_of)
    if m["unit"] == "weekend" and not isinstance(of, Between):
        return Within(of, _weekend_of)
    return of if m["unit"] in {"weekend", "day"} else None


def _week_of(days: Days) -> Days | None:
    """The week that "la semaine du 6 octobre" begins; from a Sunday on, the one after it."""
    first, _ = days
    return around(first + dt.timedelta(days=first.isoweekday() == 7), "week")


def _weekend_of(days: Days) -> Days:
    """The Saturday and Sunday of which one is named: "le week-end de Pâques"; of another day the day itself."""
    first, last = days
    return around(first, "weekend") or days if first == last and first.isoweekday() > 5 else days


@dataclass(frozen=True, slots=True)
class Compiled:
    """A pattern over codes with what it means."""

    pattern: re.Pattern[str]
    build: Any


def _gate(compiled: list[Compiled]) -> re.Pattern[str]:
    """One pattern that matches where any of these does: most words are let go at the cost of one match."""
    bare = dict.fromkeys(_bare(one.pattern.pattern) for one in compiled)
    return re.compile("|".join(f"(?:{pattern})" for pattern in bare))


def _bare(pattern: str) -> str:
    """The pattern without names of groups, which may stand but once in a pattern."""
    return re.sub(r"\(\?P<\w+>", "(?:", pattern)


class Grammar:
    """The compiled rules: which may begin at a code, what may follow a phrase, what joins two."""

    def __init__(self) -> None:
        rules = [*named_rules(), *relative_rules(), *duration_rules()]
        prefixes = list(_prefixes())
        sources = [rule.pattern for rule in rules] + [prefix.pattern for prefix in prefixes]
        sources += [*_SUFFIXES, *_OPENERS, *_OPENERS.values(), _TIME, _DAY_LINK, *CUES.values()]
        self.vocabulary = Vocabulary(_words(sources))
        self.rules = self._by_code([(rule.pattern, rule.build) for rule in rules])
        self.prefixes = self._by_code([(prefix.pattern, prefix.change) for prefix in prefixes])
        self.gates = {code: _gate([*self.rules.get(code, ()), *self.prefixes.get(code, ())]) for code in self._starts()}
        self.suffixes = [Compiled(self._compiled(source), turn) for source, turn in _SUFFIXES.items()]
        self.joints = [(self._compiled(opener), self._compiled(joint)) for opener, joint in _OPENERS.items()]
        self.spans = self._spans()
        self._begins = re.compile(f"[{''.join(sorted({*self.gates, *self._firsts(_OPENERS)}))}]")
        self.time = self._compiled(_TIME)
        self.day_link = self._compiled(_DAY_LINK)
        self.cues = {name: self._compiled(source) for name, source in CUES.items()}

    def next_start(self, codes: str, at: int) -> int:
        """The next place from ``at`` on where a phrase can begin; the length of the codes where there is none."""
        for found in self._begins.finditer(codes, at):
            place = found.start()
            gate = self.gates.get(codes[place])
            if (gate and gate.match(codes, place)) or self.spans.match(codes, place):
                return place
        return len(codes)

    def _spans(self) -> re.Pattern[str]:
        """Where an interval may begin: what joins its ends stands before any unknown word."""
        begins, joints = ("".join(sorted(codes)) for codes in (self.gates, self._firsts(_OPENERS.values())))
        openers = "|".join(dict.fromkeys(f"(?:{opener.pattern})" for opener, _ in self.joints))
        return re.compile(f"(?:{openers})[{begins}][^{GAP}]{{0,{_INTERVAL}}}?[{joints}]")

    def _firsts(self, sources: Iterable[str]) -> set[str]:
        """The codes of the words with which the rules may begin."""
        return {code for source in sources for name in first_names(source) for code in self.vocabulary.codes_of(name)}

    def _compiled(self, source: str) -> re.Pattern[str]:
        return compile_rule(source, self.vocabulary)

    def _starts(self) -> list[str]:
        return sorted({*self.rules, *self.prefixes})

    def _by_code(self, rules: list[tuple[str, Any]]) -> dict[str, list[Compiled]]:
        """The rules that a word may begin, in their order, by the word's code."""
        found: dict[str, list[Compiled]] = {}
        for source, build in rules:
            compiled = Compiled(self._compiled(source), build)
            for code in sorted({code for name in first_names(source) for code in self.vocabulary.codes_of(name)}):
                found.setdefault(code, []).append(compiled)
        return found


def _neighbour_turn(m: Match) -> Turn:
    return "next" if m["neighbour"] > 0 else "last"


def _following_turn(m: Match) -> Turn:
    return "following" if m["following"] > 0 else "preceding"


# What may follow a yearly phrase: 12 mars 2024, mars dernier, le printemps suivant, le 3 mai de la même année
_SUFFIXES: dict[str, Callable[[Match], Turn]] = {
    "DASH? (de l' annee | de l' an | de l' exercice | de | d')? YEAR": lambda _m: "this",
    "SHORTYEAR (?= AFTERYEAR | COMMA | STOP | BREAK | PAREN | CLOSE | END)": lambda _m: "this",  # mai 68
    "COMMA YEAR (?= COMMA | STOP | BREAK | CLOSE | END)": lambda _m: "this",
    "NEIGHBOUR": _neighbour_turn,
    "NEIGHBOURS": lambda m: "next" if m["neighbours"] > 0 else "last",  # les 5 et 6 mars derniers
    "FOLLOWING": _following_turn,
    "(de la meme annee | de cette annee DASH la | cette annee DASH la)": lambda _m: "same",
    "(de cette annee | cette annee | de l' annee en cours | courant | de l' annee)": lambda _m: "this",
    "(de l' an | de l' annee | l' an | l' annee) (dernier | derniere | passe | passee)": lambda _m: "last",
    "(de l' an | de l' annee | l' an | l' annee) (prochain | prochaine)": lambda _m: "next",
}
_TIME = (
    "(COMMA | DASH)? ((a partir de | a compter de | autour de | aux alentours de | a | vers | des | de | entre | jusqu' a)? "
    f"(CLOCK (minutes)? {ZONE} ((a | et | DASH) CLOCK)? | COUNT (heure | heures) (COUNT)? {ZONE} (?! apres | plus) | NOON)"
    " | (au | dans la | en | le)? DAYHALF)"
)
_DAY_LINK = "COMMA? le?"  # between a time and its day
# How an interval opens, and what joins its ends.
_OPENERS = {
    # entre mars et juin 2023
    "entre (le | la | les | l')?": "(CLOSE)? et (le | la | les | l')?",
    # du 22 au 24 octobre, de 2019 à 2023, depuis lundi jusqu'à jeudi, de la mi-mars à la fin avril
    "(du mois de | du mois d' | du | de la | de l' | de | d' | depuis le | depuis | le)": (
        "(au mois de | au | a la | a l' | a | aux | jusqu' au | jusqu' a la | jusqu' a | jusqu' en | inclus au | et le)"
    ),
    # les 5 et 6 mars, les 3, 4 et 7 mai, 5 et 6 mars, janvier à mars
    "(les | des | ces | aux)?": "(COMMA WEEKDAY? DAY){0,12} (et | ou | au | a | DASH) (le)?",
}
# What must stand before or after a phrase whose words alone do not make it a date.
CUES = {
    "since": "depuis (le | la | l' | les | mois de | mois d')? END",
    "opens_end": "(a partir (de | du | d') | a compter (de | du | d')) (le | la | l' | les | mois de | mois d')? END",
    "by": "d' ici a? (le | la | l' | les)? END",
    "opens_start": "(avant | jusqu' (a | au | en | aux)) (le | la | l' | les)? END",
    "from": "des (le | la | l' | les)? END",
    "in_month": (
        "(en | depuis | des | avant | apres | fin | jusqu' en | de | d' | a | d' ici | et | ou | entre | que | mois de"
        " | pour | COMMA | courant | PAREN | dernier) END"
    ),
    "surely_month": "(en | depuis | jusqu' en | d' ici | qu' en) END",
    "year_cue": "(YEARCUE | PAREN) END",
    "year_hint": "(YEARHINT | COMMA | STOP | BREAK | CLOSE | DASH) END",
    "after_year": "(AFTERYEAR (?! AMOUNT) | COMMA | STOP | BREAK | PAREN | CLOSE | DASH)",
    "season": "(ce | cet | l' | au | du | des) END",
    "lasting": "LASTING END",
    "of": "(de | d') END",
    "after_day": "(AFTERYEAR | COMMA | STOP | BREAK | PAREN | CLOSE | DASH)",
    "hour": "(a | vers | des | avant | jusqu' a | autour de | alentours de | partir de | BREAK | PAREN | COMMA) END",
    "the_day": "(le | du | au | les) END",
    "whole_stop": "(COMMA | STOP | BREAK | CLOSE | PAREN)",
    "to_this": "(a | jusqu' a) END",
}


def _words(sources: list[str]) -> dict[str, dict[str, Any]]:
    """Each word of the lexicon and of the rules with its classes: those in capitals, and the word itself."""
    lexicon = load("periods")
    words: dict[str, dict[str, Any]] = {word: {word: 1} for word in literals(sources)}
    for group, members in lexicon.items():
        for word, value in members.items() if group not in {"words", "traps"} else ():
            if " " not in word:
                words.setdefault(word, {})[group.upper()] = value
    lists = {
        "DOTTED": "dotted",
        "YEARCUE": "year_after",
        "YEARHINT": "year_perhaps_after",
        "AFTERYEAR": "after_year",
        "LASTING": "lasting",
        "PLURAL": "plural",
    }
    for name, key in lists.items():
        for word in lexicon["words"][key]:
            words.setdefault(word, {})[name] = 1
            words.setdefault(f"{word}'", {})[name] = 1
    words[HAS] = {"AFTERYEAR": 1}
    return words


@cache
def grammar() -> Grammar:
    """The grammar, compiled once."""
    return Grammar()
