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


def feminine_title(shadow: str, role: Role) -> bool:
    """Whether a role's words are feminine: ``directrice``, ``la ministre``; a masculine title may be a woman's."""
    if _FEMININE_ARTICLE.search(shadow[max(0, role.start - 8) : role.start]):
        return True
    return any(word in _feminine_words() for word in role.title.casefold().split()[:3])


@cache
def _feminine_words() -> frozenset[str]:
    """Single words of titles in a form that only women have."""
    found = set(load("civilities")["f"]["adjectives"])
    lexicon = load("titles")
    for group in ("functions", "professions", "grades", "dignities"):
        for entry in lexicon[group]["forms"]:
            masculine, _, feminine = entry.partition("|")
            found |= set(feminine.split()) - set(masculine.split())
    return frozenset(found)
