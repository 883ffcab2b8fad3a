"""What the weights of events are learnt from, and that learning turns them the right way."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import numpy as np
import pytest

from pipeline.lexicon.lexicon import load
from pipeline.resources.events_model import load_events_model
from pipeline.workshop.event_networks import sheet_of
from pipeline.workshop.event_texts import find_nth, read_event_texts
from pipeline.workshop.train_events import Example, _fitted, main

ANNOTATED = Path(__file__).parents[2] / "corpus/gold/events"
TEXTS = [json.loads(line) for line in (ANNOTATED / "own.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize(
    ("text", "word", "nth", "expected"),
    [
        ("grève, puis grève", "grève", 1, (0, 5)),
        ("grève, puis grève", "grève", 2, (12, 17)),
        ("grève, puis grève", "grève", 3, None),
        ("dégrèvement", "grève", 1, (2, 7)),
    ],
)
def test_the_place_of_a_trigger(text: str, word: str, nth: int, expected: tuple[int, int] | None) -> None:
    assert find_nth(text, word, nth) == expected


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text["id"])
def test_every_trigger_of_our_texts_stands_in_its_text(text: dict[str, object]) -> None:
    words = [(e["trigger"], e["nth"]) for e in [*text["events"], *text["doubtful"]]]  # type: ignore[misc]
    words += [tuple(other) for e in text["events"] for other in e["others"]]  # type: ignore[attr-defined]
    assert [word for word, nth in words if find_nth(str(text["text"]), word, nth) is None] == []


def test_what_counts_more_often_weighs_more() -> None:
    examples = [Example(i, {"bias": 1.0, "dated": float(i % 2)}, i % 2 == 1) for i in range(40)]
    bias, dated = _fitted(examples, ["bias", "dated"])
    assert dated > 1
    assert bias < 0


def test_training_gives_the_features_that_ship(tmp_path: Path) -> None:
    few, out, model = tmp_path / "few.jsonl", tmp_path / "weights.toml", tmp_path / "weights.npz"
    few.write_text("\n".join(json.dumps(text) for text in TEXTS[::12]), encoding="utf-8")
    main([few], winer=None, out=out, model=model)
    with np.load(model) as arrays:
        assert arrays["triggers_hidden"].shape == load_events_model().triggers.hidden.shape
    learnt = tomllib.loads(out.read_text(encoding="utf-8"))["weights"]
    assert {name for name in learnt if not name.startswith("kind ")} == {
        name for name in load("event_weights")["weights"] if not name.startswith("kind ")
    }
    assert learnt["own date"] > 0 > learnt["depth"]


def test_the_word_that_tells_an_event_best_is_its_main_one(tmp_path: Path) -> None:
    text = {
        "id": "t", "published": None, "text": "Le tribunal a condamné le maire. La condamnation surprend, le recours tarde.",
        "events": [{"trigger": "condamné", "nth": 1, "kind": "legal", "others": [["condamnation", 1]]}],
        "doubtful": [{"trigger": "recours", "nth": 1}],
    }  # fmt: skip
    (tmp_path / "one.jsonl").write_text(json.dumps(text), encoding="utf-8")
    (read,) = read_event_texts([tmp_path / "one.jsonl"], None)
    model = load_events_model()
    sheet = sheet_of(read, model.shorten_vectors, model.shorten_encoding)
    assert len(sheet.marked) > 4
    assert (sheet.marked > 0).sum() == 2
    assert sheet.main.sum() == 1
    assert (~sheet.sure).sum() == 1
