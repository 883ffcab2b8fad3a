"""Quantities as written, and their values; quantities in running text, by their form alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.lexicon.lexicon import load
from pipeline.records import Quantity
from pipeline.text import shadow
from pipeline.values.quantity import parse_quantity
from pipeline.values.scan import scan_quantities
from tests.values.growth import seconds

PIECES = [
    "12", "1 500", "3,2", "deux", "cent", "une", "vingtaine", "des", "milliers", "millions", "de ", "d'", "euros",
    "€", "$", " % ", "km", "entre ", " et ", " à ", "-", "plus de ", "environ", "un ", "sur ", "trois", "fois",
    "plus", "tiers", " ", "ans", ".", ",", "(", ")", "M€", "\n", "½", "İ", "00", "la moitié", "\u202f",
]  # fmt: skip


def read(line: str) -> tuple[str, str | None, Quantity | None]:
    """The phrase, its country and its quantity."""
    phrase, _, stated = line.rpartition("=>")
    fields, _, country = stated.strip().partition(" @")
    if fields == "none":
        return phrase.strip(" "), None, None
    kind, value, *rest = fields.split(" ")
    change = rest.pop() if rest[-1] in {"up", "down"} else None
    value_max = float(rest[1]) if rest[0] == ".." else None
    comparator, unit = rest[2 if value_max is not None else 0], " ".join(rest[3 if value_max is not None else 1 :])
    quantity = Quantity(
        kind=kind, value=float(value), value_max=value_max, comparator=comparator, change=change,  # type: ignore[arg-type]
        unit=None if unit == "-" else unit,
    )  # fmt: skip
    return phrase.strip(" "), country or None, quantity


def cases() -> Iterator[tuple[str, str | None, Quantity | None]]:
    for line in Path(__file__).with_name("quantity_cases.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield read(line)


@pytest.mark.parametrize(("phrase", "country", "quantity"), list(cases()))
def test_value(phrase: str, country: str | None, quantity: Quantity | None) -> None:
    assert parse_quantity(phrase, country=country) == quantity


@pytest.mark.parametrize(
    ("name", "entry"), list(load("units").items()), ids=lambda value: value if isinstance(value, str) else ""
)
def test_units_examples(name: str, entry: dict[str, list[str]]) -> None:
    phrase, value = entry["example"]
    found = parse_quantity(phrase)
    assert found is not None, name
    assert (found.value, found.unit) == (value, entry["symbol"])


@pytest.mark.parametrize(
    ("code", "entry"),
    list(load("currencies")["codes"].items()),
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_currencies_examples(code: str, entry: dict[str, list[str]]) -> None:
    phrase, value = entry["example"]
    found = parse_quantity(phrase)
    assert found is not None
    assert (found.kind, found.value, found.unit) == ("money", value, code)


def check(text: str) -> None:
    past = 0
    for found in scan_quantities(shadow(text)):
        assert (
            past <= found.start <= found.number_start < found.number_end <= found.end <= len(text)
            or found.number_start < past
        )
        assert found.start < found.end
        past = found.end
        quantity = found.quantity
        assert (quantity.value_max is not None) == (quantity.comparator == "..")
        assert quantity.value_max is None or quantity.value < quantity.value_max
        assert (quantity.kind == "percent") == (quantity.unit == "%")


@settings(max_examples=400)
@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
def test_any_string_of_number_words(text: str) -> None:
    check(text)


@settings(max_examples=300)
@given(st.text(max_size=60))
def test_any_string(text: str) -> None:
    check(text)
    parse_quantity(text)


@pytest.mark.parametrize(
    "piece", ["1 ", "1.", "12-", "deux ", "un ", "d'", "des milliers de ", "plus de ", "entre 1 et ", "1'", "$"]
)
def test_time_grows_with_length(piece: str) -> None:
    list(scan_quantities(piece * 10))
    assert seconds(scan_quantities, piece * 8000) < 40 * max(seconds(scan_quantities, piece * 800), 0.002)
