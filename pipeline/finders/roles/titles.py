"""The grammar of titles: "ancienne ministre déléguée chargée de la Ville", "directeur général de l'Office X"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from pipeline.finders.complements import complement, genitives, noun_phrase, opening, portfolios, stops
from pipeline.finders.roles.reading import Reading
from pipeline.finders.words import LONGEST, Phrases, spellings
from pipeline.lexicon.lexicon import load
from pipeline.lexicon.titles import honorifics, title_adjectives, title_heads
from pipeline.records import Name

_ORDINAL = re.compile(r"(?:\d{1,2}(?:er|ere|ère|e|eme|ème|nd|nde)|premier|premiere)")
MAX_COMPLEMENTS = 4  # "adjoint | au chef | du service | des bâtiments | de la ville"
_PREFIXES = ("ex-", "vice-", "co-", "sous-")


@dataclass(frozen=True, slots=True)
class Title:
    """Words ``start`` to ``end`` state a title; ``after`` is the word after its organisation, place and brackets."""

    start: int
    head: int
    end: int
    after: int
    organisation: Name | None


@cache
def _heads() -> Phrases:
    return Phrases(title_heads())


@cache
def _ministers() -> frozenset[str]:
    return spellings(["ministre", "ministres", "secrétaire", "vice-ministre", "sous-secrétaire"])


@cache
def _before() -> frozenset[str]:
    return spellings(load("titles")["qualifiers"]["before"])


@cache
def _loose() -> frozenset[str]:
    return spellings(load("titles")["qualifiers"]["loose"])


@cache
def _demonyms() -> frozenset[str]:
    return spellings(load("not_names")["demonyms"]["words"])


@cache
def _openings() -> Phrases:
    grammar = load("grammar")
    forms = [*grammar["genitives"]["forms"], *grammar["datives"]["forms"], *load("titles")["complements"]["forms"]]
    return Phrases(forms)


def head_end(reading: Reading, i: int) -> int:
    """Past the head word of a title at ``i`` ("vice-président", "chef de cabinet"); ``i`` where none stands."""
    words = reading.words
    end = _heads().end(words, i)
    if end > i or i >= len(words):
        return end
    lower = words.lowers[i]
    prefix, _, rest = lower.partition("-")
    compound = rest and (prefix in title_heads() or (f"{prefix}-" in _PREFIXES and rest in title_heads()))
    return i + 1 if compound else i  # "ex-ministre", "microbiologiste-infectiologue"


def may_open(lower: str) -> bool:
    """The lower-case word can open a title: all others are passed over at once."""
    return lower in _heads() or lower in _before() or "-" in lower or lower[0].isdigit()


def title_at(reading: Reading, i: int) -> Title | None:
    """The title that begins at word ``i``, with its qualifiers; null where none does."""
    words = reading.words
    start = head = i
    while head < i + 3 and head < len(words) and _qualifies(reading, head):
        if not (words.joined(head + 1) or words.gap(head + 1) == "-"):
            return None
        head += 1
        if words.lowers[head - 1] in _loose():
            start = head
    past = head_end(reading, head)
    if past == head or reading.barrier(head):
        return None
    end = _stated(reading, head, past)
    if end == past and words.lowers[head] in _charges():
        return None
    return _with_tail(reading, start, head, end)


def _qualifies(reading: Reading, i: int) -> bool:
    """As in "ancien", "nouvelle", "2e" before a head; "premier ministre" is a head of its own."""
    words = reading.words
    return (words.lowers[i] in _before() or _ORDINAL.fullmatch(words.lowers[i]) is not None) and head_end(
        reading, i
    ) == i


@cache
def _charges() -> frozenset[str]:
    return spellings(["chargé", "chargée", "chargés", "chargées"])


def _stated(reading: Reading, head: int, past: int) -> int:
    """Past the title's adjectives and complements, up to the first name."""
    words = reading.words
    end = _adjectives(reading, past)
    if words.lowers[head] in _ministers():
        further = portfolios(words, end, reading.barrier)
        end = max(end, further)
    for _ in range(MAX_COMPLEMENTS):
        further = _complement(reading, end)
        if further == end:
            break
        end = further
    return _charged(reading, end) if words.lowers[head] in _ministers() else end


def _charged(reading: Reading, end: int) -> int:
    """Past ", chargé de la Ville" after a minister's portfolio or country."""
    words = reading.words
    if end < len(words) and words.gap(end) in {", ", " "} and words.lowers[end] in _charges():
        further = portfolios(words, end + 1, reading.barrier)
        return further if further > end + 1 else end
    return end


def _adjectives(reading: Reading, past: int) -> int:
    words = reading.words
    end = past
    while end < past + LONGEST and words.joined(end) and not reading.barrier(end) and _adjective(reading, end):
        end += 1
    return end


def _adjective(reading: Reading, i: int) -> bool:
    """An adjective, a capitalised word, or a title word beside the head ("président directeur général", "adjointe")."""
    words = reading.words
    lower = words.lowers[i]
    if lower in stops() or lower in honorifics():
        return False
    return (
        words.tags[i] in {"ADJ", "PROPN"} or words.capital(i) or lower in title_heads() or lower in title_adjectives()
    )


def _complement(reading: Reading, end: int) -> int:
    """Past one complement that names nobody: "du conseil", "en chef", "à la sécurité"."""
    words = reading.words
    start = opening(words, end, _openings())
    if start == end or not words.joined(start) or reading.barrier(start) or words.forms[start][0].isdigit():
        return end
    past = head_end(reading, start)
    if past > start:
        further = _adjectives(reading, past)
        borne = words.joined(further) and reading.name(past_address(reading, further), "person")
        return end if borne else further  # "directeur de cabinet | du président Sow"
    if words.tags[start] not in {"NOUN", "PROPN", "ADJ", "X", "NUM"} and not words.capital(start):
        return end
    if words.lowers[end] in {"à", "chez", "pour"} and start == end + 1 and not words.capital(start):
        return end
    further = complement(words, end, reading.barrier, _openings())
    if further > end:
        return further
    further = noun_phrase(words, start, reading.barrier)
    return further if further > start else end


def _with_tail(reading: Reading, start: int, head: int, end: int) -> Title:
    """The title with the organisation or place that follows it: "de l'Office X (OX)", "à Lomé", "OX" alone."""
    words = reading.words
    while end > head + 1 and words.lowers[end - 1] in _demonyms():
        end -= 1
    organisation = None
    after = _past_demonyms(reading, end)
    for _ in range(2):
        noun = opening(words, after, _openings())
        if noun > after and not words.joined(noun):
            break
        name = reading.name(noun, "organisation", "place") if words.joined(after) else None
        if name is None:
            break
        if organisation is None and name.type == "organisation":
            organisation = name
        after = past_brackets(reading, _past_demonyms(reading, reading.ends[noun]))
        charged = _charged(reading, after) if words.lowers[head] in _ministers() else after
        if charged > after:
            end = after = charged
    after = past_brackets(reading, _past_person(reading, after))
    return Title(start, head, end, after, organisation)


def _past_demonyms(reading: Reading, start: int) -> int:
    i = start
    while i < start + LONGEST and reading.words.joined(i) and reading.words.lowers[i] in _demonyms():
        i += 1
    return i


def _past_person(reading: Reading, i: int) -> int:
    """Past the person whom the title serves: "conseillère de M. Sow"."""
    noun = opening(reading.words, i, genitives())
    if noun == i:
        return i
    start = past_address(reading, noun)
    return reading.ends[start] if reading.name(start, "person") else i


def past_address(reading: Reading, i: int) -> int:
    """Past "M.", "Mme", "le Dr", "S.E. M. le juge" and the like before a name."""
    words = reading.words
    for _ in range(5):
        if i in reading.opening or i >= len(words):
            return i
        further = max(_honorifics().end(words, i), _heads().end(words, i))
        if further == i and words.lowers[i] in {"le", "la", "l'"}:
            further = i + 1
        if further == i:
            return i
        i = further
    return i


@cache
def _honorifics() -> Phrases:
    return Phrases(honorifics())


def past_brackets(reading: Reading, i: int) -> int:
    """Past a short bracket at ``i``: "(OCV)", "(Parti X)"."""
    words = reading.words
    if not 0 < i < len(words) or words.gap(i) not in {" (", "("}:
        return i
    close = words.text.find(")", words.starts[i], words.starts[i] + 60)
    return words.covering(words.starts[i], close)[1] if close > 0 else i


def title_text(reading: Reading, title: Title) -> str:
    """The title without demonyms in its midst: "ministre sénégalaise de la Santé" is "ministre de la Santé"."""
    words = reading.words
    text = ""
    for i in range(title.start, title.end):
        if title.head < i < title.end and words.lowers[i] in _demonyms() and not words.capital(i):
            continue
        text += (words.gap(i) if i > title.start else "") + words.forms[i]
    return text
