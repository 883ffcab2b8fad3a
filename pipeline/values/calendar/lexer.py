"""Text to tokens: the words that the grammar knows, numbers by their form, and marks; all else is a gap.

Each token carries a code: one character that stands for the set of classes that its word belongs to. A text thus
becomes a short string of codes, over which the grammar's rules are ordinary regular expressions
(:mod:`pipeline.values.calendar.pattern`): a rule costs a few steps a word, whatever the words' length.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pipeline.values.calendar.numbers import counted, joined_before, written_number
from pipeline.values.calendar.tokens import Tokens, Word

GAP = "\x00"
_FIRST_CODE = 0xE000  # private use: no code is ever a character of a pattern

# A number's form is its class. What is glued to a letter or a further digit ("A320", "1,2", "01 02 03 04") is OPAQUE:
# no part of a date.
_TOKEN = re.compile(
    r"""
    (?P<WORD>aujourd'hui|[a-z]+(?:'|(?!\w|-[a-z])))
    | (?P<JOINED>[a-z]+(?:-[a-z]+)+(?:'|(?!\w)))
    | (?P<CODED>[tqs][1-4](?:[ -]?(?:19|20)\d\d)?(?!\w)|(?<![\d.,])[1-4][tqs][ -]?(?:19|20)\d\d(?!\w))
    | (?=\d) (?<!\d[-./,:]) (?<!\d) (?:  # no part of a longer number: "06-12-34-56-78"
        (?P<ISO>\d{4}(?P<dash>[-/])\d{1,2}(?P=dash)\d{1,2}(?![\d/])(?:t\d\d[:\d.]{0,12}z?)?)
        | (?P<NUMERIC>\d{1,2}[ ]?(?P<sep>[/.-])[ ]?\d{1,2}[ ]?(?P=sep)[ ]?(?:\d{4}|\d\d)(?![\d/]|[.,-]\d))
        | (?P<YEARS>(?:1[5-9]|20)\d\d[ ]?[-–/][ ]?(?:(?:1[5-9]|20)\d\d|\d\d)(?![\d/%]|[.,-]\d))
        | (?P<MONTHYEAR>(?:0?[1-9]|1[0-2])/(?:19|20)\d\d(?![\d/]))
        | (?P<LAPSE>(?<!°)(?<!°[ ])(?:\d{1,2}[ ]?h[ ]?[0-5]?\d[ ]?(?:min|mn|m|')[ ]?[0-5]?\d(?:[.,]\d{1,3})?[ ]?(?:sec|s|''|["″”])?(?!\w)
            |\d{1,3}[ ]?(?:min|mn|')[ ]?[0-5]?\d(?:[.,]\d{1,3})?[ ]?(?:sec|s|''|["″”])(?!\w)
            |\d:[0-5]\d:[0-5]\d(?![\d:])))
        | (?P<CLOCK>(?:[01]?\d|2[0-4])(?:[ ]?h(?:[ ]?[0-5]\d)?(?:[ ]?(?:mn|min))?(?!\w|-[a-z])|:[0-5]\d(?::[0-5]\d)?(?![\d:])))
        | (?P<SLASHED>[0-3]?\d/[01]?\d(?![\d/]))
        | (?P<ORDINAL>\d{1,2}[ ]?(?:er|ere|e|eme|ieme|nd|nde|re)(?![\w']))
        | (?P<RANGE>[0-3]?\d[ ]?[-–][ ]?[0-3]?\d(?![\d.,%-]))
    )
    | (?P<OPAQUE>\d+(?:[.,:]\d+)+|\d{1,2}(?:[ .]\d\d){3,9}(?!\d)|\w+)
    | (?P<MARK>[^\w ])
    """,
    re.VERBOSE,
)
_PLAIN = {"WORD", "MARK"}  # groups whose form says nothing: known as they stand, or not at all
_DECIMAL = re.compile(r"\d+[.,]\d+")
_GROUPED = re.compile(r"\d{1,3}(?: \d{3})+(?!\d)")
_MARKS = {
    ",": "COMMA", "-": "DASH", "–": "DASH", "—": "DASH", "/": "SLASH", "(": "PAREN", ")": "CLOSE", "\n": "BREAK",
    ".": "STOP", ";": "STOP", ":": "STOP", "!": "STOP", "?": "STOP", "%": "COUNTED", "€": "COUNTED", "$": "COUNTED",
}  # fmt: skip
_UNITS = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
_ROMANS = {
    10 * tens + unit: "x" * tens + letters for tens in range(3) for unit, letters in enumerate(_UNITS) if tens or unit
}
_UNKNOWN = Word(GAP, {})


class Vocabulary:
    """The words of the grammar: which classes each belongs to, and the code of each set of classes."""

    def __init__(self, words: Mapping[str, Mapping[str, Any]]) -> None:
        self._codes: dict[frozenset[str], str] = {}
        marks = {mark: {name: 0} for mark, name in _MARKS.items()}
        romans = {
            letters + ending: {"ROMAN": n} for n, letters in _ROMANS.items() for ending in ("e", "er", "eme", "ieme")
        }
        self._words = {text: self._word(counted(values)) for text, values in (marks | romans | dict(words)).items()}
        for values in _SHAPES:
            self._word(values)

    def _word(self, values: Mapping[str, Any]) -> Word:
        code = self._codes.setdefault(frozenset(values), chr(_FIRST_CODE + len(self._codes)))
        return Word(code, values)

    def codes_of(self, name: str) -> str:
        """All codes whose words belong to the class."""
        return "".join(code for classes, code in self._codes.items() if name in classes)

    def read(self, folded: str) -> Tokens:
        """The tokens of a folded text; a gap stands for any run of unknown words, a number for those that make it."""
        starts: list[int] = []
        ends: list[int] = []
        words: list[Word] = []
        for start, end, word in self._found(folded):
            begin, known = start, word
            if word is _UNKNOWN and words and words[-1] is _UNKNOWN:
                continue
            if "NUMBER" in word.values and (joined := joined_before(starts, ends, words, word.values["NUMBER"])):
                at, number = joined
                begin, known = starts[at], self._word(written_number(number))
                del starts[at:], ends[at:], words[at:]
            starts.append(begin)
            ends.append(end)
            words.append(known)
        return Tokens("".join([word.code for word in words]), starts, ends, words)

    def _found(self, folded: str) -> Iterator[tuple[int, int, Word]]:
        taken = 0
        for match in _TOKEN.finditer(folded):
            start, end = match.span()
            word = self._words.get(match[0])
            if start < taken:
                continue
            if word is None and match.lastgroup in _PLAIN:
                yield start, end, _UNKNOWN
            elif word is None:
                yield from self._shaped(match, folded)
            elif "DOTTED" in word.values and folded.startswith(".", end):
                taken = end + 1
                yield start, taken, word
            else:
                yield start, end, word

    def _shaped(self, match: re.Match[str], folded: str) -> Iterable[tuple[int, int, Word]]:
        """What is known by its form: numbers, and the parts of "mi-avril"."""
        kind, text, start = match.lastgroup or "", match[0], match.start()
        if kind == "JOINED":
            return self._parts(text, start)
        values = _digits(text, start, folded) if kind == "OPAQUE" else _valued(kind, text)
        return ((start, match.end(), self._word(values) if values else _UNKNOWN),)

    def _parts(self, text: str, start: int) -> Iterator[tuple[int, int, Word]]:
        parts = text.split("-")
        if not (all(part in self._words for part in parts) or parts[0] in {"mi", "mois"}):
            yield start, start + len(text), _UNKNOWN
            return
        for i, part in enumerate(parts):
            if i:
                yield start - 1, start, self._words["-"]
            yield start, start + len(part), self._words.get(part, _UNKNOWN)
            start += len(part) + 1


def _digits(text: str, start: int, folded: str) -> Mapping[str, Any]:
    """The classes of digits alone: a day, a year, a count; AMOUNT where they are too large, glued or grouped."""
    if not text.isdecimal() or not text.isascii():
        return {"AMOUNT": 0} if _DECIMAL.fullmatch(text) else {}
    if _is_glued(folded, start) or _GROUPED.match(folded, start):
        return {"AMOUNT": 0}
    return _number_values(text)


def _is_glued(folded: str, start: int) -> bool:
    """A number after "$", "n°" or inside a longer number: no day, no year."""
    before = folded[max(0, start - 2) : start]
    return before[-1:] in {"$", "€", "£", "#", "°", "_", "="} or (
        before[:1].isdecimal() and before[1:] in {",", ".", ":"}
    )


def _valued(kind: str, word: str) -> Mapping[str, Any]:
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
    if len(word) == 2 and number:
        return {"COUNT": number, "SHORTYEAR": 1900 + number}
    return {"COUNT": number} if number and len(word) <= 3 else {"AMOUNT": 0}


# One of each set of classes that a number may have, so that each has its code from the start.
_SHAPES: tuple[Mapping[str, Any], ...] = (
    {"NTH": 2}, {"NTH": 1, "DAY": 1}, {"YEAR": 2000, "COUNT": 2000}, {"DAY": 1, "COUNT": 1}, {"COUNT": 99, "SHORTYEAR": 1999},
    {"COUNT": 100},
    *(written_number(number) for number in (21, 1000, 2000)),
    *({name: ""} for name in ("AMOUNT", "CODED", "ISO", "NUMERIC", "YEARS", "MONTHYEAR", "LAPSE", "CLOCK", "SLASHED", "RANGE")),
)  # fmt: skip
