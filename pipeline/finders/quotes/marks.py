"""Quotation marks: which opens, which closes, and what stands between them.

Pure functions of a string. The French press writes « », “ ”, " ", „ “, ‹ ›, ‘ ’, '' '', << >>, mixes them in one
quotation, repeats the opening mark at each new paragraph, and forgets one mark in two hundred.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

_MARK = re.compile(
    r"""
    \n\s*            # a new paragraph: what is open ends, unless the mark is repeated
    | <<|>>|``|''|’’ # marks made of two characters
    | [«»‹›“”„‟"‘]
    | ’(?!\w)        # closes ‘ alone; elsewhere an apostrophe
    """,
    re.VERBOSE,
)
_OPENERS = frozenset({"«", "‹", "“", "„", "‟", "<<", "``", "‘"})
_EVEN = frozenset({'"', "''", "’’"})  # the same mark opens and closes
_PARTNERS = {  # the marks that close each opening mark, before any other does
    "«": "»", "‹": "›", "“": "”", "„": "“”‟", "‟": "”", "<<": ">>", "``": "'' ’’ ``", "‘": "’", '"': '"', "''": "''",
    "’’": "’’", "”": "”",
}  # fmt: skip
_STRANGERS = frozenset("»”›“") | {'"', ">>"}  # close an opening mark of another style where none of theirs is open
_AFTER_CLOSING = frozenset(" \u00a0\u202f\u2009\t\n,.;:!?)]…–—") | {""}
_AROUND = " \t\n\r\f\v\u00a0\u202f\u2007\u2009\u200a\u200b\u2002\u2003\ufeff"


@dataclass(frozen=True, slots=True)
class Marked:
    """A stretch between quotation marks: its inside without surrounding space, and its outside with the marks.

    ``closed`` is false where the closing mark is missing: the stretch then runs to the end of its paragraph.
    """

    start: int
    end: int
    outer_start: int
    outer_end: int
    closed: bool = True


@dataclass(slots=True)
class _Reader:
    """The marks that are open at a point of the text, innermost last."""

    text: str
    opened: list[tuple[str, int]] = field(default_factory=list)
    repeated: int = -1  # where a paragraph repeats the opening mark
    evens: dict[str, int] = field(default_factory=dict)  # occurrences of each even mark in the paragraph
    paragraph: int = 0

    def opens(self, mark: str, at: int) -> bool:
        if mark in _EVEN:
            return self._even_opens(mark, at)
        if mark in _OPENERS:
            return not self._turned(mark, at)
        return mark == "”" and not self._partner(mark) and self._looks_open(at, mark)

    def _even_opens(self, mark: str, at: int) -> bool:
        if not any(open_mark == mark for open_mark, _ in self.opened):
            if self._partner(mark) is not None:
                return self._looks_open(at, mark)
            return not self.text[at - 1 : at].isalnum()
        return self._odd(mark) and self._looks_open(at, mark)

    def _odd(self, mark: str) -> bool:
        """The paragraph holds an odd number of the mark: one is missing or too many."""
        if mark not in self.evens:
            end = self.text.find("\n", self.paragraph)
            self.evens[mark] = self.text.count(mark, self.paragraph, end if end >= 0 else len(self.text))
        return self.evens[mark] % 2 == 1

    def _looks_open(self, at: int, mark: str) -> bool:
        before, after = self.text[at - 1 : at], self.text[at + len(mark) : at + len(mark) + 1]
        return (not before or before in _AROUND or before in "('’:") and after not in _AFTER_CLOSING

    def _turned(self, mark: str, at: int) -> bool:
        """An opening mark that closes: “ mot « , and „ mot “."""
        before, after = self.text[at - 1 : at], self.text[at + len(mark) : at + len(mark) + 1]
        if not self.opened or not before or before in _AROUND or after not in _AFTER_CLOSING:
            return False
        return self.opened[-1][0] != mark or after in ",.;:)"

    def _partner(self, mark: str) -> int | None:
        """The index of the open mark that this one closes."""
        for index in range(len(self.opened) - 1, -1, -1):
            if mark in _PARTNERS[self.opened[index][0]].split() or mark in _PARTNERS[self.opened[index][0]]:
                return index
        if self.opened and mark in _STRANGERS and self.opened[-1][0] != "‘":
            return len(self.opened) - 1
        return None

    def close(self, mark: str) -> int | None:
        """The offset of the mark that this one closes; those opened after it are forgotten."""
        index = self._partner(mark)
        if index is None and self.opened and mark in _OPENERS:
            index = len(self.opened) - 1
        if index is None:
            return None
        at = self.opened[index][1]
        del self.opened[index:]
        return at

    def new_paragraph(self, end: int) -> tuple[str, int] | None:
        """What the paragraph's end leaves unclosed for good; nothing where the next one repeats the mark."""
        self.paragraph, self.evens = end, {}
        if not self.opened:
            return None
        mark = self.opened[0][0]
        if self.text.startswith(mark, end) or (mark == "«" and self.text.startswith("»", end)):
            self.repeated = end
            del self.opened[1:]
            return None
        lost = self.opened[0]
        self.opened.clear()
        return lost


def marked_stretches(text: str) -> list[Marked]:
    """The outermost stretches between quotation marks, in text order; unclosed ones too."""
    found = sorted(_stretches(text), key=lambda stretch: (stretch.outer_start, -stretch.outer_end))
    outermost: list[Marked] = []
    for stretch in found:
        if not outermost or stretch.outer_start >= outermost[-1].outer_end:
            outermost.append(stretch)
        elif not outermost[-1].closed and stretch.closed:
            outermost[-1:] = [_cut(text, outermost[-1], stretch.outer_start), stretch]
    return outermost


def _cut(text: str, stretch: Marked, end: int) -> Marked:
    """An unclosed stretch, up to the mark that opens the next one."""
    return replace(stretch, end=stretch.start + len(text[stretch.start : end].rstrip(_AROUND)), outer_end=end)


def _stretches(text: str) -> Iterator[Marked]:
    reader = _Reader(text)
    for match in _MARK.finditer(text):
        mark, at = match.group(), match.start()
        if mark[0] == "\n":
            lost = reader.new_paragraph(match.end())
            if lost:
                yield from _inside(text, lost[1], len(lost[0]), at, closed=False)
        elif at == reader.repeated:
            continue
        elif reader.opens(mark, at):
            reader.opened.append((mark, at))
        else:
            start = reader.close(mark)
            if start is not None:
                yield from _inside(text, start, _width(text, start), match.end(), closing=len(mark))
    if reader.opened:
        mark, at = reader.opened[0]
        yield from _inside(text, at, len(mark), len(text), closed=False)


def _width(text: str, at: int) -> int:
    return 2 if text[at : at + 2] in {"<<", "``", "''", "’’"} else 1


def _inside(text: str, start: int, width: int, end: int, *, closing: int = 0, closed: bool = True) -> Iterator[Marked]:
    """The stretch from the opening mark at ``start`` to ``end``, where it holds anything but space."""
    inner = text[start + width : end - closing]
    left = start + width + len(inner) - len(inner.lstrip(_AROUND))
    right = start + width + len(inner.rstrip(_AROUND))
    if left < right:
        yield Marked(left, right, start, end, closed)
