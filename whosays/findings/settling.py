"""Statuses after the findings: disputed, superseded and retracted propositions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from whosays.findings.telling.withdrawn import WITHDRAWN
from whosays.model import ALARMS, Finding, Proposition, Reading, Status


def settle(
    propositions: Sequence[Proposition], findings: Sequence[Finding], readings: Sequence[Reading]
) -> tuple[Proposition, ...]:
    """Propositions with the status that the findings leave them: a shown disagreement disputes, an update supersedes the older."""
    disputed: set[str] = set()
    superseded: set[str] = set()
    retracted = {claim.id for reading in readings for claim in reading.claims if claim.factuality == "retracted"}
    for finding in findings:
        if not finding.shown:  # checked without alarm, or dismissed by a person
            continue
        if finding.kind in ALARMS:
            disputed.update(claim for side in finding.readings for claim in side.claims)
        if finding.kind == "retraction":
            retracted.update(c for side in finding.readings if side.answer in WITHDRAWN for c in side.claims)
        if finding.kind == "update":
            newest = set(finding.readings[-1].claims)
            superseded.update(c for side in finding.readings[:-1] for c in side.claims if c not in newest)
    return tuple(replace(p, status=_status(p, disputed, superseded, retracted)) for p in propositions)


def _status(proposition: Proposition, disputed: set[str], superseded: set[str], retracted: set[str]) -> Status:
    members = set(proposition.claims)
    if members & retracted:
        return "retracted"
    if members & superseded and proposition.status in ("corroborated", "single-source", "unattributed"):
        return "superseded"
    if members & disputed and proposition.status in ("corroborated", "single-source", "unattributed", "unconfirmed"):
        return "disputed"
    return proposition.status
