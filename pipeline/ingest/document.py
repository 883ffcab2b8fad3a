"""From a raw text to a document: the text is fixed here, once and for all."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Mapping

from pipeline.ingest.metadata import parse_day
from pipeline.ingest.raw import Raw
from pipeline.records import Document, PublishedFrom
from pipeline.text import shadow, slug
from pipeline.values.period import parse_period
from pipeline.zones import find_dateline

# Characters that no table can hold: NUL and halves of surrogate pairs. Replaced one for one.
_UNWRITABLE = re.compile("[\x00\ud800-\udfff]")
_SLUG_LENGTH = 48
_DIGEST_LENGTH = 10
_EDGE_LINES = 4  # a release's own date stands in its first or last lines
_FULL_DAY = r"\d{1,2}(?:er)?[ ]+[a-zéû]+\.?[ ]+\d{4}|\d{1,2}[/.]\d{1,2}[/.]\d{4}"
_DATE_LINE = re.compile(
    rf"""^\W*(?:(?:communiqué|communique)\s(?:de\spresse)?|dépêche|publié|mis\sen\sligne|diffusé|date|fait\sà\s[\w-]+)?
    \W*(?:(?:du|le)\s+)?(?:(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)\s+)?
    (?P<day>{_FULL_DAY})\W*(?:à\s\d{{1,2}}\s?h\s?\d{{0,2}}\W*)?$""",
    re.VERBOSE | re.IGNORECASE,
)


def fix_text(text: str) -> str:
    """The text as it is kept: without a leading BOM, CRLF as LF, unwritable characters as U+FFFD, else verbatim."""
    return _UNWRITABLE.sub("\ufffd", text.removeprefix("\ufeff").replace("\r\n", "\n"))


def make_document(raw: Raw, metadata: Mapping[str, str], *, day: dt.date | None, default: dt.date | None) -> Document:
    """The document of a raw text.

    Args:
        raw: the text as read.
        metadata: title, published, publisher and source, from wherever they are known.
        day: the day in the file's name.
        default: the day of publication to assume where nothing tells.
    """
    text = fix_text(raw.text)
    source_id = fix_text(raw.source_id)
    published, told_by = _published(text, metadata, day, default)
    return Document(
        document_id=_document_id(source_id, text),
        source=fix_text(metadata.get("source") or raw.source),
        source_id=source_id,
        source_format=raw.format,
        title=_value(metadata, "title"),
        publisher=_value(metadata, "publisher"),
        published=published,
        published_from=told_by,
        language=_language(text),
        text=text,
    )


def _value(metadata: Mapping[str, str], key: str) -> str | None:
    return fix_text(metadata.get(key, "")).strip() or None


def _document_id(source_id: str, text: str) -> str:
    digest = hashlib.sha256(f"{source_id}\0{text}".encode()).hexdigest()[:_DIGEST_LENGTH]
    return f"{slug(re.sub(r'[.](?:txt|md)$', '', source_id), _SLUG_LENGTH)}-{digest}"


def _published(
    text: str, metadata: Mapping[str, str], day: dt.date | None, default: dt.date | None
) -> tuple[dt.date | None, PublishedFrom | None]:
    candidates: tuple[tuple[dt.date | None, PublishedFrom], ...] = (
        (parse_day(metadata.get("published", "")), "metadata"),
        (day, "path"),
        (day_in_dateline(text), "dateline"),
        (day_in_own_line(text), "text"),
        (default, "option"),
    )
    return next(((value, told_by) for value, told_by in candidates if value), (None, None))


def day_in_dateline(text: str) -> dt.date | None:
    """The day of "Rabat, le 24 octobre 2024"; None where the dateline states no year."""
    match = find_dateline(text)
    return _full_day(match["day"]) if match else None


def day_in_own_line(text: str) -> dt.date | None:
    """The day that stands in a line of its own among the first or the last ("Communiqué de presse – 8 mars 2023")."""
    lines = [line for line in shadow(text).split("\n") if line.strip()]
    edges = lines[:_EDGE_LINES] + lines[_EDGE_LINES:][-_EDGE_LINES:]
    found = (match for line in edges if len(line) < 100 and (match := _DATE_LINE.match(line)))
    return next((day for match in found if (day := _full_day(match["day"]))), None)


def _full_day(words: str) -> dt.date | None:
    """The day of a date with its year; None where it is less than a day or has no year."""
    period = parse_period(words) if re.search(r"\d{4}|\d[/.]\d{1,2}[/.]\d{2}$", words) else None
    return period.first_day if period and period.first_day == period.last_day else None


def _language(text: str) -> str:
    from py3langid import classify  # noqa: PLC0415 - its model takes half a second to load

    language: str = classify(text[:5000])[0]
    return language
