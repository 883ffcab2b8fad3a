"""The events model: small networks that read a row of numbers for each word of a page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

FILE = Path(__file__).parent / "events_model" / "weights.npz"
Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Committee:
    """Networks of one hidden layer each, whose answers are averaged.

    ``hidden`` holds the first layers side by side, ``output`` the last layer of each network.
    """

    hidden: Floats  # columns of the matrix x (networks x units)
    hidden_bias: Floats
    output: Floats  # networks x units x classes
    output_bias: Floats

    def answer(self, matrix: Floats) -> Floats:
        """The probabilities of the classes, a row for each row of the matrix."""
        networks, units, _ = self.output.shape
        active = np.maximum(0, matrix @ self.hidden + self.hidden_bias).reshape(len(matrix), networks, units)
        scores = active.transpose(1, 0, 2) @ self.output + self.output_bias[:, None, :]
        powers = np.exp(scores - scores.max(axis=2, keepdims=True))
        mean: Floats = (powers / powers.sum(axis=2, keepdims=True)).mean(axis=0)
        return mean


@dataclass(frozen=True, slots=True)
class EventsModel:
    """How the model's vectors are shortened, and the networks: class 0 of ``triggers`` is "no trigger"."""

    shorten_vectors: Floats
    shorten_encoding: Floats
    triggers: Committee
    kinds: Committee


@cache
def load_events_model() -> EventsModel:
    """The model that ships with the package; its card is ``events_model/README.md``."""
    with np.load(FILE, allow_pickle=False) as arrays:
        return EventsModel(
            arrays["shorten_vectors"],
            arrays["shorten_encoding"],
            _committee(arrays, "triggers"),
            _committee(arrays, "kinds"),
        )


def _committee(arrays: Mapping[str, Floats], name: str) -> Committee:
    return Committee(*(arrays[f"{name}_{part}"] for part in ("hidden", "hidden_bias", "output", "output_bias")))
