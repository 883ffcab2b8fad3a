"""Date expressions in running text, without a model: where they stand, and what any text at all does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from edtf import parse_edtf
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.text import shadow
from pipeline.values.calendar.frame import Frame
from pipeline.values.period import parse_period, scan_periods
from tests.values.growth import seconds
from tests.values.period_words import FRAMES, PIECES

MARK = re.compile(r"\[\[(.*?)\]\]")


def marked_sentences() -> list[str]:
    lines = Path(__file__).with_name("period_sentences.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


@pytest.mark.parametrize("line", marked_sentences())
def test_what_is_found(line: str) -> None:
    text = MARK.sub(r"\1", line)
    found = [text[f.start : f.end] for f in scan_periods(shadow(text))]
    assert [without_article(words) for words in found] == [without_article(words) for words in MARK.findall(line)]


def without_article(words: str) -> str:
    """The words without what may stand inside the mark or outside it."""
    return re.sub(r"^(?:dans la|les|le|la|l'|au|du) ?", "", words, flags=re.IGNORECASE)


texts = st.one_of(st.text(max_size=200), st.lists(st.sampled_from(PIECES), max_size=25).map("".join))


@settings(max_examples=400, deadline=None)
@given(text=texts, frame=st.sampled_from(FRAMES))
def test_any_text(text: str, frame: Frame) -> None:
    end = 0
    for found in scan_periods(text):
        assert end <= found.start < found.end <= len(text)
        end = found.end
        period = found.value(frame)
        if period.first_day and period.last_day:
            assert period.first_day <= period.last_day
        if period.edtf:
            parse_edtf(period.edtf)


@settings(max_examples=300, deadline=None)
@given(text=texts, frame=st.sampled_from(FRAMES))
def test_any_expression(text: str, frame: Frame) -> None:
    period = parse_period(text, frame.anchor, tense=frame.tense, context=frame.context)
    assert period is None or period.kind in {"date", "interval", "duration", "set", "time"}


@pytest.mark.parametrize(
    "piece",
    [
        "du ",
        "le 3 et ",
        "la veille de la ",
        "fin de ",
        "2024-",
        "trois ",
        "1 ",
        "lundi, ",
        "é",
        "12/12/",
        "les 5, ",
        "mi-",
    ],
)
def test_time_grows_with_length(piece: str) -> None:
    list(scan_periods(piece * 10))
    assert seconds(scan_periods, piece * 8000) < 30 * max(seconds(scan_periods, piece * 800), 0.002)
