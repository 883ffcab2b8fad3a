"""Which names of one document name the same organisation."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from pipeline.records import Entity, Mention, Name, OrganisationKind, ResolvedBy
from pipeline.resolve.organisation_facts import (
    Body,
    acronym_like,
    announced_kind,
    common_heads,
    core,
    known_bodies,
    known_body,
    least_for_slip,
    name_words,
    organisation_country,
    organisation_kind,
    scope_of,
    without_leading_article,
)
from pipeline.resolve.people import alias_pairs
from pipeline.resolve.sets import DisjointSets
from pipeline.resolve.spelling import SMALL_WORDS, abbreviates, acronym_key, same_but_for_a_slip
from pipeline.resources.gazetteer import lookup

Form = tuple[str, ...]
WINDOW = 30  # characters before a name of which the last word may tell its kind
CLUB_TOWN = 100_000  # inhabitants of a town whose name may follow a club's
ALIKE = 0.8  # share of common content words from which two long names go with one known acronym
_OPENED = re.compile(r"\s?[(\[]\s?[«\"“]?\s?")
_CLOSED = re.compile(r"\s?[»\"”]?\s?[)\],;/–-]")
_COMPLEMENT = frozenset("a au aux contre d de des du en et pour sur".split())
_NUMERAL = re.compile(r"\d|^[ivx]+$")


@dataclass(slots=True)
class _Group:
    """An organisation in the making."""

    mentions: list[Mention] = field(default_factory=list)


def resolve_organisations(shadow: str, names: Sequence[Name], country: str | None = None) -> list[Entity]:
    """The organisations that the names name; ``country`` is the code of the country that the text is about."""
    ordered = sorted(names, key=lambda name: name.start)
    written_out = {core(name.text) for name in ordered if not acronym_like(name.text)}
    short = [name for name in ordered if acronym_like(name.text) and core(name.text) not in written_out]  # not "VALMY"
    long = [name for name in ordered if name not in set(short)]
    sets = _join_long({name_words(name.text) for name in long})
    owners = _owners(shadow, ordered, sets)
    groups: dict[object, _Group] = defaultdict(_Group)
    for name in long:
        groups[sets.find(name_words(name.text))].mentions.append(Mention(name=name, resolved_by="full_name"))
    for name in short:
        key = acronym_key(name.text)
        owner = _nearest(owners.get(key, ()), name.start)
        groups[owner or key].mentions.append(Mention(name=name, resolved_by="acronym"))
    return [_entity(shadow, group, country) for group in _join_aliases(shadow, ordered, groups)]


def _join_long(forms: set[Form]) -> DisjointSets[Form]:
    """Long names that are spellings, short forms or descriptions of one another."""
    sets = DisjointSets(sorted(forms))
    for pairs in (_same_core(forms), _same_body(forms), _slips(forms)):
        for one, other in pairs:
            sets.join(one, other)
    for one, others in _cut_short(forms).items():
        if len({sets.find(other) for other in others}) == 1:
            sets.join(one, others[0])
    return sets


def _same_core(forms: set[Form]) -> Iterator[tuple[Form, Form]]:
    """``groupe Valmy`` and ``Valmy SA``; ``université de Lille`` and ``Université Lille``."""
    first: dict[Form, Form] = {}
    for form in sorted(forms):
        bare = core(" ".join(form))
        content = tuple(word for word in bare if word not in SMALL_WORDS)
        yield form, first.setdefault(content if len(content) > 1 else bare, form)


def _same_body(forms: set[Form]) -> Iterator[tuple[Form, Form]]:
    """``Nations unies`` and ``Organisation des Nations unies``."""
    first: dict[Body, Form] = {}
    for form in sorted(forms):
        body = known_body(" ".join(form))
        if body:
            yield form, first.setdefault(body, form)


def _slips(forms: set[Form]) -> Iterator[tuple[Form, Form]]:
    """Names of at least two words that differ by one slip."""
    alike: dict[tuple[int, Form], list[Form]] = defaultdict(list)
    for form in sorted(forms):
        for i in range(len(form) if len(form) > 1 else 0):
            bucket = alike[i, (*form[:i], *form[i + 1 :])]
            yield from ((form, other) for other in bucket if same_but_for_a_slip(form, other, least_for_slip(form)))
            bucket.append(form)


def _cut_short(forms: set[Form]) -> dict[Form, list[Form]]:
    """For each form the longer ones that it can be short for: ``Commission`` and ``Commission européenne``."""
    found: dict[Form, list[Form]] = defaultdict(list)
    for long in sorted(forms):
        for n in range(1, len(long)):
            if long[:n] in forms and _may_be_cut(long, n):
                found[long[:n]].append(long)
    return found


def _may_be_cut(long: Form, n: int) -> bool:
    """Whether the first ``n`` words of a long name can stand for it.

    A common noun can ("la Commission"), and a club's name before its town ("Raja Casablanca", "Standard de Liège").
    """
    rest = long[n:]
    if any(_NUMERAL.search(word) for word in rest):
        return False
    if long[0] in common_heads():
        return n == 1 or rest[0] in _COMPLEMENT
    towns = lookup(" ".join(rest).removeprefix("de ")) if n == 1 and not known_bodies(long[0]) else ()
    return any((place.population or 0) >= CLUB_TOWN for place in towns if place.kind == "city")


Owners = dict[str, list[tuple[int, Form]]]


def _owners(shadow: str, ordered: Sequence[Name], sets: DisjointSets[Form]) -> Owners:
    """For each acronym the long names that it stands for, each with the place from which it does."""
    owners: Owners = defaultdict(list)
    for acronym, long in _bracketed(shadow, ordered):
        owners[acronym_key(acronym.text)].append((min(acronym.start, long.start), sets.find(name_words(long.text))))
    opened = _by_opening(sets)
    for key in sorted({acronym_key(name.text) for name in ordered if acronym_like(name.text)} - owners.keys()):
        roots = sorted({sets.find(form) for form in opened.get(key[:2], ()) if _stands_for(key, form)})
        if len(roots) == 1:
            owners[key].append((-1, roots[0]))
    return owners


def _by_opening(forms: Iterable[Form]) -> dict[str, list[Form]]:
    """Long names by the two letters with which an acronym of theirs, known or read off their words, can begin."""
    found: dict[str, list[Form]] = defaultdict(list)
    for form in forms:
        content = [word for word in form if word not in SMALL_WORDS]
        small = [word for word in form if word in SMALL_WORDS]
        seconds = {word[0] for word in (*content[1:3], *small)} | set(content[0][1:2] if content else "")
        openings = {content[0][0] + second for second in seconds} if content else set()
        body = known_body(" ".join(form))
        for opening in sorted(openings | ({body.acronym[:2]} if body else set())):
            found[opening].append(form)
    return found


def _stands_for(acronym: str, form: Form) -> bool:
    """Whether an acronym without brackets anywhere is that of the long name: a known one, or three letters and more."""
    bodies = known_bodies(acronym)
    if bodies:
        return any(_common_share(form, name) >= ALIKE for body in bodies for name in body.names)
    return len(acronym) > 2 and abbreviates(acronym, " ".join(form))


def _common_share(one: Form, other: Form) -> float:
    first, second = set(one) - SMALL_WORDS, set(other) - SMALL_WORDS
    return len(first & second) / max(1, len(first | second))


def _bracketed(shadow: str, ordered: Sequence[Name]) -> Iterator[tuple[Name, Name]]:
    """Acronym and long name where one stands in brackets after the other."""
    for first, second in pairwise(ordered):
        if first.end >= second.start or second.start - first.end > 5:
            continue
        if not (_OPENED.fullmatch(shadow, first.end, second.start) and _CLOSED.match(shadow, second.end)):
            continue
        short = [name for name in (first, second) if acronym_like(name.text)]
        if len(short) == 1:
            acronym, long = short[0], second if short[0] is first else first
            key, form = acronym_key(acronym.text), name_words(long.text)
            names = [known for body in known_bodies(key) for known in body.names]
            if not names or abbreviates(key, long.text) or any(_common_share(form, known) for known in names):
                yield acronym, long


def _nearest(owners: Sequence[tuple[int, Form]], start: int) -> Form | None:
    """The long name that was given the acronym last before ``start``, else the first one."""
    before = [owner for owner in owners if owner[0] <= start]
    return (before[-1] if before else owners[0])[1] if owners else None


def _join_aliases(shadow: str, ordered: Sequence[Name], groups: dict[object, _Group]) -> list[_Group]:
    """One organisation where the text gives a former or second name: ``Valmy (ex-Valtech)``."""
    owner = {mention.name: group for group in groups.values() for mention in group.mentions}
    gone: set[int] = set()
    for first, second in alias_pairs(shadow, ordered):
        kept, joined = owner[first], owner[second]
        if kept is not joined:
            kept.mentions += [Mention(name=mention.name, resolved_by="alias") for mention in joined.mentions]
            owner.update((mention.name, kept) for mention in joined.mentions)
            gone.add(id(joined))
    return [group for group in groups.values() if id(group) not in gone]


def _entity(shadow: str, group: _Group, country: str | None) -> Entity:
    mentions = sorted(group.mentions, key=lambda mention: mention.name.start)
    name = _fullest([mention.name.text for mention in mentions if mention.resolved_by != "alias"])
    acronym = next((m.name.text for m in mentions if m.resolved_by == "acronym" and m.name.text != name), None)
    own_country = organisation_country(name, country) or (organisation_country(acronym, country) if acronym else None)
    return Entity(
        type="organisation",
        name=name,
        mentions=tuple(Mention(name=m.name, resolved_by=_rule(m, name)) for m in mentions),
        acronym=acronym,
        kind=_kind(shadow, name, acronym, [mention.name for mention in mentions]),
        country_code=own_country or (country if scope_of(name) else None),
    )


def _fullest(texts: Sequence[str]) -> str:
    """The fullest form: no acronym, not all in capitals, the most words, then the most frequent."""
    counts = Counter(" ".join(without_leading_article(text).split()) for text in texts)

    def fullness(text: str) -> tuple[bool, bool, int, int, str]:
        return not acronym_like(text), not text.isupper(), len(name_words(text)), counts[text], text

    return max(counts, key=fullness)


def _rule(mention: Mention, name: str) -> ResolvedBy:
    if mention.resolved_by != "full_name":
        return "full_name" if mention.name.text == name else mention.resolved_by
    return "full_name" if name_words(mention.name.text) == name_words(name) else "variant"


def _kind(shadow: str, name: str, acronym: str | None, names: Sequence[Name]) -> OrganisationKind:
    """The kind that the name tells, else the acronym, else the word before a mention: ``l'opérateur Valmy``."""
    told = organisation_kind(name) or (organisation_kind(acronym) if acronym else None)
    before = (shadow[max(0, each.start - WINDOW) : each.start] for each in names)
    announced = (announced_kind(name_words(text)) for text in before if text.endswith((" ", "'")))
    for kind in (told, *announced):
        if kind:
            return kind
    return "other"
