"""Where sentences begin: a rule-based splitter for press French.

The model's parser cuts names in two ("le Premier ministre Awa | SONKO") and misses headlines; punctuation, line
breaks and a list of abbreviations do better on press texts, and a text split once by rule is split the same for ever.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from pipeline.lexicon.lexicon import load

_CLOSING = r"(?:[»”)\]]|[\"'’](?!\w))"  # a straight mark before a word opens: . "Là, nous…"
_STOP = re.compile(
    rf"""
    (?P<mark>[.!?…]{{1,8}})
    (?P<close>(?:[ \u00a0\u202f]?{_CLOSING}){{0,3}})
    (?P<space>[ \u00a0\u202f]*)
    (?=(?P<next>[A-ZÀ-ÞŒ«“"‘\[(•–—-]|\d|$))
    """,
    re.VERBOSE,
)
_WORD_BEFORE = re.compile(r"(?<![\w.-])[\w.-]{1,12}$")
_OPENS_WITH_CAPITAL = re.compile(r"[«“\"‘\[(•–— \u00a0\u202f-]*[A-ZÀ-ÞŒ0-9]")
_LINE = re.compile(r"[^\n]+")


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset(load("sentences")["abbreviations"]["always"])


def sentence_starts(text: str) -> Iterator[int]:
    """Offsets at which a sentence begins, ascending: each line that is not blank, and what follows a full stop."""
    for line in _LINE.finditer(text):
        content = line.group()
        lead = len(content) - len(content.lstrip())
        if lead == len(content):
            continue
        yield line.start() + lead
        for stop in _STOP.finditer(content):
            if stop.end() < len(content.rstrip()) and stop.start() > lead and _ends_sentence(content, stop):
                yield line.start() + stop.end()


def _ends_sentence(line: str, stop: re.Match[str]) -> bool:
    if not _OPENS_WITH_CAPITAL.match(line, stop.end()):
        return False
    if not stop["space"]:
        return _is_glued(line, stop)
    if stop["mark"] != "." or stop["close"]:
        return True
    return not _is_abbreviation(line, stop.start())


def _is_glued(line: str, stop: re.Match[str]) -> bool:
    """Two sentences run together ("de l'accord.Le ministre"), not a site's name nor a decimal point."""
    before, after = line[max(0, stop.start() - 2) : stop.start()], line[stop.end() : stop.end() + 2]
    if stop["close"] and not after[:1].isdigit():
        return stop["close"].strip()[-1:] in "»”" and after[:1].isupper()
    is_word = len(before) == 2 and (before.islower() or before.isdigit())
    return stop["mark"] != "…" and is_word and len(after) == 2 and after[0].isupper() and not after[1].isupper()


def _is_abbreviation(line: str, dot: int) -> bool:
    """The word before the full stop is an abbreviation, an initial, or the number of a list item."""
    match = _WORD_BEFORE.search(line, max(0, dot - 14), dot)
    word = match.group() if match else ""
    if word.casefold() in _abbreviations():
        return True
    if len(word) == 1 and word.isalpha() and word.isupper():
        return True
    return bool(word) and word.isdigit() and len(word) <= 2 and not line[: dot - len(word)].strip()
