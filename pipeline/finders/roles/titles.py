"""The grammar of titles: "ancienne ministre déléguée chargée de la Ville", "directeur général de l'Office X"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from pipeline.finders.complements import complement, genitives, noun_phrase, opening, portfolios, stops
from pipeline.finders.roles.reading import Reading
from pipeline.finders.words import LONGEST, Phrases, spellings
from pipeline.lexicon.lexicon import load
from pipeline.lexicon.titles import honorifics, is_title_word, title_adjectives, title_heads
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
    if f"{prefix}-" in _PREFIXES and words.joined(i + 1) and f"{rest} {words.lowers[i + 1]}" in title_heads():
        return i + 2  # "ex-premier ministre"
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
    if past == head or reading.barrier(head) or _only_looks(reading, i, past):
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


def _only_looks(reading: Reading, i: int, past: int) -> bool:
    """A verb ("Sow critique vivement") or an adjective ("un site industriel") that is spelt as a title is."""
    words = reading.words
    follows_noun = words.joined(i) and words.tags[i - 1] == "NOUN" and not words.capital(i - 1)
    if words.lowers[past - 1] in _verbs():
        return follows_noun or (words.joined(past) and words.tags[past] in {"ADV", "DET", "SCONJ"})
    return follows_noun and words.tags[past - 1] == "ADJ" and not is_title_word(words.lowers[i - 1])


@cache
def _verbs() -> frozenset[str]:
    return spellings(load("titles")["qualifiers"]["verbs"])


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
        return end if _borne(reading, start, past) else _adjectives(reading, past)
    if words.tags[start] not in {"NOUN", "PROPN", "ADJ", "X", "NUM"} and not words.capital(start):
        return end
    if words.lowers[end] in {"à", "chez", "pour"} and start == end + 1 and not words.capital(start):
        return end
    further = complement(words, end, reading.barrier, _openings())
    if further == end:
        further = noun_phrase(words, start, reading.barrier)
    return _before_next_title(reading, start, further) if further > start else end


def _borne(reading: Reading, start: int, past: int) -> bool:
    """The title inside a title has a bearer of its own: "directeur de cabinet | du président Sow"."""
    after = _with_tail(reading, start, start, _adjectives(reading, past)).after
    return reading.words.joined(after) and reading.name(past_address(reading, after), "person") is not None


def _before_next_title(reading: Reading, start: int, end: int) -> int:
    """Back to an "et" that coordinates another title, not another complement: "de l'organisation | et spécialiste"."""
    words = reading.words
    for i in range(start + 1, end):
        if words.lowers[i - 1] == "et" and head_end(reading, i) > i and not words.lowers[i].endswith(("s", "x")):
            return i - 1
    return end


def _with_tail(reading: Reading, start: int, head: int, end: int) -> Title:
    """The title with the organisation or place that follows it: "de l'Office X (OX)", "à Lomé", "OX" alone."""
    words = reading.words
    while end > head + 1 and words.lowers[end - 1] in _demonyms():
        end -= 1
    organisation = None
    first = after = past_brackets(reading, _past_demonyms(reading, end))
    for _ in range(2):
        noun = _past_class(reading, after)
        name = reading.name(noun, "organisation", "place") if follows(reading, after) else None
        if name is None:
            break
        if noun == after == first:
            end = _without_class(reading, head, end, name)
        if organisation is None and name.type == "organisation":
            organisation = name
        after = past_brackets(reading, _past_demonyms(reading, reading.ends[noun]))
        charged = _charged(reading, after) if words.lowers[head] in _ministers() else after
        if charged > after:
            end = after = charged
    if after > first:
        after = _complement(reading, after)
    after = past_brackets(reading, _past_person(reading, after))
    return Title(start, head, end, after, organisation)


def follows(reading: Reading, i: int) -> bool:
    """Word ``i`` goes on with what stands before it, after a space or a bracket that has been closed."""
    return reading.words.joined(i) or (i < len(reading.words) and reading.words.gap(i) == ") ")


def _past_class(reading: Reading, after: int) -> int:
    """Past the preposition at ``after`` and the class of what is named: "(PS) de la région | Bretagne"."""
    words = reading.words
    noun = _openings().end(words, after)
    if noun > after and not words.joined(noun):
        return after
    classed = noun > after and words.joined(noun + 1) and words.tags[noun] == "NOUN" and not reading.barrier(noun)
    return noun + 1 if classed and reading.name(noun + 1, "organisation", "place") else noun


def _without_class(reading: Reading, head: int, end: int, name: Name) -> int:
    """The title's end without the class of the name that follows: "directrice | de la société" before "Valtrans".

    A place's class goes only where nothing else completes the title: the rest may be a post in that place.
    """
    words = reading.words
    if words.tags[end - 1] != "NOUN" or words.capital(end - 1):
        return end
    cut = end - 3 if words.lowers[end - 2] in {"la", "l'"} and words.lowers[end - 3] == "de" else end
    cut = end - 2 if words.lowers[end - 2] == "du" else cut
    plain = name.type == "organisation" or cut == head_end(reading, head)
    return cut if head < cut and plain else end


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
    """The title without demonyms of its head: "ministre sénégalaise de la Santé" is "ministre de la Santé".

    Those of a portfolio stay: "ministre de la Coopération africaine".
    """
    words = reading.words
    portfolio = range(head_end(reading, title.head), title.end)
    described = next((i for i in portfolio if words.lowers[i] in _openings()), title.end)
    text = ""
    for i in range(title.start, title.end):
        if title.head < i < described and words.lowers[i] in _demonyms() and not words.capital(i):
            continue
        text += (words.gap(i) if i > title.start else "") + words.forms[i]
    return text
