"""Names of people, organisations and places in a page.

The model proposes; lexicons and the grammar of French names correct, widen, retype, add and drop; what is known once
in a text is found wherever the text repeats it.
"""

from __future__ import annotations

from pipeline.annotate import Annotated
from pipeline.finders.names import acronyms
from pipeline.finders.names.candidate import Candidate, settle
from pipeline.finders.names.doubts import without_doubtful_people
from pipeline.finders.names.institutions import find_institutions
from pipeline.finders.names.lists import find_listed
from pipeline.finders.names.model import find_by_model
from pipeline.finders.names.people import find_people
from pipeline.finders.names.places import Lookup, countries_and_areas, find_places
from pipeline.finders.names.refusals import find_refusals, without_refused
from pipeline.finders.names.repeats import find_repeats
from pipeline.finders.words import Words, read_words
from pipeline.records import Name
from pipeline.resources.gazetteer import lookup as gazetteer_lookup

__all__ = ["find_names"]


def find_names(page: Annotated, *, lookup: Lookup = gazetteer_lookup) -> tuple[Name, ...]:
    """The names in a page, in text order, none overlapping another.

    ``lookup`` gives the gazetteer's places of a name.
    """
    words = read_words(page)
    kept = settle(without_refused(words, _candidates(page, words, lookup)))
    kept = settle([*kept, *find_listed(words, kept)])
    kept = settle([*kept, *without_refused(words, [*kept, *find_repeats(words, kept)])])
    return tuple(_name(page, words, c) for c in kept if c.kind != "none")


def _candidates(page: Annotated, words: Words, lookup: Lookup) -> list[Candidate]:
    areas = countries_and_areas(words, lookup)
    institutions = list(find_institutions(words, areas))
    refusals = list(find_refusals(words, areas))
    return [
        *without_doubtful_people(words, find_by_model(page, words), lookup),
        *institutions,
        *acronyms.find_acronyms(words, institutions, refusals),
        *acronyms.bare(words),
        *acronyms.camel(words),
        *find_people(words, areas),
        *find_places(words, areas, lookup),
        *refusals,
    ]


def _name(page: Annotated, words: Words, candidate: Candidate) -> Name:
    start, end = words.starts[candidate.start], words.ends[candidate.end - 1]
    return Name(
        type=candidate.kind,  # type: ignore[arg-type]  # "none" was left out
        text=page.text[start:end],
        start=start,
        end=end,
        sentence=page.sentence_at(start).index,
        found_by=candidate.found_by,
    )
