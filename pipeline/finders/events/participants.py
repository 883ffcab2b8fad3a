"""Who takes part in an event, and as what: by the words before the name, else by its side of the trigger."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING, cast

from pipeline.finders.events.candidates import Candidate, is_passive
from pipeline.finders.events.scene import Scene
from pipeline.finders.events.speech import only_speaks
from pipeline.lexicon.lexicon import alternation, load
from pipeline.records import EventKind, Name, Participant, ParticipantRole

if TYPE_CHECKING:
    from spacy.tokens import Token

REACH = 220
TITLE = 60  # characters between a title and the name of its organisation
CUE_REACH = 260
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
_COUNTRIES_TOO: frozenset[EventKind] = frozenset({"agreement", "competition", "meeting", "ceremony"})
_REPLACED = re.compile(
    r"\b(?:remplacement|succession|suite|place) d(?:e|u|es|')[^,;.]{0,45}$"
    r"|\b(?:succ[èé]d\w+ (?:à|au)|remplac(?:e|era|ent|ait|er))\b[^,;.]{0,45}$",
    re.IGNORECASE,
)
_ORGANISES = re.compile(
    r"(?:,[^,.;:]{3,90},)?\s(?:(?:a|ont|va|vont)\s)?(?:co)?-?(?:accueill|organis|abrit|héberg)\w+",
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


@lru_cache(maxsize=256)  # of one sentence each name is asked for with each trigger
def _cues_in(sentence: str) -> tuple[tuple[int, int, ParticipantRole], ...]:
    """Start, end and role of the cues of a sentence."""
    return tuple((m.start(), m.end(), cast("ParticipantRole", m.lastgroup)) for m in _cues().finditer(sentence))


def participants_of(scene: Scene, candidate: Candidate) -> Iterator[Participant]:
    """The names of the candidate's sentence that take part in it, in text order."""
    sentence = candidate.sentence
    names = [name for name in scene.names.get(sentence.index, ()) if _takes_part(scene, candidate, name)]
    if candidate.sense.kind == "appointment":
        names = _appointed(scene, candidate, names)
    for name in names:
        yield Participant(name=name, role=_role(scene, candidate, name))


def _kind(candidate: Candidate) -> EventKind:
    """The kind of the trigger; of an echo the kind for which it stands first."""
    if candidate.sense.kind is not None:
        return candidate.sense.kind
    return "meeting" if "meeting" in candidate.sense.echoes else "accident"


def _appointed(scene: Scene, candidate: Candidate, names: Sequence[Name]) -> list[Name]:
    """Of the people in the sentence the one nearest to the trigger, on the side where the voice puts who is appointed.

    Who is replaced ("en remplacement de") takes no part.
    """
    people = [n for n in names if n.type == "person" and not _REPLACED.search(_before(scene, candidate, n, 70))]
    after = candidate.sense.mood == "noun" or (candidate.sense.mood == "participle" and not is_passive(candidate.token))
    costs = [
        (_gap(candidate, n) + (0 if (n.start > candidate.start) == after else WRONG_SIDE), i)
        for i, n in enumerate(people)
    ]
    nearest = people[min(costs)[1]] if costs else None
    return [n for n in names if n is nearest or n.type != "person"]


def _before(scene: Scene, candidate: Candidate, name: Name, reach: int) -> str:
    return scene.before(candidate.sentence, name.start, reach)


def _takes_part(scene: Scene, candidate: Candidate, name: Name) -> bool:
    kind = _kind(candidate)
    if _gap(candidate, name) > REACH or _is_in_title(scene, name):
        return False
    if name.type == "place" and not (kind in _COUNTRIES_TOO and _acts(scene, candidate, name)):
        return False
    if name.type == "organisation" and kind in _PEOPLE_ALONE and not _is_appointer(scene, candidate, name):
        return False
    return not only_speaks(scene, name.start, name.end, candidate.sentence.start)


def _gap(candidate: Candidate, name: Name) -> int:
    return max(name.start - candidate.end, candidate.start - name.end, 0)


def _is_in_title(scene: Scene, name: Name) -> bool:
    """The organisation is part of somebody's title ("X, directrice de Y")."""
    near = [role for role in scene.roles if role.sentence == name.sentence and abs(name.start - role.end) <= TITLE]
    return any(role.organisation and scene.owner.get(role.organisation) is scene.owner[name] for role in near)


def _acts(scene: Scene, candidate: Candidate, name: Name) -> bool:
    """A country that signs, plays, hosts; no place where somebody does."""
    if scene.owner[name].kind not in {None, "country"} or _LOCATES.search(_before(scene, candidate, name, 12)):
        return False
    return (
        _kind(candidate) in {"agreement", "competition"}
        or _hosts(scene, name)
        or _cue(scene, candidate, name) is not None
    )


def _hosts(scene: Scene, name: Name) -> bool:
    return _ORGANISES.match(scene.page.shadow, name.end) is not None


def _is_appointer(scene: Scene, candidate: Candidate, name: Name) -> bool:
    """ "la Fédération a nommé …": an organisation before an active verb of appointment."""
    between = scene.page.shadow[name.end : candidate.start]
    return candidate.sense.kind == "appointment" and re.fullmatch(r"\s(?:a|ont)\s(?:\w+\s){0,2}", between) is not None


def _role(scene: Scene, candidate: Candidate, name: Name) -> ParticipantRole:
    kind = _kind(candidate)
    if kind in _COUNTRIES_TOO and _hosts(scene, name):
        return "organiser"
    cue = _cue(scene, candidate, name)
    if cue is not None:
        return cue
    before, after = _SIDES[kind]
    passive = candidate.sense.mood == "participle" and is_passive(candidate.token)
    return before if (name.end <= candidate.start) != passive else after


def _cue(scene: Scene, candidate: Candidate, name: Name) -> ParticipantRole | None:
    """The role that the last cue before the name gives, where no verb stands between them."""
    sentence, text = candidate.sentence, scene.page.shadow
    reach = name.start - CUE_REACH - sentence.start
    cues = _cues_in(text[sentence.start : sentence.end])
    last = next((cue for cue in reversed(cues) if reach <= cue[0] and sentence.start + cue[1] <= name.start), None)
    if last is None:
        return None
    begin = sentence.start + last[1]
    if any(_is_finite(token) for token in scene.page.span(begin, name.start) or ()) or ";" in text[begin : name.start]:
        return None
    role = last[2]
    return None if role == "agent" and _kind(candidate) in {"visit", "appointment", "accident"} else role


def _is_finite(token: Token) -> bool:
    return token.pos_ in {"VERB", "AUX"} and "Fin" in token.morph.get("VerbForm")
