"""Roles: which function a text gives whom, at which organisation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.annotate import Annotated
from pipeline.extract.roles.reading import Reading, read
from pipeline.extract.roles.ties import appointed, is_list_head, people_after, person_before, with_article
from pipeline.extract.roles.titles import Title, title_at, title_text
from pipeline.records import Name, Role
from pipeline.text import comparable

__all__ = ["find_roles"]


def find_roles(page: Annotated, *, names: Sequence[Name]) -> Iterator[Role]:
    """The roles that a page states, one a (person, title, organisation), in text order.

    ``names`` are the page's names (:func:`pipeline.extract.names.find_names`).
    """
    reading = read(page, names)
    seen = set()
    for title, person in _tied(reading):
        role = _role(page, reading, title, person)
        key = (person.text.split()[-1].casefold(), comparable(role.title), role.organisation and role.organisation.text)
        if key not in seen:
            seen.add(key)
            yield role


def _titles(reading: Reading) -> Iterator[Title]:
    i = 0
    while i < len(reading.words):
        title = title_at(reading, i)
        if title is None:
            i += 1
            continue
        yield title
        i = max(title.end, i + 1)


def _tied(reading: Reading) -> Iterator[tuple[Title, Name]]:
    """Titles with the people that bear them; a title coordinated to one before it goes to the same people."""
    last: Title | None = None
    bearers: list[Name] = []
    waiting: list[Title] = []
    for title in _titles(reading):
        people = _bearers(reading, title)
        if not people and last is not None and _continues(reading, last, title):
            if bearers:
                people = bearers
            else:
                waiting.append(last)
        elif not (last is not None and _continues(reading, last, title)):
            waiting = []
        for person in people:
            for early in waiting:
                yield early, person
            yield title, person
        last, bearers = title, people
        if people:
            waiting = []


def _bearers(reading: Reading, title: Title) -> list[Name]:
    first = with_article(reading, title)
    joined = people_after(reading, title, comma=False)
    if joined:
        return joined
    before = person_before(reading, first)
    after = people_after(reading, title, comma=True) if is_list_head(reading, title) else []
    if after and (before is None or first < title.start):
        return after
    if before is None:
        before = appointed(reading, title.start)
    return [before] if before else []


def _continues(reading: Reading, last: Title, title: Title) -> bool:
    """The title follows the last one after "et", a comma or an adverb: "président de X et maire de Y"."""
    words = reading.words
    first = with_article(reading, title)
    if last.after >= len(words) or not reading.same_sentence(last.head, title.head):
        return False
    if words.joined(first) and words.lowers[first - 1] == "et" and first - 1 == last.after:
        return True
    return first == last.after and words.gap(first) == ", "


def _role(page: Annotated, reading: Reading, title: Title, person: Name) -> Role:
    words = reading.words
    start, end = words.starts[title.start], words.ends[title.end - 1]
    return Role(
        person=person,
        title=title_text(reading, title),
        organisation=title.organisation,
        text=page.text[start:end],
        start=start,
        end=end,
        sentence=page.sentence_at(start).index,
    )
