"""What happens in a page: triggers by kind, with their days, place, participants, figures and status.

A page's words are looked up in the trigger lexicon (:mod:`.senses`, :mod:`.candidates`); the triggers of one sentence
that tell one event are joined (:mod:`.linking`); each gets its arguments (:mod:`.telling`); tellings of one event are
merged (:mod:`.merging`); those that a reader would not count are dropped (:mod:`.weighing`). The events model adds
triggers that the lexicon lacks, and has its say on kinds and chances (:mod:`.spotting`). In a note of a few lines the
lexicon alone is asked, and what lacks what its trigger asks for is dropped (:mod:`.evidence`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from pipeline.annotate import Annotated
from pipeline.finders.events.candidates import Candidate, find_candidates
from pipeline.finders.events.evidence import is_document, is_event
from pipeline.finders.events.linking import link
from pipeline.finders.events.merging import merge
from pipeline.finders.events.scene import Scene, read_scene
from pipeline.finders.events.spotting import Reading, likely_kind, spot, weigh_triggers
from pipeline.finders.events.telling import Telling, tell, triggers_of
from pipeline.finders.events.weighing import THRESHOLD, chance, features_of
from pipeline.records import Date, Entity, Event, EventKind, Figure, Name, Participant, Quote, Role, Trigger
from pipeline.resources.events_model import load_events_model
from pipeline.values.edtf import edtf

NOTE = 60  # words
_CAUSES: frozenset[EventKind] = frozenset({"accident", "attack"})


def find_events(
    page: Annotated,
    *,
    entities: Sequence[Entity],
    roles: Sequence[Role],
    dates: Sequence[Date],
    figures: Sequence[Figure],
    quotes: Sequence[Quote],
) -> Iterator[Event]:
    """The events of a page, the first told first; the mentions of one event are together."""
    scene = read_scene(page, entities=entities, roles=roles, dates=dates, figures=figures, quotes=quotes)
    for group in _counted(scene):
        yield _event(scene, group)


def _counted(scene: Scene) -> list[list[Telling]]:
    """The groups that are events of the text. A note of a few lines has no background: all that it tells counts."""
    candidates = list(find_candidates(scene))
    if len(scene.words) <= NOTE:
        return merge(scene, [telling for telling in _tell_all(scene, candidates) if is_event(scene, telling)])
    reading = spot(scene, candidates, load_events_model())
    groups = tell_groups(scene, candidates, reading)
    return [
        group
        for group in groups
        if not is_document(scene, group) and chance(features_of(scene, reading, group, groups)) >= THRESHOLD
    ]


def tell_groups(scene: Scene, candidates: Sequence[Candidate], reading: Reading) -> list[list[Telling]]:
    """All that a page tells by the lexicon's candidates and the model's, the tellings of one event together."""
    groups = merge(scene, _tell_all(scene, weigh_triggers(scene, candidates, reading)))
    return [[replace(one, kind=kind) for one in group] for group in groups for kind in [likely_kind(reading, group)]]


def _tell_all(scene: Scene, candidates: Sequence[Candidate]) -> list[Telling]:
    """What triggers tell, in text order, whether or not it counts."""
    sentences = groupby(candidates, key=lambda candidate: candidate.sentence.index)
    return [tell(scene, linked) for _, those in sentences for linked in link(scene, list(those))]


def _event(scene: Scene, group: Sequence[Telling]) -> Event:
    dated = next((one for one in group if one.days.first and one.days.last), None) or next(
        (one for one in group if one.days.known), group[0]
    )
    days = dated.days
    return Event(
        kind=_kind(group),
        name=_fullest(group),
        triggers=tuple(_trigger(scene, c) for c in sorted(triggers_of(group), key=lambda c: c.start)),
        first_day=days.first,
        last_day=days.last,
        edtf=edtf(days.first, days.last) if days.first and days.last else None,
        place=_place(dated, group),
        status=dated.status,
        participants=tuple(_participants(scene, group)),
        figures=tuple(_figures(scene, group)),
    )


def _kind(group: Sequence[Telling]) -> EventKind:
    """That of the first telling; of deaths told with what caused them, that of the cause."""
    first = group[0].kind
    causes = (one.kind for one in group if one.kind in _CAUSES)
    return next(causes, first) if first == "death" else first


def _place(dated: Telling, group: Sequence[Telling]) -> Name | None:
    """The place told with the days, else the first one told."""
    return dated.place or next((one.place for one in group if one.place and not one.candidate.sense.echoes), None)


def _fullest(group: Sequence[Telling]) -> str:
    """The longest of the names that begin with a capital, else of those of nouns, else of all."""
    told = [one for one in group if not one.candidate.sense.echoes]
    nominal = [one for one in told if not one.candidate.verbal]
    proper = [one for one in nominal if one.candidate.token.text[0].isupper()]
    return max((one.name for one in proper or nominal or told), key=len)


def _trigger(scene: Scene, candidate: Candidate) -> Trigger:
    return Trigger(
        text=scene.page.text[candidate.start : candidate.end],
        start=candidate.start,
        end=candidate.end,
        sentence=candidate.sentence.index,
        found_by="model" if candidate.sense.learnt else "lexicon",
    )


def _participants(scene: Scene, group: Sequence[Telling]) -> Iterator[Participant]:
    seen: set[int] = set()
    for one in group:
        for participant in one.participants:
            key = id(scene.owner[participant.name])
            if key not in seen:
                seen.add(key)
                yield participant


def _figures(scene: Scene, group: Sequence[Telling]) -> Iterator[Figure]:
    for sentence in sorted({one.candidate.sentence.index for one in group}):
        yield from scene.figures.get(sentence, ())
