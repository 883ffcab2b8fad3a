"""Folding of strings: for matching (1:1, offsets stay true), for comparing (free), for ids (slugs)."""

from __future__ import annotations

import re
import unicodedata

# One character for one character, so that an offset into the shadow is an offset into the text.
_SHADOW = str.maketrans(
    {
        "’": "'",
        "‘": "'",
        "ʼ": "'",
        "´": "'",
        "\u00a0": " ",  # no-break space: "3 000", "« mot »"
        "\u202f": " ",  # narrow no-break space: the thousands mark of French typesetting
        "\u2007": " ",
        "\u2009": " ",
        "\u200a": " ",
        "\u2002": " ",
        "\u2003": " ",
        "\t": " ",
        "\u2010": "-",
        "\u2011": "-",
    }
)
_SPECIAL = str.maketrans(
    {"œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE", "ß": "ss", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L"}
)
_NOT_WORD = re.compile(r"[^a-z0-9]+")


def shadow(text: str) -> str:
    """The text with straight apostrophes, plain spaces and plain hyphens; same length, newlines kept."""
    return text.translate(_SHADOW)


def strip_accents(text: str) -> str:
    """The text without diacritics; length may change for ligatures (œ becomes oe)."""
    decomposed = unicodedata.normalize("NFKD", text.translate(_SPECIAL))
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def comparable(text: str) -> str:
    """The form in which two names are compared: lower case, no accents, single spaces for all punctuation."""
    return _NOT_WORD.sub(" ", strip_accents(text).casefold()).strip()


def slug(text: str, limit: int = 80) -> str:
    """A readable id part: ``Nasser Bourita`` gives ``nasser-bourita``; cut at a hyphen to at most ``limit``."""
    whole = comparable(text).replace(" ", "-") or "x"
    if len(whole) <= limit:
        return whole
    return whole[: limit + 1].rpartition("-")[0] or whole[:limit]
