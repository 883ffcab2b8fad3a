"""Indirect speech: reported clauses ("X a indiqué que …", "selon X, …", "…, a indiqué X")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from pipeline.finders.quotes.cues import Cue, cues_in, incise_at, small_words, sources_in, tokens_of
from pipeline.finders.quotes.phrases import phrase_end, subject_starts
from pipeline.finders.quotes.reading import SHORTEST, Reading, Unit, word_count
from pipeline.finders.quotes.voices import Cast, Voice
from pipeline.lexicon.lexicon import load
from pipeline.lexicon.titles import is_title_word
from pipeline.records import Name

LONGEST_ASIDE = 90  # characters between a cue and its "que"
_THAT = re.compile(r"(?<![\w'-])(?:que\s|qu'(?=\w))", re.IGNORECASE)
_SOURCE = re.compile(r"(?<![\w'-])(?:selon|d'après)\s", re.IGNORECASE)
_INCISE = re.compile(r",\s(?=[as'-zéê])")
_DATELINE = re.compile(r"\s*[A-ZÀ-Þ][A-ZÀ-Þ' /-]{2,30}(?:[,(][^–—|\n«]{0,60})?\s?(?:[–—|]|-\s)")
_RELATIVE = re.compile(r",\s(?:qui|dont|où)\s[^,]*\Z")
_FIRST_PERSON = frozenset({"je", "j'", "nous", "vous", "on", "tu"})
_TRAILING = " \u00a0\u202f\n.,;:!?…"
_BREAKS = frozenset('.;:«»“”"\n(')


@dataclass(frozen=True, slots=True)
class Reported:
    """A reported clause as a span, who is said to say it, and the cue as a span."""

    start: int
    end: int
    name: Name | None
    cue: tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Telling:
    """A cue with its "que": where the clause begins, who speaks, and whether the cue goes on in the same voice."""

    cue: Cue
    start: int
    voice: Voice
    goes_on: bool


@cache
def _not_sources() -> frozenset[str]:
    return frozenset(load("quotes")["not_sources"]["words"])


class IndirectSpeech:
    """Finds the reported clauses of a reading, unit by unit in text order."""

    def __init__(self, reading: Reading, cast: Cast) -> None:
        self.reading = reading
        self.cast = cast
        self.text = reading.text

    def in_unit(self, unit: Unit, *, quoted: bool) -> Iterator[Reported]:
        """The reported clauses of the unit; their speakers are heard by the cast.

        ``quoted``: the unit holds direct speech, to which its incises belong.
        """
        lead = _DATELINE.match(self.text, unit.start, unit.end)
        if lead:
            unit = replace(unit, start=lead.end())
        clauses = [*self._clauses(unit)] or [*self._by_source(unit)]
        if not clauses and not quoted:
            clauses = [*self._by_incise(unit)]
        for clause in clauses:
            self.cast.hear(clause.name, clause.start)
            yield clause

    def _clauses(self, unit: Unit) -> Iterator[Reported]:
        """X a indiqué que …, précisant que …: the second cuts the first short."""
        tellings: list[_Telling] = []
        for match in _THAT.finditer(self.text, unit.start, unit.end):
            begin = tellings[-1].start if tellings else unit.start
            cue = self._cue_of(begin, match.start())
            telling = self._telling(cue, match.end(), unit, tellings[-1] if tellings else None) if cue else None
            if telling:
                tellings.append(telling)
        for i, telling in enumerate(tellings):
            following = tellings[i + 1] if i + 1 < len(tellings) else None
            end = following.cue.group_start if following and following.goes_on else unit.end
            if self.text[telling.start : telling.start + 1] not in '«“"':  # else its words are a direct quote
                yield from self._reported(
                    telling.start, self._clause_end(telling.start, end), telling.voice.name, telling.cue
                )

    def _cue_of(self, begin: int, that: int) -> Cue | None:
        """The cue whose "que" stands at the offset: nothing but asides stands between the two."""
        near = cues_in(self.text, max(begin, that - LONGEST_ASIDE), that)
        cues = [cue for cue in near if cue.verb and cue.verb.that and not self.cast.is_name(cue.start)]
        if not cues or not self._tells(cues[-1], that):
            return None
        cue = cues[-1]
        told = cue.verb is not None and cue.verb.told
        objects = next(subject_starts(self.text, cue.group_end, that, self.cast.by_start), None)
        return cue if objects is None or told else None

    def _tells(self, cue: Cue, that: int) -> bool:
        """The cue is a verb that says something, and says it here."""
        if cue.negated or cue.pronoun in _FIRST_PERSON or not _BREAKS.isdisjoint(self.text[cue.group_end : that]):
            return False
        return cue.form != "finite" or cue.inverted or self.reading.is_verb(cue.start, cue.end)

    def _telling(self, cue: Cue, start: int, unit: Unit, last: _Telling | None) -> _Telling | None:
        before = self._previous_word(cue, unit)
        if cue.form == "infinitive" and before not in _TELLING_INFINITIVE and cue.group_start == cue.start:
            return None
        goes_on = (
            last is not None and not cue.pronoun and (cue.form in {"gerund", "infinitive"} or before in _COORDINATED)
        )
        voice = last.voice if last and goes_on else self._voice(cue, unit, before)
        return _Telling(cue, start, voice, goes_on) if voice else None

    def _previous_word(self, cue: Cue, unit: Unit) -> str:
        tokens = tokens_of(self.text, max(unit.start, cue.group_start - 12), cue.group_start)
        return tokens[-1].word if tokens else ""

    def _voice(self, cue: Cue, unit: Unit, before: str) -> Voice | None:
        if cue.pronoun:
            return Voice(self.cast.pronoun(cue.group_start, cue.pronoun))
        if before == "qui":
            return self.cast.antecedent(unit.start, cue.group_start)
        voice = self.cast.before(unit.start, cue)
        if cue.form in {"gerund", "infinitive"} and not (voice and voice.name):
            return self.cast.main_pronoun(unit.start)  # "Il …, précisant que": the subject of the main clause speaks
        return voice if voice and (voice.name or voice.person_like) else None

    def _clause_end(self, start: int, end: int) -> int:
        """Before a semicolon, and before an incise that names the speaker once more."""
        stop = self.text.find(" ;", start, end)
        end = stop if stop > 0 else end
        for match in _INCISE.finditer(self.text, start, end):
            cue = self._incise(match.end(), end)
            if cue and self._inverted(cue, start, end):
                return match.start()
        return end

    def _by_source(self, unit: Unit) -> Iterator[Reported]:
        """Selon X, …; …, selon X; … selon X …."""
        match = _SOURCE.search(self.text, unit.start, unit.end)
        cue = next(sources_in(self.text, match.start(), unit.end), None) if match else None
        if cue is None or cue.form != "source" or self._classifies(cue, unit):
            return
        voice = self.cast.source(cue.end, unit.end)
        if voice is None or not (voice.name or voice.person_like):
            return
        start, end = self._sourced(cue, voice, unit)
        yield from self._reported(start, end, voice.name, cue)

    def _sourced(self, cue: Cue, voice: Voice, unit: Unit) -> tuple[int, int]:
        """The clause that a source stands for: what precedes it, where that is a clause, else what follows."""
        rest = self._after_source(cue, voice, unit)
        aside = self.text[unit.start : cue.start].rstrip().endswith(",")
        if self._is_clause(unit.start, cue.start) and (aside or not self._is_clause(rest, unit.end)):
            return unit.start, cue.start
        return rest, unit.end

    def _after_source(self, cue: Cue, voice: Voice, unit: Unit) -> int:
        """Where what follows the source begins: after its comma, else after its words."""
        named = voice.name.end if voice.name and voice.name.start >= cue.end else cue.end
        comma = self._main_comma(named, unit.end)
        tokens = tokens_of(self.text, cue.end, unit.end)
        if tokens and tokens[0].word in {"lui", "elle", "eux", "elles"}:
            named = tokens[0].end
        if comma >= 0 and (named == cue.end or comma - named < 60):
            return comma + 1
        return named if named > cue.end else phrase_end(self.text, cue.end, unit.end)

    def _main_comma(self, begin: int, end: int) -> int:
        """The first comma that opens no aside ("Selon X, qui dirige le port, …"); -1 where there is none."""
        comma = self.text.find(",", begin, end)
        while comma >= 0 and self._opens_aside(comma + 1, end) and self.text.find(",", comma + 1, end) >= 0:
            comma = self.text.find(",", comma + 1, end)
        return comma

    def _opens_aside(self, at: int, end: int) -> bool:
        """A relative clause, or a bare title: "qui dirige le port", "procureur de Bâle"."""
        first = next(iter(tokens_of(self.text, at, min(end, at + 40))), None)
        return first is not None and (first.word in {"qui", "dont", "où"} or is_title_word(first.word))

    def _is_clause(self, start: int, end: int) -> bool:
        if word_count(self.text, start, end) < SHORTEST:
            return False
        return any(token.pos_ in {"VERB", "AUX"} for token in self.reading.page.span(start, end))

    def _classifies(self, cue: Cue, unit: Unit) -> bool:
        """Selon les régions, selon que: no source."""
        words = [token.word for token in tokens_of(self.text, cue.end, min(unit.end, cue.end + 40))[:3]]
        nouns = [word for word in words if word not in small_words("determiners")]
        definite = "des" not in words
        return not nouns or (nouns[0] in _not_sources() and definite)

    def _by_incise(self, unit: Unit) -> Iterator[Reported]:
        """…, a indiqué la préfecture."""
        for match in _INCISE.finditer(self.text, unit.start, unit.end):
            cue = self._incise(match.end(), unit.end)
            voice = self._inverted(cue, unit.start, unit.end) if cue else None
            if cue and voice and (cue.inverted or self._is_main(unit.start, match.start())):
                yield from self._reported(unit.start, match.start(), voice.name, cue)
                return

    def _is_main(self, start: int, end: int) -> bool:
        """What precedes the incise is a clause of its own, not the subject of its verb with a relative."""
        return self._is_clause(start, end) and _RELATIVE.search(self.text[start:end]) is None

    def _incise(self, begin: int, end: int) -> Cue | None:
        cue = incise_at(self.text, begin, end)
        if cue is None or cue.verb is None or not cue.verb.speech or cue.group_start != begin:
            return None
        return cue if cue.form in {"finite", "participle"} else None

    def _inverted(self, cue: Cue, start: int, end: int) -> Voice | None:
        """Who speaks in an incise; nothing where its subject cannot speak ("…, a reçu un prix")."""
        if cue.pronoun in _FIRST_PERSON:
            return None
        if cue.inverted and cue.pronoun:
            return Voice(self.cast.pronoun(start, cue.pronoun))
        if cue.form == "finite" and not self.reading.is_verb(cue.start, cue.end):
            return None
        voice = self.cast.after(cue.group_end, end)
        return voice if voice and (voice.name or voice.person_like) else None

    def _reported(self, start: int, end: int, name: Name | None, cue: Cue) -> Iterator[Reported]:
        clause = self.reading.page.text[start:end]
        left = start + len(clause) - len(clause.lstrip(" ,\u00a0\u202f\n"))
        right = start + len(clause.rstrip(_TRAILING))
        if left < right and word_count(self.reading.page.text, left, right) >= SHORTEST:
            yield Reported(left, right, name, (cue.start, cue.end))


_TELLING_INFINITIVE = frozenset({",", "et", "avant", "après", "puis", "sans", "pour", "de", "d'"})
_COORDINATED = frozenset({"et", "mais", "puis", ","})
