"""What a figure takes from the one beside it: the same thing again, in other money, in a list, or as its whole."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.finders.figures.bare import is_label
from pipeline.finders.figures.changes import ChangeFound
from pipeline.finders.figures.context import Context, Draft
from pipeline.finders.figures.counted import generic, governing, part_after
from pipeline.finders.figures.phrases import Phrase, text_of
from pipeline.finders.figures.refusals import is_year
from pipeline.lexicon.lexicon import load
from pipeline.records import FigureKind
from pipeline.values.number import digits_value
from pipeline.values.scan import Scanned

_OF_OTHERS = re.compile(r"[ ](?:des|de[ ](?:ces|ses|leurs|nos)|sur[ ](?:les|ces|ses))[ ]")
_ORDINAL_ALONE = re.compile(r"(?:[0-9]+[ ]?)?\w*[eè]")  # "81e", "deuxième": its noun stands with the next
_TO_OTHER = re.compile(r"[ ](?:à|et|ou)[ ](?:la[ ]|le[ ])?")
_AND_OTHER = re.compile(r"[ ](?:et|ou|contre|puis|voire)[ ](?:de[ ])?")
_MEASURES = frozenset({"percent", "money", "measure"})


def awaits(context: Context, found: Scanned) -> bool:
    """A number that the next figure tells: "22 des 27 pays", "passer de 30 à 50 km/h", "de la 81e à la 47e place"."""
    low, following = context.tokens.low, context.following
    if found.quantity.kind == "rank":
        alone = _ORDINAL_ALONE.fullmatch(low, found.start, found.end)
        return alone is not None and _TO_OTHER.fullmatch(low, found.end, context.next_start) is not None
    if found.joined:
        return True
    if found.quantity.kind != "count":
        return False
    if _OF_OTHERS.fullmatch(low, found.end, context.next_start):
        return True
    return following is not None and following.start == context.next_start and _is_paired(context, found, following)


def _is_paired(context: Context, found: Scanned, following: Scanned) -> bool:
    """As "38 contre 19 %", "15 000 et 12 000 euros", "respectivement 20 et 30 salariés"."""
    signed = context.tokens.low[found.number_start] in "-−"  # "entre -21 et -27 °C" is no pair of sizes
    if signed or not (found.digits and following.digits) or following.quantity.kind not in _MEASURES | {"count"}:
        return False
    if is_year(context.tokens.page.shadow, found) or is_label(context.tokens, found):
        return False
    last = _last(context, found)
    if last and last.quantity.kind == "score":  # "289 voix contre 241 et 12 abstentions"
        return False
    return _AND_OTHER.fullmatch(context.tokens.low, found.end, following.start) is not None


def as_next(low: str, bare: Scanned, following: Scanned, other: Draft) -> Draft:
    """A bare number as the same sort of quantity as the one after it, with its scale: "3 et 4 millions d'euros"."""
    value = bare.quantity.value
    if not bare.joined and other.quantity.kind in _MEASURES and bare.digits and following.digits:
        mantissa = _DIGITS.match(low, following.number_start)
        written = digits_value(mantissa.group().strip()) if mantissa else 0
        value *= following.quantity.value / written if written else 1
    quantity = replace(bare.quantity, kind=other.quantity.kind, unit=other.quantity.unit, value=round(value, 6))
    return Draft(start=bare.start, end=bare.end, quantity=quantity, counted=other.counted)


_DIGITS = re.compile(r"[0-9]+(?:[ .'][0-9]{3})*(?:,[0-9]+)?")


def shared(low: str, draft: Draft, following: Draft) -> Draft:
    """A share of a number of things: "70 % des 2 000 salariés" is one of ``salariés``."""
    if draft.quantity.kind not in {"percent", "ratio"}:
        return draft
    is_share = _OF_OTHERS.fullmatch(low, draft.end, following.start) is not None
    return draft._replace(counted=following.counted) if is_share else draft


_SAME = re.compile(r"[ ]?(?:,[ ])?(?:\([ ]?|soit[ ]|ou[ ]|et[ ]|à[ ]|puis[ ]|voire[ ]|,[ ])(?:environ[ ])?$")
_AGAINST = re.compile(r"(?<!\w)(?:contre|après|dont)[ ](?:seulement[ ])?(?:de[ ])?$")
_WHOLE = re.compile(r"(?<!\w)(?:dont|soit)[ ](?:seulement[ ])?$")


def repeats(context: Context, found: Scanned) -> bool:
    """The figure says again, or in other money, what the one before it says: "5 M€ (5,6 M$)", "9 %, contre 11 %"."""
    last = _last(context, found)
    if last is None:
        return False
    low, floor = context.tokens.low, context.floor(found.start)
    if _WHOLE.search(low, max(floor, found.start - 24), found.start):
        return part_after(context.tokens, found.end, context.stop) is None
    if last.quantity.unit == found.quantity.unit and _AGAINST.search(low, max(floor, found.start - 24), found.start):
        return True
    beside = floor == last.end and _SAME.fullmatch(low, floor, found.start)
    return beside is not None and part_after(context.tokens, found.end, context.stop) is None


def _last(context: Context, found: Scanned) -> Draft | None:
    """The figure before, in the same sentence."""
    last = context.before[-1] if context.before else None
    return last if last and last.start >= context.tokens.page.sentence_at(found.start).start else None


_SIDE = re.compile(r"[ ](?P<side>pour|contre)(?=[ ]?[,.;)]|[ ]et(?!\w)|$)")


def votes_beside(context: Context, found: Scanned) -> Draft | None:
    """The other side of a vote: "23 voix pour, 14 contre"."""
    last, side = _last(context, found), _SIDE.match(context.tokens.low, found.end)
    if last is None or side is None or last.quantity.kind != "score" or not last.counted:
        return None
    voters = last.counted.split()[0]
    return Draft(found.start, found.end, replace(found.quantity, kind="score"), f"{voters} {side['side']}")


_OF_THEM = re.compile(r"[ ]d'entre[ ](?:eux|elles|nous|vous)(?!\w)")


def of_them(context: Context, found: Scanned) -> str | None:
    """What the last count counts, of which this is a share: "2 300 élèves, et 34 % d'entre eux"."""
    if not _OF_THEM.match(context.tokens.low, found.end):
        return None
    counts = (draft.counted for draft in reversed(context.before) if draft.quantity.kind == "count")
    return next(counts, None)


def same_share(context: Context, found: Scanned) -> str | None:
    """What the last share of the sentence is of: "l'un a 30 % des voix, l'autre 28 %"."""
    last = _last(context, found)
    return last.counted if last and last.quantity.kind == found.quantity.kind == "percent" else None


_FOR_A_TOTAL = re.compile(
    r"(?<!\w)pour[ ](?:une?|la)[ ](?:montant|total|somme|valeur|facture|investissement)[ ](?:\w+[ ])?(?:de[ ]|d'[ ]?)$"
)


def bought(context: Context, found: Scanned) -> str | None:
    """What the sum is paid for: "58 projets, pour un total de 7 M€"."""
    last, low = _last(context, found), context.tokens.low
    if last is None or last.quantity.kind != "count" or found.quantity.kind != "money":
        return None
    return last.counted if _FOR_A_TOTAL.search(low, max(last.end, found.start - 40), found.start) else None


def ends_duration(context: Context, found: Scanned) -> bool:
    """The number and the date after it are one: "de 1,5 à 12 jours", "17 et 19 ans"."""
    low, tokens = context.tokens.low, context.tokens
    return context.stop in tokens.dated and _TO_DATE.fullmatch(low, found.end, context.next_start) is not None


_TO_DATE = re.compile(r"[ ](?:à|et|ou)[ ]")
_BRACKET = re.compile(r"\([ ]?(?:soit[ ]|environ[ ]|près de[ ])?$")


def in_brackets(context: Context, found: Scanned) -> bool:
    """A figure in brackets after words that it does not measure: "187 millions contre 201 un an plus tôt (-7 %)"."""
    if not context.before or not _BRACKET.search(context.tokens.low, max(0, found.start - 10), found.start):
        return False
    last = context.before[-1]
    near = last.end == context.floor(found.start) and found.start - last.end < _NEAR
    return near and governing(context.tokens, found.start, context.names) is None


_NEAR = 60
# Between two figures of a list: where, when or of what the first one holds, and what joins them.
_LISTED = re.compile(
    r"(?P<of>[ ](?:de[ ]|d'|du[ ]|des[ ])[^,;:.()\n]{1,40}?)?"
    r"(?:[ ](?:sur|en|pour|chez|dans|à|au|aux|par|parmi|contre|lors|depuis|l'|un|cette|cet|ce)[ ]?[^,;:.()\n]{1,40}?)?"
    r"(?:[ ]?,[ ]|[ ]?(?:,[ ])?(?:et|puis|voire|ou|mais)[ ](?:par[ ]ailleurs[ ]|enfin[ ]|même[ ])?)"
    r"(?P<link>de[ ]|d'|à[ ])?"
)


def listed(context: Context, found: Scanned) -> Draft | None:
    """The figure before in a list of values of one thing: "3 % en mai, 5 % en juin et 8 % en juillet"."""
    last = _last(context, found)
    if last is None or last.quantity.unit != found.quantity.unit or last.quantity.kind != found.quantity.kind:
        return None
    return last if _goes_on(context, last, found) else None


def _goes_on(context: Context, last: Draft, found: Scanned) -> bool:
    tokens = context.tokens
    between = _LISTED.fullmatch(tokens.low, last.end, found.start) if found.start - last.end < 2 * _NEAR else None
    return between is not None and not any(
        tokens.tags[i] in {"VERB", "AUX"} for i in tokens.within(last.end, found.start)
    )


_ENDS = re.compile(
    r"[ ]?[,.;:)!?»]|[ ]?$"
    r"|[ ](?P<of>de|d'|du|des)(?:[ ]|(?<='))|[ ](?:pour|en|à|au|aux|sur|chez|dans|et|contre|qui|rien|un[ ]an|l'an|l'année)(?!\w)"
)
_ADDS = re.compile(r"(?<!\w)dont[ ]$")


def unitless(context: Context, found: Scanned) -> Draft | None:
    """A number whose unit stands with the figure before: "30 km de canoë et 12 de marche", "150 GW, dont 12,5 en mer"."""
    last = _last(context, found)
    ends = _ENDS.match(context.tokens.low, found.end)
    if last is None or last.quantity.kind not in _MEASURES or not found.digits or ends is None:
        return None
    adds = _ADDS.search(context.tokens.low, last.end, found.start)
    if not (adds or _goes_on(context, last, found)) or is_year(context.tokens.page.shadow, found):
        return None
    part = part_after(context.tokens, found.end, context.stop) if ends["of"] else None
    counted = text_of(context.tokens, part) if part else last.counted
    quantity = replace(
        found.quantity, kind=last.quantity.kind, unit=last.quantity.unit, change=None if part else last.quantity.change
    )
    return Draft(start=found.start, end=found.end, quantity=quantity, counted=counted)


_TO_NEXT = re.compile(r"[^.;:,()\n]{0,40}[ ]à[ ](?:environ[ ]|près[ ]de[ ])?")


def leads_to_next(context: Context, found: Scanned, change: ChangeFound) -> bool:
    """As "est descendu de 46 % en mars à 44 %": two levels, and neither is the size of the change."""
    following = context.following
    if change.noun or following is None or following.quantity.unit != found.quantity.unit:
        return False
    return _TO_NEXT.fullmatch(context.tokens.low, found.end, following.start) is not None


_POINTING = frozenset({"ce", "cet", "cette", "ces"})
_DEFINITE = frozenset({"le", "la", "l'"})
_REMEMBERED = 6  # figures back to which a short name may point


def named_before(context: Context, phrase: Phrase, kind: FigureKind) -> str:
    """The phrase, or the fuller one that it stands for: "ce taux atteint 8 %" after "le taux de chômage"."""
    tokens, told = context.tokens, text_of(context.tokens, phrase)
    if phrase.end - phrase.first > 1 or phrase.first == 0:
        return told
    before, noun = tokens.words[phrase.first - 1], tokens.words[phrase.head]
    if before in _POINTING | _DEFINITE:
        earlier = [draft.counted for draft in context.before[-_REMEMBERED:] if draft.counted]
        fuller = next((text for text in reversed(earlier) if text.lower().startswith(noun + " ")), None)
        if fuller:
            return fuller
        if before in _POINTING and noun in generic() and earlier:
            return earlier[-1]
        alike = [draft.counted for draft in context.before if draft.counted and draft.quantity.kind == kind]
        if (
            before in _DEFINITE and noun in load("figures")["generic"]["said"] and alike
        ):  # "chez l'autre, le montant est de 3 M€"
            return alike[-1]
    return told
