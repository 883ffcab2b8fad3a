"""Given names: a sign that a person's name begins, never of anyone's gender."""

from __future__ import annotations

from functools import cache

from pipeline.finders.words import spellings
from pipeline.lexicon.lexicon import load


@cache
def given_names() -> frozenset[str]:
    """Given names, folded."""
    return spellings(load("persons")["given_names"]["names"].split())


def is_given(word: str) -> bool:
    """The lower-case word is a given name, or a compound that begins with one ("jean-rodrigue")."""
    return word in given_names() or ("-" in word and word.partition("-")[0] in given_names())
