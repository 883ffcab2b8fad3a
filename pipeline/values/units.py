"""Units and currencies beside a number: what they are called, and what they are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from pipeline.lexicon.lexicon import load
from pipeline.records import FigureKind
from pipeline.values.number import Number

_LETTERS = re.compile(r"(\w{3,})s(?!\w)")
_END = r"(?!\w|'|-\w)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A unit or a currency. ``means`` holds the code by country of a currency's name that several countries share.

    ``factor`` multiplies the number before it ("M€": a million; "centimes": a hundredth). ``shy`` units say nothing
    after "un" ("un point").
    """

    kind: FigureKind
    symbol: str
    factor: float = 1
    shy: bool = False
    hundredth: bool = False
    means: Mapping[str, str] | None = field(default=None, hash=False)

    def code(self, country: str | None) -> str | None:
        """The symbol, or the code that a shared currency name has in the country; None where it names no currency."""
        if self.means is None:
            return self.symbol
        return self.means.get(country or "", self.means.get(""))


class UnitFound(NamedTuple):
    """A unit where it stands in a text."""

    unit: Unit
    start: int
    end: int


def _key(form: str) -> str:
    """A written form without plural endings and with single spaces: "Mètres  carrés" is filed as "mètre carré"."""
    return _LETTERS.sub(r"\1", re.sub(r"\s+", " ", form))


def _plural_pattern(form: str) -> str:
    """The regex of a form, with an optional plural ending on each of its words."""
    words = (
        re.escape(word) + ("s?" if re.search(r"\w{3,}$", word) and not word.endswith(("s", "x")) else "")
        for word in form.split(" ")
    )
    return "[ ]".join(words)


def _alternation(patterns: Iterable[str]) -> str:
    return "|".join(sorted(set(patterns), key=lambda pattern: (-len(pattern), pattern)))


@cache
def _units() -> tuple[dict[str, Unit], dict[str, Unit]]:
    """Units by their words (filed by key) and by their exact symbols, currencies' signs apart."""
    words, exact = {}, {}
    for entry in load("units").values():
        unit = Unit(kind=entry.get("kind", "measure"), symbol=entry["symbol"], shy=entry.get("shy", False))
        words.update(dict.fromkeys(map(_key, entry["words"]), unit))
        exact.update(dict.fromkeys(entry.get("exact", ()), unit))
    return words, exact


@cache
def _currencies() -> tuple[dict[str, Unit], dict[str, Unit]]:
    """Currencies by their words (filed by key) and by their signs."""
    words, signs = {}, {}
    for unit, entry in _currency_entries():
        words.update(dict.fromkeys(map(_key, entry["words"]), unit))
        signs.update(dict.fromkeys(entry["signs"], unit))
    entry = load("currencies")["hundredths"]
    hundredth = Unit(kind="money", symbol="", factor=0.01, shy=True, hundredth=True, means=entry["means"])
    words.update(dict.fromkeys(map(_key, entry["words"]), hundredth))
    return words, signs


def _currency_entries() -> Iterator[tuple[Unit, dict[str, list[str]]]]:
    lexicon = load("currencies")
    for code, entry in lexicon["codes"].items():
        yield Unit(kind="money", symbol=code, shy=entry.get("shy", False)), entry
    for entry in lexicon["by_country"].values():
        yield Unit(kind="money", symbol="", shy=entry.get("shy", False), means=entry["means"]), entry


@cache
def _all_words() -> dict[str, Unit]:
    return _units()[0] | _currencies()[0]


@cache
def _word_pattern() -> re.Pattern[str]:
    """A unit's or currency's words after a number; "de" stands before it after a scale ("millions d'euros")."""
    lexicon = [form for entry in load("units").values() for form in entry["words"]]
    money = [form for _, entry in _currency_entries() for form in entry["words"]]
    forms = [*lexicon, *money, *load("currencies")["hundredths"]["words"]]
    return re.compile(
        rf"[ ]{{0,2}}(?:de[ ]|d'[ ]?)?(?P<unit>{_alternation(map(_plural_pattern, forms))}){_END}(?P<named>{_NAMED})?"
    )


# "points d'eau", "points litigieux" are counted things, "points de retard" a measure.
_NAMED = (
    r"(?<=point|oints)[ ]d(?:e[ ]|')"
    r"(?!retard|avance|moins|plus|pourcentage|base|croissance|différence|hausse|baisse|la\b|%|pénalité|bonus|licence)"
    r"|(?<=points)[ ](?!supplémentaires|marqués|inscrits|obtenus|perdus|gagnés|consécutifs|précieux|supérieurs|inférieurs)"
    r"[^\W\d_]{3,}(?:[éiu]e?s|ifs|ives|eux|euses|aux|els|elles|ques|bles|n[et]s|rts|urs|uds|irs)(?!\w)"
)


@cache
def _sign_pattern() -> re.Pattern[str]:
    """A sign or code with its glued scale: "M€", "Md€", "k$", "MDH", "€", "FCFA", "M d'euros"."""
    signs = _alternation(map(re.escape, _currencies()[1]))
    prefixes = _alternation(map(re.escape, load("figures")["scales"]["prefixes"]))
    return re.compile(rf"[ ]{{0,2}}(?:(?P<scale>{prefixes})[ ]?)?(?:de[ ]|d')?(?P<sign>{signs}){_END}")


@cache
def _short_scale_pattern() -> re.Pattern[str]:
    """As "12 M d'euros", "3 Md de dirhams": a letter for a scale, and a currency in words."""
    prefixes = _alternation(map(re.escape, load("figures")["scales"]["prefixes"]))
    money = _alternation(
        _plural_pattern(form) for _, entry in _currency_entries() for form in entry["words"] if len(form) > 3
    )
    return re.compile(rf"[ ]?(?P<scale>{prefixes})[ ](?:de[ ]|d'[ ]?)(?P<unit>(?i:{money})){_END}")


@cache
def _exact_pattern() -> re.Pattern[str]:
    return re.compile(rf"[ ]?(?P<unit>{_alternation(map(re.escape, _units()[1]))})(?!/[a-z]){_END}")


@cache
def _sign_before() -> re.Pattern[str]:
    """A sign or code before the number: "$5", "EUR 12", "£ 30"."""
    longest = _alternation(
        map(re.escape, (sign for sign in _currencies()[1] if sign not in {"F", "Fr", "DA", "DT", "LL"}))
    )
    return re.compile(rf"(?<![\w$])(?P<sign>{longest})[ ]?$")


@cache
def unit_openings() -> frozenset[str]:
    """The first words of the units that may follow "un", in the singular: "kilomètre", "euro", "pour" (cent)."""
    return frozenset(key.split(" ")[0] for key, unit in _all_words().items() if len(key) > 2 and not unit.shy)


@cache
def _first_letters() -> frozenset[str]:
    forms = [*_all_words(), *_currencies()[1], *_units()[1], *load("figures")["scales"]["prefixes"], "d"]
    return frozenset(letter for form in forms for letter in (form[0], form[0].lower()))


@cache
def _sign_letters() -> frozenset[str]:
    """First letters of currencies' signs, of what is glued before them, and of "de"."""
    return frozenset(form[0] for form in [*_currencies()[1], *load("figures")["scales"]["prefixes"], "d"])


def unit_after(shadow: str, low: str, number: Number) -> UnitFound | None:
    """The unit or currency that follows a number; symbols that are single letters only follow digits."""
    end = number.end
    ahead = low[end : end + 3].lstrip(" ")
    if not ahead or ahead[0] not in _first_letters():
        return None
    signed = shadow[end : end + 3].lstrip(" ")[0] in _sign_letters()
    found = (_sign_after(shadow, end) if signed else None) or _exact_after(shadow, number) or _words_after(low, number)
    return None if found and low[end : found.end] == "f" else found  # "le cargo 747-400F"


def _sign_after(shadow: str, end: int) -> UnitFound | None:
    match = _sign_pattern().match(shadow, end)
    if match:
        unit = _currencies()[1][match["sign"]]
    else:
        match = _short_scale_pattern().match(shadow, end)
        if not match:
            return None
        unit = _currencies()[0][_key(match["unit"].lower())]
    factor = load("figures")["scales"]["prefixes"][match["scale"]] if match["scale"] else 1
    unit = Unit(kind="money", symbol=unit.symbol, factor=factor, shy=unit.shy, means=unit.means)
    return UnitFound(unit=unit, start=match.start(), end=match.end())


def _exact_after(shadow: str, number: Number) -> UnitFound | None:
    match = _exact_pattern().match(shadow, number.end) if number.digits else None
    if not match:
        return None
    return UnitFound(unit=_units()[1][match["unit"]], start=match.start(), end=match.end())


def _words_after(low: str, number: Number) -> UnitFound | None:
    match = _word_pattern().match(low, number.end) if _may_be_unit(low, number.end) else None
    if not match or match["named"]:
        return None
    if len(match["unit"]) <= 2 and match["unit"].isalpha() and not number.digits:
        return None
    unit = _all_words()[_key(match["unit"])]
    return UnitFound(unit=unit, start=match.start(), end=match.end())


_AHEAD = re.compile(r"[ ]{0,2}(?:de[ ]|d'[ ]?)?")
_PREFIX = 4


@cache
def _prefixes() -> frozenset[str]:
    return frozenset(form[:_PREFIX] for form in _all_words())


def _may_be_unit(low: str, end: int) -> bool:
    """A quick look at the first letters after a number, before all the units' words are tried."""
    match = _AHEAD.match(low, end)
    begin = match.end() if match else end
    word = low[begin : begin + _PREFIX]
    return any(word[:length] in _prefixes() for length in range(1, _PREFIX + 1))


def unit_of(symbol: str) -> Unit:
    """The unit or currency of a sign or symbol: "€", "m"."""
    return _currencies()[1].get(symbol) or _units()[1][symbol]


def sign_before(shadow: str, start: int) -> UnitFound | None:
    """The currency sign or code that stands before a number."""
    if start == 0 or not (shadow[start - 1] in "$€£¥₹ .₽" or shadow[start - 1].isalpha()):
        return None
    match = _sign_before().search(shadow, max(0, start - 7), start)
    return match and UnitFound(unit=_currencies()[1][match["sign"]], start=match.start(), end=match.end())
