"""What is said of people that a bare noun counts: "six personnes sont mortes" counts ``personnes mortes``."""

from __future__ import annotations

from functools import cache

from pipeline.finders.figures.context import Draft
from pipeline.finders.figures.tokens import Tokens
from pipeline.lexicon.lexicon import load


def with_predicate(tokens: Tokens, draft: Draft) -> Draft:
    """The draft with the participle that its verb says of people: of "personne" alone nobody learns what is counted."""
    if draft.quantity.kind != "count" or not draft.counted or draft.counted.lower() not in _people():
        return draft
    told = _participle(tokens, tokens.first_from(draft.end))
    return draft._replace(counted=f"{draft.counted} {told}") if told else draft


@cache
def _people() -> frozenset[str]:
    return frozenset(load("figures")["predicates"]["people"])


def _losses() -> list[str]:
    losses: list[str] = load("figures")["predicates"]["losses"]
    return losses


def _participle(tokens: Tokens, i: int) -> str | None:
    """The participle after "ont été", "sont", with adverbs between; None where the verb says anything else."""
    verbs = load("figures")["predicates"]["verbs"]
    begin = i
    if i < len(tokens) and tokens.words[i] in {"autre", "autres"}:
        begin = i = i + 1
    while (
        i < len(tokens) and tokens.joined(i) and (tokens.words[i] in verbs or (i > begin and tokens.tags[i] == "ADV"))
    ):
        i += 1
    if i == begin or i >= len(tokens) or not tokens.joined(i):
        return None
    loss = next((loss for loss in _losses() if tokens.low.startswith(loss, tokens.starts[i])), None)
    if loss:
        return f"ayant {loss}"
    alike = tokens.words[i].endswith(("s", "e"))
    return tokens.text(i, i + 1) if alike and (tokens.is_participle(i) or tokens.tags[i] == "ADJ") else None
