"""Words of the calendar and their values, from the lexicon ``dates.toml``."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from pipeline.lexicon.lexicon import alternation, load
from pipeline.text import shadow
from pipeline.values.days import Grain

_ROMAN = {"i": 1, "v": 5, "x": 10}


def fold(text: str) -> str:
    """Lower case without accents, one character for one."""
    return "".join(map(_fold_character, shadow(text)))


@cache
def _fold_character(character: str) -> str:
    lower = character.lower()
    return unicodedata.normalize("NFD", lower)[0] if len(lower) == 1 else character


def words(group: str) -> str:
    """The words of a group as the body of a regex group."""
    return alternation(load("calendar")[group])


def value(group: str, word: str) -> int:
    """The number that a word of the group stands for."""
    number: int = load("calendar")[group][re.sub(r"\s+", " ", word.rstrip("."))]
    return number


def grain(word: str) -> Grain:
    """The length of calendar that a unit's word names."""
    found: Grain = load("calendar")["grains"][word]
    return found


def count(word: str) -> int | None:
    """The value of a whole number in digits or words ("vingt et un", "une dizaine de"); None where it is none."""
    if word.isdigit():
        return int(word)
    lexicon = load("calendar")
    total = 0
    for part in re.split(r"[-\s']+", re.sub(r"^une? (?=\w+aine )", "", word).strip()):
        number = lexicon["numbers"].get(part)
        if number is None and part not in {"et", "de", "d", ""}:
            return None
        total += number or 0
    return total or None


def day_number(word: str) -> int:
    """The day of the month: ``1er``, ``premier``, ``22``."""
    return 1 if word == "premier" else int(re.sub(r"\D", "", word))


def year_number(word: str) -> int:
    """A year of four digits, or of two: below 50 in this century, else in the last."""
    year = int(word)
    return year if len(word) > 2 else year + (2000 if year < 50 else 1900)


def roman(word: str) -> int:
    """The value of a Roman numeral up to XXXIX."""
    values = [_ROMAN[letter] for letter in word]
    following = [*values[1:], 0]
    return sum(-a if a < b else a for a, b in zip(values, following, strict=True))
