"""The grammar of French institutional names: where a ministry, court, agency, party … begins and how far its name goes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from pipeline.extract.complements import adjectives, complement, genitives, openers, opening, portfolios
from pipeline.extract.names.candidate import INSTITUTION, KNOWN, Candidate
from pipeline.extract.words import Phrases, Words, both_ways
from pipeline.lexicon.lexicon import load

MAX_COMPLEMENTS = 5  # "Comité | de suivi | de la mise en œuvre | de l'accord | pour la paix | au Nord"


@cache
def _lexicon() -> dict[str, Any]:
    return load("organisations")


@cache
def _heads(group: str, key: str = "heads") -> Phrases:
    return Phrases(_lexicon()[group][key])


@cache
def _words(group: str, key: str) -> frozenset[str]:
    return both_ways(_lexicon()[group][key])


@cache
def _known() -> tuple[Phrases, frozenset[str]]:
    names = _lexicon()["known"]["names"]
    return Phrases(names), frozenset(names)


def find_institutions(words: Words, places: Mapping[int, int]) -> Iterator[Candidate]:
    """Organisations by their head word or as a whole.

    ``places`` maps the first word of each country or well-known area to the word after it: a name ends before
    them unless it is the kind that is told by its place.
    """
    reading = _Reading(words, places)
    for i in range(len(words)):
        end = reading.institution(i)
        if end > i:
            yield Candidate(i, end, "organisation", "rule", INSTITUTION)
            continue
        start, end = reading.announced(i)
        if end > start:
            yield Candidate(start, end, "organisation", "rule", KNOWN)
        end = reading.known(i)
        if end > i:
            yield Candidate(i, end, "organisation", "lexicon", KNOWN)


class _Reading:
    """One page read for institutions; every method gives the word after what stands at ``i``, or ``i``."""

    __slots__ = ("places", "words")

    def __init__(self, words: Words, places: Mapping[int, int]) -> None:
        self.words = words
        self.places = places

    def barrier(self, i: int) -> bool:
        """A country or area, or an acronym, that a complement does not swallow."""
        form = self.words.forms[i]
        return i in self.places or (form.isupper() and len(form) > 1)

    def institution(self, i: int) -> int:
        """The longest name that a head word opens at ``i``."""
        readings = (self.fixed, self.portfolio, self.local, self.official)
        return max((read(i) for read in readings), default=i)

    def fixed(self, i: int) -> int:
        """Names that are official in any case: "police nationale", "Cour suprême"."""
        return _heads("official", "fixed").end(self.words, i)

    def portfolio(self, i: int) -> int:
        """ "ministère tchadien de l'Eau, de la Pêche et des Forêts"."""
        head = _heads("portfolio").end(self.words, i)
        if head == i:
            return i
        start = adjectives(self.words, head, self.barrier)
        end = portfolios(self.words, start, self.barrier)
        return end if end > start else i

    def local(self, i: int) -> int:
        """ "cour d'appel de Lomé", "lycée Jean-Moulin de Béziers", "tribunal de grande instance du Wouri"."""
        head = _heads("local").end(self.words, i)
        if head == i:
            return i
        end = adjectives(self.words, head, self.barrier)
        named = self.capitals(end) if self.words.joined(end) else end
        if named > end or any(self.words.capital(k) for k in range(head, end)):
            return self.place_complement(max(named, end)) or max(named, end)
        for _ in range(3):
            placed = self.place_complement(end)
            if placed:
                return placed
            further = complement(self.words, end, self.barrier)
            if further == end:
                return i
            if any(self.words.capital(k) for k in range(end, further)):
                return further
            end = further
        return i

    def place_complement(self, i: int) -> int:
        """Past "de Lomé", "du Wouri", "de la Haute-Saône"; 0 where there is none."""
        start = opening(self.words, i, genitives())
        if start == i or not self.words.joined(start):
            return 0
        end = self.places.get(start) or self.capitals(start)
        return end if end > start else 0

    def capitals(self, i: int) -> int:
        """Past a run of capitalised words."""
        j = i
        while self.words.capital(j) and (j == i or self.words.joined(j)) and self.words.lowers[j] not in openers():
            j += 1
        return j

    def official(self, i: int) -> int:
        """ "Office national des forêts", "Organisation pour la paix": a capital or an official adjective tells it."""
        head = _heads("official").end(self.words, i)
        if head == i:
            return i
        end = adjectives(self.words, head, self.barrier)
        closed = self.words.lowers[head] in _words("official", "closing") if end > head else False
        capital = self.words.capital(i) and not self.words.opens[i]
        if not (capital or closed):
            return i
        further = self.complements(end, member=end == head or self.words.lowers[i] in _words("official", "members"))
        if further == head or (not capital and further == end):
            return i
        return further

    def complements(self, end: int, *, member: bool) -> int:
        """Past the complements of an official name; a country belongs to it only where its members are of that country."""
        for _ in range(MAX_COMPLEMENTS):
            further = complement(self.words, end, self.barrier)
            if further == end and member:
                further = self.place_complement(end) or end
                return further
            if further == end:
                return end
            end = further
        return end

    def announced(self, i: int) -> tuple[int, int]:
        """The name that a common noun announces: "le groupe Valmy" with it, "la société minière Valmy" without."""
        head = _heads("proper").end(self.words, i)
        if head == i or not self.words.joined(head):
            return i, i
        start = head
        while self.words.joined(start) and self.words.tags[start] == "ADJ" and not self.words.capital(start):
            start += 1
        end = self.capitals(start) if self.words.joined(start) and start not in self.places else start
        if end == start:
            return i, i
        outside = start > head or self.words.lowers[i] in _words("proper", "outside") or self.words.forms[start].isupper()
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
