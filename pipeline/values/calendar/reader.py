"""Reads phrases at a place of a text's codes: the longest rule, what stands before another phrase, and intervals."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pipeline.values.calendar.expressions import (
    Between,
    DayNumber,
    Expression,
    Fixed,
    Relative,
    Weekday,
    Within,
    Yearly,
)
from pipeline.values.calendar.grammar import Grammar
from pipeline.values.calendar.pattern import Match
from pipeline.values.calendar.phrase import Phrase
from pipeline.values.calendar.rules_duration import clock_time
from pipeline.values.calendar.tokens import Tokens

_DEPTH = 3  # prefixes before one phrase: "la veille du premier lundi de la deuxième semaine de mars"
Read = tuple[int, Phrase]  # where a phrase ends, and the phrase


class Reader:
    """A text's tokens under the grammar."""

    def __init__(self, grammar: Grammar, tokens: Tokens) -> None:
        self.grammar, self.codes, self.tokens = grammar, tokens.codes, tokens
        self._by_rule: dict[int, list[Read]] = {}
        self._read: dict[tuple[int, int], list[Read]] = {}

    def phrases_at(self, at: int) -> list[Read]:
        """The phrases that begin at the place, the longest first; among equals in the order of the rules."""
        found = self._phrases(at, _DEPTH)
        interval = self._interval(at) if self.grammar.spans.match(self.codes, at) else None
        found = [*found, interval] if interval else found
        whole = (self._dated(*read) if read[1].kind == "time" else self._timed(*read) for read in found)
        return sorted(whole, key=lambda read: -read[0])

    def _inner(self, at: int, depth: int) -> Read | None:
        """The longest phrase or interval."""
        single, interval = self._single(at, depth), self._interval(at) if depth >= _DEPTH - 1 else None
        if single is None or interval is None:
            return single or interval
        return interval if interval[0] > single[0] else single

    def _single(self, at: int, depth: int) -> Read | None:
        """The longest phrase that is no interval."""
        return max(self._phrases(at, depth), key=lambda read: read[0], default=None)

    def _phrases(self, at: int, depth: int) -> list[Read]:
        """The phrases that are no interval, in the order of the rules; each place is read once, so that all is linear."""
        gate = self.grammar.gates.get(self.codes[at]) if at < len(self.codes) else None
        if gate is None or gate.match(self.codes, at) is None:
            return []
        if (at, depth) not in self._read:
            self._read[at, depth] = [*self._ruled(at), *(self._prefixed(at, depth) if depth else ())]
        return self._read[at, depth]

    def _ruled(self, at: int) -> list[Read]:
        """What the rules by themselves make of a place."""
        if at not in self._by_rule:
            found = self._by_rule[at] = []
            for rule in self.grammar.rules.get(self.codes[at], ()):
                match = rule.pattern.match(self.codes, at)
                phrase = rule.build(Match(match, self.tokens)) if match else None
                if match and phrase:
                    found.append(self._with_suffix(match.end(), phrase))
        return self._by_rule[at]

    def _prefixed(self, at: int, depth: int) -> Iterator[Read]:
        for prefix in self.grammar.prefixes.get(self.codes[at], ()):
            match = prefix.pattern.match(self.codes, at)
            inner = self._inner(match.end(), depth - 1) if match else None
            if match and inner and inner[1].of and inner[1].kind != "duration":
                of = prefix.build(Match(match, self.tokens), inner[1].of)
                if of is not None:
                    yield inner[0], replace(inner[1], of=of, guard=None, shareable=True)

    def _with_suffix(self, end: int, phrase: Phrase) -> Read:
        """A yearly phrase with the year, the "dernier" or the "de la même année" after it."""
        of = phrase.of.last if isinstance(phrase.of, Between) else phrase.of
        if not isinstance(of, Yearly) or of.year is not None:
            return end, phrase
        matches = [(match, s) for s in self.grammar.suffixes if (match := s.pattern.match(self.codes, end))]
        if not matches:
            return end, phrase
        match, suffix = max(matches, key=lambda pair: pair[0].end())
        read = Match(match, self.tokens)
        year = read["year"] or read["shortyear"]
        dated = replace(of, year=year) if year else replace(of, turn=suffix.build(read))
        whole = replace(phrase.of, last=dated) if isinstance(phrase.of, Between) else dated
        return match.end(), replace(phrase, of=whole, guard=None)

    def _interval(self, at: int) -> Read | None:
        for opener, joint in self.grammar.joints:
            opened = opener.match(self.codes, at)
            first = self._single(opened.end(), 1) if opened else None
            for end, phrase in self._beginnings(opened.end(), first) if opened and first else ():
                joined = joint.match(self.codes, end)
                last = self._single(joined.end(), 1) if joined else None
                if last and opened and (of := _joined(phrase, last[1], bare=opened.end() == at)):
                    return last[0], Phrase(kind="interval", of=of)
        return None

    def _beginnings(self, at: int, longest: Read) -> Iterator[Read]:
        """What an interval's first end may be: the longest phrase, or the day's number with which it begins."""
        yield longest
        day = self.tokens.value(at, "DAY")
        if day and longest[0] > at + 1:
            yield at + 1, Phrase(of=DayNumber(day), guard="inner", shareable=True)

    def _timed(self, end: int, phrase: Phrase) -> Read:
        """A day with the time after it: "mardi à 20h", "le 15 février au matin"."""
        takes = phrase.kind == "set" or (phrase.kind != "duration" and phrase.of and _is_day(phrase.of))
        match = self.grammar.time.match(self.codes, end) if takes else None
        if match is None:
            return end, phrase
        m = Match(match, self.tokens)
        time = _time(m)
        if time is None and m["dayhalf"] is None:
            return end, phrase
        return match.end(), replace(phrase, time=time, guard=None if phrase.guard in {"day", "feast"} else phrase.guard)

    def _dated(self, end: int, phrase: Phrase) -> Read:
        """A time with the day after it: "14h30, lundi", "7 h 40 ce jeudi"; but "9 h, lundi 10 h" are two."""
        link = self.grammar.day_link.match(self.codes, end)
        days = self._phrases(link.end(), 1) if link else []
        named = [read for read in days if read[1].guard is None and read[1].of and _is_day(read[1].of)]
        longest = max(named, key=lambda read: read[0], default=None)
        whole, day = self._timed(*longest) if longest else (end, phrase)
        if longest is None or day.time:
            return end, phrase
        return whole, replace(day, time=phrase.time, guard=phrase.guard)


def _time(m: Match) -> str | None:
    if m["clock"]:
        return clock_time(m["clock"])
    noon: str | None = m["noon"]
    if noon or m["count"] is None:
        return noon
    hour, minute = m["count"], m["count2"] or 0
    return f"{hour:02d}:{minute:02d}" if hour < 24 and minute < 60 else None


def _is_day(of: Expression) -> bool:
    if isinstance(of, Fixed):
        return of.days[0] == of.days[1]
    if isinstance(of, Yearly):
        days = of.span(2024)
        return days is not None and days[0] == days[1]
    return isinstance(of, (Within, Weekday, DayNumber)) or (isinstance(of, Relative) and of.grain == "day")


def _joined(first: Phrase, last: Phrase, *, bare: bool) -> Between | None:
    """The two as an interval, if they go together.

    Without "du … au" (``bare``) the first must be a day or month that waits for the other's month or year.
    """
    begin, end = first.of, last.of
    if begin is None or end is None or not (first.shareable and last.shareable):
        return None
    if isinstance(begin, Fixed) and isinstance(end, Fixed):
        return Between(begin, end) if begin.days[0] <= end.days[1] and not bare else None
    if isinstance(end, DayNumber):
        fits = not bare and bool(end.weekday and (isinstance(begin, Yearly) or _weekday_of(begin)))
    elif isinstance(begin, DayNumber):
        fits = isinstance(end, (Yearly, Fixed, Within)) and _is_day(end)
    else:
        fits = not bare or _waits(begin, end)
    return Between(begin, end) if fits else None


def _weekday_of(expression: Expression) -> int | None:
    """The weekday of "lundi 23", whose month is not named."""
    return expression.weekday if isinstance(expression, DayNumber) else None


def _waits(first: Expression, last: Expression) -> bool:
    if isinstance(first, Yearly) and isinstance(last, Yearly):
        return first.year is None and first.turn is None and _is_day(first) == _is_day(last)
    return isinstance(first, Weekday) and isinstance(last, Weekday) and first.turn is None and last.turn is None
