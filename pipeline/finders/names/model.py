"""The model's entities as candidates: bounds mended, types corrected, what is no name left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache

from pipeline.annotate import Annotated
from pipeline.finders.complements import genitives, openers, stops
from pipeline.finders.names.candidate import MODEL, REFUSED, Candidate, Kind
from pipeline.finders.names.given import is_given
from pipeline.finders.names.institutions import announces, demonyms, is_head, takes_country
from pipeline.finders.names.people import after_initial, name_end
from pipeline.finders.names.refusals import is_refused_head, is_refused_name, labels
from pipeline.finders.words import LONGEST, Words
from pipeline.lexicon.titles import honorifics, is_title_word, title_adjectives, title_heads

_KINDS: Mapping[str, Kind] = {"PER": "person", "ORG": "organisation", "LOC": "place", "MISC": "none"}
_NO_NAMES = frozenset({"NOUN", "VERB", "AUX", "ADV", "PRON", "ADP", "SCONJ", "CCONJ", "DET"})
_ENDS = "\n();:«»|©"


def find_by_model(page: Annotated, words: Words) -> list[Candidate]:
    """The entities of ``page.doc.ents`` that can be names, in whole words, one kind for all that have one form."""
    found = [
        candidate
        for entity in page.doc.ents
        for candidate in _read(words, entity.label_, entity.start_char, entity.end_char)
    ]
    return _of_one_mind(words, found)


def _read(words: Words, label: str, start_char: int, end_char: int) -> Iterator[Candidate]:
    kind = _KINDS.get(label)
    if kind is None:
        return
    start, end = _one_line(words, *words.covering(start_char, end_char))
    if start >= end or (end == start + 1 and _is_no_name(words, start)):
        return
    if kind == "none":
        yield Candidate(start, end, "none", "model", MODEL - 2)
    elif kind == "person":
        yield from _people(words, start, end)
    else:
        yield from _thing(words, start, end, kind)


def _one_line(words: Words, start: int, end: int) -> tuple[int, int]:
    """The entity up to the first line break, bracket or semicolon inside it."""
    for i in range(start + 1, end):
        if any(mark in _ENDS for mark in words.gap(i)):
            return start, i
    return start, end


def _is_no_name(words: Words, i: int) -> bool:
    """A letter alone, an abbreviation before a reference number, a common noun that a sentence opens with."""
    form = words.forms[i]
    if len(form) < 2 or not any(letter.isalpha() for letter in form):
        return True
    if (
        form.isupper()
        and words.joined(i + 1)
        and words.forms[i + 1][0].isdigit()
        and "." in words.text[words.starts[i + 1] : words.ends[i + 1] + 1]
    ):
        return True
    if not words.opens[i] or is_given(words.lowers[i]):
        return False
    return words.lowers[i] in words.common or (words.tags[i] in _NO_NAMES and form not in words.inner)


def _people(words: Words, start: int, end: int) -> Iterator[Candidate]:
    """People's names without titles and address, widened to the whole name; one a run of capitals."""
    i = start
    while i < end:
        if not words.capital(i) or _stays_outside(words, i) or _town_before(words, i, end):
            i += 1
            continue
        first = _widened(words, i) if i == start or after_initial(words, i) else i
        stop = max(name_end(words, i), i + 1)
        if not is_refused_name(form(words, first, stop)) and not (labels(words, first) and stop == first + 1):
            yield Candidate(first, stop, "person", "model", MODEL)
        i = stop


def _town_before(words: Words, i: int, end: int) -> bool:
    """The town or portfolio of "le maire d'Alençon Awa SOW", which the model took for a given name."""
    placed = words.joined(i) and words.forms[i - 1] in {"de", "d'", "à", "du", "la", "l'", "des"}
    return placed and i + 2 < end and is_given(words.lowers[i + 1]) and not is_given(words.lowers[i])


def _widened(words: Words, i: int) -> int:
    """The first word of the name, where the model left a given name, an initial or "X de" before its span."""
    first = i
    while (
        max(0, i - LONGEST) < first
        and (words.joined(first) or after_initial(words, first))
        and _can_open(words, first - 1)
    ):
        if is_given(words.lowers[first]) and not is_given(words.lowers[first - 1]):
            break
        first -= 1
    if (
        first > 1
        and words.joined(first)
        and words.forms[first - 1] in {"de", "d'"}
        and _can_open(words, first - 2)
        and words.tags[first - 2] == "PROPN"
    ):
        first -= 2
    return first


def _can_open(words: Words, i: int) -> bool:
    if len(words.forms[i]) == 1:
        return (
            words.forms[i].isupper()
            and words.text.startswith(".", words.ends[i])
            and words.lowers[i] not in honorifics()
        )
    return words.capital(i) and not words.opens[i] and not _stays_outside(words, i) and not words.forms[i].isupper()


def _stays_outside(words: Words, i: int) -> bool:
    lower = words.lowers[i]
    return lower in _outside() or ((is_title_word(lower) or lower in title_adjectives()) and not is_given(lower))


@cache
def _outside() -> frozenset[str]:
    particles = {"el", "al", "le", "la", "de", "du", "des", "d'", "l'", "van", "ben"}
    return frozenset((openers() | honorifics()) - particles)


def _thing(words: Words, start: int, end: int, kind: Kind) -> Iterator[Candidate]:
    """Organisations and places without articles before and stray words at either end."""
    start, end = _trimmed(words, start, end, kind)
    if start >= end or not any(words.capital(i) and not is_refused_name(words.lowers[i]) for i in range(start, end)):
        return
    if kind == "place" and start and words.joined(start) and words.tags[start - 1] == "NUM":
        return  # "ses cinq Tours"
    if kind == "organisation" and _is_domain(words, start, end):
        return
    whole = form(words, start, end)
    if is_refused_head(words.lowers[start]) and (end > start + 1 or not words.opens[start]):
        yield Candidate(start, end, "none", "model", REFUSED)
    elif is_refused_name(whole) or words.lowers[start] in title_heads() or labels(words, start) or whole.isdigit():
        return
    else:
        yield Candidate(start, end, kind, "model", MODEL)


def _trimmed(words: Words, start: int, end: int, kind: Kind) -> tuple[int, int]:
    while start < end and words.lowers[start] in openers() and not _article_of_name(words, start, end):
        start += 1
    while start + 1 < end and not words.capital(start) and announces(words.lowers[start]) and words.capital(start + 1):
        start += 1
    while start < end and not words.capital(start) and (kind == "place" or words.tags[start] not in {"NOUN", "PROPN"}):
        start += 1
    while (
        end > start
        and not words.capital(end - 1)
        and (kind == "place" or words.tags[end - 1] not in {"NOUN", "ADJ", "PROPN"} or words.lowers[end - 1] in stops())
    ):
        end -= 1
    while (
        kind == "organisation"
        and end > start + 1
        and words.lowers[end - 1] in demonyms()
        and not words.capital(end - 1)
        and not takes_country(words.lowers[start])
    ):
        end -= 1
    return start, end


def _is_domain(words: Words, start: int, end: int) -> bool:
    """The domain of somebody's office, not a body: "directrice des Ressources humaines", "chef de la Communication"."""
    noun = words.lowers[start]
    if words.tags[start] != "NOUN" or is_head(noun) or any(words.tags[i] == "PROPN" for i in range(start, end)):
        return False
    office = next((i for i in range(start - 1, max(-1, start - 4), -1) if words.lowers[i] in title_heads()), None)
    return office is not None and genitives().end(words, office + 1) == start


def _article_of_name(words: Words, start: int, end: int) -> bool:
    """As in "Le Soir", "La Rochelle", "Les Verts": a capital article inside a sentence belongs to the name."""
    return words.capital(start) and not words.opens[start] and end > start + 1 and words.capital(start + 1)


def _of_one_mind(words: Words, found: list[Candidate]) -> list[Candidate]:
    """Names of one word and one form get the kind that the model gives most of them (of equals, the first)."""
    votes: dict[str, Counter[Kind]] = {}
    for candidate in found:
        if candidate.end == candidate.start + 1:
            votes.setdefault(words.forms[candidate.start], Counter())[candidate.kind] += 1
    return [
        candidate._replace(kind=votes[words.forms[candidate.start]].most_common(1)[0][0])
        if candidate.end == candidate.start + 1 and candidate.kind != "none"
        else candidate
        for candidate in found
    ]


def form(words: Words, start: int, end: int) -> str:
    """The words ``start`` to ``end`` in lower case, with single spaces."""
    return " ".join(words.lowers[start:end])
