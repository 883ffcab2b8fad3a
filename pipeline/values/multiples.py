"""Multiplications told by a verb: "les ventes ont doublé", "multiplié par trois", "divisé par deux"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from pipeline.lexicon.lexicon import alternation, load
from pipeline.records import Quantity
from pipeline.values.number import number_at
from pipeline.values.scan import Scanned

_BY = re.compile(
    r"(?<!\w)(?:(?P<up>multipli(?:er|é|ée|és|ées|e|ent|era|ant))|(?P<down>divis(?:er|é|ée|és|ées|e|ent|era|ant)))[ ]"
    r"par[ ](?:près[ ]de[ ]|plus[ ]de[ ]|environ[ ])?(?=[0-9]|\w{3,})"
)


@cache
def _verb() -> re.Pattern[str]:
    """A verb of multiplication with no object that could be overtaken: "a doublé en un an", "doubler sa production"."""
    lexicon = load("figures")["multiples"]
    objects = alternation(lexicon["objects"])
    return re.compile(
        rf"(?<![\w-])(?<!les )(?<!le )(?<!la )(?P<stem>{'|'.join(lexicon['stems'])})(?:er|é|ée|és|ées|ent|era|eront|e|ant|ait|aient)"
        r"(?=[ ](?:en|depuis|d'ici|entre|par[ ]rapport|pour[ ]atteindre|sur|cette|l'an|au[ ]cours|dans[ ]les|et)(?!\w)"
        r"|[ ]?[.,;:)!?»]|\n|$"
        rf"|[ ](?:sa|son|ses|leurs?|nos|notre)[ ]|[ ](?:l[ea]s?[ ])(?:{objects})(?!\w))"
    )


_HINT = re.compile(r"upl|doubl|tripl|multipli|divis")


def find_multiples(low: str) -> Iterator[Scanned]:
    """The multiplications that verbs of a lower-case shadow tell: each a ratio, up or down."""
    if not _HINT.search(low):
        return
    for match in _verb().finditer(low):
        factor = load("figures")["multiples"]["stems"][match["stem"]]
        quantity = Quantity(kind="ratio", value=float(factor), change="up")
        start, end = match.span()
        yield Scanned(start=start, end=end, number_start=start, number_end=end, quantity=quantity, digits=False)
    for match in _BY.finditer(low):
        number = number_at(low, match.end())
        if number and low[number.end : number.end + 1] not in {"%", "-"} and number.value > 1:
            quantity = Quantity(kind="ratio", value=number.value, change="up" if match["up"] else "down")
            start, end = match.start(), number.end
            yield Scanned(start=start, end=end, number_start=number.start, number_end=end, quantity=quantity)
