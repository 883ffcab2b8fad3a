"""Folding of text for the calendar's grammar: lower case without accents, one character for one."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

# In a text that writes accents, "a" is the verb ("mars a été chaud") and no "à": the verb becomes a sign of its own.
HAS = "ª"
_BARE_A = re.compile(r"a(?<![\w']a)(?<!y a)(?![\w'])")
_LAST_LATIN = 0x250  # Latin letters with their accents stand below; others have no part in French dates


def fold(shade: str) -> str:
    """The shadow of a text (:func:`pipeline.text.shadow`) in lower case, without accents; same length."""
    if not shade.isascii():
        shade = _BARE_A.sub(HAS, shade)
    return shade.translate(_table())


@cache
def _table() -> dict[int, str]:
    return {
        code: folded for code in range(_LAST_LATIN) if (folded := _plain(chr(code))) != chr(code) and chr(code) != HAS
    }


def _plain(character: str) -> str:
    base = unicodedata.normalize("NFD", character)[0].lower()
    return base if len(base) == 1 else character
