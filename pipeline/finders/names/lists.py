"""People told by the list that they stand in: "(Sow, Ba et Diop vainqueurs)"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from pipeline.finders.names.candidate import GUESS, Candidate
from pipeline.finders.names.people import name_end
from pipeline.finders.words import Words


def find_listed(words: Words, kept: Iterable[Candidate]) -> Iterator[Candidate]:
    """The last of a list, after "et", where the two names before it are people's."""
    kept = list(kept)
    taken = {candidate.start for candidate in kept}
    for first, second in pairwise(kept):
        listed = first.kind == second.kind == "person" and second.start == first.end and words.gap(first.end) == ", "
        i = second.end + 1
        if not listed or i >= len(words) or i in taken or words.lowers[i - 1] != "et":
            continue
        if words.joined(i - 1) and words.joined(i) and words.tags[i] == "PROPN":
            end = name_end(words, i)
            if end > i:
                yield Candidate(i, end, "person", "rule", GUESS)
