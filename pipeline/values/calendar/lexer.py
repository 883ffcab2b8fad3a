"""Text to tokens: the words that the grammar knows, numbers by their form, and marks; all else is a gap.

Each token carries a code: one character that stands for the set of classes that its word belongs to. A text thus
becomes a short string of codes, over which the grammar's rules are ordinary regular expressions
(:mod:`pipeline.values.calendar.pattern`): a rule costs a few steps a word, whatever the words' length.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pipeline.values.calendar.numbers import counted, merge_numbers

GAP = "\x00"
_FIRST_CODE = 0xE000  # private use: no code is ever a character of a pattern

# A number's form is its class. What is glued to a letter or a further digit ("A320", "1,2", "01 02 03 04") is OPAQUE:
# no part of a date.
_LOOSE = r"(?<!\d[-./,:])(?<!\d)"  # no part of a longer number: "06-12-34-56-78"
_TOKEN = re.compile(
    r"""
    (?P<WORD>aujourd'hui|[a-z]+(?:-[a-z]+)*(?:'|(?!\w)))
    | (?P<CODED>[tqs][1-4](?:[ -]?(?:19|20)\d\d)?(?!\w))
    | (?P<ISO>{LOOSE}\d{4}(?P<dash>[-/])\d{1,2}(?P=dash)\d{1,2}(?![\d/])(?:t\d\d[:\d.]{0,12}z?)?)
    | (?P<NUMERIC>{LOOSE}\d{1,2}[ ]?(?P<sep>[/.-])[ ]?\d{1,2}[ ]?(?P=sep)[ ]?(?:\d{4}|\d\d)(?![\d/]|[.,-]\d))
    | (?P<YEARS>{LOOSE}(?:1[5-9]|20)\d\d[ ]?[-–/][ ]?(?:(?:1[5-9]|20)\d\d|\d\d)(?![\d/%]|[.,-]\d))
    | (?P<MONTHYEAR>{LOOSE}(?:0?[1-9]|1[0-2])/(?:19|20)\d\d(?![\d/]))
    | (?P<CLOCK>{LOOSE}(?:[01]?\d|2[0-4])(?:[ ]?h(?:[ ]?[0-5]\d)?(?:[ ]?(?:mn|min))?(?!\w|-[a-z])|:[0-5]\d(?::[0-5]\d)?(?![\d:])))
    | (?P<SLASHED>{LOOSE}[0-3]?\d/[01]?\d(?![\d/]))
    | (?P<ORDINAL>{LOOSE}\d{1,2}[ ]?(?:er|ere|e|eme|ieme|nd|nde|re)(?![\w']))
    | (?P<RANGE>{LOOSE}[0-3]?\d[ ]?[-–][ ]?[0-3]?\d(?![\d.,%-]))
    | (?P<OPAQUE>\d+(?:[.,:]\d+)+|\d{1,2}(?:[ .]\d\d){3,9}(?!\d)|\w+)
    | (?P<MARK>[^\w ])
    """.replace("{LOOSE}", _LOOSE),
    re.VERBOSE,
)
_DECIMAL = re.compile(r"\d+[.,]\d+")
_GROUPED = re.compile(r"\d{1,3}(?: \d{3})+(?!\d)")
_MARKS = {
    ",": "COMMA", "-": "DASH", "–": "DASH", "—": "DASH", "/": "SLASH", "(": "PAREN", ")": "CLOSE", "\n": "BREAK",
    ".": "STOP", ";": "STOP", ":": "STOP", "!": "STOP", "?": "STOP", "%": "COUNTED", "€": "COUNTED", "$": "COUNTED",
}  # fmt: skip
_ROMAN = re.compile(r"(x{0,2}(?:ix|iv|v?i{0,3}))(?:e|er|eme|ieme)")


@dataclass(frozen=True, slots=True)
class Token:
    """A word or number of the grammar, where it stands, with its value in each class that it belongs to."""

    start: int
    end: int
    values: Mapping[str, Any]


class Vocabulary:
    """The words of the grammar: which classes each belongs to, and the code of each set of classes."""

    def __init__(self, words: Mapping[str, Mapping[str, Any]]) -> None:
        self._words = words
        self._codes: dict[frozenset[str], str] = {}
        for values in (*words.values(), *_SHAPES):
            self._code(values)
            if "NUMBER" in values:
                self._code(counted(values, values["NUMBER"], single=True))

    def _code(self, values: Mapping[str, Any]) -> str:
        return self._codes.setdefault(frozenset(values), chr(_FIRST_CODE + len(self._codes)))

    def codes_of(self, name: str) -> str:
        """All codes whose words belong to the class."""
        return "".join(code for classes, code in self._codes.items() if name in classes)

    def read(self, folded: str) -> tuple[str, list[Token]]:
        """The codes of a folded text and its tokens, one for one; a gap stands for any run of unknown words."""
        tokens = merge_numbers(list(self._tokens(folded)))
        return "".join([self._code(token.values) if token.values else GAP for token in tokens]), tokens

    def _tokens(self, folded: str) -> Iterator[Token]:
        words, gap, taken = self._words, False, 0
        for match in _TOKEN.finditer(folded):
            word = match[0]
            values = words.get(word)
            if values is not None:
                start, end = match.span()
                if "DOTTED" in values and folded.startswith(".", end):
                    end = taken = end + 1
                yield Token(start, end, values)
                gap = False
            elif match.start() < taken:
                continue
            elif found := list(self._shaped(match, folded)):
                yield from found
                gap = False
            elif not gap:
                yield Token(match.start(), match.end(), {})
                gap = True

    def _shaped(self, match: re.Match[str], folded: str) -> Iterator[Token]:
        """Tokens known by their form: numbers, Roman numerals, marks, the parts of "mi-avril"."""
        kind, word, start = match.lastgroup or "", match[0], match.start()
        if kind == "WORD" and "-" in word:
            yield from self._parts(word, start)
        elif kind == "WORD" and (roman := _ROMAN.fullmatch(word)) and roman[1]:
            yield Token(start, match.end(), {"ROMAN": _roman(roman[1])})
        elif kind == "MARK" and word in _MARKS:
            yield Token(start, match.end(), {_MARKS[word]: 0})
        elif kind not in {"WORD", "MARK", "OPAQUE"}:
            yield Token(start, match.end(), _valued(kind, word))
        elif kind == "OPAQUE" and word[0].isdecimal():
            yield Token(start, match.end(), self._number(match, folded))

    @staticmethod
    def _number(match: re.Match[str], folded: str) -> dict[str, Any]:
        """The classes of digits alone: a day, a year, a count; AMOUNT where they are too large, glued or grouped."""
        word, start = match[0], match.start()
        if not word.isdecimal() or not word.isascii():
            return {"AMOUNT": 0} if _DECIMAL.fullmatch(word) else {}
        if _is_glued(folded, start) or _GROUPED.match(folded, start):
            return {"AMOUNT": 0}
        return _number_values(word)

    def _parts(self, word: str, start: int) -> Iterator[Token]:
        parts = word.split("-")
        if all(part in self._words for part in parts) or parts[0] in {"mi", "mois"}:
            for i, part in enumerate(parts):
                if i:
                    yield Token(start - 1, start, {"DASH": 0})
                yield Token(start, start + len(part), self._words.get(part, {}))
                start += len(part) + 1


def _is_glued(folded: str, start: int) -> bool:
    """A number after "$", "n°" or inside a longer number: no day, no year."""
    before = folded[max(0, start - 2) : start]
    return before[-1:] in {"$", "€", "£", "#", "°", "_", "="} or (
        before[:1].isdecimal() and before[1:] in {",", ".", ":"}
    )


def _valued(kind: str, word: str) -> dict[str, Any]:
    if kind == "ORDINAL":
        number = int(re.sub(r"\D", "", word))
        return {"NTH": number, "DAY": 1} if number == 1 else {"NTH": number}
    return {kind: word}


def _number_values(word: str) -> dict[str, Any]:
    number = int(word) if len(word) < 7 else 0
    if len(word) == 4 and 1000 <= number < 2200:
        return {"YEAR": number, "COUNT": number}
    if len(word) <= 2 and 1 <= number <= 31:
        return {"DAY": number, "COUNT": number}
    return {"COUNT": number} if number and len(word) <= 3 else {"AMOUNT": 0}


# One of each set of classes that a number or a mark may have, so that each has its code from the start.
_SHAPES: tuple[Mapping[str, Any], ...] = (
    {"NTH": 2}, {"NTH": 1, "DAY": 1}, {"ROMAN": 1}, {"YEAR": 2000, "COUNT": 2000}, {"DAY": 1, "COUNT": 1}, {"COUNT": 99},
    {"YEAR": 2000}, *({name: ""} for name in ("AMOUNT", "CODED", "ISO", "NUMERIC", "YEARS", "MONTHYEAR", "CLOCK", "SLASHED", "RANGE")),
    *({name: 0} for name in sorted(set(_MARKS.values()))),
)  # fmt: skip


def _roman(letters: str) -> int:
    values = [{"i": 1, "v": 5, "x": 10}[letter] for letter in letters]
    return sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True))
