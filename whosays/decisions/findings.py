"""Dismissed and confirmed findings. A dismissed one is kept in the record, and neither shown nor believed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from whosays.decisions.consistency import contradiction
from whosays.decisions.matching import Unmatched, place_of, report_meant
from whosays.model import Claim, Decision, Finding, Reading, Target, Words


def judge_findings(
    findings: Sequence[Finding], readings: Sequence[Reading], decisions: Sequence[Decision]
) -> tuple[Finding, ...]:
    """The findings, those that people dismissed no longer shown; a dismissed one disputes and supersedes nothing."""
    judged: dict[str, Decision] = {}
    for decision in decisions:
        if decision.decision in ("dismiss", "confirm"):
            try:
                finding = finding_meant(decision.about[0], findings, readings)
            except Unmatched:
                continue  # said at the end, with all that found nothing
            first = judged.setdefault(finding.id, decision)
            if first.decision != decision.decision:
                raise contradiction("decisions", first, decision, "they dismiss and confirm one finding")
    dismissed = {finding for finding, decision in judged.items() if decision.decision == "dismiss"}
    return tuple(replace(f, shown=False) if f.id in dismissed else f for f in findings)


def finding_meant(target: Target, findings: Sequence[Finding], readings: Sequence[Reading]) -> Finding:
    """The one finding of this kind and slot whose sides rest on these passages, each on another side."""
    claims = {claim.id: claim for reading in readings for claim in reading.claims}
    found = [
        finding for finding in findings
        if (finding.kind, finding.slot) == (target.finding, target.slot) and _rests_on(finding, target, claims, readings)
    ]  # fmt: skip
    if len(found) > 1 and target.answers:
        found = [f for f in found if set(target.answers) <= {side.answer for side in f.readings}]
    if not found:
        raise Unmatched(f"no finding of this kind ({target.finding}, {target.slot}) rests on these words any more")
    if len(found) > 1:
        raise Unmatched(f"{len(found)} findings of this kind rest on these words; give the answers of one")
    return found[0]


def _rests_on(finding: Finding, target: Target, claims: dict[str, Claim], readings: Sequence[Reading]) -> bool:
    sides = [[claims[c] for c in side.claims if c in claims] for side in finding.readings]
    held = [{n for n, side in enumerate(sides) if any(_holds(c, p, readings) for c in side)} for p in target.passages]
    return all(held) and len(set().union(*held)) >= min(len(held), len(sides))


def _holds(claim: Claim, passage: Words, readings: Sequence[Reading]) -> bool:
    """Do the words lie in the claim's evidence, or its evidence in the words?"""
    report = report_meant(passage, [reading.report for reading in readings])
    if report.id != claim.report:
        return False
    span = place_of(passage.words, report)
    return any(own.contains(span) or span.contains(own) for own in claim.spans)
