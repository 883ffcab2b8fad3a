"""Gold against tables: precision, recall and F1 for each kind of thing extracted.

A gold file (``corpus/gold/*.json``, format in ``docs/gold.md``) annotates one text; the tables are a run's output.
Found and gold rows are paired one to one, the best pairs first, and each measure counts the pairs that agree.
What is found inside a span that the gold calls doubtful counts neither way.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from pipeline.alignment import likeness, pair
from pipeline.errors import GoldError, UsageError
from pipeline.gold import Annotation, Gold, GoldMention, Span, overlap, read_gold

Row = Mapping[str, Any]
Marked = tuple[Span, Annotation]  # a gold row with its span
HEADLINE = (
    "person resolved", "organisation resolved", "place resolved", "role with organisation", "date value",
    "figure value", "figure full", "event kind", "event full", "quote with speaker",
)  # fmt: skip
_ENTITY_TABLES = {
    "person": ("people", "person_id"),
    "organisation": ("organisations", "organisation_id"),
    "place": ("places", "place_id"),
}
_PER_DOCUMENT = ("mentions", "roles", "dates", "figures", "event_participants", "quotes")


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """One measure over all texts."""

    measure: str
    gold: int
    found: int
    hits: int

    @property
    def precision(self) -> float:
        """The share of what was found that is right."""
        return self.hits / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """The share of the gold that was found."""
        return self.hits / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        total = self.gold + self.found
        return 2 * self.hits / total if total else 0.0


@dataclass(slots=True)
class Tally:
    """Counts by measure, and what was missed or wrong, as lines to read."""

    counts: dict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0, 0]))
    errors: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def add(self, measure: str, gold: int, found: int, hits: int) -> None:
        """Adds the counts of one text."""
        for place, number in enumerate((gold, found, hits)):
            self.counts[measure][place] += number

    def include(self, other: Tally) -> None:
        """Adds all that another one has counted."""
        for measure, counts in other.counts.items():
            self.add(measure, *counts)
        for measure, lines in other.errors.items():
            self.errors[measure].extend(lines)

    def scores(self) -> list[Score]:
        """The measures in the order in which they were first counted."""
        return [Score(measure=m, gold=g, found=f, hits=h) for m, (g, f, h) in self.counts.items()]


def headline(scores: Iterable[Score]) -> float:
    """The mean F1 of the ten measures that sum a run up."""
    by_name = {score.measure: score.f1 for score in scores}
    return sum(by_name.get(name, 0.0) for name in HEADLINE) / len(HEADLINE)


def evaluate(gold_folder: Path, tables_folder: Path) -> Tally:
    """The measures of a run's tables against a folder of gold files. Raises as :func:`evaluate_genres`."""
    return evaluate_genres(gold_folder, tables_folder)[0]


def evaluate_genres(gold_folder: Path, tables_folder: Path) -> tuple[Tally, dict[str, Tally]]:
    """The same measures of all texts, and of those of each genre that the gold files name, by genre.

    Raises:
        UsageError: the folder holds no tables.
        GoldError: a gold file does not hold, or its text is not among the documents.
    """
    found = _Found.read(tables_folder)
    whole, genres = Tally(), defaultdict[str, Tally](Tally)
    for gold in read_gold(gold_folder):
        text = _measured(gold, found, tables_folder)
        whole.include(text)
        genres[gold.genre or "none"].include(text)
    return whole, dict(sorted(genres.items()))


def _measured(gold: Gold, found: _Found, tables_folder: Path) -> Tally:
    document = found.documents.get(gold.id)
    if document is None:
        raise GoldError(f"{gold.id}: no document with this source_id in {tables_folder}")
    if document["text"] != gold.text:
        raise GoldError(f"{gold.id}: the document's text is not the gold's; offsets would mean nothing")
    tally = Tally()
    _Sheet(gold, document["document_id"], found, tally).count_all()
    return tally


@dataclass(frozen=True, slots=True)
class _Found:
    """The tables of a run, by document where they have one."""

    documents: Mapping[str, Row]  # by source_id
    rows: Mapping[str, Mapping[str, Sequence[Row]]]  # table -> document_id -> rows
    names: Mapping[str, str]  # entity id -> name
    events: Mapping[str, Row]

    @classmethod
    def read(cls, folder: Path) -> _Found:
        def table(name: str) -> list[Row]:
            try:
                rows: list[Row] = pq.read_table(folder / f"{name}.parquet").to_pylist()
            except OSError as fault:
                raise UsageError(f"{folder}: no table {name}.parquet here; name the --out folder of a run") from fault
            return rows

        by_document = {}
        for name in _PER_DOCUMENT:
            grouped: dict[str, list[Row]] = defaultdict(list)
            for row in table(name):
                grouped[row["document_id"]].append(row)
            by_document[name] = grouped
        names = {row[key]: row["name"] for name, key in _ENTITY_TABLES.values() for row in table(name)}
        documents = {row["source_id"]: row for row in table("documents")}
        return cls(documents, by_document, names, {row["event_id"]: row for row in table("events")})


def _span(row: Row) -> Span:
    return row["start"], row["end"]


def _day(value: object) -> str | None:
    return None if value is None else str(value)


def _same_number(a: float | None, b: float | None) -> bool:
    if a is None or b is None:
        return a is b
    return abs(a - b) <= 1e-6 * max(1.0, abs(a))


@dataclass(slots=True)
class _Sheet:
    """The counting of one text."""

    gold: Gold
    document_id: str
    found: _Found
    tally: Tally
    owners: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))  # found entity -> gold entities

    def count_all(self) -> None:
        for kind in _ENTITY_TABLES:
            self.count_entities(kind)
        self.count_roles()
        self.count_dates()
        self.count_figures()
        self.count_events()
        self.count_quotes()

    def doubted(self, span: Span) -> bool:
        return any(2 * overlap(span, other) >= span[1] - span[0] for other in self.gold.doubtful)

    def rows(self, table: str) -> list[Row]:
        return [row for row in self.found.rows[table].get(self.document_id, ()) if not self.doubted(_span(row))]

    def decided(self, marked: Sequence[Marked]) -> list[Marked]:
        return [(span, row) for span, row in marked if not self.doubted(span)]

    def same(self, gold_id: str | None, found_id: str | None) -> bool:
        if gold_id is None or found_id is None:
            return gold_id is None and found_id is None
        return gold_id in self.owners.get(found_id, ())

    def report(self, measure: str, missed: Iterable[str], wrong: Iterable[str]) -> None:
        lines = self.tally.errors[measure]
        lines.extend(f"{self.gold.id}: missed {what!r}" for what in missed)
        lines.extend(f"{self.gold.id}: wrong {what!r}" for what in wrong)

    # People, organisations, places

    def count_entities(self, kind: str) -> None:
        gold = [m for m in self.gold.mentions if m.type == kind and not self.doubted(m.span)]
        found = [row for row in self.rows("mentions") if row["entity_type"] == kind]
        exact = {m.span for m in gold} & {_span(row) for row in found}
        self.tally.add(f"{kind} mention exact", len(gold), len(found), len(exact))
        pairs = pair(gold, found, lambda m, row: overlap(m.span, _span(row)))
        self.tally.add(f"{kind} mention", len(gold), len(found), len(pairs))
        for mention, row in pairs:
            self.owners[row["entity_id"]].add(mention.entity)
        hit_gold, hit_found = {m.span for m, _ in pairs}, {_span(row) for _, row in pairs}
        missed = [self.gold.text[m.start : m.end] for m in gold if m.span not in hit_gold]
        self.report(f"{kind} mention", missed, [row["text"] for row in found if _span(row) not in hit_found])
        self.count_resolved(kind, gold, found)

    def count_resolved(self, kind: str, gold: Sequence[GoldMention], found: Sequence[Row]) -> None:
        gold_spans: dict[str, set[Span]] = defaultdict(set)
        found_spans: dict[str, set[Span]] = defaultdict(set)
        for mention in gold:
            gold_spans[mention.entity].add(mention.span)
        for row in found:
            found_spans[row["entity_id"]].add(_span(row))

        def dice(a: str, b: str) -> float:
            hits = sum(any(overlap(x, y) > 0 for y in found_spans[b]) for x in gold_spans[a])
            back = sum(any(overlap(x, y) > 0 for x in gold_spans[a]) for y in found_spans[b])
            return (hits + back) / (len(gold_spans[a]) + len(found_spans[b]))

        matched = [(a, b) for a, b in pair(list(gold_spans), list(found_spans), dice) if dice(a, b) >= 0.5]
        self.tally.add(f"{kind} resolved", len(gold_spans), len(found_spans), len(matched))
        named = sum(likeness(self.gold.entities[a]["name"], self.found.names.get(b)) >= 0.8 for a, b in matched)
        self.tally.add(f"{kind} named", len(gold_spans), len(found_spans), named)

    # Roles

    def count_roles(self) -> None:
        found = self.rows("roles")

        def weight(role: Annotation, row: Row) -> float:
            alike = likeness(role["title"], row["title"])
            return alike if alike >= 0.6 and self.same(role["person"], row["person_id"]) else 0.0

        pairs = pair(self.gold.roles, found, weight)
        placed = sum(self.same(role["organisation"], row["organisation_id"]) for role, row in pairs)
        self.tally.add("role", len(self.gold.roles), len(found), len(pairs))
        self.tally.add("role with organisation", len(self.gold.roles), len(found), placed)
        hit_gold, hit_found = {id(role) for role, _ in pairs}, {id(row) for _, row in pairs}
        missed = [role["title"] for role in self.gold.roles if id(role) not in hit_gold]
        self.report("role", missed, [row["title"] for row in found if id(row) not in hit_found])

    # Dates

    def count_dates(self) -> None:
        gold, found = self.decided(self.gold.dates), self.rows("dates")
        pairs = pair(gold, found, lambda marked, row: overlap(marked[0], _span(row)))
        self.tally.add("date", len(gold), len(found), len(pairs))
        valued = [row for _, row in gold if _has_value(row)]
        right = 0
        for (_, expected), row in pairs:
            if _has_value(expected):
                agrees = _date_value(expected) == _found_date_value(expected, row)
                right += agrees
                if not agrees:
                    got = _found_date_value(expected, row)
                    self.report("date value", [f"{expected['text']} = {_date_value(expected)}, found {got}"], [])
        unvalued = sum(not _has_value(expected) for (_, expected), _ in pairs)
        self.tally.add("date value", len(valued), len(found) - unvalued, right)
        self.report_spans("date", gold, found, pairs)

    def report_spans(
        self, measure: str, gold: Sequence[Marked], found: Sequence[Row], pairs: Sequence[tuple[Marked, Row]]
    ) -> None:
        hit_gold, hit_found = {marked[0] for marked, _ in pairs}, {_span(row) for _, row in pairs}
        missed = [row["text"][:70] for span, row in gold if span not in hit_gold]
        self.report(measure, missed, [row["text"][:70] for row in found if _span(row) not in hit_found])

    # Figures

    def count_figures(self) -> None:
        gold, found = self.decided(self.gold.figures), self.rows("figures")

        def weight(marked: Marked, row: Row) -> float:
            common = overlap(marked[0], _span(row))
            return common + 0.5 * _same_number(marked[1]["value"], row["value"]) if common > 0 else 0.0

        pairs = pair(gold, found, weight)
        self.tally.add("figure", len(gold), len(found), len(pairs))
        right = [(expected, row) for (_, expected), row in pairs if _same_figure(expected, row)]
        full = sum(_same_counted(expected, row) for expected, row in right)
        self.tally.add("figure value", len(gold), len(found), len(right))
        self.tally.add("figure full", len(gold), len(found), full)
        self.report_spans("figure", gold, found, pairs)
        for (_, expected), row in pairs:
            if not _same_figure(expected, row):
                self.report("figure value", [f"{expected['text']}: {_figure(expected)}, found {_figure(row)}"], [])
            elif not _same_counted(expected, row):
                self.report("figure full", [f"{expected['text']}: {_counts(expected)}, found {_counts(row)}"], [])

    # Events

    def count_events(self) -> None:
        gold = self.decided(self.gold.events)
        spans: dict[str, list[Span]] = defaultdict(list)
        for row in self.rows("mentions"):
            if row["entity_type"] == "event":
                spans[row["entity_id"]].append(_span(row))
        found = [self.found.events[event_id] for event_id in self.found.events if event_id in spans]

        def weight(marked: Marked, row: Row) -> float:
            alike = likeness(marked[1]["name"], row["name"])
            if any(overlap(marked[0], span) > 0 for span in spans[row["event_id"]]):
                return 1.0 + alike
            return alike if alike >= 0.6 else 0.0  # another mention of the same event counts where its name says so

        pairs = pair(gold, found, weight)
        same_kind = [(expected, row) for (_, expected), row in pairs if expected["kind"] == row["kind"]]
        self.tally.add("event", len(gold), len(found), len(pairs))
        self.tally.add("event kind", len(gold), len(found), len(same_kind))
        self.tally.add("event full", len(gold), len(found), sum(self.same_event(a, b) for a, b in same_kind))
        self.count_participants([(expected, row) for (_, expected), row in pairs])
        hit_gold, hit_found = {marked[0] for marked, _ in pairs}, {row["event_id"] for _, row in pairs}
        missed = [f"{row['kind']} {row['name'][:70]}" for span, row in gold if span not in hit_gold]
        wrong = [f"{row['kind']} {row['name'][:70]}" for row in found if row["event_id"] not in hit_found]
        self.report("event", missed, wrong)

    def same_event(self, expected: Annotation, row: Row) -> bool:
        days = (expected.get("first_day"), expected.get("last_day"))
        return days == (_day(row["first_day"]), _day(row["last_day"])) and self.same(
            expected.get("place"), row["place_id"]
        )

    def count_participants(self, pairs: Sequence[tuple[Annotation, Row]]) -> None:
        members = self.found.rows["event_participants"].get(self.document_id, ())
        for expected, row in pairs:
            theirs = [member for member in members if member["event_id"] == row["event_id"]]
            stated = expected.get("participants", [])
            linked = pair(stated, theirs, lambda who, member: float(self.same(who[0], member["entity_id"])))
            self.tally.add("event participant", len(stated), len(theirs), len(linked))

    # Quotes

    def count_quotes(self) -> None:
        gold = self.decided(self.gold.quotes)
        found = [row for row in self.rows("quotes") if row["kind"] == "direct"]

        def weight(marked: Marked, row: Row) -> float:
            (start, end), (a, b) = marked[0], _span(row)
            share = overlap((start, end), (a, b)) / (max(end, b) - min(start, a))
            return share if share >= 0.8 else 0.0

        pairs = pair(gold, found, weight)
        spoken = sum(self.same(expected.get("speaker"), row["speaker_id"]) for (_, expected), row in pairs)
        self.tally.add("quote", len(gold), len(found), len(pairs))
        self.tally.add("quote with speaker", len(gold), len(found), spoken)
        self.report_spans("quote", gold, found, pairs)


def _has_value(row: Annotation) -> bool:
    return row["kind"] in {"date", "interval", "duration"} and any(_date_value(row))


def _date_value(row: Annotation) -> tuple[str | None, ...]:
    if row["kind"] == "duration":
        return (row.get("duration"),)
    return row.get("first_day"), row.get("last_day")


def _found_date_value(expected: Annotation, row: Row) -> tuple[str | None, ...]:
    if expected["kind"] == "duration":
        return (row["duration"],)
    return _day(row["first_day"]), _day(row["last_day"])


def _figure(row: Row) -> tuple[Any, ...]:
    return row["kind"], row.get("comparator") or "=", row["value"], row.get("value_max"), row.get("unit")


def _counts(row: Row) -> tuple[Any, ...]:
    return row.get("counted"), row.get("change")


def _same_figure(expected: Annotation, row: Row) -> bool:
    number = _same_number(expected["value"], row["value"]) and _same_number(expected.get("value_max"), row["value_max"])
    compared = expected.get("comparator", "=") == row["comparator"]
    with_unit = expected["kind"] in {"percent", "money", "measure"}
    typed = expected["kind"] == row["kind"] and (not with_unit or expected.get("unit") == row["unit"])
    return number and compared and typed


def _same_counted(expected: Annotation, row: Row) -> bool:
    return likeness(expected.get("counted"), row["counted"]) >= 0.5 and expected.get("change") == row["change"]
