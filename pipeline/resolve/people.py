"""Which names of one document name the same person."""

from __future__ import annotations

import re
from bisect import bisect_right, insort
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise

from pipeline.lexicon.lexicon import alternation, load
from pipeline.records import Entity, Gender, Mention, Name, ResolvedBy, Role
from pipeline.resolve.gender import agreement, civility, feminine_title
from pipeline.resolve.person_name import parse_person
from pipeline.resolve.spelling import one_slip, same_but_for_a_slip, slip_keys, words

Form = tuple[str, ...]
WIDEST_LINK = 40  # characters between a name and its by-name


@dataclass(slots=True)
class _Person:
    """A person in the making: the mentions so far, and what they say of the gender."""

    fullest: Form
    gender: Gender | None = None
    mentions: list[Mention] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)

    def add(self, name: Name, rule: ResolvedBy, sign: Gender | None) -> None:
        self.mentions.append(Mention(name=name, resolved_by=rule))
        insort(self.starts, name.start)
        self.gender = self.gender or sign

    def last_before(self, start: int) -> int:
        """Where the person was last named before ``start``, -1 where not yet."""
        at = bisect_right(self.starts, start)
        return self.starts[at - 1] if at else -1


def resolve_people(shadow: str, names: Sequence[Name], roles: Sequence[Role]) -> list[Entity]:
    """The persons that the names name. ``shadow`` is the document's text as :func:`pipeline.text.shadow` gives it."""
    women = {role.person for role in roles if feminine_title(shadow, role)}
    signs = {name: _sign(shadow, name, woman=name in women) for name in names}
    return [_entity(person) for person in _join_aliases(shadow, names, _group(names, signs))]


def _sign(shadow: str, name: Name, *, woman: bool) -> Gender | None:
    """What tells the gender beside one name."""
    return civility(shadow, name.start) or agreement(shadow, name.end) or ("f" if woman else None)


def _group(names: Sequence[Name], signs: dict[Name, Gender | None]) -> list[_Person]:
    """Full names first, then the shorter ones, each mention in text order."""
    people: list[_Person] = []
    index: dict[str, list[_Person]] = defaultdict(list)
    for name in sorted(names, key=lambda name: (-len(words(name.text)), name.start)):
        form, sign = words(name.text), signs[name]
        owner, rule = _owner(form, name, sign, index)
        if owner is None:
            owner = _Person(fullest=form)
            people.append(owner)
            for key in {key for word in form for key in slip_keys(word)} | {"".join(form)}:
                index[key].append(owner)
        owner.add(name, _titled(rule, sign), sign)
    return people


def _rarest_keys(form: Form, index: dict[str, list[_Person]]) -> tuple[str, ...]:
    """The keys under which every person that a form can mean is filed: a slip is in its rarest word or elsewhere."""
    whole = [word for word in form if len(word) > 1]
    rarest = min(whole, key=lambda word: len(index.get(word, ())), default="")
    return (*slip_keys(rarest), "".join(form))


def _titled(rule: ResolvedBy, sign: Gender | None) -> ResolvedBy:
    """A short name beside a civility is tied by both: ``Mme Sow``."""
    return "title_name" if sign and rule in ("family_name", "given_name") else rule


def _owner(
    form: Form, name: Name, sign: Gender | None, index: dict[str, list[_Person]]
) -> tuple[_Person | None, ResolvedBy]:
    """The person already known that the name means, and by which rule; none where it opens a new one."""
    known = {id(person): person for key in _rarest_keys(form, index) for person in index.get(key, ())}
    fitting = [
        (person, rule)
        for person in known.values()
        if (rule := relation(form, person.fullest)) and not (sign and person.gender and sign != person.gender)
    ]
    best = max(fitting, key=lambda pair: _preference(pair[0], pair[1], name, sign), default=None)
    return best or (None, "full_name")


def _preference(person: _Person, rule: ResolvedBy, name: Name, sign: Gender | None) -> tuple[bool, bool, bool, int]:
    """Among several: the same name, then not by given name, then the one of the known gender, then the last named."""
    known = sign is not None and person.gender == sign
    return rule == "full_name", rule != "given_name", known, person.last_before(name.start)


def relation(short: Form, full: Form) -> ResolvedBy | None:
    """How a folded name can be short for, or a spelling of, another; null where it cannot."""
    if short == full:
        return "full_name"
    if not short or len(short) > len(full):
        return "variant" if "".join(short) == "".join(full) else None
    if is_spelling(short, full):
        return "variant"
    if len(short) == len(full):
        return None
    return _part(short, full)


def is_spelling(short: Form, full: Form) -> bool:
    """Whether one folded name is the other in other order or spacing, with a slip, initials, or no middle name."""
    return (
        sorted(short) == sorted(full)
        or "".join(short) == "".join(full)
        or same_but_for_a_slip(short, full)
        or same_initials(short, full)
        or (1 < len(short) < len(full) and (short[0], short[-1]) == (full[0], full[-1]) and set(short) <= set(full))
    )


def same_initials(short: Form, full: Form) -> bool:
    """``j p dupont`` and ``jean paul dupont``: initials, then the same rest of at least one whole word."""
    count = next((i for i, word in enumerate(short) if len(word) > 1), len(short))
    if not 0 < count < len(short) or len(full) < len(short):
        return False
    rest = short[count:]
    return full[-len(rest) :] == rest and all(a == b[0] for a, b in zip(short[:count], full, strict=False))


def _part(short: Form, full: Form) -> ResolvedBy | None:
    """The rule by which a run of a full name's words stands for it."""
    n = len(short)
    at = next((i for i in range(len(full) - n, -1, -1) if full[i : i + n] == short), None)
    if at is None:
        slip = n == 1 and any(one_slip(short[0], word) for word in full[1:])
        return "variant" if slip else None
    if len(short) == 1 and len(short[0]) < 2:
        return None
    if at:
        return "family_name"
    return "given_name" if n == 1 else "variant"


@cache
def alias_link() -> re.Pattern[str]:
    """What stands between a name and a by-name: ``, dit « ``, `` alias ``, `` (ex-``."""
    links = alternation(load("civilities")["alias"]["links"])
    return re.compile(rf"[\s,(«\"“–—]{{1,4}}(?:{links})[\s«\"“'-]{{0,3}}", re.IGNORECASE)


def alias_pairs(shadow: str, names: Sequence[Name]) -> Iterator[tuple[Name, Name]]:
    """Neighbouring names of which the second is a by-name of the first."""
    ordered = sorted(names, key=lambda name: name.start)
    for first, second in pairwise(ordered):
        if 0 < second.start - first.end <= WIDEST_LINK and alias_link().fullmatch(shadow, first.end, second.start):
            yield first, second


def _join_aliases(shadow: str, names: Sequence[Name], people: list[_Person]) -> list[_Person]:
    """One person where the text gives a by-name: ``Moussa Traoré, dit Balla``."""
    owner = {mention.name: person for person in people for mention in person.mentions}
    gone: set[int] = set()
    for first, second in alias_pairs(shadow, names):
        kept, joined = owner[first], owner[second]
        if kept is joined:
            continue
        kept.mentions += [Mention(name=mention.name, resolved_by="alias") for mention in joined.mentions]
        kept.gender = kept.gender or joined.gender
        owner.update(dict.fromkeys((mention.name for mention in joined.mentions), kept))
        gone.add(id(joined))
    return [person for person in people if id(person) not in gone]


def fullness(text: str) -> tuple[int, int, int]:
    """How full a spelling of a person's name is: whole words first, then few in capitals, then length."""
    parts = text.split()
    capitals = sum(len(part) > 2 and part.isupper() for part in parts)
    return sum(len(word) > 1 for word in words(text)), -capitals, len(text)


def _entity(person: _Person) -> Entity:
    mentions = tuple(sorted(person.mentions, key=lambda mention: mention.name.start))
    named = [mention for mention in mentions if mention.resolved_by != "alias"]
    name = " ".join(max((mention.name.text for mention in named), key=fullness).split())
    parts = parse_person(name)
    return Entity(
        type="person",
        name=name,
        mentions=mentions,
        given_name=parts.given,
        family_name=parts.family,
        gender=person.gender,
    )
