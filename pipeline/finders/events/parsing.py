"""A page's parse as arrays of small numbers, for what is computed over all of its words at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from pipeline.finders.events.scene import Scene
from pipeline.lexicon.lexicon import load

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

Floats = NDArray[np.float32]
Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]
Hashes = NDArray[np.uint64]

TAGS = ("NOUN", "VERB", "PROPN", "ADJ", "AUX")
ARCS = (
    "ROOT", "nsubj", "obj", "obl:arg", "obl:mod", "obl:agent", "nmod", "conj", "advcl", "acl", "acl:relcl", "xcomp",
    "ccomp", "nsubj:pass", "appos", "amod", "aux:tense", "aux:pass", "cop", "dep", "flat:name", "parataxis",
)  # fmt: skip
FORMS = (
    "Tense=Past", "Tense=Fut", "Tense=Pres", "Tense=Imp", "VerbForm=Inf", "VerbForm=Part", "VerbForm=Fin",
    "Number=Plur", "Number=Sing", "Mood=Cnd", "Voice=Pass",
)  # fmt: skip
REACH = 8  # governors between a word and the root of its sentence


@dataclass(frozen=True, slots=True)
class Parse:
    """A page's tokens. What none of the tuples above has is numbered one higher than their last."""

    starts: Ints
    ends: Ints
    tags: Ints  # number in ``TAGS``
    arcs: Ints  # number in ``ARCS``
    forms: Bools  # a row a token: which of ``FORMS`` it has
    heads: Ints
    upper: Bools
    determiners: Ints  # number of its class in the lexicon
    sentence: Ints
    first: Ints  # of the words below each token in the tree
    last: Ints

    def tokens(self, start: int, end: int) -> slice:
        """The tokens that touch the characters ``start`` to ``end``."""
        return slice(int(np.searchsorted(self.ends, start, side="right")), int(np.searchsorted(self.starts, end)))


def parse_of(scene: Scene) -> Parse:
    """The arrays of a page."""
    from spacy.attrs import DEP, HEAD, IDX, IS_UPPER, LENGTH, LOWER, MORPH, POS  # noqa: PLC0415 - spaCy takes seconds

    doc = scene.page.doc
    table = doc.to_array([IDX, LENGTH, POS, DEP, MORPH, HEAD, LOWER, IS_UPPER])
    starts = table[:, 0].astype(np.int64)
    heads = np.arange(len(doc)) + table[:, 5].astype(np.int64)
    sentences = np.array([sentence.start for sentence in scene.page.sentences])
    first, last = _extents(heads)
    return Parse(
        starts=starts,
        ends=starts + table[:, 1].astype(np.int64),
        tags=_numbered(table[:, 2], _numbers(doc.vocab, TAGS), len(TAGS)),
        arcs=_numbered(table[:, 3], _numbers(doc.vocab, ARCS), len(ARCS)),
        forms=_form_rows(doc.vocab, table[:, 4]),
        heads=heads,
        upper=table[:, 7].astype(bool),
        determiners=_numbered(table[:, 6], _determiners(doc.vocab), len(determiner_classes())),
        sentence=np.maximum(0, np.searchsorted(sentences, starts, side="right") - 1),
        first=first,
        last=last,
    )


def determiner_classes() -> Mapping[str, Sequence[str]]:
    """The words before a noun, by what they say of it."""
    classes: Mapping[str, Sequence[str]] = load("events")["determiners"]
    return classes


@cache
def _determiners(vocab: Vocab) -> Mapping[int, int]:
    classes = enumerate(determiner_classes().values())
    return {vocab.strings.add(word): number for number, words in classes for word in words}


@cache
def _numbers(vocab: Vocab, names: tuple[str, ...]) -> Mapping[int, int]:
    from spacy.symbols import IDS  # noqa: PLC0415

    return {IDS.get(name) or vocab.strings.add(name): number for number, name in enumerate(names)}


def _form_rows(vocab: Vocab, hashes: Hashes) -> Bools:
    forms, rows = np.unique(hashes, return_inverse=True)
    found: Bools = np.array([_forms(vocab, form) for form in forms.tolist()], dtype=bool)[rows]
    return found


@cache
def _forms(vocab: Vocab, form: int) -> tuple[bool, ...]:
    told = vocab.strings[form]
    return tuple(name in told for name in FORMS)


def _numbered(hashes: Hashes, numbers: Mapping[int, int], other: int) -> Ints:
    return np.array([numbers.get(key, other) for key in hashes.tolist()], dtype=np.int64)


def _extents(heads: Ints) -> tuple[Ints, Ints]:
    """The first and the last word of the phrase under each word, as far as ``REACH`` steps down."""
    first, last = np.arange(len(heads)), np.arange(len(heads))
    for _ in range(REACH):
        lower, higher = first.copy(), last.copy()
        np.minimum.at(lower, heads, first)
        np.maximum.at(higher, heads, last)
        if (lower == first).all() and (higher == last).all():
            break
        first, last = lower, higher
    return first, last


def vectors_of(doc: Doc, tokens: Ints) -> Floats:
    """The word vectors of some tokens, zeros for words that have none."""
    from spacy.attrs import ORTH  # noqa: PLC0415

    table = doc.vocab.vectors
    keys, places = np.unique(doc.to_array([ORTH]).ravel()[tokens], return_inverse=True)
    rows = table.find(keys=keys)
    found: Floats = table.data[rows].astype(np.float32)
    found[rows < 0] = 0
    return found[places]


def encoding_of(doc: Doc) -> Floats:
    """What the language model's encoder says of each token."""
    return np.asarray(doc.tensor, dtype=np.float32)
