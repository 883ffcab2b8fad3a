"""Once a name is known in a text, its other occurrences are found too: whole, family name, acronym, headline."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from pipeline.finders.complements import openers
from pipeline.finders.names.candidate import MODEL, Candidate, Kind
from pipeline.finders.names.given import is_given
from pipeline.finders.names.refusals import bare_acronyms, is_refused_name
from pipeline.finders.words import Words, folded
from pipeline.lexicon.titles import is_title_word

REPEAT = 40  # on words that nothing else claims
OVERRIDE = MODEL + 3  # the family name of a person whose whole name is known, where the model read one word otherwise


class _Known(NamedTuple):
    """A form under which a name may stand again.

    ``whole``: the name as it was found; ``sure``: more than the model's word for one word; ``capitals``: an acronym.
    """

    forms: tuple[str, ...]
    kind: Kind
    whole: bool
    sure: bool
    capitals: bool = False


def find_repeats(words: Words, kept: Iterable[Candidate]) -> Iterator[Candidate]:
    """Occurrences of the kept names where no other name of more than one word or of firm evidence stands."""
    kept = list(kept)
    known = _known(words, [candidate for candidate in kept if candidate.kind != "none"])
    holders = {word: candidate for candidate in kept for word in range(candidate.start, candidate.end)}
    for i, lower in enumerate(words.lowers):
        for name in known.get(folded(lower), ()):
            if _stands(words, i, name):
                rank = _rank(name, [holders[k] for k in range(i, i + len(name.forms)) if k in holders])
                if rank:
                    yield Candidate(i, i + len(name.forms), name.kind, "repeat", rank)
                    break


def _rank(name: _Known, held: list[Candidate]) -> int:
    """The rank of a repeat on words held by other candidates; 0 where it must not stand."""
    if not held:
        return REPEAT + name.whole
    weak = all(c.end == c.start + 1 and c.rank <= MODEL and c.kind != name.kind for c in held)
    return OVERRIDE if weak and name.sure else 0


def _known(words: Words, names: Iterable[Candidate]) -> dict[str, list[_Known]]:
    known: dict[str, list[_Known]] = {}
    for form in {form for name in names for form in _variants(words, name)}:
        known.setdefault(form.forms[0], []).append(form)
    for forms in known.values():
        forms.sort(key=lambda form: (-len(form.forms), form))
    return known


def _variants(words: Words, name: Candidate) -> Iterator[_Known]:
    whole = tuple(map(folded, words.lowers[name.start : name.end]))
    several = len(whole) > 1
    yield _Known(whole, name.kind, whole=True, sure=several or name.rank > MODEL)
    if name.kind == "person":
        for first in range(name.start + 1, name.end):
            rest = whole[first - name.start :]
            if len(rest[0]) > 2 and not is_given(rest[0]) and words.capital(first) and not is_refused_name(rest[0]):
                yield _Known(rest, "person", whole=False, sure=True)
    elif name.kind == "organisation" and len(whole) > 2:
        initials = "".join(word[0] for word in whole if len(word) > 3 or word.isdigit())
        if len(initials) > 2 and not bare_acronyms(initials):
            yield _Known((initials,), "organisation", whole=False, sure=True, capitals=True)


def _stands(words: Words, i: int, name: _Known) -> bool:
    """The form stands at ``i`` with a capital; a single word in other capitals must be long enough to be safe."""
    n = len(name.forms)
    if not (words.capital(i) or n > 2) or (name.capitals and not words.forms[i].isupper()):
        return False
    if n > 1:
        joined = all(words.joined(k) for k in range(i + 1, i + n))
        return joined and tuple(map(folded, words.lowers[i : i + n])) == name.forms
    lower = words.lowers[i]
    return not (is_title_word(lower) or lower in openers()) and (len(lower) > 3 or words.forms[i].isupper())
