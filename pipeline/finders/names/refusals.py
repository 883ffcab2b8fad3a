"""What looks like a name and is none: treaties, programmes, works, prizes, events, common nouns, demonyms."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from pipeline.finders.complements import adjectives, complement, portfolios
from pipeline.finders.names.candidate import KNOWN, REFUSED, Candidate
from pipeline.finders.names.given import is_given
from pipeline.finders.words import LONGEST, Phrases, Words, phrase_spellings, spellings
from pipeline.lexicon.lexicon import load
from pipeline.lexicon.titles import title_heads


@cache
def _heads() -> Phrases:
    return Phrases(load("not_names")["heads"]["words"])


@cache
def _single_heads() -> frozenset[str]:
    return spellings(word for word in load("not_names")["heads"]["words"] if " " not in word)


@cache
def _whole() -> frozenset[str]:
    lexicon = load("not_names")
    names = [*lexicon["words"]["words"], *lexicon["demonyms"]["words"], *lexicon["groups"]["words"]]
    return frozenset(" ".join(spelling) for name in names for spelling in phrase_spellings(name))


@cache
def _phrases() -> Phrases:
    """Names of several words that are none of the three: "Tour de France", "Roland-Garros"."""
    return Phrases(name for name in load("not_names")["words"]["words"] if " " in name)


@cache
def _acronyms() -> frozenset[str]:
    return spellings(load("not_names")["acronyms"]["words"])


@cache
def _eponyms(group: str = "words") -> frozenset[str]:
    return spellings(load("not_names")["eponyms"][group])


def labels(words: Words, i: int) -> bool:
    """A name at ``i`` only labels the common noun before it: "la loi Valmy", "le théorème de Valmy"."""
    if not words.joined(i):
        return False
    before = i - 1
    if words.capital(before):
        return False
    if words.lowers[before] in {"de", "d'"} and words.joined(before):
        return words.lowers[before - 1] in _eponyms("science")
    return words.lowers[before] in _eponyms()


def is_refused_head(word: str) -> bool:
    """The lower-case word opens the name of something that is nobody, no body and no place."""
    return word in _single_heads()


def bare_acronyms(word: str) -> bool:
    """The lower-case word abbreviates a common noun ("pib", "tgv")."""
    return word in _acronyms()


def is_refused_name(name: str) -> bool:
    """The whole lower-case name is a common noun, a demonym, an abbreviation of a common noun."""
    return name in _whole() or name in _acronyms()


def find_refusals(words: Words, places: Mapping[int, int]) -> Iterator[Candidate]:
    """Names of treaties, programmes, events …: a capitalised head with its complements; portfolios of ministers."""
    for i, lower in enumerate(words.lowers):
        if lower in _heads() and words.capital(i) and not words.forms[i].isupper():
            yield from _titled_text(words, i)
        elif lower in _ministers():
            start = _ministers().end(words, i)
            while start < i + LONGEST and words.joined(start) and words.tags[start] == "ADJ":
                start += 1
            end = portfolios(words, start, lambda k: k in places or (words.capital(k) and is_given(words.lowers[k])))
            if end > start:
                yield Candidate(start, end, "none", "rule", REFUSED)
        elif lower in _eponyms() and not words.capital(i):
            yield from _labelled(words, i + 1)
        elif lower in _eponyms("science"):
            yield from _labelled(words, i + 2 if words.lowers[i + 1 : i + 2] in {("de",), ("d'",)} else i + 1)
        end = _title_phrases().end(words, i) if lower in _title_phrases() else i
        if end > i:
            yield Candidate(i, end, "none", "rule", REFUSED + 2)
        end = _phrases().end(words, i) if lower in _phrases() else i
        if end > i and words.capital(end - 1):
            yield Candidate(i, end, "none", "lexicon", KNOWN + 1)


def _labelled(words: Words, i: int) -> Iterator[Candidate]:
    """The name after a common noun that it labels: "la loi Valmy", "le projet VALMY II"."""
    if i >= len(words) or not (words.joined(i) or words.gap(i).strip() in {"«", "“", '"'}) or "\n" in words.gap(i):
        return
    end = i
    while end < i + LONGEST and words.capital(end) and (end == i or words.joined(end)):
        end += 1
    if end > i:
        yield Candidate(i, end, "none", "rule", REFUSED)


@cache
def _title_phrases() -> Phrases:
    """Titles of several words, whose nouns head no institution: "commissaire de police", "secrétaire d'État"."""
    return Phrases(title for title in title_heads() if " d" in title)


def _titled_text(words: Words, i: int) -> Iterator[Candidate]:
    head = _heads().end(words, i)
    if head == i:
        return
    end = adjectives(words, head, _nothing)
    for _ in range(3):
        further = complement(words, end, _nothing)
        if further == end or (words.opens[i] and words.capital(further - 1)):
            break
        end = further
    if end > head or not words.opens[i]:
        yield Candidate(i, end, "none", "rule", REFUSED)


@cache
def _ministers() -> Phrases:
    return Phrases(load("titles")["qualifiers"]["ministers"])


def without_refused(words: Words, candidates: list[Candidate]) -> list[Candidate]:
    """The candidates without acronyms that the text uses for something that is no name, wherever they stand.

    "Convention sur les oiseaux (CSO)" refuses every "CSO"; so does "CSO 623.001" (a reference number).
    """
    none = [c for c in candidates if c.kind == "none" and c.rank == REFUSED]
    refused = {words.forms[c.start] for c in none if c.end == c.start + 1}
    several = {_plain(words, c) for c in none if c.end > c.start + 1}
    return [c for c in candidates if c.kind == "none" or c.rank > REFUSED or not _refused(words, c, refused, several)]


def _refused(words: Words, candidate: Candidate, refused: set[str], several: set[str]) -> bool:
    plain = _plain(words, candidate)
    if " " in plain:
        return any(plain == other or plain.startswith(f"{other} ") for other in several)
    i = candidate.start
    form = words.forms[i]
    if not form.isupper():
        return False
    number = (
        words.joined(i + 1)
        and words.forms[i + 1].isdigit()
        and words.text[words.ends[i + 1] : words.ends[i + 1] + 1] in {".", "/"}
    )
    return form in refused or number


def _plain(words: Words, candidate: Candidate) -> str:
    return " ".join(words.lowers[candidate.start : candidate.end]).replace("-", " ")


def _nothing(_: int) -> bool:
    return False
