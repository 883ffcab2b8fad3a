"""Rules for days seen from the day of publication or from the last date of the text."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.lexicon.lexicon import load
from pipeline.values.calendar.expressions import Relative, Run, Until, Weekday
from pipeline.values.calendar.frame import Turn
from pipeline.values.calendar.pattern import Match
from pipeline.values.calendar.phrase import Phrase, Rule, days

_ABOUT = (
    "((un peu)? (plus | pres | moins) (de | d') | environ | quelque | a peine | au moins | tout juste | exactement | bientot"
    " | presque | deja | maintenant)?"
)
_COUNT = "((un | une)? ABOUT (de | d') | COUNT)"
_AS_NOUN = " | ".join(load("periods")["traps"]["watch"])  # la veille sanitaire


def relative_rules() -> Iterator[Rule]:
    """All rules of this module."""
    yield from _day_rules()
    yield from _unit_rules()
    yield from _counted_rules()


def _day_rules() -> Iterator[Rule]:
    # aujourd'hui, avant-hier, hier soir, demain matin
    yield Rule("DEICTIC (au? (DAYHALF | midi))?", lambda m: days(Relative("day", m["deictic"])))
    yield Rule("DEICTIC COMMA? WEEKDAY (DAYHALF)?", lambda m: days(Relative("day", m["deictic"])))
    yield Rule("avant hier", lambda _m: days(Relative("day", -2)))
    yield Rule("apres demain", lambda _m: days(Relative("day", 2)))
    # ce matin, cet après-midi, cette nuit, ce jour
    yield Rule("(ce | cet | cette) (DAYHALF | midi)", lambda _m: days(Relative("day", 0)))
    yield Rule("ce jour", lambda _m: days(Relative("day", 0), "today"))
    # la veille, le lendemain matin, la veille au soir
    yield Rule(
        f"(la | le | l' | au | du) EVE (au? (DAYHALF | midi))? (?! de | du | d' | des | {_AS_NOUN})",
        lambda m: days(_in_text("day", m["eve"])),
    )
    # au lendemain de la victoire: which day that was, the words do not say
    yield Rule("(la | le | l' | au | du) EVE (?= de | du | d' | des)", lambda _m: Phrase())
    # le même jour, ce jour-là, le jour même
    yield Rule(
        "(le meme jour | (ce | cette) (jour | soir | nuit | matin) DASH la | le jour meme | le soir meme | le meme soir)",
        lambda _m: days(_in_text("day", 0)),
    )
    # le matin même
    yield Rule("(le | la | l') DAYHALF meme", lambda _m: days(_in_text("day", 0)))
    # lundi, ce lundi
    yield Rule("ce? WEEKDAY", lambda m: days(Weekday(m["weekday"])))
    # jeudi dernier, mardi prochain, le lundi suivant
    yield Rule("(ce | le)? WEEKDAY (NEIGHBOUR | FOLLOWING)", _neighbouring_weekday)
    yield Rule("(le | la)? (prochain | dernier) WEEKDAY", _neighbouring_weekday_before)
    # la semaine qui suit, l'année qui précède
    yield Rule(
        "(la | le | l')? UNIT qui (suit | suivit | suivait | vient)",
        lambda m: _whole(m["unit"], 1, in_text=not m.has("vient")),
    )
    yield Rule("(la | le | l')? UNIT qui (precede | precedait)", lambda m: _whole(m["unit"], -1, in_text=True))
    # aujourd'hui en huit
    yield Rule("DEICTIC en huit", lambda m: days(Relative("day", m["deictic"] + 7)))
    yield Rule("DEICTIC en quinze", lambda m: days(Relative("day", m["deictic"] + 14)))
    # lundi en huit, mardi en quinze
    yield Rule("WEEKDAY en huit", lambda m: days(Weekday(m["weekday"], "next", 1)))
    yield Rule("WEEKDAY en quinze", lambda m: days(Weekday(m["weekday"], "next", 2)))


def _unit_rules() -> Iterator[Rule]:
    # cette semaine, ce mois-ci, cette année
    yield Rule("(ce | cet | cette) UNIT (DASH? ci)?", lambda m: _whole(m["unit"], 0) if m["unit"] != "day" else None)
    yield Rule("cette fin de semaine", lambda _m: _whole("weekend", 0))
    # tout le week-end, durant le week-end
    yield Rule("(?<= tout | durant | pendant) le (week-end | weekend)", lambda _m: _whole("weekend", 0))
    # l'exercice en cours
    yield Rule("(l')? exercice en cours", lambda _m: _whole("year", 0))
    # cette année-là, la même semaine
    yield Rule("(ce | cet | cette) UNIT DASH la", lambda m: _whole(m["unit"], 0, in_text=True))
    yield Rule("(le | la) meme UNIT", lambda m: _whole(m["unit"], 0, in_text=True))
    # la semaine prochaine, l'an dernier, le mois en cours
    yield Rule("(la | le | l')? UNIT NEIGHBOUR", lambda m: _whole(m["unit"], m["neighbour"]))
    yield Rule(
        "(la | le | l')? UNIT (en cours | courante | courant | actuelle | actuel)", lambda m: _whole(m["unit"], 0)
    )
    # la prochaine semaine, le dernier week-end
    yield Rule("(la | le) (prochaine | prochain) UNIT", lambda m: _whole(m["unit"], 1))
    yield Rule("(la | le)? (derniere | dernier) (UNIT)", _last_unit)
    # l'année suivante, le mois précédent
    yield Rule("(la | le | l')? UNIT FOLLOWING", lambda m: _whole(m["unit"], m["following"], in_text=True))
    yield Rule(
        "(la | le | l') UNIT d' (avant | apres)", lambda m: _whole(m["unit"], 1 if m.has("apres") else -1, in_text=True)
    )
    # la fin du mois: the month alone means nothing
    yield Rule("(?! PLURAL) UNIT", lambda m: days(Relative(m["unit"], 0, whole=True), "inner"))
    # fin de semaine: in Québec the weekend
    yield Rule("(la | les)? fin de semaine (NEIGHBOUR)", lambda m: _whole("weekend", m["neighbour"]))


def _counted_rules() -> Iterator[Rule]:
    # il y a près de trois jours, voici deux ans
    yield Rule(f"((il y a) | voici | voila | ca fait) {_ABOUT} {_COUNT} UNIT (et demi)?", _ago)
    # dans dix jours, dans une quinzaine de jours
    yield Rule(f"dans {_ABOUT} {_COUNT} UNIT", lambda m: _counted(m, 1))
    # d'ici trois mois, d'ici à deux ans, d'ici les trois prochaines années
    yield Rule(f"d' ici a? (les)? {_COUNT} (NEIGHBOURS)? UNIT", _until)
    # trois jours plus tard, deux ans auparavant, un mois plus tôt
    yield Rule(f"{_COUNT} UNIT (plus LATER | auparavant)", _from_text)
    # trois jours après. – "trois jours après la victoire" is a length
    yield Rule(f"{_COUNT} UNIT (apres | avant) (?= COMMA | STOP | BREAK | CLOSE | END)", _from_text)
    # les deux dernières semaines, ces 12 derniers mois, les trois années précédentes
    yield Rule("(les | ces | des)? COUNT NEIGHBOURS (UNIT | CLOCKUNIT)", _run)
    yield Rule("(les | ces | des)? NEIGHBOURS COUNT (UNIT | CLOCKUNIT)", _run)
    yield Rule("(les | ces | des)? COUNT (UNIT | CLOCKUNIT) NEIGHBOURS", _run)


def _in_text(grain: str, count: int) -> Relative:
    return Relative(grain, count, in_text=True)  # type: ignore[arg-type]


def _whole(grain: str, count: int, *, in_text: bool = False) -> Phrase | None:
    return days(Relative(grain, count, whole=True, in_text=in_text))  # type: ignore[arg-type]


def _last_unit(m: Match) -> Phrase | None:
    """For "le dernier week-end" went by; "le dernier trimestre", "la dernière année" may be those of something."""
    return _whole(m["unit"], -1) if m["unit"] in {"week", "weekend"} else None


def _turn(m: Match) -> Turn:
    if m["neighbour"]:
        return "next" if m["neighbour"] > 0 else "last"
    return "following" if m["following"] > 0 else "preceding"


def _neighbouring_weekday(m: Match) -> Phrase | None:
    return days(Weekday(m["weekday"], _turn(m)))


def _neighbouring_weekday_before(m: Match) -> Phrase | None:
    return days(Weekday(m["weekday"], "next" if m.has("prochain") else "last"))


def number_in(m: Match) -> int:
    """The count of a match, exact or about."""
    count: int = m["count"] or m["about"] or 1
    return count


def _counted(m: Match, sign: int) -> Phrase | None:
    return days(Relative(m["unit"], sign * number_in(m)))


def _ago(m: Match) -> Phrase | None:
    if m.has("demi") and m["unit"] == "year":
        return days(Relative("month", -(12 * number_in(m) + 6)))
    return _counted(m, -1)


def _until(m: Match) -> Phrase | None:
    return Phrase(of=Until(m["unit"], number_in(m)))


def _from_text(m: Match) -> Phrase | None:
    sign = m["later"] or (-1 if m.has("auparavant") or m.has("avant") else 1)
    return days(Relative(m["unit"], sign * number_in(m), in_text=True))


def _run(m: Match) -> Phrase | None:
    """A duration that also has days: "les deux dernières années"."""
    if m["clockunit"]:
        return Phrase(kind="duration", duration=f"PT{m['count']}{m['clockunit']}")
    code = {"day": "D", "week": "W", "weekend": "W", "fortnight": "W", "month": "M", "quarter": "M", "half": "M"}
    size = {"fortnight": 2, "quarter": 3, "half": 6, "decade": 10, "century": 100}.get(m["unit"], 1)
    iso = f"P{m['count'] * size}{code.get(m['unit'], 'Y')}"
    return Phrase(kind="duration", of=Run(m["unit"], m["neighbours"] * m["count"]), duration=iso)
