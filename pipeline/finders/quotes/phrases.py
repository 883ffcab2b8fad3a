"""Noun phrases that can be a subject: where one begins, read off a string and the names that stand in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pipeline.finders.quotes.cues import Token, is_adverb, small_words, tokens_of
from pipeline.lexicon.titles import honorifics, is_title_word
from pipeline.records import Name

_ENDS = frozenset({",", ";", ":", "(", "–", "—", "-", "«", "“", '"', "»", ")"})
_ASIDES = frozenset({",", ";", "(", ")"})


def subject_starts(text: str, begin: int, end: int, names: Mapping[int, Name]) -> Iterator[int]:
    """Offsets at which a noun phrase without preposition begins, in text order.

    "à la sortie Odile Pasquier" gives the name alone, "lundi à l'agence le nouveau gouverneur" the second "le".
    ``names`` are the names of the page by their start.
    """
    governed = inside = False  # right after a preposition; anywhere in its complement
    skip_to = begin
    tokens = tokens_of(text, begin, end)
    for i, token in enumerate(tokens):
        if token.start < skip_to:
            continue
        name = names.get(token.start)
        if name is not None:
            skip_to = name.end
            if not governed and (name.type == "person" or (name.type == "organisation" and not inside)):
                yield token.start
            governed, inside = False, inside or governed
        elif token.word in _ASIDES:
            governed = inside = token.word == "("  # what a bracket holds is no subject
        elif _is_civility(token) or token.word == ".":
            continue
        elif _is_preposition(tokens, i):
            governed = inside = True
        elif token.word in small_words("determiners") or token.word == "des":
            if not governed and not _is_time(tokens, i):
                yield token.start
            # the determiner of a complement leaves its noun governed
        else:
            governed = governed and is_title_word(token.word)


def _is_civility(token: Token) -> bool:
    return token.word in honorifics()


def _is_preposition(tokens: list[Token], i: int) -> bool:
    """The token is a preposition; "des" is one after a noun alone ("le chef des pompiers", "ont dit des témoins")."""
    word = tokens[i].word
    if word == "des":
        return i > 0 and tokens[i - 1].word[-1].isalpha() and not is_adverb(tokens[i - 1].word)
    return word in small_words("prepositions")


def _is_time(tokens: list[Token], i: int) -> bool:
    """The phrase says when: "le 3 mars", "la semaine dernière", "ce lundi"."""
    following = tokens[i + 1].word if i + 1 < len(tokens) else ""
    return following.isdigit() or following in small_words("times")


def phrase_end(text: str, start: int, end: int) -> int:
    """Where the noun phrase that begins at ``start`` ends at the latest: a comma, a bracket, a relative pronoun."""
    first = True
    previous = start
    for token in tokens_of(text, start, min(end, start + 240)):
        if not first and (token.word in small_words("breaks") and token.word != "et"):
            return previous
        if token.word in _ENDS and not first:
            return previous
        first = False
        previous = token.end
    return min(end, max(previous, start))


def is_governed(text: str, start: int, at: int) -> bool:
    """What stands at ``at`` depends on a preposition: "l'avocat de M. X", "la fille du président Y"."""
    for token in reversed(tokens_of(text, start, at)):
        word = token.word
        if word in {"de", "d'", "du", "des"} or word in small_words("prepositions"):
            return True
        if not (_is_civility(token) or word in {".", "la", "l'", "le", "les"} or is_title_word(word)):
            return False
    return False
