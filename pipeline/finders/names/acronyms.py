"""Acronyms in brackets beside the name they stand for, and what an acronym alone may be."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator

from pipeline.finders.complements import openers
from pipeline.finders.names.candidate import GUESS, INSTITUTION, KNOWN, PAIRED, REFUSED, Candidate
from pipeline.finders.names.institutions import is_head
from pipeline.finders.names.refusals import bare_acronyms, is_refused_head, is_refused_name
from pipeline.finders.words import Words
from pipeline.lexicon.titles import is_title_word
from pipeline.text import strip_accents

_CAMEL = re.compile(r"\b[a-zà-ÿ]{1,8}[A-ZÀ-Þ][a-zà-ÿ]{3,20}\b")
MAX_NAME_WORDS = 16  # words of the longest official name with an acronym, with room


def find_acronyms(
    words: Words, institutions: Iterable[Candidate], refusals: Iterable[Candidate]
) -> Iterator[Candidate]:
    """Long name and acronym, as two candidates of one kind, for each pair that the text writes with brackets."""
    refused = {c.end for c in refusals}
    by_end = {c.end: c for c in institutions if c.kind == "organisation"}
    by_start = {c.start: c for c in by_end.values()}
    for i in _after_brackets(words):
        inside, outside = _is_acronym(words.forms[i]) and _closes(words, i), _is_acronym(words.forms[i - 1])
        if inside:
            yield from _acronym(words, _before(words, i, by_end.get(i)), i, refused=i in refused)
        elif outside and words.gap(i) == " (":
            yield from _pair(words, _after(words, i, by_start.get(i)), i - 1)


def _after_brackets(words: Words) -> Iterator[int]:
    """The words, but the first, that follow an opening bracket."""
    bracket, last = words.text.find("("), -1
    while bracket >= 0:
        i, before = bisect_left(words.starts, bracket), last
        last = i
        if before < i and 0 < i < len(words) and words.gap(i).endswith(" ("):
            yield i
        bracket = words.text.find("(", bracket + 1)


def _acronym(words: Words, long: Candidate | None, i: int, *, refused: bool) -> Iterator[Candidate]:
    if long is not None:
        yield from _pair(words, long, i)
    elif _signs(words, i):
        yield Candidate(i, i + 1, "organisation", "rule", KNOWN)
    elif refused or _abbreviates(words, i):
        yield Candidate(i, i + 1, "none", "rule", REFUSED)


def _closes(words: Words, i: int) -> bool:
    after = words.ends[i]
    return words.text[after : after + 1] in {")", ","}


def _is_acronym(form: str) -> bool:
    if not (2 <= len(form) <= 12 and form[0].isupper()):
        return False
    return form.isalpha() or sum(letter.isupper() for letter in form) >= 2


def _before(words: Words, i: int, institution: Candidate | None) -> Candidate | None:
    """The long name before the bracket: the one whose initials the acronym spells, else the institution there."""
    letters = _letters(words.forms[i])
    first = i - 1
    spelled = None
    while first >= 0 and i - first <= MAX_NAME_WORDS:
        if _can_open(words, first):
            initials = [word[0] for word in _folded(words, first, i)]
            if letters[0] == initials[0] and _spells(letters, initials):
                spelled = first
                break
        inside = institution is not None and first > institution.start
        if not (words.joined(first) or (inside and words.gap(first) == ", ")):
            break
        first -= 1
    if spelled is not None and (words.forms[i].isupper() or institution):
        return Candidate(
            spelled,
            i,
            "organisation",
            "rule",
            institution.rank if institution and institution.start == spelled else PAIRED - 10,
        )
    short = institution and (words.forms[i].isupper() or letters[0] == words.lowers[institution.start][0])
    return institution if short else None


def _signs(words: Words, i: int) -> bool:
    """The acronym is the agency of a dateline: "RABAT, 3 mars (AMP) –"."""
    after = words.text[words.ends[i] : words.ends[i] + 4]
    dated = any(form.isdigit() for form in words.forms[max(0, i - 4) : i]) or words.forms[i - 1].isupper()
    return (
        after.startswith(")") and after[1:].strip()[:1] in {"-", "–", "—", "="} and dated and words.forms[i].isupper()
    )


def _abbreviates(words: Words, i: int) -> bool:
    """The acronym abbreviates common nouns before it: "réseaux de transport transfrontaliers (RTT)"."""
    letters, first = _letters(words.forms[i]), i - 1
    if not words.forms[i].isupper():
        return False
    while first > 0 and i - first <= 2 * len(letters) + 2 and not words.capital(first):
        if (
            i - first > 1
            and words.lowers[first][0] == letters[0]
            and _spells(letters, [word[0] for word in _folded(words, first, i)])
        ):
            return True
        if not words.joined(first):
            return False
        first -= 1
    return False


def _can_open(words: Words, i: int) -> bool:
    """A capital that is no title, or the common noun that heads an institution ("direction de la santé (DS)")."""
    return (words.capital(i) and not is_title_word(words.lowers[i])) or is_head(words.lowers[i])


def _after(words: Words, i: int, institution: Candidate | None) -> Candidate | None:
    """The long name that a bracket after an acronym holds."""
    close = words.text.find(")", words.starts[i], words.starts[i] + 160)
    if close < 0 or not words.forms[i - 1].isupper():
        return None
    _, end = words.covering(words.starts[i], close)
    if institution and institution.end == end:
        return institution._replace(rank=PAIRED)
    initials = [word[0] for word in _folded(words, i, end)]
    spells = end - i > 1 and len(initials) >= 2 and _spells(_letters(words.forms[i - 1]), initials)
    return Candidate(i, end, "organisation", "rule", PAIRED) if spells else None


def _folded(words: Words, start: int, end: int) -> list[str]:
    parts = [part for word in words.lowers[start:end] for part in word.replace("'", "-").split("-") if part]
    return [strip_accents(part) or part for part in parts]


def _letters(form: str) -> str:
    return "".join(letter for letter in strip_accents(form).lower() if letter.isalpha()) or form.lower()


def _spells(letters: str, initials: list[str]) -> bool:
    """The letters are initials in order, and most words of weight give one."""
    rest = iter(initials)
    return all(letter in rest for letter in letters) and len(letters) >= 2


def _pair(words: Words, long: Candidate | None, acronym: int) -> Iterator[Candidate]:
    """Both halves; refused together where the long name is a treaty's, a programme's, a disease's."""
    if long is None:
        return
    head = words.lowers[long.start]
    if long.rank < INSTITUTION and (is_refused_head(head) or bare_acronyms(words.lowers[acronym])):
        yield long._replace(kind="none", rank=REFUSED)
        yield Candidate(acronym, acronym + 1, "none", "rule", REFUSED)
        return
    yield long._replace(rank=PAIRED)
    yield Candidate(acronym, acronym + 1, "organisation", "rule", PAIRED)


def camel(words: Words) -> Iterator[Candidate]:
    """Trade names with a capital inside ("bioValmy"): companies, unless the lexicon says otherwise."""
    for match in _CAMEL.finditer(words.text):
        i, end = words.covering(match.start(), match.end())
        if end == i + 1 and words.forms[i] == match.group() and not is_refused_name(words.lowers[i]):
            yield Candidate(i, end, "organisation", "rule", GUESS)


def bare(words: Words) -> Iterator[Candidate]:
    """Acronyms after an article ("l'OCV", "de la SOTRAV"): bodies, unless they abbreviate a common noun."""
    for i in range(1, len(words)):
        form = words.forms[i]
        if not (form.isupper() and form.isalpha() and 3 <= len(form) <= 8 and words.joined(i)) or words.shouted(i):
            continue
        if words.lowers[i - 1] in {"l'", "la", "le", "du", "d'", "au", "à"} and not bare_acronyms(words.lowers[i]):
            after = words.forms[i + 1] if words.joined(i + 1) else ""
            alone = not (after.isdigit() or (after.isupper() and after.lower() not in openers()))
            if alone:
                yield Candidate(i, i + 1, "organisation", "rule", GUESS)
