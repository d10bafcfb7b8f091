"""Look-ups over one record that the brief's parts share: claims, times, names and propositions by id."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from whosays.disjoint_sets import DisjointSets
from whosays.model import Argument, Claim, Entity, EntityMention, Proposition, Record, Report, Source, Span, Time
from whosays.text.stretches import Reaches, starting_in

STEM = 5  # letters of a longer word that a brief compares
ARTICLED = frozenset({"organisation", "facility", "vehicle", "event", "other"})


@dataclass(frozen=True)  # without slots: what only the brief asks for is looked up when it is first asked for, and kept
class Index:
    """A record's parts by id; ``propositions`` and ``mentions`` are keyed by claim id and report id.

    ``chains`` gives the event that a claim's word stands for.
    """

    record: Record
    reports: Mapping[str, Report]
    claims: Mapping[str, Claim]
    times: Mapping[str, Time]
    entities: Mapping[str, Entity]
    propositions: Mapping[str, tuple[Proposition, ...]]
    mentions: Mapping[str, tuple[tuple[EntityMention, str], ...]]
    chains: Mapping[str, str]

    @cached_property
    def same(self) -> Mapping[str, str]:
        """One representative for claims that are the same or copies of each other."""
        joined = [(r.a, r.b) for r in self.record.relations if r.kind in ("same", "copy")]
        return DisjointSets([c.id for c in self.record.told], joined).tops()

    @cached_property
    def printing(self) -> Mapping[str, tuple[str, ...]]:
        """The reports that print a proposition, by its id, in the record's order."""
        order = {report.id: number for number, report in enumerate(self.record.reports)}
        held = {p.id: {self.claims[c].report for c in p.claims if c in self.claims} for p in self.record.propositions}
        return {name: tuple(sorted(reports, key=order.__getitem__)) for name, reports in held.items()}

    @cached_property
    def dated(self) -> dict[str, tuple[str | None, str | None]]:
        """The narrowest interval of each claim that was asked for so far."""
        return {}

    @cached_property
    def prominence(self) -> dict[str, float]:
        """How much the reports make of each proposition that was asked for so far."""
        return {}

    @cached_property
    def articled(self) -> dict[str, bool]:
        """Whether the reports print an entity's name with "the", for those that were asked for so far."""
        return {}

    @cached_property
    def named(self) -> dict[str, frozenset[str]]:
        """The words of the names of the entities that were asked for so far."""
        return {}

    @cached_property
    def craft(self) -> dict[str, bool]:
        """Whether the reports call an entity a ship or another vehicle, for those that were asked for so far."""
        return {}

    @cached_property
    def shared_surnames(self) -> frozenset[tuple[str, str]]:
        """The last names, in small letters, that several people have whom a report names, with the report."""
        full = [e for e in self.record.entities if e.kind == "person" and len(e.name.split()) > 1]
        bearers = {(m.report, e.name.split()[-1].lower(), e.name.split()[0]) for e in full for m in e.mentions}
        borne = Counter((report, last) for report, last, _ in bearers)
        return frozenset(name for name, times in borne.items() if times > 1)

    @cached_property
    def headlines(self) -> tuple[str, ...]:
        """Each report's headline, as printed in its text, else the title that its input gives; reports without either have none."""
        found = []
        for report in self.record.reports:
            lines = [report.text[s.start : s.end] for s in report.segments if s.role == "headline"]
            found += lines or ([report.title] if report.title else [])
        return tuple(found)

    @cached_property
    def of_report(self) -> Mapping[str, list[Claim]]:
        """The claims of each report, in the record's order."""
        found: dict[str, list[Claim]] = {}
        for claim in self.record.told:
            found.setdefault(claim.report, []).append(claim)
        return found

    @cached_property
    def _reaches(self) -> Mapping[str, Reaches[Claim]]:
        return {r: Reaches(every, lambda c: (c.spans[0].start, c.spans[-1].end)) for r, every in self.of_report.items()}

    def reaching(self, report: str, start: int, end: int) -> list[Claim]:
        """The claims of a report of whose evidence, from its first to its last character, some lies in ``[start, end)``."""
        return self._reaches[report].over(start, end) if report in self._reaches else []

    @cached_property
    def verbs_of(self) -> Mapping[str, list[int]]:
        """Where the words stand that carry the claims of each report, in ascending order."""
        return {report: sorted(c.predicate_span.start for c in every) for report, every in self.of_report.items()}

    @cached_property
    def opening_of(self) -> Mapping[str, int]:
        """Where the first claim in the text of each report begins."""
        found: dict[str, int] = {}
        for claim in (claim for claim in self.record.told if claim.zone == "body"):
            found[claim.report] = min(claim.spans[0].start, found.get(claim.report, claim.spans[0].start))
        return found

    @cached_property
    def strangers_of(self) -> Mapping[str, list[Span]]:
        """The sources in each report that are nobody in its cast, in text order."""
        found: dict[str, set[Span]] = {}
        for claim in self.record.told:
            for source in (x for step in claim.chain for x in step.sources if x.entity is None):
                if source.start is not None and source.end is not None:
                    found.setdefault(claim.report, set()).add(Span(source.start, source.end))
        return {report: sorted(spans) for report, spans in found.items()}

    @cached_property
    def times_of(self) -> Mapping[str, list[Time]]:
        """The times that each report gives, in text order."""
        found: dict[str, list[Time]] = {}
        for time in sorted(self.times.values(), key=lambda t: (t.start, t.end, t.id)):
            found.setdefault(time.report, []).append(time)
        return found

    def times_in(self, report: str, start: int, end: int) -> list[Time]:
        """The times that stand inside ``[start, end)`` of a report."""
        return [time for time in starting_in(self.times_of.get(report, ()), start, end) if time.end <= end]

    @cached_property
    def first_published(self) -> str | None:
        """The value of the earliest day on which a report came out."""
        return min((r.published.value[:10] for r in self.record.reports if r.published.value), default=None)

    @cached_property
    def weighed(self) -> Mapping[str, set[int]]:
        """The findings, by their place in the record, that set a claim against others, by claim."""
        found: dict[str, set[int]] = {}
        for number, finding in enumerate(self.record.findings):
            for claim in (claim for side in finding.readings for claim in side.claims):
                found.setdefault(claim, set()).add(number)
        return found

    @cached_property
    def replaced(self) -> frozenset[str]:
        """The claims that a shown update replaces by a later account."""
        updates = [f for f in self.record.findings if f.shown and f.kind == "update"]
        latest = {claim for finding in updates for claim in finding.readings[-1].claims}
        return frozenset(c for f in updates for side in f.readings[:-1] for c in side.claims) - latest

    @cached_property
    def newest(self) -> str | None:
        """The only report that came out on the last day, where all are dated."""
        days = {r.id: (r.published.value or "")[:10] for r in self.record.reports}
        last = [report for report, day in days.items() if day == max(days.values())]
        return last[0] if len(last) == 1 < len(days) and all(days.values()) else None

    @cached_property
    def latest(self) -> frozenset[str]:
        """The claims of the last account that a shown update has."""
        updates = [f for f in self.record.findings if f.shown and f.kind == "update"]
        return frozenset(claim for finding in updates for claim in finding.readings[-1].claims)

    @cached_property
    def name_words(self) -> frozenset[str]:
        """The words of names."""
        texts = {report.id: report.text for report in self.record.reports}
        every = (m for e in self.record.entities for m in e.mentions if m.form == "name")
        names = {texts[m.report][m.start : m.end] for m in every}
        return frozenset(word for name in names for word in re.findall(r"\w+", name))

    @cached_property
    def name_stems(self) -> frozenset[str]:
        """The stems of the longer words of names."""
        return frozenset(word.lower()[:STEM] for word in self.name_words if len(word) > 3)

    @cached_property
    def small_words(self) -> frozenset[str]:
        """The words that some report prints without a capital."""
        return frozenset(word for report in self.record.reports for word in re.findall(r"\b[a-z]+\b", report.text))

    def called(self, entity: str) -> str:
        """An entity's name, with "the" where the reports mostly print it so: "the Transport Ministry", "Reuters"."""
        if entity not in self.articled:
            found = self.entities[entity]
            names = [m for m in found.mentions if m.form == "name"] if found.kind in ARTICLED else []
            before = [self.reports[m.report].text[max(0, m.start - 4) : m.start] for m in names]
            self.articled[entity] = 2 * sum(text.lower() == "the " for text in before) > len(names)
        return f"the {self.entities[entity].name}" if self.articled[entity] else self.entities[entity].name

    def naming(self, entity: str) -> frozenset[str]:
        """The words, in small letters, of an entity's name and of all that the reports name it by."""
        if entity not in self.named:
            found = self.entities[entity]
            every = (m for m in found.mentions if m.form in ("name", "adjective"))
            printed = {self.reports[m.report].text[m.start : m.end] for m in every}
            self.named[entity] = frozenset(re.findall(r"\w+", " ".join([found.name, *printed]).lower()))
        return self.named[entity]

    def words(self, claim: Claim, span: Span) -> str:
        """The characters of a span of the claim's report."""
        return self.reports[claim.report].text[span.start : span.end]

    def mentioned(self, report: str, start: int, end: int) -> tuple[tuple[EntityMention, str], ...]:
        """Mentions, with their entity, that lie inside ``[start, end)`` of a report, in text order."""
        every = self.mentions.get(report, ())
        first, last = (bisect_left(every, edge, key=lambda pair: pair[0].start) for edge in (start, end))
        return tuple((m, e) for m, e in every[first:last] if m.end <= end)

    def dates(self, claim: Claim) -> tuple[Time, ...]:
        """The claim's calendar times that have an interval, in text order; durations and habits are none."""
        found = [self.times[i] for i in claim.times if i in self.times]
        return tuple(t for t in found if t.type in ("DATE", "TIME") and (t.earliest or t.latest))


def index(record: Record) -> Index:
    """Index a record by id."""
    mentions: dict[str, list[tuple[EntityMention, str]]] = {}
    for entity in record.entities:
        for mention in entity.mentions:
            mentions.setdefault(mention.report, []).append((mention, entity.id))
    propositions: dict[str, list[Proposition]] = {}
    for proposition in record.propositions:
        for claim in proposition.claims:
            propositions.setdefault(claim, []).append(proposition)
    return Index(
        record=record,
        chains={claim: chain.id for chain in record.event_chains for claim in chain.claims},
        reports={r.id: r for r in record.reports},
        claims={c.id: c for c in record.told},
        times={t.id: t for t in record.times},
        entities={e.id: e for e in record.entities},
        propositions={k: tuple(v) for k, v in propositions.items()},
        mentions={k: tuple(sorted(v, key=lambda m: (m[0].start, -m[0].end, m[1]))) for k, v in mentions.items()},
    )


def agent(claim: Claim) -> Argument | None:
    """Who acts: the claim's only agent, ``None`` where there is none or where two stand side by side."""
    found = [a for a in claim.arguments if a.role == "agent"]
    return found[0] if len(found) == 1 else None


def outermost(claim: Claim) -> tuple[Source, ...]:
    """The sources at the far end of the claim's chain; empty for the outlet's own voice."""
    steps = [s for s in claim.chain if s.role != "outlet"]
    return steps[-1].sources if steps else ()
