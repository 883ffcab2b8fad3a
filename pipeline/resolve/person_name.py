"""The parts of a person's name: given names, family name with its particle."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from pipeline.lexicon.lexicon import load
from pipeline.resolve.spelling import words

# Words that open a family name: "Kito de Pavant", "Mohamed Ould Salek", "Aïcha El Fassi", "Tom van der Meer".
_OPENING = frozenset(
    "abou abu ag aït ait al at bel ben bin bint bou da de del della den der des di do dos du el ibn la le les lo mint "
    "ould saint san sidi ten ter van von zu".split()
)
_ELIDED = re.compile(r"(?:[dDlL]['’]|[eE]l-|[aA]l-|[bB]en-|[aA]ït-)")
_INITIAL = re.compile(r"[A-ZÀ-Þ]\.?(?:-?[A-ZÀ-Þ]\.){0,3}")
_NUMBER = re.compile(r"(?:I{1,3}|IV|VI{0,3}|IX|XI{0,3}|XI?V|XVI{0,3}|XIX|XXI{0,3}|I?er|Ire)")
_LETTERS = re.compile(r"[^\W\d_]+")
_JUNIOR = frozenset({"jr", "junior", "fils", "père", "sr"})


LONGEST_SIGLE = 4  # letters of a name in capitals that stands alone and may be initials: "IBK"


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name in parts, each as written (upper-case family names in title case), null where it is not there."""

    given: str | None
    family: str | None


@cache
def _given_names() -> frozenset[str]:
    return frozenset(word for name in load("persons")["given_names"]["names"].split() for word in words(name))


@lru_cache(maxsize=20_000)
def parse_person(name: str) -> PersonName:
    """The given and the family name of a name without civility.

    Upper case tells the family name wherever it stands ("NDIAYE Aïssatou"); else a particle opens it, else it is what
    follows the given names. A number ("Mohammed VI") leaves a name without family; a single name is a family name
    unless it is known as a given one.
    """
    parts = name.split()
    if len(parts) > 1 and _NUMBER.fullmatch(parts[-1]):
        return PersonName(given=" ".join(parts[:-1]), family=None)
    if len(parts) < 2:
        alone = name.strip()
        known = alone and set(words(alone)) <= _given_names()
        alone = _title_case(alone) if len(alone) > LONGEST_SIGLE else alone
        return PersonName(given=alone, family=None) if known else PersonName(given=None, family=alone or None)
    capitals = _capital_run(parts)
    if capitals is not None:
        first, last = capitals
        given = " ".join(parts[:first] + parts[last:])
        return PersonName(given=given or None, family=_title_case(" ".join(parts[first:last])))
    split = _where_family_begins(parts)
    return PersonName(given=_title_case(" ".join(parts[:split])) or None, family=_title_case(" ".join(parts[split:])))


def _is_capital(part: str) -> bool:
    letters = [c for c in part if c.isalpha()]
    return len(letters) > 1 and all(c.isupper() for c in letters) and not _INITIAL.fullmatch(part)


def _opens(part: str) -> bool:
    return part.casefold() in _OPENING or _ELIDED.match(part) is not None


def _capital_run(parts: list[str]) -> tuple[int, int] | None:
    """Where the upper-case family name stands, its particles with it; null where case tells nothing."""
    capital = [_is_capital(part) for part in parts]
    if all(capital) or not any(capital):
        return None
    first, last = capital.index(True), len(parts) - capital[::-1].index(True)
    if first == 0 and last < len(parts) - 1 and all(_opens(part) for part in parts[:last]):
        return None
    while first > 1 and _opens(parts[first - 1]):
        first -= 1
    return first, last


def _where_family_begins(parts: list[str]) -> int:
    """The index of the first part of the family name."""
    if _opens(parts[0]):
        return 0
    last = len(parts) - 1
    if parts[last].casefold() in _JUNIOR and last > 1:
        last -= 1
    for i in range(1, last):
        if _opens(parts[i]):
            return i
    split = 1
    while split < last and (_INITIAL.fullmatch(parts[split]) or set(words(parts[split])) <= _given_names()):
        split += 1
    return split


def _title_case(name: str) -> str:
    """The upper-case words of a name in title case: ``N'DIAYE`` gives ``N'Diaye``; others unchanged."""
    return " ".join(_LETTERS.sub(_capitalised, part) if _is_capital(part) else part for part in name.split())


def _capitalised(match: re.Match[str]) -> str:
    return match[0].capitalize()
