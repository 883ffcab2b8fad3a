"""Draws names: people of the whole world of the French press, places, acronyms, trade names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from random import Random

from pipeline.text import strip_accents
from pipeline.workshop.wordlists import wordlists

_LARGE = 15_000  # inhabitants from which a town abroad is drawn
_NEAR = frozenset("FR BE CH CA MA DZ TN MR SN ML NE BF CI GN BJ TG CM TD CF GA CG CD RW BI MG LU HT".split())


@dataclass(frozen=True, slots=True)
class Person:
    """A drawn name in its two parts; ``given`` is empty for names of one part."""

    given: str
    family: str

    @property
    def full(self) -> str:
        """Given and family name."""
        return f"{self.given} {self.family}".strip()

    @property
    def official(self) -> str:
        """The family name in capitals, as lists and decrees write it: "Aïssatou NDIAYE"."""
        return f"{self.given} {self.family.upper()}".strip()


@cache
def _coined(group: str) -> tuple[str, ...]:
    return tuple(wordlists("coined")[group].split())


def _joined(words: str) -> tuple[str, ...]:
    """Names from a line of words; a particle goes with the word behind it: "Le Gall", "Ould Abdel Aziz"."""
    names: list[str] = []
    open_name = False
    for word in words.split():
        names[len(names) - open_name :] = [f"{names[-1]} {word}" if open_name else word]
        open_name = word.casefold() in _coined("particles")
    return tuple(names)


@cache
def _regions() -> tuple[list[tuple[tuple[str, ...], tuple[str, ...]]], list[int], tuple[str, ...]]:
    parts = dict(wordlists("people"))
    whole = tuple(parts.pop("stage")["whole"])
    lists = [(_joined(part["given"]), _joined(part["family"])) for part in parts.values()]
    return lists, [part["weight"] for part in parts.values()], whole


def person(rng: Random) -> Person:
    """A person: mostly both names from one part of the world, at times compound, an initial or one word."""
    lists, weights, whole = _regions()
    if rng.random() < 0.03:
        return Person("", rng.choice(whole))
    given, family = rng.choices(lists, weights)[0]
    if rng.random() < 0.07:
        family = rng.choices(lists, weights)[0][1]
    first, last = rng.choice(given), rng.choice(family)
    shape = rng.random()
    if shape < 0.08:
        last = rng.choice(("{} {}", "{}-{}")).format(last, rng.choice(family))
    elif shape < 0.16:
        first = f"{first} {rng.choice(given)}"
    elif shape < 0.2:
        first = f"{first} {rng.choice('ABCDEFGHJKLMNPRSTVW')}."
    elif shape < 0.23:
        first = f"{first[0]}."
    return Person(first, _as_coined(rng, last))


def _as_coined(rng: Random, family: str) -> str:
    """Now and then a family name that no list holds, made by crossing two."""
    if rng.random() > 0.15:
        return family
    other = rng.choice(rng.choice(_regions()[0])[1])
    return (family[: max(2, len(family) // 2)] + other[len(other) // 2 :].lower()).rstrip("-' ")


@cache
def _cities() -> tuple[tuple[str, ...], tuple[str, ...]]:
    text = (files("pipeline.resources") / "gazetteer" / "places.tsv").read_text(encoding="utf-8")
    near: list[tuple[str, int]] = []
    far: list[tuple[str, int]] = []
    for line in text.splitlines():
        name, kind, country, *_, population = line.split("\t")
        if kind == "city" and population and name[:1].isupper() and len(name) < 28:
            (near if country in _NEAR else far).append((name, int(population)))
    return tuple(n for n, p in near if p > 2_000), tuple(n for n, p in far if p > _LARGE)


def city(rng: Random) -> str:
    """A town, two times of three one where French is spoken or read."""
    return rng.choice(_cities()[rng.random() < 1 / 3])


def acronym(rng: Random) -> str:
    """Two to seven capitals, more often such as can be spoken; at times with a small letter's form: "Somibel"."""
    letters = "".join(rng.choice("ABCDEFGILMNOPRSTU") for _ in range(rng.choice((2, 3, 3, 3, 4, 4, 4, 5, 6))))
    return letters.capitalize() if len(letters) > 3 and rng.random() < 0.15 else letters


def brand(rng: Random) -> str:
    """The name of a firm or product that does not exist: "Baltex", "Novamines Group", "Kerandis"."""
    shape = rng.random()
    word = "".join(rng.choice(_coined("syllables")) for _ in range(rng.choice((1, 2, 2, 2)))) + rng.choice(
        _coined("endings")
    )
    word = word.capitalize()
    if shape < 0.15:
        return f"{word} {rng.choice(_coined('second'))}"
    if shape < 0.22:
        return person(rng).family
    if shape < 0.3:
        return word.upper()
    if shape < 0.35:
        return f"{person(rng).family} & {rng.choice(('Fils', 'Cie', person(rng).family))}"
    return word


def initials(name: str) -> str:
    """The acronym that the words of a name make; small words are left out: "Haut Conseil de la santé", HCS."""
    found = re.findall(r"[\w]+", strip_accents(name))
    return "".join(w[0].upper() for w in found if len(w) > 3 or w[0].isupper()) or name[:2].upper()


def hyphened(rng: Random) -> str:
    """A person's name as places and schools bear it: "Gaston-Berger", "Cheikh-Anta-Diop"."""
    full = person(rng).full.replace(".", "")
    return full.replace(" ", "-") if rng.random() < 0.7 else full
