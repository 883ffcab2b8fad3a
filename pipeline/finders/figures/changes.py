"""Figures that are the size of a change: "en hausse de 12 %", "a reculé de trois points", "réduire de 4 %"."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from pipeline.lexicon.lexicon import alternation, load
from pipeline.records import Change

_WINDOW = 110  # characters before a figure in which its word of change may stand


class ChangeFound(NamedTuple):
    """A word of change: its direction, where it stands, and whether it is a noun ("hausse") or a verb ("baisser")."""

    direction: Change
    start: int
    end: int
    noun: bool


@cache
def _words() -> re.Pattern[str]:
    """A noun or verb of change, anywhere; verbs by their stems, "re-" before them."""
    lexicon = load("figures")["growth"]
    nouns = f"(?P<up_noun>{alternation(lexicon['up_nouns'])})|(?P<down_noun>{alternation(lexicon['down_nouns'])})"
    verbs = f"(?:re|ré)?(?:(?P<up>{'|'.join(lexicon['up'])})|(?P<down>{'|'.join(lexicon['down'])}))"
    endings = f"(?:{alternation(lexicon['endings'])})?"
    return re.compile(rf"(?<![\w-])(?:(?:{nouns})|{verbs}{endings})(?!\w|-)")


def change_before(low: str, start: int, floor: int) -> ChangeFound | None:
    """The word of change whose size stands at ``start``: the last one before it, joined to it by "de" or a bracket.

    ``floor``: an offset before which nothing belongs to the figure (the clause's start, the figure before).
    """
    begin = max(floor, start - _WINDOW)
    found = None
    for match in _words().finditer(low, begin, start):
        found = match
    if found is None or not _is_linked(low, found, start):
        return None
    kind = found.lastgroup or ""
    return ChangeFound("up" if kind.startswith("up") else "down", found.start(), found.end(), kind.endswith("noun"))


def _is_linked(low: str, word: re.Match[str], start: int) -> bool:
    """Only the change's complement stands between: "hausse (des prix) de", "augmenté (…) de", "recul ("."""
    opening = 3 if low.startswith("de ", start) else 0  # "une hausse de 3 à 5 %": a range begins with "de"
    between = low[word.end() : start + opening]
    if re.search(r"[.;:!?%€$]|\d", between.rstrip(" :")) or "\n" in between:
        return False
    if _VALUED.fullmatch(between) or (_SO_MUCH.fullmatch(between) and _is_losing(word.group())):
        return True
    if between.strip() == ":" and not (word.lastgroup or "").endswith("noun"):
        return False
    if between.strip() in {"", ":", "(", "de", "d'", ", de", "que de"}:
        if between.strip() == "(" and word.group().startswith("élevé"):
            return False  # "la participation est élevée (65 %)"
        return between.strip() != "" or ((word.lastgroup or "") in {"up", "down"} and _is_losing(word.group()))
    if _ONE_OF_SIZE.search(between) and not (word.lastgroup or "").endswith("noun"):
        return False
    ends_with_de = re.search(r"(?:(?<!\w)(?:de|d')[ ]?(?:l'ordre[ ]de[ ])?|\()$", between)
    return ends_with_de is not None and not re.search(
        r"[ ](?:à|atteindre|pour|contre|grâce|après|malgré|qui|que|dont|avec|environs|alentours|autour|dessous|dessus|pass\w{1,6})[ ]",
        between,
    )


# "ramener un échantillon de 60 g": the size is the object's, not that of the change
_ONE_OF_SIZE = re.compile(
    r"(?<!en )(?<!\w)une?[ ](?!an\b|mois\b|jour\b|semaine\b|siècle\b|décennie\b|heure\b)[^,]*[ ']$"
)
_SO_MUCH = re.compile(r"[ ](?:ainsi|encore|respectivement|déjà|environ|[^\W\d_]+ment)[ ]")  # "perdant ainsi 2 points"
_VALUED = re.compile(r"[ ](?:[^\W\d_]+[ ])?(?:comprise?s?|(?:estim|évalu|limit|chiffr)ée?s?[ ]à)[ ]")


def _is_losing(word: str) -> bool:
    """Verbs that take the size as their object: "a perdu 3 points", "a gagné 2 %", "cède 1,2 %"."""
    return word.startswith(("perd", "gagn", "céd", "cèd", "lâch", "pren", "abandonn"))
