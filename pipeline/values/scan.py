"""Quantities in running text, by their form alone: bounds, number, scale, unit, range; no language model."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from pipeline.lexicon.lexicon import alternation, load
from pipeline.records import Change, Comparator, FigureKind, Quantity
from pipeline.values.bounds import bound_after, bound_before, bound_by_verb
from pipeline.values.fractions import Fraction, fraction_at, times_more
from pipeline.values.number import Number, lowered, number_at
from pipeline.values.number_words import atoms
from pipeline.values.reading import GLUED, Read, known_unit, read_at, with_half, with_hundredths
from pipeline.values.units import UnitFound, unit_after, unit_openings


class Scanned(NamedTuple):
    """A quantity where it stands: from its bound ("plus de") to its unit.

    ``number_start`` and ``number_end`` hold the digits or words alone. A quantity without unit has kind ``count`` and
    unit None: what is counted follows, after "de" where ``partitive``. ``digits``: written in digits. ``of`` is
    where the counted noun stands in "un Français sur trois". ``joined``: the unit stands with the next number only
    ("passer de 30 à 50 km/h").
    """

    start: int
    end: int
    number_start: int
    number_end: int
    quantity: Quantity
    partitive: bool = False
    digits: bool = True
    of: tuple[int, int] | None = None
    joined: bool = False


@cache
def _seed() -> re.Pattern[str]:
    """Where a number may begin: a digit that no word is glued to, or a number word.

    The first character is a class of its own, by which the search skips most of a text; the rest looks back at it.
    """
    openings = _openings()
    words = "|".join(
        f"(?<={letter})(?:{'|'.join(sorted(rest, key=len, reverse=True))})" for letter, rest in sorted(openings.items())
    )
    return re.compile(
        rf"[0-9½¼¾{''.join(sorted(openings))}](?:(?<!\w.)|(?<=[ ][ld]es[0-9]))"  # a space forgotten: "sur les372 prévus"
        rf"(?<![^\W\d_]-.)(?<![0-9][.,/:-].)(?:(?<=[0-9½¼¾])|{words})"
    )


def _openings() -> dict[str, list[str]]:
    """What goes on with each first letter of a number word, as regexes."""
    collectives = [*load("figures")["collectives"]["words"], "million", "milliard"]
    forms = [(word, r"(?!\w)") for word in set(atoms()) - {"un", "une"}]
    forms += [(word, r"s?(?!\w)") for word in collectives]
    found: dict[str, list[str]] = {}
    for word, ending in sorted(forms):
        found.setdefault(word[0], []).append(re.escape(word[1:]) + ending)
    found.setdefault("d", []).append(rf"emi-(?:{alternation(collectives)})s?(?!\w)")
    # un kilomètre, un tiers, un Français sur trois
    one = rf"ne?(?=[ ](?:{_after_one()})(?!\w)|[ ][^\W\d_][^.;:!?\n]{{2,50}}[ ]sur[ ])"
    found.setdefault("u", []).append(one)
    parts = [r"a(?=[ ](?:bonne[ ]|grosse[ ])?moitié)", r"es(?=[ ](?:deux|trois|quatre)[ ])"]
    found.setdefault("l", []).extend(parts)
    found.setdefault("m", []).append(r"(?:(?<=de[ ]m)|(?<=pour[ ]m)|(?<=par[ ]m))oitié(?!\w)")
    return found


def _after_one() -> str:
    """What makes a number of "un": a unit, a part, a scale."""
    lexicon = load("figures")
    return alternation([*unit_openings(), *lexicon["fractions"]["words"], *_ONE_AHEAD])


_ONE_AHEAD = ("million", "milliard", "billion", "demi", "demie", "bonne", "moitié", "petite", "grosse", "fois", "sur")


def scan_quantities(shadow: str, *, country: str | None = None) -> Iterator[Scanned]:
    """The quantities of a text folded by :func:`pipeline.text.shadow`, in text order, without overlap.

    ``country`` (ISO 3166-1 alpha-2) says what a shared currency name means; "$" is USD and FCFA is XOF without it.
    Linear in the length of the text.
    """
    low = lowered(shadow)
    past = 0
    for seed in _seed().finditer(low):
        if seed.start() < past:
            continue
        phone = _phone_at(low, seed.start())
        if phone:
            past = phone
        else:
            for found in _quantities_at(shadow, low, seed.start(), country):
                yield found if found.start >= past else found._replace(start=past)
                past = found.end


def _quantities_at(shadow: str, low: str, pos: int, country: str | None) -> Iterator[Scanned]:
    fraction = fraction_at(low, pos)
    if fraction:
        yield _of_fraction(shadow, low, fraction, country)
        return
    first = read_at(shadow, low, pos, country)
    if first is None:
        return
    second, joint = _second(shadow, low, first, country)
    if second is None:
        yield _single(low, with_half(low, with_hundredths(shadow, low, first)), country)
    else:
        yield from _pair(low, first, second, joint, country)


_PHONE = re.compile(r"\+?\(?[0-9]{2,4}\)?(?:[ .-][0-9]{2,3}){3,}(?![0-9])|0[0-9](?![,.])")
_THOUSANDS = re.compile(r"[0-9]{1,3}(?:[ .][0-9]{3})+(?![0-9 .]*[0-9])")


def _phone_at(low: str, pos: int) -> int | None:
    """Where a telephone number that begins here ends; groups of thousands are none."""
    match = _PHONE.match(low, pos) if low[pos].isdigit() else None
    return match.end() if match and not _THOUSANDS.match(low, pos) else None


_JOINT = re.compile(r"[ ]?(?P<dash>[-–—])[ ]?(?=[0-9])|[ ](?P<word>à|et|ou)[ ](?:environ[ ]|près[ ]de[ ]|quelque[ ])?")


def _second(shadow: str, low: str, first: Read, country: str | None) -> tuple[Read | None, str]:
    """The number that a range goes on to, with the word between: "10 à 15", "entre 10 et 15", "trois ou quatre"."""
    match = _JOINT.match(low, first.end)
    if match is None or first.number.bound != "=":
        return None, ""
    joint = match["word"] or "-"
    if joint == "et" and not _ENTRE.search(low, max(0, first.start - 20), first.start):
        return None, ""
    number = number_at(low, match.end())
    if (
        number is None
        or number.bound != "="
        or (low[match.end()] == "0" and number.end - match.end() > 1 and joint == "-")
    ):
        return None, ""
    second = Read(number, known_unit(unit_after(shadow, low, number), country))
    glued = second.unit is None and number.digits and GLUED.match(low, number.end)
    if glued or not _fits(first, second, joint):
        return None, ""
    return second, joint


_ENTRE = re.compile(r"(?<!\w)entre[ ](?:les[ ]|environ[ ])?$")


def _fits(first: Read, second: Read, joint: str) -> bool:
    """Both numbers are of one kind: no unit with the first, or the same one; "ou" joins neighbours alone."""
    if first.unit and second.unit and first.unit.unit.symbol != second.unit.unit.symbol:
        return False
    if first.unit and not second.unit:
        return first.unit.start < first.number.start  # "$5-10"
    if joint == "ou":
        return first.number.value < second.number.value <= 2 * max(first.number.value, 1) + 1
    return True


def _pair(low: str, first: Read, second: Read, joint: str, country: str | None) -> Iterator[Scanned]:
    """A range, or two figures: "passer de 30 à 50 km/h", "3-0", "de 10 à 8 %"."""
    unit = second.unit or first.unit
    value, value_max = _scaled_alike(first.number, second.number), second.number.value
    opening = _OPENS_RANGE.search(low, max(0, first.start - 24), first.start)
    passing = opening and opening["de"] and _passes(low, opening.start(), unit)
    times = times_more(low, second.end) if unit is None else None
    if times:
        quantity = Quantity(kind="ratio", value=value, value_max=value_max, comparator="..")
        yield _scanned(first.start, times, first.number.start, second.number, quantity)._replace(number_end=times)
    elif unit is None and _is_score(low, first, second, joint):
        yield from (_score(read) for read in (first, second))
    elif unit is None and joint == "-" and value >= value_max:
        return  # "un Boeing 737-500"
    elif passing or value >= value_max:
        yield _made(low, Read(first.number._replace(value=value), None), unit, country, joined=True)
        yield _single(low, second, country)
    else:
        start = opening.start() if opening else first.start
        quantity = _quantity(value, unit, country, comparator="..", value_max=value_max)
        yield _scanned(start, second.end, first.number.start, second.number, quantity)


_OPENS_RANGE = re.compile(r"(?<!\w)(?:entre[ ](?:les[ ])?|(?P<de>de[ ]|d'))(?:environ[ ])?$")


@cache
def _passing() -> re.Pattern[str]:
    """A verb that goes from one number to another: "est passée de 80 à 90"; but "une portée de 80 à 90 km"."""
    lexicon = load("figures")["passing"]
    stems = f"(?P<always>{'|'.join(lexicon['stems'])})|{'|'.join(lexicon['but_for_shares'])}"
    return re.compile(
        rf"(?<!\w)(?<!une[ ])(?<!la[ ])(?<!sa[ ])(?:re|sur)?(?:{stems})(?!\w*(?:ion|ions|ement|ements|age)(?!\w))\w{{0,6}}(?:[ ][^.;:!?,(]*)?$"
    )


def _passes(low: str, end: int, unit: UnitFound | None) -> bool:
    """A verb of passing stands before "de"; after a verb of change, shares and points make a range."""
    match = _passing().search(low, max(0, end - 60), end)
    is_share = unit is not None and (unit.unit.kind == "percent" or unit.unit.symbol == "point")
    return match is not None and (match["always"] is not None or not is_share)


def _scaled_alike(first: Number, second: Number) -> float:
    """The first number with the scale that only the second bears: "de 3 à 5 millions"."""
    if (
        first.scale == 1
        and second.scale > 1
        and first.value <= second.mantissa
        and second.mantissa * 1000 > first.value
    ):
        return first.value * second.scale
    return first.value


def _is_score(low: str, first: Read, second: Read, joint: str) -> bool:
    """Two small numbers with nothing counted after them: "3-0", "(6-4, 7-5)", with "à" where a game is told of."""
    if joint == "à" and not _game().search(low, max(0, first.start - 70), first.start):
        return False
    if joint not in "-à":
        return False
    ahead = low[second.end : second.end + 2]
    nothing_counted = (
        not ahead.strip() or ahead.strip()[0] in ",.;:()!?]" or _AFTER_SCORE.match(low, second.end) is not None
    )
    return (
        nothing_counted
        and max(first.number.value, second.number.value) <= 200
        and (first.number.digits or joint == "à")
    )


_AFTER_SCORE = re.compile(
    r"[ ](?:face|contre|à|au|aux|devant|après|pour|dans|lors|en|grâce|sur|et|,|dimanche|samedi)(?!\w)"
)


@cache
def _game() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(load('figures')['games']['stems'])})(?!\w)")


def _score(read: Read) -> Scanned:
    number = read.number
    return _scanned(number.start, number.end, number.start, number, Quantity(kind="score", value=abs(number.value)))


def _single(low: str, read: Read, country: str | None) -> Scanned:
    return _made(low, read, read.unit, country)


def _made(low: str, read: Read, unit: UnitFound | None, country: str | None, *, joined: bool = False) -> Scanned:
    """A quantity of one number with the bounds around it."""
    number = read.number
    before = bound_before(low, read.start)
    after = None if before else bound_after(low, read.end)
    bound = before or after
    comparator = bound.comparator if bound else bound_by_verb(low, read.start) or number.bound
    start = before.offset if before else read.start
    end = after.offset if after else read.end
    quantity = _quantity(number.value, unit, country, comparator=comparator)
    change = more_or_less(low, end) if unit else None
    if change:
        quantity = replace(quantity, change=change)
    return _scanned(start, end, number.start, number, _signed(quantity, low, number), joined=joined)


_MORE = re.compile(
    r"[ ]de[ ](?:(?P<more>plus|croissance|hausse|progression)|moins|baisse|recul)"
    r"(?!\w|[ ](?:d(?!e[ ](?:plus|moins))|la|le|qu(?!'en|'au|'un|'[^\w]|'il[ ]y|e[ ]l'an|e[ ]le[ ]mois)))"
)


def more_or_less(low: str, end: int) -> Change | None:
    """As "12 % de plus qu'en 2020" is up, "3 points de moins" down."""
    match = _MORE.match(low, end)
    return match and ("up" if match["more"] else "down")


_TEMPERATURES = frozenset({"°C", "°F"})
_BELOW = re.compile(r"(?<!au )(?<!ou )(?<!du )(?<!\w)moins[ ]$")  # "moins dix degrés", not "au moins"


def _signed(quantity: Quantity, low: str, number: Number) -> Quantity:
    """A sign before a share or a sum states a change ("-4,5 %"); before a temperature it is part of the value."""
    sign = low[number.start]
    if quantity.unit in _TEMPERATURES and _BELOW.search(low, max(0, number.start - 9), number.start):
        return replace(quantity, value=-quantity.value)
    if sign in "-−–" and quantity.kind == "count" and low[number.start - 1 : number.start] != "(":
        return replace(quantity, value=abs(quantity.value))  # "– 12 élus" of a list
    if sign not in "+-−–" or not (quantity.kind in {"percent", "money", "count"} or quantity.unit == "point"):
        return quantity
    return replace(quantity, value=abs(quantity.value), change="up" if sign == "+" else "down")


def _quantity(
    value: float,
    found: UnitFound | None,
    country: str | None,
    *,
    comparator: Comparator,
    value_max: float | None = None,
) -> Quantity:
    symbol = found.unit.code(country) if found else None
    kind: FigureKind = found.unit.kind if found and symbol else "count"
    factor = found.unit.factor if found and symbol else 1
    return Quantity(
        kind=kind,
        value=round(value * factor, 6),
        value_max=None if value_max is None else round(value_max * factor, 6),
        comparator=comparator,
        unit=symbol,
    )


def _scanned(
    start: int, end: int, number_start: int, number: Number, quantity: Quantity, *, joined: bool = False
) -> Scanned:
    return Scanned(
        start=start, end=end, number_start=number_start, number_end=number.end, quantity=quantity,
        partitive=number.partitive, digits=number.digits, joined=joined,
    )  # fmt: skip


def _of_fraction(shadow: str, low: str, fraction: Fraction, country: str | None) -> Scanned:
    number = Number(
        start=fraction.start, end=fraction.end, value=fraction.value, opening=fraction.start, mantissa=1,
        partitive=True, digits=False,
    )  # fmt: skip
    unit = None if fraction.multiple or fraction.of else unit_after(shadow, low, number)
    if unit and unit.unit.kind != "percent" and not unit.unit.shy:
        return _single(low, Read(number, unit), country)
    found = _single(low, Read(number, None), country)
    quantity = replace(found.quantity, kind="ratio", unit=None)
    return found._replace(quantity=quantity, of=fraction.of)
