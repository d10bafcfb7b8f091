"""What a place is to the gazetteer, and the form in which its names are filed."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

from whosays.text.folding import unaccented

# A feature is known far beyond where it lies (a sea, a spaceport); a site is any other thing with a name (a stream, a church).
PlaceKind = Literal["country", "region", "district", "capital", "city", "feature", "site"]
KINDS: tuple[PlaceKind, ...] = ("country", "region", "district", "capital", "city", "feature", "site")
SPELLED = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort", "&": "and"}
LETTERS = str.maketrans({
    "ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "ə": "a",
    "'": None, "’": None, "‘": None, "ʻ": None, "ʼ": None, "`": None, ".": None, "-": " ", "–": " ", "‐": " ", ",": " ",
})  # fmt: skip


class GazetteerError(RuntimeError):
    """A gazetteer's file is missing or is not one."""


@dataclass(frozen=True, slots=True)
class Toponym:
    """One place that bears a name.

    ``primary`` is true where the name is the place's own, false for another spelling. ``region`` is country.admin1 as
    GeoNames codes it ("US.TX"). Degrees WGS 84, kilometres, people.
    """

    kind: PlaceKind
    primary: bool
    country: str
    region: str
    latitude: float
    longitude: float
    radius_km: float
    population: int
    geonames: str | None


def fold_name(name: str) -> str:
    """A name as the gazetteer files it: no accents, no case, no points or apostrophes, "St." spelled out, no leading "the"."""
    words = unaccented(name.casefold().translate(LETTERS)).split()
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    if len(words) > 1:
        words = [SPELLED.get(word, word) for word in words[:-1]] + words[-1:]
    return " ".join(words)


def town_radius(population: int) -> float:
    """Rough radius of a town, kilometres: grows with the population to the power 0.4, two at least."""
    return round(max(2.0, 1.2 * math.pow(population / 1000, 0.4)), 1)
