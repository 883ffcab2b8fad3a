"""Noun phrases around a figure: the one it counts, and the one that it measures."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from pipeline.finders.figures.tokens import NOMINAL, Tokens
from pipeline.lexicon.lexicon import load
from pipeline.values.quantity import before_noun, dropped_before_noun

DE = frozenset({"de", "d'", "du", "des", "d"})
_DETERMINERS = frozenset(
    {
        "le",
        "la",
        "l'",
        "les",
        "un",
        "une",
        "ce",
        "cet",
        "cette",
        "ces",
        "son",
        "sa",
        "ses",
        "leur",
        "leurs",
        "notre",
        "nos",
        "votre",
        "vos",
    }
)
QUOTES = frozenset({'"', "«", "“", "»", "”"})
_OTHER_PREPOSITIONS = frozenset(
    {"à", "au", "aux", "contre", "pour", "en", "sur", "dans", "par", "avec", "sans", "chez", "vers"}
)
_LONGEST = 16  # tokens of a noun phrase with its complements


class Phrase(NamedTuple):
    """A noun phrase: tokens ``first`` to ``end`` with complements, to ``core`` without them; ``head`` is its noun."""

    first: int
    head: int
    core: int
    end: int


def phrase_at(tokens: Tokens, i: int, *, stop: int | None = None, complements: bool = True) -> Phrase | None:
    """The noun phrase that begins at token ``i``; None where none does. ``stop``: a token that it must not reach."""
    limit = min(len(tokens), i + _LONGEST, len(tokens) if stop is None or stop <= i else stop)
    while i < limit and tokens.words[i] in QUOTES:
        i += 1
    head = _head(tokens, i, limit)
    if head is None:
        return None
    first = i
    while first < head and tokens.words[first] in dropped_before_noun():
        first += 1
    core = _core(tokens, head, limit)
    end = _complements(tokens, first, core, limit) if complements else core
    return Phrase(first, head, core, end)


def _head(tokens: Tokens, i: int, limit: int) -> int | None:
    """The noun of the phrase: past adjectives before it, or an adjective or participle that stands for one."""
    j = i
    while j < limit and (j == i or tokens.joined(j)) and j not in tokens.dated:
        word, tag = tokens.words[j], tokens.tags[j]
        ahead = j + 1 < limit and tokens.joined(j + 1) and tokens.tags[j + 1] in NOMINAL | {"ADJ"}
        if word in _no_heads():
            return None
        if word in before_noun() and ahead:
            j += 1
        elif tag in NOMINAL or (tag in {"PRON", "VERB"} and "-" in word[1:-1]):  # "deux porte-parole"
            return j if tokens.words[j][:1].isalpha() else None
        elif tag == "ADJ" and ahead and tokens.tags[j + 1] in NOMINAL:
            j += 1
        else:
            return j if _stands_for_noun(tokens, j) else None
    return None


def _stands_for_noun(tokens: Tokens, j: int) -> bool:
    """As "24 blessés", "38 morts", "des milliers de déplacés"."""
    word = tokens.words[j]
    if tokens.tags[j] in {"ADJ", "ADV"}:
        return word.isalpha() and word.endswith(("s", "x") if tokens.tags[j] == "ADJ" else ("és", "ées"))
    return tokens.is_participle(j) and word.endswith("s")


def _core(tokens: Tokens, head: int, limit: int) -> int:
    """Past the adjectives and participles after a head, and a noun in apposition ("camions citernes").

    A name is taken whole; a date, and a person's name beside the head ("deux enfants, Awa et"), end the phrase.
    """
    j = _past_name(tokens, head, limit)
    while j < limit and tokens.joined(j) and j not in tokens.persons and not _ends_phrase(tokens, j):
        word = tokens.words[j]
        if word == "/" and j + 1 < limit and tokens.ends[j - 1] == tokens.starts[j] and tokens.joined(j + 1):
            j += 2
        elif _qualifies(tokens, head, j):
            j = _past_name(tokens, j, limit)
        elif word in {"et", "ou"} and j + 1 < limit and tokens.joined(j + 1) and _goes_on(tokens, j, limit):
            j += 2
        else:
            break
    return j


def _past_name(tokens: Tokens, j: int, limit: int) -> int:
    return min(limit, tokens.name_ends.get(j, j + 1))


def _ends_phrase(tokens: Tokens, j: int) -> bool:
    word = tokens.words[j]
    return j in tokens.dated or word.startswith("âgé") or word in not_nouns()


def _qualifies(tokens: Tokens, head: int, j: int) -> bool:
    """An adjective, a past participle, a name, or a noun that the model hangs on the phrase."""
    word = tokens.words[j]
    if not word[:1].isalpha() or word.endswith(_FINITE) or not _agrees(tokens, head, j):
        return False
    if tokens.tags[j] == "NOUN":
        return head <= tokens.heads[j] < j
    return tokens.tags[j] in {"ADJ", "PROPN", "X"} or (tokens.is_participle(j) and not word.endswith(("ant", "ants")))


_FINITE = ("aient", "èrent", "irent")  # endings that only a verb has: "trois points portaient sur"
_PLURAL = ("s", "x", "z")


def _agrees(tokens: Tokens, head: int, j: int) -> bool:
    """A verb that the model takes for an adjective bears no plural: "deux étoiles augmente"."""
    beside = j == head + 1 and tokens.tags[j] == "ADJ"
    many = beside and tokens.words[head].endswith("s") and "Number=Plur" in tokens.morph(head)
    shared = tokens.words[j + 1 : j + 2] in (["et"], ["ou"])  # "les langues anglaise et arabe"
    return not many or shared or tokens.words[j].endswith(_PLURAL)


@cache
def _no_heads() -> frozenset[str]:
    return frozenset(load("figures")["no_heads"]["words"])


@cache
def durations() -> frozenset[str]:
    """Nouns of time, lower case."""
    return frozenset(load("figures")["durations"]["words"])


@cache
def adverbial() -> frozenset[str]:
    """Nouns of adverbs: "en effet", "de son côté"."""
    return frozenset(load("figures")["locutions"]["adverbs"])


@cache
def locutions() -> frozenset[str]:
    """Nouns that make a preposition or an adverb: "à bord de", "au cours de", "à l'heure actuelle"."""
    return frozenset(load("figures")["locutions"]["words"])


@cache
def not_nouns() -> frozenset[str]:
    """Verb forms that no noun phrase goes on with, whatever the model says."""
    return frozenset(load("figures")["not_nouns"]["words"])


def _goes_on(tokens: Tokens, j: int, limit: int) -> bool:
    """As "vols intérieurs et internationaux": an adjective on both sides of "et", and no noun after them."""
    alike = tokens.tags[j - 1] == "ADJ" or tokens.is_participle(j - 1)
    further = tokens.tags[j + 1] == "ADJ" or tokens.is_participle(j + 1)
    noun_follows = j + 2 < limit and tokens.tags[j + 2] in NOMINAL and tokens.joined(j + 2)
    return alike and further and not noun_follows


def _complements(tokens: Tokens, first: int, core: int, limit: int) -> int:
    """Past "de" complements always, past others where the model ties them to the phrase or a participle asks."""
    end = core
    while end < limit and tokens.joined(end):
        further = _complement(tokens, first, end, limit)
        if further == end:
            break
        end = further
    return end


def _complement(tokens: Tokens, first: int, i: int, limit: int) -> int:
    word = tokens.words[i]
    noun = i + 1
    if noun < limit and tokens.words[noun] in {"un", "une"}:
        return i
    while noun < limit and tokens.joined(noun) and (tokens.words[noun] in _DETERMINERS or tokens.tags[noun] == "DET"):
        noun += 1
    if noun >= limit or not tokens.joined(noun) or tokens.tags[noun] == "NUM" or tokens.words[noun][:1].isdigit():
        return i
    if word in DE and noun == i + 1 and tokens.words[i - 1] in _open_nouns() and tokens.is_infinitive(noun):
        return _clause_end(tokens, noun, limit)
    head = _head(tokens, noun, limit)
    if head is None or (word not in DE and tokens.words[head] in locutions()):
        return i
    if word in DE or (word in _OTHER_PREPOSITIONS and _tied(tokens, first, i, head)):
        return _core(tokens, head, limit)
    link = tokens.words[i + 1]  # "de ports et de gares", but "de villages et des terres" ends before "et"
    alike = link in {"de", "d'"} or (link in DE and link in tokens.words[first:i])
    coordinated = word in {"et", "ou"} and alike and tokens.deps[head] == "conj"
    return _core(tokens, head, limit) if coordinated else i


def _clause_end(tokens: Tokens, verb: int, limit: int) -> int:
    """Past what an infinitive takes: "chances de gagner le titre"."""
    j = verb + 1
    while j < limit and tokens.joined(j) and tokens.words[j][:1].isalnum() and j not in tokens.finite:
        if tokens.words[j] in _CLAUSE_ENDS:
            break
        j += 1
    while tokens.words[j - 1] in DE:
        j -= 1
    return j


@cache
def _open_nouns() -> frozenset[str]:
    return frozenset(load("figures")["open_nouns"]["words"])


_CLAUSE_ENDS = frozenset({"et", "ou", "mais", "qui", "que", "dont", "où", "pour", "si", "lors", "après", "avant"})


def _tied(tokens: Tokens, first: int, i: int, head: int) -> bool:
    """The model hangs the noun on the phrase, or a participle stands before: "spécialisées dans la pêche"."""
    if tokens.words[i] in {"par", "pour", "en", "avec"} and not tokens.is_participle(i - 1):
        return False
    bare = tokens.words[i] in {"à", "contre", "sans"} and head == i + 1  # "à facilités", "sans abri"
    return bare or tokens.is_participle(i - 1) or first <= tokens.heads[head] < i


def phrase_before(tokens: Tokens, i: int, *, floor: int = 0) -> Phrase | None:
    """The noun phrase whose last token is ``i``, with its "de" complements: "chiffre d'affaires du groupe".

    ``floor``: the first token that it may take.
    """
    j = i
    while j >= floor and i - j < _LONGEST and (j == i or tokens.joined(j + 1)) and _inside(tokens, j):
        j -= 1
    first = j + 1
    while first <= i and not (tokens.tags[first] in NOMINAL or tokens.tags[first] == "ADJ"):
        first += 1
    if first > i:
        return None
    head = next((k for k in range(first, i + 1) if tokens.tags[k] in NOMINAL), None)
    if head is None or not tokens.words[head][:1].isalpha():
        return None
    return Phrase(first, head, i + 1, i + 1)


def nearest(tokens: Tokens, phrase: Phrase) -> Phrase:
    """Its last noun with a determiner of its own: ``billet`` of "(la) disparition du billet"."""
    for j in range(phrase.end - 1, phrase.head, -1):
        if tokens.words[j] in {"du", "des"} or (tokens.words[j] in DE and tokens.tags[j + 1] == "DET"):
            return phrase_before(tokens, phrase.end - 1, floor=j + 1) or phrase
    return phrase


def _inside(tokens: Tokens, j: int) -> bool:
    """Token ``j`` belongs to a noun phrase that goes on to its right."""
    word, tag = tokens.words[j], tokens.tags[j]
    if j in tokens.dated:
        return False
    if tag in NOMINAL or tag == "ADJ" or word in DE:
        return word[:1].isalpha()
    if word in {"un", "une"}:  # "des panneaux d'une puissance de 4 MW"
        return False
    if word in {"par", "en", "à", "sans"}:  # "plaques en acier", "pompes à eau"
        return j + 1 < len(tokens) and tokens.tags[j + 1] == "NOUN" and j > 0 and tokens.tags[j - 1] == "NOUN"
    if word in _DETERMINERS or tag == "DET":
        return j > 0 and tokens.words[j - 1] in DE and tokens.joined(j)
    takes_object = tokens.joined(j + 1) and tokens.words[j + 1] in {"des", "du"}  # "on a noté des vents de"
    return tokens.is_participle(j) and not takes_object


def text_of(tokens: Tokens, phrase: Phrase) -> str:
    """The phrase as readable text: one line, without the quotes that only one end of it has."""
    text = " ".join(tokens.text(phrase.first, phrase.end).split())
    return text.strip('"«»“” -,')
