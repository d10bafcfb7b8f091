"""How near the places of a report lie to each other: towns named together usually lie together."""

from __future__ import annotations

import math

from whosays.gazetteer import Toponym

NEAR_KM = 120.0  # distance at which a neighbour's support has fallen to a third
SQUARE = 3.0  # degrees; only the nine squares around a place are searched, beyond them support is nothing
IN_COUNTY = 3.0  # times the support of a town for its county and of a county for its town, whatever the distance
PAIR = 0.5  # least weight of a town for its county: few of two names' bearers lie so
MOST = 2.0  # support at which more neighbours add nothing


def distance_km(a: Toponym, b: Toponym) -> float:
    """Great-circle distance of two places on a sphere of 6371 km."""
    p, q = math.radians(a.latitude), math.radians(b.latitude)
    half = (
        math.sin((q - p) / 2) ** 2
        + math.cos(p) * math.cos(q) * math.sin(math.radians(b.longitude - a.longitude) / 2) ** 2
    )
    return 12742 * math.asin(min(1.0, math.sqrt(half)))


class Neighbourhood:
    """Places by squares of latitude and longitude, each under the name that puts it there, with a weight."""

    __slots__ = ("_squares",)

    def __init__(self) -> None:
        self._squares: dict[tuple[int, int], list[tuple[str, Toponym, float]]] = {}

    def add(self, name: str, place: Toponym, weight: float) -> None:
        """Put a place on the map."""
        self._squares.setdefault(_square(place), []).append((name, place, weight))

    def nearness(self, place: Toponym, but: str) -> float:
        """Support from the nearest bearer of each other name, 0 to 2; countries, seas and the like have no neighbours."""
        if place.kind in ("country", "feature"):
            return 0.0
        best: dict[str, float] = {}
        row, column = _square(place)
        for square in ((row + north, column + east) for north in (-1, 0, 1) for east in (-1, 0, 1)):
            for name, other, weight in self._squares.get(square, ()):
                if name != but and weight > best.get(name, 0.0):
                    away = distance_km(place, other)
                    support = weight * math.exp(-away / NEAR_KM)
                    if _in_county(place, other, away):
                        support = IN_COUNTY * max(weight, PAIR)
                    if support > best.get(name, 0.0):
                        best[name] = support
        return min(MOST, math.fsum(best.values()))


def _in_county(a: Toponym, b: Toponym, away: float) -> bool:
    """May the one be the other's county?"""
    if (a.kind == "district") == (b.kind == "district") or a.region != b.region:
        return False
    return away <= (a if a.kind == "district" else b).radius_km


def _square(place: Toponym) -> tuple[int, int]:
    return math.floor(place.latitude / SQUARE), math.floor(place.longitude / SQUARE)
