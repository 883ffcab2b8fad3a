"""Roles: which function a text gives whom, at which organisation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from pipeline.annotate import Annotated
from pipeline.finders.roles.reading import Reading, read
from pipeline.finders.roles.ties import (
    appointed,
    entrusted,
    is_list_head,
    people_after,
    person_before,
    person_beside,
    stands_apart,
    with_article,
)
from pipeline.finders.roles.titles import Title, may_open, title_at, title_text
from pipeline.lexicon.lexicon import load
from pipeline.lexicon.titles import title_heads
from pipeline.records import Name, Role
from pipeline.text import comparable

__all__ = ["find_roles"]


def find_roles(page: Annotated, *, names: Sequence[Name]) -> Iterator[Role]:
    """The roles that a page states, one a (person, title, organisation), in text order.

    ``names`` are the page's names (:func:`pipeline.finders.names.find_names`).
    """
    reading = read(page, names)
    stated = [*(_role(page, reading, title, person) for title, person in _tied(reading)), *_leading(page, reading)]
    told: dict[tuple[str, str | None], list[str]] = {}
    for role in sorted(stated, key=lambda role: (role.start, role.person.start)):
        organisation = role.organisation.text if role.organisation else None
        people = told.setdefault((comparable(role.title), organisation), [])
        name = f" {comparable(role.person.text)}"
        if not any(name.endswith(other) or other.endswith(name) for other in people):
            people.append(name)
            yield role


def _leading(page: Annotated, reading: Reading) -> Iterator[Role]:
    """What somebody leads by a verb: "Awa Sow, qui dirige l'Office X"; the lexicon says which title that is."""
    words = reading.words
    verbs = load("titles")["leading"]["verbs"]
    for i, lower in enumerate(words.lowers):
        if lower != "qui" or words.lowers[i + 1 : i + 2] == () or words.lowers[i + 1] not in verbs:
            continue
        person = reading.person_before(i)
        noun = i + 3 if words.lowers[i + 2 : i + 3] in {("le",), ("la",), ("l'",), ("les",)} else i + 2
        organisation = reading.name(noun, "organisation")
        if person and organisation:
            yield _stated(
                page, person, organisation, verbs[words.lowers[i + 1]], (words.starts[i + 1], words.ends[i + 1])
            )


def _titles(reading: Reading) -> Iterator[Title]:
    past = 0
    for i, lower in enumerate(reading.words.lowers):
        if i < past or not may_open(lower):
            continue
        title = title_at(reading, i)
        if title is not None:
            yield title
            past = title.end


def _tied(reading: Reading) -> Iterator[tuple[Title, Name]]:
    """Titles with the people that bear them; coordinated titles have the same bearers."""
    for group in _groups(reading):
        for person in _bearers(reading, group):
            for title in group:
                yield title, person


def _groups(reading: Reading) -> Iterator[list[Title]]:
    """Titles in text order, those that one person bears together: "président de X et maire de Y"."""
    group: list[Title] = []
    for title in _titles(reading):
        if group and not _continues(reading, group[-1], title):
            yield group
            group = []
        group.append(title)
    if group:
        yield group


def _bearers(reading: Reading, group: list[Title]) -> list[Name]:
    first, last = group[0], group[-1]
    begin = with_article(reading, first)
    described = person_before(reading, begin)
    if begin < first.start and not stands_apart(reading, first):
        described = None
    joined = people_after(reading, last, comma=False)
    if joined and not (described and (len(group) > 1 or begin == first.start)):
        return joined
    after = people_after(reading, last, comma=True) if is_list_head(reading, first) else []
    if after and (described is None or begin < first.start):
        return after
    bearer = described or appointed(reading, first.start) or entrusted(reading, last) or person_beside(reading, first)
    return [bearer] if bearer else []


def _continues(reading: Reading, last: Title, title: Title) -> bool:
    """The title follows the last one after "et" or a comma, for the same person.

    An article makes it another person's ("le maire et le préfet Sow"), a rank does not ("le ministre, le général Sow").
    """
    words = reading.words
    begin = with_article(reading, title)
    after = last.after
    if after >= len(words) or not reading.same_sentence(last.head, title.head):
        return False
    if words.joined(after) and words.lowers[after] == "et":
        return title.start == after + 1 and words.joined(title.start)
    comma = begin == after and words.gap(begin) == ", "
    return comma and (title.start == begin or words.lowers[title.head] in ranks())


@cache
def ranks() -> frozenset[str]:
    """Titles that stand beside another one of the same person."""
    return title_heads("grades", "dignities")


def _role(page: Annotated, reading: Reading, title: Title, person: Name) -> Role:
    span = reading.words.starts[title.start], reading.words.ends[title.end - 1]
    return _stated(page, person, title.organisation, title_text(reading, title), span)


def _stated(page: Annotated, person: Name, organisation: Name | None, title: str, span: tuple[int, int]) -> Role:
    start, end = span
    return Role(
        person=person,
        title=title,
        organisation=organisation,
        text=page.text[start:end],
        start=start,
        end=end,
        sentence=page.sentence_at(start).index,
    )
