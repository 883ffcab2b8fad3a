"""What looks like a date and is none: ages, roads named after a day, references, addresses of the web."""

from __future__ import annotations

import re
from functools import cache

from pipeline.lexicon.lexicon import alternation, load
from pipeline.values.calendar.folding import HAS, fold

_REACH = 48  # characters before an expression that a trap may need
_REFERENCE = re.compile(
    r"(?:\bn[o°]?s? ?|\b(?:article|art\.|alinea|chapitre|page|p\.|version|numero|reference|ref\.) |\bjournal du )$"
)
_RATE = re.compile(r"(?:\bpar|/) ?$")
_TITLE = re.compile(r"\d+ [A-Z][a-z]")  # les 24 Heures du Mans
_YEARS = re.compile(r"(?:\b(?:ans|mois|an)|aine d'annees)$")
_AGED_AFTER = re.compile(r" (?:(?:et|ou) (?:plus|moins)\b|revolus|d'age)")
_TERM = re.compile(r" (?:de|d'|ferme|avec|dont|sur)\b|'")
_DIED = re.compile(r"\b(?:mort[es]*|meurt|mourait|deces|decede[es]*|disparition|disparue?s?|eteinte?)(?: \w+)? a $")
# "j'ai 71 ans", "a moins de 15 ans", "dès 16 ans"; but "a deux ans pour" is a term
_HAS = re.compile(
    rf"\b(?:ai|as|a|{HAS}|ont|avez|avons|avais|avait|avaient|avions|aura|auront|aurait|ayant|eu|fete|des)"
    r" (?:deja |a peine |aujourd'hui )?$"
)
# le jour de ses 18 ans; but "ses trois ans de mandat", "ces trois ans"
_HIS = re.compile(r"\b(?:ses|mes|tes|nos|vos|leurs) $")
# un Malien de 30 ans, Awa Diop de 32 ans
_CAPITAL_BEFORE = re.compile(r"[A-ZÀ-Þ][\w'’-]+ (?:de |d')$")
# Paul Ndiaye, 41 ans, …; Awa Diop (32 ans)
_NAMED_BEFORE = re.compile(r"[A-ZÀ-Þ][\w'’-]+(?:, | \()$")
_NAMED_AFTER = re.compile(r"[,).\n]|\Z| (?:et|est|a|ª|qui|avait|vit)\b")


def is_trap(shade: str, folded: str, start: int, end: int, *, lasts: bool) -> bool:
    """Whether the words from start to end, which may be a date or (``lasts``) a duration, are neither.

    ``shade`` and ``folded`` are the text with plain signs, and in lower case without accents.
    """
    before = folded[max(0, start - _REACH) : start]
    if before[-1:] in {"/", "_", "=", "@", "&"} or _REFERENCE.search(before):
        return True
    if folded.startswith("noel", start) and before.endswith("pere "):
        return True
    if not lasts:
        return folded[start].isdecimal() and _road().search(before) is not None
    if _RATE.search(before) or _TITLE.match(shade, start, end):
        return True
    return _YEARS.search(folded, start, end) is not None and _is_age(shade, folded, start, end, before)


def _is_age(shade: str, folded: str, start: int, end: int, before: str) -> bool:
    words, after = folded[start:end], folded[end : end + 10]
    if _aged().search(before) or _AGED_AFTER.match(folded, end):
        return True
    if words[:2].isdecimal() and _of_trade().search(before):  # but "un atelier pilote de deux ans"
        return True
    if words.endswith("annees"):  # "une vingtaine d'années" is an age of somebody only
        return False
    if _HAS.search(before) and not re.match(r" (?:de|d'|pour|devant|plus)\b", after):
        return True
    if _HIS.search(before):
        return not re.match(r" (?:de|d'|passes)\b", after)
    return _is_limit(folded, end, words, before) or _is_named(shade, folded, start, end)


def _is_limit(folded: str, end: int, words: str, before: str) -> bool:
    """For "les moins de 25 ans", "les 18-25 ans", "à 25 ans"; but "limité à 25 ans", "à 25 ans de prison"."""
    if re.search(r"\b(?:les|des|aux|d'ici les) $", before) and re.match(r"(?:moins|plus) d|\d+ ?[-–]", words):
        return True
    if _DIED.search(before):
        return True
    at = re.search(r"\ba $", before) and re.match(r"\d\d ", words) and not _TERM.match(folded, end)
    return bool(at) and not re.search(r"\b(?:condamn|peine|porte|passe|limite|fixe|reduit|ramene)", before)


def _is_named(shade: str, folded: str, start: int, end: int) -> bool:
    """For one who is named or of a country: "Paul Ndiaye, 41 ans,", "un Malien de 30 ans"."""
    near = shade[max(0, start - _REACH) : start]
    if _CAPITAL_BEFORE.search(near) and not _TERM.match(folded, end):
        return True
    named = _NAMED_BEFORE.search(near)
    return named is not None and folded[start].isdecimal() and _NAMED_AFTER.match(folded, end) is not None


@cache
def _aged() -> re.Pattern[str]:
    """What stands before an age: âgé de, une femme de, un joueur brésilien de."""
    person = alternation(load("periods")["traps"]["person"])
    return re.compile(
        rf"\b(?:{person}|\w+(?:genaire|iste|ienne?|euse|eur)s?)(?: [\w-]+)?(?: ages?| agees?)?"
        r" (?:de |d'|entre )(?:(?:plus|moins|pres) (?:de |d'))?$"
    )


@cache
def _of_trade() -> re.Pattern[str]:
    """What stands before the age of one who has a trade: un boulanger de, une peintre en bâtiment de."""
    trades = (trade for forms in load("titles")["professions"]["forms"] for trade in fold(forms).split("|"))
    return re.compile(rf"\b(?:{alternation(trades)})(?: (?:en |de |du |d')?[\w-]+)? de $")


@cache
def _road() -> re.Pattern[str]:
    """What stands before a road's day: rue du, place de la."""
    return re.compile(rf"\b(?:{alternation(load('periods')['traps']['road'])}) (?:du |de la |des |de )$")
