"""What stands at and around each word of a page that could carry an event, as a matrix of numbers.

The networks of :mod:`.spotting` read it. All of it is computed for a whole page at once, from the model's own vectors
and its parse, the lexicon's triggers, and what other finders have found.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar, get_args

import numpy as np
from numpy.typing import NDArray

from pipeline.finders.events.candidates import SILENT_ZONES, Candidate
from pipeline.finders.events.parsing import (
    ARCS,
    FORMS,
    REACH,
    TAGS,
    Bools,
    Floats,
    Ints,
    Parse,
    determiner_classes,
    encoding_of,
    parse_of,
    vectors_of,
)
from pipeline.finders.events.scene import Scene
from pipeline.finders.events.senses import Strength, senses
from pipeline.records import Date, EventKind, Figure, Name

if TYPE_CHECKING:
    from spacy.tokens import Doc

Span = tuple[int, int]
Row = TypeVar("Row", Name, Date, Figure)

KINDS: tuple[EventKind, ...] = get_args(EventKind)
STRENGTHS: tuple[Strength, ...] = get_args(Strength)
_CORE = ("obj", "nsubj", "nmod", "obl:arg", "xcomp")  # of which the dependents are looked at too
_NAMES = ("person", "organisation", "place")
STEM = 5  # letters that forms of one word share
BESIDE = 3  # words between a word and a date beside it
SHORTEST = 3  # letters
LATE = 15  # sentences after which all are far down
WIDE = 20  # words of a phrase that is long
REMEMBERED = 500  # triggers, so that a long text takes no more memory than it has words
SLICE = 500  # words


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a page that could carry an event: their tokens, and a row of numbers for each."""

    tokens: Ints
    matrix: Floats


def read_words(
    scene: Scene, candidates: Sequence[Candidate], shorten_vectors: Floats, shorten_encoding: Floats
) -> Words:
    """The words that could carry an event, whether or not the lexicon has them; none in a name or in small print.

    ``shorten_vectors`` and ``shorten_encoding`` map word vectors and the encoder's rows to fewer numbers.
    """
    doc = scene.page.doc
    parse = parse_of(scene)
    tokens = np.flatnonzero(_usable(scene, parse))
    if not len(tokens):
        return Words(tokens, np.zeros((0, 0), dtype=np.float32))
    vectors = _vectors(doc, parse, shorten_vectors)
    blocks = (
        *_context(encoding_of(doc) @ shorten_encoding, parse, tokens),
        *_meaning(vectors, parse, tokens),
        _lexical(scene.page.text, candidates, parse, tokens),
        _standing(scene, candidates, parse, vectors, tokens),
    )
    return Words(tokens, np.concatenate(blocks, axis=1, dtype=np.float32))


def _usable(scene: Scene, parse: Parse) -> Bools:
    usable = (parse.tags < len(TAGS)) & (parse.ends - parse.starts >= SHORTEST)
    silent = np.array([sentence.zone in SILENT_ZONES for sentence in scene.page.sentences])
    usable &= ~silent[parse.sentence]
    for name in _all(scene.names):
        usable[parse.tokens(name.start, name.end)] = False
    for date in _all(scene.dates):
        usable[parse.tokens(date.start, date.end)] = False
    return usable


def _all(rows: Mapping[int, Sequence[Row]]) -> list[Row]:
    """The rows of all sentences."""
    return [row for those in rows.values() for row in those]


def _context(encoding: Floats, parse: Parse, tokens: Ints) -> list[Floats]:
    """The encoding of the word, of its neighbours and of its governor; that of its sentence on average."""
    padded = np.vstack([encoding, np.zeros_like(encoding[:1])])  # the last row stands before and after the text
    mean = _mean(encoding, parse.sentence, np.ones(len(encoding), dtype=bool))
    governor, sentence = parse.heads[tokens], parse.sentence[tokens]
    return [encoding[tokens], padded[tokens - 1], padded[tokens + 1], encoding[governor], mean[sentence]]


def _vectors(doc: Doc, parse: Parse, shorten: Floats) -> Floats:
    """The shortened vectors of nouns, verbs and adjectives; zeros for other words and for those that have none."""
    found = np.zeros((len(parse.heads), shorten.shape[1]), dtype=np.float32)
    content = np.flatnonzero(parse.tags < len(TAGS))
    found[content] = vectors_of(doc, content) @ shorten
    return found


def _meaning(vectors: Floats, parse: Parse, tokens: Ints) -> list[Floats]:
    """Vectors of the word and of its governor, means over its dependents and over its sentence."""
    content = (parse.tags < TAGS.index("AUX")) & vectors.any(axis=1)
    below = parse.heads != np.arange(len(parse.heads))
    core = below & _are(parse, _CORE)
    second = below & core[parse.heads]  # dependents of what stands in the core
    size = len(parse.heads)
    groups = np.concatenate([parse.heads[below & content], parse.heads[parse.heads[second & content]]])
    rows = np.concatenate([vectors[below & content], vectors[second & content]])
    dependents = _mean_of(rows, groups, size)
    sentence = _mean(vectors, parse.sentence, content)
    return [vectors[tokens], vectors[parse.heads[tokens]], dependents[tokens], sentence[parse.sentence[tokens]]]


def _mean(rows: Floats, groups: Ints, chosen: Bools) -> Floats:
    return _mean_of(rows[chosen], groups[chosen], int(groups.max()) + 1)


def _mean_of(rows: Floats, groups: Ints, size: int) -> Floats:
    """The mean row of each group; zeros for a group without rows."""
    order = np.argsort(groups, kind="stable")
    kept, at, counts = np.unique(groups[order], return_index=True, return_counts=True)
    means = np.zeros((size, rows.shape[1]), dtype=np.float32)
    if len(kept):
        means[kept] = np.add.reduceat(rows[order], at, axis=0) / counts[:, None]
    return means


def _pairs(parse: Parse, tokens: Ints) -> Iterable[Span]:
    """Where each of the tokens begins and ends."""
    return zip(parse.starts[tokens].tolist(), parse.ends[tokens].tolist(), strict=True)


def _lexical(text: str, candidates: Sequence[Candidate], parse: Parse, tokens: Ints) -> Floats:
    """The kinds that the lexicon gives to the word anywhere, and what it gives to it here."""
    found = np.zeros((len(tokens), 2 * len(KINDS) + len(STRENGTHS) + 2), dtype=np.float32)
    row = {token: i for i, token in enumerate(tokens.tolist())}
    known = senses()
    for i, (start, end) in enumerate(_pairs(parse, tokens)):
        for sense in known.get(text[start:end].lower(), ()):
            found[i, -2] = 1
            if sense.kind:
                found[i, KINDS.index(sense.kind)] = 1
    for candidate in candidates:
        i = row.get(candidate.token.i, -1)
        if i >= 0:
            found[i, -1] = 1
            found[i, 2 * len(KINDS) + STRENGTHS.index(candidate.sense.strength)] = 1
            if candidate.sense.kind:
                found[i, len(KINDS) + KINDS.index(candidate.sense.kind)] = 1
    return found


def _standing(scene: Scene, candidates: Sequence[Candidate], parse: Parse, vectors: Floats, tokens: Ints) -> Floats:
    """Part of speech, form and place in the sentence; what is told with it; what the text has said before."""
    columns = [
        *_one_hot(parse.tags[tokens], len(TAGS)),
        *_one_hot(parse.arcs[tokens], len(ARCS)),
        *parse.forms[tokens].T,
        *_one_hot(parse.tags[parse.heads[tokens]], len(TAGS)),
        *_of_sentence(scene, parse, tokens),
        *_of_determiner(parse, tokens),
        *_of_neighbours(scene, parse, tokens),
        *_of_tree(parse, tokens),
        *_of_repetition(scene, candidates, parse, vectors, tokens),
    ]
    return np.array(columns, dtype=np.float32).T


def _one_hot(numbers: Ints, size: int) -> Bools:
    """A row for each of ``size`` numbers; what is numbered higher is in none."""
    return np.eye(size + 1, dtype=bool)[:size, numbers]


def _are(parse: Parse, arcs: tuple[str, ...]) -> Bools:
    """The tokens whose arc is one of these."""
    found: Bools = np.isin(parse.arcs, [ARCS.index(arc) for arc in arcs])
    return found


def _of_sentence(scene: Scene, parse: Parse, tokens: Ints) -> list[NDArray[Any]]:
    index = parse.sentence[tokens]
    sentences = scene.page.sentences
    headline = np.array([sentence.zone == "headline" for sentence in sentences])

    def has(told: Callable[[int], bool]) -> Bools:
        return np.array([told(i) for i in range(len(sentences))])[index]

    return [
        index == 0, headline[index], index <= 2, np.minimum(1, index / LATE), index / len(sentences),
        has(lambda i: bool(scene.dates.get(i))), has(lambda i: bool(scene.names.get(i))),
        has(lambda i: bool(scene.figures.get(i))),
        *(has(partial(_names_a, scene, kind)) for kind in _NAMES),
    ]  # fmt: skip


def _names_a(scene: Scene, kind: str, sentence: int) -> bool:
    return any(name.type == kind for name in scene.names.get(sentence, ()))


def _of_determiner(parse: Parse, tokens: Ints) -> Bools:
    """Of which class the word before is, or the one before an adjective."""
    hits = _one_hot(parse.determiners, len(determiner_classes()))
    hits = np.concatenate([np.zeros_like(hits[:, :1]), hits], axis=1)  # column i: the word before token i
    after_adjective = parse.tags[tokens - 1] == TAGS.index("ADJ")
    found: Bools = hits[:, tokens] | (hits[:, np.maximum(0, tokens - 1)] & after_adjective)
    return found


def _of_neighbours(scene: Scene, parse: Parse, tokens: Ints) -> list[Bools]:
    """Dates, names and figures in the phrase of the word, a date beside it, quotation marks around it."""
    size = len(parse.heads)
    first, after = parse.first[tokens], parse.last[tokens] + 1
    near, far = np.maximum(0, tokens - BESIDE), np.minimum(size, tokens + BESIDE + 1)
    dates, figures, names = _running(parse, _all(scene.dates)), _running(parse, _all(scene.figures)), _all(scene.names)
    typed = [_running(parse, [name for name in names if name.type == kind]) for kind in _NAMES]
    quoted = np.zeros(size, dtype=bool)
    for start, end in scene.quoted:
        quoted[parse.tokens(start, end)] = True
    return [
        dates[after] > dates[first], dates[far] > dates[near], figures[after] > figures[first],
        *(counts[after] > counts[first] for counts in typed), quoted[tokens],
    ]  # fmt: skip


def _running(parse: Parse, rows: Sequence[Name] | Sequence[Date] | Sequence[Figure]) -> Ints:
    """How many of the rows begin before each token."""
    counts = np.zeros(len(parse.heads) + 1, dtype=np.int64)
    for row in rows:
        counts[min(len(parse.heads), int(np.searchsorted(parse.starts, row.start)) + 1)] += 1
    return np.cumsum(counts)


def _of_tree(parse: Parse, tokens: Ints) -> list[NDArray[Any]]:
    """How deep the word stands, under what; its auxiliaries; how much stands under it."""
    infinitive = parse.forms[:, FORMS.index("VerbForm=Inf")]
    clause = _are(parse, ("acl:relcl", "advcl"))
    at, depth = tokens, np.zeros(len(tokens))
    under_infinitive, under_clause = np.zeros(len(tokens), dtype=bool), np.zeros(len(tokens), dtype=bool)
    for _ in range(REACH):
        above = parse.heads[at]
        moved = above != at
        depth += moved
        under_infinitive |= moved & infinitive[above]
        under_clause |= moved & clause[above]
        at = above
    helpers, passive = _are(parse, ("aux:tense", "aux:pass", "cop")), _are(parse, ("aux:pass",))
    future, imperfect = (parse.forms[:, FORMS.index(form)] for form in ("Tense=Fut", "Tense=Imp"))
    below = np.bincount(parse.heads, minlength=len(parse.heads))
    return [
        depth / REACH, under_infinitive, under_clause, clause[tokens],
        *(_has_below(parse, chosen)[tokens] for chosen in (helpers, passive, helpers & future, helpers & imperfect)),
        np.minimum(1, (parse.last[tokens] - parse.first[tokens]) / WIDE), below[tokens] / 6,
    ]  # fmt: skip


def _has_below(parse: Parse, chosen: Bools) -> Bools:
    found = np.zeros(len(parse.heads), dtype=bool)
    found[parse.heads[chosen]] = True
    return found


def _of_repetition(
    scene: Scene, candidates: Sequence[Candidate], parse: Parse, vectors: Floats, tokens: Ints
) -> list[NDArray[Any]]:
    """Whether the title has the word, or the text before; how like it is to the title and to the triggers before it."""
    text = scene.page.text
    starts = parse.starts[tokens]
    stems = [text[start : min(end, start + STEM)].lower() for start, end in _pairs(parse, tokens)]
    counts = Counter(stems)
    in_title = parse.sentence[tokens] == 0
    titled = {stem for stem, titled in zip(stems, in_title.tolist(), strict=True) if titled}
    seen: set[str] = set()
    before = []
    for stem in stems:
        before.append(stem in seen)
        seen.add(stem)
    unit = vectors[tokens] / np.maximum(1e-6, np.linalg.norm(vectors[tokens], axis=1, keepdims=True))
    title = unit[in_title].mean(axis=0) if in_title.any() else np.zeros(unit.shape[1])
    capital = np.array([text[i].isupper() for i in starts.tolist()])
    inside = starts > np.array([sentence.start for sentence in scene.page.sentences])[parse.sentence[tokens]]
    return [
        np.array([stem in titled for stem in stems]) & ~in_title, np.array(before),
        np.minimum(3, np.array([counts[stem] for stem in stems]) - 1) / 3, unit @ title, ~vectors[tokens].any(axis=1),
        capital & inside, parse.upper[tokens], *_of_triggers(candidates, unit, tokens, parse),
    ]  # fmt: skip


def _of_triggers(candidates: Sequence[Candidate], unit: Floats, tokens: Ints, parse: Parse) -> list[NDArray[Any]]:
    """The likeness to the nearest trigger before the word, and how many stand before it in its sentence and its text."""
    places = np.array(sorted(candidate.token.i for candidate in candidates), dtype=np.int64)
    triggers = np.flatnonzero(np.isin(tokens, places))
    rows = np.arange(len(tokens))
    slices = (rows[at : at + SLICE] for at in range(0, len(tokens), SLICE))
    nearest = np.concatenate([_nearest(unit, triggers, those) for those in slices])
    count = np.searchsorted(places, tokens)
    sentence_start = np.searchsorted(parse.sentence, parse.sentence[tokens])
    here = count - np.searchsorted(places, sentence_start)
    return [nearest, np.log1p(count) / 4, np.minimum(4, here) / 4]


def _nearest(unit: Floats, triggers: Ints, rows: Ints) -> Floats:
    """Of some rows that follow each other, how like each is to the likest of the triggers not long before it."""
    first, last = np.searchsorted(triggers, [rows[0], rows[-1]])
    before = triggers[max(0, first - REMEMBERED) : last]
    alike = unit[rows] @ unit[before].T
    alike[rows[:, None] <= before[None, :]] = 0
    found: Floats = alike.max(axis=1, initial=0)
    return found
