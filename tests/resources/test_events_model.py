"""The networks of the events model: what they answer, and that they fit what they read."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.finders.events.features import KINDS
from pipeline.resources.events_model import Committee, load_events_model


def committee(*outputs: list[list[float]]) -> Committee:
    """Networks of two units that copy a row of two numbers, and each its own last layer."""
    hidden = np.concatenate([np.eye(2, dtype=np.float32)] * len(outputs), axis=1)
    last = np.array(outputs, dtype=np.float32)
    return Committee(
        hidden, np.zeros(2 * len(outputs), dtype=np.float32), last, np.zeros((len(outputs), 2), np.float32)
    )


def test_one_network_answers_by_its_scores() -> None:
    answer = committee([[1, 0], [0, 1]]).answer(np.array([[3, 0], [0, 0]], dtype=np.float32))
    assert answer[0, 0] == pytest.approx(np.exp(3) / (np.exp(3) + 1))
    assert answer[1].tolist() == [0.5, 0.5]


def test_what_is_below_nothing_counts_as_nothing() -> None:
    assert committee([[1, 0], [0, 1]]).answer(np.array([[-9, 0]], dtype=np.float32))[0].tolist() == [0.5, 0.5]


def test_a_committee_answers_with_the_mean_of_its_networks() -> None:
    row = np.array([[2, 1]], dtype=np.float32)
    one, other = [[1.0, 0.0], [0.0, 1.0]], [[0.0, 2.0], [1.0, 0.0]]
    both = committee(one, other).answer(row)
    assert both == pytest.approx((committee(one).answer(row) + committee(other).answer(row)) / 2)


def test_the_networks_that_ship_have_an_answer_for_each_kind() -> None:
    model = load_events_model()
    width = len(model.triggers.hidden)
    row = np.zeros((1, width), dtype=np.float32)
    assert model.triggers.answer(row).shape == (1, 1 + len(KINDS))
    assert model.kinds.answer(row).shape == (1, len(KINDS))
    assert model.kinds.answer(row).sum() == pytest.approx(1)
