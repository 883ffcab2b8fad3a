"""Stated quantities of a page, with what they count and the clause they stand in."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from pipeline.annotate import Annotated
from pipeline.lexicon.lexicon import alternation, load
from pipeline.records import Change, Date, Figure, Name, Quantity, Sentence
from pipeline.values.quantity import Scanned, scan_quantities

_TRAP_BEFORE = re.compile(
    r"(?:\b(?:articles?|art\.|alin[ée]as?|n°|no|num[ée]ro|loi|d[ée]cret|chapitre|ligne|route|RN|RD|A|tome|version|vol|r[ée]solution|"
    r"t[ée]l\.?|t[ée]l[ée]phone|fax|paragraphe|figure|annexe|lot|chambre|salle|code|dossier|r[ée]f\.?|CCAP)[ .:]*|[/@_+]|\d[.,]\s?)$",
    re.IGNORECASE,
)
_PHONE = re.compile(r"(?:\+\d{2,3}|\b0\d)(?:[ .-]?\d{2}){4}\b|\b\d{2}(?:[ .-]\d{2,3}){3,4}\b")
_AGE = re.compile(r" ans\b")
_ANAPHORA = re.compile(r"\bce (continent|pays)\b")
_CLAUSE = re.compile(r"[;:]\s|\s[–—]\s")


def find_figures(page: Annotated, *, names: Sequence[Name], dates: Sequence[Date]) -> Iterator[Figure]:
    """The figures in text order; spans of names and dates are left alone."""
    taken = sorted([(n.start, n.end) for n in names] + [(d.start, d.end) for d in dates])
    taken += [match.span() for match in _PHONE.finditer(page.shadow)]
    for scanned in scan_quantities(page.shadow, country=None):
        number = _number_start(page, scanned)
        if any(start < scanned.end and number < end for start, end in taken) or _is_trap(page, scanned):
            continue
        figure = _figure(page, scanned, names, dates)
        if figure:
            yield figure


def _number_start(page: Annotated, scanned: Scanned) -> int:
    match = re.search(r"\d", page.shadow[scanned.start : scanned.end])
    return scanned.start + match.start() if match else scanned.start


def _is_trap(page: Annotated, scanned: Scanned) -> bool:
    before, after = page.shadow[max(0, scanned.start - 16) : scanned.start], page.shadow[scanned.end : scanned.end + 12]
    if _TRAP_BEFORE.search(before) or (before[-1:].isalnum()):
        return True
    if before[-1:] in {"-"} or re.match(r"[-/]\w|(?:er|e|ère|ème|h)\b|\w", after):
        return True
    at_line_start = not before.rpartition("\n")[2].strip()
    return at_line_start and re.match(r"\s?[.)°-]", after) is not None


def _figure(page: Annotated, scanned: Scanned, names: Sequence[Name], dates: Sequence[Date]) -> Figure | None:
    start, end, quantity = scanned.start, scanned.end, scanned.quantity
    age = _AGE.match(page.shadow, end) if scanned.open else None
    counted: str | None = None
    if age:
        end, quantity = age.end(), replace(quantity, kind="age", unit="year")
    elif scanned.open:
        phrase = _noun_phrase(page, end)
        if phrase is None:
            return None
        first, last, head = phrase
        counted, end = page.text[first:last], last
        quantity = replace(quantity, unit=head)
    else:
        counted, quantity = _measured(page, start, end, quantity)
    sentence = page.sentence_at(start)
    return Figure(
        text=page.text[start:end],
        start=start,
        end=end,
        sentence=sentence.index,
        quantity=quantity,
        counted=counted,
        statement=_statement(page, sentence, start, end),
        place=_place(page, sentence, end, names),
        date=_within(dates, sentence),
        organisation=None,
    )


def _noun_phrase(page: Annotated, offset: int) -> tuple[int, int, str] | None:
    """Bounds and head noun of the counted noun phrase that follows an offset."""
    match = re.compile(r"\s*(?:(?:de|d'|des)\s*)?").match(page.shadow, offset)
    begin = match.end() if match else offset
    if begin >= len(page.text) or not page.text[begin].isalpha():
        return None
    tokens = page.span(begin, min(len(page.text), begin + 80))
    head = None
    last = begin
    for token in tokens:
        is_noun = token.pos_ in {"NOUN", "PROPN"}
        if head is None and not is_noun and token.pos_ not in {"ADJ", "NUM"}:
            break
        if head is not None and token.pos_ != "ADJ" and not _is_participle(token):
            break
        if is_noun and head is None:
            head = token.text
        last = token.idx + len(token)
    return (begin, last, head) if head else None


def _is_participle(token: object) -> bool:
    morph = token.morph  # type: ignore[attr-defined]
    return token.pos_ == "VERB" and "Part" in morph.get("VerbForm") and token.text[:1].islower()  # type: ignore[attr-defined]


@cache
def _directions() -> tuple[re.Pattern[str], re.Pattern[str]]:
    lexicon = load("figures")
    return tuple(re.compile(rf"\b(?:{alternation(lexicon[way]['words'])})\b", re.IGNORECASE) for way in ("up", "down"))  # type: ignore[return-value]


def _measured(page: Annotated, start: int, end: int, quantity: Quantity) -> tuple[str | None, Quantity]:
    """What a share, an amount or a measure is of, and the direction where it is the size of a change."""
    change = quantity.change or _direction(page.shadow, start)
    if change and quantity.kind in {"percent", "measure", "money"}:
        subject = _subject(page, start)
        return subject, replace(quantity, change=change)
    match = re.compile(r"\s(?:de |d'|des |du |de l')(?:la |l'|les )?").match(page.shadow, end)
    phrase = _noun_phrase(page, match.end()) if match else None
    if phrase:
        return page.text[phrase[0] : phrase[1]], quantity
    return _subject(page, start), quantity


def _direction(text: str, start: int) -> Change | None:
    before = text[max(0, start - 45) : start]
    if not re.search(r"(?:\bde|\bd'|:|\()\s?(?:près de |plus de |environ )?$", before):
        return None
    up, down = _directions()
    ups, downs = list(up.finditer(before)), list(down.finditer(before))
    last_up, last_down = (ups[-1].start() if ups else -1), (downs[-1].start() if downs else -1)
    if last_up == last_down:
        return None
    return "up" if last_up > last_down else "down"


def _subject(page: Annotated, start: int) -> str | None:
    """The noun phrase that the clause is about: the subject of its verb."""
    sentence = page.sentence_at(start)
    subjects = [t for t in page.span(sentence.start, sentence.end) if t.dep_.startswith("nsubj") and t.idx < start]
    for token in reversed(subjects):
        if token.pos_ == "NOUN":
            phrase = _noun_phrase(page, token.idx)
            return page.text[phrase[0] : phrase[1]] if phrase else None
    return None


def _statement(page: Annotated, sentence: Sentence, start: int, end: int) -> str:
    """The clause around the figure: from the last strong break before it to the next after it."""
    cuts = [m.end() + sentence.start for m in _CLAUSE.finditer(page.shadow[sentence.start : sentence.end])]
    at = bisect_right(cuts, start)
    first = cuts[at - 1] if at else sentence.start
    last = cuts[at] if at < len(cuts) else sentence.end
    return " ".join(page.text[first : max(last, end)].split()).rstrip(" ;:–—")


def _place(page: Annotated, sentence: Sentence, end: int, names: Sequence[Name]) -> Name | None:
    places = [name for name in names if name.type == "place"]
    inside = [name for name in places if sentence.start <= name.start < sentence.end]
    anaphora = _ANAPHORA.search(page.shadow, sentence.start, sentence.end)
    if anaphora and not inside:
        before = [name for name in places if name.start < anaphora.start()]
        return before[-1] if before else None
    return min(inside, key=lambda name: abs(name.start - end)) if inside else None


def _within(dates: Sequence[Date], sentence: Sentence) -> Date | None:
    return next((d for d in dates if d.sentence == sentence.index and d.period.first_day), None)
