"""Numbers in words, as French adds and multiplies them: "quatre-vingt-dix-sept", "trente et un", "deux cents"."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pipeline.values.calendar.tokens import Word


def joined_before(starts: list[int], ends: list[int], words: list[Word], number: int) -> tuple[int, int] | None:
    """Which of the words before goes on with the number word that follows them, and the number that they make.

    Between the two may stand a hyphen, and the "et" of "vingt et un" and "soixante et onze".
    """
    at = _over_hyphen(starts, ends, words, len(words) - 1)
    with_et = at >= 0 and "et" in words[at].values
    at = _over_hyphen(starts, ends, words, at - 1) if with_et else at
    if at < 0 or "NUMBER" not in words[at].values:
        return None
    total = words[at].values["COUNT"]
    if with_et and not (number in {1, 11} and total % 10 == 0 and 20 <= total % 100 <= 70):
        return None
    joined = joined_number(total, number)
    return (at, joined) if joined else None


def _over_hyphen(starts: list[int], ends: list[int], words: list[Word], at: int) -> int:
    return at - 1 if at > 0 and "DASH" in words[at].values and starts[at] == ends[at - 1] else at


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


def counted(values: Mapping[str, Any]) -> Mapping[str, Any]:
    """The classes of a word, a number word's with those that its number has; it keeps its others ("sept", "un")."""
    return dict(values) | _classes(values["NUMBER"]) if "NUMBER" in values else values


def written_number(number: int) -> dict[str, Any]:
    """The classes of a number in several words: it counts, and may be a day or a year."""
    return _classes(number) | ({"YEAR": number} if 1500 <= number < 2100 else {})


def _classes(number: int) -> dict[str, int]:
    classes = {"NUMBER": number, "COUNT": number}
    return classes | {"DAY": number} if 1 < number <= 31 else classes
