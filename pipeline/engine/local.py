"""A corpus over the cores of one machine: one process, or a pool forked after the model is loaded."""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice

from threadpoolctl import threadpool_limits

from pipeline.annotate import load_model
from pipeline.extraction import extract_document
from pipeline.records import Document, Extraction, Reject

_AHEAD = 8  # documents a worker that wait in its queue: enough to keep it busy, few enough to bound memory


def extract_all(documents: Iterable[Document], processes: int = 1) -> Iterator[Extraction | Reject]:
    """The extraction of each document, in the order of the documents, whatever the number of processes.

    A document on which extraction fails becomes a reject, and the others go on.
    """
    load_model()
    with threadpool_limits(1):  # one BLAS thread a process: the matrices are small, more threads wait for each other
        if processes <= 1:
            yield from map(_extract_safely, documents)
            return
        with ProcessPoolExecutor(processes, mp_context=multiprocessing.get_context("fork")) as pool:
            yield from _in_order(pool, iter(documents), processes * _AHEAD)


def _in_order(pool: ProcessPoolExecutor, documents: Iterator[Document], window: int) -> Iterator[Extraction | Reject]:
    waiting: deque[Future[Extraction | Reject]] = deque(
        pool.submit(_extract_safely, document) for document in islice(documents, window)
    )
    while waiting:
        yield waiting.popleft().result()
        waiting.extend(pool.submit(_extract_safely, d) for d in islice(documents, 1))


def _extract_safely(document: Document) -> Extraction | Reject:
    try:
        return extract_document(document)
    except Exception as fault:
        message = f"the extraction failed on this text ({type(fault).__name__}: {fault}); please report it"
        return Reject(source=document.source, error="extraction_failed", message=message)
