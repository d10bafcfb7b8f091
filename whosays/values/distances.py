"""Distances between places on the globe."""

from __future__ import annotations

import math

from whosays.model import Coordinates

EARTH_KM = 6371.0
CLEARLY_KM = 25.0


def kilometres(here: Coordinates, there: Coordinates) -> float:
    """Great-circle distance (haversine), in kilometres."""
    north, south = math.radians(here.latitude), math.radians(there.latitude)
    east = math.radians(there.longitude - here.longitude)
    half = math.sin((south - north) / 2) ** 2 + math.cos(north) * math.cos(south) * math.sin(east / 2) ** 2
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(half)))


def clearly_apart(here: Coordinates | None, there: Coordinates | None) -> bool:
    """Does neither place lie in the other or next to it? Two unlocated names are two places; of one located, nobody can tell."""
    if here is None or there is None:
        return here is None and there is None
    return kilometres(here, there) > max(here.radius_km or 0.0, there.radius_km or 0.0) + CLEARLY_KM
