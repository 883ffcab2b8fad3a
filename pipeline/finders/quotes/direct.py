"""Direct speech: stretches between quotation marks, and lines of dialogue, that somebody is said to have said."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from pipeline.finders.quotes.attribution import Attribution, Attributor, Said
from pipeline.finders.quotes.cues import tokens_of
from pipeline.finders.quotes.marks import Marked
from pipeline.finders.quotes.reading import SHORTEST, Reading, Unit, word_count
from pipeline.finders.quotes.voices import Cast

_DASH = re.compile(r"[–—-]\s{1,3}(?=\w)")
_TIE = re.compile(r"[ ,.]{0,4}(?:(?:et|puis|mais|ou) ?,? ?)?(?:que |qu')?", re.IGNORECASE)
_SPOKEN = re.compile(r"[?!]|\b(?:je|nous|vous|tu|on|moi|toi|mon|ma|mes|notre|nos|votre|vos)\b|\bj'", re.IGNORECASE)


class DirectSpeech:
    """Finds the direct quotes of a reading, unit by unit in text order: an attribution can be carried on."""

    def __init__(self, reading: Reading, cast: Cast) -> None:
        self.reading = reading
        self.cast = cast
        self.text = reading.text
        self.attributor = Attributor(reading, cast)
        self.said: list[Said] = []
        self.waiting: list[Marked] = []  # unattributed so far, the last one right before what is read next

    def in_unit(self, unit: Unit) -> Iterator[Said]:
        """The quotes that open in the unit; each is heard by the cast."""
        stretches = [m for m in self.reading.marked_between(unit.start, unit.end + 1) if self._long_enough(m)]
        for i, marked in enumerate(stretches):
            following = stretches[i + 1].outer_start if i + 1 < len(stretches) else unit.end
            said = self._said(marked, unit, max(marked.outer_end, following))
            tied = self._tied_to(marked)
            if said is not None:
                yield from (self._heard(replace(said, marked=one)) for one in tied)
                yield self._heard(said)
            self.waiting = [*tied, marked] if said is None and marked.closed else []
        if not stretches and (spoken := self._line_of_dialogue(unit)) is not None:
            yield self._heard(spoken)

    def _tied_to(self, marked: Marked) -> list[Marked]:
        """The stretches before this one that wait for its speaker: « … » et « … », a dit X. « … ». « … », a dit X."""
        tied = self.waiting and _TIE.fullmatch(self.text, self.waiting[-1].outer_end, marked.outer_start)
        return self.waiting if tied else []

    def _heard(self, said: Said) -> Said:
        self.said.append(said)
        self.cast.hear(said.attribution.name, said.marked.outer_start)
        return said

    def _long_enough(self, marked: Marked) -> bool:
        return word_count(self.reading.page.text, marked.start, marked.end) >= SHORTEST

    def _said(self, marked: Marked, unit: Unit, end: int) -> Said | None:
        if not marked.closed:
            return self._unclosed(marked, unit)
        last = self.said[-1] if self.said and self.said[-1].unit == unit.index else None
        attribution = self.attributor.of(marked, unit, end, last) or self._carried(marked, unit, end)
        return Said(marked, unit.index, attribution) if attribution else None

    def _unclosed(self, marked: Marked, unit: Unit) -> Said | None:
        """« Nous irons jusqu'au bout, a dit X: the incise ends it, else the paragraph what a colon has opened."""
        found = self.attributor.incise_in(marked.start, marked.end)
        if found:
            end, attribution = found
            end += self.text[end] in "!?…"
            shortened = replace(marked, end=end, outer_end=end)
            return Said(shortened, unit.index, attribution) if self._long_enough(shortened) else None
        if not self.text[unit.start : marked.outer_start].rstrip().endswith(":"):
            return None
        opened = self.attributor.before(marked, unit, None)
        return Said(marked, unit.index, opened) if opened and opened.cue else None

    def _carried(self, marked: Marked, unit: Unit, end: int) -> Attribution | None:
        """A quotation that is a sentence by itself goes on in the voice of the one before it."""
        if self._has_words(unit.start, marked.outer_start) or self._has_words(marked.outer_end, end):
            return None
        if self.said and self.said[-1].unit >= unit.index - 1:
            return self.said[-1].attribution
        return self._told_of(unit)

    def _has_words(self, start: int, end: int) -> bool:
        return any(token.word.isalnum() for token in tokens_of(self.text, start, end))

    def _told_of(self, unit: Unit) -> Attribution | None:
        """The person whom the sentence before, in the same paragraph, is about."""
        if unit.index == 0:
            return None
        before = self.reading.unit(unit.index - 1)
        if "\n" in self.text[before.end : unit.start]:
            return None
        name = self.cast.pronoun(before.end, "")
        return Attribution(name, None) if name and name.start >= before.start else None

    def _line_of_dialogue(self, unit: Unit) -> Said | None:
        """– Nous partons demain, dit X.

        A dash opens items of lists too: dialogue has an incise, and somebody who speaks to somebody.
        """
        dash = _DASH.match(self.text, unit.start)
        if not dash or self.text[max(0, unit.start - 4) : unit.start].rstrip(" ")[-1:] not in {"", "\n"}:
            return None
        stop = self.text.find("\n", unit.start)
        line_end = unit.start + len(self.text[unit.start : stop if stop >= 0 else len(self.text)].rstrip())
        found = self.attributor.incise_in(dash.end(), unit.end)
        if not found or not _SPOKEN.search(self.text, dash.end(), line_end):
            return None
        at, attribution = found
        end = self._end_of_speech(at, unit, line_end)
        marked = Marked(dash.end(), end, unit.start, end)
        return Said(marked, unit.index, attribution) if self._long_enough(marked) else None

    def _end_of_speech(self, incise: int, unit: Unit, line_end: int) -> int:
        """Before an incise that ends the line; the end of the line where speech goes on after it."""
        goes_on = line_end > unit.end or self.text.find(",", incise + 1, unit.end) >= 0
        return line_end if goes_on else incise + (self.text[incise] in "!?…")
