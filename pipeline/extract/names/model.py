"""The model's entities as candidates: bounds mended, types corrected, what is no name left out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from pipeline.annotate import Annotated
from pipeline.extract.complements import openers
from pipeline.extract.names.candidate import MODEL, REFUSED, Candidate, Kind
from pipeline.extract.names.people import name_end
from pipeline.extract.names.refusals import is_refused_head, is_refused_name
from pipeline.extract.words import Words
from pipeline.lexicon.titles import honorifics, is_title_word

_KINDS: Mapping[str, Kind] = {
    "PER": "person",
    "ORG": "organisation",
    "LOC": "place",
    "EVENT": "none",
    "PRODUCT": "none",
}


def find_by_model(page: Annotated, words: Words) -> Iterator[Candidate]:
    """The entities of ``page.doc.ents`` that can be names, in whole words."""
    for entity in page.doc.ents:
        kind = _KINDS.get(entity.label_)
        if kind is None:
            continue
        start, end = words.covering(entity.start_char, entity.end_char)
        start, end = _one_line(words, start, end)
        if kind == "person":
            yield from _person(words, start, end)
        elif kind == "none":
            yield Candidate(start, end, "none", "model", MODEL - 1)
        else:
            yield from _thing(words, start, end, kind)


def _one_line(words: Words, start: int, end: int) -> tuple[int, int]:
    """The entity up to the first line break, bracket or semicolon inside it."""
    for i in range(start + 1, end):
        if any(mark in words.gap(i) for mark in "\n();:«»"):
            return start, i
    return start, end


def _person(words: Words, start: int, end: int) -> Iterator[Candidate]:
    """People's names without titles and address, widened to the whole name; one a run of capitals."""
    i = start
    while i < end:
        if not words.capital(i) or _stays_outside(words, i):
            i += 1
            continue
        first = _widened(words, i) if i == start else i
        stop = max(name_end(words, i), i + 1)
        if stop > i and not is_refused_name(_form(words, first, stop)):
            yield Candidate(first, stop, "person", "model", MODEL)
        i = stop


def _widened(words: Words, i: int) -> int:
    """The first word of the name, where the model left a given name or an initial before its span."""
    while i and words.joined(i) and words.capital(i - 1) and not words.opens[i - 1] and not _stays_outside(words, i - 1):
        i -= 1
    return i


def _stays_outside(words: Words, i: int) -> bool:
    lower = words.lowers[i]
    return lower in _outside() or is_title_word(lower)


@cache
def _outside() -> frozenset[str]:
    particles = {"el", "al", "le", "la", "de", "du", "des", "d'", "l'", "van", "ben"}
    return frozenset((openers() | honorifics()) - particles)


def _thing(words: Words, start: int, end: int, kind: Kind) -> Iterator[Candidate]:
    """Organisations and places without articles before and lower-case words at either end."""
    while start < end and (words.lowers[start] in openers() and not _article_of_name(words, start, end, kind)):
        start += 1
    while start < end and not words.capital(start) and kind == "place":
        start += 1
    while end > start and not words.capital(end - 1) and words.tags[end - 1] not in {"NOUN", "ADJ", "PROPN"}:
        end -= 1
    if start >= end or not any(words.capital(i) for i in range(start, end)):
        return
    form = _form(words, start, end)
    if is_refused_head(words.lowers[start]) and (end > start + 1 or not words.opens[start]):
        yield Candidate(start, end, "none", "model", REFUSED)
    elif not is_refused_name(form) and not is_title_word(words.lowers[start]) and any(c.isalpha() for c in form):
        yield Candidate(start, end, kind, "model", MODEL)


def _article_of_name(words: Words, start: int, end: int, kind: Kind) -> bool:
    """ "Le Soir", "La Rochelle", "Les Verts": a capital article inside a sentence belongs to the name."""
    return words.capital(start) and not words.opens[start] and end > start + 1 and kind != "person"


def _form(words: Words, start: int, end: int) -> str:
    return words.text[words.starts[start] : words.ends[end - 1]].lower()
