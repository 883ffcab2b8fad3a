"""One trigger with all that its sentence says of the event."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.finders.events.candidates import Candidate
from pipeline.finders.events.dating import Days, at_edge, days_of, status_of
from pipeline.finders.events.linking import Linked
from pipeline.finders.events.naming import name_of
from pipeline.finders.events.participants import participants_of
from pipeline.finders.events.placing import place_of
from pipeline.finders.events.scene import Scene
from pipeline.records import EventKind, EventStatus, Name, Participant


@dataclass(frozen=True, slots=True)
class Telling:
    """An event as one trigger tells it."""

    candidate: Candidate
    others: tuple[Candidate, ...]
    kind: EventKind
    name: str
    days: Days
    place: Name | None
    participants: tuple[Participant, ...]
    status: EventStatus

    @property
    def start(self) -> int:
        """Where the trigger begins."""
        return self.candidate.start


def tell(scene: Scene, linked: Linked) -> Telling:
    """The candidate with its arguments."""
    candidate = linked.head
    edge = next((other.sense.edge for other in linked.others if other.sense.edge), None)
    days = at_edge(days_of(scene, candidate), edge)
    return Telling(
        candidate=candidate,
        others=linked.others,
        kind=linked.kind,
        name=name_of(scene, candidate),
        days=days,
        place=place_of(scene, candidate),
        participants=tuple(participants_of(scene, candidate)),
        status=status_of(scene, candidate, days),
    )


def triggers_of(group: Sequence[Telling]) -> list[Candidate]:
    """All the triggers of some tellings, in their order."""
    return [word for one in group for word in (one.candidate, *one.others)]


def owners(scene: Scene, telling: Telling) -> frozenset[int]:
    """The entities that take part, as keys."""
    return frozenset(id(scene.owner[p.name]) for p in telling.participants)
