"""Who takes part in an event, and as what: by the words before the name, else by its side of the trigger."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from pipeline.finders.events.candidates import Candidate, is_passive
from pipeline.finders.events.scene import Scene
from pipeline.finders.events.speech import only_speaks
from pipeline.lexicon.lexicon import alternation, load
from pipeline.records import EventKind, Name, Participant, ParticipantRole

REACH = 220
WRONG_SIDE = 40
_ARTICLE = r"\s*(?:l'|la |le |les |M\. |Mme |MM\. |le Dr |le Pr |la société |le groupe |le ministre |la ministre |le président |son |sa )?$"
_SIDES: Mapping[EventKind, tuple[ParticipantRole, ParticipantRole]] = {  # role before and after an active trigger
    "meeting": ("organiser", "participant"),
    "visit": ("subject", "host"),
    "agreement": ("participant", "participant"),
    "appointment": ("subject", "subject"),
    "vote": ("agent", "participant"),
    "adoption": ("agent", "beneficiary"),
    "launch": ("agent", "agent"),
    "publication": ("agent", "agent"),
    "award": ("beneficiary", "beneficiary"),
    "funding": ("agent", "beneficiary"),
    "results": ("subject", "subject"),
    "acquisition": ("agent", "subject"),
    "legal": ("agent", "subject"),
    "attack": ("agent", "subject"),
    "accident": ("subject", "subject"),
    "protest": ("organiser", "organiser"),
    "competition": ("participant", "participant"),
    "ceremony": ("organiser", "participant"),
    "death": ("subject", "subject"),
    "other": ("agent", "subject"),
}
_PEOPLE_ALONE: frozenset[EventKind] = frozenset({"appointment", "death", "visit"})
_COUNTRIES_TOO: frozenset[EventKind] = frozenset({"agreement", "competition"})
_REPLACED = re.compile(
    r"\b(?:remplacement|succession|suite|place) d(?:e|u|es|')[^,;.]{0,45}$"
    r"|\b(?:succ[èé]d\w+ (?:à|au)|remplac(?:e|era|ent|ait|er))\b[^,;.]{0,45}$",
    re.IGNORECASE,
)
_LOCATES = re.compile(
    r"(?:\b(?:à|au|aux|en|dans|sur|près de|vers|chez|de|d'|du|des)\s*(?:l'|la |le |les )?|\()$", re.IGNORECASE
)


@cache
def _cues() -> re.Pattern[str]:
    parts = load("events")["parts"]
    groups = "|".join(rf"(?P<{role}>{alternation(words)})" for role, words in parts.items())
    return re.compile(rf"\b(?:{groups})(?!\w)", re.IGNORECASE)


def participants_of(scene: Scene, candidate: Candidate) -> Iterator[Participant]:
    """The names of the candidate's sentence that take part in it, in text order."""
    sentence = candidate.sentence
    names = [name for name in scene.names.get(sentence.index, ()) if _takes_part(scene, candidate, name)]
    if candidate.sense.kind == "appointment":
        names = _appointed(scene, candidate, names)
    for name in names:
        yield Participant(name=name, role=_role(scene, candidate, name))


def _appointed(scene: Scene, candidate: Candidate, names: Sequence[Name]) -> list[Name]:
    """Of the people in the sentence the one nearest to the trigger, on the side where the voice puts who is appointed.

    Who is replaced ("en remplacement de") takes no part.
    """
    people = [n for n in names if n.type == "person" and not _REPLACED.search(_before(scene, n))]
    after = candidate.sense.mood == "noun" or (candidate.sense.mood == "participle" and not is_passive(candidate.token))
    costs = [
        (_gap(candidate, n) + (0 if (n.start > candidate.start) == after else WRONG_SIDE), i)
        for i, n in enumerate(people)
    ]
    nearest = people[min(costs)[1]] if costs else None
    return [n for n in names if n is nearest or n.type != "person"]


def _before(scene: Scene, name: Name) -> str:
    return scene.page.shadow[max(0, name.start - 70) : name.start]


def _takes_part(scene: Scene, candidate: Candidate, name: Name) -> bool:
    kind = candidate.sense.kind
    if kind is None or _gap(candidate, name) > REACH or _is_in_title(scene, name):
        return False
    if name.type == "place" and (kind not in _COUNTRIES_TOO or not _acts(scene, name)):
        return False
    if name.type == "organisation" and kind in _PEOPLE_ALONE and not _is_appointer(scene, candidate, name):
        return False
    return not only_speaks(scene, name.start, name.end, candidate.sentence.start)


def _gap(candidate: Candidate, name: Name) -> int:
    return max(name.start - candidate.end, candidate.start - name.end, 0)


def _is_in_title(scene: Scene, name: Name) -> bool:
    """The organisation is part of somebody's title ("directrice de Y")."""
    return any(
        role.organisation == name
        and role.start <= name.start
        and name.end <= role.end
        and role.end - role.start > len(name.text)
        for role in scene.roles
    )


def _acts(scene: Scene, name: Name) -> bool:
    """A country that plays or signs, no place where somebody does."""
    return scene.owner[name].kind in {None, "country"} and not _LOCATES.search(
        scene.page.shadow[max(0, name.start - 12) : name.start]
    )


def _is_appointer(scene: Scene, candidate: Candidate, name: Name) -> bool:
    """ "la Fédération a nommé …": an organisation before an active verb of appointment."""
    between = scene.page.shadow[name.end : candidate.start]
    return candidate.sense.kind == "appointment" and re.fullmatch(r"\s(?:a|ont)\s(?:\w+\s){0,2}", between) is not None


def _role(scene: Scene, candidate: Candidate, name: Name) -> ParticipantRole:
    sentence = candidate.sentence
    window = scene.page.shadow[max(sentence.start, name.start - 60) : name.start]
    cue = None
    for match in _cues().finditer(window):
        if re.match(r"[\w\s',.]{0,40}$", window[match.end() :]) or match.lastgroup != "agent":
            cue = match
    if cue is not None and cue.lastgroup and not (cue.lastgroup == "agent" and candidate.sense.kind == "visit"):
        return cue.lastgroup  # type: ignore[return-value]
    before, after = _SIDES[candidate.sense.kind or "other"]
    passive = candidate.sense.mood == "participle" and is_passive(candidate.token)
    stands_before = name.end <= candidate.start
    return before if stands_before != passive else after
