"""Once a name is known in a text, its other occurrences are found too: whole, family name, acronym, headline."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from pipeline.extract.complements import openers
from pipeline.extract.names.candidate import Candidate, Kind
from pipeline.extract.names.people import is_given
from pipeline.extract.names.refusals import is_refused_name
from pipeline.extract.words import Words, unaccented
from pipeline.lexicon.titles import is_title_word

REPEAT = 40


class _Known(NamedTuple):
    """A form under which a name may stand again; ``whole``: the name as it was found, not a part of it."""

    forms: tuple[str, ...]
    kind: Kind
    whole: bool


def find_repeats(words: Words, kept: Iterable[Candidate]) -> Iterator[Candidate]:
    """Occurrences of the kept names on words that no name holds yet."""
    names = [candidate for candidate in kept if candidate.kind != "none"]
    taken = {word for candidate in kept for word in range(candidate.start, candidate.end)}
    known = _known(words, names)
    for i, lower in enumerate(words.lowers):
        if i in taken:
            continue
        for name in known.get(unaccented(lower), ()):
            end = i + len(name.forms)
            if _stands(words, i, name) and not any(k in taken for k in range(i, end)):
                yield Candidate(i, end, name.kind, "repeat", REPEAT + name.whole)
                break


def _known(words: Words, names: Iterable[Candidate]) -> dict[str, list[_Known]]:
    known: dict[str, list[_Known]] = {}
    for form in {form for name in names for form in _variants(words, name)}:
        known.setdefault(form.forms[0], []).append(form)
    for forms in known.values():
        forms.sort(key=lambda form: (-len(form.forms), form))
    return known


def _variants(words: Words, name: Candidate) -> Iterator[_Known]:
    whole = tuple(unaccented(word) for word in words.lowers[name.start : name.end])
    yield _Known(whole, name.kind, whole=True)
    if name.kind == "person" and name.end - name.start > 1:
        for first in range(name.start + 1, name.end):
            rest = tuple(unaccented(word) for word in words.lowers[first : name.end])
            if len(rest[0]) > 2 and not is_given(rest[0]) and words.capital(first) and not is_refused_name(rest[0]):
                yield _Known(rest, name.kind, whole=False)


def _stands(words: Words, i: int, name: _Known) -> bool:
    """The form stands at ``i`` with a capital; in other capitals than the name's only where it is long enough to be safe."""
    n = len(name.forms)
    if not (words.capital(i) or n > 2) or any(not words.joined(k) for k in range(i + 1, i + n)):
        return False
    if tuple(unaccented(word) for word in words.lowers[i : i + n]) != name.forms:
        return False
    if n > 1:
        return True
    lower = words.lowers[i]
    return not (is_title_word(lower) or lower in openers()) and (len(lower) > 3 or words.forms[i].isupper())
