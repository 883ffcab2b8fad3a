"""Voices: which entity of the page a subject, a title, a pronoun or a noun like "l'intéressé" stands for."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from pipeline.finders.quotes.cues import Cue, small_words, tokens_of
from pipeline.finders.quotes.phrases import is_governed, phrase_end, subject_starts
from pipeline.finders.quotes.posts import Posts
from pipeline.finders.quotes.reading import Reading
from pipeline.lexicon.lexicon import load
from pipeline.lexicon.titles import honorifics, is_title_word
from pipeline.records import Entity, Gender, Name, Role

MEMORY = 24  # speakers who are remembered
BACK = 6  # units in which the person that a pronoun stands for is looked for
NEARBY = 3  # units in which the only person named stands for a title
_ONE = frozenset({"le", "la", "l'", "un", "une", "ce", "cet", "cette"})
_GENDERS: dict[str, Gender] = {
    "il": "m", "elle": "f", "lui": "m", "le": "m", "la": "f", "ce": "m", "cet": "m", "cette": "f", "un": "m", "une": "f",
    "celui-ci": "m", "celle-ci": "f",
}  # fmt: skip
_PLURAL = frozenset({"ils", "elles", "eux", "nous", "vous", "les", "je", "j'", "moi"})


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody who speaks: by a name of the page, or unnamed. ``person_like``: the words say that it can speak."""

    name: Name | None
    person_like: bool = True


@dataclass(frozen=True, slots=True)
class _Referent:
    """Somebody to whom a pronoun can refer; without a name where the page only says what they are."""

    name: Name | None
    start: int = 0
    gender: Gender | None = None


@cache
def _nouns(group: str, key: str = "words") -> frozenset[str]:
    return frozenset(load("quotes")[group][key])


class Cast:
    """Who can speak in a page, and who has been heard so far (:meth:`hear`)."""

    def __init__(self, reading: Reading, entities: Sequence[Entity], roles: Sequence[Role]) -> None:
        self.reading = reading
        self.text = reading.text
        self.owner = {mention.name: entity for entity in entities for mention in entity.mentions}
        self.by_start = {name.start: name for name in self.owner}
        self.speakers = sorted((n for n in self.owner if n.type != "place"), key=lambda name: name.start)
        self._keys = [name.start for name in self.speakers]
        self.posts = Posts(roles, self.by_start)
        self.heard: list[Name] = []
        self._heard_in: dict[int, list[Name | None]] = {}
        self._subjects: dict[int, _Referent | None] = {}

    def hear(self, name: Name | None, at: int) -> None:
        """Somebody has been given words in the unit at the offset; what follows may refer back to them."""
        self._heard_in.setdefault(self.reading.unit_at(at).index, []).append(name)
        if name is not None:
            self.heard.append(name)
            del self.heard[:-MEMORY]

    def between(self, start: int, end: int) -> list[Name]:
        """The people and organisations named between the offsets."""
        return self.speakers[bisect_left(self._keys, start) : bisect_left(self._keys, end)]

    def people_told_of(self, start: int, end: int) -> list[Name]:
        """The people named between the offsets, outside the quotations."""
        return [name for name in self.between(start, end) if name.type == "person" and self.text[name.start] != "_"]

    def is_name(self, at: int) -> bool:
        """The word at the offset belongs to a name ("Le Canard enchaîné")."""
        before = bisect_right(self._keys, at) - 1
        return before >= 0 and self.speakers[before].end > at

    def main_pronoun(self, at: int) -> Voice | None:
        """Who the pronoun that opens a sentence is: "Il a salué un accord, ajoutant que …"."""
        first = next(iter(tokens_of(self.text, at, at + 12)), None)
        return Voice(self.pronoun(at, first.word)) if first and first.word in {"il", "elle"} else None

    def after(self, begin: int, end: int) -> Voice | None:
        """The subject that follows its verb ("a déclaré mardi à la presse le ministre, Awa Sow")."""
        start = next(subject_starts(self.text, begin, end, self.by_start), None)
        return None if start is None else self.phrase(start, end)

    def source(self, begin: int, end: int) -> Voice | None:
        """What follows "selon": a pronoun, a name, a noun phrase."""
        tokens = tokens_of(self.text, begin, min(end, begin + 60))
        if not tokens or tokens[0].word in {",", ":", ";", "."}:
            return None
        first = tokens[1] if tokens[0].word in {"de", "d'", "du", "des"} and len(tokens) > 1 else tokens[0]
        if first.word in {"lui", "elle", "eux", "elles"}:
            return Voice(self.pronoun(begin, first.word))
        return self.phrase(first.start, end)

    def before(self, begin: int, cue: Cue) -> Voice | None:
        """The subject that stands before its verb, over relatives and asides."""
        end = cue.group_start
        beside = self._beside(begin, end)
        if beside:
            return Voice(beside)
        starts = list(subject_starts(self.text, begin, end, self.by_start))
        chosen = self._grammatical(starts, cue)
        if chosen is not None:
            voice = self.phrase(chosen, end)
            if voice.name or self._is_indefinite(chosen):
                return voice
        voices = [self.phrase(start, end) for start in starts[:6]]
        if self._is_plural(cue):
            voices = [voice for voice in voices if voice.name is None or self._can_be_several(voice.name, begin, end)]
        named = next((voice for voice in voices if voice.name), None)
        return named or next((voice for voice in voices if voice.person_like), None)

    def _beside(self, begin: int, at: int) -> Name | None:
        """The person right before the verb, whom nothing governs: "…, et Awa Sow a promis que"."""
        name = next(iter(self.between(begin, at)[-1:]), None)
        if name is None or name.type != "person" or self.text[name.end : at].strip():
            return None
        lead = self.text[begin : name.start].rstrip()
        return name if lead.endswith((",", " et")) and not self._is_list(begin, name) else None

    def _is_list(self, begin: int, name: Name) -> bool:
        """The name ends a list of people, or what a comma has opened: "Awa Sow et Paul Roy ont", "le maire, Paul Roy"."""
        gap = next((self.text[n.end : name.start] for n in reversed(self.between(begin, name.start))), None)
        verbs = self.reading.page.span(begin, name.start)
        return gap in {" et ", ", "} or not any(token.pos_ in {"VERB", "AUX"} for token in verbs)

    def _grammatical(self, starts: list[int], cue: Cue) -> int | None:
        """The start of the phrase that holds the subject which the model gives the verb."""
        root = self.reading.page.span(cue.start, cue.end).root
        for verb in (root, root.head):
            for child in verb.children:
                if child.dep_.startswith("nsubj") and child.idx < cue.group_start:
                    return next((start for start in reversed(starts) if start <= child.idx), None)
        return None

    def _is_plural(self, cue: Cue) -> bool:
        """The verb stands in the plural: "arguent", "ont indiqué"."""
        words = self.text[cue.group_start : cue.group_end].lower().split()
        return cue.form in {"finite", "participle"} and any(
            word.endswith("ont") or (word.endswith("ent") and len(word) > 4 and not word.endswith("ment"))
            for word in words
        )

    def _can_be_several(self, name: Name, begin: int, end: int) -> bool:
        """The name is an organisation's, or one of a list of people."""
        return name.type != "person" or " et " in self.text[begin:end]

    def _is_indefinite(self, start: int) -> bool:
        token = next(iter(tokens_of(self.text, start, start + 20)), None)
        return token is not None and token.word in small_words("indefinite")

    def antecedent(self, begin: int, at: int) -> Voice | None:
        """What "qui" before the offset takes up: the name beside it, else the last person before it."""
        names = self.between(begin, at)
        free = [name for i, name in enumerate(names) if not any(self._holds_post(p, name) for p in names[:i])]
        if not free:
            return None
        beside = self.text[free[-1].end : at].strip(" ,") in {"", "qui"}
        people = [name for name in free if name.type == "person"]
        name = free[-1] if beside or not people else people[-1]
        return Voice(None if self._somebody_between(name.end, at) else name)

    def _somebody_between(self, begin: int, at: int) -> bool:
        """Somebody unnamed stands between a name and "qui": "Awa Sow a été huée par un militant qui …"."""
        tokens = tokens_of(self.text, max(begin, at - 60), at)
        return any(
            first.word in small_words("indefinite") and (is_title_word(second.word) or second.word in _nouns("sources"))
            for first, second in pairwise(tokens)
        )

    def _holds_post(self, person: Name, name: Name) -> bool:
        """The name ends what is said of the person's post: "Awa Sow, directrice du LEE, qui …"."""
        gap = self.text[person.end : name.start]
        return person.type == "person" and gap.startswith(",") and self._title_at(person.end + 1, name.start)

    def phrase(self, start: int, end: int) -> Voice:
        """Whom the noun phrase at ``start`` stands for: by name, by title, by what was said before."""
        stop = phrase_end(self.text, start, end)
        name = (
            self._named(start, stop)
            or self._apposed(stop, end)
            or self._titled(start, stop)
            or self._taken_up(start, stop)
            or self._organ(start, stop)
            or self._only_person(start, stop)
        )
        return Voice(name, person_like=name is not None or self._can_speak(start, stop))

    def _named(self, start: int, stop: int) -> Name | None:
        """The name that the phrase is about: "le professeur X", "la société Y"; not "le chef de Y"."""
        free = [name for name in self.between(start, stop) if not is_governed(self.text, start, name.start)]
        person = next((name for name in free if name.type == "person"), None)
        if person or not free:
            return person
        return None if self._title_at(start, stop) else free[0]

    def _title_at(self, start: int, stop: int) -> bool:
        return any(is_title_word(token.word) for token in tokens_of(self.text, start, min(stop, start + 30))[:3])

    def _apposed(self, stop: int, end: int) -> Name | None:
        """The name after the comma: "le ministre de la Santé, Awa Sow", "le maire (PS) Paul Roy"."""
        begin = stop
        if self.text[stop:end].lstrip()[:1] == "(":
            begin = self.text.find(")", stop, end)
        for name in self.between(max(begin, stop), min(end, begin + 60)):
            words = [token.word for token in tokens_of(self.text, begin, name.start)]
            if name.type == "person" and all(self._introduces(word) for word in words):
                return name
            if (
                name.type == "organisation"
                and len(words) == 2
                and words[0] == ","
                and words[1] in {"le", "la", "l'", "les"}
            ):
                return name  # "la plus ancienne association de riverains, l'ARB"
        return None

    def _introduces(self, word: str) -> bool:
        return (
            word in {",", ".", ")", "–", "—", "le", "la", "l'", "ci-devant"}
            or word in honorifics()
            or is_title_word(word)
        )

    def _titled(self, start: int, stop: int) -> Name | None:
        """The holder of the post that the words repeat: "a expliqué le ministre"."""
        if self._is_indefinite(start):
            return None
        holder = self.posts.holder(self.text, start, stop)
        fits = holder is not None and self._agrees(holder, self._phrase_gender(start))
        return self.nearest(holder, start) if holder and fits else None

    def _taken_up(self, start: int, stop: int) -> Name | None:
        """Who was heard or named last, where the noun only refers back: "l'intéressé", "l'organisation"."""
        tokens = tokens_of(self.text, start, stop)[:4]
        words = {token.word for token in tokens[1:] or tokens}
        if self._is_indefinite(start) or any(word in {"de", "du", "d'", "des"} for word in words) or len(tokens) > 3:
            return None
        if words & _nouns("anaphors", "people"):
            return self.pronoun(start, tokens[0].word)
        if words & _nouns("publications", "words"):
            heard = next((name for name in reversed(self.heard) if name.type == "organisation"), None)
            return heard or self._last_organisation(start, None)
        groups = load("quotes")["organisation_anaphors"]
        kinds = {kind for kind, nouns in groups.items() if kind != "example" and words.intersection(nouns)}
        return self._last_organisation(start, kinds) if kinds else None

    def _last_organisation(self, at: int, kinds: set[str] | None) -> Name | None:
        """The organisation of one of the kinds (of any where there are none) that was heard or spoken of last."""
        last = self.reading.unit_at(at).index
        for index in range(last, max(-1, last - BACK), -1):
            unit = self.reading.unit(index)
            subject = self._subject(index)
            heard = reversed(self._heard_in.get(index, ()))
            named = self.between(unit.start, min(unit.end, at)) if kinds else []
            for name in [subject.name if subject else None, *heard, *named]:
                fits = name and name.start < at and name.type == "organisation"
                if name and fits and (kinds is None or self.owner[name].kind in kinds):
                    return name
        return None

    def _organ(self, start: int, stop: int) -> Name | None:
        """The organisation whose organ speaks: "la direction de l'usine Z", "un communiqué de Z"."""
        words = {token.word for token in tokens_of(self.text, start, stop)[:3]}
        if not words & _nouns("organs"):
            return None
        return next((name for name in self.between(start, stop) if name.type == "organisation"), None)

    def _can_speak(self, start: int, stop: int) -> bool:
        words = [token.word for token in tokens_of(self.text, start, min(stop, start + 60))[:5]]
        return any(word in _nouns("sources") or word in _nouns("organs") or is_title_word(word) for word in words)

    def _phrase_gender(self, start: int) -> Gender | None:
        token = next(iter(tokens_of(self.text, start, start + 20)), None)
        return _GENDERS.get(token.word) if token else None

    def _agrees(self, name: Name, gender: Gender | None) -> bool:
        return gender is None or self.owner[name].gender in {gender, None}

    def nearest(self, name: Name, at: int) -> Name:
        """The mention of the name's entity that stands nearest to the offset."""
        mentions = [mention.name for mention in self.owner[name].mentions]
        return min(mentions, key=lambda mention: (abs(mention.start - at), mention.start))

    def pronoun(self, at: int, form: str) -> Name | None:
        """Whom a pronoun at the offset stands for: the last speaker or subject that agrees with it."""
        if form in _PLURAL or form == "on":
            return None
        gender = _GENDERS.get(form)
        for referent in self._referents(at, gender):
            if referent.name is None and referent.gender in {gender, None}:
                return None
            if referent.name and self._agrees(referent.name, gender):
                return referent.name
        return None

    def _referents(self, at: int, gender: Gender | None) -> Iterator[_Referent]:
        """Who was spoken of before the offset, nearest first: speakers and subjects, then the last speaker at all."""
        last = self.reading.unit_at(at).index
        for index in range(last, max(-1, last - BACK), -1):
            unit = self.reading.unit(index)
            end = min(unit.end, at)
            heard = [_Referent(name) for name in reversed(self._heard_in.get(index, ())) if name]
            subject = self._subject(index)
            subjects = [subject] if subject is not None and subject.start < end else []
            near = index >= last - 1 or "\n" not in self.text[unit.start : at]
            yield from heard + subjects if near else subjects + heard
            people = self.people_told_of(unit.start, end)
            if len({id(self.owner[name]) for name in people}) == 1:
                yield _Referent(people[-1])
            yield from (_Referent(name) for name in people if gender and self.owner[name].gender == gender)
        yield from (_Referent(name) for name in reversed(self.heard))

    def _subject(self, index: int) -> _Referent | None:
        """The person or organisation that a unit's first phrase names, or the unnamed one that it is about."""
        if index not in self._subjects:
            unit = self.reading.unit(index)
            starts = subject_starts(self.text, unit.start, unit.end, self.by_start)
            self._subjects[index] = next(self._first_named(starts, unit.end), None)
        return self._subjects[index]

    def _first_named(self, starts: Iterable[int], end: int) -> Iterator[_Referent]:
        for number, start in zip(range(3), starts, strict=False):
            stop = phrase_end(self.text, start, end)
            name = self._named(start, stop) or self._apposed(stop, end) or self._titled(start, stop)
            if name:
                yield _Referent(name, name.start)
            elif number == 0 and self._is_somebody(start):
                yield _Referent(None, start, self._phrase_gender(start))

    def _is_somebody(self, start: int) -> bool:
        """The phrase opens with the title of one person: "Le ministre", "Une infirmière"."""
        tokens = tokens_of(self.text, start, start + 40)[:2]
        return len(tokens) == 2 and tokens[0].word in _ONE and is_title_word(tokens[1].word)

    def _only_person(self, start: int, stop: int) -> Name | None:
        """The one person of whom the text speaks, where a bare title is used that nobody is said to hold.

        "L'entraîneur portugais", "le successeur d'Awa Sow"; not "le ministre de la Santé", who is not introduced.
        """
        known = self.posts.refers_back(self.text, start, stop) or self.between(start, stop)
        if not known or not self._is_somebody(start) or self._is_indefinite(start):
            return None
        last = self.reading.unit_at(start).index
        begin = self.reading.unit(max(0, last - NEARBY)).start
        people = self.people_told_of(begin, start)
        if len({id(self.owner[name]) for name in people}) != 1 or not self._agrees(
            people[0], self._phrase_gender(start)
        ):
            return None
        mentions = [mention.name for mention in self.owner[people[0]].mentions]
        return None if self.posts.holds_any(mentions) else people[-1]

    def place_of_speech(self, begin: int, end: int) -> Voice:
        """Who is behind "on": "dit-on à la SNCF", "peut-on lire dans le communiqué de la SNCF"."""
        names = [name for name in self.between(begin, end) if name.type == "organisation"]
        return Voice(names[0] if names else None)
