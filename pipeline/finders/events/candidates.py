"""Where a page's words carry an event: triggers that stand as noun or verb, neither denied nor merely possible."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.finders.events.scene import Scene
from pipeline.finders.events.senses import Sense, bare_senses, best_sense, senses
from pipeline.records import Sentence

if TYPE_CHECKING:
    from spacy.tokens import Token

SILENT_ZONES = frozenset({"about", "contact", "legal"})
_THIS = frozenset({"ce", "cet", "cette", "ces"})
_CRIMES = frozenset({"attack", "death"})
_NOUN_TAGS = frozenset({"NOUN", "PROPN", "ADJ", "X"})

_DENIED = re.compile(
    r"""
    \b(?:n'|ne\ )(?!\w*\ que\b)[\w' ]{0,25}\b(?:pas|jamais|plus|guère|aucun|aucune|rien)\b[\w' ]{0,18}$   # n'a pas encore été signé
    | \bsans\ (?:[\w']+\ ){0,2}$                                                          # sans avoir signé
    | \b(?:aucun|aucune|nul|nulle|pas\ de|pas\ d'|(?<!la )toute|(?<!le )tout|chaque|éventuel|éventuelle|prétendu|prétendue)\ (?:\w+\ )?$
    """,
    re.VERBOSE | re.IGNORECASE,
)
_POSSIBLE = re.compile(
    r"""
    \ben\ cas\ d(?:e\ |')(?:\w+\ )?$                      # en cas d'incendie
    | \b(?:si|s'il|s'ils)\ [\w' ]{0,30}$        # si la grève éclate
    | \b(?:risques?|menaces?|lutte|prévention|protection|assurance|systèmes?|dispositifs?|exercices?|alarmes?|sécurité|lutter|craignent|craint|redoutent)
      \ (?:d'alerte\ |de\ lutte\ )?(?:d'|des?\ |contre\ (?:l'|les?\ |la\ )?|anti-?|les\ |l')$   # risques d'inondation
    | \balarmes?\ $                                      # une alarme incendie
    """,
    re.VERBOSE | re.IGNORECASE,
)
_CHARGE = re.compile(  # mis en examen pour meurtre, accusés de viol
    r"\b(?:pour|(?:coupables?|délits?|chefs?|(?:accus|soupçonn|suspect|inculp|incrimin|convaincu|prévenu)[a-zé]*)"
    r" (?:de|d')) ?$",
    re.IGNORECASE,
)
_WISHED = re.compile(
    r"""
    \b(?:pourrait|pourraient|peut|peuvent|veut|veulent|souhaite|souhaitent|permet|permettent|permettrait|permettra
       |espère|espèrent|envisage|envisagent|appelle|appellent|demande|demandent|refuse|refusent)
    \ (?:\w+\ ){0,2}(?:de\ |d'|à\ )?(?:se\ |s')?$         # pourrait signer, appelle à manifester
    """,
    re.VERBOSE | re.IGNORECASE,
)
_AIM = re.compile(
    r"\b(?:pour|afin\ de|afin\ d'|en\ vue\ de|visant\ à|destinée?s?\ à|capables?\ de)\ (?:se\ |s')?$", re.VERBOSE
)
_PLACE_OF_WORDS = re.compile(  # salle de conférence, service des visites, ministre de la Formation
    r"\b(?:salles?|services?|centres?|palais|parcs?|ministres?|ministère|secrétaires?|directeurs?|directrices?|politiques?|droits?|code"
    r"|comités?|commissions?|bureaux?|bureau|chargée?s?|responsables?|chefs?|cheffes?|agents?|présidente?s?|lieux?|frais|plans?"
    r"|projets?|programmes?|organisat(?:eurs?|rices?)|spécialistes?|experte?s?|victimes?|auteurs?|juges?|juge|marché|équipes?"
    r"|cellules?|contrats?|agence|office|direction|matière|domaine|cadre|stratégie|processus|base|mode|moyens?|capacités?)"
    r" (?:de |d'|des |du |de la |de l'|en )$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A trigger at its place: word ``first`` to ``last`` of the scene (exclusive), its head token, its sentence."""

    sense: Sense
    first: int
    start: int
    end: int
    token: Token
    sentence: Sentence

    @property
    def verbal(self) -> bool:
        """The trigger is a form of a verb."""
        return self.sense.verbal


def find_candidates(scene: Scene) -> Iterator[Candidate]:
    """The triggers of a page in text order; those of phases and echoes with them."""
    for sentence in scene.page.sentences:
        if sentence.zone not in SILENT_ZONES:
            yield from _of_sentence(scene, sentence)


def _of_sentence(scene: Scene, sentence: Sentence) -> Iterator[Candidate]:
    first, last = scene.words_of(sentence)
    known, bare = senses(), bare_senses()
    taken = first
    for i in range(first, last):
        word = scene.words[i]
        if i < taken or (word not in known and word not in bare):
            continue
        options = _options(scene, i)
        candidate = _candidate(scene, sentence, options, i, first, last) if options else None
        if candidate:
            taken = i + 1 + (0 if candidate.verbal else len(candidate.sense.rest))
            yield candidate


def _options(scene: Scene, i: int) -> tuple[Sense, ...]:
    """The senses of word ``i``, that of a word in capitals also without accents; echoes alone after "ce"."""
    word = scene.words[i]
    options = senses().get(word)
    upper = scene.page.shadow[scene.starts[i]].isupper()
    if options is None and upper:
        options = bare_senses().get(word)
    usable = tuple(sense for sense in options or () if upper or not sense.capital)
    echoes = tuple(sense for sense in usable if sense.echoes)
    return echoes if echoes and i and scene.words[i - 1] in _THIS else usable


def _candidate(
    scene: Scene, sentence: Sentence, options: tuple[Sense, ...], i: int, first: int, last: int
) -> Candidate | None:
    start, end = scene.starts[i], scene.end(i)
    if is_inside(scene, sentence, start, end):
        return None
    token = _token(scene, start, end)
    usable = (s for s in options if _stands_as(s, token) and (not s.person or _tells_of_people(scene, sentence)))
    sense = best_sense(usable, scene.words, i, first, last)
    if sense is None or not _is_told(scene, sentence, sense, start):
        return None
    if not sense.verbal and sense.rest:
        end = scene.end(i + len(sense.rest))
    return Candidate(sense, i, start, end, token, sentence)


def is_inside(scene: Scene, sentence: Sentence, start: int, end: int) -> bool:
    """Inside a name or a quotation: names have triggers in them ("Forum citoyen"), quotations are opinions; or a fixed phrase."""
    names = scene.names.get(sentence.index, ())
    return (
        any(name.start < end and start < name.end for name in names)
        or any(a < end and start < b for a, b in scene.quoted)
        or any(a < end and start < b for a, b in scene.fixed)
    )


def _token(scene: Scene, start: int, end: int) -> Token:
    return scene.page.span(start, end)[0]


def _stands_as(sense: Sense, token: Token) -> bool:
    """The tagger agrees that the form is a noun or a verb there; participles it often takes for nouns."""
    if sense.mood == "noun":
        return token.pos_ in _NOUN_TAGS
    if sense.mood != "participle":
        return token.pos_ in {"VERB", "AUX"}
    if token.pos_ == "NOUN" and any(child.dep_ in {"det", "nummod", "case"} for child in token.children):
        return False  # les élus, des blessés
    return not sense.passive or is_passive(token)


def _tells_of_people(scene: Scene, sentence: Sentence) -> bool:
    return any(name.type == "person" for name in scene.names.get(sentence.index, ()))


def is_passive(token: Token) -> bool:
    """A participle with "être" as auxiliary of the passive, or without auxiliary after its noun."""
    helpers = {child.dep_ for child in token.children if child.dep_.startswith("aux")}
    return "aux:pass" in helpers or not helpers


def _is_told(scene: Scene, sentence: Sentence, sense: Sense, start: int) -> bool:
    """Told as a fact or a plan: not denied, not an aim, a hypothesis, an ability."""
    before = scene.before(sentence, start, 70)
    if _DENIED.search(before) or _POSSIBLE.search(before):
        return False
    if sense.mood == "noun":
        return not (_PLACE_OF_WORDS.search(before) or (sense.kind in _CRIMES and _CHARGE.search(before)))
    return sense.mood != "infinitive" or not (_AIM.search(before) or _WISHED.search(before))
