"""What two tellings of an event are compared by: days, place, participants, the words of the name."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from pipeline.lexicon.lexicon import load
from pipeline.records import Entity, Event, EventKind, Extraction, Name
from pipeline.text import comparable

_EMPTY = frozenset(
    "le la les l un une des de du d et a au aux en sur pour par dans avec son sa ses ce cet cette qui que ont est the of s".split()
)
_EDITION = re.compile(r"\b(\d{1,3}) ?(?:e|eme|ieme|er|re|ere|nd|nde)\b")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_SUBJECT_KINDS: frozenset[EventKind] = frozenset({"appointment", "visit", "death", "award"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An event as one document tells it.

    ``who`` are the corpus-wide ids of its participants, ``subjects`` those whom it happens to. ``words`` are the
    telling words of its name, ``editions`` the ordinals and years in it.
    """

    document_id: str
    position: int
    published: dt.date | None
    event: Event
    place_id: str | None
    place: Entity | None
    who: frozenset[str]
    subjects: frozenset[str]
    words: frozenset[str]
    editions: frozenset[str]

    @property
    def order(self) -> tuple[str, int]:
        """Where it stands in the corpus, whatever the order in which it came."""
        return self.document_id, self.position

    @property
    def first(self) -> dt.date | None:
        """The first day, or the last where only that is known."""
        return self.event.first_day or self.event.last_day

    @property
    def last(self) -> dt.date | None:
        """The last day, or the first where only that is known."""
        return self.event.last_day or self.event.first_day


def told_of(extraction: Extraction, ids: Mapping[Name, str]) -> Iterator[Told]:
    """The events of one document."""
    owner = {mention.name: entity for entity in extraction.entities for mention in entity.mentions}
    for position, event in enumerate(extraction.events):
        folded = comparable(event.name)
        yield Told(
            document_id=extraction.document.document_id,
            position=position,
            published=extraction.document.published,
            event=event,
            place_id=ids[event.place] if event.place else None,
            place=owner.get(event.place) if event.place else None,
            who=frozenset(ids[p.name] for p in event.participants),
            subjects=_subjects(event, ids),
            words=frozenset(folded.split()) - _EMPTY - _generic(),
            editions=frozenset(_EDITION.findall(folded)) | frozenset(_YEAR.findall(folded)),
        )


def _subjects(event: Event, ids: Mapping[Name, str]) -> frozenset[str]:
    if event.kind not in _SUBJECT_KINDS:
        return frozenset()
    return frozenset(ids[p.name] for p in event.participants if p.role in {"subject", "beneficiary"})


@cache
def _generic() -> frozenset[str]:
    """Words that name a sort of event, not one: "conference", "premiere", "nomme"."""
    lexicon = load("events")
    entries = [entry for group in lexicon.values() if isinstance(group, list) for entry in group]
    phrases = [noun for entry in entries for noun in entry.get("nouns", ())]
    singular = {word for phrase in phrases for word in comparable(phrase).split()}
    return frozenset(
        singular | {word + "s" for word in singular} | {"premier", "premiere", "grand", "grande", "nouveau"}
    )


def days_agree(a: Told, b: Told) -> bool:
    """The days of both are known and overlap; two spans of days that only touch in part are two events."""
    if a.first is None or a.last is None or b.first is None or b.last is None:
        return False
    return (a.first <= b.first and b.last <= a.last) or (b.first <= a.first and a.last <= b.last)


def days_clash(a: Told, b: Told) -> bool:
    """Both are dated, and differently."""
    return a.first is not None and b.first is not None and not days_agree(a, b)


def places_clash(a: Told, b: Told) -> bool:
    """Both are placed, and neither place is the country of the other."""
    if a.place_id is None or b.place_id is None or a.place_id == b.place_id:
        return False
    if a.place is None or b.place is None:
        return True
    kinds = (a.place.kind == "country") + (b.place.kind == "country")
    return kinds != 1 or a.place.country_code is None or a.place.country_code != b.place.country_code


def names_alike(a: Told, b: Told) -> bool:
    """At least half of the fewer telling words are shared, and two of them where there are two."""
    shared = len(a.words & b.words)
    fewer = min(len(a.words), len(b.words))
    return fewer > 0 and 2 * shared >= fewer and shared >= min(2, fewer)


def names_equal(a: Told, b: Told) -> bool:
    """The names are the same but for small words, and tell enough to be names."""
    return len(a.words) >= 2 and a.words == b.words and a.editions == b.editions
