"""What holds for any corpus: the order of the input never matters, ids are unique, every entity is somewhere."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from marked import read

from pipeline.records import CorpusEntity, Entity, Role
from pipeline.resolve.across import resolve_corpus

Document = tuple[str, tuple[Entity, ...], tuple[Role, ...]]


def corpus(*texts: str) -> list[Document]:
    documents = [(f"d{i}", read(text)) for i, text in enumerate(texts)]
    return [(name, document.entities(), document.roles) for name, document in documents]


def by_id(*texts: str) -> dict[str, CorpusEntity]:
    return {entity.entity_id: entity for entity in resolve_corpus(corpus(*texts))}


PIECES = [
    "[P:Awa Sow]{maire}", "[P:AWA SOW]", "[P:A. Sow]", "[P:Sow]{maire}", "Mme [P:Sow]", "M. [P:Awa Sow]",
    "[P:Awa Ndèye Sow]{maire}", "[P:Sow Awa]", "[P:Adama Sow]", "[P:Awa Sowe]", "[P:Nathalie Rouvigny]{préfète}",
    "[P:Nathalie Rouvigni]{préfète}", "[O:Valmy]", "[O:Valmy SA]", "[O:VALMY]",
    "[O:Ligue des îles du Nord] ([O:LIDN])", "[O:LIDN]", "[O:Ligue des îles du Midi]", "[O:LIDM]",
    "[O:ministère de la Santé]", "[O:Sénat]", "[O:ONU]", "[O:Nations unies]", "[O:PS]", "[O:Parti socialiste]",
    "[O:CHU]", "[O:CHU de Lyon]", "au [L:Mali]", "en [L:France]", "à [L:Lyon]", "à [L:Valmy]",
    "la wilaya de [L:Sétif]", "à [L:Sétif]", "[L:Belzoro]", "[L:Tripoli]", "au [L:Liban]",
    "[P:Valmy]{directeur @ Valmy}", "[P:Jean Valmy]{directeur @ Valmy}", "[O:Valmy] (ex-[O:Arvor])", "[O:Arvor]",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES), min_size=1, max_size=8).map(" et ".join)


@settings(max_examples=200, deadline=None)
@given(st.lists(TEXTS, max_size=7), st.randoms(use_true_random=False))
def test_order_never_matters(texts: list[str], chance: random.Random) -> None:
    documents = corpus(*texts)
    resolved = resolve_corpus(documents)
    chance.shuffle(documents)
    assert resolve_corpus(iter(documents)) == resolved


@settings(max_examples=200, deadline=None)
@given(st.lists(TEXTS, max_size=7))
def test_every_entity_is_in_one_place(texts: list[str]) -> None:
    documents = corpus(*texts)
    resolved = resolve_corpus(documents)
    ids = [entity.entity_id for entity in resolved]
    assert len(set(ids)) == len(ids)
    assert all(ids)
    assert [(entity.type, entity.entity_id) for entity in resolved] == sorted((e.type, e.entity_id) for e in resolved)
    places = sorted((member.document_id, member.position) for entity in resolved for member in entity.members)
    assert places == sorted((name, at) for name, entities, _ in documents for at in range(len(entities)))
    kinds = {(name, at): entity.type for name, entities, _ in documents for at, entity in enumerate(entities)}
    assert all(kinds[m.document_id, m.position] == entity.type for entity in resolved for m in entity.members)


def test_an_empty_corpus_has_no_entities() -> None:
    assert resolve_corpus([]) == ()


def test_ids_are_slugs_of_names() -> None:
    assert list(by_id("[P:Aïssatou NDIAYE], de l'[O:Office des forêts], à [L:Rabat]")) == [
        "office-des-forets", "aissatou-ndiaye", "rabat",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("texts", "ids"),
    [
        (("la wilaya de [L:Sétif]", "à [L:Sétif]"), {"setif-region", "setif-city"}),
        (("le [O:Sénat], en [L:France]", "le [O:Sénat], en [L:Italie]"), {"senat-fr", "senat-it", "france", "italie"}),
        (("à [L:Valmont]", "la société [O:Valmont]"), {"valmont-city", "valmont-company"}),
        (
            ("à [L:Tripoli], au [L:Liban]", "à [L:Tripoli], en [L:Libye]"),
            {"tripoli-lb", "tripoli-ly", "liban", "libye"},
        ),
    ],
)
def test_ids_tell_namesakes_apart(texts: tuple[str, ...], ids: set[str]) -> None:
    assert set(by_id(*texts)) == ids


def test_two_people_of_one_name_get_ids_that_other_documents_do_not_change() -> None:
    texts = ("Mme [P:Dominique Larrivée]", "M. [P:Dominique Larrivée]")
    before = set(by_id(*texts))
    assert len(before) == 2
    assert before <= set(by_id(*texts, "[P:Awa Sow] parle", "à [L:Rabat]"))


def test_the_fullest_name_in_plain_case_wins() -> None:
    found = by_id("[P:Aïssatou NDIAYE]", "[P:NDIAYE Aïssatou]", "[P:Aïssatou Ndiaye]", "[P:A. Ndiaye]")
    assert [entity.name for entity in found.values()] == ["Aïssatou Ndiaye"]


@pytest.mark.parametrize(
    ("texts", "rules"),
    [
        (("[P:Awa Sow]", "[P:A. Sow]", "[P:SOW Awa]"), ["full_name", "variant", "variant"]),
        (("[P:Awa Sow]{maire @ Valmy}, [O:Valmy]", "[P:Sow]{maire @ Valmy}, [O:Valmy]"), ["full_name", "family_name"]),
        (("l'[O:Union africaine] ([O:UA])", "l'[O:UA]"), ["full_name", "acronym"]),
        (("[O:Valmorec]", "le [O:groupe Valmorec]"), ["variant", "full_name"]),
        (("au [L:Maroc]", "le [L:Royaume du Maroc]"), ["gazetteer", "gazetteer"]),
        (("à [L:Belzoro]", "à [L:Belzoro]"), ["full_name", "full_name"]),
    ],
)
def test_every_merge_names_its_rule(texts: tuple[str, ...], rules: list[str]) -> None:
    first = next(entity for entity in resolve_corpus(corpus(*texts)) if len(entity.members) > 1)
    if first.type == "organisation" and "[P:" in texts[0]:
        first = next(entity for entity in resolve_corpus(corpus(*texts)) if entity.type == "person")
    assert [member.merged_by for member in first.members] == rules


def test_many_documents_take_time_in_proportion() -> None:
    documents = corpus(*(f"[P:Awa Sow], [P:Omar Ba{i:05}] et [O:Comité {i:05}] à [L:Lyon]" for i in range(400)))
    resolved = resolve_corpus(documents)
    assert len(resolved) == 802
