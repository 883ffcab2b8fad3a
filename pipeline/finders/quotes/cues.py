"""Cues: the verb groups and prepositions that say who speaks, read off a string.

"a-t-il par ailleurs indiqué" is one verb group: its cue is "indiqué", its pronoun "il".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import Literal, NamedTuple

from pipeline.finders.quotes.verbs import Form, Verb, forms
from pipeline.lexicon.lexicon import alternation, load

CueForm = Literal["finite", "participle", "gerund", "infinitive", "source", "named"]
REACH = 6  # tokens between an auxiliary and its participle
INCISE = 24  # tokens after a quotation in which its cue is looked for
TOKEN = re.compile(
    r"""
    [^\W\d_]+(?:-(?:t')?[^\W\d_]+)*'?   # a-t-il, a-t'elle, porte-parole, qu'
    | \d+ | _+                          # _: words of a quotation, masked
    | [^\w\s]
    """,
    re.VERBOSE,
)
_INVERTED = re.compile(r"(.+?)(?:-t)?[-'](il|elle|ils|elles|on|je|nous|vous)$")
_PRONOUNS = frozenset({"il", "elle", "ils", "elles", "on", "je", "j'", "nous", "vous"})
_MASCULINE_LY = "ment"
_BEFORE_NOUN = frozenset({"du", "des", "de", "d'", "au", "aux"})


class Token(NamedTuple):
    """A word or mark: where it stands and its lower-case form without an inverted pronoun, which is apart."""

    start: int
    end: int
    word: str
    pronoun: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """The word that says that somebody speaks, in its verb group.

    ``pronoun`` is the subject where it is one ("a-t-il dit", "elle ajoute"); ``inverted`` where it follows its verb.
    """

    start: int
    end: int
    group_start: int
    group_end: int
    form: CueForm
    verb: Verb | None = None
    pronoun: str | None = None
    inverted: bool = False
    negated: bool = False


@cache
def small_words(name: str) -> frozenset[str]:
    """A closed class of the lexicon: ``clitics``, ``adverbs``, ``prepositions``, ``determiners`` and so on."""
    return frozenset(load("quotes")["small_words"][name])


@cache
def _auxiliaries(name: str) -> frozenset[str]:
    return frozenset(load("quotes")["auxiliaries"][name])


@cache
def _factitive(name: str) -> frozenset[str]:
    return frozenset(load("quotes")["factitive"][name])


@cache
def _phrases() -> dict[str, tuple[str, ...]]:
    return {first: tuple(rest.split()) for first, rest in load("quotes")["phrases"]["opened"]}


@cache
def _sources() -> re.Pattern[str]:
    prepositions = load("quotes")["prepositions"]
    source, named = (
        alternation(re.sub(r" de$", "", word) for word in prepositions[key]) for key in ("source", "named")
    )
    return re.compile(rf"(?<![\w'-])(?:(?P<source>{source})|(?P<named>{named}))(?=[\s,:])", re.IGNORECASE)


def tokens_of(text: str, begin: int, end: int, most: int | None = None) -> list[Token]:
    """The words and marks of ``text[begin:end]``, the first ``most`` of them where it is given."""
    return [_token(match) for match in islice(TOKEN.finditer(text, begin, end), most)]


def _token(match: re.Match[str]) -> Token:
    word = match[0].lower()
    start, end = match.span()
    if "-" in word:
        inverted = _INVERTED.match(word)
        if inverted:
            return Token(start, end, inverted[1], inverted[2])
    return Token(start, end, word, None)


def is_adverb(word: str) -> bool:
    """The word can stand inside a verb group: "notamment", "ensuite"."""
    return word in small_words("adverbs") or (word.endswith(_MASCULINE_LY) and len(word) > 6)


def cues_in(text: str, begin: int, end: int) -> list[Cue]:
    """All cues of ``text[begin:end]``, in text order."""
    tokens = tokens_of(text, begin, end)
    found = [cue for i in range(len(tokens)) if (cue := cue_at(tokens, i))]
    found.extend(sources_in(text, begin, end))
    return sorted(found, key=lambda cue: cue.start)


def sources_in(text: str, begin: int, end: int) -> Iterator[Cue]:
    """Prepositions that name a source: selon, d'après; "pour" and its like are of the form ``named``."""
    for match in _sources().finditer(text, begin, end):
        form: CueForm = "source" if match["source"] else "named"
        start, stop = match.span()
        yield Cue(start=start, end=stop, group_start=start, group_end=stop, form=form)


def cue_at(tokens: Sequence[Token], i: int) -> Cue | None:
    """The cue whose verb is token ``i``; nothing where it is no verb of speech, or passive, or without auxiliary."""
    token = tokens[i]
    kinds = forms().get(token.word)
    if token.word in _factitive("caused") and (cause := _cause(tokens, i)) is not None:
        return _verbal(tokens, cause, i, "finite", Verb(token.word, speech=True, that=True))
    if token.word in _phrases() and (last := _phrase_end(tokens, i)):
        return _verbal(tokens, i, last, "finite", Verb(token.word, speech=True, that=True))
    if not kinds or is_adverb(token.word):
        return None
    if "participle" in kinds and (auxiliary := _auxiliary(tokens, i)) is not None:
        return _of_participle(tokens, auxiliary, i, kinds["participle"])
    for form in ("finite", "gerund", "infinitive"):
        if form in kinds:
            return _verbal(tokens, i, i, form, kinds[form])
    return None


def _cause(tokens: Sequence[Token], i: int) -> int | None:
    """The causing verb of "fait savoir", "fait-il remarquer", "laisse déjà entendre"."""
    for j in (i - 1, i - 2):
        if j >= 0 and tokens[j].word in _factitive("causes"):
            return j
    return None


def _phrase_end(tokens: Sequence[Token], i: int) -> int | None:
    rest = _phrases()[tokens[i].word]
    following = tuple(token.word for token in tokens[i + 1 : i + 1 + len(rest)])
    return i + len(rest) if following == rest else None


def _auxiliary(tokens: Sequence[Token], i: int) -> int | None:
    """The auxiliary of the participle at ``i``, over adverbs and asides ("a, à son tour, affirmé")."""
    for j in range(i - 1, max(-1, i - 1 - REACH), -1):
        word = tokens[j].word
        if word in _auxiliaries("having") or word in _auxiliaries("being"):
            return j
        if word == "à" and j == i - 1 and not _opens_aside(tokens, j):
            return j  # "à indiqué": a slip for "a"
        after_preposition = j > 0 and tokens[j - 1].word in small_words("prepositions")
        if word in {"été", ".", ";", ":"} or (word in small_words("breaks") and tokens[j + 1].word != "même"):
            return None  # but "a quand même relativisé"
        if word in small_words("determiners") and word not in small_words("clitics") and not after_preposition:
            return None
    return None


def _opens_aside(tokens: Sequence[Token], j: int) -> bool:
    return j == 0 or tokens[j - 1].word in {",", "de"}


def _of_participle(tokens: Sequence[Token], auxiliary: int, i: int, verb: Verb) -> Cue | None:
    being = tokens[auxiliary].word in _auxiliaries("being")
    reflexive = auxiliary > 0 and tokens[auxiliary - 1].word in {"s'", "se"}
    if being and not reflexive:
        return None  # passive: "a été annoncé", "il est rappelé"
    return _verbal(tokens, auxiliary, i, "participle", verb, reflexive=reflexive)


def _verbal(
    tokens: Sequence[Token], first: int, last: int, form: Form, verb: Verb, *, reflexive: bool = False
) -> Cue | None:
    """The cue of the verb group that begins with token ``first`` or left of it, over clitics and adverbs."""
    left, pronoun, negated = first, tokens[first].pronoun or tokens[last].pronoun, False
    while left > 0 and _in_group(tokens, left - 1, form):
        left -= 1
        word = tokens[left].word
        reflexive |= word in {"s'", "se"}
        pronoun = pronoun or tokens[left].pronoun
    negated = any(token.word in small_words("negations") for token in tokens[left : last + 2])
    inverted = pronoun is not None
    if left > 0 and tokens[left - 1].word in _PRONOUNS and not inverted:
        pronoun = tokens[left - 1].word
    only_reflexive = verb.reflexive and not (verb.speech or verb.incise or verb.governing)
    if (only_reflexive and not reflexive) or (reflexive and not verb.reflexive):
        return None  # "s'assurer que" says nothing
    whole = form in {"infinitive", "finite"} and first == last - 1 and tokens[first].pronoun is None
    shown = first if whole or verb.infinitive == tokens[first].word else last  # a cue of several words is shown whole
    return Cue(
        start=tokens[shown].start,
        end=tokens[last].start + len(tokens[last].word),
        group_start=tokens[left].start,
        group_end=tokens[last].end,
        form=form,
        verb=verb,
        pronoun=pronoun,
        inverted=inverted,
        negated=negated,
    )


def _in_group(tokens: Sequence[Token], j: int, form: Form) -> bool:
    word = tokens[j].word
    if word in small_words("clitics") or word in small_words("negations"):
        return True
    if word in _auxiliaries("having") or (j > 0 and tokens[j].pronoun is None and _is_adverb_at(tokens, j)):
        return True
    return form == "infinitive" and (word in _auxiliaries("modal") or word in {"à", "de", "d'"})


def _is_adverb_at(tokens: Sequence[Token], j: int) -> bool:
    """An adverb, and no noun that ends like one ("le chef du gouvernement a salué")."""
    before = tokens[j - 1].word
    return is_adverb(tokens[j].word) and before not in small_words("determiners") and before not in _BEFORE_NOUN


def incise_at(text: str, begin: int, end: int) -> Cue | None:
    """The cue that follows a quotation at once: "», a déclaré", "», selon", "», comme l'a dit"."""
    tokens = tokens_of(text, begin, min(end, begin + 160), INCISE)
    first = _first_word(tokens)
    if first is None:
        return None
    source = next(sources_in(text, tokens[first].start, tokens[first].end + 12), None)
    if source and source.start == tokens[first].start:
        return source
    for i in range(first, min(first + 9, len(tokens))):
        cue = cue_at(tokens, i)
        if cue and cue.group_start <= tokens[first].start:
            return cue
    return None


def _first_word(tokens: Sequence[Token]) -> int | None:
    """The first token that is no punctuation, over "comme", where nothing says that a sentence has ended."""
    for i, token in enumerate(tokens[:5]):
        if token.word in {"comme", ","} or not token.word[0].isalnum():
            continue
        return i
    return None
