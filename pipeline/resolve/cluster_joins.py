"""Ways to join clusters without comparing each with each: by equal keys, and short names to their full ones."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable

from pipeline.resolve.cluster import Cluster, shared, unite

Keys = Callable[[Cluster], Iterable[Hashable]]
Fits = Callable[[Cluster, Cluster], bool]


def blocks(clusters: Iterable[Cluster], keys: Keys) -> dict[Hashable, list[Cluster]]:
    """The clusters under each of their keys."""
    found: dict[Hashable, list[Cluster]] = defaultdict(list)
    for cluster in clusters:
        for key in keys(cluster):
            found[key].append(cluster)
    return found


def always(_one: Cluster, _other: Cluster) -> bool:
    """Every two clusters fit."""
    return True


def join_equal(clusters: list[Cluster], keys: Keys, fits: Fits) -> list[Cluster]:
    """Join the clusters that have a key in common and fit, each to the one whose context is nearest.

    Within a block the clusters come in the corpus's order and blocks come by their first cluster, so that the order of
    the input does not matter.
    """
    filed = blocks(clusters, keys).values()
    for block in sorted((block for block in filed if len(block) > 1), key=_order):
        kept: list[Cluster] = []
        for cluster in sorted({each.root() for each in block}, key=lambda each: each.order):
            fitting = [i for i, other in enumerate(kept) if fits(other, cluster)]
            if fitting:
                nearest = max(fitting, key=lambda i: shared(kept[i], cluster))
                kept[nearest] = unite(kept[nearest], cluster)
            else:
                kept.append(cluster)
    return [cluster for cluster in clusters if cluster.into is None]


def join_short(clusters: list[Cluster], short_keys: Keys, full_keys: Keys, fits: Fits) -> list[Cluster]:
    """Join each cluster that has short keys to the cluster with that full key, where exactly one fits.

    ``fits(full, short)`` says whether the short one may be the full one. Short ones that share a full one are joined
    through it; one that two could be stays apart.
    """
    full = blocks(clusters, full_keys)
    for short in sorted(clusters, key=lambda each: each.order):
        near = {other.root() for key in short_keys(short) for other in full.get(key, ())} - {short.root()}
        fitting = [other for other in near if fits(other, short)]
        if len(fitting) == 1 and short.into is None:
            unite(fitting[0], short)
    return [cluster for cluster in clusters if cluster.into is None]


def _order(block: list[Cluster]) -> list[tuple[str, int]]:
    return sorted(cluster.order for cluster in block)
