"""The forms of the verbs of speech: which word is a cue, and of what sort.

The lexicon (``quotes.toml``) holds infinitives; the third persons, participles and gerunds follow by the rules of
French spelling (annonça, exigeait, rappelle, martèle).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from pipeline.lexicon.lexicon import load

Form = Literal["finite", "participle", "gerund", "infinitive"]
_MUTE = re.compile(r"[eé](?=(?:[bcdfghjklmnpqrstvxz]|ch|gn|tr)$)")  # répét-, révél-, soulev-


@dataclass(frozen=True, slots=True)
class Verb:
    """What the lexicon says of a verb: the places in which it gives words to somebody."""

    infinitive: str
    speech: bool = False
    reflexive: bool = False
    incise: bool = False
    governing: bool = False
    that: bool = False
    quoted: bool = False
    told: bool = False


@cache
def forms() -> dict[str, dict[Form, Verb]]:
    """Each form of each verb, lower case, with what it can be: ``dit`` is finite and a participle."""
    found: dict[str, dict[Form, Verb]] = {}
    for verb in _verbs():
        for form, word in _conjugated(verb.infinitive):
            found.setdefault(word, {}).setdefault(form, verb)
    return found


def _verbs() -> Iterator[Verb]:
    lexicon = load("quotes")
    groups = {name: set(lexicon[name]["verbs"]) for name in ("speech", "reflexive", "incise", "governing", "that")}
    told = set(lexicon["that"]["told"])
    groups["quoted"] = set(lexicon["that"]["quoted"]) | groups["that"]
    for infinitive in sorted(set().union(*groups.values())):
        member = {name: infinitive in verbs for name, verbs in groups.items()}
        yield Verb(infinitive, **member, told=infinitive in told)


def _conjugated(infinitive: str) -> Iterator[tuple[Form, str]]:
    irregular = load("quotes")["irregular"].get(infinitive)
    if irregular:
        finite, participles, gerund = irregular.split("|")
        yield from (("finite", word) for word in finite.split())
        yield from (("participle", word) for word in participles.split())
        yield "gerund", gerund
    elif infinitive.endswith("er"):
        yield from _first_group(infinitive[:-2])
    else:
        yield from _second_group(infinitive[:-2])
    yield "infinitive", infinitive


def _first_group(stem: str) -> Iterator[tuple[Form, str]]:
    soft = stem[:-1] + "ç" if stem.endswith("c") else stem + "e" if stem.endswith("g") else stem
    mute = _before_mute(stem)
    for word in (f"{mute}e", f"{mute}ent", f"{soft}ait", f"{soft}aient", f"{soft}a", f"{stem}èrent"):
        yield "finite", word
    for open_stem in {mute, stem}:
        for ending in ("era", "eront", "erait", "eraient"):
            yield "finite", f"{open_stem}{ending}"
    for ending in ("é", "ée", "és", "ées"):
        yield "participle", f"{stem}{ending}"
    yield "gerund", f"{soft}ant"


def _before_mute(stem: str) -> str:
    """The stem before a mute e: rappell-, martèl-, appui-."""
    if f"{stem}er" in load("quotes")["spelling"]["doubling"]:
        return stem + stem[-1]
    if stem.endswith("y"):
        return f"{stem[:-1]}i"
    return _MUTE.sub("è", stem)


def _second_group(stem: str) -> Iterator[tuple[Form, str]]:
    for ending in ("it", "issent", "issait", "issaient", "irent", "ira", "iront", "irait"):
        yield "finite", f"{stem}{ending}"
    for ending in ("i", "ie", "is", "ies"):
        yield "participle", f"{stem}{ending}"
    yield "gerund", f"{stem}issant"
