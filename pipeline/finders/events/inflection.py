"""The forms of French nouns and verbs, as far as triggers of events need them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

Mood = Literal["noun", "participle", "present", "future", "conditional", "imperfect", "past", "infinitive", "gerund"]

_PREPOSITIONS = frozenset({"de", "du", "des", "d", "en", "à", "aux", "au", "sur", "par", "sous", "honoris", "contre"})
_VOWELS = "aeiouyéèêâîôûàù"
_NASAL_PLURALS = {"al": "aux", "au": "aux", "eu": "eux"}


def plural(noun: str) -> str:
    """The plural of one word: "journal" gives "journaux", "séance" gives "séances"."""
    if noun[-1] in "sxz" or noun.isupper():
        return noun
    if noun[-2:] in _NASAL_PLURALS and noun not in {"festival", "carnaval", "bal", "récital"}:
        return noun[:-2] + _NASAL_PLURALS[noun[-2:]]
    return noun + "s"


def noun_forms(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """A noun and its plural; of a compound, what stands before the preposition takes it ("tables rondes")."""
    yield words
    cut = next((i for i, word in enumerate(words) if word in _PREPOSITIONS), len(words))
    if cut:
        yield (*(plural(word) for word in words[:cut]), *words[cut:])


def verb_forms(infinitive: str, parts: str | None = None) -> dict[str, Mood]:
    """The forms of the third person and the impersonal ones, each with its mood.

    Args:
        infinitive: "nommer", "réunir", "rendre".
        parts: for irregular verbs the participle, the present (he, they), the stems of future and imperfect, and the
            past (he, they), separated by spaces.
    """
    irregular = parts.split() if parts else _regular(infinitive)
    participle, present, presents, future, imperfect, past, pasts = irregular
    forms: dict[str, Mood] = {infinitive: "infinitive", imperfect + "ant": "gerund"}
    forms |= dict.fromkeys((past, pasts), "past")
    forms |= dict.fromkeys((imperfect + "ait", imperfect + "aient"), "imperfect")
    forms |= dict.fromkeys((future + "ait", future + "aient"), "conditional")
    forms |= dict.fromkeys((future + "a", future + "ont"), "future")
    forms |= dict.fromkeys((present, presents), "present")
    feminine = participle[:-1] + "te" if participle == "dissous" else participle + "e"
    masculines = participle if participle.endswith("s") else participle + "s"
    return forms | dict.fromkeys((participle, masculines, feminine, feminine + "s"), "participle")


def _regular(infinitive: str) -> list[str]:
    stem, ending = infinitive[:-2], infinitive[-2:]
    if ending == "er":
        soft = stem + "e" if stem.endswith("g") else stem[:-1] + "ç" if stem.endswith("c") else stem
        stressed = _stressed(stem)
        future = (stressed if "é" not in stem[-3:] else stem) + "er"
        return [stem + "é", stressed + "e", stressed + "ent", future, soft, soft + "a", stem + "èrent"]
    if ending == "ir":
        return [stem + "i", stem + "it", stem + "issent", stem + "ir", stem + "iss", stem + "it", stem + "irent"]
    return [stem + "u", stem, stem + "ent", stem + "r", stem, stem + "it", stem + "irent"]


def _stressed(stem: str) -> str:
    """The stem before a mute ending: "célébr" gives "célèbr", "soulev" "soulèv", "appel" "appell", "déploy" "déploi"."""
    if stem.endswith(("oy", "uy")):
        return stem[:-1] + "i"
    if stem.endswith(("appel", "jet")):
        return stem + stem[-1]
    vowel = max((i for i, letter in enumerate(stem) if letter in _VOWELS), default=-1)
    mute = vowel >= 0 and (stem[vowel] == "é" or (stem[vowel] == "e" and len(stem) - vowel == 2))
    return f"{stem[:vowel]}è{stem[vowel + 1 :]}" if mute and vowel < len(stem) - 1 else stem
