"""A page's words together with the names in them: what the grammar of roles walks over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.annotate import Annotated
from pipeline.finders.words import Words, read_words
from pipeline.records import Name


@dataclass(frozen=True, slots=True)
class Reading:
    """Names by their first word and by their last; ``inside`` holds every word of a name."""

    words: Words
    opening: dict[int, Name]
    closing: dict[int, Name]
    ends: dict[int, int]
    inside: frozenset[int]
    sentences: tuple[int, ...]

    def name(self, i: int, *types: str) -> Name | None:
        """The name of one of the types that begins with word ``i``."""
        name = self.opening.get(i)
        return name if name and name.type in types else None

    def person_before(self, i: int) -> Name | None:
        """The person whose name ends with the word before ``i``."""
        name = self.closing.get(i - 1)
        return name if name and name.type == "person" else None

    def barrier(self, i: int) -> bool:
        """A word of a name: titles end before it."""
        return i in self.inside

    def same_sentence(self, i: int, j: int) -> bool:
        """Both words stand in one sentence."""
        return self.sentences[i] == self.sentences[j]


def read(page: Annotated, names: Sequence[Name]) -> Reading:
    """The page's words and where its names stand among them."""
    words = read_words(page)
    opening: dict[int, Name] = {}
    closing: dict[int, Name] = {}
    ends: dict[int, int] = {}
    inside: set[int] = set()
    for name in names:
        start, end = words.covering(name.start, name.end)
        if start < end:
            opening[start], closing[end - 1], ends[start] = name, name, end
            inside.update(range(start, end))
    sentences = _sentence_numbers(page, words)
    return Reading(words, opening, closing, ends, frozenset(inside), sentences)


def _sentence_numbers(page: Annotated, words: Words) -> tuple[int, ...]:
    numbers, sentence = [], 0
    for start in words.starts:
        while sentence + 1 < len(page.sentences) and page.sentences[sentence + 1].start <= start:
            sentence += 1
        numbers.append(sentence)
    return tuple(numbers)
