"""Values of French quantities: numbers in digits and words, comparators, scales, units; without a language model."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import cast

from pipeline.lexicon.lexicon import alternation, load
from pipeline.records import Comparator, FigureKind, Quantity
from pipeline.values.period import fold


@dataclass(frozen=True, slots=True, kw_only=True)
class Scanned:
    """A quantity in a text: bounds, value; ``open`` where a counted noun may follow."""

    start: int
    end: int
    quantity: Quantity
    open: bool


_DIGITS = r"\d{1,3}(?:[ .']\d{3})+(?:,\d+)?(?!\d)|\d+(?:[.,]\d+)?"


@cache
def _grammar() -> dict[str, re.Pattern[str]]:
    lexicon = load("figures")
    word = rf"(?:{alternation(lexicon['words'])})"
    words = rf"(?<!\w){word}(?:(?:[- ]|-et-| et ){word})*(?!\w)"
    scale = rf"(?: ?(?P<scale>{alternation(lexicon['scales'])})(?![\w'])(?P<half> et demie?)?)?"
    before = rf"(?:(?P<before>{alternation(lexicon['before'])})(?: |(?<=')))?"
    money = alternation(lexicon["currencies"])
    unit = alternation(lexicon["units"])
    tail = (
        rf"(?: ?(?:(?P<percent>%|pour ?cent\b|p\. ?100\b)|(?:de |d')?(?P<money>{money})(?!\w)|(?P<unit>{unit})(?!\w)))?"
    )
    number = rf"(?:{_DIGITS}|{words})"
    collectives = alternation(lexicon["collectives"])
    return {
        "range": re.compile(
            rf"(?<![\w.,/-])(?:(?:entre|de) )?(?P<low>{_DIGITS})(?: ?%)?(?: a | et |-| - )(?P<high>{_DIGITS}){scale}{tail}(?![\w/-])"
        ),
        "number": re.compile(rf"{before}(?P<sign>(?<![\w-])[+-] ?)?(?<![\w.,/$€])(?P<number>{number}){scale}{tail}"),
        "collective": re.compile(
            rf"(?<!\w)(?:(?P<before>{alternation(lexicon['before'])}) ?)?(?P<one>une?|des|plusieurs|quelques|les|cette|deux|trois|quatre) (?P<word>{collectives})(?P<more> de (?:milliers|millions|milliards))?(?P<of> d'| de | )?(?P<money>{money})?(?!\w)"
        ),
        "fraction": re.compile(
            rf"(?<!\w)(?:(?P<before>{alternation(lexicon['before'])}) )?(?P<fraction>{alternation(lexicon['fractions'])})(?= (?:des?|du|d')\b)"
        ),
        "among": re.compile(rf"(?<!\w)(?P<n>{number}) (?P<who>(?:[\w-]+ )?)sur (?P<m>{number})(?!\w)"),
        "times": re.compile(rf"(?<!\w)(?P<n>{number}) fois (?:plus|moins|superieure?s?|inferieure?s?)\b"),
        "rank": re.compile(
            r"(?<!\w)(?P<n>\d{1,3})(?:e|eme|er|ere) (?:rang|place|position)(?: [a-z]+(?:al|ale|en|enne)\b)?"
        ),
    }


def parse_number(text: str) -> float | None:
    """The value of a number alone, in digits or words; None where it is none."""
    folded = fold(text).strip()
    if re.fullmatch(_DIGITS, folded):
        return _digits(folded)
    return _in_words(folded)


def _digits(text: str) -> float:
    if re.fullmatch(r"\d{1,3}(?:[ .']\d{3})+(?:,\d+)?", text):
        text = re.sub(r"[ .']", "", text)
    return float(text.replace(",", "."))


def _in_words(text: str) -> float | None:
    values = load("figures")["words"]
    total = part = 0
    for word in re.split(r"[-\s]+", text):
        if word == "et":
            continue
        if word not in values:
            return None
        value = values[word]
        if value == 1000:
            total, part = total + max(part, 1) * 1000, 0
        elif value == 100 or (value == 20 and part == 4):
            part = max(part, 1) * value
        else:
            part += value
    return float(total + part)


def parse_quantity(text: str, *, country: str | None = None) -> Quantity | None:
    """The value of one bounded expression; None where it states no quantity.

    Args:
        text: the expression alone ("plus de 3,2 milliards d'euros").
        country: ISO code of the text's country, for currencies that several share a name.
    """
    whole = text.strip()
    found = next(scan_quantities(whole, country=country), None)
    return found.quantity if found and found.start == 0 else None


def scan_quantities(text: str, *, country: str | None = None) -> Iterator[Scanned]:
    """The quantities of a text in order, none overlapping another."""
    folded = fold(text)
    builders = {
        "among": _among,
        "fraction": _fraction,
        "times": _times,
        "rank": _rank,
        "collective": _collective,
        "range": _range,
        "number": _plain,
    }
    found = []
    for order, (name, build) in enumerate(builders.items()):
        for match in _grammar()[name].finditer(folded):
            scanned = build(match, country)
            if scanned:
                found.append((order, scanned))
    end = 0
    for _, scanned in sorted(found, key=lambda f: (f[1].start, f[0])):
        if scanned.start >= end:
            end = scanned.end
            yield scanned


def _compare(word: str | None) -> Comparator:
    return cast("Comparator", load("figures")["before"][re.sub(r"\s+", " ", word)]) if word else "="


def _scaled(value: float, match: re.Match[str]) -> float:
    scale = match["scale"]
    factor = load("figures")["scales"][scale] if scale else 1
    return round((value + (0.5 if match["half"] else 0)) * factor, 6)


def _typed(match: re.Match[str], country: str | None) -> tuple[FigureKind, str | None]:
    if match["percent"]:
        return "percent", "%"
    if match["money"]:
        return "money", _currency(re.sub(r"\s+", " ", match["money"]), country)
    if match["unit"]:
        return "measure", load("figures")["units"][re.sub(r"\s+", " ", match["unit"])]
    return "count", None


_CENTRAL_AFRICA = frozenset({"CM", "GA", "CG", "TD", "CF", "GQ"})


def _currency(word: str, country: str | None) -> str:
    code: str = load("figures")["currencies"][word]
    if code == "XOF" and country in _CENTRAL_AFRICA:
        return "XAF"
    if word in {"$", "dollar", "dollars"} and country == "CA":
        return "CAD"
    if word in {"dinars", "dinar"} and country == "TN":
        return "TND"
    if word == "francs" and country == "CH":
        return "CHF"
    return code


def _plain(match: re.Match[str], country: str | None) -> Scanned | None:
    number = parse_number(match["number"])
    kind, unit = _typed(match, country)
    is_article = match["number"] in {"un", "une"} and not match["scale"] and kind == "count"
    if number is None or is_article or (match["scale"] in {"m", "k"} and kind != "money"):
        return None
    change = {"+": "up", "-": "down"}.get((match["sign"] or "").strip()) if kind == "percent" else None
    quantity = Quantity(
        kind=kind,
        value=_scaled(number, match),
        comparator=_compare(match["before"]),
        unit=unit,
        change=change,  # type: ignore[arg-type]
    )
    return Scanned(start=match.start(), end=match.end(), quantity=quantity, open=kind == "count")


def _range(match: re.Match[str], country: str | None) -> Scanned | None:
    low, high = _digits(match["low"]), _digits(match["high"])
    kind, unit = _typed(match, country)
    opened = match[0].startswith(("entre", "de "))
    if low >= high or (kind == "count" and not opened and not match["scale"]):
        return None
    quantity = Quantity(
        kind=kind, value=_scaled(low, match), value_max=_scaled(high, match), comparator="..", unit=unit
    )
    return Scanned(start=match.start(), end=match.end(), quantity=quantity, open=kind == "count")


def _collective(match: re.Match[str], country: str | None) -> Scanned | None:
    words, one = load("figures")["collectives"], match["one"]
    value = words[match["word"]]
    if match["more"]:
        value *= words[match["more"].split()[-1]]
    if one not in {"un", "une", "des", "plusieurs", "quelques", "les", "cette"}:
        value *= load("figures")["words"][one]
    exact = match["word"] in {"million", "milliard"} and one == "un"
    comparator: Comparator = ">" if one in {"des", "plusieurs", "quelques"} else "=" if exact else "~"
    comparator = (
        _compare(match["before"]) if match["before"] and match["before"] not in {"quelque", "quelques"} else comparator
    )
    if one in {"les", "cette"} or not match["of"]:
        return None
    money = match["money"]
    end = match.end() if money else match.end("of")
    quantity = Quantity(
        kind="money" if money else "count",
        value=float(value),
        comparator=comparator,
        unit=_currency(re.sub(r"\s+", " ", money), country) if money else None,
    )
    return Scanned(start=match.start(), end=end, quantity=quantity, open=not money)


def _fraction(match: re.Match[str], country: str | None) -> Scanned | None:
    value = load("figures")["fractions"][match["fraction"]]
    return Scanned(
        start=match.start(),
        end=match.end(),
        open=False,
        quantity=Quantity(kind="ratio", value=value, comparator=_compare(match["before"])),
    )


def _among(match: re.Match[str], country: str | None) -> Scanned | None:
    low, high = parse_number(match["n"]), parse_number(match["m"])
    if not low or not high or low > high or high > 1000:
        return None
    return Scanned(
        start=match.start(), end=match.end(), open=False, quantity=Quantity(kind="ratio", value=round(low / high, 4))
    )


def _times(match: re.Match[str], country: str | None) -> Scanned | None:
    number = parse_number(match["n"])
    if number is None:
        return None
    return Scanned(start=match.start(), end=match.end(), open=False, quantity=Quantity(kind="ratio", value=number))


def _rank(match: re.Match[str], country: str | None) -> Scanned | None:
    return Scanned(
        start=match.start(), end=match.end(), open=False, quantity=Quantity(kind="rank", value=float(match["n"]))
    )
