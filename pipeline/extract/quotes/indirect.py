"""Indirect speech: reported clauses ("X a indiqué que …", "selon X, …", "…, a indiqué X")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from pipeline.extract.quotes.cues import Cue, cues_in, incise_at, small_words, sources_in, tokens_of
from pipeline.extract.quotes.phrases import subject_starts
from pipeline.extract.quotes.reading import SHORTEST, Reading, Unit, word_count
from pipeline.extract.quotes.voices import Cast, Voice
from pipeline.lexicon.lexicon import load
from pipeline.records import Name

LONGEST_ASIDE = 90  # characters between a cue and its "que"
_THAT = re.compile(r"(?<![\w'-])(?:que\s|qu'(?=\w))", re.IGNORECASE)
_SOURCE = re.compile(r"(?<![\w'-])(?:selon|d'après)\s", re.IGNORECASE)
_INCISE = re.compile(r",\s(?=[as'-zéê])")
_FIRST_PERSON = frozenset({"je", "j'", "nous", "vous", "on", "tu"})
_TRAILING = ' \u00a0\u202f\n.,;:!?…»”"'


@dataclass(frozen=True, slots=True)
class Reported:
    """A reported clause as a span, who is said to say it, and the cue as a span."""

    start: int
    end: int
    name: Name | None
    cue: tuple[int, int]


@cache
def _not_sources() -> frozenset[str]:
    return frozenset(load("quotes")["not_sources"]["words"])


class IndirectSpeech:
    """Finds the reported clauses of a reading, unit by unit in text order."""

    def __init__(self, reading: Reading, cast: Cast) -> None:
        self.reading = reading
        self.cast = cast
        self.text = reading.text

    def in_unit(self, unit: Unit) -> Iterator[Reported]:
        """The reported clauses of the unit; their speakers are heard by the cast."""
        clauses = [*self._clauses(unit)]
        if not clauses:
            clauses = [*self._by_source(unit)]
        if not clauses and not self.reading.marked_between(unit.start, unit.end):
            clauses = [*self._by_incise(unit)]
        for clause in clauses:
            self.cast.hear(clause.name)
            yield clause

    def _clauses(self, unit: Unit) -> Iterator[Reported]:
        """X a indiqué que …; a second one in the unit cuts the first short."""
        found: list[tuple[Cue, int, Voice]] = []
        for match in _THAT.finditer(self.text, unit.start, unit.end):
            cue = self._cue_of(unit.start if not found else found[-1][1], match.start())
            voice = self._voice(cue, unit, found) if cue else None
            if cue and voice:
                found.append((cue, match.end(), voice))
        for i, (cue, start, voice) in enumerate(found):
            end = found[i + 1][0].group_start if i + 1 < len(found) else unit.end
            yield from self._reported(start, self._clause_end(start, end), voice.name, cue)

    def _cue_of(self, begin: int, that: int) -> Cue | None:
        """The cue whose "que" stands at the offset: nothing but asides stands between the two."""
        cues = [cue for cue in cues_in(self.text, max(begin, that - LONGEST_ASIDE), that) if cue.verb and cue.verb.that]
        if not cues or cues[-1].negated:
            return None
        cue = cues[-1]
        between = self.text[cue.group_end : that]
        if any(mark in between for mark in '.;:«»“”"\n(') or cue.pronoun in _FIRST_PERSON:
            return None
        if cue.form == "finite" and not cue.inverted and not self.reading.is_verb(cue.start, cue.end):
            return None
        told = cue.verb is not None and cue.verb.told
        objects = list(subject_starts(self.text, cue.group_end, that, self.cast.by_start))
        return cue if not objects or told else None

    def _voice(self, cue: Cue, unit: Unit, found: list[tuple[Cue, int, Voice]]) -> Voice | None:
        if cue.pronoun:
            return Voice(self.cast.pronoun(cue.group_start, cue.pronoun))
        if cue.form in {"gerund", "infinitive"}:
            return found[-1][2] if found else self._main(cue, unit)
        tokens = tokens_of(self.text, max(unit.start, cue.group_start - 12), cue.group_start)
        if tokens and tokens[-1].word == "qui":
            return self.cast.antecedent(unit.start, cue.group_start)
        if found and tokens and tokens[-1].word in {"et", "mais", "puis", ","}:
            return found[-1][2]
        voice = self.cast.before(unit.start, cue)
        return voice if voice and (voice.name or voice.person_like) else None

    def _main(self, cue: Cue, unit: Unit) -> Voice | None:
        """The subject of the main clause speaks through a gerund ("…, précisant que")."""
        voice = self.cast.before(unit.start, cue)
        return voice if voice and voice.name else None

    def _clause_end(self, start: int, end: int) -> int:
        """Before a semicolon or an incise that goes on in the same voice."""
        stop = self.text.find(" ;", start, end)
        end = stop if stop > 0 else end
        for match in _INCISE.finditer(self.text, start, end):
            cue = incise_at(self.text, match.end(), end)
            if cue and cue.group_start == match.end() and cue.inverted:
                return match.start()
        return end

    def _by_source(self, unit: Unit) -> Iterator[Reported]:
        """Selon X, …; …, selon X."""
        match = _SOURCE.search(self.text, unit.start, unit.end)
        if not match:
            return
        cue = next(sources_in(self.text, match.start(), unit.end), None)
        if cue is None or cue.form != "source" or self._classifies(cue, unit):
            return
        voice = self.cast.source(cue.end, unit.end)
        if voice is None or not (voice.name or voice.person_like):
            return
        if cue.start - unit.start > 3 and word_count(self.text, unit.start, cue.start) >= SHORTEST:
            yield from self._reported(unit.start, cue.start, voice.name, cue)
            return
        comma = self.text.find(",", max(cue.end, voice.name.end if voice.name else 0), unit.end)
        if comma > 0:
            yield from self._reported(comma + 1, unit.end, voice.name, cue)

    def _classifies(self, cue: Cue, unit: Unit) -> bool:
        """Selon les régions, selon que: no source."""
        words = [token.word for token in tokens_of(self.text, cue.end, min(unit.end, cue.end + 40))[:3]]
        nouns = [word for word in words if word not in small_words("determiners")]
        return not nouns or nouns[0] in _not_sources()

    def _by_incise(self, unit: Unit) -> Iterator[Reported]:
        """…, a indiqué la préfecture."""
        for match in _INCISE.finditer(self.text, unit.start, unit.end):
            cue = incise_at(self.text, match.end(), unit.end)
            if cue is None or cue.verb is None or cue.group_start != match.end() or not cue.verb.speech:
                continue
            voice = self._inverted(cue, unit)
            if voice is not None:
                yield from self._reported(unit.start, match.start(), voice.name, cue)
                return

    def _inverted(self, cue: Cue, unit: Unit) -> Voice | None:
        if cue.pronoun in _FIRST_PERSON or cue.form in {"gerund", "infinitive"}:
            return None
        if cue.inverted and cue.pronoun:
            return Voice(self.cast.pronoun(unit.start, cue.pronoun))
        if cue.form == "finite" and not self.reading.is_verb(cue.start, cue.end):
            return None
        voice = self.cast.after(cue.group_end, unit.end)
        return voice if voice and (voice.name or voice.person_like) else None

    def _reported(self, start: int, end: int, name: Name | None, cue: Cue) -> Iterator[Reported]:
        clause = self.reading.page.text[start:end]
        left = start + len(clause) - len(clause.lstrip(" ,\u00a0\u202f\n"))
        right = start + len(clause.rstrip(_TRAILING))
        if left < right and word_count(self.reading.page.text, left, right) >= SHORTEST:
            yield Reported(left, right, name, (cue.start, cue.end))
