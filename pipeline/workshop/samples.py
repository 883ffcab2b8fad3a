"""Texts with marked names, read from the sources that the names model learns from.

Every source is brought to one shape and one manner of marking, that of the annotation guidelines: names alone,
without article, civility or function, only the outermost of nested ones.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from pipeline.gold import read_gold
from pipeline.workshop.wordlists import words

# MISC takes what is named but is neither person, organisation nor place: events, products, works. It is taught so
# that such names stay out of the other three, and is not used afterwards.
LABELS = {"Person": "PER", "Organization": "ORG", "Location": "LOC", "Event": "MISC", "Product": "MISC"}
KINDS = {"person": "PER", "organisation": "ORG", "place": "LOC"}
# Of two marks on the same characters the one first named here is kept.
_PREFERENCE = {"MISC": 0, "PER": 1, "LOC": 2, "ORG": 3}
_PIECE = 1_500  # characters


class Name(NamedTuple):
    """Characters ``start`` to ``end`` (exclusive) of a text and what they name: PER, ORG, LOC or MISC."""

    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True)
class Sample:
    """A text and the names in it, ascending and apart from each other."""

    text: str
    names: tuple[Name, ...]


def outermost(names: Iterable[Name]) -> tuple[Name, ...]:
    """The names that no other name holds or crosses, ascending; of equal ones the preferred label."""
    kept: list[Name] = []
    for name in sorted(names, key=lambda n: (n.start - n.end, _PREFERENCE[n.label], n.start)):
        if name.end > name.start and all(name.end <= other.start or other.end <= name.start for other in kept):
            kept.append(name)
    return tuple(sorted(kept))


# --- WiNER-fr: Wikinews articles of 2016 and 2017


def read_winer(path: Path) -> Iterator[Sample]:
    """The samples of a WiNER-fr JSONL file, mended and marked by the guidelines."""
    for line in path.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        names = (Name(start, end, LABELS[label]) for start, end, label in record["ents"] if label in LABELS)
        yield by_guidelines(mend(Sample(record["text"], outermost(names))))


# A link of the wiki leaves a space before a comma, a full stop or a bracket, and after an apostrophe:
# "à Lyon , où", "( Rhône )", "l' Italie".
_LINK_SPACE = re.compile(r"(?<=\w)[ ]+(?=[,.)](?:\s|$))|(?<=\()[ ]+|(?<=\b[dlnsjmt]['’])[ ]+|(?<=\bqu['’])[ ]+")


def mend(sample: Sample) -> Sample:
    """The sample without the spaces that wiki links leave; names move along."""
    return without(sample, [match.span() for match in _LINK_SPACE.finditer(sample.text)])


def without(sample: Sample, cuts: list[tuple[int, int]]) -> Sample:
    """The sample without the stretches (ascending, apart); a name is kept by the characters left of it."""
    ends = [end for _, end in cuts]
    gone = [0]
    for start, end in cuts:
        gone.append(gone[-1] + end - start)

    def moved(offset: int) -> int:
        index = bisect_right(ends, offset)
        inside = max(0, offset - cuts[index][0]) if index < len(cuts) else 0
        return offset - gone[index] - inside

    text, last = [], 0
    for start, end in cuts:
        text.append(sample.text[last:start])
        last = end
    text.append(sample.text[last:])
    return Sample("".join(text), tuple(Name(moved(n.start), moved(n.end), n.label) for n in sample.names))


# --- our own annotated press texts


def read_gold_samples(folder: Path) -> Iterator[tuple[str, Sample]]:
    """The id and the sample of each gold file of a folder, by file name."""
    for gold in read_gold(folder):
        names = (Name(mention.start, mention.end, KINDS[mention.type]) for mention in gold.mentions)
        yield gold.id, Sample(gold.text, outermost(names))


# --- marks by the guidelines

_LEADING = re.compile(
    r"(?:(?:l|d|qu|s)['’]\s?|(?:les?|la|des?|du|une?)\s+)(?=\S)"
    r"|(?:M|MM|Mme|Mmes|Mlle|Me|Mgr|Dr|Pr)\.?\s+(?=[A-ZÀ-Þ])"
    r"|(?:Monsieur|Madame|Mademoiselle|Maître)\s+(?=[A-ZÀ-Þ])"
)
_DIVISION = re.compile(r"(?:wilaya|département|région|canton|province|commune|ville|district|préfecture)\s+(?=d[eu'’])")


def trim(text: str, name: Name) -> Name:
    """The name without a leading lower-case article or preposition or a civility: "l'Irak", "Mme Anne Petit"."""
    division = _DIVISION.match(text, name.start, name.end) if name.label == "LOC" else None
    start = division.end() if division else name.start
    while match := _LEADING.match(text, start, name.end):
        if name.label == "PER" and text[start : start + 2] in {"de", "du", "d'", "d’", "la", "le"}:
            break  # "de Gaulle"
        start = match.end()
    return name._replace(start=start)


def by_guidelines(sample: Sample) -> Sample:
    """The sample with its marks brought to the guidelines: functions, groups and bare nouns are no organisations."""
    trimmed = (trim(sample.text, name) for name in sample.names)
    return Sample(sample.text, outermost(judged for name in trimmed if (judged := _judge(sample.text, name))))


_FIRST_WORD = re.compile(r"[\w-]+")
_MINISTER = re.compile(r"\b(?:[Mm]inistres?|[Ss]ecr[ée]taires? d['’][ÉE]tat|SE)\b[^.;:\n]{0,60}$")


def _judge(text: str, name: Name) -> Name | None:
    content = text[name.start : name.end]
    if name.label == "PER":
        return name
    first = _FIRST_WORD.match(content)
    head = first.group() if first else content
    if name.label == "ORG" and (content.casefold() in words("bare") or _is_portfolio(text, name, head)):
        return None
    if content.islower() and (name.label != "ORG" or head not in words("heads")):
        return None
    return name._replace(label="LOC") if name.label == "ORG" and head in words("buildings") else name


def _is_portfolio(text: str, name: Name, head: str) -> bool:
    return head.casefold() in words("portfolios") and bool(_MINISTER.search(text, max(0, name.start - 80), name.start))


# --- pieces


def pieces(sample: Sample) -> Iterator[Sample]:
    """The sample in pieces of about 1,500 characters, cut between paragraphs or, in a long one, between lines."""
    begin, text = 0, sample.text
    while begin < len(text):
        end = len(text) if len(text) - begin <= _PIECE else text.rfind("\n", begin, begin + _PIECE) + 1
        if end <= begin:
            end = text.find("\n", begin) + 1 or len(text)
        inside = (n for n in sample.names if begin <= n.start and n.end <= end)
        yield Sample(text[begin:end], tuple(Name(n.start - begin, n.end - begin, n.label) for n in inside))
        begin = end
