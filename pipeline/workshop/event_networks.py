"""Trains the networks of the events model: which words a reader would mark as triggers, and of which kind they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from thinc.api import Adam, Dropout, Model, NumpyOps, Relu, Softmax, chain, fix_random_seed, set_current_ops

from pipeline.finders.events.candidates import find_candidates
from pipeline.finders.events.features import KINDS, read_words
from pipeline.finders.events.parsing import Bools, Floats, Ints, encoding_of, vectors_of
from pipeline.resources.events_model import Committee, EventsModel
from pipeline.workshop.event_texts import EventText, touches

WIDTH = 48  # numbers that are left of a vector
UNITS = 96
SAMPLE = 4  # one text of so many shows how vectors are shortened best
OWN_WEIGHT = 5.0  # of a word of our own texts, which are more like press releases than Wikinews is
FLOOR = 1e-2  # of a standard deviation


class Training(NamedTuple):
    """How a committee is trained."""

    networks: int
    rounds: int
    classes: int
    drop_in: float  # share of the input that is dropped
    drop: float  # share of the hidden units that is dropped
    batch: int
    decay: float


TRIGGERS = Training(networks=3, rounds=7, classes=1 + len(KINDS), drop_in=0.2, drop=0.55, batch=256, decay=1e-4)
OF_KINDS = Training(networks=2, rounds=20, classes=len(KINDS), drop_in=0.3, drop=0.5, batch=128, decay=1e-3)


@dataclass(frozen=True, slots=True)
class Sheet:
    """The words of a text as the networks read them.

    ``marked`` is 0 for no trigger, else 1 + the kind; ``main`` is true for the word that tells an event best, false for
    its later mentions; words that are doubtful have ``sure`` false.
    """

    matrix: Floats
    marked: Ints
    main: Bools
    sure: Bools
    own: bool


def shortening(texts: Sequence[EventText]) -> tuple[Floats, Floats]:
    """The principal components of the word vectors and of the encoder's rows of some of the texts."""
    docs = [text.scene.page.doc for text in texts[::SAMPLE]]
    vectors = np.concatenate([vectors_of(doc, np.arange(len(doc))) for doc in docs])
    return _components(vectors[vectors.any(axis=1)]), _components(np.concatenate([encoding_of(doc) for doc in docs]))


def _components(rows: Floats) -> Floats:
    _, axes = np.linalg.eigh(np.cov(rows.T))
    found: Floats = axes[:, ::-1][:, :WIDTH].astype(np.float32)
    return found


def sheet_of(text: EventText, shorten_vectors: Floats, shorten_encoding: Floats) -> Sheet:
    """The words of a text with what the annotation says of them."""
    scene = text.scene
    words = read_words(scene, list(find_candidates(scene)), shorten_vectors, shorten_encoding)
    size = len(words.tokens)
    marked, main, sure = np.zeros(size, dtype=np.int64), np.zeros(size, dtype=bool), np.ones(size, dtype=bool)
    for i, token in enumerate(words.tokens.tolist()):
        start = scene.page.doc[token].idx
        end = start + len(scene.page.doc[token])
        first = next((event for event in text.events if touches(event.spans[:1], start, end)), None)
        event = first or next((event for event in text.events if touches(event.spans, start, end)), None)
        if event:
            marked[i], main[i] = 1 + KINDS.index(event.kind), first is not None
        else:
            sure[i] = not touches(text.doubtful, start, end)
    return Sheet(words.matrix, marked, main, sure, text.own)


def train_model(sheets: Sequence[Sheet], shorten_vectors: Floats, shorten_encoding: Floats) -> EventsModel:
    """The model learnt from some texts; the same texts give the same model."""
    set_current_ops(NumpyOps(use_blis=False))
    full = [sheet for sheet in sheets if len(sheet.marked)]
    matrix = np.concatenate([sheet.matrix for sheet in full])
    mean, spread = matrix.mean(axis=0), matrix.std(axis=0) + FLOOR
    matrix = (matrix - mean) / spread
    marked = np.concatenate([sheet.marked for sheet in full])
    main = np.concatenate([sheet.main for sheet in full])
    weights = np.concatenate([sheet.sure * (OWN_WEIGHT if sheet.own else 1.0) for sheet in full])
    triggers = _committee(TRIGGERS, matrix, np.where(main, marked, 0), weights, mean, spread)
    told = marked > 0
    kinds = _committee(OF_KINDS, matrix[told], marked[told] - 1, np.ones(int(told.sum())), mean, spread)
    return EventsModel(shorten_vectors, shorten_encoding, triggers, kinds)


def _committee(
    training: Training, matrix: Floats, classes: Ints, weights: NDArray[np.float64], mean: Floats, spread: Floats
) -> Committee:
    """Networks that differ in their seed; the scaling of the matrix goes into their first layer."""
    layers = [_layers(_network(training, matrix, classes, weights, seed)) for seed in range(training.networks)]
    hidden = np.concatenate([w for w, _, _, _ in layers], axis=1) / spread[:, None]
    bias = np.concatenate([b for _, b, _, _ in layers]) - mean @ hidden
    output, output_bias = np.stack([w for _, _, w, _ in layers]), np.stack([b for _, _, _, b in layers])
    return Committee(*(array.astype(np.float32) for array in (hidden, bias, output, output_bias)))


def _network(
    training: Training, matrix: Floats, classes: Ints, weights: NDArray[np.float64], seed: int
) -> Model[Floats, Floats]:
    fix_random_seed(seed)
    network = chain(
        Dropout(training.drop_in),
        Relu(UNITS, matrix.shape[1]),
        Dropout(training.drop),
        Softmax(training.classes, UNITS),
    )
    truth = np.eye(training.classes, dtype=np.float32)[classes]
    network.initialize(matrix[:2], truth[:2])
    optimizer, order = Adam(0.001, L2=training.decay), np.random.RandomState(seed)
    for _ in range(training.rounds):
        rows = order.permutation(len(matrix))
        for at in range(0, len(rows), training.batch):
            chosen = rows[at : at + training.batch]
            guess, learn = network.begin_update(matrix[chosen])
            learn((guess - truth[chosen]) * weights[chosen, None].astype(np.float32))
            network.finish_update(optimizer)
    return network


def _layers(network: Model[Floats, Floats]) -> tuple[Floats, Floats, Floats, Floats]:
    _, hidden, _, output = network.layers
    return hidden.get_param("W").T, hidden.get_param("b"), output.get_param("W").T, output.get_param("b")
