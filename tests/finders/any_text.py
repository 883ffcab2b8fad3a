"""Properties of finders: a test that takes a text is run on texts drawn at random."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

Property = Callable[[str], None]
ANYTHING = st.text(max_size=60)


def of_pieces(pieces: Sequence[str], most: int) -> st.SearchStrategy[str]:
    """Texts of up to ``most`` pieces."""
    return st.lists(st.sampled_from(pieces), max_size=most).map("".join)


def holds_for(texts: st.SearchStrategy[str], examples: int) -> Callable[[Property], Property]:
    """The test is run on so many of the texts; the language model makes each of them slow."""
    slow = settings(max_examples=examples, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    return lambda test: slow(given(texts)(test))
