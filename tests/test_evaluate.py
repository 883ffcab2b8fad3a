from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest

from pipeline.alignment import likeness, pair
from pipeline.batch import run
from pipeline.config import Config
from pipeline.errors import GoldError, UsageError
from pipeline.evaluate import Score, evaluate, evaluate_genres, headline
from pipeline.gold import occurrences, parse_gold

TEXT = "Awa Sarr dirige l'Agence du fleuve. Sarr a reçu 45 élus à Dakar le 3 mars 2021."
GOLD: dict[str, Any] = {
    "id": "a.txt",
    "text": TEXT,
    "entities": [
        {"id": "p1", "type": "person", "name": "Awa Sarr", "mentions": ["Awa Sarr", "Sarr"]},
        {"id": "o1", "type": "organisation", "name": "Agence du fleuve", "mentions": ["Agence du fleuve"]},
        {"id": "l1", "type": "place", "name": "Dakar", "mentions": ["Dakar"]},
    ],
    "roles": [],
    "dates": [{"text": "3 mars 2021", "kind": "date", "first_day": "2021-03-03", "last_day": "2021-03-03"}],
    "figures": [{"text": "45 élus", "kind": "count", "value": 45, "unit": "élus", "counted": "élus"}],
    "events": [],
    "quotes": [],
}


def changed(**fields: Any) -> dict[str, Any]:
    return {**copy.deepcopy(GOLD), **fields}


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("ministre de la Santé", "Ministre de la sante", 1.0),
        ("le taux de chômage", "chômage", 2 / 3),
        ("Dakar", "Thiès", 0.0),
        (None, "", 1.0),
        ("le", None, 1.0),
        ("eau eau", "eau", 2 / 3),
    ],
)
def test_likeness(a: str | None, b: str | None, expected: float) -> None:
    assert likeness(a, b) == pytest.approx(expected)


def test_the_heaviest_pairs_come_first_and_nothing_pairs_twice() -> None:
    weights = {("a", "x"): 1.0, ("a", "y"): 3.0, ("b", "y"): 2.0, ("b", "x"): 0.0}
    assert pair(["a", "b"], ["x", "y"], lambda g, f: weights[g, f]) == [("a", "y")]


@pytest.mark.parametrize(
    ("score", "expected"),
    [
        (Score(measure="m", gold=4, found=2, hits=2), (1.0, 0.5, 2 / 3)),
        (Score(measure="m", gold=0, found=0, hits=0), (0.0, 0.0, 0.0)),
    ],
)
def test_scores(score: Score, expected: tuple[float, float, float]) -> None:
    assert (score.precision, score.recall, score.f1) == pytest.approx(expected)


def test_occurrences_are_whole_words() -> None:
    assert list(occurrences("Sarre, Sarr et SarrSarr", "Sarr")) == [(7, 11)]


def test_longer_mentions_take_their_characters_first() -> None:
    spans = [(m.start, m.end) for m in parse_gold(GOLD).mentions if m.type == "person"]
    assert [TEXT[start:end] for start, end in spans] == ["Awa Sarr", "Sarr"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (changed(dates=[{"text": "4 mars", "kind": "date"}]), "'4 mars' does not stand 1 times"),
        (changed(dates=[{"text": "3 mars 2021", "kind": "day"}]), "kind 'day' is none of date, interval"),
        (changed(roles=[{"person": "o1", "title": "chef", "organisation": None}]), "has no person 'o1'"),
        (changed(roles=[{"person": "p1", "title": "chef", "organisation": "o9"}]), "no organisation 'o9'"),
        (changed(quotes=[{"text": "Awa Sarr dirige", "speaker": "p9"}]), "has no speaker 'p9'"),
        ({"id": "x"}, "no text, entities"),
    ],
)
def test_gold_that_does_not_hold_is_refused(content: dict[str, Any], said: str) -> None:
    with pytest.raises(GoldError) as fault:
        parse_gold(content)
    assert said in str(fault.value)


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("measured")
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    run([str(folder / "a.txt")], folder / "out", Config(workers=1))
    return folder


def put_gold(folder: Path, content: dict[str, Any]) -> Path:
    (folder / "gold").mkdir(exist_ok=True)
    (folder / "gold" / "a.json").write_text(json.dumps(content), encoding="utf-8")
    return folder / "gold"


def test_what_was_found_is_counted(measured: Path) -> None:
    scores = {s.measure: s for s in evaluate(put_gold(measured, GOLD), measured / "out").scores()}
    assert scores["person resolved"].f1 == 1.0
    assert scores["place resolved"].f1 == 1.0
    assert scores["date value"].f1 == 1.0
    assert scores["figure full"].f1 == 1.0
    assert 0 < headline(scores.values()) < 1


def test_each_genre_is_measured_by_itself(measured: Path) -> None:
    folder = put_gold(measured, changed(genre="presse"))
    whole = evaluate(folder, measured / "out").scores()
    assert {genre: tally.scores() for genre, tally in evaluate_genres(folder, measured / "out")[1].items()} == {
        "presse": whole
    }


def test_doubtful_spans_count_neither_way(measured: Path) -> None:
    doubted = changed(doubtful=[{"text": "45 élus", "why": "a test"}])
    scores = {s.measure: s for s in evaluate(put_gold(measured, doubted), measured / "out").scores()}
    assert (scores["figure"].gold, scores["figure"].found) == (0, 0)


def test_a_wrong_value_is_an_error_to_read(measured: Path) -> None:
    wrong = changed(
        dates=[{"text": "3 mars 2021", "kind": "date", "first_day": "2021-03-04", "last_day": "2021-03-04"}]
    )
    tally = evaluate(put_gold(measured, wrong), measured / "out")
    assert tally.errors["date value"]


@pytest.mark.parametrize(
    ("content", "said"),
    [(changed(id="b.txt"), "no document with this source_id"), (changed(text=TEXT + " "), "is not the gold's")],
)
def test_gold_of_other_texts_is_refused(measured: Path, content: dict[str, Any], said: str) -> None:
    with pytest.raises(GoldError) as fault:
        evaluate(put_gold(measured, content), measured / "out")
    assert said in str(fault.value)


def test_a_folder_without_tables_is_a_usage_error(measured: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no table"):
        evaluate(put_gold(measured, GOLD), tmp_path)
