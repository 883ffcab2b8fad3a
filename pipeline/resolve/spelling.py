"""When two spellings are one name: folded words, slips of one letter, initials, acronyms of long names."""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz.distance import OSA

from pipeline.text import comparable, strip_accents

LEAST_FOR_SLIP = 6  # letters that a word needs before one wrong letter is a slip and not another word
_APOSTROPHE = re.compile(r"(?<=\w)['’ʼ‘`](?=\w)")
_NOT_LETTER = re.compile(r"[^a-z0-9]+")
# Words of a name that an acronym may leave out or take in: "Ligue des droits de l'Homme" (LDH), "CEDEAO".
SMALL_WORDS = frozenset(
    "a au aux d de des du en et for in l la le les of on ou par pour sur the un une contre sans dans and y".split()
)


@lru_cache(maxsize=20_000)
def words(name: str) -> tuple[str, ...]:
    """The folded words of a name: ``Aïssatou N'Diaye`` gives ``aissatou, ndiaye``; apostrophes part no words."""
    folded = strip_accents(_APOSTROPHE.sub("", name)).casefold()
    return tuple(_NOT_LETTER.sub(" ", folded).split())


def one_slip(first: str, second: str, least: int = LEAST_FOR_SLIP) -> bool:
    """Whether two different folded words differ by one letter in a way that a typist or a scanner makes.

    Not the first letter, not in short words, no digit, and not a final e, which tells Michel from Michèle.
    """
    if min(len(first), len(second)) < least or first[0] != second[0]:
        return False
    if not (first.isalpha() and second.isalpha()) or {first.rstrip("e"), first} & {second.rstrip("e"), second}:
        return False
    return bool(OSA.distance(first, second, score_cutoff=1) == 1)


def slip_keys(word: str, least: int = LEAST_FOR_SLIP) -> tuple[str, ...]:
    """Keys of which two words one slip apart share at least one: the word, and the word less each of its letters."""
    if len(word) < least:
        return (word,)
    return (word, *{word[:i] + word[i + 1 :] for i in range(1, len(word))})


def same_but_for_a_slip(first: tuple[str, ...], second: tuple[str, ...], least: int = LEAST_FOR_SLIP) -> bool:
    """Whether two names have the same words but one, and that one differs by a slip."""
    if len(first) != len(second):
        return False
    unlike = [(a, b) for a, b in zip(first, second, strict=True) if a != b]
    return len(unlike) == 1 and one_slip(*unlike[0], least)


def is_acronym(text: str) -> bool:
    """Whether a name is written as an acronym: ``OIAC``, ``O.N.U.``, ``PPA-CI``, ``Unesco`` is not."""
    letters = [c for c in text if c.isalpha()]
    capitals = sum(c.isupper() for c in letters)
    return 2 <= len(letters) <= 10 and " " not in text.strip() and capitals >= 2 and capitals >= len(letters) - 1


def acronym_key(text: str) -> str:
    """The folded form of an acronym: ``O.N.U.`` and ``ONU`` give ``onu``."""
    return comparable(text).replace(" ", "")


@lru_cache(maxsize=20_000)
def abbreviates(acronym: str, name: str) -> bool:
    """Whether the letters of an acronym (folded) can be read off the words of a long name, in order.

    Each letter is the initial of a word or goes on in the word of the letter before it; every content word gives its
    initial, but one that is neither the first nor of a short name may stay out; small words may stay out.
    """
    parts = comparable(name).split()
    content = [word for word in parts if word not in SMALL_WORDS]
    if len(content) < 2 or not parts or not acronym.startswith(content[0][0]):
        return False
    spare = 1 if len(content) > 3 and len(acronym) > 2 else 0
    return _spells(acronym, tuple(parts[parts.index(content[0]) :]), spare)


def _spells(acronym: str, parts: tuple[str, ...], spare: int) -> bool:
    """Whether ``acronym`` can be read off ``parts`` with at most ``spare`` content words left out."""
    reached = {(0, spare)}  # letters read, words that may still stay out
    for part in parts:
        after: set[tuple[int, int]] = set()
        for read, left in reached:
            if part in SMALL_WORDS:
                after.add((read, left))
            elif left:
                after.add((read, left - 1))
            taken = 0
            while taken < min(len(part), 3) and acronym[read + taken : read + taken + 1] == part[taken]:
                taken += 1
                after.add((read + taken, left))
        reached = after
    return any(read == len(acronym) for read, _ in reached)
