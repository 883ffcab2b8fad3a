"""Words that a page gives somebody: direct speech between quotation marks, and reported clauses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.annotate import Annotated
from pipeline.finders.quotes.direct import DirectSpeech
from pipeline.finders.quotes.indirect import IndirectSpeech
from pipeline.finders.quotes.reading import Reading, read_page
from pipeline.finders.quotes.voices import Cast
from pipeline.records import Entity, Name, Quote, QuoteKind, Role

__all__ = ["find_quotes"]


def find_quotes(page: Annotated, *, entities: Sequence[Entity], roles: Sequence[Role]) -> Iterator[Quote]:
    """The quotes in text order: direct ones of four words or more that are attributed, and reported clauses."""
    reading = read_page(page)
    cast = Cast(reading, entities, roles)
    direct, indirect = DirectSpeech(reading, cast), IndirectSpeech(reading, cast)
    quotes: list[Quote] = []
    for index in range(len(reading.starts)):
        unit = reading.unit(index)
        said = [*direct.in_unit(unit)]
        quotes += (
            _quote(page, s.marked.start, s.marked.end, "direct", s.attribution.name, s.attribution.cue) for s in said
        )
        for clause in indirect.in_unit(unit, quoted=bool(said)):
            if not _mostly_said(reading, clause.start, clause.end):
                quotes.append(_quote(page, clause.start, clause.end, "indirect", clause.name, clause.cue))
    yield from sorted(quotes, key=lambda quote: (quote.start, quote.end))


def _mostly_said(reading: Reading, start: int, end: int) -> bool:
    """Half of the clause or more stands between quotation marks: it has its own rows."""
    return 2 * reading.text.count("_", start, end) >= end - start


def _quote(
    page: Annotated, start: int, end: int, kind: QuoteKind, speaker: Name | None, cue: tuple[int, int] | None
) -> Quote:
    return Quote(
        text=page.text[start:end],
        start=start,
        end=end,
        sentence=page.sentence_at(start).index,
        kind=kind,
        speaker=speaker,
        cue=page.text[cue[0] : cue[1]] if cue else None,
    )
