"""A stated duration against the time between two dated endpoints of the same traveller or event."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from whosays.blocking import neighbours
from whosays.findings.evidence import Story, finding
from whosays.model import Facts, Finding, Measure

TRAVEL, START, END = (
    frozenset({"travel", "fly", "drive", "sail", "ride"}),
    frozenset({"depart", "leave"}),
    frozenset({"arrive", "reach", "land", "dock"}),
)
HOUR = 3600.0
LONGEST = 14 * 24 * HOUR
MARGIN = 0.1
REACH = 100  # how many later departures and arrivals of one traveller each of them is paired with


@dataclass(frozen=True, slots=True)
class Journey:
    """A departure and an arrival of one traveller, and how many seconds can lie between them at least and at most."""

    start: Facts
    end: Facts
    shortest: float
    longest: float


def durations(story: Story) -> Iterator[Finding]:
    """Tension where the endpoints leave no room for the stated time on the way: halts, or another starting point, may explain it."""
    stated = [
        (fact, measure)
        for fact in story.facts
        if fact.predicate in TRAVEL
        for measure in fact.measures
        if measure.unit == "s" and (measure.low or measure.high)
    ]
    journeys = _journeys(story) if stated else {}
    for fact, measure in stated:
        named = [agent for agent in sorted(fact.agents) if agent in story.kinds]
        made = [journey for agent in named or journeys for journey in journeys.get(agent, ())]
        against = next((journey for journey in made if _leaves_no_room(journey, measure)), None)
        if against is not None:
            yield _tension(story, fact, measure, against)


def _journeys(story: Story) -> dict[str, list[Journey]]:
    """Departures with arrivals of the same named traveller within a fortnight, by traveller; of a crowd the nearest in the text."""
    ends = [fact for fact in story.facts if fact.predicate in START | END and fact.earliest]
    keys = [{agent for agent in fact.agents if agent in story.kinds} for fact in ends]
    found: dict[str, list[Journey]] = {}
    for left, right in neighbours(keys, REACH):
        one, two = ends[left], ends[right]
        if (one.predicate in START) == (two.predicate in START):
            continue
        start, end = (one, two) if one.predicate in START else (two, one)
        if (end.latest or "") < (start.earliest or ""):
            continue
        journey = Journey(start, end, _seconds(start.latest, end.earliest), _seconds(start.earliest, end.latest))
        if journey.longest <= LONGEST and journey.shortest >= 0:
            for agent in sorted(keys[left] & keys[right]):
                found.setdefault(agent, []).append(journey)
    return found


def _leaves_no_room(journey: Journey, measure: Measure) -> bool:
    high = measure.high if measure.high is not None else float("inf")
    low = measure.low if measure.low is not None else 0.0
    return low * (1 - MARGIN) > journey.longest or high * (1 + MARGIN) < journey.shortest


def _tension(story: Story, stated: Facts, measure: Measure, journey: Journey) -> Finding:
    start, end = journey.start, journey.end
    hours = f"{journey.shortest / HOUR:.0f} to {journey.longest / HOUR:.0f} hours"
    return finding(
        story, "tension", "time", f"How long did the journey take ({stated.text[:60]})?",
        ((measure.shown, (stated.claim,)), (hours, (start.claim, end.claim))),
        f"departure {_hour(start.earliest)} to {_hour(start.latest)}, arrival {_hour(end.earliest)} to {_hour(end.latest)} (UTC): "
        f"{hours} between them, against \"{measure.shown}\"",
        reconciled_by="if the stated time leaves out halts or does not start at the departure",
    )  # fmt: skip


def _seconds(start: str | None, end: str | None) -> float:
    return (datetime.fromisoformat(end or "") - datetime.fromisoformat(start or "")).total_seconds()


def _hour(value: str | None) -> str:
    return (value or "")[:16].replace("T", " ")
