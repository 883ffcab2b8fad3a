"""Pairs of documents whose names must and must not become one entity."""

from __future__ import annotations

import pytest
from marked import lines, read

from pipeline.resolve.across import resolve_corpus

PAIRS = lines("pairs.txt")


def ids_of_first_names(pair: str) -> tuple[str, str]:
    """The ids of the first marked name of each document, by a corpus of the two."""
    documents = [(f"d{i}", read(side)) for i, side in enumerate(pair.split("||"))]
    extracted = [(name, document.entities(), document.roles) for name, document in documents]
    resolved = resolve_corpus(extracted)
    assert resolved == resolve_corpus(reversed(extracted))
    owner = {
        (member.document_id, member.position): entity.entity_id for entity in resolved for member in entity.members
    }
    first = [
        next(
            at
            for at, entity in enumerate(entities)
            if any(mention.name == document.names[0] for mention in entity.mentions)
        )
        for (_, document), (_, entities, _) in zip(documents, extracted, strict=True)
    ]
    return owner["d0", first[0]], owner["d1", first[1]]


@pytest.mark.parametrize("pair", PAIRS)
def test_pair(pair: str) -> None:
    one, other = ids_of_first_names(pair[1:])
    assert (one == other) is (pair[0] == "="), (one, other)


def test_there_are_enough_of_both() -> None:
    assert sum(pair[0] == "=" for pair in PAIRS) >= 75
    assert sum(pair[0] == "!" for pair in PAIRS) >= 75
