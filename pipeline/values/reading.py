"""Reading one number with its unit, where a text has them: "3,2 M€", "un demi-litre", "10 euros et 50 centimes"."""

from __future__ import annotations

import re
from typing import NamedTuple

from pipeline.values.number import Number, number_at
from pipeline.values.units import UnitFound, sign_before, unit_after, unit_of


class Read(NamedTuple):
    """A number with the unit beside it."""

    number: Number
    unit: UnitFound | None

    @property
    def start(self) -> int:
        """Where the number begins, with its sign or the currency's sign before it."""
        before = self.unit.start if self.unit else self.number.opening
        return min(before, self.number.opening)

    @property
    def end(self) -> int:
        """Where the number ends, with its unit."""
        return max(self.unit.end if self.unit else 0, self.number.end)


_ONE = re.compile(r"une?[ ](?:(?P<half>demie?)[- ])?")
GLUED = re.compile(r"\w|[/:.-][0-9]|[.,][0-9]|[ ]?-[eè]me")
_RANGE_AHEAD = re.compile(r"-[0-9]{1,4}(?![0-9]|[/.,:-][0-9])")


def read_at(shadow: str, low: str, pos: int, country: str | None) -> Read | None:
    """The number at ``pos`` with its unit; None for what is glued into a word, a time, a date, a telephone number."""
    split = _read_split(low, pos) or _read_slashed(shadow, low, pos)
    if split:
        return split
    number = number_at(low, pos)
    if number is None:
        return _read_one(shadow, low, pos, country)
    unit = known_unit(unit_after(shadow, low, number), country) or sign_before(shadow, number.start)
    if unit is None and number.digits and GLUED.match(low, number.end) and not _RANGE_AHEAD.match(low, number.end):
        return None
    return Read(number, unit)


def _read_one(shadow: str, low: str, pos: int, country: str | None) -> Read | None:
    """As "un kilomètre", "un demi-litre", "une livre" not: after "un" only units that are no everyday words count."""
    match = _ONE.match(low, pos)
    if match is None:
        return None
    value, end = (0.5, match.end()) if match["half"] else (1.0, match.end() - 1)
    number = Number(start=pos, end=end, value=value, opening=pos, mantissa=value, digits=False)
    unit = known_unit(unit_after(shadow, low, number), country)
    return Read(number, unit) if unit and (match["half"] or not unit.unit.shy) else None


_SPLIT = re.compile(r"(?P<whole>[0-9]{1,4})[ ]?(?P<unit>m|€|\$)[ ]?(?P<rest>[0-9]{2})(?![\w%]|[.,][0-9])")
_SLASHED = re.compile(r"(?P<top>[1-9])/(?P<bottom>[2-9])(?![0-9/])|(?P<vulgar>[½¼¾])")
_VULGAR = {"½": 0.5, "¼": 0.25, "¾": 0.75}


def _read_split(low: str, pos: int) -> Read | None:
    """As "1m75", "10€50": the unit stands for the decimal mark."""
    match = _SPLIT.match(low, pos)
    if match is None or _COUNTS.match(low, match.end()):
        return None
    value = round(int(match["whole"]) + int(match["rest"]) / 100, 2)
    number = Number(start=pos, end=match.end("whole"), value=value, opening=pos, mantissa=value)
    return Read(number, UnitFound(unit=unit_of(match["unit"]), start=number.end, end=match.end()))


def _read_slashed(shadow: str, low: str, pos: int) -> Read | None:
    """As "1/2 litre", "½ litre": only before a unit."""
    match = _SLASHED.match(low, pos)
    if match is None:
        return None
    value = _VULGAR[match["vulgar"]] if match["vulgar"] else int(match["top"]) / int(match["bottom"])
    number = Number(start=pos, end=match.end(), value=value, opening=pos, mantissa=value)
    unit = unit_after(shadow, low, number)
    return Read(number, unit) if unit else None


def known_unit(found: UnitFound | None, country: str | None) -> UnitFound | None:
    """The unit, unless it is a name that is no currency in the country: "150 livres" may be books."""
    return found if found and found.unit.code(country) else None


_HUNDREDTHS = re.compile(r"[ ]?(?:et[ ])?(?P<number>[0-9]{1,2}(?![0-9\w%]|[.,][0-9])|(?=[a-z]))")


def with_hundredths(shadow: str, low: str, read: Read) -> Read:
    """As "10 euros et 50 centimes", "5 € 50", "1 m 80" as one amount."""
    unit = read.unit
    if (
        unit is None
        or not (unit.unit.kind == "money" or unit.unit.symbol == "m")
        or read.number.scale > 1
        or unit.end < read.number.end
    ):
        return read
    match = _HUNDREDTHS.match(low, read.end)
    number = match and number_at(low, match.start("number"))
    if not number or not 0 < number.value < 100 or number.start != (match.start("number") if match else -1):
        return read
    further = unit_after(shadow, low, number)
    spoken = further is not None and further.unit.hundredth
    written = (number.digits and number.end - number.start == 2) or (not number.digits and number.value >= 10)
    if not spoken and (further or not written or _COUNTS.match(low, number.end)):
        return read
    end = further.end if further and spoken else number.end
    whole = read.number._replace(value=round(read.number.value + number.value / 100, 2))
    return Read(whole, unit._replace(end=end))


_HALF = re.compile(r"[ ]et[ ]demie?(?!\w)")


def with_half(low: str, read: Read) -> Read:
    """As "un kilo et demi"."""
    match = _HALF.match(low, read.end) if read.unit and read.unit.unit.kind == "measure" else None
    if match is None or read.unit is None:
        return read
    number = read.number._replace(value=read.number.value + 0.5)
    return Read(number, read.unit._replace(end=match.end()))


_COUNTS = re.compile(r"[ ](?!par\b|de\b|et\b|à\b|pour\b|le\b|la\b|l')[^\W\d_]")
