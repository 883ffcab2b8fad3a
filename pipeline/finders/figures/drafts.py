"""From scanned quantities to figures: their kind, their bounds, and what they count."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise, zip_longest

from pipeline.finders.figures.ages import as_age, is_years, of_age
from pipeline.finders.figures.bare import GREAT, is_label, told_by_neighbours
from pipeline.finders.figures.changes import ChangeFound, change_before
from pipeline.finders.figures.context import Context, Draft
from pipeline.finders.figures.counted import carried, changed, completed, measured, part_after, times_what
from pipeline.finders.figures.phrases import Phrase, durations, phrase_at, text_of
from pipeline.finders.figures.predicates import with_predicate
from pipeline.finders.figures.ranks import table_after
from pipeline.finders.figures.refusals import is_year
from pipeline.finders.figures.series import (
    as_next,
    awaits,
    bought,
    ends_duration,
    in_brackets,
    leads_to_next,
    listed,
    named_before,
    of_them,
    repeats,
    same_share,
    shared,
    unitless,
    votes_beside,
)
from pipeline.finders.figures.tokens import NOMINAL, Tokens
from pipeline.lexicon.lexicon import load
from pipeline.records import Date, Name, Quantity
from pipeline.values.bounds import bound_after
from pipeline.values.scan import Scanned, more_or_less


def draft_figures(
    tokens: Tokens, scanned: Sequence[Scanned], names: Sequence[Name], dates: Sequence[Date]
) -> Iterator[Draft]:
    """The figures that scanned quantities are, in text order; a bare number is told by its neighbours or dropped."""
    drafts: list[Draft] = []
    waiting: list[Scanned] = []
    limits = sorted([*(found.start for found in scanned), *(date.start for date in dates), len(tokens.low)])
    for found, following in zip_longest(scanned, scanned[1:]):
        next_start = limits[bisect_left(limits, found.end)]
        context = Context(tokens, names, drafts, waiting, following, next_start)
        if awaits(context, found):
            waiting.append(found)
            continue
        draft = _draft(context, found)
        if draft:
            drafts.extend(as_next(tokens.low, bare, found, draft) for bare in waiting)
            drafts.append(draft)
        waiting = []
    for draft, next_draft in pairwise(drafts):
        yield with_predicate(tokens, shared(tokens.low, draft, next_draft))
    yield from (with_predicate(tokens, draft) for draft in drafts[-1:])


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
        return _made(found, _changed(context, found, told))._replace(quantity=quantity)
    if found.of:
        return _made(found, tokens.page.text[slice(*found.of)])
    if repeats(context, found):
        return _made(found, context.before[-1].counted)
    part = part_after(tokens, found.end, None) or times_what(tokens, found.end)
    if part:
        return _made(found, text_of(tokens, part))
    return _made(found, measured(tokens, context.measure(found)))


def _measure(context: Context, found: Scanned) -> Draft:
    quantity = found.quantity
    change = change_before(context.tokens.low, found.start, context.floor(found.start))
    if change and quantity.kind == "money" and _takes_directly(context.tokens, change, found):
        change = None  # "le groupe a perdu 3 M€"
    if change:
        counted = _changed(context, found, change)
        direction = None if leads_to_next(context, found, change) else change.direction
        return _made(found, counted)._replace(quantity=replace(quantity, change=quantity.change or direction))
    if repeats(context, found) or in_brackets(context, found):
        return _made(found, context.before[-1].counted)
    whole = of_them(context, found)
    if whole:
        return _made(found, whole)
    measure = context.measure(found)
    own = completed(context.tokens, measure)
    if own:
        return _made(found, own)
    again = listed(context, found)
    if again:
        direction = quantity.change or again.quantity.change
        return _made(found, again.counted)._replace(quantity=replace(quantity, change=direction))
    bearer = carried(context.tokens, measure)
    if bearer:
        return _made(found, named_before(context, bearer, quantity.kind))
    return _made(found, same_share(context, found) or bought(context, found))


def _takes_directly(tokens: Tokens, change: ChangeFound, found: Scanned) -> bool:
    """The figure is the verb's object, with no "de" between."""
    return not tokens.low[change.end : found.start].strip()


_APPOSED = re.compile(
    r"(?:[ ](?:en|au|sur|à|pour|dans|l'an)[ ]?[^,;:.()\n]{1,40},)?[ ]?[,(]?[ ]?(?:en|soit|avec)?[ ]?(?:une?[ ]|forte[ ]|légère[ ]|nette[ ]|net[ ]|léger[ ])*"
)
_A_FIGURE = re.compile(
    r"[^,;:.()\n]{0,40},[ ](?:un[ ](?:chiffre|niveau|total|taux|montant)|une[ ](?:somme|part))[ ]en[ ](?:\w+[ ])?"
)
_SO = re.compile(r"(?<!\w)soit[ ](?:une?|en)[ ](?:\w+[ ])?$")


def _changed(context: Context, found: Scanned, change: ChangeFound) -> str | None:
    """What changed; of "… 200 cas, soit une hausse de 3 %" what the figure before counts."""
    tokens = context.tokens
    sentence = tokens.page.sentence_at(found.start)
    if context.before and _SO.search(tokens.low, max(sentence.start, change.start - 24), change.start):
        return context.before[-1].counted
    if context.before and context.before[-1].start >= sentence.start:
        last = context.before[-1]
        if change.noun and _A_FIGURE.fullmatch(tokens.low, last.end, max(change.start, last.end)):
            return last.counted
        if change.noun and _APPOSED.fullmatch(tokens.low, last.end, max(change.start, last.end)):
            return last.counted
    phrase = changed(tokens, change, found.start, found.end, sentence.start)
    return named_before(context, phrase, found.quantity.kind) if phrase else measured(tokens, context.measure(found))


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
    voters = votes_beside(context, found)
    if voters:
        return voters
    match = _OF.match(tokens.low, found.end)
    begin = match.end() if match else found.end
    first = tokens.first_from(begin)
    if _names_year(tokens, found):
        return None
    near = first < min(len(tokens), context.stop) and tokens.starts[first] == begin < context.next_start
    phrase = phrase_at(tokens, first, stop=context.stop) if near and _takes_noun(found, match) else None
    if phrase is None or tokens.words[phrase.head] in _OTHERS:
        if ends_duration(context, found):
            return None
        again = unitless(context, found)
        if again:
            return again
        bare = told_by_neighbours(tokens, found, [(d.start, d.quantity, d.counted) for d in context.before])
        return bare and _bare(context, found, *bare)
    return _counting(tokens, found, phrase, context.floor(found.start))


def _takes_noun(found: Scanned, of: re.Match[str] | None) -> bool:
    """Only a noun of number or a great number has "de" before what it counts, and a million always has."""
    of_noun = of is not None and "d" in of.group()
    if found.partitive and found.quantity.value >= GREAT:
        return of_noun  # "trois millions investis": no noun
    return found.partitive or found.quantity.value >= GREAT or not of_noun


def _bare(context: Context, found: Scanned, quantity: Quantity, counted: str | None) -> Draft:
    """A number without noun as its neighbours tell it; what a great one measures, where they do not say."""
    if counted is None and quantity.value >= GREAT:
        counted = measured(context.tokens, context.measure(found._replace(quantity=quantity)))
    change = change_before(context.tokens.low, found.start, context.floor(found.start))
    direction = quantity.change or (change.direction if change else more_or_less(context.tokens.low, found.end))
    return Draft(start=found.start, end=found.end, quantity=replace(quantity, change=direction), counted=counted)


def _names_year(tokens: Tokens, found: Scanned) -> bool:
    """A year after a noun or "en": "la loi de finances 2025 table sur", "en 2025 deux ports"."""
    i = tokens.last_before(found.start)
    if i < 0 or found.start != found.number_start or not tokens.joined(i + 1) or not is_year(tokens.page.shadow, found):
        return False
    return tokens.tags[i] in NOMINAL or tokens.words[i] in {"en", "depuis", "fin", "début", "année", "dès"}


_FOR_OR_AGAINST = re.compile(r"[ ](?P<side>pour|contre|favorables?)(?!\w|[ ][0-9]|[ ]\w+[ei]r(?!\w))")


def _counting(tokens: Tokens, found: Scanned, phrase: Phrase, floor: int) -> Draft | None:
    """A number with the noun that it counts; None for a duration. Votes are a score."""
    noun = tokens.words[phrase.head]
    if len(noun) == 1:  # "une magnitude de 6,4 M w"
        return None
    if noun in durations() or (tokens.tags[phrase.head] == "PROPN" and is_label(tokens, found)):
        return None  # "le vol 2933 Avianca"
    if noun.rstrip("s") in {"voix", "abstention", "suffrage"}:
        return _votes(tokens, found, phrase)
    end = tokens.ends[phrase.core - 1]
    quantity = replace(found.quantity, unit=tokens.page.text[tokens.starts[phrase.head] : tokens.ends[phrase.head]])
    change = change_before(tokens.low, found.start, floor)
    direct = change is not None and _takes_directly(tokens, change, found)
    lost = direct and noun not in load("figures")["growth"]["steps"]  # "perd trois pièces" is no size of a change
    direction = change.direction if change and not lost else more_or_less(tokens.low, end)
    if direction:
        quantity = replace(quantity, change=direction)
    bound = bound_after(tokens.low, end) if quantity.comparator == "=" else None
    if bound:
        quantity, end = replace(quantity, comparator=bound.comparator), bound.offset
    return Draft(start=found.start, end=end, quantity=quantity, counted=text_of(tokens, phrase))


def _votes(tokens: Tokens, found: Scanned, phrase: Phrase) -> Draft:
    """As "par 40 voix pour, 12 contre et 3 abstentions": a score, each side of it a figure."""
    end = tokens.ends[phrase.core - 1]
    side = _FOR_OR_AGAINST.match(tokens.low, end) if phrase.core == phrase.head + 1 else None
    counted = tokens.page.text[tokens.starts[phrase.head] : end] + (f" {side['side']}" if side else "")
    return Draft(start=found.start, end=end, quantity=replace(found.quantity, kind="score"), counted=counted)
