"""Date expressions in running text: where phrases stand, and whether what stands beside them lets them be dates."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from pipeline.records import OpenEnd, Period
from pipeline.values.calendar.expressions import Relative
from pipeline.values.calendar.folding import fold
from pipeline.values.calendar.frame import Frame, Tense
from pipeline.values.calendar.grammar import Grammar, grammar
from pipeline.values.calendar.phrase import Guard, Phrase
from pipeline.values.calendar.reader import Read, Reader
from pipeline.values.calendar.tokens import Tokens
from pipeline.values.calendar.traps import is_trap
from pipeline.values.edtf import edtf

_SOFT_BREAK = re.compile(r"\n(?<=[^.!?:;\n]\n)(?=[a-zà-ÿ])")  # a line of hard-wrapped text that goes on
# What follows a year and cannot be counted: "le scrutin de 2012 approche", but not "de 2000 emplois", "de 2000 km"
_SINGULAR = re.compile(r" [a-z]{3,30}[a-rt-wy](?![\w'-])")
_CUE_REACH = 6  # words before a phrase that a cue may take


@dataclass(frozen=True, slots=True)
class Found:
    """A date expression where it stands; its value depends on a frame."""

    start: int
    end: int
    phrase: Phrase
    open: OpenEnd | None
    tense: Tense | None  # what the preposition tells: "depuis lundi", "d'ici lundi"

    @property
    def counts_days(self) -> bool:
        """Whether it counts days from another date of the text: "la veille", "trois jours plus tard"."""
        of = self.phrase.of
        return isinstance(of, Relative) and of.in_text and of.grain == "day"

    def value(self, frame: Frame) -> Period:
        """The calendar value in the frame, without days where nothing tells them."""
        phrase = self.phrase
        try:
            reading = phrase.of.read(replace(frame, tense=self.tense) if self.tense else frame) if phrase.of else None
        except (OverflowError, ValueError):  # off the calendar: "dans 9000 ans"
            reading = None
        if reading is None or (reading.first and reading.last and reading.first > reading.last):
            return Period(kind=phrase.kind, time=phrase.time, duration=phrase.duration, open=self.open)
        opened: OpenEnd | None = "start" if reading.first is None else self.open
        return Period(
            kind=phrase.kind,
            first_day=reading.first,
            last_day=reading.last,
            open=opened,
            time=phrase.time,
            duration=phrase.duration,
            edtf=edtf(reading.first, reading.last, opened),
            resolved_from=reading.source,
            weekday_conflict=reading.conflict,
        )


def scan(shade: str, *, bounded: bool = False) -> Iterator[Found]:
    """The expressions of a text's shadow (:func:`pipeline.text.shadow`) in order, none overlapping.

    ``bounded``: the text is one expression already, so nothing need stand beside it.
    """
    shade = _SOFT_BREAK.sub(" ", shade)
    folded = fold(shade)
    rules = grammar()
    tokens = rules.vocabulary.read(folded)
    codes = tokens.codes
    view = _View(rules, shade, folded, codes, tokens)
    reader = Reader(rules, tokens)
    at = rules.next_start(codes, 0)
    while at < len(codes):
        end, phrase = view.choose(at, reader.phrases_at(at), bounded=bounded)
        if phrase:
            yield Found(tokens.starts[at], tokens.ends[end - 1], phrase, *view.opening(at, phrase))
        at = rules.next_start(codes, end)


@dataclass(frozen=True, slots=True)
class _View:
    """A text's tokens, seen from a phrase: what stands before and after it."""

    rules: Grammar
    shade: str
    folded: str
    codes: str
    tokens: Tokens

    def before(self, cue: str, at: int) -> bool:
        """Whether the cue's words stand just before the place."""
        return self.rules.cues[cue].search(self.codes, max(0, at - _CUE_REACH), at) is not None

    def after(self, cue: str, end: int) -> bool:
        """Whether the cue's word stands just after the phrase, or nothing does."""
        return end >= len(self.codes) or self.rules.cues[cue].match(self.codes, end) is not None

    def opening(self, at: int, phrase: Phrase) -> tuple[OpenEnd | None, Tense | None]:
        """Which end "depuis" or "d'ici" before the phrase leaves open, and the tense that they tell."""
        if phrase.kind != "date" or phrase.of is None:
            return None, None
        if self.before("since", at):
            return "end", "past"
        if self.before("opens_end", at) or (self.before("from", at) and self._written_des(at)):
            return "end", None
        if self.before("by", at):
            return "start", "future"
        return ("start", None) if self.before("opens_start", at) else (None, None)

    def _written_des(self, at: int) -> bool:
        """Whether it is "dès" with its accent, which folding took away from "des"."""
        near = self.shade[max(0, self.tokens.starts[at] - 9) : self.tokens.starts[at]].lower()
        return "dès" in near

    def capital_before(self, at: int) -> bool:
        """Whether a capitalised word stands just before, as in "Agenda 2030"."""
        match = re.search(
            r"(\w[\w'-]{0,40})[ ]$", self.shade[max(0, self.tokens.starts[at] - 42) : self.tokens.starts[at]]
        )
        return match is not None and match[1][0].isupper() and len(match[1]) > 1

    def is_lower(self, at: int) -> bool:
        """Whether the word is written in lower case."""
        return self.shade[self.tokens.starts[at]].islower()

    def names_feast(self, at: int, end: int) -> bool:
        """Whether a word that also means something else is written as a feast's name."""
        articles = {"le", "la", "l'"}
        named = (i for i in range(at, end) if articles.isdisjoint(self.tokens.words[i].values))
        return any(self.shade[self.tokens.starts[i]].isupper() for i in named)

    def choose(self, at: int, phrases: list[Read], *, bounded: bool) -> tuple[int, Phrase | None]:
        """The first phrase that may stand here, and where to read on."""
        for end, phrase in phrases:
            if not self._passes(at, end, phrase, bounded=bounded):
                continue
            start, stop = self.tokens.starts[at], self.tokens.ends[end - 1]
            trapped = not bounded and is_trap(self.shade, self.folded, start, stop, lasts=phrase.kind == "duration")
            return end, None if trapped else phrase
        return at + 1, None

    def _passes(self, at: int, end: int, phrase: Phrase, *, bounded: bool) -> bool:
        """Whether what its guard asks for stands beside the phrase; a bounded expression needs nothing beside it."""
        if phrase.guard is None or (bounded and phrase.guard != "inner"):
            return True
        check = _GUARDS.get(phrase.guard)
        return check is not None and check(self, at, end)

    def is_year(self, at: int, end: int) -> bool:
        start = self.tokens.starts[at]
        if self.shade[max(0, start - 1) : start] == "-" and self.shade[max(0, start - 2) : start - 1].isalpha():
            return False  # le Mondial-2014
        year = self.tokens.value(at, "YEAR")
        if self.before("year_cue", at):
            return year < 2151 and not (end < len(self.codes) and self.tokens.value(end, "COUNTED") is not None)
        if not 1500 <= year < 2151:
            return False
        hinted = at == 0 or self.before("year_hint", at)
        return hinted and (
            self.after("after_year", end) or _SINGULAR.match(self.folded, self.tokens.ends[at]) is not None
        )


def _is_month(view: _View, at: int, _end: int) -> bool:
    """For en mars, de mars; but not "la planète Mars"."""
    return view.before("surely_month", at) or (view.before("in_month", at) and view.is_lower(at))


# What must hold where a phrase stands; a phrase with a guard that is not here ("inner") is no date of its own.
_GUARDS: dict[Guard, Callable[[_View, int, int], bool]] = {
    "month": _is_month,
    "year": _View.is_year,
    "years": lambda view, at, _end: (
        view.before("year_cue", at) or not view.capital_before(at)
    ),  # En 2021-2022, but not "Horizon Europe 2021-2027"
    "season": lambda view, at, _end: view.before("season", at),  # cet été, but not "a été"
    "day": lambda view, _at, end: view.after("after_day", end),  # vendredi 13, but not "mercredi 6 personnes"
    "lasting": lambda view, at, _end: view.before("lasting", at),  # pendant une journée, but not "lors d'une journée"
    "indefinite": lambda view, at, _end: (
        view.before("lasting", at) or view.before("of", at)
    ),  # pendant une semaine, but not "une semaine noire"
    "today": lambda view, at, _end: not view.before("to_this", at),  # ce jour, but not "à ce jour"
    "hour": lambda view, at, _end: view.before("hour", at),  # à 20 heures, but not "20 heures de débats"
    "slashed": lambda view, at, _end: view.before("the_day", at),  # le 3/04, but not "3/4 des voix"
    "feast": _View.names_feast,  # l'Ascension, but not "l'ascension du mont Blanc"
}
