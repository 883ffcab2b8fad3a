"""How far a French name or title goes: its adjectives, its complements, their coordination.

All functions take a word's number and give the number of the word after the construction, or the number they were
given where the construction does not stand there.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from pipeline.finders.words import LONGEST, Phrases, Words, spellings
from pipeline.lexicon.lexicon import load

Barrier = Callable[[int], bool]  # a word at which every construction ends: the start of another name


@cache
def stops() -> frozenset[str]:
    """Words that end a name or a title."""
    return spellings(load("grammar")["stops"]["words"])


@cache
def openers() -> frozenset[str]:
    """Words that open sentences with a capital and begin no name."""
    return spellings(load("grammar")["openers"]["words"])


@cache
def genitives() -> Phrases:
    """Openings with "de"."""
    return Phrases(load("grammar")["genitives"]["forms"])


@cache
def prepositions() -> Phrases:
    """Openings of any complement inside an official name."""
    grammar = load("grammar")
    return Phrases(form for group in ("genitives", "datives", "others") for form in grammar[group]["forms"])


@cache
def _tails() -> Phrases:
    grammar = load("grammar")["participles"]
    return Phrases(f"{word} {tail}" for word in grammar["words"] for tail in grammar["tails"])


def opening(words: Words, i: int, forms: Phrases) -> int:
    """Past the preposition and article at ``i`` ("de la", "pour l'")."""
    return forms.end(words, i) if words.joined(i) else i


def noun_phrase(words: Words, i: int, barrier: Barrier) -> int:
    """Past a noun with its adjectives: "Affaires étrangères", "lutte", "Togolais résidant à l'extérieur".

    Capitalised words go on being part of it; a barrier ends it.
    """
    j = i
    while (
        j < i + LONGEST
        and words.nominal(j)
        and words.lowers[j] not in stops()
        and (j == i or words.joined(j))
        and not barrier(j)
    ):
        if j > i and _new_noun(words, j):
            break
        j += 1
    if j == i:
        return i
    return _tails().end(words, j) if words.joined(j) else j


def _new_noun(words: Words, j: int) -> bool:
    """A lower-case noun after a noun in "e" or after a proper noun: the tagger took a verb for a noun ("recherche")."""
    if words.tags[j] != "NOUN" or words.capital(j):
        return False
    return words.tags[j - 1] == "PROPN" or (words.tags[j - 1] == "NOUN" and words.lowers[j].endswith("e"))


def adjectives(words: Words, i: int, barrier: Barrier) -> int:
    """Past the adjectives straight after a head: "national", "supérieure indépendante", "Nationale"."""
    j = i
    while j < i + LONGEST and words.joined(j) and not barrier(j) and words.lowers[j] not in stops():
        if not (words.tags[j] == "ADJ" or words.capital(j)):
            break
        j += 1
    return j


def complement(words: Words, i: int, barrier: Barrier, forms: Phrases | None = None) -> int:
    """Past one complement: a preposition and a noun phrase, with nouns coordinated to it without a new preposition.

    "de lutte", "pour l'interdiction", "contre le racisme et l'antisémitisme", "de l'Eau et Forêts".
    """
    start = opening(words, i, forms or prepositions())
    if start == i or not words.joined(start):
        return i
    end = noun_phrase(words, start, barrier)
    if end == start:
        return i
    return _coordinated(words, i, start, end, barrier)


def _coordinated(words: Words, i: int, start: int, end: int, barrier: Barrier) -> int:
    if not (words.joined(end) and words.joined(end + 1) and words.lowers[end] in {"et", "&"}):
        return end
    article = words.lowers[start - 1]
    after = end + 1
    if (
        words.lowers[i] in {"contre", "pour", "sur"}
        and words.lowers[after] in {"le", "la", "l'", "les"}
        and article in {"le", "la", "l'", "les"}
    ):
        after += 1
    elif words.capital(start) != words.capital(after) or words.lowers[after] in stops():
        return end
    further = noun_phrase(words, after, barrier)
    return further if further > after else end


def portfolios(words: Words, i: int, barrier: Barrier) -> int:
    """Past the coordinated complements of a ministry or minister: "de l'Eau, de la Pêche et des Forêts".

    A comma goes on only where an "et" closes the list, or a capital tells a portfolio.
    """
    end = _nested(words, i, barrier)
    if end == i:
        return i
    for _ in range(LONGEST):
        further = _next_portfolio(words, end, barrier, capital=words.capital(_first_noun(words, i)))
        if further == end:
            break
        end = further
    return end


def _first_noun(words: Words, i: int) -> int:
    return opening(words, i, prepositions())


def _next_portfolio(words: Words, end: int, barrier: Barrier, *, capital: bool) -> int:
    """Past ", de la Pêche" or " et des Forêts" or " ainsi que de la Pêche"; ``capital``: as the first portfolio was."""
    if end >= len(words):
        return end
    start = end
    comma = words.gap(end) == ", "
    if not comma:
        if not words.joined(end) or words.lowers[end] not in {"et", "&"}:
            return end
        start = end + 1
    noun = genitive_noun(words, start)
    if noun == start or words.capital(noun) < capital or words.lowers[noun] in {"nombreux", "nombreuses", "plusieurs"}:
        return end
    further = _nested(words, start, barrier, first=True)
    if comma and not capital and not _closed_by_et(words, further):
        return end
    return further if further > start else end


def _closed_by_et(words: Words, i: int) -> bool:
    return words.joined(i) and words.lowers[i] == "et" and genitive_noun(words, i + 1) > i + 1


def genitive_noun(words: Words, i: int) -> int:
    """The noun after "de la", "des" … at ``i``, which may follow a comma; ``i`` where no such opening stands."""
    for forms in (genitives(), prepositions()):
        noun = forms.end(words, i)
        if noun > i and words.joined(noun) and words.nominal(noun) and words.lowers[noun] not in stops():
            return noun
    return i


def _nested(words: Words, i: int, barrier: Barrier, *, first: bool = False) -> int:
    """Past a portfolio with complements of its own: "de la Promotion de la femme"."""
    start = prepositions().end(words, i) if first else opening(words, i, prepositions())
    if start == i or not words.joined(start):
        return i
    end = noun_phrase(words, start, barrier)
    if end == start:
        return i
    for _ in range(3):
        further = complement(words, end, barrier)
        if further == end:
            return end
        end = further
    return end
