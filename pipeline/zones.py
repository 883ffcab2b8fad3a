"""The parts of a press release: headline, dateline, body, "À propos", contact, legal.

Works on lines and needs no language model.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from pipeline.lexicon.lexicon import alternation, load
from pipeline.records import Zone
from pipeline.text import shadow

HEADLINE_WORDS = 35  # the longest headline seen in agency copy, with room
HEADLINE_LINES = 3  # overline, headline, standfirst

_MONTH = (
    r"janv(?:ier)?|f[ée]v(?:r(?:ier)?)?|mars|avr(?:il)?|mai|juin|juil(?:let)?|ao[ûu]t|sept(?:embre)?|oct(?:obre)?|"
    r"nov(?:embre)?|d[ée]c(?:embre)?"
)
_DATELINE = re.compile(
    rf"""
    (?P<place>[A-ZÀ-Þ][\w'.-]*(?:[ -](?:[A-ZÀ-Þ(][\w'.)-]*|sur|de|du|la|le|les|en|lès|des|aux|d'\w+)){{0,5}})
    (?:[ ]*\([^()\n]{{2,30}}\))?
    (?:[ ]*,[ ]*(?:(?i:le)[ ]+)?|[ ]+(?i:le)[ ]+)
    (?:(?i:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche),?[ ]+(?:(?i:le)[ ]+)?)?
    (?P<day>\d{{1,2}}(?:(?i:er))?[ ]+(?i:{_MONTH})\.?(?:[ ]+\d{{4}})? | \d{{1,2}}[/.]\d{{1,2}}[/.]\d{{2,4}})
    (?P<agency>[ ]*\([^()\n]{{2,25}}\))?
    (?P<after>[ ]*[.:]?[ ]*(?:[–—]|-+)[ ]*|[ ]*[.:]?[ ]*(?=\n|$))
    """,
    re.VERBOSE,
)
_ENDS_SENTENCE = re.compile(r"""[.!?…:;]["»”)]*$""")
_ZONE_ORDER: tuple[Zone, ...] = ("about", "contact", "legal")
_ADDRESS = re.compile(r"[\w.+-]{1,64}@[\w-]{1,64}\.\w|(?:\+|00)\d{2,3}[ .]?\d|\b0\d(?:[ .]\d{2}){4}\b")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A run of characters that belongs to one zone."""

    start: int
    end: int
    zone: Zone


@cache
def _openings() -> tuple[tuple[Zone, re.Pattern[str]], ...]:
    lexicon = load("zones")
    return tuple((zone, re.compile(rf"(?:{alternation(lexicon[zone]['opens'])})(?!\w)")) for zone in _ZONE_ORDER)


def _lines(text: str) -> Iterator[tuple[int, int]]:
    for match in re.finditer(r"[^\n]+", text):
        line = match.group()
        inner = line.strip()
        if inner:
            start = match.start() + line.index(inner)
            yield start, start + len(inner)


def _opened_by(line: str) -> Zone | None:
    """The zone that a line opens: it starts with the phrase and is short, or the phrase is all before a colon."""
    bare = line.casefold().lstrip("*#_-–— \t")
    for zone, pattern in _openings():
        match = pattern.match(bare)
        if match and (len(bare.split()) <= 12 or ":" in bare[match.end() : match.end() + 40]):
            return zone
    return None


def _is_headline(line: str) -> bool:
    return len(line.split()) <= HEADLINE_WORDS and not _ENDS_SENTENCE.search(line) and line[:1] not in '-•*–—«"'


def find_dateline(text: str) -> re.Match[str] | None:
    """The dateline at the start of one of the first lines ("RABAT, 24 octobre 2024 (MAP) –"), with its groups."""
    folded = shadow(text)
    for count, (start, end) in enumerate(_lines(folded)):
        if count > HEADLINE_LINES:
            return None
        match = _DATELINE.match(folded, start, end)
        if match:
            return match
    return None


def zone_stretches(text: str) -> tuple[Stretch, ...]:
    """The zones of a text in order; they cover every line that is not blank."""
    dateline = find_dateline(text)
    lines = list(_lines(text))
    stretches: list[Stretch] = []
    zone: Zone = "headline" if len(lines) > 1 else "body"
    for number, (start, end) in enumerate(lines):
        line = text[start:end]
        if dateline and start <= dateline.start() < end:
            stretches.append(Stretch(dateline.start(), max(dateline.end(), start + 1), "dateline"))
            zone = "body"
            start = dateline.end()  # noqa: PLW2901 - what follows the dateline on its line is body
            if start >= end:
                continue
        elif zone == "headline" and (number >= HEADLINE_LINES or not _is_headline(line)):
            zone = "body"
        if zone != "headline":
            zone = _next_zone(zone, line)
        stretches.append(Stretch(start, end, zone))
    return tuple(stretches)


def _next_zone(zone: Zone, line: str) -> Zone:
    opened = _opened_by(line)
    if opened:
        return opened
    if zone == "about" and _ADDRESS.search(line) and len(line.split()) <= 12:
        return "contact"
    return zone
