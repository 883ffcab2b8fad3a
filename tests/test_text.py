from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.text import comparable, shadow, slug, strip_accents


@given(st.text())
def test_the_shadow_keeps_offsets(text: str) -> None:
    assert len(shadow(text)) == len(text)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("l’État", "l'État"),
        ("3\u202f000\u00a0€", "3 000 €"),
        ("porte‑parole", "porte-parole"),
        ("un\ndeux", "un\ndeux"),
    ],
)
def test_shadow(text: str, folded: str) -> None:
    assert shadow(text) == folded


@pytest.mark.parametrize(
    ("text", "plain"),
    [("Œuvre", "OEuvre"), ("ÉTÉ à Nîmes", "ETE a Nimes"), ("Łódź", "Lodz"), ("Đorđe", "Đorđe"), ("", "")],
)
def test_strip_accents(text: str, plain: str) -> None:
    assert strip_accents(text) == plain


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Etats-Unis", "États Unis"),
        ("l’Organisation", "L'ORGANISATION"),
        ("CHU de Besançon", "chu de besancon"),
        ("Sœurs  Unies", "soeurs unies"),
    ],
)
def test_comparable_names(a: str, b: str) -> None:
    assert comparable(a) == comparable(b)


@pytest.mark.parametrize(
    ("text", "limit", "expected"),
    [
        ("Nasser Bourita", 80, "nasser-bourita"),
        ("L’Île-d’Yeu", 80, "l-ile-d-yeu"),
        ("une très longue chose", 12, "une-tres"),
        ("anticonstitutionnellement", 10, "anticonsti"),
        ("…", 80, "x"),
    ],
)
def test_slug(text: str, limit: int, expected: str) -> None:
    assert slug(text, limit) == expected


@given(st.text(), st.integers(min_value=5, max_value=60))
def test_slugs_are_short_and_plain(text: str, limit: int) -> None:
    made = slug(text, limit)
    assert 0 < len(made) <= limit
    assert set(made) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
