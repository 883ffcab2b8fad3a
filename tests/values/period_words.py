"""Words from which texts are drawn at random, and frames to read them in."""

from __future__ import annotations

import datetime as dt

from pipeline.values.calendar.frame import Frame

PIECES = [
    "lundi ", "mardi", "12 ", "31 ", "1er ", "octobre ", "mars", "févr. ", "2024 ", "1999", "29 février ", " du ", " au ", "le ",
    "entre ", " et ", " à ", "de ", "d'", "la veille ", "demain ", "il y a ", "trois ", "jours ", "ans", "mois ", "semaine ",
    "prochaine ", "dernier ", "fin ", "mi-", "début ", "premier ", "trimestre ", "XIXe ", "siècle ", "années ", "90 ", "été ",
    "cet ", "Noël ", "Pâques ", "14h30 ", "heures ", ", ", ".", "-", "/", "2024-10-22", "22/10/2024", "\n", "\u00a0", "İ",
    "dans ", "d'ici ", "plus tard ", "9999 ", "1000 ", "soixante-dix ", "chaque ", "tous les ", "weekend ", "T1 ", "2019-2023 ", "0",
]  # fmt: skip

FRAMES = [
    Frame(),
    Frame(anchor=dt.date(2024, 2, 29), tense="past"),
    Frame(anchor=dt.date(2024, 12, 31), tense="future", context=dt.date(1900, 1, 1)),
    Frame(anchor=dt.date.max, context=dt.date.max, tense="future"),
    Frame(anchor=dt.date.min, context=dt.date.min, tense="past"),
]
