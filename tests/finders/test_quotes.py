"""Texts with the words that they give somebody: text, speaker, cue and kind are held together."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise

import pytest
from marked_lines import marked_lines

from pipeline.annotate import annotate
from pipeline.finders.quotes import find_quotes
from pipeline.finders.quotes.reading import LONGEST_UNIT, read_page
from pipeline.records import Document, Entity, EntityType, Gender, Mention, Name, Role

TYPES: dict[str, EntityType] = {"p": "person", "o": "organisation", "l": "place"}
MARKUP = re.compile(r"\{([pol]\d)([fm]?):|\[(~?)([\w-]+) ([^|\]]+)\||[}\]]|@(p\d) ([^@]+)@ ?")
Row = tuple[str, str, str | None, str | None]


@dataclass
class Marked:
    """A marked line: its text, its mentions, roles and quotes as (kind, text, entity, cue)."""

    text: str = ""
    mentions: list[tuple[str, int, int]] = field(default_factory=list)
    genders: dict[str, Gender] = field(default_factory=dict)
    roles: list[tuple[str, str]] = field(default_factory=list)
    quotes: list[Row] = field(default_factory=list)


def parse(line: str) -> Marked:
    marked, opened, last = Marked(), [], 0
    line = line.replace("⏎", "\n")
    for match in MARKUP.finditer(line):
        marked.text += line[last : match.start()]
        last = match.end()
        entity, gender, indirect, speaker, cue, person, title = match.groups()
        if match.group() in "}]":
            start, made = opened.pop()
            made(start, len(marked.text))
        elif entity:
            if gender:
                marked.genders[entity] = gender
            opened.append((len(marked.text), lambda a, b, e=entity: marked.mentions.append((e, a, b))))
        elif speaker:
            kind, who, how = "indirect" if indirect else "direct", _or_none(speaker), _or_none(cue)
            row = lambda a, b, k=kind, w=who, h=how: marked.quotes.append((k, marked.text[a:b], w, h))  # noqa: E731
            opened.append((len(marked.text), row))
        else:
            marked.roles.append((person, title))
    marked.text += line[last:]
    return marked


def _or_none(value: str) -> str | None:
    return None if value == "-" else value


def find(marked: Marked) -> list[Row]:
    page = annotate(document(marked.text))
    names: dict[str, list[Name]] = {}
    for entity, start, end in marked.mentions:
        name = Name(
            type=TYPES[entity[0]], text=marked.text[start:end], start=start, end=end,
            sentence=page.sentence_at(start).index, found_by="rule",
        )  # fmt: skip
        names.setdefault(entity, []).append(name)
    owner = {name: entity for entity, found in names.items() for name in found}
    entities = [
        Entity(
            type=TYPES[entity[0]], name=found[0].text, gender=marked.genders.get(entity), kind="company",
            mentions=tuple(Mention(name=name, resolved_by="full_name") for name in found),
        )
        for entity, found in names.items()
    ]  # fmt: skip
    roles = [
        Role(person=names[who][0], title=title, organisation=None, text=title, start=0, end=0, sentence=0)
        for who, title in marked.roles
    ]
    quotes = list(find_quotes(page, entities=entities, roles=roles))
    for quote in quotes:
        assert marked.text[quote.start : quote.end] == quote.text
    return [(q.kind, q.text, owner[q.speaker] if q.speaker else None, q.cue) for q in quotes]


@cache
def document(text: str) -> Document:
    return Document(
        document_id="d", source="d", source_id="d", source_format="txt", title=None, publisher=None, published=None,
        published_from=None, language="fr", text=text,
    )  # fmt: skip


@pytest.mark.parametrize("line", marked_lines("quotes_sentences.txt"))
def test_words_are_given_to_who_said_them(line: str) -> None:
    marked = parse(line)
    assert sorted(find(marked), key=str) == sorted(marked.quotes, key=str)


@pytest.mark.parametrize("phrase", ["le ministre a dit que ", "« nous irons tous demain », a dit "])
def test_what_never_ends_takes_linear_time(phrase: str) -> None:
    reading = read_page(annotate(document(phrase * 800)))
    assert max(after - before for before, after in pairwise(reading.starts)) < 2 * LONGEST_UNIT
