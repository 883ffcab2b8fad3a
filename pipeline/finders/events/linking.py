"""Which triggers of one sentence tell the same event: "l'ouverture du procès", "a signé un accord", "rapport publié"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from pipeline.finders.events.candidates import Candidate
from pipeline.finders.events.scene import Scene
from pipeline.lexicon.lexicon import load
from pipeline.records import EventKind

_OF = re.compile(
    r"\s(?:(?:[\w-]+)\s){0,2}?(?:de |d'|du |des |de la |de l'|de ce |de cette |de son |de sa |à la |à l'|au |sur |contre |pour )(?:(?:[\w-]+)[\s'])??"
)
_DECISIONS: frozenset[EventKind] = frozenset({"appointment", "adoption"})
NEIGHBOURS = 3  # triggers between which "de" may link nouns
LONGEST_CHAIN = 12  # triggers that yield to one another
_FRAMING: frozenset[EventKind] = frozenset(
    {
        "meeting",
        "publication",
        "ceremony",
        "agreement",
        "adoption",
        "funding",
        "launch",
        "award",
        "competition",
        "protest",
        "vote",
    }
)


@dataclass(frozen=True, slots=True)
class Linked:
    """The candidate that names an event's kind, and the other triggers that its sentence has for it."""

    head: Candidate
    kind: EventKind
    others: tuple[Candidate, ...]


@cache
def _phases() -> frozenset[str]:
    return frozenset(
        word for entry in load("events")["phase"] for key in ("nouns", "verbs") for word in entry.get(key, ())
    )


def link(scene: Scene, candidates: Sequence[Candidate]) -> list[Linked]:
    """The events of one sentence's candidates, each candidate in one or in none."""
    keeper: dict[int, int | None] = {}
    for i, j in _close(candidates):
        if i not in keeper and _root(keeper, j) != i and _governs(scene, candidates[i], candidates[j]):
            _settle(keeper, candidates, i, j)
    for i, candidate in enumerate(candidates):
        if i not in keeper and candidate.sense.strength == "phase":
            keeper[i] = None
    members: dict[int, list[Candidate]] = {i: [] for i in range(len(candidates)) if i not in keeper}
    for j in keeper:
        root = _root(keeper, j)
        if root in members:
            members[root].append(candidates[j])
    return [_linked(candidates[i], others) for i, others in members.items()]


def _close(candidates: Sequence[Candidate]) -> list[tuple[int, int]]:
    """Pairs of which the first may govern the second: by the parse, or as neighbours. Few, however many candidates."""
    at = {candidate.token.i: i for i, candidate in enumerate(candidates)}
    parsed = {(at[c.token.head.i], j) for j, c in enumerate(candidates) if c.token.head.i in at}
    beside = {(j - gap, j) for j in range(len(candidates)) for gap in range(1, NEIGHBOURS + 1) if j >= gap}
    return sorted((i, j) for i, j in parsed | beside if i != j)


def _settle(keeper: dict[int, int | None], candidates: Sequence[Candidate], i: int, j: int) -> None:
    """Candidate ``i`` governs ``j``: one of them yields to the other, or each stays an event."""
    one, other = candidates[i], candidates[j]
    if one.sense.learnt and one.verbal and other.sense.kind and not other.verbal:
        keeper.setdefault(i, j)  # accueillera la conférence: the noun is surer of what it tells
    elif other.sense.kind is None:
        if one.sense.kind is not None and other.sense.strength == "phase":
            keeper.setdefault(j, i)
    elif one.sense.strength == "phase" or (one.sense.lemma in _phases() and one.sense.kind != other.sense.kind):
        keeper.setdefault(i, j)
    elif one.verbal and one.sense.kind in _DECISIONS and other.sense.kind == "meeting":
        keeper.setdefault(j, None)  # le conseil des ministres a nommé
    elif one.sense.kind == other.sense.kind and one.verbal and not other.verbal:
        keeper.setdefault(i, j)  # cette conférence a réuni
    elif one.sense.kind == other.sense.kind or (other.verbal and other.sense.lemma in _phases()):
        keeper.setdefault(j, i)
    elif one.sense.kind in _FRAMING and not one.verbal and not other.verbal:
        keeper.setdefault(j, None)


def _governs(scene: Scene, one: Candidate, other: Candidate) -> bool:
    """By the parse, or because "de", "sur", "contre" alone stands between two nouns."""
    if other.token.head == one.token and other.token.dep_ not in {"conj", "parataxis", "advcl", "appos"}:
        return True
    if one.verbal or other.verbal or other.start <= one.end:
        return False
    return _OF.fullmatch(scene.page.shadow, one.end, other.start) is not None


def _linked(head: Candidate, others: Sequence[Candidate]) -> Linked:
    return Linked(head, head.sense.kind or "other", tuple(sorted(others, key=lambda c: c.start)))


def _root(keeper: dict[int, int | None], j: int) -> int | None:
    """The candidate to which ``j`` yields in the end; a longer chain than any real one has none."""
    at: int | None = j
    for _ in range(LONGEST_CHAIN):
        if at not in keeper:
            return at
        at = keeper[at]
    return None
