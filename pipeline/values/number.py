"""Numbers as French texts write them: digits with their thousands marks, words, scales, "une vingtaine"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from pipeline.lexicon.lexicon import alternation, load
from pipeline.records import Comparator
from pipeline.text import shadow
from pipeline.values.number_words import atoms, words_value

# Thousands marks: a space of any width (1 500), a point (1.500), an apostrophe (1'500, Swiss); English commas where
# there are two (1,500,000). One comma or point alone before other than three digits is a decimal mark.
_DIGITS = re.compile(
    r"""
    (?:
        [0-9]{1,3}(?:[ ][0-9]{3}){1,6}(?![0-9])
      | [0-9]{1,3}(?:\.[0-9]{3}){1,6}(?![0-9])
      | [0-9]{1,3}(?:'[0-9]{3}){1,6}(?![0-9])
      | [0-9]{1,3}(?:,[0-9]{3}){2,6}(?![0-9])
      | [0-9]{1,18}
    )
    (?:[.,][0-9]{1,12})?
    """,
    re.VERBOSE,
)
_GROUPED = re.compile(r"[0-9]{1,3}(?:(?P<mark>[ .'])[0-9]{3}(?:(?P=mark)[0-9]{3})*|(?:,[0-9]{3}){2,6})(?![0-9])")
_VULGAR = {"½": 0.5, "¼": 0.25, "¾": 0.75}
_HALF = re.compile(r"[ ]et[ ]demie?(?!\w)")
_SIGNS = "-−–+ "
_SIGN = re.compile(r"(?<![\w)%])(?:[-−–]|\+[ ]?|(?<=\()[-−–][ ])\Z")


class Number(NamedTuple):
    """A number where it stands. ``start`` leaves out the article of "une vingtaine", ``opening`` takes it in.

    ``mantissa`` is the number before its scale, ``scale`` what it was multiplied by (3.2 and 1e9 in "3,2 milliards").
    ``partitive``: a noun of number that takes "de" before what it counts. ``bound`` is what the number itself says of
    its exactness: "une vingtaine" ``~``, "des milliers" ``>``. ``digits``: written in digits.
    """

    start: int
    end: int
    value: float
    opening: int
    mantissa: float
    scale: float = 1
    partitive: bool = False
    bound: Comparator = "="
    digits: bool = True


def digits_value(text: str) -> float:
    """The value of a run of digits with its marks: ``1.500,25`` gives 1500.25."""
    if text.isdigit():
        return float(text)
    grouped = _GROUPED.match(text)
    end = grouped.end() if grouped else 0
    whole = re.sub(r"[ .',]", "", text[:end])
    return float(whole + text[end:].replace(",", "."))


@cache
def scales() -> Mapping[str, float]:
    """Nouns and abbreviations that multiply the number before them, lower case."""
    found: dict[str, float] = load("figures")["scales"]["words"]
    return found


@cache
def _collectives() -> Mapping[str, float]:
    found: dict[str, float] = load("figures")["collectives"]["words"]
    return found


@cache
def _scale_letters() -> frozenset[str]:
    """First letters of what may go on with a number: a scale, a collective, "et demi"."""
    return frozenset(word[0] for word in [*scales(), *_collectives(), "demi", "et"])


@cache
def _scale_pattern() -> re.Pattern[str]:
    return re.compile(rf" ?(?P<scale>{alternation(scales())})(?:(?=d')|(?!\w|'|-\w))")


@cache
def words_pattern() -> re.Pattern[str]:
    """A run of number words: "deux cent vingt et un", "trois milliards cinq cents millions", "un million".

    "un" begins a run only before a scale: elsewhere it is mostly an article.
    """
    plain = alternation(set(atoms()) - {"un", "une"})
    scale = "millions?|milliards?|billions?"
    joint = r"(?:[ -]et[ -](?=une?\b|onze\b)|[ -])"
    more = rf"(?:{joint}(?:{plain}|une?|{scale})(?!\w)){{0,12}}"
    return re.compile(rf"(?:(?:{plain})(?!\w){more}|une?[ ](?:{scale})(?!\w){more})")


@cache
def _collective_pattern() -> re.Pattern[str]:
    """As "(une) vingtaine", "(des) dizaines de milliers", "(plusieurs) millions"; what stands before is read apart."""
    noun = alternation(_collectives())
    return re.compile(
        rf"(?P<half>demi[- ])?(?:(?P<noun>{noun})(?P<plural>s?)"
        r"|(?P<big>millions|milliards|(?:(?<=demi-)|(?<=le[ ])|(?<=du[ ]))mill(?:ion|iard)))(?!\w)"
        rf"(?:[ ]de[ ](?P<scale>milliers|millions|milliards)(?!\w))?"
    )


@cache
def _opening() -> re.Pattern[str]:
    """What stands before a collective: "une bonne", "plusieurs", "des"."""
    return re.compile(
        r"(?<!\w)(?:(?P<one>une?|la|cette|quelque)|des|de(?=\sdi|\sce|\smi)|plusieurs|quelques|d'|maints?)"
        r"[ ]?(?:(?:bonnes?|petite|grosse|grande|belle)[ ])?$"
    )


def number_at(low: str, pos: int) -> Number | None:
    """The number that begins at ``pos`` of a lower-case shadow, with its sign and scale; None where none does."""
    number = _plain(low, pos)
    return number and _continued(low, _scaled(low, number))


def _plain(low: str, pos: int) -> Number | None:
    digits = _DIGITS.match(low, pos)
    if digits:
        return _from_digits(low, digits)
    collective = _collective_pattern().match(low, pos)
    if collective:
        return _from_collective(low, collective)
    words = words_pattern().match(low, pos)
    return _from_words(words) if words else None


def _from_digits(low: str, match: re.Match[str]) -> Number:
    value, end, start = digits_value(match.group()), match.end(), match.start()
    if low[end : end + 1] in _VULGAR:
        value, end = value + _VULGAR[low[end]], end + 1
    signed = start > 0 and low[start - 1] in _SIGNS
    sign = _SIGN.search(low, max(0, start - 2), start) if signed else None
    if sign:
        start = sign.start()
        value = value if low[start] == "+" else -value
    return Number(start=start, end=end, value=value, opening=start, mantissa=value)


def _from_words(match: re.Match[str]) -> Number | None:
    """The longest run that makes a number: of "deux trois cents" only "deux"."""
    end, start = match.end(), match.start()
    while end > start:
        found = words_value(match.string[start:end])
        if found is not None:
            value, scale = found
            return Number(
                start=start, end=end, value=value, opening=start, mantissa=value / scale, scale=scale,
                partitive=scale >= 1e6, digits=False,
            )  # fmt: skip
        end = max(match.string.rfind(" ", start, end), match.string.rfind("-", start, end))
    return None


def _from_collective(low: str, match: re.Match[str]) -> Number:
    """As "une vingtaine" is about 20; "des milliers", "plusieurs dizaines de millions" are more than one of them."""
    value: float = scales()[match["big"]] if match["big"] else _collectives()[match["noun"]]
    value *= scales()[match["scale"]] if match["scale"] else 1
    opening = _opening().search(low, max(0, match.start() - 24), match.start())
    several = (match["big"] and match["big"].endswith("s")) or match["plural"]
    return Number(
        start=match.start(), end=match.end(), value=value / 2 if match["half"] else value,
        opening=opening.start() if opening else match.start(), mantissa=1, scale=value, partitive=True,
        bound=">" if several else "=" if match["big"] else "~", digits=False,
    )  # fmt: skip


def _scaled(low: str, number: Number) -> Number:
    """With the scales after it, and "et demi" of the last: "3,2 milliards", "deux millions et demi"."""
    if low[number.end : number.end + 2].lstrip(" ")[:1] not in _scale_letters():
        return number
    while number.bound == "=" and (match := _scale_pattern().match(low, number.end)) is not None:
        factor = scales()[match["scale"]]
        number = number._replace(
            end=match.end(), value=round(number.value * factor, 6), scale=number.scale * factor,
            partitive=factor >= 1e6 or match["scale"].startswith("millier"),
        )  # fmt: skip
    collective = _collective_pattern().match(low, number.end + 1) if low[number.end : number.end + 1] == " " else None
    if collective and number.bound == "=" and collective["plural"]:
        factor = _collectives()[collective["noun"]] * (scales()[collective["scale"]] if collective["scale"] else 1)
        number = number._replace(
            end=collective.end(), value=number.value * factor, scale=factor, partitive=True, bound="~"
        )
    half = _HALF.match(low, number.end)
    if half and number.bound == "=":
        number = number._replace(end=half.end(), value=number.value + number.scale / 2)
    return number


def _continued(low: str, number: Number) -> Number:
    """With a lesser number straight after it: "3 millions 500 000", "2 milliards 300 millions"."""
    if number.scale < 1e6 or low[number.end : number.end + 1] != " ":
        return number
    further = number_at(low, number.end + 1)
    if further is None or further.bound != "=" or not 1000 <= further.value < number.scale:
        return number
    return number._replace(end=further.end, value=number.value + further.value, partitive=further.partitive)


_ONE = re.compile(r"une?(?:[ ](?P<half>demie?)|(?!\w))")


def parse_number(text: str) -> float | None:
    """The value of a number as written, None where the text is none.

    Knows digits with every thousands mark, number words of France, Belgium and Switzerland, scales ("3,2 milliards",
    "un million et demi"), collectives ("une vingtaine") and halves ("deux et demi").
    """
    low = lowered(shadow(text).strip())
    for pos in sorted({0, *(match.start() for match in re.finditer(r"[0-9]|(?<!\w)[^\W\d_]", low[:24]))}):
        number = number_at(low, pos)
        if number and number.opening == 0 and number.end == len(low):
            return number.value
    one = _ONE.fullmatch(low)
    if one:
        return 0.5 if one["half"] else 1.0
    return _VULGAR.get(low)


def lowered(text: str) -> str:
    """Lower case, one character for one: of all letters only "İ" grows when lowered."""
    return text.replace("İ", "I").lower()
