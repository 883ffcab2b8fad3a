"""Which tellings of a page are one event."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.finders.events.candidates import Candidate
from pipeline.finders.events.scene import Scene
from pipeline.finders.events.senses import acts
from pipeline.finders.events.telling import Telling, owners
from pipeline.records import EventKind
from pipeline.text import comparable

_DEFINITE = re.compile(
    r"(?:\b(?:l'|le |la |les |ce |cet |cette |ces |du |des |au |aux |son |sa |leur )(?:toute? )?(?:[\w-]+ )?)$",
    re.IGNORECASE,
)
_TAKES_UP = re.compile(
    r"\W*(?:(?:ce|cet|cette) (?!jour|soir|matin|semaine|mois|année)\w|celui-ci\b|celle-ci\b)", re.IGNORECASE
)
_BY_PERSON: frozenset[EventKind] = frozenset({"appointment", "legal", "award", "death"})
_ONE_STORY: frozenset[EventKind] = frozenset({"accident", "attack", "protest", "death", "vote"})
_DEADLY: frozenset[EventKind] = frozenset({"accident", "attack", "death"})
MEMORY = 60  # events that a reader still has in mind
MEMBERS = 12  # tellings of one event that a further one is held against
ECHO_REACH = 5  # sentences
OWN_DATE = 20  # characters between a noun and the date inside its own phrase
_GATHERINGS: frozenset[EventKind] = frozenset({"meeting", "ceremony", "competition", "visit"})
_EMPTY = frozenset("le la les l un une des de du d et a au aux en sur pour".split())


def merge(scene: Scene, tellings: Sequence[Telling]) -> list[list[Telling]]:
    """Groups of tellings of one event, in text order; a telling joins the latest group that it fits."""
    groups: list[list[Telling]] = []
    for telling in tellings:
        fits = _is_echoed if telling.candidate.sense.echoes else _same
        match = next((group for group in reversed(groups[-MEMORY:]) if fits(scene, group[-MEMBERS:], telling)), None)
        if match is not None:
            match.append(telling)
        elif not telling.candidate.sense.echoes:
            groups.append([telling])
    return groups


def _is_definite(scene: Scene, candidate: Candidate) -> bool:
    """ "la conférence", "cet accord": what stands before the noun says that the reader knows it."""
    return _DEFINITE.search(scene.before(candidate.sentence, candidate.start, 25)) is not None


def _is_echoed(scene: Scene, group: Sequence[Telling], telling: Telling) -> bool:
    """ "cet événement", "le drame": an event of such a kind told not long before."""
    candidate = telling.candidate
    near = candidate.sentence.index - group[-1].candidate.sentence.index <= ECHO_REACH
    return near and group[0].kind in candidate.sense.echoes and _is_definite(scene, candidate)


def _same(scene: Scene, group: Sequence[Telling], telling: Telling) -> bool:
    first = group[0]
    if _is_toll_of(scene, group, telling) or _is_plain_echo(scene, group, telling):
        return True
    if first.kind != telling.kind or not all(_places_agree(scene, one, telling) for one in group):
        return False
    if not all(_days_agree(one, telling) for one in group):
        return first.kind in _ONE_STORY and _is_anaphor(scene, telling)
    if first.kind in _GATHERINGS and _is_carried_on(scene, group, telling):
        return True
    if first.kind in _BY_PERSON:
        return _same_people(scene, group, telling)
    if first.kind in _ONE_STORY:
        return True
    return _same_word(scene, group, telling)


def _is_carried_on(scene: Scene, group: Sequence[Telling], telling: Telling) -> bool:
    """A verb of the same gathering: "est attendu à Kinshasa pour une visite", "Cet événement … réunira"."""
    verbal = telling.candidate.verbal
    if _in_one_sentence(group, telling):
        return verbal or all(one.candidate.verbal for one in group)
    return verbal and _is_taken_up(scene, group, telling)


def _is_plain_echo(scene: Scene, group: Sequence[Telling], telling: Telling) -> bool:
    """The results of one period, told beside those that they are compared with; "la conférence" told once more."""
    if group[0].kind != telling.kind:
        return False
    return telling.kind == "results" or (_is_bare(scene, telling) and bool(_words(telling) & _all_words(group)))


def _is_bare(scene: Scene, telling: Telling) -> bool:
    """ "cette conférence", "la conférence" with no day and no words of its own: the one told before."""
    candidate = telling.candidate
    if candidate.verbal or telling.days.known or len(telling.name) > len(candidate.sense.lemma) + 1:
        return False
    return _is_definite(scene, candidate)


def _all_words(group: Sequence[Telling]) -> frozenset[str]:
    return frozenset().union(*(_words(one) for one in group))


def _in_one_sentence(group: Sequence[Telling], telling: Telling) -> bool:
    return any(one.candidate.sentence == telling.candidate.sentence for one in group)


def _is_taken_up(scene: Scene, group: Sequence[Telling], telling: Telling) -> bool:
    """ "Cet événement, qui …, réunira 140 participants": the sentence takes up what one shortly before tells of."""
    sentence = telling.candidate.sentence
    near = sentence.index - group[-1].candidate.sentence.index <= ECHO_REACH
    return near and _TAKES_UP.match(scene.page.shadow, sentence.start) is not None


def _is_toll_of(scene: Scene, group: Sequence[Telling], telling: Telling) -> bool:
    """ "a fait douze morts", "ont péri": what the accident or the attack told before has done."""
    if not (_is_toll(scene, telling) or all(_is_toll(scene, one) for one in group)):
        return False
    if group[0].kind not in _DEADLY or telling.kind not in _DEADLY or owners(scene, telling):
        return False
    return all(_days_agree(one, telling) and _places_agree(scene, one, telling) for one in group)


def _is_toll(scene: Scene, telling: Telling) -> bool:
    """ "a fait douze morts", "la mort de quatre personnes": deaths of nobody in particular."""
    return telling.candidate.sense.toll or (telling.kind == "death" and not owners(scene, telling))


def _is_anaphor(scene: Scene, telling: Telling) -> bool:
    """ "l'incendie", with the day of something else in its sentence."""
    candidate, date = telling.candidate, telling.days.date
    if candidate.verbal or date is None:
        return False
    return _is_definite(scene, candidate) and abs(date.start - candidate.end) > OWN_DATE


def _days_agree(one: Telling, other: Telling) -> bool:
    """No day is told twice differently; a day inside the other's days agrees."""
    if not (one.days.known and other.days.known):
        return True
    first, last = one.days.first or one.days.last, one.days.last or one.days.first
    begin, end = other.days.first or other.days.last, other.days.last or other.days.first
    return bool(first and last and begin and end and first <= end and begin <= last)


def _places_agree(scene: Scene, one: Telling, other: Telling) -> bool:
    if one.place is None or other.place is None:
        return True
    a, b = scene.owner[one.place], scene.owner[other.place]
    return a is b or a.kind != b.kind


def _same_people(scene: Scene, group: Sequence[Telling], telling: Telling) -> bool:
    theirs = owners(scene, telling)
    ours = frozenset().union(*(owners(scene, one) for one in group))
    same_act = any(_act(one) == _act(telling) for one in group)
    if not theirs or not ours:
        return telling.kind in {"death", "legal"} and same_act
    return bool(theirs & ours) and (telling.kind != "legal" or same_act)


def _same_word(scene: Scene, group: Sequence[Telling], telling: Telling) -> bool:
    """The same noun again, definite or with a name alike; or the same participants."""
    if any(
        _words(one) & _words(telling) for one in group if not one.candidate.verbal or one.days.date == telling.days.date
    ):
        candidate = telling.candidate
        return candidate.verbal or _is_definite(scene, candidate) or group[0].candidate.sentence.index == 0
    theirs = owners(scene, telling)
    return bool(theirs) and any(theirs == owners(scene, one) and one.days.known == telling.days.known for one in group)


def _words(telling: Telling) -> frozenset[str]:
    """Of the acts that tell it: "le traité avait été signé" is a treaty and a signing."""
    acted = (_act_of(one) for one in (telling.candidate, *telling.others) if one.sense.kind == telling.kind)
    return frozenset(word for act in acted for word in comparable(act).split()) - _EMPTY


def _act(telling: Telling) -> str:
    """What the trigger tells, whether as noun or verb: "arrestation" of "arrêter", else its own lemma."""
    return _act_of(telling.candidate)


def _act_of(candidate: Candidate) -> str:
    return acts().get(candidate.sense.lemma, candidate.sense.lemma)
