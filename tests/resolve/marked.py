"""Documents from marked sentences: "[P:Awa Sow]{maire @ Valmy} parle." """

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.records import Entity, Name, Role
from pipeline.resolve.within import resolve_document

KINDS = {"P": "person", "O": "organisation", "L": "place"}
MARK = re.compile(r"\[([POL])(\d*):([^\]]+)\](?:\{([^}@]+?)(?: @ ([^}]+))?\})?")


@dataclass(frozen=True)
class Marked:
    text: str
    names: tuple[Name, ...]
    roles: tuple[Role, ...]
    numbers: tuple[str, ...]

    def entities(self) -> tuple[Entity, ...]:
        return resolve_document(self.text, self.names, self.roles)


def read(line: str) -> Marked:
    line = line.replace("\\n", "\n")
    text, last, names, numbers, held = "", 0, [], [], []
    for mark in MARK.finditer(line):
        text += line[last : mark.start()]
        kind, number, words, title, organisation = mark.groups()
        start = len(text)
        text += words
        name = Name(type=KINDS[kind], text=words, start=start, end=len(text), sentence=0, found_by="model")
        names.append(name)
        numbers.append(kind + number)
        if title:
            held.append((name, title, organisation))
        last = mark.end()
    text += line[last:]
    named = {name.text: name for name in names if name.type == "organisation"}
    roles = [
        Role(person=name, title=title, organisation=named.get(where), text="", start=0, end=0, sentence=0)
        for name, title, where in held
    ]
    return Marked(text=text, names=tuple(names), roles=tuple(roles), numbers=tuple(numbers))


def lines(path: str) -> list[str]:
    from pathlib import Path

    rows = (Path(__file__).parent / path).read_text(encoding="utf-8").splitlines()
    return [row for row in rows if row and not row.startswith("#")]
