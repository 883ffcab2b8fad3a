"""The clause in which a figure stands, and the place, date and organisation that it names."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from pipeline.finders.figures.tokens import Tokens
from pipeline.lexicon.lexicon import alternation, load
from pipeline.records import Date, Name, Sentence
from pipeline.resources.gazetteer import lookup
from pipeline.text import comparable

_STRONG = re.compile(r"[;]|[ ][–—-][ ]|[ ]:[ ]|\n")
# No clause begins with "de": "le ministre de l'Eau et des Forêts".
_COMMA = re.compile(r",[ ](?!d(?:e|u|es)[ ]|d')|[ ](?:tandis[ ]que|alors[ ]que|mais|et|quand)[ ](?!d(?:e|u|es)[ ]|d')")
_LEADING = re.compile(
    r"(?:[\s,;:–—-]"
    r"|(?:alors[ ]que|tandis[ ]que|et|mais|ou|car|puisque|dont|sachant[ ]que|quand|or|donc)(?=[ ])(?![ ]plus))+",
    re.IGNORECASE,
)


def clause_around(tokens: Tokens, sentence: Sentence, start: int, end: int) -> tuple[int, int]:
    """Bounds of the clause that holds ``start`` to ``end``: the sentence, cut where both sides have a verb."""
    low = tokens.low
    first, last = sentence.start, max(sentence.end, end)
    for match in _STRONG.finditer(low, sentence.start, start):
        first = match.end()
    strong = _STRONG.search(low, end, last)
    last = strong.start() if strong else last
    return _narrowed(tokens, first, last, start, end)


def _narrowed(tokens: Tokens, first: int, last: int, start: int, end: int) -> tuple[int, int]:
    """Between commas and conjunctions, a part with a finite verb on each side of the cut."""
    verbs = [tokens.starts[i] for i in range(tokens.first_from(first), tokens.first_from(last)) if i in tokens.finite]
    if len(verbs) < 2:
        return first, last
    for match in _COMMA.finditer(tokens.low, first, start):
        opens = tokens.first_from(match.end())
        if opens in tokens.finite or tokens.words[opens : opens + 1] == ["qui"]:  # the subject stands before
            continue
        if any(v < match.start() for v in verbs if v >= first) and any(match.end() <= v for v in verbs):
            first = match.end() if match.group() == ", " else match.start() + 1
            verbs = [v for v in verbs if v >= first]
    for match in _COMMA.finditer(tokens.low, end, last):
        if any(first <= v < match.start() for v in verbs) and any(v >= match.end() for v in verbs):
            return first, match.start()
    return first, last


def statement(tokens: Tokens, bounds: tuple[int, int], start: int) -> str:
    """The clause as readable text: one line, without the conjunction that joins it to the one before."""
    first, last = bounds
    lead = _LEADING.match(tokens.page.shadow, first, start)
    text = " ".join(tokens.page.text[lead.end() if lead else first : last].split())
    return text.strip(" ,;:–—")


def place_of(tokens: Tokens, bounds: tuple[int, int], end: int, places: Sequence[Name]) -> Name | None:
    """The one of the page's places that the clause names: by its name, a demonym ("la population africaine"), or "ce continent".

    The first name after the figure in one breath goes first, then the nearest before, then what follows a comma.
    """
    if not places:
        return None
    inside = [name for name in places if bounds[0] <= name.start < bounds[1]]
    if inside:
        return min(inside, key=lambda name: (_distance(tokens.low, name, end), abs(name.start - end)))
    return _by_anaphora(tokens.low, bounds, places) or _by_demonym(tokens, bounds, places)


def _distance(low: str, name: Name, end: int) -> int:
    if name.start < end:
        return 1
    return 2 if any(mark in low[end : name.start] for mark in ",;:(") else 0


@cache
def _anaphora() -> re.Pattern[str]:
    groups = load("figures")["anaphora"]
    nouns = "|".join(f"(?P<{kind}>{alternation(words)})" for kind, words in groups.items() if isinstance(words, list))
    return re.compile(
        rf"(?<!\w)(?:ce|cet|cette|dudit|ladite|du|le|la|l'|au|à[ ]la|de[ ]la)[ ]?(?:{nouns})(?!\w|[ ](?:de|du|des|d'))"
    )


def _by_anaphora(low: str, bounds: tuple[int, int], places: Sequence[Name]) -> Name | None:
    """The last place of that kind before: "ce continent", "le pays", "le royaume"."""
    match = _anaphora().search(low, *bounds)
    if match is None:
        return None
    kind = match.lastgroup or ""
    for name in reversed(places):
        if name.start < match.start() and kind in _kinds(name.text):
            return name
    return None


@cache
def _kinds(name: str) -> frozenset[str]:
    return frozenset(place.kind for place in lookup(name)[:2])


@cache
def _demonyms() -> Mapping[str, str]:
    """Every form of the demonyms with the country that it stands for: "marocaines", "tunisien"."""
    stems = load("figures")["demonyms"]["stem_of"]
    endings = [ending + number for ending in ("", "ne", "e", "te") for number in ("", "s")]
    return {stem + ending: comparable(country) for stem, country in stems.items() for ending in endings}


def _by_demonym(tokens: Tokens, bounds: tuple[int, int], places: Sequence[Name]) -> Name | None:
    """The place that a demonym of the clause stands for, where the text names it elsewhere."""
    demonyms, inside = _demonyms(), range(tokens.first_from(bounds[0]), tokens.first_from(bounds[1]))
    found = next((i for i in inside if tokens.words[i] in demonyms), None)
    if found is None:
        return None
    wanted = demonyms[tokens.words[found]]
    fitting = [name for name in places if comparable(name.text) == wanted]
    before = [name for name in fitting if name.start < tokens.starts[found]]
    return before[-1] if before else (fitting[0] if fitting else None)


def date_of(bounds: tuple[int, int], sentence: Sentence, start: int, fixed: Sequence[Date]) -> Date | None:
    """The one of the page's calendar dates nearest to the figure in its clause, else the one that opens its sentence."""
    inside = [d for d in fixed if bounds[0] <= d.start < bounds[1]]
    if inside:
        return min(inside, key=lambda d: abs(d.start - start))
    return next((d for d in fixed if sentence.start <= d.start < min(bounds[0], sentence.start + 40)), None)


def organisation_of(bounds: tuple[int, int], start: int, organisations: Sequence[Name]) -> Name | None:
    """The one of the page's organisations that the clause names: the nearest before the figure, else the first after."""
    inside = [name for name in organisations if bounds[0] <= name.start < bounds[1]]
    before = [name for name in inside if name.end <= start]
    return before[-1] if before else (inside[0] if inside else None)
