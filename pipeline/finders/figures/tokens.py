"""The model's tokens as parallel lists: what the grammar of figures walks over."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
from spacy.symbols import NOUN, PROPN

from pipeline.annotate import Annotated
from pipeline.records import Date, Name
from pipeline.values.number import lowered

if TYPE_CHECKING:
    from spacy.strings import StringStore

Table = npt.NDArray[np.int64]
_VERBAL = frozenset({"VERB", "AUX"})
NOMINAL = frozenset({"NOUN", "PROPN", "X"})


@dataclass(frozen=True, slots=True)
class Tokens:
    """Token ``i`` stands at ``starts[i]`` to ``ends[i]``; ``words`` are lower case, ``heads`` are token numbers.

    Words with hyphens ("porte-parole") are one token here; ``origins`` are the model's numbers of the first parts.
    ``name_ends`` holds the tokens of names with the token after each name; ``persons`` those of people, ``dated`` those
    of dates. ``bearers`` holds the subjects of each token that has one,
    ``finite`` the verbs with a person.
    """

    page: Annotated
    low: str
    starts: list[int]
    ends: list[int]
    words: list[str]
    tags: list[str]
    deps: list[str]
    heads: list[int]
    origins: list[int]
    bearers: Mapping[int, list[int]] = field(default_factory=dict)
    finite: frozenset[int] = frozenset()
    participles: frozenset[int] = frozenset()
    name_ends: Mapping[int, int] = field(default_factory=dict)
    persons: frozenset[int] = frozenset()
    dated: frozenset[int] = frozenset()

    def __len__(self) -> int:
        return len(self.starts)

    def first_from(self, offset: int) -> int:
        """The first token that begins at the offset or after it."""
        return bisect_left(self.starts, offset)

    def last_before(self, offset: int) -> int:
        """The last token that ends at the offset or before it; -1 where there is none."""
        return bisect_right(self.ends, offset) - 1

    def within(self, start: int, end: int) -> range:
        """The tokens that stand inside two offsets."""
        return range(self.first_from(start), self.last_before(end) + 1)

    def joined(self, i: int) -> bool:
        """Token ``i`` exists and stands beside the one before, with at most a space between."""
        if not 0 < i < len(self.starts):
            return False
        start, end = self.starts[i], self.ends[i - 1]
        return start == end or (start - end == 1 and self.low[end] == " ")

    def is_participle(self, i: int) -> bool:
        """Token ``i`` is a verb's participle."""
        return i in self.participles

    def is_infinitive(self, i: int) -> bool:
        """Token ``i`` is a verb without person that is no participle: "gagner"."""
        return self.tags[i] in _VERBAL and self.words[i].endswith(("er", "ir", "re")) and i not in self.finite

    def is_finite(self, i: int) -> bool:
        """Token ``i`` is a verb with a person."""
        return i in self.finite

    def morph(self, i: int) -> str:
        """The model's features of token ``i``: "Gender=Fem|Number=Sing"."""
        return str(self.page.doc[self.origins[i]].morph)

    def text(self, i: int, end: int) -> str:
        """The verbatim text of the tokens ``i`` to ``end`` (exclusive)."""
        return self.page.text[self.starts[i] : self.ends[end - 1]]


def with_records(tokens: Tokens, names: Sequence[Name], dates: Sequence[Date]) -> Tokens:
    """The tokens with the page's names and dates marked on them."""
    name_ends: dict[int, int] = {}
    for name in names:
        inside = tokens.within(name.start, name.end)
        name_ends.update(dict.fromkeys(inside, inside.stop))
    persons = (i for name in names if name.type == "person" for i in tokens.within(name.start, name.end))
    dated = (i for date in dates for i in tokens.within(date.start, date.end))
    return replace(tokens, name_ends=name_ends, persons=frozenset(persons), dated=frozenset(dated))


def read_tokens(page: Annotated) -> Tokens:
    """The tokens of a page, without those that are only space; columns, as rows of tokens are many times slower."""
    low = lowered(page.shadow)
    table = page.doc.to_array(["IDX", "LENGTH", "POS", "DEP", "HEAD", "IS_SPACE", "MORPH"]).astype("int64")
    table[:, 1] += table[:, 0]
    first, leads, number_of = _grouped(low, table)
    starts = table[first, 0].tolist()
    ends = np.maximum.reduceat(np.where(table[:, 5] == 1, 0, table[:, 1]), first).tolist()
    names = _names(page.doc.vocab.strings)
    tags = [names[key] for key in table[leads, 2].tolist()]
    heads = number_of[leads + table[leads, 4]].tolist()
    deps = [names[key] for key in table[leads, 3].tolist()]
    morphs = table[first, 6].tolist()
    verbs = [(i, names[morphs[i]]) for i, tag in enumerate(tags) if tag in _VERBAL]
    return Tokens(
        page=page,
        low=low,
        starts=starts,
        ends=ends,
        words=[low[start:end] for start, end in zip(starts, ends, strict=True)],
        tags=tags,
        deps=deps,
        heads=heads,
        origins=first.tolist(),
        bearers=_bearers(table[leads, 3], heads, page.doc.vocab.strings),
        finite=frozenset(i for i, form in verbs if "VerbForm=Fin" in form),
        participles=frozenset(i for i, form in verbs if "VerbForm=Part" in form and tags[i] == "VERB"),
    )


def _bearers(deps: Table, heads: Sequence[int], strings: StringStore) -> dict[int, list[int]]:
    """The subjects of each token that has one, in text order."""
    found: dict[int, list[int]] = {}
    for i in np.flatnonzero(sum(deps == key for key in _subjects(strings))).tolist():
        if heads[i] != i:
            found.setdefault(heads[i], []).append(i)
    return found


@cache
def _subjects(strings: StringStore) -> Table:
    """The model's numbers of the relations that a subject stands in."""
    return np.array([strings[name] for name in sorted(_SUBJECTS)], dtype=np.uint64).astype(np.int64)


_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:caus", "nsubj:outer", "expl:subj", "dislocated"})


def _grouped(low: str, table: Table) -> tuple[Table, Table, Table]:
    """The first token of each word, the one that its tag is taken from, and the word's number of each token.

    Spaces belong to the word before them, and so do the parts of a word with hyphens; of those the first noun leads.
    """
    starts = table[:, 0]
    opens = table[:, 5] == 0
    glued = _glued(low, starts)
    opens[glued] = False
    first = np.flatnonzero(opens)
    number_of = np.maximum(np.cumsum(opens) - 1, 0)
    leads = first.copy()
    for i in reversed(glued):
        if table[i, 2] in (NOUN, PROPN) and table[first[number_of[i]], 2] not in (NOUN, PROPN):
            leads[number_of[i]] = i
    return first, leads, number_of


_HYPHEN = re.compile(r"-(?<=[^\W\d_]-)(?=[^\W\d_])")


def _glued(low: str, starts: Table) -> list[int]:
    """The tokens that begin with a hyphen between letters, or right after one: "porte|-|parole", "porte-|parole"."""
    offsets = [offset for match in _HYPHEN.finditer(low) for offset in (match.start(), match.end())]
    places = np.searchsorted(starts, offsets).tolist() if offsets else []
    return [i for i, offset in zip(places, offsets, strict=True) if i < len(starts) and starts[i] == offset]


class _Names(dict[int, str]):
    """Names of parts of speech and relations by their numbers, looked up once each."""

    def __init__(self, strings: StringStore) -> None:
        super().__init__()
        self._strings = strings

    def __missing__(self, key: int) -> str:
        name: str = self._strings[key & 0xFFFFFFFFFFFFFFFF] if key else ""
        self[key] = name
        return name


@cache
def _names(strings: StringStore) -> _Names:
    return _Names(strings)
