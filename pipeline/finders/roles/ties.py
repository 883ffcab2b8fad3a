"""What ties a title to a person: apposition before and after, appointment, copula, list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from pipeline.finders.roles.reading import Reading
from pipeline.finders.roles.titles import Title, follows, past_address, past_brackets
from pipeline.finders.words import Phrases, spellings
from pipeline.lexicon.lexicon import load
from pipeline.lexicon.titles import honorifics, is_title_word
from pipeline.records import Name

REACH = 14  # words between a cue of appointment and the person it is about
_AGE = re.compile(r", (?:âgée? de )?\d{2} ans")


@cache
def _cue(key: str) -> frozenset[str]:
    return spellings(load("titles")["cues"][key])


@cache
def _links() -> Phrases:
    return Phrases(load("titles")["cues"]["links"])


def people_after(reading: Reading, title: Title, *, comma: bool) -> list[Name]:
    """The people named straight after a title ("le ministre Awa Sow") or, with ``comma``, after a comma."""
    words = reading.words
    i = title.after
    if i >= len(words) or not reading.same_sentence(title.head, i):
        return []
    gap = words.gap(i).removeprefix(")")
    if not (follows(reading, i) if not comma else gap in {", ", " : ", ": ", " – ", " - "}):
        return []
    if not comma and (words.lowers[title.head] in honorifics() or words.lowers[i - 1] in _cue("kin")):
        return []  # "le docteur Sow" is addressed, "l'avocate de la famille Sow" is somebody else
    people = list(_listed(reading, past_address(reading, i), title))
    if not people or (comma and not _closed(reading, title, people[-1][1])):
        return []
    return [person for person, _ in people]


def _closed(reading: Reading, title: Title, end: int) -> bool:
    """The name after the comma ends an apposition ("…, Awa Sow, a dit"), or at least no new clause begins with it.

    "Devant le maire, Awa Sow a prêté serment": the preposition and the verb tell a subject of its own.
    """
    words = reading.words
    after = words.text[words.ends[end - 1] :].lstrip(" ")[:1]
    if after in {"", ",", ".", ";", ":", ")", "(", "\n", "»", "–", "-"}:
        return True
    first = with_article(reading, title)
    return (
        words.opens[first]
        or words.gap(first) == ", "
        or words.lowers[max(0, first - 1)] in {"selon", "que", "qu'", "et"}
    )


def _listed(reading: Reading, start: int, title: Title) -> Iterator[tuple[Name, int]]:
    """The people of a list, each with the word after; a plural title is shared.

    "les ministres Awa Sow (52 ans), Jean Ba et Koffi Yao"
    """
    words = reading.words
    shared = words.lowers[title.head].endswith(("s", "x")) and title.start > 0
    while start < len(words):
        person = reading.name(start, "person")
        if person is None:
            return
        i = past_brackets(reading, reading.ends[start])
        yield person, i
        joint = follows(reading, i) and words.lowers[i] == "et"
        if not shared or i >= len(words) or not (joint or words.gap(i).removeprefix(")") == ", "):
            return
        start = past_address(reading, i + 1 if joint else i)


def person_beside(reading: Reading, title: Title) -> Name | None:
    """The person whom the title follows without a comma: "a déclaré Awa Sow porte-parole de l'Office"."""
    words = reading.words
    bare = with_article(reading, title) == title.start and words.joined(title.start) and not words.capital(title.head)
    return reading.person_before(title.start) if bare and title.after > title.head + 1 else None


def with_article(reading: Reading, title: Title) -> int:
    """The first word of the title with the article and adverbs before it."""
    words = reading.words
    i = title.start
    for _ in range(4):
        before = words.lowers[i - 1] if i else ""
        if not words.joined(i) or (
            before not in _cue("articles") and before not in _cue("adverbs") and not _loose(before)
        ):
            return i
        i -= 1
    return i


def _loose(word: str) -> bool:
    return word in spellings(load("titles")["qualifiers"]["loose"])


def person_before(reading: Reading, i: int) -> Name | None:
    """The person to whom an apposition at ``i`` belongs: "Awa Sow, 45 ans, …", "Awa Sow (PS), …", "Awa Sow – …"."""
    words = reading.words
    if not i:
        return None
    if not reading.same_sentence(i - 1, i):
        return _signed(reading, i)
    gap = words.gap(i)
    if gap.strip() not in {",", "(", "–", "—", "-", ":", "),"}:
        return None
    person = reading.person_before(i)
    if person:
        return person
    return _across(reading, i)


def _signed(reading: Reading, i: int) -> Name | None:
    """The person whose name is the whole line above the title: a signature or a contact."""
    words = reading.words
    person = reading.person_before(i)
    if person is None or words.gap(i).strip(" ,\n") or words.gap(i).count("\n") != 1:
        return None
    start, _ = words.covering(person.start, person.end)
    first = start - 1 if start and words.lowers[start - 1] in honorifics() else start
    return person if first == 0 or "\n" in words.gap(first) else None


def _across(reading: Reading, i: int) -> Name | None:
    """The person before a bracket, an age or a reference number between two commas."""
    words = reading.words
    for j in range(i - 1, max(-1, i - 7), -1):
        person = reading.closing.get(j)
        if person is None:
            continue
        if person.type != "person":
            continue
        between = words.text[words.ends[j] : words.starts[i]]
        bracket = between.startswith(" (") and between.rstrip(" ,").endswith(")")
        age = _AGE.match(between) is not None
        reference = between.strip(" ,").replace(".", "").replace("/", "").replace(" ", "").isupper()
        return person if bracket or age or reference or past_brackets(reading, j + 1) == i else None
    return None


def stands_apart(reading: Reading, title: Title) -> bool:
    """The title is closed by punctuation, as an apposition with an article is: "Awa Sow, la préfète, …"."""
    words = reading.words
    person = reading.person_before(with_article(reading, title))
    if person and words.opens[words.covering(person.start, person.end)[0]]:
        return True
    last = title.after - 1
    after = words.text[words.ends[last] :].lstrip(" ")[:1]
    follows = words.lowers[title.after] if words.joined(title.after) else ""
    return after in {"", ",", ".", ";", ":", ")", "(", "\n", "»", "–", "-"} or follows in {
        "et",
        "qui",
        "depuis",
        "dont",
    }


def appointed(reading: Reading, i: int) -> Name | None:
    """The person of "Awa Sow est nommée …", "la nomination d'Awa Sow comme …", "Awa Sow est la …", before ``i``."""
    words = reading.words
    j = _past_links(reading, i)
    if j < 1:
        return None
    cue = words.lowers[j - 1] if words.joined(j) else ""
    if cue == "été" and words.lowers[i].startswith("chargé"):
        return None  # a task, not a post
    if cue in _cue("appointed") or cue in _cue("copulas"):
        return nearest_person(reading, j - 1)
    person = reading.person_before(j)
    if person and words.joined(j) and (j < i or not words.capital(i)):
        window = words.lowers[max(0, j - REACH) : j]
        return person if any(word in _cue("appointed") for word in window) else None
    return None


def _past_links(reading: Reading, i: int) -> int:
    """Back over "au poste de", "comme", "à l'unanimité", adverbs."""
    words = reading.words
    for _ in range(4):
        best = i
        for width in range(1, 5):
            j = i - width
            if (
                j >= 0
                and words.joined(i)
                and (_links().end(words, j) == i or (width == 1 and words.lowers[j] in _cue("adverbs")))
            ):
                best = j
        if best == i:
            return i
        i = best
    return i


def entrusted(reading: Reading, title: Title) -> Name | None:
    """The person of "le poste de trésorière a été confié à Awa Sow", "… revient au banquier Awa Sow"."""
    words = reading.words
    if not any(_posts().end(words, title.start - width) == title.start for width in (2, 3) if title.start >= width):
        return None
    for i in range(title.after, min(title.after + REACH, len(words) - 2)):
        if words.lowers[i] in _cue("entrusted") and words.lowers[i + 1] in {"à", "au", "aux"}:
            start = past_address(reading, i + 2)
            return reading.name(start, "person")
    return None


@cache
def _posts() -> Phrases:
    return Phrases(load("titles")["cues"]["posts"])


def nearest_person(reading: Reading, i: int) -> Name | None:
    """The last person named before word ``i`` in its sentence, not past another title's clause."""
    for j in range(i - 1, max(-1, i - 60), -1):
        if not reading.same_sentence(j, i):
            return None
        name = reading.closing.get(j)
        if name and name.type == "person":
            return name
    return None


def is_list_head(reading: Reading, title: Title) -> bool:
    """The title opens a line or a list item, or has an article: a name after its comma is its bearer."""
    words = reading.words
    first = with_article(reading, title)
    if _past_links(reading, title.start) < first:
        return True  # "en tant que présidente"
    return first < title.start or words.opens[title.start] or is_title_word(words.lowers[max(0, first - 1)])
