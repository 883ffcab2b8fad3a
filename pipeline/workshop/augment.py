"""Changes samples in the ways in which press texts differ: other names, capitals, lost accents, apostrophes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from random import Random

from pipeline.text import strip_accents
from pipeline.workshop import namegen
from pipeline.workshop.samples import Name, Sample

Edit = tuple[int, int, str]


def replace(sample: Sample, edits: Iterable[Edit]) -> Sample:
    """The sample with stretches (start, end, new text) replaced, each of them inside a name or outside of all."""
    text, shifts, last, shift = [], [], 0, 0
    for start, end, new in sorted(edits):
        text += [sample.text[last:start], new]
        last = end
        shift += len(new) - (end - start)
        shifts.append((end, shift))
    text.append(sample.text[last:])

    def moved(offset: int, *, is_end: bool) -> int:
        return offset + next((s for end, s in reversed(shifts) if end < offset or (end == offset and is_end)), 0)

    def moved_start(offset: int) -> int:
        return offset + next((s for end, s in reversed(shifts) if end <= offset), 0)

    names = tuple(Name(moved_start(n.start), moved(n.end, is_end=True), n.label) for n in sample.names)
    return Sample("".join(text), names)


def other_people(sample: Sample, rng: Random) -> Sample:
    """Other people in the place of these: one for one, a family name alone as well."""
    fulls = [sample.text[n.start : n.end] for n in sample.names if n.label == "PER"]
    drawn: dict[str, namegen.Person] = {}
    for full in fulls:
        words = full.split()
        if len(words) > 1:
            drawn.setdefault(words[-1], namegen.person(rng))
    edits = []
    for name in sample.names:
        full = sample.text[name.start : name.end]
        words = full.split()
        if name.label == "PER" and words and "-" not in full[-1:]:
            new = drawn.setdefault(words[-1], namegen.person(rng))
            edits.append((name.start, name.end, new.full if len(words) > 1 else new.family))
    return replace(sample, edits)


_TOWN = re.compile(r"(?:\b(?:à|près de|ville de|maire de|commune de|vers|entre)\s|\()$")


def other_towns(sample: Sample, rng: Random) -> Sample:
    """Other towns where the words before say that it is one: "à Lyon"."""
    before = ((n, sample.text[max(0, n.start - 14) : n.start]) for n in sample.names if n.label == "LOC")
    towns = (n for n, lead in before if _TOWN.search(lead) and sample.text[n.start].isupper())
    return replace(sample, [(n.start, n.end, namegen.city(rng)) for n in towns])


_ACRONYM = re.compile(r"[A-Z]{2,7}")


def other_acronyms(sample: Sample, rng: Random) -> Sample:
    """Other letters for organisations named by letters; a vowel for a vowel, so that articles stay right."""
    drawn: dict[str, str] = {}
    edits = []
    for name in sample.names:
        short = sample.text[name.start : name.end]
        if name.label == "ORG" and _ACRONYM.fullmatch(short):
            new = drawn.setdefault(short, _same_start(short, rng))
            edits.append((name.start, name.end, new))
    return replace(sample, edits)


def _same_start(short: str, rng: Random) -> str:
    new = namegen.acronym(rng)
    vowels = "AEIOUH"
    if (new[0] in vowels) != (short[0] in vowels):
        new = rng.choice(vowels if short[0] in vowels else "BCDFGLMNPRST") + new[1:]
    return new


def all_capitals(sample: Sample, rng: Random) -> Sample:
    """The text in capitals, half of the times without accents."""
    text = sample.text.upper()
    if len(text) != len(sample.text):
        return sample
    upper = Sample(text, sample.names)
    return without_accents(upper, rng) if rng.random() < 0.5 else upper


def capital_headline(sample: Sample, _: Random) -> Sample:
    """The first line in capitals."""
    end = sample.text.find("\n")
    if not 0 < end < 150 or len(sample.text[:end].upper()) != end:
        return sample
    return Sample(sample.text[:end].upper() + sample.text[end:], sample.names)


def capital_family_names(sample: Sample, _: Random) -> Sample:
    """Family names in capitals: "Aïssatou NDIAYE"."""
    edits = []
    for name in sample.names:
        given, space, family = sample.text[name.start : name.end].partition(" ")
        if name.label == "PER" and space:
            edits.append((name.start, name.end, f"{given} {family.upper()}"))
    return replace(sample, edits)


def without_accents(sample: Sample, _: Random) -> Sample:
    """The text without accents."""
    text = "".join(_bare(character) for character in sample.text)
    return Sample(text, sample.names)


def without_accents_on_capitals(sample: Sample, _: Random) -> Sample:
    """Capitals without accents: "Etat", "A Paris"."""
    return Sample("".join(_bare(c) if c.isupper() else c for c in sample.text), sample.names)


def _bare(character: str) -> str:
    bare = strip_accents(character) if character.isalpha() else character
    return bare if len(bare) == 1 else character


def other_apostrophes(sample: Sample, _: Random) -> Sample:
    """Straight apostrophes for typographic ones, or the other way round."""
    old, new = ("’", "'") if "’" in sample.text else ("'", "’")
    return Sample(sample.text.replace(old, new), sample.names)


def glued_sentences(sample: Sample, rng: Random) -> Sample:
    """No space behind some full stops, as copying leaves it: "l'accord.Le ministre"."""
    stops = [m.start() + 1 for m in re.finditer(r"(?<=[a-zé]{2})\. (?=[A-Z])", sample.text)]
    return replace(sample, [(at, at + 1, "") for at in stops if rng.random() < 0.3])


Change = Callable[[Sample, Random], Sample]
# Of each change, how often of a hundred it is made.
CHANGES: tuple[tuple[int, Change], ...] = (
    (30, other_people),
    (25, other_towns),
    (15, other_acronyms),
    (8, capital_family_names),
    (4, capital_headline),
    (2, all_capitals),
    (3, without_accents),
    (15, without_accents_on_capitals),
    (30, other_apostrophes),
    (3, glued_sentences),
)


def changed(sample: Sample, rng: Random) -> Sample:
    """The sample after a draw of changes, half of the times as it was."""
    if rng.random() < 0.4:
        return sample
    for chance, change in CHANGES:
        if rng.random() * 100 < chance:
            sample = change(sample, rng)
    return sample
