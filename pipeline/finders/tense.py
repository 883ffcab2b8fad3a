"""The tense of the clause at a place: whether what it tells has been, is, or is to come."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from pipeline.annotate import Annotated
from pipeline.lexicon.lexicon import load
from pipeline.values.period import Tense

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_CONDITIONAL = re.compile(r"(?:er|dr|rr|evr)(?:ait|aient)$")  # "fermerait" is often tagged as an imperfect
_CLIMB = 12  # heads between a date and the verb of its clause


def tense_at(page: Annotated, start: int, end: int) -> Tense:
    """The tense of the verb that governs the words from start to end, else of the nearest one in their sentence.

    Where no verb tells, a headline or a programme stands in the present.
    """
    span = page.span(start, end)
    return _governing(span.root) or _nearest(page, span) or "present"


def _governing(token: Token) -> Tense | None:
    for _ in range(_CLIMB):
        tense = _of_clause(token)
        if tense or token.head is token:
            return tense
        token = token.head
    return None


def _of_clause(token: Token) -> Tense | None:
    """The tense of a verb with its auxiliaries; an infinitive waits for the verb above it."""
    # the model may take "mort" for an adjective
    if token.pos_ not in {"VERB", "AUX"} and token.lower_ not in _words("moved"):
        return "future" if token.lower_ in _words("planned") else None
    if token.lower_ in _words("planned"):
        return "future"
    forms = [child for child in token.lefts if child.dep_.startswith(("aux", "cop"))]
    for auxiliary in forms:
        tense = _of_form(auxiliary)
        if tense == "present" and token.lower_ in _words("moved"):
            return "past"
        if tense == "present":
            return "present" if auxiliary.dep_ in {"aux:pass", "cop"} else "past"
        if tense:
            return tense
    return _of_form(token)


def _of_form(token: Token) -> Tense | None:
    morph = token.morph
    if "Cnd" in morph.get("Mood") or _CONDITIONAL.search(token.lower_):
        return "future"
    form, tense = morph.get("VerbForm"), morph.get("Tense")
    if "Fin" in form and tense:
        return _TENSES.get(tense[0])
    return "past" if "Part" in form and tense == ["Past"] else None


_TENSES: dict[str, Tense] = {"Fut": "future", "Imp": "past", "Past": "past", "Pres": "present"}


def _nearest(page: Annotated, span: Span) -> Tense | None:
    sentence = page.sentence_at(span.start_char)
    tokens = page.span(sentence.start, sentence.end)
    near = [(abs(token.i - span.start), tense) for token in tokens if (tense := _of_clause(token))]
    return min(near)[1] if near else None


@cache
def _words(group: str) -> frozenset[str]:
    """Participles that look ahead ("une audience prévue mercredi"), or back ("est sorti mercredi")."""
    return frozenset(load("periods")["words"][group])
