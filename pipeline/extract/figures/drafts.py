"""From scanned quantities to figures: their kind, their bounds, and what they count."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from pipeline.extract.figures.ages import as_age, is_years, of_age
from pipeline.extract.figures.bare import told_by_neighbours
from pipeline.extract.figures.changes import ChangeFound, change_before
from pipeline.extract.figures.counted import changed, measured, part_after
from pipeline.extract.figures.phrases import Phrase, phrase_at, text_of
from pipeline.extract.figures.ranks import table_after
from pipeline.extract.figures.tokens import Tokens
from pipeline.lexicon.lexicon import load
from pipeline.records import Name, Quantity
from pipeline.values.bounds import bound_after
from pipeline.values.scan import Scanned


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
    next_start: int | None

    def floor(self, start: int) -> int:
        """Where the words that may belong to a figure begin: its sentence, or the figure before it there."""
        sentence = self.tokens.page.sentence_at(start)
        return max(sentence.start, self.before[-1].end if self.before else 0)

    @property
    def stop(self) -> int | None:
        """The token at which the next figure begins."""
        return None if self.next_start is None else self.tokens.first_from(self.next_start)


def draft_figures(tokens: Tokens, scanned: Sequence[Scanned], names: Sequence[Name]) -> Iterator[Draft]:
    """The figures that the scanned quantities are, in text order; a bare number is told by its neighbours or dropped."""
    drafts: list[Draft] = []
    waiting: list[Scanned] = []
    for i, found in enumerate(scanned):
        next_start = scanned[i + 1].start if i + 1 < len(scanned) else None
        if _awaits(tokens.low, found, next_start):
            waiting.append(found)
            continue
        draft = _draft(Context(tokens, names, drafts, next_start), found)
        if draft:
            drafts.extend(_as(bare, draft) for bare in waiting)
            drafts.append(draft)
        waiting = []
    return iter(drafts)


_OF_OTHERS = re.compile(r"[ ](?:des|de[ ](?:ces|ses|leurs|nos)|sur[ ](?:les|ces|ses))[ ]")
_TO_OTHER = re.compile(r"[ ](?:à|et|ou)[ ](?:la[ ]|le[ ])?")


def _awaits(low: str, found: Scanned, next_start: int | None) -> bool:
    """A number that the next figure tells: "22 des 27 pays", "passer de 80 à 90 km/h", "de la 81e à la 47e place"."""
    if next_start is None:
        return False
    if found.quantity.kind == "rank":
        return low[found.end - 1] in "eè" and _TO_OTHER.fullmatch(low, found.end, next_start) is not None
    if found.quantity.kind != "count":
        return False
    return found.joined or _OF_OTHERS.fullmatch(low, found.end, next_start) is not None


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
    if found.of:
        return _made(found, tokens.page.text[slice(*found.of)])
    part = part_after(tokens, found.end, None)
    if part:
        return _made(found, text_of(tokens, part))
    return _made(found, measured(tokens, found.start, found.end, context.floor(found.start), context.stop))


_SAME = re.compile(r"[ ]?(?:,[ ])?(?:\([ ]?|soit[ ]|ou[ ]|et[ ]|à[ ]|puis[ ]|,[ ])(?:environ[ ])?$")
_AGAINST = re.compile(r"(?<!\w)contre[ ](?:seulement[ ])?(?:de[ ])?$")


def _measure(context: Context, found: Scanned) -> Draft:
    tokens, quantity, start, end = context.tokens, found.quantity, found.start, found.end
    floor = context.floor(start)
    change = change_before(tokens.low, start, floor)
    if change or quantity.change:
        counted = _changed(context, found, change)
        direction = quantity.change or (change.direction if change else None)
        return replace(_made(found, counted), quantity=replace(quantity, change=direction))
    if _repeats(context, found, floor):
        return _made(found, context.before[-1].counted)
    return _made(found, measured(tokens, start, end, floor, context.stop, kind=quantity.kind))


def _changed(context: Context, found: Scanned, change: ChangeFound | None) -> str | None:
    tokens = context.tokens
    sentence = tokens.page.sentence_at(found.start)
    phrase = changed(tokens, change, found.start, found.end, sentence.start) if change else None
    if phrase:
        return text_of(tokens, phrase)
    return measured(tokens, found.start, found.end, context.floor(found.start), context.stop, kind=found.quantity.kind)


def _repeats(context: Context, found: Scanned, floor: int) -> bool:
    """The figure says again, or in other money, what the one before it says: "5 M€ (5,6 M$)", "9 %, contre 11 %"."""
    if not context.before or context.before[-1].start < context.tokens.page.sentence_at(found.start).start:
        return False
    low, last = context.tokens.low, context.before[-1]
    if last.quantity.unit == found.quantity.unit and _AGAINST.search(low, max(floor, found.start - 24), found.start):
        return True
    beside = floor == last.end and _SAME.fullmatch(low, floor, found.start)
    return beside is not None and part_after(context.tokens, found.end, context.stop) is None


_OF = re.compile(r"[ ]?(?:de[ ]|d'[ ]?)?")


def _count(context: Context, found: Scanned) -> Draft | None:
    tokens = context.tokens
    match = _OF.match(tokens.low, found.end)
    begin = match.end() if match else found.end
    first = tokens.first_from(begin)
    near = first < len(tokens) and tokens.starts[first] == begin
    phrase = phrase_at(tokens, first, stop=context.stop) if near else None
    if phrase is None:
        bare = told_by_neighbours(tokens, found, [(d.start, d.quantity, d.counted) for d in context.before])
        return bare and Draft(start=found.start, end=found.end, quantity=bare[0], counted=bare[1])
    return _counting(tokens, found, phrase)


@cache
def _durations() -> frozenset[str]:
    return frozenset(load("figures")["durations"]["words"])


_FOR_OR_AGAINST = re.compile(r"[ ](?P<side>pour|contre|favorables?)(?!\w)")


def _counting(tokens: Tokens, found: Scanned, phrase: Phrase) -> Draft | None:
    """A number with the noun that it counts; None for a duration. Votes are a score."""
    noun = tokens.words[phrase.head]
    if noun in _durations():
        return None
    if noun.rstrip("s") in {"voix", "abstention", "suffrage"}:
        return _votes(tokens, found, phrase)
    end = tokens.ends[phrase.core - 1]
    quantity = replace(found.quantity, unit=tokens.page.text[tokens.starts[phrase.head] : tokens.ends[phrase.head]])
    bound = bound_after(tokens.low, end) if quantity.comparator == "=" else None
    if bound:
        quantity, end = replace(quantity, comparator=bound.comparator), bound.offset
    return Draft(start=found.start, end=end, quantity=quantity, counted=text_of(tokens, phrase))


_BALLOT = re.compile(r"(?<!\w)(?:voix[ ](?:pour|contre)|abstentions?|contre[ ][0-9])(?!\w)")


def _votes(tokens: Tokens, found: Scanned, phrase: Phrase) -> Draft:
    """ "par 40 voix pour, 12 contre et 3 abstentions" is a score; voices alone ("10 000 voix") are counted."""
    end = tokens.ends[phrase.core - 1]
    sentence = tokens.page.sentence_at(found.start)
    side = _FOR_OR_AGAINST.match(tokens.low, end)
    counted = tokens.page.text[tokens.starts[phrase.head] : end] + (f" {side['side']}" if side else "")
    is_score = _BALLOT.search(tokens.low, sentence.start, sentence.end) is not None
    unit = None if is_score else tokens.page.text[tokens.starts[phrase.head] : tokens.ends[phrase.head]]
    quantity = replace(found.quantity, kind="score" if is_score else "count", unit=unit)
    return Draft(start=found.start, end=end, quantity=quantity, counted=counted)
