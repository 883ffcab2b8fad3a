"""Rules written over classes of words, compiled to regular expressions over codes.

In a rule, a word in capitals is a class of the lexicon or a form of number (MONTH, DAY, CLOCK), a word in lower case is
that French word itself, and ``( ) | ? * { }`` mean what they mean in regular expressions:
``"(WEEKDAY COMMA?)? le? DAY MONTH YEAR?"``. Each class names a group, the second of its kind with a 2 after it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import Any

from pipeline.values.calendar.lexer import GAP, Vocabulary
from pipeline.values.calendar.tokens import Tokens

_NAME = re.compile(r"[A-Z]+|aujourd'hui|[a-z0-9]+(?:-[a-z0-9]+)*'?")
_SYNTAX = re.compile(r"\((?!\?)")


def literals(rules: Iterable[str]) -> set[str]:
    """The French words that stand in the rules themselves."""
    return {name for rule in rules for name in _NAME.findall(_without_counts(rule)) if not name.isupper()}


def _without_counts(rule: str) -> str:
    return re.sub(r"\{[\d,]+\}", "", rule)


def compile_rule(rule: str, vocabulary: Vocabulary) -> re.Pattern[str]:
    """The rule as a pattern over codes, with a group for each class that it names."""
    seen: Counter[str] = Counter()

    def expand(match: re.Match[str]) -> str:
        name = match[0]
        if name in {"ANY", "END"}:
            return rf"[^{GAP}]" if name == "ANY" else r"\Z"
        codes = f"[{vocabulary.codes_of(name)}]" if vocabulary.codes_of(name) else "(?!)"
        if not name.isupper():
            return codes
        seen[name] += 1
        group = name.lower() + (str(seen[name]) if seen[name] > 1 else "")
        return f"(?P<{group}>{codes})"

    pieces = re.split(r"(\{[\d,]+\})", rule)
    expanded = (piece if piece.startswith("{") else _NAME.sub(expand, _SYNTAX.sub("(?:", piece)) for piece in pieces)
    return re.compile("".join(expanded).replace(" ", ""))


def first_names(rule: str) -> set[str]:
    """The names with which a match of the rule may begin, so that a rule is tried only where one stands."""
    pieces = re.findall(rf"\(\?<?[=!]|[()|?*]|\{{[\d,]+\}}|{_NAME.pattern}", rule)
    names, _, _ = _first_of_choice(pieces, 0)
    return names


def _first_of_choice(pieces: list[str], at: int) -> tuple[set[str], bool, int]:
    """The first names of alternatives up to their closing bracket, whether they may match nothing, where they end."""
    names: set[str] = set()
    empty, open_ = False, True
    while at < len(pieces) and pieces[at] != ")":
        if pieces[at] == "|":
            empty, open_ = empty or open_, True
            at += 1
            continue
        found, skippable, at = _first_of_item(pieces, at)
        names |= found if open_ else set()
        open_ = open_ and skippable
    return names, empty or open_, at + 1


def _first_of_item(pieces: list[str], at: int) -> tuple[set[str], bool, int]:
    if pieces[at].startswith("("):
        found, skippable, end = _first_of_choice(pieces, at + 1)
        if pieces[at] != "(":  # a look ahead takes no word
            found, skippable = set(), True
    else:
        found, skippable, end = {pieces[at]}, False, at + 1
    if end < len(pieces) and (pieces[end] in {"?", "*"} or pieces[end].startswith("{0")):
        return found, True, end + 1
    return found, skippable, end


class Match:
    """A rule's match: the values of the classes that it names, and the words that it covers."""

    __slots__ = ("_match", "_tokens", "end", "start")

    def __init__(self, match: re.Match[str], tokens: Tokens) -> None:
        self._match, self._tokens = match, tokens
        self.start, self.end = match.span()

    def __getitem__(self, group: str) -> Any:
        """The value of the group's word in its class; None where the rule did without."""
        at = self._match.start(group) if group in self._match.re.groupindex else -1
        return None if at < 0 else self._tokens.value(at, group.rstrip("2345").upper())

    def has(self, word: str) -> bool:
        """Whether the French word stands in the match."""
        return any(word in known.values for known in self._tokens.words[self.start : self.end])
