"""A page as the search for events reads it: its words by sentence, and what other finders have found there."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TypeVar

from pipeline.annotate import Annotated
from pipeline.finders.events.senses import WORD, split
from pipeline.lexicon.lexicon import load
from pipeline.records import Date, Entity, Figure, Name, Quote, Role, Sentence

BRIEF = 190  # words
Row = TypeVar("Row", Name, Date, Figure)


@dataclass(frozen=True, slots=True)
class Scene:
    """``words`` are lower case; word ``i`` stands at ``starts[i]``. Names, dates and figures are kept by sentence."""

    page: Annotated
    words: Sequence[str]
    starts: Sequence[int]
    owner: Mapping[Name, Entity]
    names: Mapping[int, Sequence[Name]]
    dates: Mapping[int, Sequence[Date]]
    figures: Mapping[int, Sequence[Figure]]
    quoted: Sequence[tuple[int, int]]
    fixed: Sequence[tuple[int, int]]
    roles: Sequence[Role]
    quotes: Sequence[Quote]

    @property
    def brief(self) -> bool:
        """A text of a few lines, in which everything told is what it is about."""
        return len(self.words) <= BRIEF

    def words_of(self, sentence: Sentence) -> tuple[int, int]:
        """The range of words of a sentence."""
        return bisect_left(self.starts, sentence.start), bisect_left(self.starts, sentence.end)

    def end(self, i: int) -> int:
        """The offset after word ``i``."""
        return self.starts[i] + len(self.words[i])

    def before(self, sentence: Sentence, at: int, reach: int) -> str:
        """The folded text of the sentence before an offset, at most ``reach`` characters of it."""
        return self.page.shadow[max(sentence.start, at - reach) : at]

    def between(self, a: int, b: int) -> str:
        """The folded text between two offsets, whichever comes first."""
        return self.page.shadow[min(a, b) : max(a, b)]


def read_scene(
    page: Annotated,
    *,
    entities: Sequence[Entity],
    roles: Sequence[Role],
    dates: Sequence[Date],
    figures: Sequence[Figure],
    quotes: Sequence[Quote],
) -> Scene:
    """The scene of a page."""
    owner = {mention.name: entity for entity in entities for mention in entity.mentions}
    matches = list(WORD.finditer(_lower(page.shadow)))
    words = tuple(match.group() for match in matches)
    starts = tuple(match.start() for match in matches)
    return Scene(
        page=page,
        words=words,
        starts=starts,
        owner=owner,
        names=_by_sentence(sorted(owner, key=lambda name: (name.start, name.end))),
        dates=_by_sentence(dates),
        figures=_by_sentence(figures),
        quoted=tuple((q.start, q.end) for q in quotes if q.kind == "direct"),
        fixed=tuple(_fixed_spans(words, starts)),
        roles=roles,
        quotes=quotes,
    )


@cache
def _fixed() -> Mapping[str, Sequence[Sequence[str]]]:
    """First word -> phrases in which a trigger carries nothing, as words, the longest first."""
    phrases: dict[str, list[Sequence[str]]] = defaultdict(list)
    for phrase in load("events")["fixed"]["phrases"]:
        words = split(phrase)
        phrases[words[0]].append(words)
    return {first: sorted(group, key=len, reverse=True) for first, group in phrases.items()}


def _fixed_spans(words: Sequence[str], starts: Sequence[int]) -> Iterator[tuple[int, int]]:
    for i, word in enumerate(words):
        for phrase in _fixed().get(word, ()):
            end = i + len(phrase)
            if words[i:end] == phrase:
                yield starts[i], starts[end - 1] + len(words[end - 1])
                break


def _lower(text: str) -> str:
    """Lower case of the same length: "İ" has two letters in lower case, which would move offsets."""
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def _by_sentence(rows: Sequence[Row]) -> Mapping[int, Sequence[Row]]:
    found: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        found[row.sentence].append(row)
    return found
