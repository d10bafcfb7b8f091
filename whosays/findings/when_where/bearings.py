"""Bearings: one distance from one place, in two directions ("55 kilometres south of Bireun", "34 miles west of Bireun").

The same distance from the same town is one point that somebody located; two directions cannot both be right.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass

from whosays.findings.evidence import Story, finding, pairs_of, position
from whosays.model import Facts, Finding, Measure
from whosays.values.measures import agree, place_of, value_of

APART = 60.0  # degrees: "south" and "south-southwest" are one direction told more or less exactly
COMPASS = {"north": (0.0, 1.0), "south": (0.0, -1.0), "east": (1.0, 0.0), "west": (-1.0, 0.0)}
POINT = r"(?:north|south|east|west)(?:[ -]?(?:north|south|east|west)){0,2}"
# Behind the distance: a conversion in brackets, the direction, and the place it is counted from.
OF = re.compile(
    rf"(?: \([^)]{{1,30}}\))?,? (?:to the |due )?(?P<bearing>{POINT})(?:ern)? of (?:the )?(?:[a-z]+ )*(?P<place>[A-Z]\w+(?:[ -][A-Z]\w+)*)"
)


@dataclass(frozen=True, slots=True)
class Located:
    """A point by its distance in metres and its direction from a named place, as one claim gives it."""

    fact: Facts
    distance: Measure
    bearing: str
    place: str

    @property
    def degrees(self) -> float:
        """Clockwise from north, 0 … 360; "south-southwest" leans on its three words alike."""
        points = [COMPASS[word] for word in re.findall(r"north|south|east|west", self.bearing)]
        return math.degrees(math.atan2(sum(x for x, _ in points), sum(y for _, y in points))) % 360


def bearings(story: Story) -> Iterator[Finding]:
    """Contradiction where reports give one distance from one place and directions that point apart; one finding a place and distance."""
    told_since = sorted(story.facts, key=lambda fact: position(story, fact))
    found = [point for fact in told_since if fact.factuality != "retracted" for point in _located(fact)]
    told: set[str] = set()
    for a, b in pairs_of(found, lambda point: point.place):
        if a.fact.claim in told or not _against(a, b):
            continue
        group = [c for c in found if c.place == a.place and agree(a.distance, c.distance)]
        told.update(c.fact.claim for c in group)
        sides = [[c for c in group if _angle(c, side) < APART] for side in (a, b)]
        yield finding(
            story, "contradiction", "place", f"In which direction from {a.place}?",
            [(f"{side[0].bearing} of {a.place}", tuple(c.fact.claim for c in side)) for side in sides],
            f'"{a.distance.shown} {a.bearing}" against "{b.distance.shown} {b.bearing}" of {a.place}: one distance, '
            f"{_angle(a, b):.0f} degrees apart, which puts the two points {_kilometres(a, b):.0f} km from each other",
        )  # fmt: skip


def _against(a: Located, b: Located) -> bool:
    """Do two reports give one distance and two directions?"""
    return a.fact.report != b.fact.report and agree(a.distance, b.distance) and _angle(a, b) >= APART


def _located(fact: Facts) -> Iterator[Located]:
    """The points that a claim locates by distance and direction."""
    for measure in fact.measures:
        at = place_of(fact.text, measure.shown) if measure.unit == "m" else -1
        match = OF.match(fact.text, at + len(measure.shown)) if at >= 0 else None
        if match:
            yield Located(fact, measure, match["bearing"], match["place"])


def _angle(a: Located, b: Located) -> float:
    """Degrees between two directions, 0 … 180."""
    apart = abs(a.degrees - b.degrees) % 360
    return min(apart, 360 - apart)


def _kilometres(a: Located, b: Located) -> float:
    """Between two points on a plane, by the law of cosines: good to a percent at the distances that news give."""
    left, right = (value_of(a.distance) or 0.0), (value_of(b.distance) or 0.0)
    return math.sqrt(max(0.0, left**2 + right**2 - 2 * left * right * math.cos(math.radians(_angle(a, b))))) / 1000
