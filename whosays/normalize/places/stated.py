"""Which place the text itself puts a name into: "Lufkin, Texas", "Khost in Afghanistan", "Iraq's Mosul"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from whosays.gazetteer import Toponym
from whosays.model import Parse
from whosays.normalize.places.names import Reading
from whosays.normalize.places.nearness import distance_km

SITE = (
    r"(?:city|town|village|port|capital|province|region|state|district|suburb|resort|island|county|area|territory|"
    r"stronghold|community|enclave|peninsula|prefecture|municipality|hamlet|base|camp|airport|station|stadium|crossing|"
    r"post|bridge|plant|prison|hospital|market|section|neighbou?rhood)"
)
# ", " · " in the northern " · " border station of the "
LIES_IN = re.compile(rf",? ?\(|, |,?(?: (?:[a-z-]+ )?{SITE})? (?:in|of)(?: the)?(?: [a-z-]+){{0,2}} ")
COMMA = re.compile(r",? ?\(|, ")
# "the Cypriot port of Limassol", "the northern Texas town of Paris"
HOLDS = re.compile(rf"(?:['’]s?)?(?: [a-z-]+){{0,2}} {SITE}(?: of)? ")
LISTED = re.compile(r",? (?:and|or) |, (?=[A-Z])")
OWNS = re.compile(r"['’]s? ")
COUNTY_WORDS = (" county", " parish", " district", " borough")
LINKING = frozenset("and or to from via with by at than for as on into between against said is was".split())


def lies_in(inner: Toponym, outer: Toponym) -> bool:
    """Can the one lie in the other? By codes for countries and regions, else by distance against the outer radius."""
    if outer.kind == "country":
        return inner.kind != "country" and inner.country == outer.country
    if outer.kind == "region":
        if inner.kind in ("country", "region"):
            return False
        return inner.region == outer.region if inner.region else inner.country == outer.country
    if inner.kind == "country" or (inner.kind == "region" and outer.kind != "feature"):
        return False
    larger = outer.radius_km > inner.radius_km or outer.population > inner.population
    return larger and distance_km(inner, outer) <= 1.5 * outer.radius_km + 10


def stated_containers(parse: Parse, readings: Sequence[Reading]) -> dict[int, int]:
    """Index of the name that the text puts each name into: "Lufkin, Texas", "Khost in Afghanistan", "Iraq's Mosul".

    ``readings`` are in text order. A chain ("Pandi, Bulacan, Philippines") is followed pair by pair. Lists are not chains:
    a name whose own first reading is a country or region is never put into the next one across a mere comma.
    """
    text = parse.report.text
    found: dict[int, int] = {}
    for index in range(len(readings) - 1):
        left, right = readings[index], readings[index + 1]
        gap = text[left.mention.end : right.mention.start].replace("\n", " ")
        if "\n" in text[left.mention.end : right.mention.start] or len(gap) > 40:
            continue
        if any(word in LINKING for word in gap.split()):
            continue
        comma = COMMA.fullmatch(gap) is not None
        if comma and LISTED.match(text, right.mention.end) and not _fits(left, right):
            continue  # "Crockett, Palestine and Houston"
        if (
            not comma
            and text[max(0, left.mention.start - 4) : left.mention.start].lower() == "the "
            and gap.startswith(" of")
        ):
            continue  # "the Venice of the North"
        if LIES_IN.fullmatch(gap) and _may_hold(left, right, comma):
            found.setdefault(index, index + 1)
        elif (HOLDS.fullmatch(gap) or OWNS.fullmatch(gap)) and _is_area(left) and right.mention.form == "name":
            found.setdefault(index + 1, index)
    return found


def _fits(inner: Reading, outer: Reading) -> bool:
    """Does any place of the first name lie in any of the second?"""
    return any(lies_in(place, area) for place in inner.candidates for area in outer.candidates)


def _is_area(reading: Reading) -> bool:
    return any(place.kind in ("country", "region") for place in reading.candidates)


def _may_hold(inner: Reading, outer: Reading, comma: bool) -> bool:
    """May the text mean "inner, in outer"? A bare comma between two areas is a list unless the second is abbreviated."""
    if inner.mention.form == "adjective" or outer.mention.form == "adjective":
        return False
    if not outer.candidates:
        return False
    if comma and not any(_area(place, outer) for place in outer.candidates):
        return False
    if comma and any(place.kind in ("country", "region") and place.primary for place in inner.candidates):
        states = [place for place in inner.candidates if place.kind == "region"]
        if any(lies_in(state, place) for state in states for place in outer.candidates if place.kind == "country"):
            return True  # "Toronto, Ontario, Canada"
        return outer.mention.text.endswith(".") or outer.mention.text.isupper() or inner.folded == outer.folded
    return True


def _area(place: Toponym, reading: Reading) -> bool:
    """May the place stand after a comma as what holds the one before? A county only under its full name."""
    if place.kind == "district":
        return place.primary or reading.folded.endswith(COUNTY_WORDS)
    return place.kind != "city"
