"""One text in the terminal: its finds highlighted, and the rows that they give."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from pipeline.records import Extraction
from pipeline.schema import tables
from pipeline.tables import Tables

STYLES = {
    "person": "bold green",
    "organisation": "bold blue",
    "place": "bold magenta",
    "date": "yellow",
    "figure": "red",
    "event": "underline",
    "quote": "italic",
}
# The columns worth a terminal's width, by table.
_SHOWN = {
    "people": ("name", "gender", "mentions"),
    "organisations": ("name", "acronym", "kind", "mentions"),
    "places": ("name", "kind", "country_code", "mentions"),
    "roles": ("person_id", "title", "organisation_id"),
    "dates": ("text", "kind", "first_day", "last_day", "duration", "time"),
    "figures": ("text", "kind", "comparator", "value", "value_max", "unit", "counted", "change"),
    "events": ("name", "kind", "first_day", "last_day", "place_id", "status"),
    "event_participants": ("event_id", "entity_id", "role"),
    "quotes": ("text", "kind", "speaker_id", "cue"),
}


def show(extraction: Extraction, built: Tables, console: Console) -> None:
    """Prints the text with its finds and the rows of each table that has any."""
    console.print(render(extraction, built))


def render(extraction: Extraction, built: Tables) -> RenderableType:
    """The same as something that rich prints."""
    shown = (_table(name, columns, built) for name, columns in _SHOWN.items() if built.rows[name])
    return Group(_legend(), Text(), highlighted(extraction), Text(), *shown)


def _legend() -> Text:
    return Text("  ").join(Text(kind, style=style) for kind, style in STYLES.items())


def highlighted(extraction: Extraction) -> Text:
    """The text with a style on each find."""
    text = Text(extraction.document.text)
    for start, end, kind in _spans(extraction):
        text.stylize(STYLES[kind], start, end)
    return text


def _spans(extraction: Extraction) -> Iterator[tuple[int, int, str]]:
    """Wider spans first, so that what lies inside them stays visible."""
    yield from ((quote.start, quote.end, "quote") for quote in extraction.quotes)
    yield from ((t.start, t.end, "event") for event in extraction.events for t in event.triggers)
    yield from ((figure.start, figure.end, "figure") for figure in extraction.figures)
    yield from ((date.start, date.end, "date") for date in extraction.dates)
    for entity in extraction.entities:
        yield from ((mention.name.start, mention.name.end, entity.type) for mention in entity.mentions)


def _table(name: str, columns: Iterable[str], built: Tables) -> Table:
    table = Table(title=f"{name} — {tables()[name].description}", title_justify="left", header_style="bold")
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in built.rows[name]:
        table.add_row(*(_cell(getattr(row, column)) for column in columns))
    return table


def _cell(value: object) -> str:
    if value is None:
        return ""
    return f"{value:g}" if isinstance(value, float) and abs(value) < 1e6 else str(value)
