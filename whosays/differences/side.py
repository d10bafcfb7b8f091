"""One of two records, looked up by id, and how something stood in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from whosays.model import Claim, Finding, Interval, Passage, Proposition, Record, Version
from whosays.text.stretches import words_in

MOST_PASSAGES = 4  # of one version


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two records, looked up by id."""

    record: Record
    claims: dict[str, Claim]
    propositions: dict[str, Proposition]
    findings: dict[str, Finding]
    names: dict[str, str]

    def version(self, words: str, claims: Iterable[str], *, known: Container[str] = ()) -> Version:
        """How something stood here, with the passages of these claims, one report after another; those not ``known`` come first."""
        held = [self.claims[one] for one in dict.fromkeys(claims) if one in self.claims]
        held.sort(key=lambda claim: (claim.id in known, claim.zone != "body"))
        of_report: dict[str, list[Claim]] = defaultdict(list)
        for claim in held:
            of_report[claim.report].append(claim)
        turns = max((len(rows) for rows in of_report.values()), default=0)
        ordered = [rows[turn] for turn in range(turns) for rows in of_report.values() if turn < len(rows)]
        passages = dict.fromkeys(
            Passage(c.report, min(s.start for s in c.spans), max(s.end for s in c.spans))
            for c in ordered[:MOST_PASSAGES]
        )
        return Version(words, tuple(claim.id for claim in held), tuple(passages), self.as_of(held))

    def words(self, claim: Claim) -> str:
        """The exact words of a claim."""
        text = next(report.text for report in self.record.reports if report.id == claim.report)
        return words_in(text, claim.spans)

    def figures(
        self, claim: Claim
    ) -> dict[tuple[str | None, str | None], tuple[tuple[float | None, float | None], str]]:
        """What a claim counts or measures → its bounds and its words."""
        text = next(report.text for report in self.record.reports if report.id == claim.report)
        held = (quantity for quantity in self.record.quantities if quantity.id in claim.quantities)
        return {(q.unit, q.of): ((q.low, q.high), text[q.start : q.end]) for q in held}

    def as_of(self, claims: Iterable[Claim]) -> Interval | None:
        """When the latest of these claims was true as worded: its own as-of time, else the time its report came out."""
        printed = {report.id: report.published.value for report in self.record.reports}
        times = [
            claim.as_of
            or (Interval(printed[claim.report], printed[claim.report]) if printed.get(claim.report) else None)
            for claim in claims
        ]
        return max(
            (time for time in times if time), key=lambda time: _instant(time.latest or time.earliest), default=None
        )


def _instant(value: str | None) -> datetime:
    """An ISO 8601 time as an instant, in UTC where it names no offset; what is none lies before everything."""
    try:
        read = datetime.fromisoformat((value or "").replace("Z", "+00:00"))
    except ValueError:
        return datetime.min.replace(tzinfo=UTC)
    return read if read.tzinfo else read.replace(tzinfo=UTC)


def side_of(record: Record) -> Side:
    """The record, indexed once."""
    return Side(
        record=record,
        claims={claim.id: claim for claim in record.told},
        propositions={proposition.id: proposition for proposition in record.propositions},
        findings={finding.id: finding for finding in record.findings},
        names={entity.id: entity.name for entity in record.entities},
    )
