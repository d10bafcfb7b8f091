"""How well a bearer of a name fits what a report says, and why it may be believed to be meant."""

from __future__ import annotations

import math

from whosays.gazetteer import Toponym
from whosays.normalize.places.context import Context
from whosays.normalize.places.names import Reading
from whosays.normalize.places.nearness import Neighbourhood

# Ranks, in powers of ten of population: a country outranks a namesake town of ten million people.
RANK = {"country": 9.5, "feature": 8.0, "capital": 2.0, "region": 0.7, "district": 0.0, "city": 0.0, "site": -1.0}
PEOPLED = frozenset({"region", "district", "capital", "city"})
INTERNATIONAL = 4.0  # a sea or continent is no country's, so no country's support may be set against it
OTHER_SPELLING = -1.5
FAR_NAMESAKE = 6.0  # Lebanon in the Lebanon Daily News
NAMESAKE_OF_AREA = 5.0  # California in Maryland, Egypt in Pennsylvania
DEMONYM = 2.0  # Georgia in a report that says "Georgian"
STANDS_ALONE = 5.0  # "WASHINGTON —"
SMALL_TOWN = 20_000  # people; so small a town is seldom meant by the name of a country or large state
ENGLISH_PRESS = 0.7  # places in countries whose press is English are named more often than their size says
ENGLISH = frozenset({"US", "GB", "CA", "AU", "IE", "NZ"})
COUNTRY_WEIGHT, REGION_WEIGHT, NEAR_WEIGHT = 3.0, 2.5, 2.5
WELL_KNOWN = 100_000  # people; a place of its own name this large needs no support where the report names no country
DOMINANCE = 3  # times the population of any other bearer of the name
NEAR_ENOUGH = 0.3
FAMOUS = 400_000  # people; … and this large none at all


def well_known(place: Toponym) -> bool:
    """Is it the place that its name alone brings to mind?"""
    if place.kind in ("country", "feature", "capital"):
        return place.primary or place.kind == "country"
    return place.primary and place.population >= FAMOUS


def score(place: Toponym, name: str, context: Context, around: Neighbourhood) -> float:
    """How well a candidate fits: rank and population, then country, region and neighbours, each saturating."""
    fit = RANK[place.kind] - (FAR_NAMESAKE if context.far_namesake(place, name) else 0.0)
    if name in context.used.areas and place.kind == "city" and place.population < SMALL_TOWN and name != context.called:
        fit -= NAMESAKE_OF_AREA
    if place.kind == "feature" and not place.country:
        fit += INTERNATIONAL
    if context.opens(place, name):
        fit += STANDS_ALONE
    if place.kind == "country" and place.country in context.used.demonyms:
        fit += DEMONYM
    if place.kind in PEOPLED:
        fit += math.log10(place.population + 10)
    if not place.primary:
        fit += OTHER_SPELLING
    if place.country in ENGLISH and place.kind in PEOPLED:
        fit += ENGLISH_PRESS
    fit += COUNTRY_WEIGHT * context.country(place.country, name)
    if place.kind != "country":
        fit += REGION_WEIGHT * context.region(place.region, name)
    return fit + NEAR_WEIGHT * around.nearness(place, name)


def supported(
    place: Toponym,
    reading: Reading,
    stated: bool,
    context: Context,
    around: Neighbourhood,
) -> str | None:
    """Why a candidate may be believed, or ``None``: the report must support a small place or another spelling."""
    if place.kind == "country":
        return "the country of this name"
    if stated:
        return "lies in the container that the text names"
    if context.opens(place, reading.folded):
        return "agencies mean this city in a dateline without a state"
    if context.region(place.region, reading.folded) > 0.0:
        return f"the report names its region ({place.region})"
    if context.country(place.country, reading.folded) > 0.0:
        return f"the report names its country ({place.country})"
    if not place.primary and not (place.kind == "capital" and place.population >= FAMOUS):
        return None
    if place.kind in ("feature", "capital", "region"):
        return "the best known place of this name"
    if around.nearness(place, reading.folded) >= NEAR_ENOUGH:
        return "near other places of the report"
    if place.kind == "site":
        return None
    rivals = [c for c in reading.candidates if c.primary and c != place]
    named = context.names_countries(reading.folded)
    if not rivals and place.country in ENGLISH and (not named or place.kind == "district"):
        return "the only known place of this name"
    if place.population < (FAMOUS if named else WELL_KNOWN):
        return None
    if any(place.population < DOMINANCE * rival.population for rival in rivals):
        return None
    return "by far the largest place of this name"
