"""People of the model's that the words around them speak against: goods, sites, trade names."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from pipeline.finders.names.candidate import MODEL, Candidate
from pipeline.finders.names.given import is_given
from pipeline.finders.names.people import cues
from pipeline.finders.names.places import Lookup, is_large_town
from pipeline.finders.words import Words, spellings
from pipeline.lexicon.lexicon import load
from pipeline.lexicon.titles import is_title_word


def without_doubtful_people(words: Words, candidates: Iterable[Candidate], lookup: Lookup) -> list[Candidate]:
    """The candidates without people of whom nothing but the model speaks and the text speaks against."""
    candidates = list(candidates)
    families = {words.lowers[c.end - 1] for c in candidates if c.kind == "person" and c.end > c.start + 1}
    return [c for c in candidates if not _is_doubtful(words, c, families, lookup)]


def _is_doubtful(words: Words, candidate: Candidate, families: set[str], lookup: Lookup) -> bool:
    if candidate.kind != "person" or candidate.rank > MODEL or candidate.found_by != "model":
        return False
    if any(is_given(lower) for lower in words.lowers[candidate.start : candidate.end]):
        return False
    if candidate.end > candidate.start + 1:
        return is_large_town(words, candidate.end - 1, lookup)
    return words.lowers[candidate.start] not in families and _is_of_goods(words, candidate.start)


def _is_of_goods(words: Words, i: int) -> bool:
    """A word measured ("tonnes de Valmyl") or named by a common noun that is no person's ("comprimés Valmyl")."""
    if not words.joined(i):
        return False
    before = words.lowers[i - 1]
    if before in {"de", "d'"} and i > 1:
        return words.lowers[i - 2] in _measures()
    person = is_title_word(before) or before in cues() or before in _persons()
    return words.tags[i - 1] == "NOUN" and not words.capital(i - 1) and not person


@cache
def _measures() -> frozenset[str]:
    return spellings(load("not_names")["measures"]["words"])


@cache
def _persons() -> frozenset[str]:
    return spellings(load("persons")["common"]["words"])
