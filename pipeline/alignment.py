"""Likeness of two strings and one-to-one pairing: what the measures of :mod:`pipeline.evaluate` rest on."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from typing import TypeVar

G = TypeVar("G")
F = TypeVar("F")
_SMALL_WORDS = frozenset("le la les l un une des de du d et à au aux en".split())


def words(string: str | None) -> list[str]:
    """The words that count when two strings are compared: folded, without articles and short prepositions."""
    folded = unicodedata.normalize("NFKD", (string or "").casefold())
    plain = "".join(c for c in folded if not unicodedata.combining(c))
    return [word for word in re.findall(r"\w+", plain) if word not in _SMALL_WORDS]


def likeness(a: str | None, b: str | None) -> float:
    """Dice overlap of two strings' words, 0 to 1; two strings without words are alike."""
    left, right = Counter(words(a)), Counter(words(b))
    total = left.total() + right.total()
    return 2 * (left & right).total() / total if total else 1.0


def pair(gold: Sequence[G], found: Sequence[F], weigh: Callable[[G, F], float]) -> list[tuple[G, F]]:
    """One-to-one pairs, the heaviest first; a weight of 0 or less never pairs."""
    weights = ((weigh(g, f), i, j) for i, g in enumerate(gold) for j, f in enumerate(found))
    ranked = sorted((w for w in weights if w[0] > 0), key=lambda w: (-w[0], w[1], w[2]))
    taken_gold: set[int] = set()
    taken_found: set[int] = set()
    pairs = []
    for _, i, j in ranked:
        if i not in taken_gold and j not in taken_found:
            taken_gold.add(i)
            taken_found.add(j)
            pairs.append((gold[i], found[j]))
    return pairs
