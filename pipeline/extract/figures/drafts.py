"""From scanned quantities to figures: kind, bounds, and what is counted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from pipeline.extract.figures.ages import as_age, is_years, of_age
from pipeline.extract.figures.changes import change_before
from pipeline.extract.figures.counted import changed, governing, measured, part_after, subject
from pipeline.extract.figures.phrases import phrase_at, text_of
from pipeline.extract.figures.ranks import table_after
from pipeline.extract.figures.refusals import Taken, is_year
from pipeline.extract.figures.tokens import Tokens
from pipeline.lexicon.lexicon import alternation, load
from pipeline.records import Name, Quantity
from pipeline.values.bounds import bound_after
from pipeline.values.scan import Scanned


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A figure before its clause is known. ``awaits``: a bare number that counts what the next figure counts."""

    start: int
    end: int
    quantity: Quantity
    counted: str | None = None
    awaits: bool = False


def draft_figures(
    tokens: Tokens, scanned: Sequence[Scanned], names: Sequence[Name], taken: Taken
) -> Iterator[Draft]:
    """The figures that the scanned quantities are, in text order; bare numbers are told by their neighbours."""
    drafts: list[Draft] = []
    for i, found in enumerate(scanned):
        stop = scanned[i + 1].start if i + 1 < len(scanned) else None
        draft = _draft(tokens, found, names, taken, drafts, stop)
        if draft:
            drafts.append(draft)
    following: Draft | None = None
    told = []
    for draft in reversed(drafts):
        if draft.awaits and following is None:
            continue
        if draft.awaits and following is not None:
            draft = _told_by(draft, following)
        told.append(draft)
        following = draft
    return reversed(told)


def _told_by(draft: Draft, other: Draft) -> Draft:
    """A bare number as the same sort of quantity as another one: "22 des 27 pays", "passer de 80 à 90 km/h"."""
    quantity = replace(draft.quantity, kind=other.quantity.kind, unit=other.quantity.unit)
    return replace(draft, quantity=quantity, counted=other.counted, awaits=False)


def _draft(
    tokens: Tokens, found: Scanned, names: Sequence[Name], taken: Taken, before: Sequence[Draft], stop: int | None
) -> Draft | None:
    kind = found.quantity.kind
    if kind == "rank":
        return _rank(tokens, found)
    if is_years(tokens.low, found):
        age = as_age(tokens.low, found, names)
        return age and Draft(start=age.start, end=age.end, quantity=age.quantity, counted=of_age(tokens, age, names))
    if kind == "score":
        return Draft(start=found.start, end=found.end, quantity=found.quantity)
    if kind == "ratio":
        return _ratio(tokens, found, stop)
    if kind == "count":
        return _count(tokens, found, taken, before, stop)
    return _measure(tokens, found, before, stop)


def _rank(tokens: Tokens, found: Scanned) -> Draft:
    table = table_after(tokens.low, found.end)
    phrase = phrase_at(tokens, tokens.first_from(table)) if table else None
    return Draft(start=found.start, end=found.end, quantity=found.quantity, counted=text_of(tokens, phrase) if phrase else None)


def _ratio(tokens: Tokens, found: Scanned, stop: int | None) -> Draft:
    part = part_after(tokens, found.end, None)
    counted = tokens.page.text[slice(*found.of)] if found.of else text_of(tokens, part) if part else None
    return Draft(start=found.start, end=found.end, quantity=found.quantity, counted=counted)


def _floor(tokens: Tokens, found: Scanned, before: Sequence[Draft]) -> int:
    """Where the words that may belong to a figure begin: its sentence, or the figure before it there."""
    sentence = tokens.page.sentence_at(found.start)
    return max(sentence.start, before[-1].end if before else 0)


_SAME = re.compile(r"[ ]?(?:,[ ])?(?:\([ ]?|soit[ ]|contre[ ]|ou[ ]|et[ ]|à[ ]|puis[ ]|,[ ])(?:environ[ ])?$")


def _measure(tokens: Tokens, found: Scanned, before: Sequence[Draft], stop: int | None) -> Draft:
    floor = _floor(tokens, found, before)
    change = change_before(tokens.low, found.start, floor)
    quantity = found.quantity
    counted: str | None
    if change or quantity.change:
        phrase = changed(tokens, change, found.start, found.end, tokens.page.sentence_at(found.start).start) if change else None
        counted = text_of(tokens, phrase) if phrase else measured(tokens, found.start, found.end, floor, stop)
        quantity = replace(quantity, change=quantity.change or (change.direction if change else None))
    elif before and floor == before[-1].end and _SAME.fullmatch(tokens.low, floor, found.start) and not part_after(tokens, found.end, stop):
        counted = before[-1].counted
    else:
        counted = measured(tokens, found.start, found.end, floor, stop)
    return Draft(start=found.start, end=found.end, quantity=quantity, counted=counted)


_OF = re.compile(r"[ ]?(?:de[ ]|d'[ ]?)?")
_OF_OTHERS = re.compile(r"[ ](?:des|de[ ](?:ces|ses|leurs|nos))[ ](?=[0-9]|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|\w+[ -])")


def _count(tokens: Tokens, found: Scanned, taken: Taken, before: Sequence[Draft], stop: int | None) -> Draft | None:
    if found.joined or (stop is not None and _OF_OTHERS.fullmatch(tokens.low, found.end, stop)):
        return Draft(start=found.start, end=found.end, quantity=found.quantity, awaits=True)
    match = _OF.match(tokens.low, found.end)
    begin = match.end() if match and (found.partitive or match.end() == found.end + 1 or True) else found.end
    first = tokens.first_from(begin)
    near = first < len(tokens) and tokens.starts[first] == begin and "\n" not in tokens.low[found.end : begin]
    phrase = phrase_at(tokens, first) if near else None
    if phrase is None or taken.touches(tokens.starts[phrase.head], tokens.ends[phrase.head]) and not found.digits:
        return _bare(tokens, found, before)
    return _counting(tokens, found, phrase)


@cache
def _durations() -> frozenset[str]:
    return frozenset(load("figures")["durations"]["words"])


def _counting(tokens: Tokens, found: Scanned, phrase: object) -> Draft | None:
    head = tokens.words[phrase.head]  # type: ignore[attr-defined]
    if head in _durations():
        return None
    end = tokens.ends[phrase.core - 1]  # type: ignore[attr-defined]
    bound = bound_after(tokens.low, end) if found.quantity.comparator == "=" else None
    unit = tokens.page.text[tokens.starts[phrase.head] : tokens.ends[phrase.head]]  # type: ignore[attr-defined]
    quantity = replace(found.quantity, unit=unit, comparator=bound.comparator if bound else found.quantity.comparator)
    return Draft(
        start=found.start, end=bound.offset if bound else end, quantity=quantity, counted=text_of(tokens, phrase)  # type: ignore[arg-type]
    )


def _bare(tokens: Tokens, found: Scanned, before: Sequence[Draft]) -> Draft | None:
    """A number with nothing after it: told by the figure before it in its sentence, or dropped."""
    if not found.digits and found.quantity.value < 13:
        return None
    sentence = tokens.page.sentence_at(found.start)
    if is_year(tokens.page.shadow, found) or not before or before[-1].start < sentence.start:
        return None
    draft = Draft(start=found.start, end=found.end, quantity=found.quantity)
    return _told_by(draft, before[-1]) if before[-1].quantity.kind in {"count", "money"} else None
