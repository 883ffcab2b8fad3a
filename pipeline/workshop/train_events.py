"""Learns the weights by which the search for events tells what a reader would count.

    python -m pipeline.workshop.train_events corpus/gold/events/*.jsonl [--winer FILE] [--out FILE]

An annotated text is a line: ``id``, ``published``, ``text``, ``events`` and ``doubtful``; an event has ``trigger`` (one
word of the text), ``nth`` (which occurrence of it) and ``others`` (the further mentions, as word and occurrence). A line
without ``text`` annotates the article of WiNER-fr that its number names. It is logistic regression with a Gaussian prior,
solved by Newton's method: the same texts give the same weights.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any, NamedTuple

import numpy as np
import typer
from numpy.typing import NDArray
from rich.console import Console

from pipeline.annotate import annotate
from pipeline.extraction import extract_annotated
from pipeline.finders.events import tell_all
from pipeline.finders.events.merging import merge
from pipeline.finders.events.scene import Scene, read_scene
from pipeline.finders.events.telling import Telling
from pipeline.finders.events.weighing import THRESHOLD, features_of
from pipeline.records import Document
from pipeline.workshop.samples import read_winer

OUT = Path("pipeline/lexicon/event_weights.toml")
PRIOR = 3.0  # weight of the squares of the weights against one example's loss
ROUNDS = 30
FOLDS = 8
HEAD = """\
# How much each feature of a group of tellings speaks for an event that a reader would count (finders/events/weighing.py).
# Learnt by pipeline.workshop.train_events; not edited by hand.

[weights]
"""

console = Console()
Span = tuple[int, int]


class Example(NamedTuple):
    """A group of tellings: its features, and whether the annotation has it as an event."""

    text: int
    features: dict[str, float]
    counted: bool


def main(
    annotated: list[Path],
    winer: Annotated[Path | None, typer.Option(help="train.jsonl of WiNER-fr")] = None,
    out: Annotated[Path, typer.Option(help="where the weights go")] = OUT,
) -> None:
    """Trains on all texts, and tells how well weights learnt on seven eighths do on the last one."""
    articles = [sample.text.strip() for sample in read_winer(winer)] if winer else []
    texts = [json.loads(line) for path in annotated for line in path.read_text(encoding="utf-8").splitlines()]
    examples: list[Example] = []
    asked = 0
    for number, text in enumerate(texts):
        text.setdefault("text", articles[int(text["id"][1:])] if text["id"][1:].isdigit() and articles else "")
        examples.extend(_examples(number, text))
        asked += len(text["events"])
    names = sorted({name for example in examples for name in example.features})
    console.print(
        f"{len(texts)} texts, {asked} events, {len(examples)} groups; unseen eighths: {_tried(examples, names, asked)}"
    )
    weights = _fitted(examples, names)
    lines = (f'"{name}" = {weight:.3f}\n' for name, weight in zip(names, weights, strict=True))
    out.write_text(HEAD + "".join(lines), encoding="utf-8")


def _examples(number: int, text: dict[str, Any]) -> Iterator[Example]:
    """The groups of a text: those of its events, of several for one event the best; doubtful ones are left out."""
    scene = _scene(text)
    groups = merge(scene, tell_all(scene))
    doubtful = [span for event in text["doubtful"] if (span := _span(text["text"], event["trigger"], event["nth"]))]
    taken: dict[int, int] = {}  # event -> the group that stands for it
    for event, told in enumerate(text["events"]):
        words = [(told["trigger"], told["nth"]), *told["others"]]
        spans = [span for word, nth in words if (span := _span(text["text"], word, nth))]
        hits = [(_first_hit(group, spans), i) for i, group in enumerate(groups) if i not in taken.values()]
        best = min(((hit, i) for hit, i in hits if hit is not None), default=None)
        if best is not None:
            taken[event] = best[1]
        doubtful.extend(spans)  # a second group of the same event is neither right nor wrong
    for i, group in enumerate(groups):
        counted = i in taken.values()
        if counted or _first_hit(group, doubtful) is None:
            yield Example(number, features_of(scene, group, groups), counted)


def _scene(text: dict[str, Any]) -> Scene:
    published = dt.date.fromisoformat(text["published"]) if text["published"] else None
    document = Document(
        document_id=text["id"], source="", source_id=text["id"], source_format="", title=None, publisher=None,
        published=published, published_from=None, language="fr", text=text["text"],
    )  # fmt: skip
    page = annotate(document)
    found = extract_annotated(page)
    return read_scene(
        page,
        entities=found.entities,
        roles=found.roles,
        dates=found.dates,
        figures=found.figures,
        quotes=found.quotes,
    )


def _span(text: str, word: str, nth: int) -> Span | None:
    at = -1
    for _ in range(nth):
        at = text.find(word, at + 1)
        if at < 0:
            return None
    return at, at + len(word)


def _first_hit(group: Sequence[Telling], spans: Sequence[Span]) -> int | None:
    """The number of the first span that one of the group's triggers touches."""
    words = [word for one in group for word in (one.candidate, *one.others)]
    hits = (i for i, (start, end) in enumerate(spans) if any(word.start < end and start < word.end for word in words))
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
