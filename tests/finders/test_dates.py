"""Dates in sentences, with the days that the story and the tense give them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.annotate import annotate
from pipeline.finders.dates import find_dates
from pipeline.records import Date, Document

PUBLISHED = dt.date(2024, 5, 15)


def cases() -> Iterator[tuple[str, list[str]]]:
    """Each text of the table with the rows under it."""
    text, rows = "", list[str]()
    for line in Path(__file__).with_name("dates_sentences.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("  "):
            rows.append(line.strip())
        elif line and not line.startswith("#"):
            if text:
                yield text, rows
            text, rows = line, []
    yield text, rows


def document(text: str) -> Document:
    return Document(
        document_id="d", source="", source_id="", source_format="", title=None, publisher=None, published=PUBLISHED,
        published_from=None, language="fr", text=text,
    )  # fmt: skip


def shown(date: Date) -> str:
    """A date as the table writes it."""
    period = date.period
    days = dict.fromkeys(str(day or "") for day in (period.first_day, period.last_day))
    return f"{date.text} | {'..'.join(days)}" + (f" at {period.time}" if period.time else "")


@pytest.mark.parametrize(("text", "rows"), list(cases()), ids=lambda value: value if isinstance(value, str) else "")
def test_what_is_found(text: str, rows: list[str]) -> None:
    found = list(find_dates(annotate(document(text))))
    assert [shown(date) for date in found] == rows
    assert all(text[date.start : date.end] == date.text for date in found)
