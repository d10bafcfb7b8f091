"""A stated duration against the time between two dated endpoints of the same traveller or event."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from whosays.findings.evidence import Story, finding
from whosays.model import Facts, Finding, Measure

TRAVEL, START, END = (
    frozenset({"travel", "fly", "drive", "sail", "ride"}),
    frozenset({"depart", "leave"}),
    frozenset({"arrive", "reach", "land", "dock"}),
)
HOUR = 3600.0
MARGIN = 0.1


def durations(story: Story) -> Iterator[Finding]:
    """Tension where the endpoints leave no room for the stated time on the way: halts, or another starting point, may explain it."""
    for stated in story.facts:
        if stated.predicate not in TRAVEL:
            continue
        for measure in stated.measures:
            if measure.unit == "s" and (measure.low or measure.high):
                yield from _against_endpoints(story, stated, measure)


def _against_endpoints(story: Story, stated: Facts, measure: Measure) -> Iterator[Finding]:
    for start in (fact for fact in story.facts if fact.predicate in START and fact.earliest):
        for end in (fact for fact in story.facts if fact.predicate in END and fact.earliest):
            if not _one_traveller(story, stated, start, end) or (end.latest or "") < (start.earliest or ""):
                continue
            shortest = _seconds(start.latest, end.earliest)
            longest = _seconds(start.earliest, end.latest)
            if longest > 14 * 24 * HOUR or shortest < 0:
                continue
            high = measure.high if measure.high is not None else float("inf")
            low = measure.low if measure.low is not None else 0.0
            if low * (1 - MARGIN) > longest or high * (1 + MARGIN) < shortest:
                yield finding(
                    story, "tension", "time", f"How long did the journey take ({stated.text[:60]})?",
                    ((measure.shown, (stated.claim,)), (f"{shortest / HOUR:.0f} to {longest / HOUR:.0f} hours", (start.claim, end.claim))),
                    f"departure {_hour(start.earliest)} to {_hour(start.latest)}, arrival {_hour(end.earliest)} to {_hour(end.latest)} (UTC): "
                    f"{shortest / HOUR:.0f} to {longest / HOUR:.0f} hours between them, against \"{measure.shown}\"",
                    reconciled_by="if the stated time leaves out halts or does not start at the departure",
                )  # fmt: skip
                return


def _one_traveller(story: Story, *facts: Facts) -> bool:
    """One actor in all three; a claim that names nobody does not speak against it, if the two endpoints agree."""
    named = [{e for e in fact.agents if e in story.kinds} for fact in facts]
    ends = named[1] & named[2]
    return bool(ends) and (not named[0] or bool(named[0] & ends))


def _seconds(start: str | None, end: str | None) -> float:
    return (datetime.fromisoformat(end or "") - datetime.fromisoformat(start or "")).total_seconds()


def _hour(value: str | None) -> str:
    return (value or "")[:16].replace("T", " ")
