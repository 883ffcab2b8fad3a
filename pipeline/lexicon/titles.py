"""The title lexicon in the forms in which the grammars ask for it: masculine, feminine, plural."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from pipeline.lexicon.lexicon import load
from pipeline.text import strip_accents

_INVARIABLE = ("vice", "sous", "ex", "co", "contre", "p")
GROUPS = ("functions", "professions", "grades", "dignities")


def _plural(word: str) -> str:
    """The French plural of one word: "général" gives "généraux", "chef" "chefs", "lieutenant-colonel" both in "s"."""
    first, hyphen, rest = word.partition("-")
    if first == "porte":
        return word
    if hyphen:
        return f"{first if first in _INVARIABLE else _plural(first)}-{_plural(rest)}"
    if word.endswith(("s", "x", "z")):
        return word
    if word.endswith("al") and word != "moral":
        return f"{word[:-2]}aux"
    if word.endswith(("eau", "eu")):
        return f"{word}x"
    return f"{word}s"


def plural(phrase: str) -> str:
    """The plural of a title: its noun and the adjective beside it ("chefs de cabinet", "avocats généraux")."""
    first, *rest = phrase.split(" ")
    if (
        rest
        and rest[0] not in {"de", "des", "d'état", "du", "en", "à", "aux", "d'affaires", "d'alerte"}
        and "'" not in rest[0]
    ):
        rest[0] = _plural(rest[0])
    return " ".join([_plural(first), *rest])


@cache
def title_heads(*groups: str) -> frozenset[str]:
    """All head words of titles in all their forms, lower case, of the groups named (of all where none is)."""
    return _both_ways(_forms(groups or GROUPS))


def _both_ways(words: Iterable[str]) -> frozenset[str]:
    """The words with and without accents: both stand in texts, and both are asked for."""
    return frozenset(form for word in words for form in (word, strip_accents(word)))


def _forms(groups: tuple[str, ...]) -> Iterator[str]:
    for group in groups:
        for entry in load("titles")[group]["forms"]:
            for form in entry.split("|"):
                yield form
                yield plural(form)


@cache
def honorifics() -> frozenset[str]:
    """Forms of address, lower case: "m", "mme", "son excellence"."""
    return _both_ways(load("titles")["honorifics"]["forms"])


@cache
def title_adjectives() -> frozenset[str]:
    """Adjectives that belong to the title they follow even where they are capitalised ("Conseiller Technique")."""
    words = load("titles")["qualifiers"]["after"]
    return _both_ways(form for word in words for form in (word, _plural(word)))


@cache
def _title_words() -> frozenset[str]:
    single = {form for form in title_heads() if " " not in form}
    return _both_ways(single | set(load("titles")["qualifiers"]["before"]))


def is_title_word(word: str) -> bool:
    """The lower-case word is a title by itself or opens one: it is no part of a name beside it."""
    return word in _title_words() or word.startswith(("vice-", "ex-"))
