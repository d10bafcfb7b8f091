"""A record's claims, disputes, brief and chains as plain values with the exact words beside them: what programs are answered.

The record itself carries no second copy of the words; these values do, so that one answer can be quoted without the record.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from whosays.model import (
    AttributionKind,
    Claim,
    EdgeKind,
    Entity,
    Factuality,
    Finding,
    FindingKind,
    Passage,
    Polarity,
    Proposition,
    Record,
    Report,
    Slot,
    Source,
    Span,
    Stance,
    Status,
    Step,
    StepRole,
)
from whosays.render import wording


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Exact words of a report: whose, where it came from, when it was published, and the characters [start, end)."""

    report: str
    outlet: str | None
    source: str
    published: str | None
    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class Stated:
    """A proposition that a claim belongs to, how it stands, and how many independent sources assert it."""

    id: str
    statement: str
    status: Status
    independent_sources: int


@dataclass(frozen=True, slots=True)
class Said:
    """A claim with its words; ``said_by`` is the chain in words, outlet first."""

    id: str
    said_by: str
    polarity: Polarity
    factuality: Factuality
    attribution: AttributionKind
    excerpts: tuple[Excerpt, ...]
    propositions: tuple[Stated, ...]


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer to a finding's question, and the claims that give it; ``total`` is how many do, where not all are quoted."""

    answer: str
    independent_sources: int
    total: int
    claims: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Dispute:
    """A finding with the words of every side and the computation; ``reports`` are the ids of those it is about."""

    id: str
    kind: FindingKind
    slot: Slot
    question: str
    replies: tuple[Reply, ...]
    computation: str
    reconciled_by: str | None
    reports: tuple[str, ...]
    shown: bool


@dataclass(frozen=True, slots=True)
class QuotedSentence:
    """A sentence of the brief with the passages it rests on and the findings it tells of."""

    text: str
    excerpts: tuple[Excerpt, ...]
    findings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class QuotedBrief:
    """A story's title, how many reports it has and how many origins they go back to, and its brief."""

    title: str | None
    reports: int
    origins: int
    sentences: tuple[QuotedSentence, ...]


@dataclass(frozen=True, slots=True)
class Voice:
    """One source of a step; the name is absent where the report gives none. ``excerpt`` are the words that name it."""

    name: str | None
    entity: str | None
    excerpt: Excerpt | None


@dataclass(frozen=True, slots=True)
class Link:
    """One step of "who says so": its sources, its part, its stance, and the words that say so ("said", "according to")."""

    role: StepRole
    stance: Stance
    voices: tuple[Voice, ...]
    cue: Excerpt | None
    inherited: bool


@dataclass(frozen=True, slots=True)
class OriginNamed:
    """An origin of a proposition, and whether it states the same or something that entails it."""

    name: str
    how: Literal["direct", "entailed"]
    stance: Stance


@dataclass(frozen=True, slots=True)
class Grounds:
    """A proposition of the claim with all its origins, and how many of them are independent."""

    id: str
    statement: str
    status: Status
    independent_sources: int
    origins: tuple[OriginNamed, ...]


@dataclass(frozen=True, slots=True)
class TakenFrom:
    """Another report that the claim's report copies, cites, revises or shares a wire with."""

    kind: EdgeKind
    report: str
    outlet: str | None


@dataclass(frozen=True, slots=True)
class Traced:
    """A claim with where it comes from: the chain outlet first, the origins, and the reports that its report draws on."""

    claim: Said
    chain: tuple[Link, ...]
    propositions: tuple[Grounds, ...]
    drawn_on: tuple[TakenFrom, ...]


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What claims are narrowed to; everything given must hold. Whom they are about is an entity's id or words of a name."""

    entity: str | None = None
    said_by: str | None = None
    status: Status | None = None
    outlet: str | None = None
    text: str | None = None


@dataclass(slots=True)
class Quoting:
    """A record that quotes itself; what is looked up by id is indexed once."""

    story: wording.Story
    reports: dict[str, Report] = field(default_factory=dict)
    propositions: dict[str, list[Proposition]] = field(default_factory=dict)

    @classmethod
    def of(cls, record: Record) -> Quoting:
        """The record, indexed."""
        made = cls(wording.story_of(record), {report.id: report for report in record.reports})
        for proposition in record.propositions:
            for claim in proposition.claims:
                made.propositions.setdefault(claim, []).append(proposition)
        return made

    @property
    def record(self) -> Record:
        """The record itself."""
        return self.story.record

    def excerpt(self, report: str, span: Span | Passage) -> Excerpt:
        """The words of a span of one report."""
        given = self.reports[report]
        words = given.text[span.start : span.end]
        return Excerpt(report, given.outlet, given.source, given.published.value, span.start, span.end, words)

    def excerpts(self, passages: Iterable[Passage]) -> tuple[Excerpt, ...]:
        """The words of passages, in their order."""
        return tuple(self.excerpt(passage.report, passage) for passage in passages)

    def said(self, claim: Claim) -> Said:
        """A claim with its words."""
        stated = tuple(
            Stated(one.id, one.statement, one.status, one.independent_sources)
            for one in self.propositions.get(claim.id, ())
        )
        excerpts = tuple(self.excerpt(claim.report, span) for span in claim.spans)
        chain = wording.chain(self.story, claim)
        return Said(claim.id, chain, claim.polarity, claim.factuality, claim.attribution, excerpts, stated)

    def dispute(self, finding: Finding, *, voices: int | None = None) -> Dispute:
        """A finding with the words of every side, of at most so many claims of each."""
        replies = tuple(
            Reply(
                side.answer,
                side.independent_sources,
                len(side.claims),
                tuple(self.said(self.story.claims[one]) for one in side.claims[:voices] if one in self.story.claims),
            )
            for side in finding.readings
        )
        return Dispute(
            finding.id, finding.kind, finding.slot, finding.question, replies, finding.computation,
            finding.reconciled_by, finding.reports, finding.shown,
        )  # fmt: skip

    def brief(self) -> QuotedBrief:
        """The brief, every sentence with its passages."""
        sentences = tuple(
            QuotedSentence(one.text, self.excerpts(one.passages), one.findings) for one in self.record.brief.sentences
        )
        return QuotedBrief(self.record.story.title, len(self.record.reports), wording.origins(self.record), sentences)

    def traced(self, claim: Claim) -> Traced:
        """Where a claim comes from."""
        grounds = tuple(
            Grounds(
                one.id, one.statement, one.status, one.independent_sources,
                tuple(OriginNamed(origin.name, origin.how, origin.stance) for origin in one.origins),
            )
            for one in self.propositions.get(claim.id, ())
        )  # fmt: skip
        drawn = tuple(
            TakenFrom(edge.kind, edge.to_report, self.reports[edge.to_report].outlet)
            for edge in self.record.lineage.edges
            if edge.from_report == claim.report
        )
        links = tuple(self._link(claim, step) for step in claim.chain)
        return Traced(self.said(claim), links, grounds, drawn)

    def _link(self, claim: Claim, step: Step) -> Link:
        # A source or cue of an inherited step may stand in another sentence of the same report, never in another report.
        voices = tuple(
            Voice(
                self.story.names.get(source.entity or "") or source.name,
                source.entity,
                self._mentioned(claim.report, source),
            )
            for source in step.sources
        )
        cue = self.excerpt(claim.report, step.cue) if step.cue is not None else None
        return Link(step.role, step.stance, voices, cue, step.inherited)

    def _mentioned(self, report: str, source: Source) -> Excerpt | None:
        """The words that name a source."""
        if source.start is None or source.end is None:
            return None
        return self.excerpt(report, Span(source.start, source.end))

    def claims(self, narrowed: Narrowed) -> Iterator[Claim]:
        """The claims that are about the entity, are said by somebody, have the status, come from the outlet, and hold the words; in record order."""
        about = _about(self.record, narrowed.entity) if narrowed.entity is not None else None
        for claim in self.record.told:
            if about is not None and not about.holds(claim):
                continue
            if narrowed.outlet is not None and not _named(narrowed.outlet, (self.reports[claim.report].outlet or "",)):
                continue
            if narrowed.said_by is not None and not _named(narrowed.said_by, self._speakers(claim)):
                continue
            stated = self.propositions.get(claim.id, ())
            if narrowed.status is not None and all(one.status != narrowed.status for one in stated):
                continue
            if narrowed.text is not None and not self._holds(claim, narrowed.text, stated):
                continue
            yield claim

    def _speakers(self, claim: Claim) -> Iterator[str]:
        """Names of everybody in the chain of a claim, and ids of their entities."""
        for step in claim.chain:
            for source in step.sources:
                yield from (one for one in (source.name, source.entity) if one)
                yield self.story.names.get(source.entity or "", "")

    def _holds(self, claim: Claim, asked: str, stated: Iterable[Proposition]) -> bool:
        """Do the claim's words, or a statement it belongs to, hold every word asked for?"""
        text = self.story.texts[claim.report]
        held = " ".join([*(span.of(text) for span in claim.spans), *(one.statement for one in stated)]).casefold()
        return all(word in held for word in asked.casefold().split())


@dataclass(frozen=True, slots=True)
class _About:
    """Entities, and where each report mentions them."""

    ids: frozenset[str]
    places: dict[str, list[tuple[int, int]]]

    def holds(self, claim: Claim) -> bool:
        """Is the claim about one of them: an argument, its place, or a mention within its words?"""
        if claim.place in self.ids or any(argument.entity in self.ids for argument in claim.arguments):
            return True
        mentioned = self.places.get(claim.report, ())
        return any(span.start <= start and end <= span.end for span in claim.spans for start, end in mentioned)


def entities_called(record: Record, asked: str) -> tuple[Entity, ...]:
    """The entity of this id, else those that a name calls so: its words stand in a row in the entity's name or in a mention by name."""
    exact = tuple(entity for entity in record.entities if entity.id == asked)
    if exact:
        return exact
    texts = {report.id: report.text for report in record.reports}
    return tuple(entity for entity in record.entities if _named(asked, _names(entity, texts)))


def _names(entity: Entity, texts: dict[str, str]) -> set[str]:
    printed = {texts[one.report][one.start : one.end] for one in entity.mentions if one.form == "name"}
    return {entity.name, *printed}


def _named(asked: str, names: Iterable[str]) -> bool:
    """Do the words asked for stand in a row in one of the names?"""
    wanted = " ".join(asked.casefold().split())
    return bool(wanted) and any(f" {wanted} " in f" {' '.join(name.casefold().split())} " for name in names)


def _about(record: Record, asked: str) -> _About:
    found = entities_called(record, asked)
    places: dict[str, list[tuple[int, int]]] = {}
    for entity in found:
        for mention in entity.mentions:
            places.setdefault(mention.report, []).append((mention.start, mention.end))
    return _About(frozenset(entity.id for entity in found), places)


def disputes(record: Record, *, everything: bool = False) -> Sequence[Finding]:
    """The findings that are shown, those in which reports disagree first; ``everything``: also those kept but not shown."""
    shown = (*wording.disagreements(record), *wording.other_points(record))
    return (*shown, *(one for one in record.findings if not one.shown)) if everything else shown
