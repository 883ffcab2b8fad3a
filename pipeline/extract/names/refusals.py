"""What looks like a name and is none: treaties, programmes, works, prizes, events, common nouns, demonyms."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from pipeline.extract.complements import adjectives, complement
from pipeline.extract.names.candidate import REFUSED, Candidate
from pipeline.extract.words import Phrases, Words, both_ways
from pipeline.lexicon.lexicon import load


@cache
def _heads() -> Phrases:
    return Phrases(load("not_names")["heads"]["words"])


@cache
def _single_heads() -> frozenset[str]:
    return both_ways(word for word in load("not_names")["heads"]["words"] if " " not in word)


@cache
def _whole() -> frozenset[str]:
    lexicon = load("not_names")
    return both_ways([*lexicon["words"]["words"], *lexicon["demonyms"]["words"]])


@cache
def _acronyms() -> frozenset[str]:
    return frozenset(load("not_names")["acronyms"]["words"])


def is_refused_head(word: str) -> bool:
    """The lower-case word opens the name of something that is nobody, no body and no place."""
    return word in _single_heads()


def bare_acronyms(word: str) -> bool:
    """The lower-case word abbreviates a common noun ("pib", "tgv")."""
    return word in _acronyms()


def is_refused_name(folded: str) -> bool:
    """The whole lower-case name is a common noun, a demonym, an abbreviation of a common noun."""
    return folded in _whole() or folded in _acronyms()


def find_refusals(words: Words) -> Iterator[Candidate]:
    """Names of treaties, programmes, events … : a capitalised head inside a sentence with its complements."""
    for i in range(len(words)):
        if not words.capital(i) or words.lowers[i] not in _heads():
            continue
        head = _heads().end(words, i)
        if head == i:
            continue
        end = adjectives(words, head, _nothing)
        for _ in range(3):
            further = complement(words, end, _nothing)
            if further == end or (words.opens[i] and words.capital(further - 1)):
                break
            end = further
        if end > head or not words.opens[i]:
            yield Candidate(i, end, "none", "rule", REFUSED)


def _nothing(_: int) -> bool:
    return False
