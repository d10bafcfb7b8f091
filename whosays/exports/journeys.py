"""The steps of a journey: which leg directly follows which, where that is known."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from whosays.exports.moments import moment
from whosays.model import Itinerary, Leg

LONGEST_STEP = timedelta(days=14)  # two stays further apart are two journeys, though their order is known


def steps(journey: Itinerary) -> Iterator[tuple[int, int]]:
    """Indices of legs, (from, to), to directly after from and in another place; a denied leg is on no way."""
    legs = journey.legs
    before = {number: _earlier(journey, number) for number in range(len(legs))}
    for later in range(len(legs)):
        for earlier in sorted(before[later]):
            between = any(earlier in before[other] for other in before[later])
            if not between and _one_way(legs[earlier], legs[later]):
                yield earlier, later


def _earlier(journey: Itinerary, number: int) -> set[int]:
    """Indices of all legs known to come before one, directly or not, the denied ones left out."""
    found: set[int] = set()
    waiting = list(journey.legs[number].after) if journey.legs[number].status != "denied" else []
    while waiting:
        one = waiting.pop()
        if one not in found and one != number and 0 <= one < len(journey.legs):
            waiting.extend(journey.legs[one].after)
            found.add(one)
    return {one for one in found if journey.legs[one].status != "denied"}


def _one_way(earlier: Leg, later: Leg) -> bool:
    """Are two legs so near in time that they may be one journey, and in two places?"""
    if earlier.place == later.place:
        return False
    left = moment(earlier.latest, last=True) or moment(earlier.earliest)
    came = moment(later.earliest) or moment(later.latest, last=True)
    if left is None or came is None:
        return True
    return came.replace(tzinfo=None) - left.replace(tzinfo=None) <= LONGEST_STEP


def step_status(journey: Itinerary, pair: tuple[int, int]) -> str:
    """How sure a step is: as sure as the less sure of its two ends."""
    statuses = {journey.legs[pair[0]].status, journey.legs[pair[1]].status}
    return "candidate" if "candidate" in statuses else "reported" if "reported" in statuses else "corroborated"
