"""Learns what a reader would count as an event: the events model, and the weights of groups of tellings.

    python -m pipeline.workshop.train_events corpus/gold/events/*.jsonl [--winer FILE] [--out FILE] [--model FILE]

The networks (:mod:`.event_networks`) are trained first; each fold of the texts is read by networks trained on the other
folds, and from those readings the weights of :mod:`pipeline.finders.events.weighing` are learnt: logistic regression with
a Gaussian prior, solved by Newton's method. The same texts give the same files on one machine.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, NamedTuple

import numpy as np
import typer
from numpy.typing import NDArray
from rich.console import Console

from pipeline.finders.events import tell_groups
from pipeline.finders.events.candidates import find_candidates
from pipeline.finders.events.spotting import spot
from pipeline.finders.events.telling import Telling, triggers_of
from pipeline.finders.events.weighing import THRESHOLD, features_of
from pipeline.resources.events_model import FILE, EventsModel
from pipeline.workshop.event_networks import sheet_of, shortening, train_model
from pipeline.workshop.event_texts import EventText, Span, read_event_texts, touches

OUT = Path("pipeline/lexicon/event_weights.toml")
PRIOR = 3.0  # weight of the squares of the weights against one example's loss
ROUNDS = 30
FOLDS = 4
HEAD = """\
# How much each feature of a group of tellings speaks for an event that a reader would count (finders/events/weighing.py).
# Learnt by pipeline.workshop.train_events; not edited by hand.

[weights]
"""

console = Console()


class Example(NamedTuple):
    """A group of tellings: its features, and whether the annotation has it as an event."""

    text: int
    features: dict[str, float]
    counted: bool


def main(
    annotated: list[Path],
    winer: Annotated[Path | None, typer.Option(help="train.jsonl of WiNER-fr")] = None,
    out: Annotated[Path, typer.Option(help="where the weights go")] = OUT,
    model: Annotated[Path, typer.Option(help="where the networks go")] = FILE,
) -> None:
    """Trains on all texts, and tells how well what was learnt on some of them does on the others."""
    texts = list(read_event_texts(annotated, winer))
    shorten = shortening(texts)
    sheets = [sheet_of(text, *shorten) for text in texts]
    examples: list[Example] = []
    for fold in range(FOLDS):
        learnt = train_model([sheet for i, sheet in enumerate(sheets) if i % FOLDS != fold], *shorten)
        for i in range(fold, len(texts), FOLDS):
            examples.extend(_examples(i, texts[i], learnt))
    names = sorted({name for example in examples for name in example.features})
    asked = sum(len(text.events) for text in texts)
    console.print(
        f"{len(texts)} texts, {asked} events, {len(examples)} groups; unseen folds: {_tried(examples, names, asked)}"
    )
    weights = _fitted(examples, names)
    lines = (f'"{name}" = {weight:.3f}\n' for name, weight in zip(names, weights, strict=True))
    out.write_text(HEAD + "".join(lines), encoding="utf-8")
    _save(train_model(sheets, *shorten), model)


def _save(learnt: EventsModel, path: Path) -> None:
    arrays = {"shorten_vectors": learnt.shorten_vectors, "shorten_encoding": learnt.shorten_encoding}
    for name, committee in (("triggers", learnt.triggers), ("kinds", learnt.kinds)):
        arrays |= {f"{name}_{part}": getattr(committee, part) for part in committee.__slots__}
    np.savez(path, **arrays)  # type: ignore[arg-type]


def _examples(number: int, text: EventText, model: EventsModel) -> Iterator[Example]:
    """The groups of a text; of several for one event the best counts, the others do not; doubtful ones are left out."""
    scene = text.scene
    candidates = list(find_candidates(scene))
    reading = spot(scene, candidates, model)
    groups = tell_groups(scene, candidates, reading)
    best = _best_groups(text, groups)
    told = [span for event in text.events for span in event.spans]
    for i, group in enumerate(groups):
        if i in best or _first_hit(group, told) is not None or _first_hit(group, text.doubtful) is None:
            yield Example(number, features_of(scene, reading, group, groups), i in best)


def _best_groups(text: EventText, groups: Sequence[Sequence[Telling]]) -> set[int]:
    """The numbers of the groups that stand for the events, one for each event that has any."""
    taken: set[int] = set()
    for event in text.events:
        hits = ((_first_hit(group, event.spans), i) for i, group in enumerate(groups) if i not in taken)
        best = min(((hit, i) for hit, i in hits if hit is not None), default=None)
        if best is not None:
            taken.add(best[1])
    return taken


def _first_hit(group: Sequence[Telling], spans: Sequence[Span]) -> int | None:
    """The number of the first span that one of the group's triggers touches."""
    words = triggers_of(group)
    hits = (i for i, span in enumerate(spans) if any(touches([span], word.start, word.end) for word in words))
    return next(hits, None)


def _tried(examples: Sequence[Example], names: Sequence[str], asked: int) -> str:
    right = kept = 0
    for fold in range(FOLDS):
        rest = [example for example in examples if example.text % FOLDS != fold]
        own = [example for example in examples if example.text % FOLDS == fold]
        scores = _matrix(own, names) @ _fitted(rest, names)
        for example, score in zip(own, scores, strict=True):
            if 1 / (1 + np.exp(-score)) >= THRESHOLD:
                kept += 1
                right += example.counted
    return f"P {right / kept:.3f} R {right / asked:.3f} F1 {2 * right / (kept + asked):.3f}"


def _matrix(examples: Sequence[Example], names: Sequence[str]) -> NDArray[np.float64]:
    return np.array([[example.features.get(name, 0.0) for name in names] for example in examples])


def _fitted(examples: Sequence[Example], names: Sequence[str]) -> NDArray[np.float64]:
    x = _matrix(examples, names)
    y = np.array([float(example.counted) for example in examples])
    weights = np.zeros(len(names))
    prior = PRIOR * np.eye(len(names))
    prior[names.index("bias"), names.index("bias")] = 1e-6
    for _ in range(ROUNDS):
        p = 1 / (1 + np.exp(-x @ weights))
        gradient = x.T @ (p - y) + prior @ weights
        weights -= np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x + prior, gradient)
    return weights


if __name__ == "__main__":
    typer.run(main)
