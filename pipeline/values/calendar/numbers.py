"""Numbers in words, as French adds and multiplies them: "quatre-vingt-dix-sept", "trente et un", "deux cents"."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from pipeline.values.calendar.tokens import Token, Word


def merge_numbers(tokens: list[Token], word_of: Callable[[Mapping[str, Any]], Word]) -> list[Token]:
    """The tokens with each run of number words as one, which counts (COUNT) and may be a day (DAY) or a year.

    ``word_of`` gives the word that has such values.
    """
    merged, i = [], 0
    while i < len(tokens):
        if "NUMBER" in tokens[i].values:
            end, number = _run(tokens, i)
            values = counted(tokens[i].values, number, single=end == i)
            merged.append(Token(tokens[i].start, tokens[end].end, *word_of(values)))
            i = end
        else:
            merged.append(tokens[i])
        i += 1
    return merged


def _run(tokens: list[Token], start: int) -> tuple[int, int]:
    """Where the run of number words ends, and its value."""
    end, total = start, tokens[start].values["NUMBER"]
    while end < start + 12:
        following = _next_word(tokens, end, total)
        joined = joined_number(total, tokens[following].values["NUMBER"]) if following else None
        if following is None or joined is None:
            break
        end, total = following, joined
    return end, total


def _next_word(tokens: list[Token], at: int, total: int) -> int | None:
    """The next number word, over a hyphen, or over the "et" of "vingt et un" and "soixante et onze"."""
    i = at + 1
    if i < len(tokens) and "DASH" in tokens[i].values and tokens[i].start == tokens[at].end:
        i += 1
    needs_one = i < len(tokens) and "et" in tokens[i].values
    i += needs_one
    if i >= len(tokens) or "NUMBER" not in tokens[i].values:
        return None
    fits = not needs_one or (tokens[i].values["NUMBER"] in {1, 11} and total % 10 == 0 and 20 <= total % 100 <= 70)
    return i if fits else None


def joined_number(total: int, word: int) -> int | None:
    """The number that a word makes of what stands before it; None where it begins another."""
    low = total % 100
    if word == 1000:
        return total * 1000 if 1 < total < 1000 else None
    if word == 100:
        return total + total % 1000 * 99 if 1 < total % 1000 < 10 else None
    if word == 20 and low == 4:
        return total + 76
    adds = (
        (total % 1000 == 0 and word < 1000)
        or (low == 0 and word < 100)
        or (low in {60, 80} and word < 20)
        or (low % 10 == 0 and low >= 20 and word < 10)
        or (low == 10 and 7 <= word <= 9)
    )
    return total + word if adds else None


def counted(values: Mapping[str, Any], number: int, *, single: bool) -> dict[str, Any]:
    """The classes of a number in words; a single word keeps those that it has besides ("sept", "un")."""
    kept = {name: value for name, value in values.items() if name != "NUMBER"} if single else {}
    kept["COUNT"] = number
    if 1 < number <= 31:
        kept["DAY"] = number
    if 1500 <= number < 2100 and not single:
        kept["YEAR"] = number
    return kept
