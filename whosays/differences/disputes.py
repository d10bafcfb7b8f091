"""Findings that are new, settled or of another kind: withdrawals, later figures, disputes, points to check."""

from __future__ import annotations

from collections.abc import Iterator

from whosays.differences.pairing import Pairs
from whosays.differences.side import Side
from whosays.model import ALARMS, Change, ChangeKind, Finding

WITHDRAWN = frozenset({"retraction", "misattribution"})


def disputes(before: Side, after: Side, pairs: Pairs) -> Iterator[Change]:
    """Findings shown in one record only, or of another kind in the other."""
    earlier = {new: before.findings[old] for old, new in pairs.findings.items()}
    for finding in after.record.findings:
        old = earlier.get(finding.id)
        if finding.shown and not (old and old.shown and old.kind == finding.kind and not _other_sides(old, finding)):
            yield _found(finding, old if old and old.shown else None, before, after)
    for finding in before.record.findings:
        new = after.findings.get(pairs.findings.get(finding.id, ""))
        if finding.shown and not (new and new.shown):
            kind: ChangeKind = "conflict-gone" if finding.kind in ALARMS else "point-gone"
            reason = new.reconciled_by or new.computation if new else None
            yield Change(kind, finding.question, before.version(_sides(finding), _claims_of(finding)), None, reason)


def _other_sides(old: Finding, new: Finding) -> bool:
    """Has a finding other answers than before?"""
    return [side.answer for side in old.readings] != [side.answer for side in new.readings]


def _found(finding: Finding, old: Finding | None, before: Side, after: Side) -> Change:
    """A finding that is new, or stood otherwise before. An update's first side is what was known, its last what is."""
    if finding.kind == "update" and len(finding.readings) > 1:
        first, last = finding.readings[0], finding.readings[-1]
        return Change(
            "figure",
            finding.question,
            after.version(first.answer, first.claims),
            after.version(last.answer, last.claims),
            finding.computation,
        )
    kind: ChangeKind = (
        "withdrawn" if finding.kind in WITHDRAWN else "conflict-new" if finding.kind in ALARMS else "point-new"
    )
    earlier = before.version(_sides(old), _claims_of(old)) if old else None
    return Change(
        kind, finding.question, earlier, after.version(_sides(finding), _claims_of(finding)), finding.computation
    )


def _sides(finding: Finding) -> str:
    return " / ".join(side.answer for side in finding.readings)


def _claims_of(finding: Finding) -> tuple[str, ...]:
    """Claims of a finding, the first of each side first."""
    turns = max((len(side.claims) for side in finding.readings), default=0)
    return tuple(side.claims[turn] for turn in range(turns) for side in finding.readings if turn < len(side.claims))
