"""The grammar of people's names: where a name begins and ends, and what before it says that it is one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from pipeline.finders.complements import openers
from pipeline.finders.names.candidate import ADDRESSED, MODEL, PERSON, Candidate
from pipeline.finders.names.given import is_given
from pipeline.finders.names.refusals import is_refused_head, is_refused_name, labels
from pipeline.finders.words import LONGEST, Phrases, Words, spellings
from pipeline.lexicon.lexicon import load
from pipeline.lexicon.titles import honorifics, is_title_word, title_adjectives, title_heads


@cache
def _particles(group: str) -> frozenset[str]:
    return spellings(load("persons")["particles"][group])


@cache
def _numbers() -> frozenset[str]:
    return frozenset(load("persons")["crowned"]["numbers"])


@cache
def _honorifics() -> Phrases:
    return Phrases(honorifics())


@cache
def _heads() -> Phrases:
    return Phrases(title_heads())


@cache
def cues() -> frozenset[str]:
    """Common nouns straight before a family name: "gouvernement", "famille"."""
    return spellings(load("persons")["cues"]["words"])


@cache
def _not_in_names() -> frozenset[str]:
    return frozenset(openers() - _particles("opening"))


def name_end(words: Words, i: int) -> int:
    """Past the name of a person whose first word is ``i``: capitals, initials, particles, a king's number."""
    j = i
    while j < i + LONGEST and _name_word(words, i, j):
        j = _particle_end(words, j + 1, given_alone=j == i)
    while (
        j > i + 1
        and words.lowers[j - 1] in openers()
        and len(words.forms[j - 1]) <= 3
        and not words.forms[j - 1].isupper()
    ):
        j -= 1
    return j


def _name_word(words: Words, i: int, j: int) -> bool:
    if not words.capital(j):
        return False
    initial = len(words.forms[j]) == 1 and words.text.startswith(".", words.ends[j])
    if j == i:
        return (initial and words.lowers[j] not in honorifics()) or words.lowers[j] not in _not_in_names()
    if not (words.joined(j) or after_initial(words, j)):
        return False
    if words.lowers[j - 1] in {"le", "la", "l'"} and words.capital(j - 1):
        return True  # "Yves Le Boucher"
    return initial or (words.lowers[j] not in _not_in_names() and not _next_person(words, i, j))


def _next_person(words: Words, i: int, j: int) -> bool:
    """A given name after a family name in capitals opens the next name of a list: "Awa SOW Koffi YAO"."""
    before = words.forms[j - 1]
    return (
        j > i + 1
        and len(before) > 1
        and before.isupper()
        and not words.forms[j].isupper()
        and is_given(words.lowers[j])
    )


def after_initial(words: Words, j: int) -> bool:
    """The full stop before word ``j`` ends an initial: "B. Rivet", "J.-P. Martin", "Cheikh A. Bamba"."""
    before = words.forms[j - 1]
    return (
        words.gap(j) in {". ", ".-", "."}
        and (len(before) == 1 or before in {"Ch", "Ph", "Th", "Chr"})
        and before[0].isupper()
    )


def _particle_end(words: Words, j: int, *, given_alone: bool) -> int:
    """Past the particles at ``j`` ("van der", "Ould", "de" after a given name alone) if a capital follows them."""
    k = j
    while k < j + 3 and words.joined(k) and words.lowers[k] in _particles("always") and not words.capital(k):
        k += 1
    if (
        k == j
        and given_alone
        and words.joined(j)
        and words.forms[j] in _particles("noble")
        and is_given(words.lowers[j - 1])
    ):
        k = j + 1
        if words.joined(k) and words.forms[k] == "la":
            k += 1
    return k if k > j and words.joined(k) and words.capital(k) else j


def find_people(words: Words, places: Mapping[int, int]) -> Iterator[Candidate]:
    """People told by address or title before the name, by a given name, or by a family name in capitals."""
    i = 0
    while i < len(words):
        found = _addressed(words, i)
        if found is None and words.lowers[i] in _heads():
            found = _titled(words, i, places)
        if found is None and words.capital(i):
            found = (
                _by_given_name(words, i)
                or _by_initials(words, i)
                or _by_capitals(words, i, places)
                or _by_cue(words, i, places)
            )
        if found is None:
            i += 1
            continue
        yield found
        yield from _coordinated(words, found)
        i = found.end


def _addressed(words: Words, i: int) -> Candidate | None:
    """As in "M. Sow", "Mme Awa Sow", "S.E. M. le juge Piotr Sow", "Mgr Sow", "Mme de Villers"."""
    if words.lowers[i] not in _honorifics():
        return None
    end = _honorifics().end(words, i)
    if end == i or (len(words.forms[i]) < 3 and not words.capital(i)):
        return None
    start = _past_titles(words, end)
    if start is None:
        return None
    noble = words.forms[start] in _particles("noble") and words.joined(start + 1)
    stop = name_end(words, start + noble)
    return Candidate(start, stop, "person", "rule", ADDRESSED) if stop > start + noble else None


def _past_titles(words: Words, i: int) -> int | None:
    """The first word of the name after an honorific, past more honorifics and a title ("le juge")."""
    first = i
    for _ in range(6):
        if i >= len(words) or not (words.joined(i) or words.gap(i) in {". ", "."}):
            return None
        further = max(_honorifics().end(words, i), _heads().end(words, i))
        if further == i and words.forms[i] in {"le", "la", "l'"}:
            further = i + 1
        if further == i:
            return i if words.capital(i) or (i == first and words.forms[i] in _particles("noble")) else None
        if words.capital(i) and is_given(words.lowers[i]) and name_end(words, i) > further:
            return i
        i = _past_adjectives(words, further)
    return None


def _past_adjectives(words: Words, start: int) -> int:
    i = start
    while i < start + LONGEST and words.joined(i) and words.lowers[i] in title_adjectives():
        i += 1
    return i


def _titled(words: Words, i: int, places: Mapping[int, int]) -> Candidate | None:
    """As in "le président Sow", "le capitaine Awa Sow": a title straight before a name that is no acronym."""
    start = _heads().end(words, i)
    if start == i:
        return None
    start = _past_adjectives(words, start)
    if not words.joined(start) or not words.capital(start) or start in places or words.opens[start]:
        return None
    if not is_given(words.lowers[start]) and words.joined(start + 1) and is_given(words.lowers[start + 1]):
        start += 1  # "la députée Verts Awa Sow"
    if words.tags[i] == "VERB":
        return None  # "un match opposant Valmy à Jemmapes"
    if words.opens[i] and words.capital(i) and not is_given(words.lowers[start]):
        return None
    stop = name_end(words, start)
    acronym = stop == start + 1 and words.forms[start].isupper()
    if stop == start or acronym or is_title_word(words.lowers[start]) or is_refused_head(words.lowers[start]):
        return None
    return Candidate(start, stop, "person", "rule", PERSON)


def _by_given_name(words: Words, i: int) -> Candidate | None:
    """As in "Awa Sow": a given name before another capitalised word."""
    if not is_given(words.lowers[i]):
        return None
    stop = name_end(words, i)
    if stop == i + 1 or labels(words, i):
        return None
    first = i
    while max(0, i - LONGEST) < first and after_initial(words, first) and words.lowers[first - 1] not in honorifics():
        first -= 1
    return Candidate(first, stop, "person", "rule", PERSON)


def _by_initials(words: Words, i: int) -> Candidate | None:
    """As in "J.-P. Martin", and "A. Bensaïd" inside a sentence, where the letter numbers no paragraph."""
    if len(words.forms[i]) > 1 or not words.text.startswith(".", words.ends[i]) or words.lowers[i] in honorifics():
        return None
    stop = name_end(words, i)
    family = words.forms[stop - 1]
    told = stop > i + 2 or not words.opens[i]
    return Candidate(i, stop, "person", "rule", PERSON) if stop > i + 1 and len(family) > 2 and told else None


def _by_capitals(words: Words, i: int, places: Mapping[int, int]) -> Candidate | None:
    """As in "Awa SOW": a capitalised word before words wholly in capitals, not in a line that is all capitals."""
    lower = words.lowers[i]
    if (
        words.forms[i].isupper()
        or lower in _not_in_names()
        or is_title_word(lower)
        or i in places
        or not words.joined(i + 1)
    ):
        return None
    stop = name_end(words, i)
    last = words.forms[stop - 1] if stop > i + 1 else ""
    if len(last) < 3 or not last.isupper() or last in _numbers() or words.tags[i] not in {"PROPN", "X", ""}:
        return None
    town = words.joined(i) and words.lowers[i - 1] in {"de", "d'", "a", "à"} and is_given(words.lowers[i + 1])
    return None if town else Candidate(i, stop, "person", "rule", PERSON)


def _by_cue(words: Words, i: int, places: Mapping[int, int]) -> Candidate | None:
    """As in "le gouvernement Sow", "la famille Sow"."""
    if not words.joined(i) or words.lowers[i - 1] not in cues() or i in places or words.forms[i].isupper():
        return None
    stop = name_end(words, i)
    known = is_refused_name(words.lowers[i]) or is_title_word(words.lowers[i])
    return Candidate(i, stop, "person", "rule", MODEL + 1) if stop > i and not known else None


def _coordinated(words: Words, found: Candidate) -> Iterator[Candidate]:
    """The others of "MM. Sow et Ba", "les ministres Awa Sow, Jean Ba et Koffi Yao"."""
    if found.start < 1 or words.lowers[found.start - 1] not in {"mm", "mmes", "messieurs", "mesdames"}:
        return
    i = found.end
    while i < len(words):
        start = i + 1 if words.joined(i) and words.lowers[i] == "et" else i
        if not words.capital(start) or not (words.joined(start) if start > i else words.gap(i) == ", "):
            return
        end = name_end(words, start)
        if end == start:
            return
        yield Candidate(start, end, "person", "rule", ADDRESSED)
        i = end
