"""A page's words with what the grammars of names and titles ask of them, as parallel tuples.

The model's tokens are made for the tagger; names want words that keep hyphens and set elided articles apart, and
plain tuples are several times faster to walk than tokens.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import TYPE_CHECKING

from pipeline.annotate import Annotated
from pipeline.text import strip_accents

if TYPE_CHECKING:
    from spacy.tokens import Doc

WORD = re.compile(
    r"""
    (?:[ldnjmtscLDNJMTSC]|[Qq]u|[Jj]usqu|[Ll]orsqu|[Pp]uisqu)'(?=\w)  # l'Office, qu'Awa
    | (?:[^\W\d_]\.){2,6}(?=\W|$)                                     # S.E.M.
    | \w+(?:[-']\w+)*                                                 # Val-d'Oise, aujourd'hui, Moody's
    """,
    re.VERBOSE,
)
_OPENS = re.compile(r"[.!?…:;\n«“\"•|*]|(?:^| )[-–—] ?$")
LONGEST = 15  # words of the longest run of capitals or adjectives that is walked: keeps every walk linear
_ARTICLED = re.compile(r"(?:[ae][ldnrstz]|ash|esh|ech|ach|ou|ul|ben|bin|ibn)-[^\W\d_]")
_ARTICLES = frozenset({"le", "la", "l'", "les", "du", "des", "au", "aux", "d'", "de"})
_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "X"})


@dataclass(frozen=True, slots=True)
class Words:
    """Word ``i`` stands at ``starts[i]`` to ``ends[i]``; ``forms`` are the page's shadow, ``lowers`` its lower case.

    ``opens[i]``: a capital there may be due to a sentence, a line, a quotation or a list item that begins.
    ``tags[i]``: the universal part of speech of the model's token that starts there ("" where none does).
    ``common``: words that the page also writes without a capital; ``inner``: forms that stand inside a sentence.
    """

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    forms: tuple[str, ...]
    lowers: tuple[str, ...]
    opens: tuple[bool, ...]
    tags: tuple[str, ...]
    common: frozenset[str]
    inner: frozenset[str]

    def __len__(self) -> int:
        return len(self.starts)

    def gap(self, i: int) -> str:
        """What stands before word ``i``, back to the word before it; past the last word, the rest of the text."""
        return self.text[self.ends[i - 1] if i else 0 : self.starts[i] if i < len(self.starts) else None]

    def joined(self, i: int) -> bool:
        """Word ``i`` exists and follows the word before it after one space, or straight after an elision."""
        if not 0 < i < len(self.starts):
            return False
        start, end = self.starts[i], self.ends[i - 1]
        return (start - end == 1 and self.text[end] == " ") or (start == end and self.text[end - 1] == "'")

    def capital(self, i: int) -> bool:
        """Word ``i`` exists and begins with a capital, after an Arabic article or not ("al-Fassi", "ez-Zahra")."""
        if i >= len(self.forms):
            return False
        form = self.forms[i]
        return form[0].isupper() or ("-" in form and _ARTICLED.match(form) is not None and form != self.lowers[i])

    def shouted(self, i: int) -> bool:
        """Word ``i`` stands in a run of capitals, where capitals tell nothing: a headline, a title page."""
        if not self.forms[i].isupper():
            return False
        before = self.joined(i) and len(self.forms[i - 1]) > 1 and self.forms[i - 1].isupper()
        return before or (self.joined(i + 1) and len(self.forms[i + 1]) > 1 and self.forms[i + 1].isupper())

    def nominal(self, i: int) -> bool:
        """Word ``i`` can stand in a noun phrase: a noun, an adjective or a capitalised word."""
        return i < len(self.forms) and (self.tags[i] in _NOMINAL or self.forms[i][0].isupper())

    def matches(self, i: int, phrase: Sequence[str]) -> bool:
        """The words from ``i`` on are the phrase (lower case), each joined to the one before."""
        n = len(phrase)
        if self.lowers[i : i + n] != tuple(phrase):
            return False
        return all(self.joined(k) for k in range(i + 1, i + n))

    def covering(self, start: int, end: int) -> tuple[int, int]:
        """The range of words that the characters ``start`` to ``end`` touch."""
        return bisect_right(self.ends, start), bisect_left(self.starts, end)


def read_words(page: Annotated) -> Words:
    """The words of a page."""
    text = page.shadow
    spans = [match.span() for match in WORD.finditer(text)]
    tags = _tags(page.doc)
    forms = tuple([text[start:end] for start, end in spans])
    lasts = [0, *[end for _, end in spans]]
    lowers = tuple([form.lower() for form in forms])
    opens = tuple(
        [
            _opens(text[last:start], before)
            for last, (start, _), before in zip(lasts, spans, ("", *lowers), strict=False)
        ]
    )
    return Words(
        text=text,
        starts=tuple([start for start, _ in spans]),
        ends=tuple(lasts[1:]),
        forms=forms,
        lowers=lowers,
        opens=opens,
        tags=tuple([tags.get(start, "") for start, _ in spans]),
        common=frozenset(lowers).intersection(forms),
        inner=frozenset([form for form, first in zip(forms, opens, strict=True) if not first]),
    )


def _tags(doc: Doc) -> dict[int, str]:
    """The part of speech at each token's first character; arrays are many times faster to read than tokens."""
    table = doc.to_array(["LENGTH", "SPACY", "POS"])
    widths = table[:, 0] + table[:, 1]
    starts = (widths.cumsum() - widths).tolist()
    names = {number: doc.vocab.strings[number] if number else "" for number in set(table[:, 2].tolist())}
    return {start: names[number] for start, number in zip(starts, table[:, 2].tolist(), strict=True)}


def _opens(gap: str, before: str) -> bool:
    """A capital after the gap is due to what begins there; not in quotes after an article ("au « Courrier »")."""
    if not before:
        return True
    if gap in {" ", "", ", ", "-"} or (before in _ARTICLES and "\n" not in gap):
        return False
    return _OPENS.search(gap) is not None


def split_words(phrase: str) -> tuple[str, ...]:
    """A phrase cut as a page is, in lower case: how lexicon entries become comparable with words.

    A phrase may end with an elision ("de l'"), which on a page always has a word after it.
    """
    if phrase.endswith("'"):
        return split_words(f"{phrase}x")[:-1]
    return tuple(match.group().lower() for match in WORD.finditer(phrase))


def phrase_spellings(phrase: str) -> Iterator[tuple[str, ...]]:
    """A phrase cut into words, each with its accents and without: "secrétaire d'état" in four spellings."""
    return product(*(sorted({word, folded(word)}) for word in split_words(phrase)))


@lru_cache(maxsize=20_000)
def folded(word: str) -> str:
    """The word in lower case without accents, as capitals are often written ("Etat").

    Words of three letters and less keep their accents, which tell "à" from "a" and "dès" from "des".
    """
    lower = word.lower()
    return lower if len(lower) <= 3 or lower.isascii() else strip_accents(lower)


def spellings(words: Iterable[str]) -> frozenset[str]:
    """The lower-case words with their accents and without: a text's "Etat" is an "état", its "jugé" is no "juge"."""
    return frozenset(form for word in words for form in (word.lower(), folded(word)))


class Phrases:
    """Phrases by their first word, to find the longest that stands at a word in one look-up.

    ``firsts`` are the words that open one.
    """

    __slots__ = ("_by_first", "firsts")

    def __init__(self, phrases: Iterable[str]) -> None:
        self._by_first: dict[str, list[tuple[str, ...]]] = {}
        cut = {spelling for phrase in phrases for spelling in phrase_spellings(phrase)}
        for phrase in sorted(filter(None, cut), key=lambda words: (-len(words), words)):
            self._by_first.setdefault(phrase[0], []).append(phrase)
        self.firsts = frozenset(self._by_first)

    def end(self, words: Words, i: int) -> int:
        """The word after the longest phrase that stands at ``i``; ``i`` itself where none does."""
        if i < len(words):
            for phrase in self._by_first.get(words.lowers[i], ()):
                if len(phrase) == 1 or words.matches(i, phrase):
                    return i + len(phrase)
        return i

    def __contains__(self, first: str) -> bool:
        return first in self._by_first
