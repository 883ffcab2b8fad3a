"""Posts: who of the page holds the post that a noun phrase repeats ("a expliqué le ministre")."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from pipeline.finders.quotes.cues import small_words, tokens_of
from pipeline.lexicon.lexicon import load
from pipeline.records import Name, Role
from pipeline.text import comparable

_INSIDE = frozenset({"de", "d'", "du", "des", "en", "à", "au", "aux"})  # prepositions that go on with a title
_OF = frozenset({"de", "d'", "du", "des"})
_MASCULINE = (
    ("trice", "teur"), ("euse", "eur"), ("eure", "eur"), ("iere", "ier"), ("ere", "er"), ("enne", "en"), ("ive", "if"),
    ("ffe", "f"), ("onne", "on"), ("esse", ""),
)  # fmt: skip
_SMALL = frozenset(
    "le la les un une des de du d l au aux a en son sa ses leur notre ce cet cette nouveau nouvelle jeune meme".split()
)


class Posts:
    """The posts that the page gives to people."""

    def __init__(self, roles: Sequence[Role], by_start: Mapping[int, Name]) -> None:
        self._held: dict[str, list[tuple[Role, Name]]] = {}
        self._heads: dict[Name, set[str]] = {}
        for role in roles:
            holder, words = by_start.get(role.person.start), _words(role.title)
            if holder is not None and words:
                self._heads.setdefault(holder, set()).update(_meanings(words))
                for head in _meanings(words):
                    self._held.setdefault(head, []).append((role, holder))

    def holder(self, text: str, start: int, stop: int) -> Name | None:
        """Who holds the post that ``text[start:stop]`` names: the best fit, else the nearest stated before."""
        words = _words(title_words(text, start, stop))
        scored = [
            (fit, role.start < start, role.start, name)
            for head in _meanings(words)
            for role, name in self._held.get(head, ())
            if (fit := _fit(role, words))
        ]
        return max(scored, key=lambda entry: entry[:3])[3] if scored else None

    def refers_back(self, text: str, start: int, stop: int) -> bool:
        """The title introduces nobody: it is bare, a phrase that takes up ("le chef de l'État"), or of a thing known."""
        phrase = title_words(text, start, stop)
        words = _words(phrase)
        complements = [token.word for token in tokens_of(phrase, 0, len(phrase)) if token.word in _OF]
        return not complements or " ".join(words[:2]) in _synonyms() or (len(words) == 2 and words[1] in _known())

    def holds_any(self, names: Sequence[Name]) -> bool:
        """One of the mentions stands with a post of its own."""
        return any(name in self._heads for name in names)


def title_words(text: str, start: int, stop: int) -> str:
    """The words of a title phrase, up to what no longer belongs to it ("le ministre | lors d'une visite")."""
    end = start
    for token in tokens_of(text, start, stop):
        word = token.word
        ends = word in small_words("prepositions") and word not in _INSIDE
        if ends or word.isdigit() or word in small_words("times"):
            break
        if word not in _INSIDE:
            end = token.end
    return text[start:end]


def _words(title: str) -> list[str]:
    return [word for word in comparable(title).split() if word not in _SMALL]


def _meanings(words: Sequence[str]) -> Iterator[str]:
    """The head of a title in its masculine form, and the heads that it stands for ("chef du gouvernement")."""
    if words:
        yield masculine(words[0])
        yield from _synonyms().get(" ".join(words[:2]), ()) or _synonyms().get(words[0], ())


@cache
def _known() -> frozenset[str]:
    groups = [nouns for nouns in load("quotes")["organisation_anaphors"].values() if isinstance(nouns, list)]
    return frozenset(comparable(noun) for nouns in [load("quotes")["posts"]["known"], *groups] for noun in nouns)


@cache
def _synonyms() -> dict[str, tuple[str, ...]]:
    table: dict[str, tuple[str, ...]] = {}
    for entry in load("quotes")["posts"]["same"]:
        phrases = [" ".join(_words(phrase)) for phrase in entry]
        for phrase in phrases:
            table[phrase] = (*table.get(phrase, ()), f"={phrases[0]}")
    return table


def masculine(word: str) -> str:
    """The word, comparable already, without what gender and number change: directrice, préfètes, députée."""
    word = word.rstrip("s")
    for feminine, form in _MASCULINE:
        if word.endswith(feminine) and len(word) > len(feminine) + 1:
            return word[: -len(feminine)] + form
    return word.rstrip("e")


def _fit(role: Role, words: Sequence[str]) -> int:
    """How well the words repeat a role: 0 where they name another; each further word must belong to the role."""
    title = _words(role.title)
    if masculine(words[0]) != masculine(title[0]):
        return 1  # the same post in other words
    known = {_stem(word) for word in (*title, *_words(role.organisation.text if role.organisation else ""))}
    rest = [word for word in words[1:4] if _stem(word) in known]
    if role.organisation is None and len(title) == 1:
        return 1 + len(rest)  # "Paul Roy, président, …", and later "le président de la ligue"
    return 2 + len(rest) if len(rest) == len(words[1:4]) else 0


def _stem(word: str) -> str:
    return word[: max(4, len(word) - 4)]
