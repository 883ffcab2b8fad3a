"""Draws press texts with their names marked from the grammar in ``press.toml``; its head tells the notation."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

from pipeline.workshop import namegen
from pipeline.workshop.samples import Name, Sample
from pipeline.workshop.wordlists import wordlists

_LABELS = {"P": "PER", "O": "ORG", "L": "LOC", "M": "MISC"}
# While a text is drawn, marks are single characters of the private use area: four that open and one that closes.
_OPEN = {letter: chr(0xE000 + index) for index, letter in enumerate(_LABELS)}
_OPENED = {mark: _LABELS[letter] for letter, mark in _OPEN.items()}
_CLOSE = "\ue010"
_CAPITAL = "\ue011"  # the next letter is a capital
_MARKS = re.compile("[\ue000-\ue011]")

_TOKEN = re.compile(
    r"\{(?P<rule>\w+)(?:#(?P<nth>\d))?\}|\((?P<choice>[^()]*\|[^()]*)\)|\[(?P<label>[POLM]) |(?P<close>\])"
)
_MONTHS = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()

# "de le Maroc" is said "du Maroc", and the article of a name stays outside its mark.
_ARTICLE = re.compile("([\ue000-\ue003])(\ue011?(?:les |le |la |l'))")
_TWICE = re.compile("(l'|l’)(les? |la |l')", re.IGNORECASE)
_AFTER_BRACKET = re.compile("\\((?:les |le |la |l')(?=[\ue000-\ue003])")
_CONTRACTIONS = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"\b([Dd])e les ", r"\1es "),
        (r"\b([Dd])e le ", r"\1u "),
        (r"\bà les ", "aux "),
        (r"\bà le ", "au "),
        (r"\bÀ les ", "Aux "),
        (r"\bÀ le ", "Au "),
        (r"\bpour les? (?=[Ll]e )", "pour "),
        ("\\b([Dd])e (?=[\ue000-\ue003]?[AEIOUÉÈÊÎaeiouéèêîh])", r"\1'"),
        ("\\b([Qq]u)e (?=[\ue000-\ue003]?[AEIOUÉÈÊÎaeiouéèêî])", r"\1'"),
    )
)


class Draw:
    """One text's drawing: what ``{x#1}`` stood for is kept."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self.kept: dict[str, str] = {}
        self.people: dict[str, namegen.Person] = {}

    def expand(self, text: str) -> str:
        """The text with rules, choices and marks replaced."""
        return _TOKEN.sub(self._replace, text)

    def _replace(self, match: re.Match[str]) -> str:
        if match["label"]:
            return _OPEN[match["label"]]
        if match["close"]:
            return _CLOSE
        if match["choice"] is not None:
            return self.expand(self.rng.choice(match["choice"].split("|")))
        return self._rule(match["rule"], match["nth"] or "")

    def _rule(self, rule: str, nth: str) -> str:
        lower = rule if rule in _DRAWN or rule in wordlists("press") else rule.lower()
        drawn = self._once(lower, nth) if nth else self._fresh(lower, "")
        if lower == rule or rule.isupper():
            return drawn.upper() if rule == "CITY" else drawn
        return _CAPITAL + drawn

    def _once(self, rule: str, nth: str) -> str:
        key = f"{rule}#{nth}"
        if key not in self.kept:
            self.kept[key] = self._fresh(rule, nth)
        return self.kept[key]

    def _fresh(self, rule: str, nth: str) -> str:
        if rule in _DRAWN:
            return _DRAWN[rule](self, nth)
        return self.expand(self.rng.choice(wordlists("press")[rule]))

    def person(self, nth: str) -> namegen.Person:
        """The text's person of that number, or any."""
        if not nth:
            return namegen.person(self.rng)
        return self.people.setdefault(nth, namegen.person(self.rng))

    def acronym(self, nth: str) -> str:
        """The acronym of the text's organisation of that number, or any."""
        if not nth:
            return namegen.acronym(self.rng)
        name = _MARKS.sub("", self._once("org", nth))
        return namegen.initials(re.sub(r"^(?:les? |la |l')", "", name))

    def the_acronym(self, nth: str) -> str:
        """The same with the article that the organisation's name has."""
        name, short = self._once("org", nth), self._once("acronym", nth)
        article = "les " if name.startswith("les ") else "le " if name.startswith("le ") else "la "
        return ("l'" if article != "les " and short[0] in "AEIOUH" else article) + short

    def day(self, _: str) -> str:
        """A calendar day in words."""
        day = str(self.rng.randint(2, 28))
        return f"{day} {self.rng.choice(_MONTHS)} {self.rng.randint(2004, 2025)}"


_DRAWN: dict[str, Callable[[Draw, str], str]] = {
    "person": lambda draw, nth: draw.person(nth).full,
    "PERSON": lambda draw, nth: draw.person(nth).official,
    "family": lambda draw, nth: draw.person(nth).family,
    "given": lambda draw, nth: draw.person(nth).given.removesuffix(".") or draw.person(nth).family,
    "city": lambda draw, _: namegen.city(draw.rng),
    "acronym": Draw.acronym,
    "acronym_the": Draw.the_acronym,
    "acronym_m": lambda draw, _: _OPEN["M"] + namegen.acronym(draw.rng) + _CLOSE,
    "Domain": lambda draw, _: _titled(draw._fresh("domain", "")),
    "brand": lambda draw, _: namegen.brand(draw.rng),
    "number": lambda draw, _: str(draw.rng.choice((2, 3, 4, 12, 18, 27, 45, 63, 150, 320, 623))),
    "year": lambda draw, _: str(draw.rng.randint(1958, 2026)),
    "day": Draw.day,
    "hyphened_person": lambda draw, _: namegen.hyphened(draw.rng),
}


_TO_CAPITAL = re.compile("(?:\ue011|(?<=[.!?] )|(?<=\n)|^)([\ue000-\ue003]?)(\\w)")


def _titled(phrase: str) -> str:
    """The phrase as official names capitalise it: "la Sécurité Sanitaire"."""
    return " ".join(word if len(word) < 4 else word[0].upper() + word[1:] for word in phrase.split(" "))


def draw_sample(rng: Random) -> Sample:
    """A text of the grammar with its names; the same generator state gives the same text."""
    draw = Draw(rng)
    text = draw.expand(rng.choice(wordlists("press")["texts"]))
    text = _TWICE.sub(r"\2", _ARTICLE.sub(r"\2\1", text))
    text = _AFTER_BRACKET.sub("(", _TO_CAPITAL.sub(lambda m: m[1] + m[2].upper(), text))
    for pattern, replacement in _CONTRACTIONS:
        text = pattern.sub(replacement, text)
    return unmark(re.sub(r" +(?=[ .,\ue010])", "", text))


def unmark(marked: str) -> Sample:
    """The sample of a text with mark characters; of marks inside marks the outermost counts."""
    text: list[str] = []
    length, depth, start, label = 0, 0, 0, ""
    names: list[Name] = []
    for character in marked:
        if character in _OPENED:
            if depth == 0:
                start, label = length, _OPENED[character]
            depth += 1
        elif character == _CLOSE:
            depth -= 1
            if depth == 0 and length > start:
                names.append(Name(start, length, label))
        else:
            text.append(character)
            length += 1
    return Sample("".join(text), tuple(names))
