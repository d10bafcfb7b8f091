"""Corrected outlets and publication dates: they take the place of what was given before anything is read from a report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from whosays.decisions.consistency import contradiction
from whosays.decisions.matching import Unmatched, report_meant
from whosays.model import DateCandidate, Decision, Published, Report


def correct_reports(reports: Sequence[Report], decisions: Sequence[Decision]) -> tuple[Report, ...]:
    """The reports with the outlets and dates that people corrected; ids stay, so older references still lead there.

    A date that is replaced stays beside the new one as a candidate.
    """
    made = {report.id: report for report in reports}
    by: dict[tuple[str, str], Decision] = {}
    for decision in decisions:
        if decision.decision not in ("correct-outlet", "correct-date"):
            continue
        try:
            report = report_meant(decision.about[0], reports)
        except Unmatched:
            continue  # said at the end, with all that found nothing
        first = by.setdefault((decision.decision, report.id), decision)
        if first.value != decision.value:
            raise contradiction("decisions", first, decision, f"they give {report.source} two values")
        made[report.id] = _corrected(made[report.id], decision)
    return tuple(made[report.id] for report in reports)


def _corrected(report: Report, decision: Decision) -> Report:
    if decision.decision == "correct-outlet":
        return replace(report, outlet=decision.value)
    before = report.published
    if before.value == decision.value:
        return report
    given = (DateCandidate(before.value, before.evidence),) if before.value else ()
    others = tuple(c for c in before.candidates if c.value not in (decision.value, before.value))
    return replace(report, published=Published(decision.value, "given", (), (*given, *others)))
