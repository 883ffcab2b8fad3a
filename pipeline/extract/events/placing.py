"""Where an event takes place: the place name that its clause puts after a preposition of place."""

from __future__ import annotations

import re

from pipeline.extract.events.candidates import Candidate
from pipeline.extract.events.dating import CLAUSE, _BORDER
from pipeline.extract.events.scene import Scene
from pipeline.records import EventKind, Name

REACH = 160
PLACELESS: frozenset[EventKind] = frozenset(
    {"appointment", "results", "publication", "agreement", "acquisition", "award", "vote", "adoption"}
)
_LOCATING = re.compile(
    r"""(?:\b(?:à|au|aux|en|dans|sur|près\ d[eu]|près\ d'|vers|chez|devant|place|entre|hors\ d[eu]|au\ large\ d[eu]|autour\ d[eu]
        |quartiers?|ville|région|province|commune|village|localité|département|district|wilaya|préfecture)|,|\(|\bd[eu]|\bd')
        \s*(?:l'|la\ |le\ |les\ )?(?:(?:ville|région|province|commune|village|localité|quartier|port|centre|nord|sud|est|ouest|gare|aéroport|capitale|forêt)
        \s(?:[\w-]+\s)?(?:d'|de\ la\ |de\ l'|du\ |de\ |des\ )?)?$""",
    re.VERBOSE | re.IGNORECASE,
)
_STRONG = re.compile(
    r"\b(?:à|au|aux|en|dans|sur|près de|près du|près d'|place|de)\s*(?:l'|la |le |les )?$", re.IGNORECASE
)


def place_of(scene: Scene, candidate: Candidate) -> Name | None:
    """The place that the candidate's sentence gives it; the nearest, a town before the country around it."""
    sentence = candidate.sentence
    options = [
        name
        for name in scene.names.get(sentence.index, ())
        if name.type == "place"
        and _LOCATING.search(scene.page.shadow[max(sentence.start, name.start - 40) : name.start])
    ]
    near = min(options, key=lambda name: _distance(scene, candidate, name), default=None)
    return near if near is not None and _distance(scene, candidate, near) <= REACH else None


def _distance(scene: Scene, candidate: Candidate, name: Name) -> int:
    """Characters between the trigger and the place; a place before the trigger is farther."""
    if name.start >= candidate.end:
        gap, extra = (candidate.end, name.start), 0
    else:
        gap, extra = (name.end, candidate.start), 30
    if gap[0] > gap[1]:
        return 0
    return gap[1] - gap[0] + extra + CLAUSE * len(_BORDER.findall(scene.page.shadow, *gap))
