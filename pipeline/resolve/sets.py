"""Disjoint sets: which things have been found to be one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

T = TypeVar("T")


class DisjointSets(Generic[T]):
    """Items that start apart and are joined pair by pair; a set's representative is its earliest item as given."""

    __slots__ = ("_parent", "_rank")

    def __init__(self, items: Iterable[T]) -> None:
        self._parent = {item: item for item in items}
        self._rank = {item: rank for rank, item in enumerate(self._parent)}

    def __iter__(self) -> Iterator[T]:
        return iter(self._parent)

    def find(self, item: T) -> T:
        """The representative of the set that holds the item."""
        root = item
        while self._parent[root] is not root:
            root = self._parent[root]
        while self._parent[item] is not root:
            self._parent[item], item = root, self._parent[item]
        return root

    def join(self, one: T, other: T) -> None:
        """Make one set of the two that hold the items."""
        first, second = sorted((self.find(one), self.find(other)), key=self._rank.__getitem__)
        self._parent[second] = first
