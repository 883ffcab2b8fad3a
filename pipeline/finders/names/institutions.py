"""The grammar of French institutional names: where a ministry, court, agency … begins and how far its name goes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from pipeline.finders.complements import adjectives, complement, genitives, openers, opening, portfolios
from pipeline.finders.names.candidate import INSTITUTION, KNOWN, MODEL, REFUSED, Candidate
from pipeline.finders.names.given import is_given
from pipeline.finders.words import LONGEST, Phrases, Words, spellings
from pipeline.lexicon.lexicon import load
from pipeline.lexicon.titles import plural

MAX_COMPLEMENTS = 5  # "Comité | de suivi | des travaux | du canal | de la vallée"


@cache
def _lexicon() -> dict[str, Any]:
    return load("organisations")


@cache
def _heads(group: str, key: str = "heads") -> Phrases:
    phrases = _lexicon()[group][key]
    return Phrases([*phrases, *map(plural, phrases)] if group == "proper" else phrases)


@cache
def _words(group: str, key: str) -> frozenset[str]:
    return spellings(_lexicon()[group][key])


@cache
def _prepositions(kind: str) -> frozenset[str]:
    return spellings(load("grammar")["institutional"][kind])


@cache
def _known() -> tuple[Phrases, frozenset[str]]:
    names = _lexicon()["known"]["names"]
    return Phrases(names), frozenset(names)


@cache
def demonyms() -> frozenset[str]:
    """Adjectives of countries and peoples, lower case."""
    return spellings(load("not_names")["demonyms"]["words"])


@cache
def _first_words() -> frozenset[str]:
    """First words of everything that can open an institution's name: one look-up passes over the other words."""
    groups = (
        ("official", "fixed"),
        ("portfolio", "heads"),
        ("local", "heads"),
        ("official", "heads"),
        ("official", "weak"),
    )
    return frozenset().union(*(_heads(group, key).firsts for group, key in groups))


def announces(word: str) -> bool:
    """The lower-case word only announces a name and stays outside it: "l'agence Valmy"."""
    return word in _words("proper", "outside")


def takes_country(word: str) -> bool:
    """The lower-case head is one of bodies whose country belongs to their name ("Croix-Rouge malienne")."""
    return word in _words("official", "members")


def is_head(word: str) -> bool:
    """The lower-case word heads names of institutions."""
    return word in _heads("official") or word in _heads("local") or word in _heads("portfolio")


def find_institutions(words: Words, places: Mapping[int, int]) -> Iterator[Candidate]:
    """Organisations by their head word or as a whole.

    ``places`` maps the first word of each country or well-known area to the word after it: a name ends before
    them unless it is the kind that is told by its place.
    """
    reading = _Reading(words, places)
    first_words, other_words = _first_words(), _other_words()
    past = 0
    for i, lower in enumerate(words.lowers):
        end, rank = reading.institution(i) if i >= past and lower in first_words else (i, 0)
        if end > i:
            past = end
            yield Candidate(i, end, "organisation", "rule", rank)
        elif lower in other_words:
            yield from _others(reading, i)


def _others(reading: _Reading, i: int) -> Iterator[Candidate]:
    """What is announced, known, a club's or a company's at word ``i``."""
    start, end = reading.announced(i)
    if end > start:
        yield Candidate(start, end, "organisation", "rule", MODEL + 1)
    end = reading.known(i)
    if end > i:
        yield Candidate(i, end, "organisation", "lexicon", KNOWN if end == i + 1 else REFUSED + 1)
    end = reading.club(i)
    if end > i:
        yield Candidate(i, end, "organisation", "rule", KNOWN)
    start = reading.company(i)
    if start < i:
        yield Candidate(start, i + 1, "organisation", "rule", MODEL + 2)


@cache
def _other_words() -> frozenset[str]:
    short = (word.lower() for word in (*_legal_forms(), *_clubs()))
    return _heads("proper").firsts.union(_known()[0].firsts, short)


@cache
def _clubs() -> frozenset[str]:
    return frozenset(_lexicon()["clubs"]["words"])


@cache
def _legal_forms() -> frozenset[str]:
    return frozenset(_lexicon()["legal_forms"]["words"])


class _Reading:
    """One page read for institutions; every method gives the word after what stands at ``i``, or ``i``."""

    __slots__ = ("places", "words")

    def __init__(self, words: Words, places: Mapping[int, int]) -> None:
        self.words = words
        self.places = places

    def barrier(self, i: int) -> bool:
        """A country or area, or an acronym, that a complement does not swallow; "États", "pays" take their area."""
        if i in self.places:
            return not any(lower in _words("official", "united") for lower in self.words.lowers[max(0, i - 3) : i])
        form = self.words.forms[i]
        return form.isupper() and len(form) > 1 and not self.words.shouted(i)

    def before_person(self, i: int) -> bool:
        """A barrier too, or the given name of somebody named straight after the institution."""
        return self.barrier(i) or (self.words.capital(i) and is_given(self.words.lowers[i]))

    def institution(self, i: int) -> tuple[int, int]:
        """The longest name that a head word opens at ``i``, and its rank; a body inside another one is none."""
        if _heads("official", "internal").end(self.words, i) > i:
            return i, 0
        fixed = _heads("official", "fixed").end(self.words, i)
        end = max(fixed, self.portfolio(i), self.local(i))
        if fixed == i:
            return max(end, self.official(i)), INSTITUTION
        if takes_country(self.words.lowers[i]):
            fixed = adjectives(self.words, fixed, self.barrier)
        return max(end, self._cause(fixed)), REFUSED + 1

    def _cause(self, i: int) -> int:
        """Past "pour l'enfance" after a name that is official without it."""
        united = "nations" in self.words.lowers[max(0, i - 3) : i]
        cause = (
            united
            and self.words.joined(i)
            and self.words.lowers[i] == "pour"
            and self.words.lowers[i + 1] in {"le", "la", "l'", "les"}
        )
        return complement(self.words, i, self.barrier) if cause else i

    def portfolio(self, i: int) -> int:
        """As in "ministère tchadien de l'Eau, de la Pêche et des Forêts"."""
        head = _heads("portfolio").end(self.words, i)
        if head == i:
            return i
        start = adjectives(self.words, head, self.barrier)
        end = portfolios(self.words, start, self.before_person)
        return end if end > start else i

    def local(self, i: int) -> int:
        """As in "cour d'appel de Lomé", "lycée Jean-Moulin de Béziers", "tribunal de première instance du Golo"."""
        head = _heads("local").end(self.words, i)
        if head == i:
            return i
        end = adjectives(self.words, head, self.barrier)
        if self.words.joined(end) and end in self.places:
            return self.places[end]  # "agence régionale de santé Occitanie"
        if self._any_capital(head, end):
            return self._seat(self.place_complement(end) or end)
        return self._placed(end) or i

    def _placed(self, end: int) -> int:
        """Past the complements up to the one that has a capital: "de première instance | du Golo"; 0 where none has."""
        for _ in range(3):
            placed = self.place_complement(end)
            if placed:
                return self._seat(self._town(end, placed))
            further = complement(self.words, end, self.barrier, genitives())
            if further == end or self._any_capital(end, further):
                return further if further > end else 0
            end = further
        return 0

    def _any_capital(self, start: int, end: int) -> bool:
        return any(self.words.capital(k) for k in range(start, end))

    def _town(self, i: int, placed: int) -> int:
        """Past the town after a name of its own: "hôpital de l'Amitié de Maradi"."""
        named = opening(self.words, i, genitives())
        return placed if named in self.places else self.place_complement(placed) or placed

    def _seat(self, i: int) -> int:
        """Past "à Rabat" after "ambassade du Niger"."""
        seated = (
            self.words.joined(i + 1) and self.words.lowers[i] == "à" and self.words.lowers[i - 3 : i].count("ambassade")
        )
        return self.capitals(i + 1) if seated and self.words.joined(i) else i

    def place_complement(self, i: int) -> int:
        """Past "de Lomé", "du Golo", "de la Haute-Saône"; 0 where there is none."""
        start = opening(self.words, i, genitives())
        if start == i or not self.words.joined(start):
            return 0
        if is_given(self.words.lowers[start]) and self.words.capital(start):
            return 0
        end = self.places.get(start) or self.capitals(start)
        return end if end > start else 0

    def capitals(self, i: int) -> int:
        """Past a run of capitalised words."""
        j = i
        while (
            j < i + LONGEST
            and self.words.capital(j)
            and (j == i or self.words.joined(j))
            and self.words.lowers[j] not in openers()
        ):
            j += 1
        return j

    def official(self, i: int) -> int:
        """As in "Office national des forêts", "Organisation pour la paix": a capital or an official adjective tells."""
        words = self.words
        weak = _heads("official", "weak").end(words, i)
        head = _heads("official").end(words, i)
        if weak > head and words.capital(i) and words.joined(weak) and self._distinguished(weak):
            head = weak
        if head == i or words.shouted(i):
            return i
        end = adjectives(words, head, self.barrier)
        closed = end > head and words.lowers[head] in _words("official", "closing")
        capital = words.capital(i) and not words.opens[i]
        if not (capital or closed):
            return i
        further = self.complements(i, head, end)
        if further == head or (not capital and further == end):
            return i
        return further

    def _distinguished(self, i: int) -> bool:
        """What follows a common head makes it a name: a capital, an official adjective."""
        noun = max(opening(self.words, i, genitives()), i)
        return self.words.capital(noun) or self.words.lowers[i] in _words("official", "closing")

    def complements(self, first: int, head: int, end: int) -> int:
        """Past the complements of an official name; a country belongs to it only if its members are of that country."""
        member = self.words.lowers[first] in _words("official", "members")
        described = end
        for _ in range(MAX_COMPLEMENTS):
            further = self.complement(head, end)
            if further == end:
                if member or end == head:
                    return self.place_complement(end) or end
                break
            end = further
        while (
            head + 1 < end <= described
            and not member
            and self.words.lowers[end - 1] in demonyms()
            and not self.words.capital(end - 1)
        ):
            end -= 1
        return end

    def complement(self, head: int, end: int) -> int:
        """One complement more, if it is of a kind that the name can have here."""
        words = self.words
        if words.joined(end) and words.lowers[end] == "et" and end > head:
            return self._and_another(end)
        further = complement(words, end, self.before_person)
        if further == end:
            return end
        return further if self._may_follow(head, end) else end

    def _may_follow(self, head: int, end: int) -> bool:
        """The complement at ``end`` can belong to the name whose head ends at ``head``."""
        words = self.words
        preposition, after = words.lowers[end], words.lowers[end + 1]
        if preposition in _prepositions("never"):
            return after in _prepositions("but_before")
        if preposition in _prepositions("aim"):  # "Organisation pour la paix", "Comité de lutte contre la rage"
            return end == head or words.tags[end - 1] == "ADJ" or words.lowers[end - 2] in {"de", "d'"}
        if preposition == "du" and after in _words("official", "generic"):
            return False
        titled = end > head + 1 and all(words.capital(k) for k in range(head, end))
        bare = preposition in {"de", "d'"} and after not in {"la", "l'"}
        return words.capital(end + 1) or not (bare and titled)

    def _and_another(self, end: int) -> int:
        """Past "et des Titres de voyage" after "des Étrangers": capital nouns under the same preposition."""
        words = self.words
        start = opening(words, end + 1, genitives())
        before = end - 1
        while before > max(0, end - LONGEST) and words.capital(before) and words.joined(before):
            before -= 1
        parallel = start > end + 1 and words.lowers[end + 1] in {words.lowers[before], "de", "d'", "des", "du", "de la"}
        if (
            not parallel
            or words.lowers[before] not in {"des", "de", "d'", "du", "la", "l'"}
            or not words.capital(start)
        ):
            return end
        return complement(words, end + 1, self.barrier, genitives())

    def announced(self, i: int) -> tuple[int, int]:
        """The name that a common noun announces: "le groupe Valmy" with it, "la société minière Valmy" without."""
        words = self.words
        head = start = _heads("proper").end(words, i)
        if head == i:
            return i, i
        while (
            start < head + LONGEST and words.joined(start) and words.tags[start] == "ADJ" and not words.capital(start)
        ):
            start += 1
        quoted = start < len(words) and words.gap(start) in {" «", " « ", ' "', " “", " '", " ‘"}
        if not (words.joined(start) or quoted) or start in self.places:
            return i, i
        end = self.capitals(start)
        if end == start or is_given(words.lowers[start]) or words.shouted(start) or len(words.forms[start]) < 2:
            return i, i
        end = adjectives(words, end, self.barrier)
        outside = (
            start > head or quoted or words.lowers[i] in _words("proper", "outside") or words.forms[start].isupper()
        )
        return (start if outside else i), end

    def known(self, i: int) -> int:
        """A body that readers know by its name, in its exact capitals; one common word must stand inside a sentence."""
        phrases, exact = _known()
        end = phrases.end(self.words, i)
        if end == i:
            return i
        form = self.words.text[self.words.starts[i] : self.words.ends[end - 1]]
        if form not in exact or (self.words.opens[i] and end == i + 1 and not form.isupper()):
            return i
        return end

    def club(self, i: int) -> int:
        """Past "ES Valmy", "MC Oran"."""
        words = self.words
        if words.forms[i] not in _clubs() or not words.joined(i + 1) or words.shouted(i):
            return i
        end = self.capitals(i + 1)
        return end if end > i + 1 else i

    def company(self, i: int) -> int:
        """The first word of the company whose legal form or trade stands at ``i``: "Valmy Technologies"."""
        words = self.words
        if words.forms[i] not in _legal_forms():
            return i
        start = i
        while (
            max(0, i - LONGEST) < start
            and words.capital(start - 1)
            and words.lowers[start - 1] not in openers()
            and (words.joined(start) or words.gap(start) == " & ")
        ):
            start -= 1
        return start if i - start <= 5 else i
