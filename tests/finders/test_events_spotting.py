"""What the events model reads of a page, and what its reading adds to the lexicon's triggers."""

from __future__ import annotations

import numpy as np
import pytest
from any_text import ANYTHING, holds_for, of_pieces
from test_events import WORDS, document, events_in, extracted
from test_events_weighing import TAIL

from pipeline.finders.events import features
from pipeline.finders.events.candidates import find_candidates
from pipeline.finders.events.features import Words, read_words
from pipeline.finders.events.scene import Scene
from pipeline.finders.events.spotting import POSSIBLE, UNLIKELY, Reading, spot, weigh_triggers
from pipeline.resources.events_model import load_events_model
from pipeline.workshop.event_texts import scene_of as read_scene_of

MODEL = load_events_model()


def scene_of(text: str) -> Scene:
    return read_scene_of(document(text))


def words_of(scene: Scene) -> Words:
    return read_words(scene, list(find_candidates(scene)), MODEL.shorten_vectors, MODEL.shorten_encoding)


def reading_of(scene: Scene) -> Reading:
    return spot(scene, list(find_candidates(scene)), MODEL)


def test_a_row_for_each_word_that_could_tell_an_event() -> None:
    scene = scene_of(
        "Awa Sow a inauguré mardi 14 mai un pont à Thiès.\n\nContact presse : la mairie organise les visites."
    )
    words = words_of(scene)
    assert [scene.page.doc[i].text for i in words.tokens.tolist()] == ["inauguré", "pont"]
    assert words.matrix.shape == (2, len(MODEL.triggers.hidden))
    assert np.isfinite(words.matrix).all()


def test_a_word_told_before_reads_otherwise() -> None:
    words = words_of(scene_of("La grève a commencé. La grève continue."))
    assert not np.array_equal(words.matrix[0], words.matrix[2])


def test_the_word_that_tells_an_event_is_likelier_than_others() -> None:
    scene = scene_of("Le préfet a inauguré mardi à Thiès un pont de 120 mètres, symbole de modernité.")
    chance = {scene.page.doc[i].text: value for i, value in reading_of(scene).chance.items()}
    assert max(chance, key=lambda word: chance[word]) == "inauguré"
    assert chance["inauguré"] > 0.5 > chance["symbole"]


def test_a_page_without_words_has_an_empty_reading() -> None:
    assert reading_of(scene_of("12, 14 et 16.")) == Reading({}, {})


def test_triggers_that_the_lexicon_lacks_are_of_the_model() -> None:
    lead = (
        "Le rideau est tombé samedi soir à Uzès sur la douzième édition des Voix croisées, suivie par 4 000 personnes."
    )
    found_by = {trigger.text: trigger.found_by for event in events_in(lead + TAIL) for trigger in event.triggers}
    assert set(found_by.values()) <= {"lexicon", "model"}
    scene = scene_of(lead + TAIL)
    candidates, reading = list(find_candidates(scene)), reading_of(scene)
    wide = weigh_triggers(scene, candidates, reading)
    assert {c for c in wide if not c.sense.learnt} <= set(candidates)
    assert all(reading.chance[c.token.i] < UNLIKELY for c in set(candidates) - set(wide))
    assert all(reading.chance[c.token.i] >= POSSIBLE and c.sense.kind for c in wide if c.sense.learnt)
    assert [c.start for c in wide] == sorted(c.start for c in wide)


@holds_for(ANYTHING, 40)
def test_any_text_is_read(text: str) -> None:
    found = extracted(text + TAIL)
    for event in found.events:
        for trigger in event.triggers:
            assert found.document.text[trigger.start : trigger.end] == trigger.text


@holds_for(of_pieces(WORDS, 40), 30)
def test_phrases_in_any_order_are_read_the_same_twice(text: str) -> None:
    assert events_in(TAIL + text) == events_in(TAIL + text)
    assert all(0 <= chance <= 1 for chance in reading_of(scene_of(TAIL + text)).chance.values())


def test_a_long_text_is_read_slice_by_slice(monkeypatch: pytest.MonkeyPatch) -> None:
    scene = scene_of(
        "La grève a commencé lundi. Un accord a été signé à Thiès. La grève a pris fin, un pont est inauguré."
    )
    whole = words_of(scene).matrix
    monkeypatch.setattr(features, "SLICE", 2)
    assert np.allclose(words_of(scene).matrix, whole, atol=1e-6)
    monkeypatch.setattr(features, "REMEMBERED", 0)
    assert not np.allclose(words_of(scene).matrix, whole, atol=1e-3)
