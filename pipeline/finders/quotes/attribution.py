"""Attribution: who is said to say a stretch between quotation marks, by the words around it and in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from pipeline.finders.quotes.cues import Cue, Token, cue_at, cues_in, incise_at, is_adverb, small_words, tokens_of
from pipeline.finders.quotes.marks import Marked
from pipeline.finders.quotes.reading import Reading, Unit
from pipeline.finders.quotes.verbs import forms
from pipeline.finders.quotes.voices import Cast, Voice
from pipeline.lexicon.lexicon import alternation, load
from pipeline.records import Name

NEAR = 3  # tokens between a cue and the mark that it opens
_THAT = re.compile(r"(?<!\w)(?:que|qu')\s?\Z", re.IGNORECASE)
_INCISE = re.compile(r"[,!?…]\s(?=\w)")
_SIGNATURE = re.compile(r"\s*(?:[–—-]\s?|\()?(?=[^\W\d_])")
_STRESSED = frozenset({"lui", "elle", "eux", "elles"})
_FIRST_PERSON = frozenset({"je", "j'", "nous", "vous"})
_BEFORE_INFINITIVE = frozenset({",", "et", "avant", "après", "puis", "sans", "pour"})


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who is said to speak, and the cue as a span of the page."""

    name: Name | None
    cue: tuple[int, int] | None
    doubtful: bool = False  # the cue is a verb without a subject in sight


@dataclass(frozen=True, slots=True)
class Said:
    """A stretch that is a quote, the unit in which it stands, and its attribution."""

    marked: Marked
    unit: int
    attribution: Attribution


@cache
def _lexical(group: str, key: str = "words") -> frozenset[str]:
    return frozenset(load("quotes")[group][key])


@cache
def _presented() -> re.Pattern[str]:
    words = alternation(load("quotes")["presenting"]["words"])
    return re.compile(rf"[\s:,–—-]{{0,4}}(?:{words})\s", re.IGNORECASE)


class Attributor:
    """Reads attributions off a page; every method takes a stretch and gives nothing where its pattern fails."""

    def __init__(self, reading: Reading, cast: Cast) -> None:
        self.reading = reading
        self.cast = cast
        self.text = reading.text

    def of(self, marked: Marked, unit: Unit, end: int, last: Said | None) -> Attribution | None:
        """Who says the stretch: by what follows it up to ``end``, precedes it, stands in it, or signs it.

        ``last`` is the quote before it in the same unit.
        """
        after = self.presented(marked, end) or self.after(marked, end)
        if after and (after.doubtful or self._only_relays(after) or self._follows_that(marked)):
            after = self.before(marked, unit, last) or after
        return (
            after
            or self.before(marked, unit, last)
            or self.begun(marked, unit)
            or self.later(marked, end)
            or self.inside(marked)
            or self.signed(marked)
        )

    def _only_relays(self, attribution: Attribution) -> bool:
        """The cue passes on what another said ("rapporte l'agence")."""
        kinds = forms().get(self.text[slice(*attribution.cue)].lower(), {}) if attribution.cue else {}
        return any(verb.infinitive in _lexical("relaying", "verbs") for verb in kinds.values())

    def _follows_that(self, marked: Marked) -> bool:
        return _THAT.search(self.text[max(0, marked.outer_start - 6) : marked.outer_start]) is not None

    def presented(self, marked: Marked, end: int) -> Attribution | None:
        """« … » : c'est ainsi que X résume la soirée."""
        match = _presented().match(self.text, marked.outer_end, end)
        if not match:
            return None
        for cue in cues_in(self.text, match.end(), end):
            if cue.verb and (cue.verb.speech or cue.verb.reflexive):
                voice = self.cast.before(match.end(), cue) or self.cast.after(cue.group_end, end)
                return Attribution(voice.name, (cue.start, cue.end)) if voice else None
        return None

    def after(self, marked: Marked, end: int) -> Attribution | None:
        """« … », a déclaré X. « … », selon X."""
        cue = incise_at(self.text, marked.outer_end, end)
        return self._inverted(cue, marked.outer_start, end) if cue and _can_follow(cue) else None

    def _inverted(self, cue: Cue, quote_start: int, end: int) -> Attribution | None:
        """The attribution by a cue whose subject follows it."""
        span = (cue.start, cue.end)
        if cue.form in {"source", "named"}:
            return self._by_source(cue, end)
        if cue.pronoun == "on":
            return Attribution(self.cast.place_of_speech(cue.group_end, end).name, span)
        if cue.pronoun:
            return Attribution(self.cast.pronoun(quote_start, cue.pronoun), span)
        voice = self.cast.after(cue.group_end, end)
        if voice is None and not self.reading.is_verb(cue.start, cue.end):
            return None
        return Attribution(voice.name if voice else None, span, doubtful=voice is None)

    def _by_source(self, cue: Cue, end: int) -> Attribution | None:
        voice = self.cast.source(cue.end, end)
        stressed = self.text[cue.end : cue.end + 6].strip(" ,").lower() in _STRESSED  # "Pour eux, « … »"
        if voice is None or (cue.form == "named" and voice.name is None and not stressed):
            return None
        return Attribution(voice.name, (cue.start, cue.end)) if voice.name or voice.person_like else None

    def later(self, marked: Marked, end: int) -> Attribution | None:
        """« … » jusqu'à nouvel ordre, a indiqué X: the incise stands further on in the sentence."""
        if self._is_announced(marked):
            return None
        for match in _INCISE.finditer(self.text, marked.outer_end, end):
            cue = incise_at(self.text, match.end(), end)
            if cue and cue.form != "named" and cue.group_start == match.end() and _can_follow(cue):
                return self._spoken(cue, marked, end)
        source = next((cue for cue in cues_in(self.text, marked.outer_end, end) if cue.form == "source"), None)
        return self._by_source(source, end) if source else None

    def _spoken(self, cue: Cue, marked: Marked, end: int) -> Attribution | None:
        """The attribution by an incise at a distance; nothing where its subject cannot speak (", ont repris le fort")."""
        voice = None if cue.pronoun or cue.verb is None else self.cast.after(cue.group_end, end)
        if voice and not (voice.name or voice.person_like):
            return None
        return self._inverted(cue, marked.outer_start, end)

    def inside(self, marked: Marked) -> Attribution | None:
        """« Nous irons, a dit X, jusqu'au bout »: the marks take the incise in."""
        found = self.incise_in(marked.start, marked.end)
        return found[1] if found else None

    def incise_in(self, start: int, end: int) -> tuple[int, Attribution] | None:
        """Where an incise that names its speaker begins between the offsets, and the attribution that it gives."""
        shadow = self.reading.page.shadow
        for match in _INCISE.finditer(shadow, start, end):
            cue = incise_at(shadow, match.end(), end)
            if cue and cue.verb and cue.group_start == match.end() and cue.pronoun not in _FIRST_PERSON:
                stop = shadow.find(",", cue.group_end, end)
                attribution = self._incised(cue, start, stop if stop > 0 else end)
                if attribution:
                    return match.start(), attribution
        return None

    def _incised(self, cue: Cue, start: int, end: int) -> Attribution | None:
        if cue.pronoun:
            return self._inverted(cue, start, end)
        name = next((name for name in self.cast.between(cue.group_end, end) if name.type == "person"), None)
        return Attribution(name, (cue.start, cue.end)) if name else None

    def begun(self, marked: Marked, unit: Unit) -> Attribution | None:
        """Le tribunal avait « constaté que … »: the cue is the first word of the quotation, its auxiliary before it."""
        before = tokens_of(self.text, max(unit.start, marked.outer_start - 24), marked.outer_start)
        first = tokens_of(self.reading.page.shadow, marked.start, min(marked.end, marked.start + 24))[:1]
        if not first or "participle" not in forms().get(first[0].word, {}):
            return None
        cue = cue_at([*before, *first], len(before))
        if cue is None or cue.form != "participle" or cue.verb is None or not cue.verb.speech:
            return None
        voice = self.cast.before(unit.start, cue)
        return Attribution(voice.name, (cue.start, cue.end)) if voice else None

    def before(self, marked: Marked, unit: Unit, last: Said | None) -> Attribution | None:
        """X a déclaré : « … ». Selon X, « … ». X dénonce « … »."""
        lead = self.text[unit.start : marked.outer_start].rstrip()
        colon = lead.endswith(":")
        if not colon and self._is_name_or_title(marked):
            return None
        head = [cue for cue in cues_in(self.text, unit.start, marked.outer_start) if not self.cast.is_name(cue.start)]
        if head and head[0].form in {"source", "named"} and head[0].start == unit.start and lead.endswith((",", ":")):
            head.append(head[0])  # "Selon X, qui défend …, « … »"
        for cue in reversed(head):
            if self._opens(cue, marked, unit, colon=colon):
                attribution = self._by_cue(cue, marked, unit, last)
                if attribution is not None:
                    return attribution
        return self._by_colon(marked, unit) if colon else None

    def _is_name_or_title(self, marked: Marked) -> bool:
        """A noun right before a capital announces a name ("le film « … »"); so does "intitulé" before anything."""
        if self._is_announced(marked):
            return True
        before = tokens_of(self.text, max(0, marked.outer_start - 40), marked.outer_start)
        if not before or not self.reading.page.text[marked.start].isupper():
            return False
        word = before[-1].word
        return word not in small_words("times") and word[0].isalpha() and self._is_noun(before)

    def _is_announced(self, marked: Marked) -> bool:
        """The word before is one that names follow: "intitulé « … »", and before a capital "un projet d'« … »"."""
        before = [t.word for t in tokens_of(self.text, max(0, marked.outer_start - 40), marked.outer_start)]
        if len(before) > 1 and before[-1] in {"d'", "de"}:
            before.pop()
        if not before:
            return False
        named = before[-1] in _lexical("naming") and self.reading.page.text[marked.start].isupper()
        return named or before[-1] in _lexical("naming", "participles")

    def _is_noun(self, tokens: list[Token]) -> bool:
        if len(tokens) > 1 and tokens[-2].word in small_words("determiners"):
            return True
        span = self.reading.page.span(tokens[-1].start, tokens[-1].end)
        return any(token.pos_ in {"NOUN", "PROPN"} for token in span)

    def _opens(self, cue: Cue, marked: Marked, unit: Unit, *, colon: bool) -> bool:
        """The cue can give the stretch to somebody from where it stands."""
        if cue.verb is None:
            relative = "qui" in self.text[cue.end : marked.outer_start]
            return cue.form == "source" or colon or cue.start == unit.start or relative
        if not self._is_told(cue, unit):
            return False
        return colon or self._reaches(cue, marked)

    def _reaches(self, cue: Cue, marked: Marked) -> bool:
        """Without a colon: the mark stands in the cue's "que", or beside it, or among its complements."""
        between = tokens_of(self.text, cue.group_end, marked.outer_start)
        if cue.verb is None or (cue.verb.quoted and any(token.word in {"que", "qu'"} for token in between)):
            return True
        said = cue.verb.speech or cue.verb.reflexive
        if len(between) <= NEAR and (said or cue.verb.governing):
            return True
        fragment = not self.reading.page.text[marked.start].isupper()
        return said and (fragment or all(_is_aside(token) for token in between))

    def _is_told(self, cue: Cue, unit: Unit) -> bool:
        """The verb tells that somebody speaks: no noun, no infinitive that only could ("permet de répéter")."""
        if cue.form == "finite":
            return cue.inverted or self.reading.is_verb(cue.start, cue.end)
        if cue.form != "infinitive" or cue.group_start == unit.start:
            return True
        first = tokens_of(self.text, cue.group_start, cue.start)[:1]
        tried = bool(first) and first[0].word not in {"à", "de", "d'"}  # tient à préciser
        historic = self.text[unit.start : unit.start + 3].lower() == "et "  # Et X de conclure
        return tried or historic or self.previous_word(cue, unit) in _BEFORE_INFINITIVE

    def _by_cue(self, cue: Cue, marked: Marked, unit: Unit, last: Said | None) -> Attribution | None:
        span = (cue.start, cue.end)
        if last and last.attribution.cue == span:
            return last.attribution
        if cue.verb is None:
            return self._relative_source(cue, marked, unit) or self._by_source(cue, marked.outer_start)
        voice = self._speaker(cue, marked, unit, last)
        if voice is not None:
            return Attribution(voice.name, span)
        opened = self.text[cue.group_end : marked.outer_start].rstrip().endswith(":") or self._follows_that(marked)
        return Attribution(None, span) if opened and cue.verb.speech else None

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
        if self.previous_word(cue, unit) == "qui":
            return self.cast.antecedent(unit.start, cue.group_start)
        same = Voice(last.attribution.name) if last else None
        if same and cue.form in {"infinitive", "gerund"}:
            return same
        voice = self.cast.before(last.marked.outer_end if last else unit.start, cue) or same
        if voice is None and cue.form in {"infinitive", "gerund"}:
            return self.cast.main_pronoun(unit.start) or Voice(self.cast.heard[-1] if self.cast.heard else None)
        if voice is None or not (voice.name or voice.person_like):
            return self.cast.after(cue.group_end, marked.outer_start) or voice  # "Ainsi parlait X : …"
        return voice

    def previous_word(self, cue: Cue, unit: Unit) -> str:
        """The word before the cue's verb group; empty where the group opens the unit."""
        tokens = tokens_of(self.text, max(unit.start, cue.group_start - 12), cue.group_start)
        return tokens[-1].word if tokens else ""

    def _by_colon(self, marked: Marked, unit: Unit) -> Attribution | None:
        """Le maire, Paul Roy : « … »."""
        voice = self.cast.after(unit.start, marked.outer_start)
        return Attribution(voice.name, None) if voice and voice.name else None

    def signed(self, marked: Marked) -> Attribution | None:
        """« … » and on the next line, or after a dash, or in brackets: Awa Sow, directrice."""
        lead = _SIGNATURE.match(self.text, marked.outer_end)
        if not lead or not lead.group().strip(" "):
            return None
        name = self.cast.by_start.get(lead.end())
        return Attribution(name, None) if name and name.type == "person" and self._bare_line(name) else None

    def _bare_line(self, name: Name) -> bool:
        line = self.text[name.end : name.end + 160].partition("\n")[0]
        return len(line) < 120 and (not line.strip() or line.lstrip()[0] in ",(–—-)")


def _can_follow(cue: Cue) -> bool:
    """A cue that gives somebody what precedes it: "« … », précisant que" opens what comes next."""
    verb = cue.verb
    return verb is None or (cue.form != "gerund" and (verb.speech or verb.reflexive or verb.incise))


def _is_aside(token: Token) -> bool:
    word = token.word
    return (
        is_adverb(word) or word in small_words("times") or word in small_words("prepositions") or not word[0].isalpha()
    )
