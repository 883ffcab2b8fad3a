"""What happens in a page: triggers by kind, with their days, place, participants, figures and status."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from pipeline.annotate import Annotated
from pipeline.lexicon.lexicon import alternation, load
from pipeline.records import (
    Date,
    Entity,
    Event,
    EventKind,
    EventStatus,
    Figure,
    Name,
    Participant,
    ParticipantRole,
    Quote,
    Role,
    Sentence,
    Trigger,
)
from pipeline.text import comparable
from pipeline.values.edtf import edtf

_NAME_END = re.compile(
    r"[,;:.!?()«»\"“”\n–—]|\s(?:a|ont|est|sont|sera|seront|qui|que|dont|où|et|mais|ou|pour|afin|avec|lors|selon|après|avant|depuis|"
    r"devrait|doit|s'|se|en présence|ce|cette)(?=\s|')"
)
_BEFORE = re.compile(
    r"(?:\b(?:la|le|les|l'|une|un|des|du|de|d'|au|aux|cette|ce|cet|sa|son|leur|première|premier|\d+(?:e|ème|ère))\s*(?:[\w'-]+\s)?)$",
    re.IGNORECASE,
)
_CANCELLED = re.compile(r"\b(?:annul|report|suspend)\w*", re.IGNORECASE)
_GENERIC = re.compile(
    r"\b(?:service|politique|ministre|ministère|directeur|directrice|président|présidente|salle|conférence de presse|droit|code|chef|comité|commission) (?:des?|du|d')\s?(?:l')?$",
    re.IGNORECASE,
)
_ROLE_OF: dict[EventKind, ParticipantRole] = {
    "appointment": "subject", "visit": "subject", "death": "subject", "legal": "subject", "acquisition": "agent",
    "funding": "agent", "attack": "agent", "launch": "agent", "publication": "agent", "adoption": "agent",
    "results": "subject", "award": "beneficiary", "accident": "subject",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class _Hit:
    """A trigger with what its sentence says around it."""

    kind: EventKind
    trigger: Trigger
    name: str
    verbal: bool
    sentence: Sentence
    date: Date | None
    place: Name | None
    actors: tuple[Name, ...]
    status: EventStatus


@cache
def _triggers() -> tuple[re.Pattern[str], re.Pattern[str], dict[str, EventKind], dict[str, EventKind]]:
    lexicon = load("events")
    nouns = {word: kind for kind, entry in lexicon.items() for word in entry["nouns"]}
    verbs = {word: kind for kind, entry in lexicon.items() for word in entry["verbs"]}
    noun = re.compile(rf"(?<![\w-])(?P<word>{alternation(nouns)})(?![\w-])", re.IGNORECASE)
    verb = re.compile(rf"(?<![\w-])(?P<word>{alternation(verbs)})(?![\w-])", re.IGNORECASE)
    return noun, verb, nouns, verbs  # type: ignore[return-value]


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
    owner = {mention.name: entity for entity in entities for mention in entity.mentions}
    names = sorted(owner, key=lambda name: name.start)
    hits = sorted(_hits(page, names, dates, quotes), key=lambda hit: hit.trigger.start)
    for group in _merge(hits, owner):
        yield _event(page, group, owner, figures)


def _hits(page: Annotated, names: Sequence[Name], dates: Sequence[Date], quotes: Sequence[Quote]) -> Iterator[_Hit]:
    noun, verb, nouns, verbs = _triggers()
    seen: set[int] = set()
    covered = [(n.start, n.end) for n in names] + [(q.start, q.end) for q in quotes if q.kind == "direct"]
    for pattern, kinds, verbal in ((verb, verbs, True), (noun, nouns, False)):
        for match in pattern.finditer(page.shadow):
            start, end = match.span("word")
            if start in seen or any(s < end and start < e for s, e in covered):
                continue
            if not verbal and not _is_event_noun(page.shadow, start):
                continue
            hit = _hit(page, kinds[re.sub(r"\s+", " ", match["word"].lower())], start, end, verbal, names, dates)
            if hit:
                seen.update(range(start, end))
                yield hit


def _is_event_noun(text: str, start: int) -> bool:
    before = text[max(0, start - 30) : start]
    return not _GENERIC.search(before)


def _hit(
    page: Annotated, kind: EventKind, start: int, end: int, verbal: bool, names: Sequence[Name], dates: Sequence[Date]
) -> _Hit | None:
    sentence = page.sentence_at(start)
    if sentence.zone in {"about", "contact", "legal"}:
        return None
    inside = [n for n in names if sentence.start <= n.start < sentence.end]
    date = _nearest_date(dates, sentence, start)
    actors = tuple(n for n in inside if n.type != "place")
    place = _place(page, inside, end)
    if not verbal and not (date or (place and sentence.zone == "headline") or _is_named(page, end)):
        return None
    if verbal and not (actors or date or place):
        return None
    name_end = _NAME_END.search(page.shadow, end, min(len(page.text), end + 140))
    stop = name_end.start() if name_end else min(sentence.end, end + 100)
    return _Hit(
        kind=kind,
        trigger=Trigger(text=page.text[start:end], start=start, end=end, sentence=sentence.index, found_by="lexicon"),
        name=" ".join(page.text[start:stop].split()),
        verbal=verbal,
        sentence=sentence,
        date=date,
        place=place,
        actors=actors,
        status=_status(page, sentence, start, date),
    )


def _is_named(page: Annotated, end: int) -> bool:
    return (
        re.match(
            r"\s(?:[a-zéè]+ale?\s|mondiale?\s|nationale?\s|internationale?\s)?(?:de |du |des |d'|sur |contre |pour )",
            page.shadow[end : end + 24],
        )
        is not None
        and page.text[end - 1 : end] != "s"
    )


def _nearest_date(dates: Sequence[Date], sentence: Sentence, at: int) -> Date | None:
    inside = [
        d
        for d in dates
        if d.sentence == sentence.index and d.period.first_day and d.period.kind in {"date", "interval"}
    ]
    return min(inside, key=lambda d: abs(d.start - at)) if inside else None


def _place(page: Annotated, inside: Sequence[Name], end: int) -> Name | None:
    located = [
        n
        for n in inside
        if n.type == "place"
        and re.search(
            r"(?:\bà|\bau|\baux|\ben|\bde|\bd'|\bprès de|\()\s*(?:l'|la |le )?$",
            page.shadow[max(0, n.start - 12) : n.start],
        )
    ]
    return min(located, key=lambda n: abs(n.start - end)) if located else None


def _status(page: Annotated, sentence: Sentence, at: int, date: Date | None) -> EventStatus:
    published = page.document.published
    if _CANCELLED.search(page.shadow, sentence.start, sentence.end):
        return "cancelled" if "annul" in page.shadow[sentence.start : sentence.end].lower() else "planned"
    if date and published and date.period.first_day and date.period.last_day:
        if date.period.first_day > published:
            return "planned"
        if date.period.last_day >= published and date.period.first_day != date.period.last_day:
            return "ongoing"
        return "past"
    tokens = page.span(sentence.start, sentence.end)
    verbs = sorted((abs(t.idx - at), t.morph.get("Tense")) for t in tokens if "Fin" in t.morph.get("VerbForm"))
    return "planned" if verbs and verbs[0][1] == ["Fut"] else "past"


def _merge(hits: Sequence[_Hit], owner: dict[Name, Entity]) -> list[list[_Hit]]:
    groups: list[list[_Hit]] = []
    for hit in hits:
        match = next((group for group in groups if _same(group, hit, owner)), None)
        if match is None:
            groups.append([hit])
        else:
            match.append(hit)
    return groups


def _same(group: Sequence[_Hit], hit: _Hit, owner: dict[Name, Entity]) -> bool:
    first = group[0]
    if first.kind != hit.kind:
        return False
    dated = next((g.date for g in group if g.date), None)
    if (
        dated
        and hit.date
        and (dated.period.first_day, dated.period.last_day) != (hit.date.period.first_day, hit.date.period.last_day)
    ):
        return comparable(first.trigger.text) == comparable(hit.trigger.text) and first.kind == "meeting"
    if first.kind in {"appointment", "legal", "vote", "adoption"}:
        people = {id(owner[n]) for g in group for n in g.actors if n.type == "person"}
        others = {id(owner[n]) for n in hit.actors if n.type == "person"}
        return not others or not people or bool(people & others)
    return True


def _event(page: Annotated, group: Sequence[_Hit], owner: dict[Name, Entity], figures: Sequence[Figure]) -> Event:
    first = group[0]
    date = next((hit.date for hit in group if hit.date), None)
    period = date.period if date else None
    place = next((hit.place for hit in group if hit.place), None)
    sentences = {hit.sentence.index for hit in group}
    status = next((hit.status for hit in group if hit.date), first.status)
    return Event(
        kind=first.kind,
        name=max((hit.name for hit in group if not hit.verbal), key=len, default=first.name),
        triggers=tuple(hit.trigger for hit in group),
        first_day=period.first_day if period else None,
        last_day=period.last_day if period else None,
        edtf=edtf(period.first_day, period.last_day) if period else None,
        place=place,
        status=status,
        participants=tuple(_participants(group, owner)),
        figures=tuple(f for f in figures if f.sentence in sentences),
    )


def _participants(group: Iterable[_Hit], owner: dict[Name, Entity]) -> Iterator[Participant]:
    seen: set[int] = set()
    for hit in group:
        for name in hit.actors:
            if id(owner[name]) not in seen:
                seen.add(id(owner[name]))
                yield Participant(name=name, role=_ROLE_OF.get(hit.kind, "participant"))
