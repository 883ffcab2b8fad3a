"""Figures: stated quantities with their value, what they count, and the clause they stand in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pipeline.annotate import Annotated
from pipeline.finders.figures.casualties import find_ones
from pipeline.finders.figures.clauses import clause_around, date_of, organisation_of, place_of, statement
from pipeline.finders.figures.context import Draft
from pipeline.finders.figures.drafts import draft_figures
from pipeline.finders.figures.money import money_country
from pipeline.finders.figures.ranks import find_ranks
from pipeline.finders.figures.refusals import Taken, is_refused
from pipeline.finders.figures.tokens import Tokens, read_tokens, with_records
from pipeline.records import Date, Figure, Name
from pipeline.values.multiples import find_multiples
from pipeline.values.scan import Scanned, scan_quantities

__all__ = ["find_figures"]


def find_figures(page: Annotated, *, names: Sequence[Name], dates: Sequence[Date]) -> Iterator[Figure]:
    """The figures of a page in text order.

    ``names`` and ``dates`` are the page's: numbers inside them are left alone, and a figure is tied to those that its
    clause names.
    """
    taken = Taken([(name.start, name.end) for name in names] + [(date.start, date.end) for date in dates])
    scanned = list(_scan(page, taken, names, dates))
    if not scanned:
        return
    tokens = with_records(read_tokens(page), names, dates)
    near = _Near(
        [name for name in names if name.type == "place"],
        [name for name in names if name.type == "organisation"],
        [date for date in dates if date.period.first_day or date.period.last_day],
    )
    for draft in draft_figures(tokens, scanned, names, dates):
        yield _figure(tokens, draft, near)


class _Near(NamedTuple):
    """What the figures of a page may be tied to: its places, organisations and calendar dates."""

    places: Sequence[Name]
    organisations: Sequence[Name]
    dates: Sequence[Date]


def _scan(page: Annotated, taken: Taken, names: Sequence[Name], dates: Sequence[Date]) -> Iterator[Scanned]:
    """The quantities and ranks of the page that stand free, in text order, without overlap."""
    low = page.shadow.replace("İ", "I").lower()
    country = money_country(page, names)
    free_of_dates = _without(page.shadow, dates)
    found = [*scan_quantities(free_of_dates, country=country), *find_ranks(low), *find_multiples(low), *find_ones(low)]
    past = 0
    for quantity in sorted(found, key=lambda one: (one.number_start, one.quantity.kind not in {"rank", "ratio"})):
        free = quantity.number_start >= past and not _is_taken(quantity, taken)
        if free and not is_refused(page.shadow, low, quantity):
            yield quantity
            past = quantity.end


def _without(shadow: str, dates: Sequence[Date]) -> str:
    """The shadow with its dates struck out, lest "de 5 en 2019 à 8" read as a range from 2019 to 8."""
    parts, past = [], 0
    for date in sorted(dates, key=lambda date: date.start):
        start = max(past, date.start)
        end = max(past, date.end)
        parts += [shadow[past:start], _STRUCK * (end - start)]
        past = end
    return "".join([*parts, shadow[past:]])


_STRUCK = "¤"


def _is_taken(quantity: Scanned, taken: Taken) -> bool:
    """The number stands in a name or a date; a name that is only part of the unit ("degrés Celsius") is none."""
    end = quantity.number_end if quantity.quantity.kind in {"measure", "money", "percent"} else quantity.end
    return taken.touches(quantity.number_start, end)


def _figure(tokens: Tokens, draft: Draft, near: _Near) -> Figure:
    page, start, end = tokens.page, draft.start, draft.end
    sentence = page.sentence_at(start)
    bounds = clause_around(tokens, sentence, start, end)
    return Figure(
        text=page.text[start:end],
        start=start,
        end=end,
        sentence=sentence.index,
        quantity=draft.quantity,
        counted=draft.counted,
        statement=statement(tokens, bounds, start),
        place=place_of(tokens, bounds, end, near.places),
        date=date_of(bounds, sentence, start, near.dates),
        organisation=organisation_of(bounds, start, near.organisations),
    )
