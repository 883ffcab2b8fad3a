"""How texts of other hands are mended and brought to the guidelines."""

import pytest

from pipeline.workshop.samples import Name, Sample, by_guidelines, mend, outermost, pieces


def marked(text: str, *names: tuple[str, str]) -> Sample:
    """A sample in which each given string is a name, at its first place."""
    found = (Name(text.index(name), text.index(name) + len(name), label) for name, label in names)
    return Sample(text, tuple(sorted(found)))


def shown(sample: Sample) -> list[tuple[str, str]]:
    return [(sample.text[start:end], label) for start, end, label in sample.names]


@pytest.mark.parametrize(
    ("text", "name", "mended", "name_then"),
    [
        (
            "Le maire de Sauvigny , Luc Parent , part.",
            "Luc Parent",
            "Le maire de Sauvigny, Luc Parent, part.",
            "Luc Parent",
        ),
        ("Au nord de l' Armorie .", "Armorie", "Au nord de l'Armorie.", "Armorie"),
        ("L'hôpital d' Auriac ferme.", "hôpital d' Auriac", "L'hôpital d'Auriac ferme.", "hôpital d'Auriac"),
        ("Vernon ( Eure ) vote.", "Eure", "Vernon (Eure) vote.", "Eure"),
        ("Qui vient ? Paul !", "Paul", "Qui vient ? Paul !", "Paul"),
    ],
)
def test_link_spaces_are_mended(text: str, name: str, mended: str, name_then: str) -> None:
    sample = mend(marked(text, (name, "LOC")))
    assert sample.text == mended
    assert shown(sample) == [(name_then, "LOC")]


@pytest.mark.parametrize(
    ("text", "name", "label", "expected"),
    [
        ("Le gouvernement hésite.", "gouvernement", "ORG", []),
        ("Selon l'Armorie, tout va.", "l'Armorie", "LOC", [("Armorie", "LOC")]),
        ("La Haye juge.", "La Haye", "LOC", [("La Haye", "LOC")]),
        ("Mme Anne Petit parle.", "Mme Anne Petit", "PER", [("Anne Petit", "PER")]),
        ("Selon de Ganay, non.", "de Ganay", "PER", [("de Ganay", "PER")]),
        ("Le ministre de l'Intérieur dément.", "Intérieur", "ORG", []),
        ("À l'aéroport de Briançay, la grève dure.", "aéroport de Briançay", "ORG", [("aéroport de Briançay", "LOC")]),
        ("Dans la wilaya de Sirat, il pleut.", "wilaya de Sirat", "LOC", [("Sirat", "LOC")]),
        ("L'université de Sauvigny recrute.", "université de Sauvigny", "ORG", [("université de Sauvigny", "ORG")]),
        ("Le désert avance.", "désert", "LOC", []),
    ],
)
def test_marks_follow_the_guidelines(text: str, name: str, label: str, expected: list[tuple[str, str]]) -> None:
    assert shown(by_guidelines(marked(text, (name, label)))) == expected


def test_the_outermost_name_counts() -> None:
    text = "La Banque de Sauvigny ouvre."
    bank, town = Name(3, 21, "ORG"), Name(13, 21, "LOC")
    assert text[town.start : town.end] == "Sauvigny"
    assert outermost([town, bank]) == (bank,)


def test_pieces_hold_the_whole_text_and_all_names() -> None:
    line = "Anne Petit a parlé longuement de la route.\n"
    names = tuple(Name(i * len(line), i * len(line) + 10, "PER") for i in range(90))
    cut = list(pieces(Sample(line * 90, names)))
    assert len(cut) > 1
    assert "".join(piece.text for piece in cut) == line * 90
    assert [name for piece in cut for name in shown(piece)] == [("Anne Petit", "PER")] * 90
