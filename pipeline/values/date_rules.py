"""The grammar of French date expressions over folded text: one pattern a phenomenon, with what gives its value.

The longest match at the leftmost place wins; among equals the earlier rule.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from pipeline.records import Period
from pipeline.values import date_values as values
from pipeline.values.date_words import words
from pipeline.values.frames import Frame

Build = Callable[[re.Match[str], Frame], Period | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern over folded text and the function that gives a match its value in a frame."""

    pattern: re.Pattern[str]
    build: Build


@cache
def rules() -> tuple[Rule, ...]:
    """All rules, in order of preference."""
    fragments = _fragments()
    groups = (_intervals, _days, _months, _quarters_and_seasons, _long_periods, _relative, _shifted, _durations, _years)
    return tuple(Rule(re.compile(_expand(pattern, fragments)), build) for group in groups for pattern, build in group())


def _expand(pattern: str, fragments: dict[str, str]) -> str:
    """``<NAME>`` stands for a fragment, a space for a run of spaces (one space where it looks back)."""
    expanded = re.sub(r"<([A-Z]+)>", lambda match: fragments[match[1]], pattern)
    fixed = re.sub(r"\(\?<=[^()]*\)", lambda match: match[0].replace(" ", r"\x20"), expanded)
    return fixed.replace(" ?", r"\x20*").replace(" ", r"\x20+")


def _fragments() -> dict[str, str]:
    number = words("numbers")
    return {
        "EDGE": r"(?<![\w/.,-])",
        "MONTH": rf"(?:{words('months')})",
        "WEEKDAY": rf"(?:{words('weekdays')})",
        "SEASON": rf"(?:{words('seasons')})",
        "ORDINAL": rf"(?:{words('ordinals')})",
        "DAY": r"(?:[0-3]?\d(?:er)?|premier)(?!\d)",
        "YEAR": r"(?:1[0-9]\d\d|20\d\d|21\d\d)(?!\d|[.,]\d|-\d\d\b(?!-))",
        "NUMBER": rf"(?:\d{{1,3}}|(?:{number})(?:[- ](?:et[- ])?(?:{number}))?)",
        "ABOUT": r"(?:(?:plus|pres|moins) (?:de |d')|environ |quelque |au moins |a peine )",
        "UNIT": r"(?:jours?|semaines?|mois|trimestres?|ans|annees?|an)",
        "TIME": r"(?:,? (?:a|vers|des) (?:partir de )?(?P<hour>[01]?\d|2[0-3]) ?(?:h|heures?)(?: ?(?P<minute>[0-5]\d))?\b)?",
        "FEAST": rf"(?:{words('feasts')}|{words('easter_feasts')})",
    }


Pairs = Iterator[tuple[str, Build]]


def _intervals() -> Pairs:
    # du 28 février au 3 mars 2025; les 3, 4 et 7 mai; du lundi 3 au jeudi 6 juin
    yield (
        r"<EDGE>(?:du|entre le|entre les|les|des) (?:<WEEKDAY> )?(?P<d1><DAY>)(?: (?P<m1><MONTH>)\b\.?(?: (?P<y1><YEAR>))?)?"
        r"(?:, <DAY>){0,8}(?: (?:au|a|et le|et|jusqu'au|-|–) |[-–])(?:<WEEKDAY> )?(?P<d2><DAY>) (?P<m2><MONTH>)\b\.?"
        r"(?: (?P<y2><YEAR>))?",
        values.day_interval,
    )
    # entre le 1er janvier et la mi-octobre
    yield (
        r"<EDGE>(?:entre le|du) (?P<d1><DAY>) (?P<m1><MONTH>)(?: (?P<y1><YEAR>))? (?:et|a|au) (?P<part>la mi|la fin|fin|debut)"
        r"[- ](?P<m2><MONTH>)\b(?: (?P<y2><YEAR>))?",
        values.interval_to_part,
    )
    # 5-6 mars, 22 et 23 octobre
    yield (
        r"<EDGE>(?P<d1>[0-3]?\d)(?: et |-| - |–| – )(?P<d2>[0-3]?\d) (?P<m2><MONTH>)\b\.?(?: (?P<y2><YEAR>))?",
        values.day_interval,
    )
    # d'avril à juin 2023, entre mars et juin
    yield (
        r"<EDGE>(?:de |d'|entre )(?P<m1><MONTH>)(?: (?P<y1><YEAR>))? (?:a|et) (?P<m2><MONTH>)\b(?: (?P<y2><YEAR>))?",
        values.month_interval,
    )
    # de lundi à mercredi
    yield r"<EDGE>(?:de|entre|du) (?P<w1><WEEKDAY>) (?:a|et|au) (?P<w2><WEEKDAY>)\b", values.weekday_interval
    # de 2019 à 2023, 2019-2023, 2023/24
    yield r"<EDGE>(?:de|entre) (?P<y1><YEAR>) (?:a|et) (?P<y2><YEAR>)\b", values.year_interval
    yield r"<EDGE>(?P<y1>(?:1[5-9]|20)\d\d)[-–/](?P<y2>(?:1[5-9]|20)\d\d|\d\d)\b(?![-–/.]?\d)", values.year_interval
    # de 9 h à 18 h
    yield (
        r"<EDGE>de (?P<hour>[01]?\d|2[0-3]) ?h(?:eures)?(?: ?(?P<minute>[0-5]\d))? a [0-2]?\d ?h(?:eures)?(?: ?[0-5]\d)?\b",
        values.clock,
    )


def _days() -> Pairs:
    # ce lundi 21 octobre 2024 à 14h30; mardi, le 3 mars
    yield (
        r"<EDGE>(?:ce )?(?:(?P<weekday><WEEKDAY>),? (?:le )?)?(?P<day><DAY>) (?P<month><MONTH>)\b\.?"
        r"(?:,? (?P<year><YEAR>)| (?P<near>dernier|prochain|passe)\b)?<TIME>",
        values.day_of_month,
    )
    # 2024-10-22, 22/10/2024, 22.10.24, 3/04
    yield r"<EDGE>(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)\b", values.numeric_day
    yield (
        r"<EDGE>(?:(?P<weekday><WEEKDAY>) )?(?P<day>\d{1,2})(?P<sep>[/.])(?P<month>\d{1,2})(?P=sep)(?P<year>\d{4}|\d\d)\b(?![/.]\d)<TIME>",
        values.numeric_day,
    )
    # Noël 2024, à la Pentecôte
    yield r"<EDGE>(?P<feast><FEAST>)(?: (?P<year><YEAR>)| (?P<near>dernier|prochain)e?)?\b", values.feast
    # le premier mardi d'octobre 2024
    yield (
        r"<EDGE>(?P<nth><ORDINAL>|dernier) (?P<weekday><WEEKDAY>) (?:de |d'|du mois de |du mois d')(?P<month><MONTH>)\b(?: (?P<year><YEAR>))?",
        values.nth_weekday,
    )
    # vendredi 13
    yield (
        r"<EDGE>(?:ce )?(?P<weekday><WEEKDAY>) (?P<day>[0-3]?\d)\b(?! ?(?:h\b|heures|<MONTH>|%))<TIME>",
        values.weekday_and_number,
    )


def _months() -> Pairs:
    # fin mars 2024, la mi-avril, début du mois d'octobre, fin mai dernier
    yield (
        r"<EDGE>(?:la |le )?(?P<part>fin|debut|mi|courant)[- ](?:du mois de |du mois d'|de |d')?(?P<month><MONTH>)\b"
        r"(?: (?:de |d')?(?P<year><YEAR>))?(?: (?P<near>dernier|prochain))?",
        values.part_of_month,
    )
    # la fin du mois, le début du mois prochain
    yield (
        r"<EDGE>(?:la |le )?(?P<part>fin|debut|mi|milieu) (?:du|de ce) (?P<unit>mois)(?: (?P<near>dernier|prochain))?\b",
        values.part_of_this,
    )
    # fin 2024, début de l'année 2025, la mi-2023
    yield (
        r"<EDGE>(?:la |le )?(?P<part>fin|debut|mi|milieu)[- ](?:de )?(?:l'annee |l'an )?(?P<year><YEAR>)\b",
        values.part_of_year,
    )
    # la fin de l'année, début d'année prochaine
    yield (
        r"<EDGE>(?:la |le )?(?P<part>fin|debut) (?:de l'|d'|de cette )(?P<unit>annee)(?: (?P<near>derniere|prochaine))?\b",
        values.part_of_this,
    )
    # octobre 2024, au mois de mai, mars dernier
    yield r"<EDGE>(?:mois (?:de |d'))?(?P<month><MONTH>)\.? (?:de l'annee )?(?P<year><YEAR>)\b", values.month
    yield r"<EDGE>(?P<month><MONTH>) (?P<near>dernier|prochain|passe)\b", values.month
    yield (
        r"(?:(?<=\ben )|(?<=\bdepuis )|(?<=\bmois de )|(?<=\bmois d')|(?<=\bdes )|(?<=\ben d')|(?<=\bjusqu'en )|(?<=\bd'ici )|(?<=\bque ))(?P<month><MONTH>)\b(?! [0-3]?\d\b)",
        values.month,
    )


def _quarters_and_seasons() -> Pairs:
    # T1 2025, premier trimestre de l'exercice 2024, second semestre
    yield (
        r"<EDGE>(?:(?P<nth><ORDINAL>|[1-4]|dernier) ?(?P<unit>trimestre|semestre)|(?P<code>[tqs])(?P<digit>[1-4]))"
        r"(?:[ -](?:de |d'|de l'annee |de l'exercice )?(?P<year><YEAR>)\b)?",
        values.quarter,
    )
    # été 2024, l'hiver 2023-2024, cet automne, printemps dernier
    yield r"<EDGE>(?P<season><SEASON>) (?P<year><YEAR>|(?:19|20)\d\d(?=-))(?:[-–/](?:20)?\d\d)?\b", values.season
    yield r"<EDGE>(?:cet|ce) (?P<season><SEASON>)\b", values.season
    yield r"<EDGE>(?P<season><SEASON>) (?P<near>dernier|prochain|suivant|passe)\b", values.season
    # la rentrée 2025, la rentrée prochaine
    yield r"<EDGE>rentree(?: de septembre)? (?:(?P<year><YEAR>)|(?P<near>prochaine|derniere))\b", values.back_to_school


def _long_periods() -> Pairs:
    # les années 90, la décennie 2010
    yield (
        r"<EDGE>(?:les |des |aux )?annees (?P<decade>(?:1[5-9]|20)\d0|[1-9]0|cinquante|soixante|trente|quarante|vingt)\b",
        values.decade,
    )
    # le XIXe siècle, au 21ème siècle
    yield r"<EDGE>(?:(?P<roman>[ivx]{1,6})|(?P<century>\d{1,2})) ?(?:e|eme|er|ieme) siecle\b", values.century


def _relative() -> Pairs:
    yield (
        r"<EDGE>(?P<word>aujourd'hui|avant-hier|apres-demain|hier|demain|ce jour|ce (?:matin|midi|soir)|cet(?:te)? (?:nuit|apres-midi))"
        r"(?: (?:soir|matin|midi|apres-midi))?\b<TIME>",
        values.deictic,
    )
    yield (
        r"<EDGE>(?:la |le |l'|au )?(?P<word>veille au soir|veille|lendemain|surlendemain|avant-veille|meme jour|jour meme)\b",
        values.anaphoric,
    )
    # lundi, jeudi dernier, mardi soir, mardi de la semaine prochaine, ce mercredi à 20 heures
    yield (
        r"<EDGE>(?:ce )?(?P<weekday><WEEKDAY>)(?: (?P<near>dernier|prochain|passe)\b)?(?: (?:matin|soir|apres-midi|midi)\b)?"
        r"(?P<week> de la semaine prochaine)?(?![\w-])<TIME>",
        values.weekday,
    )
    # la semaine prochaine, l'an dernier, le mois en cours, le week-end suivant
    yield (
        r"<EDGE>(?:la |le |l')?(?P<unit>semaine|mois|annee|an|trimestre|semestre|week-end) "
        r"(?P<near>derniere?|passee?|prochaine?|precedente?|suivante?|en cours|ecoulee?)\b",
        values.neighbour,
    )
    # cette semaine, ce mois-ci, cette année-là
    yield (
        r"<EDGE>(?:cette|ce|cet) (?P<unit>semaine|mois|annee|trimestre|semestre|week-end)(?:-ci|(?P<there>-la))?\b",
        values.this_one,
    )


def _shifted() -> Pairs:
    # il y a près de trois ans, voici dix jours
    yield r"<EDGE>(?:il y a|voici|voila) <ABOUT>?(?P<n><NUMBER>) (?P<unit><UNIT>)\b", values.ago
    # dans dix jours, d'ici trois mois, d'ici à deux ans
    yield (
        r"<EDGE>(?P<way>dans|d'ici a|d'ici) (?:les )?(?P<n><NUMBER>) (?:prochaine?s )?(?P<unit><UNIT>)\b",
        values.ahead,
    )
    # trois jours plus tard, deux ans auparavant, un an après
    yield (
        r"<EDGE>(?P<n><NUMBER>) (?P<unit><UNIT>) (?P<way>plus tot|auparavant|avant|plus tard|apres)\b",
        values.from_context,
    )


def _durations() -> Pairs:
    # deux ans et demi, une dizaine de jours, plus de sept ans, les deux dernières années, trois heures
    yield (
        r"<EDGE><ABOUT>?(?P<n><NUMBER>|une? (?:dizaine|quinzaine|vingtaine|trentaine|quarantaine|cinquantaine|centaine|douzaine) (?:de |d'))"
        r" ?(?:(?:derniere?s|prochaine?s|premiere?s|longue?s) )?"
        r"(?P<unit>jours?|journees?|semaines?|mois|trimestres|ans|annees?|an|heures?|minutes?|secondes|siecles?)(?P<and> et demie?)?\b",
        values.duration,
    )
    yield r"<EDGE>(?P<n>un|une|demi)[- ](?P<unit>heure|journee|siecle)\b(?P<and> et demie)?", values.duration
    # chaque lundi, tous les deux ans
    yield (
        r"<EDGE>(?:chaque (?:jour|semaine|mois|annee|<WEEKDAY>|ete|hiver|printemps|automne)|tous les (?:<NUMBER> )?(?:jours|mois|ans|<WEEKDAY>s?)"
        r"|toutes les (?:<NUMBER> )?(?:semaines|heures|minutes))\b",
        values.repeated,
    )
    # 14h30, 20 heures GMT, à midi
    yield (
        r"<EDGE>(?P<hour>[01]?\d|2[0-3]) ?(?:h(?: ?(?P<minute>[0-5]\d))?|heures (?P<minute2>[0-5]\d))(?: (?:gmt|utc))?(?!\w)",
        values.clock,
    )
    yield r"(?<=\ba )(?P<hour>[01]?\d|2[0-3]) heures(?: (?:gmt|utc))?\b", values.clock
    yield r"(?:(?<=\ba )|(?<=\bvers ))(?P<noon>midi|minuit)\b", values.clock


_YEAR_AFTER = (
    "l'annee |annee |l'an |en |de |depuis |d'ici |d'ici a |jusqu'en |jusqu'a |pour |par |avant |apres |des |et |ou |que |qu'en |a |"
    "horizon |courant |du |exercice |d'|saison |millesime |entre |\\(|, |session |edition |ete |automne |au "
)


def _years() -> Pairs:
    after = "|".join(
        rf"(?<=\b{before})" if before[0].isalpha() else rf"(?<={before})" for before in _YEAR_AFTER.split("|")
    )
    yield rf"(?:{after}|(?<=^))(?P<year>1[5-9]\d\d|20\d\d)\b(?![-.,/]\d| ?%)", values.year
