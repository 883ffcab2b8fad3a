"""Number words of French, with the forms of Belgium and Switzerland: their value."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from pipeline.lexicon.lexicon import load

_BIG = {"million": 10**6, "milliard": 10**9, "billion": 10**12}
_JOINT = re.compile(r"[ -]+")


@cache
def atoms() -> Mapping[str, int]:
    """The words that numbers are put together from, and their values."""
    words: dict[str, int] = load("figures")["numbers"]["words"]
    return words


def words_value(text: str) -> tuple[float, float] | None:
    """The value of number words and the scale of the last of them; None where they make no number ("deux trois").

    The words below a scale ("million") make a group that it multiplies; groups add up, the greater first.
    """
    total, scale, group = 0, 1, []
    for word in _JOINT.split(text):
        big = _BIG.get(word.removesuffix("s"))
        if big is None:
            group.append(word)
            scale = 1
            continue
        value = _group_value(group) if group else 1
        if value is None:
            return None
        total, scale, group = total + value * big, big, []
    value = _group_value(group) if group else 0
    return None if value is None else (float(total + value), float(scale))


def _group_value(words: list[str]) -> int | None:
    """The value of words without a scale: "mille neuf cent quatre-vingt-dix".

    Words add up from the greater to the lesser ("soixante" + "dix"), "cent" and "mille" multiply what went before,
    "quatre-vingt" is four twenties.
    """
    thousands, part, room = 0, 0, 1000.0
    for word in words:
        if word == "et":
            continue
        value = atoms().get(word)
        if value is None:
            return None
        if value == 1000 and not thousands:
            thousands, part, room = max(part, 1) * 1000, 0, 1000
        elif value == 100 and part < 100:
            part, room = max(part, 1) * 100, 100
        elif value == 20 and part % 100 == 4:
            part, room = part + 76, 20
        elif value < room and value != 1000:
            part, room = part + value, _room_after(value)
        else:
            return None
    return thousands + part


def _room_after(value: int) -> float:
    """What may follow a number word must be less: 20 after "soixante" (soixante-dix-sept), 10 after "trente"."""
    if value in {60, 80}:
        return 20
    return 10 if value >= 20 or value == 10 else 0
