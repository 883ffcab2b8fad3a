"""Direct speech: stretches between quotation marks that somebody is said to have said."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from pipeline.finders.quotes.cues import Cue, Token, cue_at, cues_in, incise_at, is_adverb, small_words, tokens_of
from pipeline.finders.quotes.marks import Marked
from pipeline.finders.quotes.reading import SHORTEST, Reading, Unit, word_count
from pipeline.finders.quotes.verbs import forms
from pipeline.finders.quotes.voices import Cast, Voice
from pipeline.lexicon.lexicon import load
from pipeline.records import Name

NEAR = 3  # tokens between a cue and the mark that it opens
_STOPS = (".", "!", "?", "…")
_PRESENTED = re.compile(r"[\s:,–—-]{0,4}(?:c'est|c'était|voilà|telle? est|tels? sont|ainsi)\s", re.IGNORECASE)
_THAT = re.compile(r"(?<!\w)(?:que|qu')\s?\Z", re.IGNORECASE)
_INCISE = re.compile(r"[,!?…]\s(?=\w)")
_SIGNATURE = re.compile(r"\s*(?:[–—-]\s?|\()?(?=[^\W\d_])")


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who is said to speak, and the cue as a span of the page."""

    name: Name | None
    cue: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class Said:
    """A stretch that is a quote, where it stands, and its attribution."""

    marked: Marked
    unit: int
    attribution: Attribution


@cache
def _lexical(group: str, key: str = "words") -> frozenset[str]:
    return frozenset(load("quotes")[group][key])


class DirectSpeech:
    """Finds the direct quotes of a reading, unit by unit in text order: an attribution can be carried on."""

    def __init__(self, reading: Reading, cast: Cast) -> None:
        self.reading = reading
        self.cast = cast
        self.text = reading.text
        self.said: list[Said] = []

    def in_unit(self, unit: Unit) -> Iterator[Said]:
        """The quotes that open in the unit; each is heard by the cast."""
        candidates = [m for m in self.reading.marked_between(unit.start, unit.end + 1) if self._long_enough(m)]
        for i, marked in enumerate(candidates):
            following = candidates[i + 1].outer_start if i + 1 < len(candidates) else unit.end
            attribution = self.attribution(marked, unit, max(marked.outer_end, following))
            if attribution is not None:
                said = Said(marked, unit.index, attribution)
                self.said.append(said)
                self.cast.hear(attribution.name)
                yield said

    def _long_enough(self, marked: Marked) -> bool:
        return (
            marked.closed
            and word_count(self.text, marked.outer_start, marked.outer_end) > 0
            and (word_count(self.reading.page.text, marked.start, marked.end) >= SHORTEST)
        )

    def attribution(self, marked: Marked, unit: Unit, end: int) -> Attribution | None:
        """Who says the stretch, by what follows it, precedes it, stands inside it, or went before it."""
        after = self.presented(marked, end) or self.after(marked, end)
        if after and (
            self._only_relays(after)
            or _THAT.search(self.text[max(unit.start, marked.outer_start - 6) : marked.outer_start])
        ):
            after = self.before(marked, unit) or after
        return (
            after
            or self.before(marked, unit)
            or self.begun(marked, unit)
            or self.later(marked, end)
            or self.inside(marked)
            or self.carried(marked, unit, end)
            or self.signed(marked)
        )

    def after(self, marked: Marked, end: int) -> Attribution | None:
        """« … », a déclaré X. « … », selon X."""
        cue = incise_at(self.text, marked.outer_end, end)
        return self._inverted(cue, marked.outer_start, end) if cue else None

    def _only_relays(self, attribution: Attribution) -> bool:
        """The cue passes on what another said ("rapporte l'agence")."""
        kinds = forms().get(self.text[slice(*attribution.cue)].lower(), {}) if attribution.cue else {}
        return any(verb.infinitive in _lexical("relaying", "verbs") for verb in kinds.values())

    def presented(self, marked: Marked, end: int) -> Attribution | None:
        """« … » : c'est ainsi que X résume la soirée."""
        match = _PRESENTED.match(self.text, marked.outer_end, end)
        if not match:
            return None
        for cue in cues_in(self.text, match.end(), end):
            if cue.verb and (cue.verb.speech or cue.verb.reflexive):
                voice = self.cast.before(match.end(), cue) or self.cast.after(cue.group_end, end)
                return Attribution(voice.name, (cue.start, cue.end)) if voice else None
        return None

    def begun(self, marked: Marked, unit: Unit) -> Attribution | None:
        """Le tribunal avait « constaté que … »: the cue is the first word of the quotation, its auxiliary before it."""
        shadow = self.reading.page.shadow
        auxiliary = tokens_of(self.text, max(unit.start, marked.outer_start - 24), marked.outer_start)
        first = tokens_of(shadow, marked.start, min(marked.end, marked.start + 24))[:1]
        if not auxiliary or not first or "participle" not in forms().get(first[0].word, {}):
            return None
        cue = cue_at([*auxiliary, *first], len(auxiliary))
        if cue is None or cue.form != "participle" or cue.verb is None or not cue.verb.speech:
            return None
        voice = self.cast.before(unit.start, cue)
        return Attribution(voice.name, (cue.start, cue.end)) if voice else None

    def _inverted(self, cue: Cue, quote_start: int, end: int) -> Attribution | None:
        """The attribution by a cue whose subject follows it; nothing where no subject makes a verb of it."""
        span = (cue.start, cue.end)
        if cue.pronoun == "on":
            return Attribution(self.cast.place_of_speech(cue.group_end, end).name, span)
        if cue.pronoun:
            return Attribution(self.cast.pronoun(quote_start, cue.pronoun), span)
        if cue.form in {"source", "named"}:
            return self._by_source(cue, end)
        voice = self.cast.after(cue.group_end, end)
        if voice is None and not self.reading.is_verb(cue.start, cue.end):
            return None
        return Attribution(voice.name if voice else None, span)

    def _by_source(self, cue: Cue, end: int) -> Attribution | None:
        voice = self.cast.source(cue.end, end)
        if voice is None or (cue.form == "named" and voice.name is None):
            return None
        return Attribution(voice.name, (cue.start, cue.end)) if voice.name or voice.person_like else None

    def later(self, marked: Marked, end: int) -> Attribution | None:
        """« … » jusqu'à nouvel ordre, a indiqué X: the incise stands further on in the sentence."""
        for match in _INCISE.finditer(self.text, marked.outer_end, end):
            cue = incise_at(self.text, match.end(), end)
            if cue and cue.form != "named" and cue.group_start == match.end():
                return self._inverted(cue, marked.outer_start, end)
        source = next((c for c in cues_in(self.text, marked.outer_end, end) if c.form == "source"), None)
        return self._by_source(source, end) if source else None

    def inside(self, marked: Marked) -> Attribution | None:
        """« Nous irons, a dit X, jusqu'au bout »: the marks take the incise in."""
        shadow = self.reading.page.shadow
        for match in _INCISE.finditer(shadow, marked.start, marked.end):
            cue = incise_at(shadow, match.end(), marked.end)
            if (
                cue
                and cue.form not in {"source", "named"}
                and cue.group_start == match.end()
                and cue.pronoun not in {"nous", "vous", "je"}
            ):
                stop = shadow.find(",", cue.group_end, marked.end)
                return self._inside(cue, stop if stop > 0 else marked.end)
        return None

    def _inside(self, cue: Cue, end: int) -> Attribution | None:
        if cue.pronoun:
            return self._inverted(cue, cue.start, end)
        names = [name for name in self.cast.between(cue.group_end, end) if name.type == "person"]
        return Attribution(names[0], (cue.start, cue.end)) if names else None

    def before(self, marked: Marked, unit: Unit) -> Attribution | None:
        """X a déclaré : « … ». Selon X, « … ». X dénonce « … »."""
        head = cues_in(self.text, unit.start, marked.outer_start)
        lead = self.text[unit.start : marked.outer_start].rstrip()
        colon = lead.endswith(":")
        if not colon and self._is_name_or_title(marked):
            return None
        if head and head[0].form in {"source", "named"} and head[0].start == unit.start and lead.endswith((",", ":")):
            head.append(head[0])  # "Selon X, qui défend …, « … »"
        for cue in reversed(head):
            if self._opens(cue, marked, unit, colon=colon):
                attribution = self._by_cue(cue, marked, unit)
                if attribution is not None:
                    return attribution
        return self._by_colon(marked, unit) if colon else None

    def _is_name_or_title(self, marked: Marked) -> bool:
        """A noun right before a capital announces a name ("le film « … »"); so does "intitulé" before anything."""
        before = tokens_of(self.text, max(0, marked.outer_start - 40), marked.outer_start)
        if not before:
            return False
        last = before[-1]
        if last.word in _lexical("naming"):
            return True
        if (
            not self.reading.page.text[marked.start].isupper()
            or last.word in small_words("times")
            or not last.word[0].isalpha()
        ):
            return False
        return any(token.pos_ in {"NOUN", "PROPN"} for token in self.reading.page.span(last.start, last.end))

    def _opens(self, cue: Cue, marked: Marked, unit: Unit, *, colon: bool) -> bool:
        """The cue can give the stretch to somebody from where it stands."""
        if cue.form == "source":
            return True
        if cue.form == "named":
            return colon or cue.start == unit.start or "qui" in self.text[cue.end : marked.outer_start]
        if cue.verb is None or (
            cue.form == "finite" and not cue.inverted and not self.reading.is_verb(cue.start, cue.end)
        ):
            return False
        if cue.form == "infinitive" and not self._is_told(cue, unit):
            return False
        if colon:
            return True
        between = tokens_of(self.text, cue.group_end, marked.outer_start)
        words = [token.word for token in between]
        if cue.verb.that and ("que" in words or "qu'" in words):
            return True
        said = cue.verb.speech or cue.verb.reflexive
        if len(between) <= NEAR and (said or cue.verb.governing):
            return True
        fragment = not self.reading.page.text[marked.start].isupper()
        return said and (fragment or all(_is_aside(token) for token in between))

    def _is_told(self, cue: Cue, unit: Unit) -> bool:
        """The infinitive tells what happens: "avant d'ajouter", "et de conclure", "tient à préciser"."""
        if cue.group_start == unit.start or self._previous_word(cue, unit) in {
            ",",
            "et",
            "avant",
            "après",
            "puis",
            "sans",
            "pour",
        }:
            return True
        first = tokens_of(self.text, cue.group_start, cue.start)[:1]
        return bool(first) and first[0].word not in {"à", "de", "d'"}

    def _by_cue(self, cue: Cue, marked: Marked, unit: Unit) -> Attribution | None:
        span = (cue.start, cue.end)
        last = self.said[-1] if self.said and self.said[-1].unit == unit.index else None
        if last and last.attribution.cue == span:
            return last.attribution
        if cue.form in {"source", "named"}:
            return self._relative_source(cue, marked, unit) or self._by_source(cue, marked.outer_start)
        voice = self._speaker(cue, marked, unit, last)
        if voice is None:
            colon = self.text[cue.group_end : marked.outer_start].rstrip().endswith(":")
            return Attribution(None, span) if colon and cue.verb and cue.verb.speech else None
        return Attribution(voice.name, span)

    def _relative_source(self, cue: Cue, marked: Marked, unit: Unit) -> Attribution | None:
        """X, pour qui « … »."""
        following = tokens_of(self.text, cue.end, marked.outer_start)
        if not following or following[0].word not in {"qui", "lequel", "laquelle"}:
            return None
        voice = self.cast.antecedent(unit.start, cue.start)
        return Attribution(voice.name, (cue.start, cue.end)) if voice else None

    def _speaker(self, cue: Cue, marked: Marked, unit: Unit, last: Said | None) -> Voice | None:
        """The subject of a cue that stands before its quote."""
        if cue.pronoun == "on":
            return self.cast.place_of_speech(unit.start, marked.outer_start)
        if cue.pronoun:
            return Voice(self.cast.pronoun(cue.group_start, cue.pronoun))
        if self._previous_word(cue, unit) == "qui":
            return self.cast.antecedent(unit.start, cue.group_start)
        if cue.form in {"infinitive", "gerund"} and last:
            return Voice(last.attribution.name)
        begin = last.marked.outer_end if last else unit.start
        voice = self.cast.before(begin, cue)
        if voice is None and last:
            return Voice(last.attribution.name)
        if voice is None and cue.form in {"infinitive", "gerund"}:
            return Voice(self.cast.heard[-1] if self.cast.heard else None)
        if voice is None or (voice.name is None and not voice.person_like):
            voice = self.cast.after(cue.group_end, marked.outer_start) or voice
        return voice

    def _previous_word(self, cue: Cue, unit: Unit) -> str:
        tokens = tokens_of(self.text, max(unit.start, cue.group_start - 12), cue.group_start)
        return tokens[-1].word if tokens else ""

    def _by_colon(self, marked: Marked, unit: Unit) -> Attribution | None:
        """Le maire, Paul Roy : « … »."""
        start = unit.start
        voice = self.cast.after(start, marked.outer_start)
        return Attribution(voice.name, None) if voice and voice.name else None

    def carried(self, marked: Marked, unit: Unit, end: int) -> Attribution | None:
        """A quotation that is a sentence by itself goes on in the voice of the one before it."""
        whole = not any(token.word.isalnum() for token in tokens_of(self.text, unit.start, marked.outer_start))
        if not whole or any(token.word.isalnum() for token in tokens_of(self.text, marked.outer_end, end)):
            return None
        if self.said and self.said[-1].unit >= unit.index - 1:
            return self.said[-1].attribution
        return self._told_of(unit)

    def _told_of(self, unit: Unit) -> Attribution | None:
        """The person whom the sentence before, in the same paragraph, is about."""
        if unit.index == 0 or "\n" in self.text[self.reading.unit(unit.index - 1).end : unit.start]:
            return None
        name = self.cast.pronoun(self.reading.unit(unit.index - 1).end, "")
        return Attribution(name, None) if name and name.start >= self.reading.unit(unit.index - 1).start else None

    def signed(self, marked: Marked) -> Attribution | None:
        """« … » and on the next line, or after a dash: Awa Sow, directrice."""
        lead = _SIGNATURE.match(self.text, marked.outer_end)
        if not lead or not lead.group().strip(" ") or marked.outer_end - marked.outer_start < 20:
            return None
        name = self.cast.by_start.get(lead.end())
        return Attribution(name, None) if name and name.type == "person" and self._bare_line(name) else None

    def _bare_line(self, name: Name) -> bool:
        end = self.text.find("\n", name.end)
        line = self.text[name.end : end if end >= 0 else len(self.text)]
        return len(line) < 120 and (not line.strip() or line.lstrip()[0] in ",(–—-)")


def _is_aside(token: Token) -> bool:
    word = token.word
    return (
        is_adverb(word) or word in small_words("times") or word in small_words("prepositions") or not word[0].isalpha()
    )
