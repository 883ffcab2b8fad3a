"""What a share, an amount or a measure is of: the noun phrase after it, the one that governs it, or its subject."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from pipeline.finders.figures.changes import ChangeFound
from pipeline.finders.figures.phrases import (
    DE,
    Phrase,
    adverbial,
    durations,
    locutions,
    nearest,
    phrase_at,
    phrase_before,
    text_of,
)
from pipeline.finders.figures.subjects import is_object, predicate, stated_subject, states_size, subject, verb_subject
from pipeline.finders.figures.tokens import NOMINAL, Tokens
from pipeline.lexicon.lexicon import load
from pipeline.lexicon.titles import is_title_word
from pipeline.records import Name, Quantity


class Measure(NamedTuple):
    """A figure whose measured thing is sought: its bounds, where its words may begin, the token that ends them."""

    start: int
    end: int
    quantity: Quantity
    floor: int
    stop: int
    names: Sequence[Name]


_BRACKETED = re.compile(r"[ ]?\([^()\n]{1,60}\)")
_POSSESSIVES = r"une?[ ]|la[ ]|l'|ces[ ]|cette[ ]|ses[ ]|leurs?[ ]|son[ ]|sa[ ]|notre[ ]|nos[ ]"
_OF = re.compile(
    r"(?:[ ](?:seulement|environ|à peine|au total))?[ ]?(?:de[ ](?!plus\b|moins\b|hausse\b|baisse\b|large|long|haut|profond|diam|rang)"
    r"|d'(?!ici\b|entre\b|épaisseur|altitude|envergure)|des[ ]|du[ ](?!fait\b))"
    rf"(?:tous[ ]les[ ]|toutes[ ]les[ ]|tout[ ]le[ ]|toute[ ]la[ ])?(?:{_POSSESSIVES})?"
)
_FOR = re.compile(
    r"[ ](?:pour|dans|à|en[ ]faveur[ ]de|au[ ]profit[ ]de|sur|consacrés?[ ]à)[ ]"
    rf"(?:{_POSSESSIVES}|les[ ]|le[ ]|ce[ ])?"
)
_OPENS_WITH_OF = re.compile(r"(?:de[ ]|d'[ ]?)(?=\w)")
_COMPARED = re.compile(r"(?:supérieure?s?|inférieure?s?|dépassant|excédant)(?!\w)")


@cache
def generic() -> frozenset[str]:
    """Nouns that only announce a figure, lower case."""
    return frozenset(load("figures")["generic"]["heads"])


def part_after(tokens: Tokens, end: int, stop: int | None) -> Phrase | None:
    """The noun phrase after "de": "60 % de la population", "12 kg (24 lb) de riz"."""
    low = tokens.low
    bracket = _BRACKETED.match(low, end)
    match = _OF.match(low, end) or (_OF.match(low, bracket.end()) if bracket else None)
    if match is None:
        return None
    return phrase_at(tokens, tokens.first_from(match.end()), stop=stop)


_TIMES = re.compile(r"(?<=fois)[ ](?:la[ ]|le[ ]|les[ ]|l'|sa[ ]|son[ ])")


def times_what(tokens: Tokens, end: int) -> Phrase | None:
    """What is multiplied: "huit fois le diamètre de la Terre"."""
    match = _TIMES.match(tokens.low, end)
    return phrase_at(tokens, tokens.first_from(match.end())) if match else None


def part_for(tokens: Tokens, end: int, stop: int | None) -> Phrase | None:
    """What an amount is given for: "investit 30 millions d'euros dans la filière", "une taxe de 3 % sur les ventes"."""
    match = _FOR.match(tokens.low, end)
    phrase = phrase_at(tokens, tokens.first_from(match.end()), stop=stop) if match else None
    loose = match is not None and match.group().startswith((" dans ", " à "))  # "dans le cadre de", "à l'aide de"
    return None if phrase and loose and tokens.words[phrase.head] in locutions() else phrase


def governing(tokens: Tokens, start: int, names: Sequence[Name]) -> Phrase | None:
    """The noun phrase that the figure completes: "un budget de 3 M€", "la dette (55 % du PIB)", "le taux à 7 %"."""
    i = tokens.last_before(start)
    if i < 0 or tokens.low[tokens.ends[i] : start].strip():
        return None
    if _COMPARED.match(tokens.low, start):  # "une fièvre supérieure à 38 °C"
        return phrase_before(tokens, i)
    opens = _OPENS_WITH_OF.match(tokens.low, start) is not None  # "une altitude d'environ 19 km"
    link = "de" if opens else tokens.words[i]
    i = _before_link(tokens, i + opens)
    phrase = phrase_before(tokens, i) if i >= 0 and "\n" not in tokens.low[tokens.ends[i] : start] else None
    if phrase is None or tokens.words[phrase.head] in durations() | adverbial():
        return None
    if link == "à" and states_size(tokens, i):
        return None  # "les frais engagés s'élève(nt) à": no noun
    if link in {"(", ":"} and (_names_place(tokens, phrase, names) or _is_one(tokens, phrase)):
        return None  # "les Landes (10 %)", "son rival (38 %)": the share is not one of them
    if link == "à":
        return _widened(tokens, phrase)
    return nearest(tokens, phrase) if link in DE and not _has_size(tokens, phrase) else phrase


def _has_size(tokens: Tokens, phrase: Phrase) -> bool:
    """Its noun is one of something that has a size, and does not only announce it."""
    return tokens.words[phrase.head] in _quantities() and not is_generic(tokens, phrase)


@cache
def _quantities() -> frozenset[str]:
    return frozenset(load("figures")["quantities"]["words"])


def _before_link(tokens: Tokens, i: int) -> int:
    """The token before a link at ``i`` ("de", "à", a bracket) and before "estimé", "doté"; -1 where none links."""
    if tokens.words[i] == "(" and tokens.words[i - 1] in {"»", '"', "”"}:
        i -= 1
    if tokens.words[i] not in {"(", "»", '"', "”", ":", "à", "de", "d'", "des", "du", "en"} or i == 0:
        return -1
    i -= 1
    while i >= 0 and tokens.tags[i] != "NOUN" and tokens.words[i] in load("figures")["valued"]["words"]:
        i -= 1
    return i


def _names_place(tokens: Tokens, phrase: Phrase | None, names: Sequence[Name]) -> bool:
    if phrase is None:
        return False
    offset = tokens.starts[phrase.head]
    return any(name.type == "place" and name.start <= offset < name.end for name in names)


def _widened(tokens: Tokens, phrase: Phrase) -> Phrase:
    """As "la vitesse autorisée sur les routes à 90 km/h": the noun before "sur" is what is measured."""
    i = phrase.first - 1
    while i > 0 and tokens.tags[i] == "DET":
        i -= 1
    if i > 0 and tokens.words[i] in {"sur", "dans", "en"}:
        return phrase_before(tokens, i - 1) or phrase
    return phrase


def _subject_or_noun(tokens: Tokens, change: ChangeFound) -> Phrase | None:
    """The subject that has the change; the change itself where somebody expects it: "le plan vise une réduction"."""
    verb = predicate(tokens, change.start)
    beside = _IN.search(tokens.low, max(0, change.start - _SHORT), change.start)
    carries = verb < len(tokens) and (tokens.tags[verb] != "VERB" or _carriers().match(tokens.words[verb]))
    found = subject(tokens, change.start) if beside or carries else None
    if found and not _is_agent(tokens, found):
        return found
    i = tokens.first_from(change.start)
    return Phrase(i, i, i + 1, i + 1)


_IN = re.compile(r"(?<!\w)en[ ](?:\w+[ ])?$")  # "en nette hausse"
_SHORT = 24


@cache
def _carriers() -> re.Pattern[str]:
    return re.compile("|".join(load("figures")["carriers"]["stems"]))


def changed(tokens: Tokens, change: ChangeFound, start: int, end: int, floor: int) -> Phrase | None:
    """What grew or shrank: the noun's complement ("hausse des prix de 3 %"), the verb's object, or the subject."""
    after_word = tokens.first_from(change.end)
    if change.noun and tokens.tags[tokens.first_from(change.start)] != "VERB":  # "le chômage baisse de"
        within = _complement_of(tokens, after_word, start) or part_after(tokens, end, None)
        return within or _carrier(tokens, change, floor)
    own_object = _object_between(tokens, after_word, start) or _object_after(tokens, end)
    return own_object or verb_subject(tokens, tokens.first_from(change.start)) or subject(tokens, change.start)


def _complement_of(tokens: Tokens, i: int, start: int) -> Phrase | None:
    """The "de" complement between the noun of change and the figure; adjectives may stand before it."""
    stop = tokens.first_from(start)
    while i < stop and tokens.joined(i) and (tokens.tags[i] in {"ADJ", "ADV"} or tokens.is_participle(i)):
        i += 1
    if i >= stop or tokens.words[i] not in DE:
        return None
    noun = i + 1
    while noun < stop and (tokens.words[noun] in {"la", "l'", "les", "le", "ses", "son", "sa", "leurs", "leur", "ces"}):
        noun += 1
    return phrase_at(tokens, noun, stop=stop) if noun < stop and not tokens.words[noun][0].isdigit() else None


def _object_between(tokens: Tokens, i: int, start: int) -> Phrase | None:
    """As "réduire les coûts de 4 %": the object between the verb and the figure."""
    stop = tokens.first_from(start)
    if i < stop and tokens.words[i] in {
        "le",
        "la",
        "les",
        "l'",
        "ses",
        "son",
        "sa",
        "leurs",
        "leur",
        "ces",
        "cette",
        "nos",
        "notre",
    }:
        return phrase_at(tokens, i + 1, stop=stop)
    return None


def _object_after(tokens: Tokens, end: int) -> Phrase | None:
    """As "réduire de 4 % les coûts": the object after the figure."""
    i = tokens.first_from(end)
    if (
        i + 1 < len(tokens)
        and tokens.joined(i)
        and tokens.words[i]
        in {"le", "la", "les", "l'", "ses", "son", "sa", "leurs", "leur", "ces", "cette", "nos", "notre"}
    ):
        return phrase_at(tokens, i + 1)
    return None


def _carrier(tokens: Tokens, change: ChangeFound, floor: int) -> Phrase | None:
    """What a noun of change is said of: "les ventes en hausse de 3 %", "les ventes ont connu une hausse de 3 %"."""
    i = tokens.last_before(change.start)
    while (
        i >= 0
        and tokens.words[i] in {"en", "une", "un", "la", "(", "légère", "forte", "nette", "de", "à", ",", "soit", "d'"}
        and tokens.starts[i] >= floor
    ):
        i -= 1
    beside = tokens.words[tokens.last_before(change.start)] in {"en", "(", ","}
    if (
        beside
        and i >= 0
        and tokens.starts[i] >= floor
        and (tokens.tags[i] in NOMINAL | {"ADJ"} or tokens.is_participle(i))
    ):
        phrase = phrase_before(tokens, i)
        if phrase:
            return phrase
    return _subject_or_noun(tokens, change)


def is_generic(tokens: Tokens, phrase: Phrase) -> bool:
    """A noun that only announces the figure: "un montant de 3 M€", "un total de 12 tonnes"."""
    word = tokens.words[phrase.head]
    at = phrase.head > 0 and tokens.words[phrase.head - 1] == "à"  # "à hauteur de 3 M€"
    return (word in generic() or (at and word in locutions())) and phrase.core - phrase.head <= 2


_DISTANCES = frozenset({"km", "m", "mi", "nmi", "cm", "ft", "al"})
_TEMPERATURES = frozenset({"°C", "°F"})
_AT = re.compile(r"(?<!\w)(?:à|(?:distant|éloigné)e?s?[ ]de)[ ]$")
_RISES = re.compile(r"(?<!\w)(?:culmin\w+|s'él[eè]v\w+)[ ]à[ ]$")
_ALONG = re.compile(r"(?<!\w)(?:après|sur|pendant|durant|depuis|dans)[ ]$")


def measured(tokens: Tokens, figure: Measure) -> str | None:
    """What an amount, a share or a measure is of: what follows "de", else what it completes, else its subject."""
    own = completed(tokens, figure)
    bearer = None if own else carried(tokens, figure)
    return text_of(tokens, bearer) if bearer else own


def completed(tokens: Tokens, figure: Measure) -> str | None:
    """The noun phrase after a figure or before it that it completes."""
    if _is_distance_to(tokens, figure):
        return None
    governor = governing(tokens, figure.start, figure.names)
    if governor and figure.quantity.kind == "money" and _has_size(tokens, governor):
        return text_of(tokens, governor)  # "une aide de 3 M€ de la région"
    part = part_after(tokens, figure.end, figure.stop)
    if part is None and figure.quantity.kind == "percent":
        part = _share_of(tokens, figure.end, figure.stop)
    if part and not _far_from(tokens, figure, part):
        return text_of(tokens, part)
    if governor and not is_generic(tokens, governor):
        return text_of(tokens, governor)
    purpose = _purpose(tokens, figure)
    return text_of(tokens, purpose) if purpose else None


def carried(tokens: Tokens, figure: Measure) -> Phrase | None:
    """The subject of the verb that a figure hangs on."""
    along = _ALONG.search(tokens.low, max(0, figure.start - 16), figure.start)
    if _is_distance_to(tokens, figure) or (along and figure.quantity.unit in _DISTANCES):
        return None
    found = _carried(tokens, figure, governing(tokens, figure.start, figure.names))
    return None if found and _holds(tokens, found, figure) else found


def _is_distance_to(tokens: Tokens, figure: Measure) -> bool:
    """As "à 30 km de la frontière", which measures no thing."""
    if figure.quantity.unit not in _DISTANCES:
        return False
    low, window = tokens.low, max(0, figure.start - 16)
    return _AT.search(low, window, figure.start) is not None and _RISES.search(low, window, figure.start) is None


def _far_from(tokens: Tokens, figure: Measure, part: Phrase) -> bool:
    """As "40 km de Tours": the place is one end of the distance."""
    return figure.quantity.unit in _DISTANCES and _names_place(tokens, part, figure.names)


def _holds(tokens: Tokens, phrase: Phrase, figure: Measure) -> bool:
    """The phrase is the figure itself: its unit is a noun to the model."""
    return tokens.starts[phrase.first] < figure.end and tokens.ends[phrase.end - 1] > figure.start


def _purpose(tokens: Tokens, figure: Measure) -> Phrase | None:
    found = part_for(tokens, figure.end, figure.stop) if figure.quantity.kind == "money" else None
    return None if found and _is_agent(tokens, found) else found


def _carried(tokens: Tokens, figure: Measure, governor: Phrase | None) -> Phrase | None:
    """The subject, unless it is somebody who pays or gets the amount, or the weather's "il"."""
    found = _set_object(tokens, figure) or stated_subject(tokens, figure.start) or _borne(tokens, figure)
    if figure.quantity.unit in _TEMPERATURES and found and tokens.starts[found.first] < figure.floor:
        return None  # "Il fera 40 degrés."
    if found is None and governor:
        found = subject(tokens, tokens.starts[governor.first]) or governor
    if found is None or (figure.quantity.kind == "money" and _is_agent(tokens, found)):
        return None
    if figure.quantity.kind in {"percent", "ratio"} and _is_one(tokens, found):
        return None
    return None if tokens.words[found.head] in adverbial() else found


_SETS = re.compile(
    r"(?<!\w)(?:estim|évalu|chiffr|fix|port|ram[eè]n|limit|plafonn|rel[eè]v|abaiss|rédui|établi)\w{0,6}[ ](?:[^\W\d_]+ment[ ])?à[ ]$"
)


def _set_object(tokens: Tokens, figure: Measure) -> Phrase | None:
    """As "le maire évalue à 3 M€ le coût des travaux"."""
    sets = _SETS.search(tokens.low, max(figure.floor, figure.start - 40), figure.start)
    return _object_after(tokens, figure.end) if sets else None


def _borne(tokens: Tokens, figure: Measure) -> Phrase | None:
    """The subject of any other verb; an amount is mostly the object of one who pays: "la police a saisi 3 000 euros"."""
    if figure.quantity.kind == "money" and is_object(tokens, figure.start):
        return None
    return subject(tokens, figure.start)


def _is_agent(tokens: Tokens, phrase: Phrase) -> bool:
    """Who pays or gets an amount is not what it measures: "Alstom investit 3 M€", "les juges ont retenu 2 M€"."""
    word = tokens.words[phrase.head]
    capital = tokens.page.text[tokens.starts[phrase.head]].isupper()
    return (
        tokens.tags[phrase.head] == "PROPN"
        or capital
        or word in _agents()
        or is_title_word(word)
        or (phrase.head + 1 in tokens.name_ends and phrase.head not in tokens.name_ends)  # "l'assureur Axa"
    )


@cache
def _agents() -> frozenset[str]:
    return frozenset(load("figures")["agents"]["heads"])


def _is_one(tokens: Tokens, phrase: Phrase) -> bool:
    """A name or one agent, who has a share of something; several people may be the whole: "les ouvriers, à 38 %"."""
    if phrase.head in tokens.name_ends:
        return True
    return not tokens.words[phrase.head].endswith("s") and _is_agent(tokens, phrase)


_ON = re.compile(r"[ ]sur[ ](?:la[ ]|les[ ]|le[ ]|l'|leurs?[ ]|ces[ ]|cette[ ]|ce[ ]|son[ ]|sa[ ]|ses[ ])")


def _share_of(tokens: Tokens, end: int, stop: int | None) -> Phrase | None:
    """As "une taxe de 3 % sur les ventes" is a share of the sales; "sur un an" is none."""
    match = _ON.match(tokens.low, end)
    phrase = phrase_at(tokens, tokens.first_from(match.end()), stop=stop) if match else None
    return None if phrase and tokens.words[phrase.head] in durations() else phrase
