"""Which of the things told in an article count: its events, not its background and generalities."""

from __future__ import annotations

import pytest
from test_events import events_in

from pipeline.finders.events.weighing import THRESHOLD, chance

TAIL = (
    "\n\nDans cette filière, les coopératives sont nombreuses et les formations destinées aux producteurs "
    "restent rares. Le plan national vise à accompagner les exploitations, à encourager l'adoption de bonnes "
    "pratiques et à prévenir les incendies de hangars. Les responsables de la filière souhaitent que des rencontres "
    "permettent de renforcer la coopération et d'améliorer la qualité des récoltes dans toutes les régions."
)


@pytest.mark.parametrize(
    ("lead", "kinds"),
    [
        ("Le ministre de l'Agriculture a inauguré lundi 13 mai 2024 un marché au bétail à Kaffrine.", ["launch"]),
        ("La Fédération des maraîchers a signé mardi à Thiès un accord avec la Banque du Saloum.", ["agreement"]),
        ("Un incendie a détruit dimanche un entrepôt d'arachides à Kaolack.", ["accident"]),
        ("Awa Sow a été nommée directrice de la Coopérative du Saloum le 3 mai 2024.", ["appointment"]),
        ("La Coopérative du Saloum rassemble des producteurs de six départements.", []),
        ("La fédération veut encourager la signature de contrats écrits.", []),
    ],
)
def test_the_events_of_an_article(lead: str, kinds: list[str]) -> None:
    assert [event.kind for event in events_in(lead + TAIL)] == kinds


def test_a_chance_lies_between_nothing_and_certainty() -> None:
    assert 0 < chance({}) < 1
    doubted = {"bias": 1.0, "likely": 0.02, "log odds": -3.9}
    assert chance(doubted) < THRESHOLD < chance(doubted | {"likely": 0.9, "log odds": 2.2, "own date": 1.0})


def test_what_was_signed_long_ago_is_no_event() -> None:
    text = "La Convention sur les zones humides protège les mares. Les pays du Traité de Ramsar en sont garants."
    assert events_in(text + TAIL) == ()


def test_a_treaty_stays_a_thing_when_it_is_mentioned_again() -> None:
    text = (
        "Le forum porte sur l'application de la Convention pour les Zones Humides (CZH). Le Bénin et la Ligue des Mares "
        "sont liés par cette convention."
    )
    assert "agreement" not in [event.kind for event in events_in(text + TAIL)]
