"""What an event is called: its own name where it has one, else a short phrase of the text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.finders.events.candidates import Candidate
from pipeline.finders.events.scene import Scene

LONGEST = 150
_STOP = re.compile(
    r"""
    [,;:.!?)«»"“”\n–—…] (?!\d) (?<!\([A-Z]{2}\)) (?<!\([A-Z]{3}\)) (?<!\([A-Z]{4}\)) | \((?![A-Z]{2,6}\))
    | \ (?:a|ont|avait|est|sont|était|sera|seront|fut|va|vont|qui|que|dont|où|mais|ou|afin|lors|selon|après|avant|depuis|doit|devrait
         |se|ce\ |cette\ |ainsi\ que|alors|en\ présence|organisée?s?|prévue?s?|tenue?s?|consacrée?s?|présidée?s?|signée?s?|publiée?s?)(?=[ ']|$)
    | \ s'
    """,
    re.VERBOSE,
)
_WEAK_END = re.compile(
    r"(?:[\s']+(?:de|du|des|d|la|le|les|l|à|au|aux|en|et|sur|pour|par|un|une|dans|avec|son|sa|ses|ce|cet|jusqu))+'?$"
)
_LEAD = re.compile(
    r"(?:\b(?:\d{1,3}\s?-?(?:e|è|ème|ième|ère|re|er|ères|nde?)|première?|deuxième|troisième|toute première|grand|grande|prochaine?|"
    r"nouvel|nouvelle|vaste)\s)?$",
    re.IGNORECASE,
)
_OWN_NAME = re.compile(r"(?:[A-ZÀ-Þ][\w'-]*\s){1,5}$")


def name_of(scene: Scene, candidate: Candidate) -> str:
    """The name in the text, from a lead ("3e Forum…") to the end of the noun phrase, or from a verb to its clause's end."""
    text, page = scene.page.shadow, scene.page
    sentence = candidate.sentence
    begin = candidate.start
    if not candidate.verbal:
        before = text[max(sentence.start, begin - 40) : begin]
        lead = _OWN_NAME.search(before) if text[begin].isupper() else None
        lead = lead or _LEAD.search(before)
        begin -= len(lead.group()) if lead else 0
    limit = min(sentence.end, candidate.end + LONGEST)
    stop = _next_stop(scene, candidate, limit)
    return " ".join(page.text[begin:stop].split()).strip(" -–—'’«»\"")


def _next_stop(scene: Scene, candidate: Candidate, limit: int) -> int:
    """The end of the phrase: no names are cut, no preposition is left at the end; a noun's ends at the next verb."""
    text, start = scene.page.shadow, candidate.end
    names = scene.names.get(candidate.sentence.index, ())
    stops = [match.start() for match in _STOP.finditer(text, start, limit)]
    if not candidate.verbal:
        stops.extend(_finite_verbs(scene, start, limit))
    limit = min((at for at in stops if not any(n.start < at < n.end for n in names)), default=limit)
    tail = _WEAK_END.search(text[start:limit])
    return start + tail.start() if tail else limit


def _finite_verbs(scene: Scene, start: int, end: int) -> Iterator[int]:
    for token in scene.page.span(start, end) or ():
        if token.pos_ in {"VERB", "AUX"} and token.idx > start and "Fin" in token.morph.get("VerbForm"):
            yield token.idx
