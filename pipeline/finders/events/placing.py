"""Where an event takes place: the place name that its clause puts after a preposition of place."""

from __future__ import annotations

import re

from pipeline.finders.events.candidates import Candidate
from pipeline.finders.events.dating import _BORDER, CLAUSE
from pipeline.finders.events.scene import Scene
from pipeline.records import EventKind, Name

REACH = 160
PLACELESS: frozenset[EventKind] = frozenset(
    {"appointment", "results", "publication", "agreement", "acquisition", "award", "vote", "adoption"}
)
_LOCATING = re.compile(
    r"""(?:\b(?:à|au|aux|en|dans|sur|près\ d[eu]|près\ d'|vers|chez|devant|place|entre|hors\ d[eu]|au\ large\ d[eu]|autour\ d[eu]
        |quartiers?|ville|région|province|commune|village|localité|département|district|wilaya|préfecture)|,|\()
        \s*(?:l'|la\ |le\ |les\ )?(?:(?:ville|région|province|commune|village|localité|quartier|port|centre|nord|sud|est|ouest|gare|aéroport|capitale|forêt)
        \s(?:[\w-]+\s)?(?:d'|de\ la\ |de\ l'|du\ |de\ |des\ )?)?$""",
    re.VERBOSE | re.IGNORECASE,
)
_GENITIVE = re.compile(r"\b(?:d[eu]|des|d')\s*(?:l'|la )?$", re.IGNORECASE)
_HOSTING = re.compile(
    r"(?:,[^,.;:]{3,60},)?\s(?:a accueilli|accueill(?:e|era|ait)|abrit(?:e|era|ait)|a abrité|recevra|reçoit)\b"
)
_SITE = re.compile(
    r"(?:place|rue|avenue|boulevard|quai|esplanade|rond-point)\b", re.IGNORECASE
)  # réunis place du Commerce


def place_of(scene: Scene, candidate: Candidate) -> Name | None:
    """The place that the candidate's sentence gives it: the nearest that stands after a preposition of place."""
    if candidate.sense.kind in PLACELESS:
        return None
    names = scene.names.get(candidate.sentence.index, ())
    options = [name for name in names if name.type == "place" and _locates(scene, candidate, name)]
    near = min(options, key=lambda name: _distance(scene, candidate, name), default=None)
    return near if near is not None and _distance(scene, candidate, near) <= REACH else None


def _locates(scene: Scene, candidate: Candidate, name: Name) -> bool:
    text = scene.page.shadow
    before = text[max(candidate.sentence.start, name.start - 40) : name.start]
    if _GENITIVE.search(before) is not None:
        return scene.owner[name].kind not in {None, "country", "continent"}  # le maire de Thiès n'est pas à Thiès
    return (
        _HOSTING.match(text, name.end) is not None
        or _SITE.match(name.text) is not None
        or _LOCATING.search(before) is not None
    )


def _distance(scene: Scene, candidate: Candidate, name: Name) -> int:
    """Characters between the trigger and the place; a place before the trigger is farther."""
    if name.start >= candidate.end:
        gap, extra = (candidate.end, name.start), 0
    else:
        gap, extra = (name.end, candidate.start), 30
    if gap[0] > gap[1]:
        return 0
    if gap[1] - gap[0] > REACH:
        return gap[1] - gap[0]
    return gap[1] - gap[0] + extra + CLAUSE * len(_BORDER.findall(scene.page.shadow, *gap))
