"""Words that a page gives somebody: direct speech between quotation marks, and reported clauses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from pipeline.annotate import Annotated
from pipeline.lexicon.lexicon import alternation, load
from pipeline.records import Entity, Gender, Name, Quote, Role
from pipeline.text import comparable

SHORTEST = 4  # words of a direct quote; shorter ones are titles and scare quotes
_CLOSERS = {"«": "»”", "“": '”“«»"', "„": "“”", "‹": "›", '"': '"', "”": "”"}
_WORD = re.compile(r"\w[\w'’-]*")
_SPACE = " \u00a0\u202f\n\t"
_REACH = 220  # characters after or before a quote in which its attribution stands


@dataclass(frozen=True, slots=True)
class Marked:
    """A stretch between quotation marks: its inside, and its outside with the marks."""

    start: int
    end: int
    outer_start: int
    outer_end: int


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who is said to speak, by name or pronoun, and the word that says so."""

    cue: str | None
    speaker: Name | None
    gender: Gender | None = None
    pronoun: bool = False


def marked_stretches(text: str) -> Iterator[Marked]:
    """Outermost stretches between quotation marks of any style, over paragraphs where the opening mark is repeated."""
    at = 0
    while at < len(text):
        if text[at] in _CLOSERS and _opens(text, at):
            end = _closing(text, at)
            if end > at + 1:
                inside = text[at + 1 : end]
                start = at + 1 + len(inside) - len(inside.lstrip(_SPACE))
                stop = at + 1 + len(inside.rstrip(_SPACE))
                if start < stop:
                    yield Marked(start, stop, at, end + 1)
                at = end
        at += 1


def _opens(text: str, at: int) -> bool:
    mark, before, after = text[at], text[at - 1 : at], text[at + 1 : at + 2]
    if mark in '"”':
        return (not before or not before.isalnum()) and bool(after) and not after.isspace() and after not in ",.;:)"
    return True


def _closing(text: str, at: int) -> int:
    """The offset of the closing mark; -1 where there is none within reach."""
    mark, depth = text[at], 0
    closers = _CLOSERS[mark]
    end = min(len(text), at + 4000)
    for i in range(at + 1, end):
        c = text[i]
        if c == "\n" and not _goes_on(text, i, mark):
            return -1
        if c == mark and mark in "«‹„" and text[i - 1] != "\n":
            depth += 1
        elif c in closers and not (mark == '"' and i + 1 < len(text) and text[i + 1].isalnum()):
            if depth == 0:
                return i
            depth -= 1
    return -1


def _goes_on(text: str, newline: int, mark: str) -> bool:
    """A paragraph break inside speech: the next paragraph opens with the mark again."""
    rest = text[newline : newline + 8].lstrip(_SPACE)
    return rest[:1] in {mark, "»"}


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    lexicon = load("quotes")
    participle, finite = alternation(lexicon["participles"]["words"]), alternation(lexicon["finite"]["words"])
    preposition, that = alternation(lexicon["prepositions"]["words"]), alternation(lexicon["indirect"]["that"])
    auxiliary = r"(?:(?:s'est|se sont|s'était|a|ont|avait|avaient|aura|aurait)(?P<pron>-t-(?:il|elle|on)|-(?:ils|elles|il|elle))?(?: également| aussi| ensuite| encore| notamment| même| d'ailleurs| par ailleurs| ainsi| enfin| alors| toutefois)?)"
    cue = rf"(?:{auxiliary} (?P<part>{participle})|(?P<finite>{finite})(?P<pron2>(?:-t)?-(?:il|elle|ils|elles|on))?)(?!\w)"
    return {
        "after": re.compile(
            rf"^[\s,.!?;)\u00a0»”\"–—-]{{0,6}}(?:(?:comme|ainsi que|c'est ce qu(?:e|')) ?(?:l'|le )?)?(?:{cue}|(?P<prep>{preposition})(?=\W))",
            re.IGNORECASE,
        ),
        "before": re.compile(rf"(?:{cue})", re.IGNORECASE),
        "preposition": re.compile(
            rf"(?<!\w)(?P<prep>{preposition})\s(?P<who>[^«“\"]{{2,160}}?),?\s*:?\s*$", re.IGNORECASE
        ),
        "incise": re.compile(rf",\s(?:{cue})", re.IGNORECASE),
        "that": re.compile(
            rf"(?:(?:a|ont|avait|avaient)(?P<pron>-t-(?:il|elle))? (?:également |aussi |notamment |ensuite )?)?(?P<part>{that})(?:[^.;:«»\n]{{0,40}}?)? (?:que |qu'(?=\w))",
            re.IGNORECASE,
        ),
        "source": re.compile(r"(?<!\w)(?P<prep>selon|d'après) ", re.IGNORECASE),
    }


def find_quotes(page: Annotated, *, entities: Sequence[Entity], roles: Sequence[Role]) -> Iterator[Quote]:
    """The quotes in text order: direct ones of four words or more that are attributed, and reported clauses."""
    cast = _Cast(page, entities, roles)
    found = [*_direct(page, cast)]
    spans = [(quote.start, quote.end) for quote in found]
    found.extend(q for q in _indirect(page, cast) if not any(q.start < e and s < q.end for s, e in spans))
    yield from sorted(found, key=lambda quote: (quote.start, quote.end))


class _Cast:
    """Who may speak in a page: names by place, genders, roles."""

    def __init__(self, page: Annotated, entities: Sequence[Entity], roles: Sequence[Role]) -> None:
        self.page = page
        self.owner = {mention.name: entity for entity in entities for mention in entity.mentions}
        self.names = sorted((n for n in self.owner if n.type != "place"), key=lambda n: n.start)
        self.roles = roles

    def named_between(self, start: int, end: int, *, last: bool = False) -> Name | None:
        found = [n for n in self.names if start <= n.start and n.end <= end]
        people = [n for n in found if n.type == "person"]
        chosen = people or found
        return (chosen[-1] if last else chosen[0]) if chosen else None

    def by_title(self, start: int, end: int) -> Name | None:
        """The holder of the role whose title the words between the offsets repeat ("a expliqué le ministre")."""
        words = comparable(self.page.text[start:end]).split()[:8]
        for role in self.roles:
            title = comparable(role.title).split()
            if title and title[0] in words[:4] and role.start < end:
                return role.person
        return None

    def gender(self, name: Name) -> Gender | None:
        return self.owner[name].gender

    def last_speaker(self, before: int, gender: Gender | None) -> Name | None:
        """The last person named before the offset who agrees in gender."""
        for name in reversed(self.names):
            if name.start < before and name.type == "person" and self.gender(name) in {gender, None}:
                return name
        return None


def _direct(page: Annotated, cast: _Cast) -> Iterator[Quote]:
    previous: Quote | None = None
    for marked in marked_stretches(page.text):
        if len(_WORD.findall(page.text, marked.start, marked.end)) < SHORTEST:
            continue
        said = _attribution(page, cast, marked, previous)
        if said is None:
            continue
        speaker = said.speaker
        if speaker is None and said.pronoun:
            speaker = previous.speaker if previous and _agrees(cast, previous.speaker, said.gender) else None
            speaker = speaker or cast.last_speaker(marked.outer_start, said.gender)
        quote = Quote(
            text=page.text[marked.start : marked.end],
            start=marked.start,
            end=marked.end,
            sentence=page.sentence_at(marked.start).index,
            kind="direct",
            speaker=speaker,
            cue=said.cue,
        )
        previous = quote
        yield quote


def _agrees(cast: _Cast, name: Name | None, gender: Gender | None) -> bool:
    return name is not None and (gender is None or cast.gender(name) in {gender, None})


def _attribution(page: Annotated, cast: _Cast, marked: Marked, previous: Quote | None) -> Attribution | None:
    return (
        _after(page, cast, marked)
        or _before(page, cast, marked)
        or _inside(page, cast, marked)
        or _carried(page, marked, previous)
    )


def _after(page: Annotated, cast: _Cast, marked: Marked) -> Attribution | None:
    """« … », a déclaré X. « … », selon X."""
    rest = page.shadow[marked.outer_end : marked.outer_end + _REACH]
    match = _patterns()["after"].search(rest)
    if not match:
        return None
    begin = marked.outer_end + match.end()
    return _said(page, cast, match, begin, _clause_end(page.shadow, begin))


def _clause_end(text: str, begin: int) -> int:
    match = re.compile(r"[.;:!?](?=\s|$)|\n|[«“\"]").search(text, begin + 4)
    while (
        match
        and match[0] == "."
        and re.search(r"\b(?:M|Mme|MM|Dr|Pr|Me|S\.E|[A-Z])$", text[max(0, match.start() - 4) : match.start()])
    ):
        match = re.compile(r"[.;:!?](?=\s|$)|\n|[«“\"]").search(text, match.end())
    return match.start() if match else min(len(text), begin + _REACH)


def _said(page: Annotated, cast: _Cast, match: re.Match[str], begin: int, end: int) -> Attribution:
    groups = match.groupdict()
    cue = groups.get("part") or groups.get("finite") or groups.get("prep")
    shown = page.text[begin - len(match[0]) : begin]
    at = shown.lower().rfind(cue.lower()) if cue else -1
    cue = shown[at : at + len(cue)] if cue and at >= 0 else cue
    pronoun = groups.get("pron") or groups.get("pron2")
    if not pronoun and groups.get("prep"):
        shown_after = re.match(r"\s(elle|lui|eux)\b", page.shadow[begin : begin + 8])
        pronoun = shown_after[1] if shown_after else None
    if pronoun:
        return Attribution(cue, None, "f" if "elle" in pronoun else "m", pronoun=True)
    window = min(end, begin + 160)
    comma = page.shadow.find(",", begin, window)
    name = cast.named_between(begin, comma if comma > 0 else window)
    if name is None or name.type != "person":
        titled = None if name else cast.by_title(begin, comma if comma > 0 else window)
        name = name or titled or cast.named_between(begin, window)
    return Attribution(cue, name)


def _before(page: Annotated, cast: _Cast, marked: Marked) -> Attribution | None:
    """X a déclaré : « … ». Selon X, « … »."""
    sentence = page.sentence_at(max(0, marked.outer_start - 1))
    begin = min(sentence.start, marked.outer_start)
    text = page.shadow[begin : marked.outer_start]
    match = _patterns()["preposition"].search(text)
    if match:
        speaker = cast.named_between(begin + match.start("who"), begin + match.end("who")) or cast.by_title(
            begin + match.start("who"), begin + match.end("who")
        )
        pronoun = re.match(r"(elle|lui)\b", match["who"])
        return Attribution(
            match["prep"], speaker, ("f" if pronoun[1] == "elle" else "m") if pronoun else None, pronoun is not None
        )
    found = list(_patterns()["before"].finditer(text))
    if not found:
        return None
    match = found[-1]
    cue = match["part"] or match["finite"]
    subject = cast.named_between(begin, begin + match.start()) or cast.by_title(begin, begin + match.start())
    pronoun = re.search(r"\b(il|elle)\b(?:\s\S+){0,3}\s*$", text[: match.start()], re.IGNORECASE)
    return Attribution(
        cue, subject, ("f" if pronoun[1].lower() == "elle" else "m") if pronoun else None, pronoun is not None
    )


def _inside(page: Annotated, cast: _Cast, marked: Marked) -> Attribution | None:
    """« Nous irons, a dit X, jusqu'au bout »."""
    match = _patterns()["incise"].search(page.shadow, marked.start, marked.end)
    if not match:
        return None
    comma = page.shadow.find(",", match.end(), marked.end)
    return _said(page, cast, match, match.end(), comma if comma > 0 else marked.end)


def _carried(page: Annotated, marked: Marked, previous: Quote | None) -> Attribution | None:
    """A quote that follows another at once goes on in the same voice."""
    if previous is None:
        return None
    gap = page.shadow[previous.end : marked.outer_start]
    if len(gap) <= 6 or (len(gap) < 90 and "\n" not in gap and "." not in gap[3:]):
        return Attribution(None, previous.speaker)
    return None


def _indirect(page: Annotated, cast: _Cast) -> Iterator[Quote]:
    for match in _patterns()["that"].finditer(page.shadow):
        sentence = page.sentence_at(match.start())
        start, end = match.end(), sentence.end
        speaker = cast.named_between(sentence.start, match.start(), last=True) or cast.by_title(
            sentence.start, match.start()
        )
        gender: Gender | None = (
            "f" if re.search(r"\belle\b", page.shadow[sentence.start : match.start()], re.IGNORECASE) else "m"
        )
        pronoun = re.search(r"\b(?:il|elle)\b", page.shadow[sentence.start : match.start()], re.IGNORECASE)
        if speaker is None and (pronoun or match["pron"]):
            speaker = cast.last_speaker(sentence.start, gender)
        if speaker or pronoun:
            yield from _reported(page, start, end, speaker, match["part"])


def _reported(page: Annotated, start: int, end: int, speaker: Name | None, cue: str) -> Iterator[Quote]:
    text = page.text[start:end].rstrip(" .\u00a0")
    if len(_WORD.findall(text)) >= SHORTEST:
        yield Quote(
            text=text,
            start=start,
            end=start + len(text),
            sentence=page.sentence_at(start).index,
            kind="indirect",
            speaker=speaker,
            cue=cue,
        )
