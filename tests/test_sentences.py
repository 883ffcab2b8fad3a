from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.sentences import sentence_starts

# Each text with a bar where a sentence must begin.
MARKED = [
    "Le conseil s'est réuni. |Il a voté le budget.",
    "M. Diallo et Mme Roy ont signé. |Le Dr. Petit était absent.",
    "S.E. M. Adama Sow a reçu J. Martin à Dakar. |L'entretien a duré une heure.",
    "« Nous irons. |Nous gagnerons. » |Le public a applaudi.",
    "« Nous irons ! » a lancé la capitaine.",
    '"C\'est fini." |Le maire a quitté la salle.',
    "Le taux passe à 3.5 % au 1.1.2020 selon le canton.",
    "Voir www.exemple.org pour le détail.",
    "Un accord a été trouvé.|Les travaux reprennent lundi.",
    "Hausse de 12 % en 2018.|Le chiffre d'affaires suit.",
    "TITRE SANS POINT\n|Le texte commence ici. |Il continue.",
    "\n\n|- premier point ;\n|- deuxième point.",
    "Et après ?… |Personne ne sait.",
    "Le groupe vise 2030… et au-delà.",
    "Art. 12 du décret no. 45 : néant.",
    "1. Ouvrir la séance\n|2. Lire l'ordre du jour",
    "L'usine de Tanger Med. |En 2024, elle emploie 300 personnes.",
    "La société X S.A. a été cédée.",
    "Elle a gagné (enfin). |La foule était là.",
    "Qui vient ? |Tous.",
    "Yahoo! reste une marque.",
    "Le 3 mars, à 14 h. |Le train est parti.",
    "La mairie salue une forte participation. |D'autres réunions suivront.",
    "Le conseil a fixé le programme. |La salle est pleine.",
    "Un bus, puis le métropolitain. |Personne ne se plaint.",
    'Le port est fermé. |"Là, plus rien ne bouge", dit un docker.',
]


@pytest.mark.parametrize("marked", MARKED)
def test_sentences_begin_at_the_bars(marked: str) -> None:
    text = marked.replace("|", "")
    bars, seen = [], 0
    for at, character in enumerate(marked):
        if character == "|":
            bars.append(at - seen)
            seen += 1
    starts = list(sentence_starts(text))
    first = starts[0] if text.strip() and (not bars or starts[0] != bars[0]) else None
    assert [start for start in starts if start != first] == bars


@given(st.text(alphabet="aB.!?« »\n…\"'1é-", max_size=200))
def test_starts_ascend_inside_the_text(text: str) -> None:
    starts = list(sentence_starts(text))
    assert starts == sorted(set(starts))
    assert all(0 <= start < len(text) for start in starts)


def test_long_runs_of_marks_take_linear_time() -> None:
    assert list(sentence_starts("." * 200_000)) == [0]
    assert list(sentence_starts("« " * 100_000)) == [0]
