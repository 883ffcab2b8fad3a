"""Parts and multiples: "un tiers de", "la moitié des", "un Français sur trois", "trois fois plus"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from pipeline.lexicon.lexicon import alternation, load
from pipeline.values.number import number_at, words_pattern
from pipeline.values.number_words import words_value

PRECISION = 4  # decimals of a ratio
FINE = 8  # decimals of a ratio under one in a thousand


class Fraction(NamedTuple):
    """A part or a multiple where it stands. ``of`` is where the counted noun stands in "un Français sur trois"."""

    start: int
    end: int
    value: float
    of: tuple[int, int] | None = None
    multiple: bool = False


@cache
def _denominators() -> Mapping[str, int]:
    words: dict[str, int] = load("figures")["fractions"]["words"]
    return words


@cache
def _part_pattern() -> re.Pattern[str]:
    """As "un tiers de", "les deux tiers des", "trois quarts": ordinals only before "de" ("un cinquième de")."""
    names = alternation(_denominators())
    return re.compile(
        rf"(?:les?[ ])?(?P<top>une?|deux|trois|quatre|cinq|six|sept|huit|neuf|[1-9])[ -](?P<name>{names})(?!\w|-)"
        r"(?=[ ](?:de[ ](?!finale|confiance|final)|des?[ ]|du[ ]|d'(?!heure))|[.,;)!?]|$"
        r"|[ ](?:voire|à|ou)[ ](?:une?|la|les?|deux|trois)[ ]"
        r"|[ ](?:sont|est|ont|a|en|par|aujourd'hui|seulement|environ|seront|étaient)\b)"
    )


_SLASHED = re.compile(r"(?P<top>[1-9])/(?P<bottom>[2-9])(?=[ ]d(?:es|u|e(?![ ]finale))[ ])")
_WHOLE_PART = re.compile(r"les[ ](?:deux[ -]tiers|trois[ -]quarts)(?!\w|-|[ ]temps)")
_HALF = re.compile(
    r"(?:(?<=de[ ])|(?<=pour[ ])|(?<=par[ ])|la[ ]|une[ ])(?:bonne[ ]|grosse[ ]|petite[ ]|grande[ ])?"
    r"moitié(?!\w|-|[ ](?:moins|plus))"
)
_TIMES_MORE = re.compile(
    r"[ ]fois(?:[ ]et[ ]demie)?[ ](?=(?P<more>plus|moins|supérieure?s?|inférieure?s?|mieux)\b"
    r"|celles?\b|ceux\b|celui\b|le\b|la\b|les\b|l'|son\b|sa\b|ce[ ]que\b|autant\b)"
)


@cache
def _of_pattern() -> re.Pattern[str]:
    """As "un Français sur trois", "7 foyers sur 10", "neuf sur dix", "8,5 sur 10", "52 naissances pour 1 000"."""
    word = words_pattern().pattern
    noun = r"(?:(?P<of>[^\W\d_][\w'’-]{1,30}(?:[ ][^\W\d_][\w'’-]{1,30}){0,3})[ ])?"
    return re.compile(
        rf"(?P<top>une?(?=[ ])|[0-9]{{1,3}}(?:,[0-9]{{1,2}})?(?=[ ])|(?:{word}))[ ]{noun}"
        rf"(?:sur[ ](?P<bottom>[0-9]{{1,4}}|(?:{word}))|pour[ ](?P<thousands>1(?:0{{1,2}})?[ ]?000|(?:cent[ ])?mille))(?![\w%]|[.,:][0-9]|[ ]?[%€])"
    )


def fraction_at(low: str, pos: int) -> Fraction | None:
    """The part or multiple that begins at ``pos`` of a lower-case shadow; None where none does."""
    ahead = low[pos : pos + _AHEAD]
    return (
        (_half(low, pos) if "moitié" in ahead else None)
        or (_part(low, pos) if any(name in ahead for name in ("tiers", "quart", "ième", "/")) else None)
        or (_share(low, pos) if " sur " in ahead or " pour " in ahead else None)
        or (_times(low, pos) if " fois " in ahead else None)
    )


_AHEAD = 200  # characters that the longest part or multiple takes


def _half(low: str, pos: int) -> Fraction | None:
    match = _HALF.match(low, pos)
    return match and Fraction(start=pos, end=match.end(), value=0.5)


def _part(low: str, pos: int) -> Fraction | None:
    slashed = _SLASHED.match(low, pos)
    if slashed and slashed["top"] < slashed["bottom"]:
        value = round(int(slashed["top"]) / int(slashed["bottom"]), PRECISION)
        return Fraction(start=pos, end=slashed.end(), value=value)
    whole = _WHOLE_PART.match(low, pos)
    if whole:
        return Fraction(start=pos, end=whole.end(), value=0.6667 if whole.group().endswith("tiers") else 0.75)
    match = _part_pattern().match(low, pos)
    if match is None:
        return None
    top, bottom = _small(match["top"]), _denominators()[match["name"]]
    if top is None or top >= bottom:
        return None
    return Fraction(start=pos, end=match.end(), value=round(top / bottom, PRECISION))


_PLURAL_AHEAD = re.compile(r"[ ](?!dans|sans|plus|moins|pas|très|toujours|jamais|alors|depuis)[^\W\d_]{3,}[sx](?!\w)")
_TIME = re.compile(r"(?:heures?|jours?|mois|ans|semaines?|minutes?|points?|mètres?|étoiles?)\b")


def _share(low: str, pos: int) -> Fraction | None:
    match = _of_pattern().match(low, pos)
    if match is None:
        return None
    top, bottom = _small(match["top"]), _small(match["bottom"] or match["thousands"])
    if (
        not top
        or not bottom
        or not _is_round(bottom)
        or top >= bottom
        or (match["of"] and (_TIME.match(match["of"]) or " sur " in match["of"]))
    ):
        return None
    if match["of"] and match["bottom"] and _PLURAL_AHEAD.match(low, match.end()):  # "une étude sur trois villes"
        return None
    of = match.span("of") if match["of"] else None
    value = round(top / bottom, PRECISION if top / bottom > 1 / 1000 else FINE)
    return Fraction(start=pos, end=match.end(), value=value, of=of)


def _is_round(bottom: float) -> bool:
    """A whole that stands for all: "sur 10", "pour 1 000"; "178 postes sur 710" are two counts."""
    return bottom <= _GREATEST_WHOLE or bottom in {50, 100, 1000, 10_000, 100_000}


_GREATEST_WHOLE = 20


def times_more(low: str, end: int) -> int | None:
    """Where "fois plus" ends that begins at ``end``: "deux à trois fois plus"."""
    match = _TIMES_MORE.match(low, end)
    return match.end("more") if match and match["more"] else None


def _times(low: str, pos: int) -> Fraction | None:
    number = number_at(low, pos)
    match = number and _TIMES_MORE.match(low, number.end)
    if not number or not match:
        return None
    end = match.end("more") if match["more"] else match.end() - 1
    value = number.value + (0.5 if "demie" in match.group() else 0)
    return Fraction(start=pos, end=end, value=value, multiple=True)


def _small(text: str) -> float | None:
    if text in {"un", "une"}:
        return 1
    if text[0].isdigit():
        return float(text.replace(",", ".").replace(" ", ""))
    found = words_value(text)
    return found[0] if found else None
