"""A person's gender as a text gives it: by a civility before the name, or by a word that agrees with it.

The name itself is never asked.
"""

from __future__ import annotations

import re
from functools import cache

from pipeline.lexicon.lexicon import alternation, load
from pipeline.records import Gender, Role

WINDOW = 60  # characters before and after a name that are read
# What may stand between civility and name: "Madame la juge Awa Sow", "M. le président".
_TITLE_BETWEEN = r"(?:\s(?:(?:le|la|les)\s|l')[^\s,.;:()]{2,30}(?:\s(?:générale?|adjointe?|principale?))?)?"
_FEMININE_ARTICLE = re.compile(r"(?:^|\W)(?:la|une|cette)\s$", re.IGNORECASE)


@cache
def _civility(gender: Gender) -> re.Pattern[str]:
    forms = alternation(load("civilities")[gender]["before"])
    return re.compile(rf"(?:^|[\s('\"«“-])(?:{forms}){_TITLE_BETWEEN}\s+$", re.IGNORECASE)


@cache
def _agreement(gender: Gender) -> re.Pattern[str]:
    forms = alternation(load("civilities")[gender]["after"])
    return re.compile(rf"(?:\s?[,(]|\s(?:est|était|sera|fut|a été|avait été|aurait été|s'est|serait))\s?(?:{forms})\b")


def civility(shadow: str, start: int) -> Gender | None:
    """The gender of the civility before the name that starts at ``start``, null where there is none."""
    before = shadow[max(0, start - WINDOW) : start]
    for gender in ("f", "m"):
        if _civility(gender).search(before):
            return gender
    return None


def agreement(shadow: str, end: int) -> Gender | None:
    """The gender of the participle that follows the name that ends at ``end``: ``, née en 1970``, ``a été élu``."""
    after = shadow[end : end + WINDOW]
    for gender in ("f", "m"):
        if _agreement(gender).match(after):
            return gender
    return None


def title_gender(shadow: str, role: Role) -> Gender | None:
    """The gender of a role's words: ``directrice``, ``la ministre`` are feminine, ``directeur`` masculine."""
    if _FEMININE_ARTICLE.search(shadow[max(0, role.start - 8) : role.start]):
        return "f"
    forms = _gendered_words()
    return next((forms[word] for word in role.title.casefold().split()[:3] if word in forms), None)


@cache
def _gendered_words() -> dict[str, Gender]:
    """Single words of titles that have two genders; a word that serves both is left out."""
    found: dict[str, Gender] = {}
    lexicon = load("titles")
    for group in ("functions", "professions", "grades", "dignities"):
        for entry in lexicon[group]["forms"]:
            masculine, _, feminine = entry.partition("|")
            for one, other in zip(masculine.split(), feminine.split(), strict=False):
                if one != other:
                    found[one], found[other] = "m", "f"
    return found | dict.fromkeys(load("civilities")["f"]["adjectives"], "f")
