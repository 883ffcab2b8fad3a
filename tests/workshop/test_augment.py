"""Changes of samples and texts drawn from the grammar: whatever is changed, each name stays where it stands."""

import re
from random import Random

import pytest

from pipeline.workshop.augment import (
    CHANGES,
    all_capitals,
    capital_family_names,
    glued_sentences,
    other_acronyms,
    other_apostrophes,
    other_people,
    other_towns,
    replace,
    without_accents_on_capitals,
)
from pipeline.workshop.grammar import draw_sample, unmark
from pipeline.workshop.namegen import initials
from pipeline.workshop.samples import Name, Sample

TEXT = "À Sauvigny, Aïssata Kerboul (UNPR) a parlé.\nKerboul dirige l'UNPR.Elle part. Étape suivante : l'Armorie."


def seeded(seed: int) -> Random:
    return Random(seed)


def sample() -> Sample:
    strings = [
        ("Sauvigny", "LOC"),
        ("Aïssata Kerboul", "PER"),
        ("UNPR", "ORG"),
        ("Kerboul dirige", "PER"),
        ("Armorie", "LOC"),
    ]
    names = [Name(TEXT.index(s), TEXT.index(s) + len(s.removesuffix(" dirige")), label) for s, label in strings]
    second = TEXT.rindex("UNPR")
    return Sample(TEXT, tuple(sorted([*names, Name(second, second + 4, "ORG")])))


def shown(changed: Sample) -> list[str]:
    return [changed.text[start:end] for start, end, _ in changed.names]


def outside(changed: Sample) -> str:
    """The text with each name replaced by a dot."""
    text = changed.text
    for name in reversed(changed.names):
        text = text[: name.start] + "·" + text[name.end :]
    return text


def test_replace_moves_names() -> None:
    changed = replace(sample(), [(0, 1, "Près de"), (3, 10, "Le Bourg")])
    assert changed.text.startswith("Près de S")
    assert shown(changed)[1:] == shown(sample())[1:]


@pytest.mark.parametrize("change", [other_people, other_towns, other_acronyms, capital_family_names])
@pytest.mark.parametrize("seed", range(5))
def test_other_names_leave_the_words_between(change, seed: int) -> None:  # type: ignore[no-untyped-def]
    assert outside(change(sample(), seeded(seed))) == outside(sample())


def test_a_family_name_alone_goes_with_the_full_name() -> None:
    town, full, short, alone, *_ = shown(other_people(sample(), seeded(4)))
    assert full != "Aïssata Kerboul"
    assert full.endswith(alone)
    assert (town, short) == ("Sauvigny", "UNPR")


def test_the_same_acronym_twice_stays_the_same() -> None:
    _, _, first, _, second, _ = shown(other_acronyms(sample(), seeded(1)))
    assert first == second != "UNPR"


def test_capitals_accents_apostrophes_and_glue() -> None:
    assert all_capitals(sample(), seeded(1)).text.upper() == all_capitals(sample(), seeded(1)).text
    assert "Aïssata KERBOUL" in capital_family_names(sample(), seeded(1)).text
    assert without_accents_on_capitals(sample(), seeded(1)).text.startswith("A Sauvigny, Aïssata")
    assert "l’Armorie" in other_apostrophes(sample(), seeded(1)).text
    glued = [glued_sentences(Sample("Il part. Elle reste. On attend.", ()), seeded(seed)).text for seed in range(9)]
    assert "Il part.Elle reste. On attend." in glued


def test_marks_inside_marks_are_dropped() -> None:
    assert unmark("La \ue001Banque de \ue002Sauvigny\ue010\ue010 ouvre") == Sample(
        "La Banque de Sauvigny ouvre", (Name(3, 21, "ORG"),)
    )


def test_initials() -> None:
    assert initials("Haut Conseil de la santé") == "HCS"


@pytest.mark.parametrize("seed", range(60))
def test_drawn_texts_are_clean(seed: int) -> None:
    drawn = draw_sample(seeded(seed))
    assert drawn == draw_sample(seeded(seed))
    assert not re.search("[\ue000-\uf8ff{}\\[\\]|]", drawn.text)
    assert not re.search(r"\b(?:de|à) les? |\bde l'l'", drawn.text)
    ends = [0]
    for start, end, _ in drawn.names:
        assert ends[-1] <= start < end <= len(drawn.text)
        assert drawn.text[start:end].strip() == drawn.text[start:end]
        assert not re.match(r"(?:les?|la) |l'", drawn.text[start:end])
        ends.append(end)
    for _, change in CHANGES:
        assert len(change(drawn, seeded(seed)).names) == len(drawn.names)
