"""A record that quotes itself: its claims, disputes, brief and chains with the exact words beside them, as programs are answered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from whosays.model import Claim, Finding, Passage, Proposition, Record, Source, Span, Step
from whosays.render import wording
from whosays.render.narrowing import Narrowed, claims_asked_for
from whosays.render.quoted import (
    Dispute,
    Excerpt,
    Grounds,
    Link,
    OriginNamed,
    QuotedBrief,
    QuotedSentence,
    Reply,
    Said,
    Stated,
    TakenFrom,
    Traced,
    Voice,
)
from whosays.render.story import Story, story_of


@dataclass(slots=True)
class Quoting:
    """A record that quotes itself; what is looked up by id is indexed once."""

    story: Story
    propositions: dict[str, list[Proposition]] = field(default_factory=dict)

    @classmethod
    def of(cls, record: Record) -> Quoting:
        """The record, indexed."""
        made = cls(story_of(record))
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
        given = self.story.reports[report]
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
            TakenFrom(edge.kind, edge.to_report, self.story.reports[edge.to_report].outlet)
            for edge in self.record.lineage.edges
            if edge.from_report == claim.report
        )
        links = tuple(self._link(claim, step) for step in claim.chain)
        return Traced(self.said(claim), links, grounds, drawn)

    def _link(self, claim: Claim, step: Step) -> Link:
        # A source or cue of an inherited step may stand in another sentence of the same report, never in another report.
        voices = tuple(
            Voice(
                wording.source_name(self.story, source),
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
        """The claims that are asked for, in record order."""
        return claims_asked_for(self.story, self.propositions, narrowed)


def disputes(record: Record, *, everything: bool = False) -> Sequence[Finding]:
    """The findings that are shown, those in which reports disagree first; ``everything``: also those kept but not shown."""
    shown = (*wording.disagreements(record), *wording.other_points(record))
    return (*shown, *(one for one in record.findings if not one.shown)) if everything else shown
