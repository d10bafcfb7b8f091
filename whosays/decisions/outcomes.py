"""What became of each decision: what it reached in this run, or why it reached nothing. None is ever dropped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from whosays.decisions.cast import entities_meant, reason_of
from whosays.decisions.findings import finding_meant
from whosays.decisions.matching import Unmatched, claims_meant, report_meant
from whosays.model import Cast, Decision, Finding, Lineage, Notice, Obeyed, Reading


@dataclass(frozen=True, slots=True)
class _Story:
    """What a run made of the reports, and where decisions are looked up in it."""

    readings: Sequence[Reading]
    cast: Cast
    lineage: Lineage
    findings: Sequence[Finding]


@dataclass(frozen=True, slots=True)
class _Reached:
    """Is it as decided, what it is about, in ids of this record, and a word on why it is not."""

    applied: bool
    note: str
    reports: tuple[str, ...] = ()
    entities: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    findings: tuple[str, ...] = ()


def obeyed(
    decisions: Sequence[Decision],
    readings: Sequence[Reading],
    cast: Cast,
    lineage: Lineage,
    findings: Sequence[Finding],
) -> tuple[Obeyed, ...]:
    """Each decision of the file, judged by what the run made of it, in the order of the file."""
    story = _Story(readings, cast, lineage, findings)
    return tuple(_outcome(decision, story) for decision in decisions)


def decision_notices(outcomes: Sequence[Obeyed]) -> tuple[Notice, ...]:
    """A warning for every decision that was not applied."""
    return tuple(
        Notice("other", None, None, f"decision on line {one.line} ({one.decision}) not applied: {one.note}")
        for one in outcomes
        if not one.applied
    )


def _outcome(decision: Decision, story: _Story) -> Obeyed:
    try:
        found = _reached(decision, story)
    except Unmatched as why:
        found = _Reached(False, str(why))
    return Obeyed(
        line=decision.line,
        decision=decision.decision,
        by=decision.by,
        on=decision.on,
        reason=decision.reason,
        value=decision.value,
        about=decision.about,
        applied=found.applied,
        note=found.note,
        reports=found.reports,
        entities=found.entities,
        claims=found.claims,
        findings=found.findings,
    )


def _reached(decision: Decision, story: _Story) -> _Reached:
    """What a decision is about in this story; raises :class:`Unmatched` where that is not there."""
    kind = decision.decision
    if kind in ("merge", "split"):
        return _entities(decision, story)
    if kind in ("same-origin", "different-origin"):
        return _origins(decision, story)
    if kind in ("dismiss", "confirm"):
        finding = finding_meant(decision.about[0], story.findings, story.readings)
        done = "dismissed: kept, not shown" if kind == "dismiss" else "confirmed"
        return _Reached(True, done, reports=finding.reports, findings=(finding.id,))
    if kind == "correct-attribution":
        claims = claims_meant(decision.about[0], story.readings)
        note = f"said by {decision.value}" if decision.value else "said by the outlet itself"
        return _Reached(True, note, reports=(claims[0].report,), claims=tuple(claim.id for claim in claims))
    if kind in ("same-story", "different-story"):
        return _stories(decision, story)
    report = report_meant(decision.about[0], [reading.report for reading in story.readings])
    now = report.outlet if kind == "correct-outlet" else report.published.value
    applied = now == decision.value
    note = "corrected before it was read" if applied else "the report had been read before it could be corrected"
    return _Reached(applied, note, reports=(report.id,))


def _entities(decision: Decision, story: _Story) -> _Reached:
    try:
        one, two = entities_meant(decision, story.readings, story.cast)
    except Unmatched:
        # A name that the program made up ("US government") may be another one now; the judgement itself is in the cast.
        held = {e.id for e in story.cast.entities if any(m.reason == reason_of(decision) for m in e.merges)}
        if not held:
            raise
        return _Reached((len(held) == 1) == (decision.decision == "merge"), "in the cast", entities=tuple(sorted(held)))
    together = decision.decision == "merge"
    applied = (one == two) == together
    if one & two and not applied:
        return _Reached(False, "both names stand for the same mentions; give a report and words around each name")
    note = ("one entity" if together else "apart") if applied else "the program's own cast could not be changed so"
    return _Reached(applied, note, entities=tuple(sorted(one | two)))


def _origins(decision: Decision, story: _Story) -> _Reached:
    reports = [reading.report for reading in story.readings]
    first, second = (report_meant(target, reports).id for target in decision.about)
    if first == second:
        return _Reached(False, "both are the same report", reports=(first,))
    homes = {report: number for number, group in enumerate(story.lineage.groups) for report in group.reports}
    applied = (homes[first] == homes[second]) == (decision.decision == "same-origin")
    note = "one origin" if decision.decision == "same-origin" else "two origins"
    return _Reached(applied, note if applied else "the groups could not be changed so", reports=(first, second))


def _stories(decision: Decision, story: _Story) -> _Reached:
    """A record is one story: two of its reports are in it together, whatever grouping was asked to do."""
    reports = [reading.report for reading in story.readings]
    first, second = (report_meant(target, reports).id for target in decision.about)
    together = decision.decision == "same-story"
    note = "one story" if together else "both were given as one story; `cluster -d` keeps them apart"
    return _Reached(together, note, reports=(first, second))
