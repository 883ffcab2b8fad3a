"""Numbers as written, and their values."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.values.number import number_at, parse_number
from pipeline.values.number_words import words_value

WORDS = [
    "un",
    "deux",
    "dix",
    "vingt",
    "soixante",
    "quatre",
    "cent",
    "mille",
    "million",
    "et",
    "-",
    " ",
    "demi",
    "trois",
    "x",
]


def cases() -> Iterator[tuple[str, float | None]]:
    for line in Path(__file__).with_name("number_cases.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            phrase, _, value = line.rpartition("=>")
            yield phrase.strip(" "), None if value.strip() == "-" else float(value)


@pytest.mark.parametrize(("phrase", "value"), list(cases()))
def test_value(phrase: str, value: float | None) -> None:
    assert parse_number(phrase) == value


@given(st.integers(0, 10**9))
def test_digits_with_any_thousands_mark(number: int) -> None:
    for mark in (" ", "\u202f", "\u00a0", ".", "'", "’"):
        assert parse_number(f"{number:,}".replace(",", mark)) == number


@given(st.lists(st.sampled_from(WORDS), max_size=12))
def test_any_number_words(words: list[str]) -> None:
    text = " ".join(words)
    value = words_value(text)
    assert value is None or value[0] >= 0
    parse_number(text)


@settings(max_examples=300)
@given(st.text(max_size=40), st.integers(0, 40))
def test_any_string(text: str, pos: int) -> None:
    parse_number(text)
    low = text.replace("İ", "I").lower()
    number = number_at(low, min(pos, len(low)))
    assert number is None or 0 <= number.opening <= number.start < number.end <= len(low)
