"""From scanned quantities to figures: their kind, their bounds, and what they count."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from pipeline.finders.figures.ages import as_age, is_years, of_age
from pipeline.finders.figures.bare import GREAT, is_label, told_by_neighbours
from pipeline.finders.figures.changes import ChangeFound, change_before
from pipeline.finders.figures.counted import Measure, changed, governing, measured, part_after
from pipeline.finders.figures.phrases import Phrase, phrase_at, text_of
from pipeline.finders.figures.ranks import table_after
from pipeline.finders.figures.refusals import is_year
from pipeline.finders.figures.tokens import NOMINAL, Tokens
from pipeline.lexicon.lexicon import load
from pipeline.records import Date, Name, Quantity
from pipeline.values.bounds import bound_after
from pipeline.values.scan import Scanned, more_or_less


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A figure before its clause is known."""

    start: int
    end: int
    quantity: Quantity
    counted: str | None = None


@dataclass(frozen=True, slots=True)
class Context:
    """What a figure's neighbours say: those before it, and where the next one begins."""

    tokens: Tokens
    names: Sequence[Name]
    before: Sequence[Draft]
    waiting: Sequence[Scanned]
    next_start: int

    def floor(self, start: int) -> int:
        """Where the words that may belong to a figure begin: its sentence, or the figure before it there."""
        sentence = self.tokens.page.sentence_at(start)
        return max(sentence.start, self.before[-1].end if self.before else 0)

    @property
    def stop(self) -> int:
        """The token at which the next figure or date begins."""
        return self.tokens.first_from(self.next_start)

    def measure(self, found: Scanned) -> Measure:
        """The figure as one that measures something; of "de 30 à 50 km/h" the whole."""
        start = self.waiting[0].start if self.waiting else found.start
        floor = self.floor(start)
        return Measure(start, found.end, found.quantity, floor, self.stop, self.names)


def draft_figures(
    tokens: Tokens, scanned: Sequence[Scanned], names: Sequence[Name], dates: Sequence[Date]
) -> Iterator[Draft]:
    """The figures that scanned quantities are, in text order; a bare number is told by its neighbours or dropped."""
    drafts: list[Draft] = []
    waiting: list[Scanned] = []
    limits = sorted([*(found.start for found in scanned), *(date.start for date in dates), len(tokens.low)])
    for found in scanned:
        next_start = limits[bisect_left(limits, found.end)]
        if _awaits(tokens.low, found, next_start):
            waiting.append(found)
            continue
        draft = _draft(Context(tokens, names, drafts, waiting, next_start), found)
        if draft:
            drafts.extend(_as(bare, draft) for bare in waiting)
            drafts.append(draft)
        waiting = []
    for draft, following in pairwise(drafts):
        yield _shared(tokens.low, draft, following)
    yield from drafts[-1:]


def _shared(low: str, draft: Draft, following: Draft) -> Draft:
    """A share of a number of things: "70 % des 2 000 salariés" is one of ``salariés``."""
    if draft.quantity.kind not in {"percent", "ratio"}:
        return draft
    is_share = _OF_OTHERS.fullmatch(low, draft.end, following.start) is not None
    return replace(draft, counted=following.counted) if is_share else draft


_OF_OTHERS = re.compile(r"[ ](?:des|de[ ](?:ces|ses|leurs|nos)|sur[ ](?:les|ces|ses))[ ]")
_ORDINAL_ALONE = re.compile(r"^(?:[0-9]+[ ]?)?\w*[eè]$")  # "81e", "deuxième": its noun stands with the next
_TO_OTHER = re.compile(r"[ ](?:à|et|ou)[ ](?:la[ ]|le[ ])?")


def _awaits(low: str, found: Scanned, next_start: int) -> bool:
    """A number that the next figure tells: "22 des 27 pays", "passer de 30 à 50 km/h", "de la 81e à la 47e place"."""
    if found.quantity.kind == "rank":
        return _ORDINAL_ALONE.search(low, found.start, found.end) is not None and (
            _TO_OTHER.fullmatch(low, found.end, next_start) is not None
        )
    if found.joined:
        return True
    if found.quantity.kind != "count":
        return False
    return _OF_OTHERS.fullmatch(low, found.end, next_start) is not None


def _as(bare: Scanned, other: Draft) -> Draft:
    """A bare number as the same sort of quantity as another one."""
    quantity = replace(bare.quantity, kind=other.quantity.kind, unit=other.quantity.unit)
    return Draft(start=bare.start, end=bare.end, quantity=quantity, counted=other.counted)


def _draft(context: Context, found: Scanned) -> Draft | None:
    kind = found.quantity.kind
    if is_years(context.tokens.low, found):
        return _age(context, found)
    if kind == "rank":
        return _made(found, _table(context.tokens, found))
    if kind == "score":
        return _made(found, None)
    if kind == "ratio":
        return _ratio(context, found)
    if kind == "count":
        return _count(context, found)
    return _measure(context, found)


def _made(found: Scanned, counted: str | None) -> Draft:
    return Draft(start=found.start, end=found.end, quantity=found.quantity, counted=counted)


def _age(context: Context, found: Scanned) -> Draft | None:
    age = as_age(context.tokens.low, found, context.names)
    return _made(age, of_age(context.tokens, age, context.names)) if age else None


def _table(tokens: Tokens, found: Scanned) -> str | None:
    offset = table_after(tokens.low, found.end)
    phrase = phrase_at(tokens, tokens.first_from(offset)) if offset else None
    return text_of(tokens, phrase) if phrase else None


def _ratio(context: Context, found: Scanned) -> Draft:
    tokens = context.tokens
    if found.quantity.change:
        change = ChangeFound(found.quantity.change, found.start, found.end, noun=False)
        return _made(found, _changed(context, found, change))
    told = change_before(tokens.low, found.start, context.floor(found.start))
    if told:
        quantity = replace(found.quantity, change=told.direction)
        return replace(_made(found, _changed(context, found, told)), quantity=quantity)
    if found.of:
        return _made(found, tokens.page.text[slice(*found.of)])
    if _repeats(context, found):
        return _made(found, context.before[-1].counted)
    part = part_after(tokens, found.end, None)
    if part:
        return _made(found, text_of(tokens, part))
    return _made(found, measured(tokens, context.measure(found)))


_SAME = re.compile(r"[ ]?(?:,[ ])?(?:\([ ]?|soit[ ]|ou[ ]|et[ ]|à[ ]|puis[ ]|,[ ])(?:environ[ ])?$")
_AGAINST = re.compile(r"(?<!\w)(?:contre|après|dont)[ ](?:seulement[ ])?(?:de[ ])?$")
_AND_OF = re.compile(r"(?<!\w)(?:et|puis)[ ](?:de[ ]|d')$")
_WHOLE = re.compile(r"(?<!\w)(?:dont|soit)[ ](?:seulement[ ])?$")


def _measure(context: Context, found: Scanned) -> Draft:
    quantity = found.quantity
    change = change_before(context.tokens.low, found.start, context.floor(found.start))
    if change:
        counted = _changed(context, found, change)
        return replace(_made(found, counted), quantity=replace(quantity, change=quantity.change or change.direction))
    again = _again(context, found)
    if again:
        return replace(_made(found, again.counted), quantity=replace(quantity, change=again.quantity.change))
    if _repeats(context, found) or _in_brackets(context, found):
        return _made(found, context.before[-1].counted)
    return _made(found, measured(context.tokens, context.measure(found)))


_APPOSED = re.compile(r"[ ]?[,(]?[ ]?(?:en|soit|avec)?[ ]?(?:une?[ ]|forte[ ]|légère[ ]|nette[ ]|net[ ]|léger[ ])*")
_SO = re.compile(r"(?<!\w)soit[ ](?:une?|en)[ ](?:\w+[ ])?$")


def _changed(context: Context, found: Scanned, change: ChangeFound) -> str | None:
    """What changed; of "… 200 cas, soit une hausse de 3 %" what the figure before counts."""
    tokens = context.tokens
    sentence = tokens.page.sentence_at(found.start)
    if context.before and _SO.search(tokens.low, max(sentence.start, change.start - 24), change.start):
        return context.before[-1].counted
    if context.before and context.before[-1].start >= sentence.start:
        last = context.before[-1]
        if change.noun and _APPOSED.fullmatch(tokens.low, last.end, max(change.start, last.end)):
            return last.counted
    phrase = changed(tokens, change, found.start, found.end, sentence.start)
    return text_of(tokens, phrase) if phrase else measured(tokens, context.measure(found))


def _again(context: Context, found: Scanned) -> Draft | None:
    """The change before, of which this is another size: "en baisse de 0,2 point sur un mois et de 0,5 sur un an"."""
    low, floor = context.tokens.low, context.floor(found.start)
    if not context.before or not _AND_OF.search(low, max(floor, found.start - 9), found.start):
        return None
    last = context.before[-1]
    same = last.quantity.change and last.quantity.unit == found.quantity.unit
    return last if same and floor == last.end else None


def _repeats(context: Context, found: Scanned) -> bool:
    """The figure says again, or in other money, what the one before it says: "5 M€ (5,6 M$)", "9 %, contre 11 %"."""
    if not context.before or context.before[-1].start < context.tokens.page.sentence_at(found.start).start:
        return False
    low, last, floor = context.tokens.low, context.before[-1], context.floor(found.start)
    if _WHOLE.search(low, max(floor, found.start - 24), found.start):
        return part_after(context.tokens, found.end, context.stop) is None
    if last.quantity.unit == found.quantity.unit and _AGAINST.search(low, max(floor, found.start - 24), found.start):
        return True
    beside = floor == last.end and _SAME.fullmatch(low, floor, found.start)
    return beside is not None and part_after(context.tokens, found.end, context.stop) is None


_BRACKET = re.compile(r"\([ ]?(?:soit[ ]|environ[ ]|près de[ ])?$")


def _in_brackets(context: Context, found: Scanned) -> bool:
    """A figure in brackets after words that it does not measure: "187 millions contre 201 un an plus tôt (-7 %)"."""
    if not context.before or not _BRACKET.search(context.tokens.low, max(0, found.start - 10), found.start):
        return False
    last = context.before[-1]
    near = last.end == context.floor(found.start) and found.start - last.end < _NEAR
    return near and governing(context.tokens, found.start, context.names) is None


_NEAR = 60
_OTHERS = frozenset({"autre", "autres"})
_OF = re.compile(r"[ ]?(?:de[ ]|d'(?!entre[ ])[ ]?)?")
_YES_OR_NO = re.compile(r"[ ](?P<side>oui|non)(?!\w)")


def _count(context: Context, found: Scanned) -> Draft | None:
    tokens = context.tokens
    side = _YES_OR_NO.match(tokens.low, found.end)
    if side:
        return Draft(
            start=found.start, end=side.end(), quantity=replace(found.quantity, kind="score"), counted=side["side"]
        )
    match = _OF.match(tokens.low, found.end)
    begin = match.end() if match else found.end
    first = tokens.first_from(begin)
    if _names_year(tokens, found):
        return None
    near = first < len(tokens) and tokens.starts[first] == begin < context.next_start
    phrase = phrase_at(tokens, first, stop=context.stop) if near and _takes_noun(found, match) else None
    if phrase is None or tokens.words[phrase.head] in _OTHERS:
        bare = told_by_neighbours(tokens, found, [(d.start, d.quantity, d.counted) for d in context.before])
        return bare and _bare(context, found, *bare)
    return _counting(tokens, found, phrase, context.floor(found.start))


def _takes_noun(found: Scanned, of: re.Match[str] | None) -> bool:
    """Only a noun of number or a great number has "de" before what it counts; "9 de" tells of something else."""
    return found.partitive or found.quantity.value >= GREAT or of is None or "d" not in of.group()


def _bare(context: Context, found: Scanned, quantity: Quantity, counted: str | None) -> Draft:
    """A number without noun as its neighbours tell it; what a great one measures, where they do not say."""
    if counted is None and quantity.value >= GREAT:
        counted = measured(context.tokens, context.measure(replace(found, quantity=quantity)))
    return Draft(start=found.start, end=found.end, quantity=quantity, counted=counted)


def _names_year(tokens: Tokens, found: Scanned) -> bool:
    """A year after a noun or "en": "la loi de finances 2025 table sur", "en 2025 deux ports"."""
    i = tokens.last_before(found.start)
    if i < 0 or found.start != found.number_start or not tokens.joined(i + 1) or not is_year(tokens.page.shadow, found):
        return False
    return tokens.tags[i] in NOMINAL or tokens.words[i] in {"en", "depuis", "fin", "début", "année", "dès"}


@cache
def _durations() -> frozenset[str]:
    return frozenset(load("figures")["durations"]["words"])


_FOR_OR_AGAINST = re.compile(r"[ ](?P<side>pour|contre|favorables?)(?!\w|[ ][0-9])")


def _counting(tokens: Tokens, found: Scanned, phrase: Phrase, floor: int) -> Draft | None:
    """A number with the noun that it counts; None for a duration. Votes are a score."""
    noun = tokens.words[phrase.head]
    if noun in _durations() or (tokens.tags[phrase.head] == "PROPN" and is_label(tokens, found)):
        return None  # "le vol 2933 Avianca"
    if noun.rstrip("s") in {"voix", "abstention", "suffrage"}:
        return _votes(tokens, found, phrase)
    end = tokens.ends[phrase.core - 1]
    quantity = replace(found.quantity, unit=tokens.page.text[tokens.starts[phrase.head] : tokens.ends[phrase.head]])
    change = change_before(tokens.low, found.start, floor)
    direction = change.direction if change else more_or_less(tokens.low, end)
    if direction:
        quantity = replace(quantity, change=direction)
    bound = bound_after(tokens.low, end) if quantity.comparator == "=" else None
    if bound:
        quantity, end = replace(quantity, comparator=bound.comparator), bound.offset
    return Draft(start=found.start, end=end, quantity=quantity, counted=text_of(tokens, phrase))


def _votes(tokens: Tokens, found: Scanned, phrase: Phrase) -> Draft:
    """As "par 40 voix pour, 12 contre et 3 abstentions": a score, each side of it a figure."""
    end = tokens.ends[phrase.core - 1]
    side = _FOR_OR_AGAINST.match(tokens.low, end)
    counted = tokens.page.text[tokens.starts[phrase.head] : end] + (f" {side['side']}" if side else "")
    return Draft(start=found.start, end=end, quantity=replace(found.quantity, kind="score"), counted=counted)
