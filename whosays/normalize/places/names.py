"""Which places a printed name may stand for, before anything else of the report is asked."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import cache

from whosays.data import rows
from whosays.gazetteer import Gazetteer, Toponym, fold_name
from whosays.model import Mention

POSSESSIVE = re.compile(r"['’]s?$")
# Words for the kind of an administrative area: "Nineveh province" is filed as "nineveh".
DESIGNATOR = re.compile(
    r"^(?:(?:autonomous )?(?:province|region|republic|state|county|district|governorate|department|prefecture) of (?:the )?)|"
    r" (?:autonomous (?:region|republic|okrug)|province|region|republic|state|district|governorate|department|prefecture|"
    r"oblast|krai|kray|okrug|county|voivodeship|territory|municipality|canton|raion|rayon|regency|emirate|division)$"
)
TOWN_WORD = re.compile(
    r"^(?:(?:old |new )?(?:city|town|village|port|borough|township|hamlet) of (?:the )?)|"
    r" (?:city|town|village|township|borough|cdp|metropolitan area|metro area|harbou?r|proper)$"
)
TOWN_OF = re.compile(r"^(?:city|town|village|borough|township) of (?:the )?")
# A part of a place, or something called after it, lies in or at it.
PART_OF = re.compile(
    r"^(?:(?:north|south|east|west|northern|southern|eastern|western|northeast|northwest|southeast|southwest|northeastern|"
    r"northwestern|southeastern|southwestern|central|upper|lower|inner|outer|downtown|uptown|midtown|greater|rural|suburban|"
    r"metro|metropolitan|mainland|coastal|occupied) )"
)
NAMED_AFTER = re.compile(r" (?:international airport|regional airport|municipal airport|airport|airfield|air base)$")
INITIALS = re.compile(r"(?:[A-Z]\.){2,}")
BIG_TOWN = 500_000  # people
LARGE_TOWN = 200_000  # people; as large a town may have a name of three letters ("Van", "Ufa")
CODE_LENGTH = 3  # folded names up to this long are abbreviations, or else large towns


@dataclass(frozen=True, slots=True)
class Reading:
    """The places a mention may stand for; ``part`` where the name is that of a part, so the point is rough."""

    mention: Mention
    folded: str
    candidates: tuple[Toponym, ...]
    part: bool


def read_name(mention: Mention, gazetteer: Gazetteer) -> Reading:
    """Candidates of a mention by exact name: as printed, without the word for its kind, or as a part of a place."""
    printed = POSSESSIVE.sub("", mention.text.strip())
    folded = fold_name(printed)
    if mention.form == "adjective" and (peoples := _demonym(mention, folded, gazetteer)):
        return Reading(mention, folded, peoples, part=False)
    if len(folded) <= CODE_LENGTH and not (printed.isupper() or "." in printed):
        large = (
            place for place in gazetteer.look_up_folded(folded) if place.primary and place.population >= LARGE_TOWN
        )
        return Reading(
            mention, folded, tuple(place for place in large if place.kind in ("city", "capital")), part=False
        )
    found = gazetteer.look_up_folded(folded)
    if INITIALS.fullmatch(printed):  # "L.A." is the city, "La." the state
        found = tuple(place for place in found if place.kind == "feature") or found
    if not found and mention.country is not None:
        found = _demonym(mention, folded, gazetteer)
    found += _of_its_country(mention, found, gazetteer)
    town = TOWN_OF.sub("", folded)
    if town != folded and not any(
        place.primary for place in found
    ):  # "the City of Springfield" has the sense of "Springfield"
        towns = tuple(place for place in gazetteer.look_up_folded(town) if place.kind in ("city", "capital"))
        return Reading(mention, town if towns else folded, towns or found, part=False)
    if found:
        return Reading(mention, folded, found, part=False)
    bare = DESIGNATOR.sub("", folded)
    if bare != folded:
        found = tuple(place for place in gazetteer.look_up_folded(bare) if place.kind not in ("country", "feature"))
        areas = tuple(place for place in found if place.kind in ("region", "district"))
        return Reading(mention, folded, areas or found, part=False)
    bare = TOWN_WORD.sub("", folded)
    if bare != folded:
        found = tuple(place for place in gazetteer.look_up_folded(bare) if place.kind in ("city", "capital"))
        return Reading(mention, folded, found, part=False)
    for pattern in (PART_OF, NAMED_AFTER):
        bare = pattern.sub("", folded)
        if bare != folded and (found := gazetteer.look_up_folded(bare)):
            return Reading(mention, folded, tuple(replace(place, geonames=None) for place in found), part=True)
    return Reading(mention, folded, (), part=False)


def read_facility(reading: Reading, known: Collection[str], gazetteer: Gazetteer) -> Reading:
    """A facility of unknown name that starts with a town's: "Huntsville High School" stands in Huntsville.

    Only a town that the report names by itself (``known``, folded) or a big one counts: most facilities that start with
    a town's name are called after a person or stand elsewhere.
    """
    words = reading.folded.split()
    for end in range(len(words) - 1, 0, -1):
        name = " ".join(words[:end])
        towns = tuple(place for place in gazetteer.look_up_folded(name) if place.kind not in ("country", "region"))
        if name not in known:
            towns = tuple(place for place in towns if place.primary and place.population >= BIG_TOWN)
        if towns:
            return Reading(reading.mention, name, tuple(replace(place, geonames=None) for place in towns), part=True)
    return reading


def _of_its_country(mention: Mention, found: tuple[Toponym, ...], gazetteer: Gazetteer) -> tuple[Toponym, ...]:
    """The country that the press means by a name which the gazetteer files under another: "Congo"."""
    countries = {place.country for place in found if place.kind == "country"}
    if mention.country is None or not countries or mention.country in countries:
        return ()
    own = gazetteer.look_up(_names_of_countries().get(mention.country, ""))
    return tuple(place for place in own if place.kind == "country" and place.country == mention.country)


@cache
def _names_of_countries() -> dict[str, str]:
    """The first name of each country, by its code."""
    return {row[0]: row[1] for row in rows("countries")}


@cache
def _adjectives() -> frozenset[str]:
    """Folded demonyms of all countries."""
    return frozenset(fold_name(word) for row in rows("countries") for word in row[3].split("|") if word)


def _demonym(mention: Mention, folded: str, gazetteer: Gazetteer) -> tuple[Toponym, ...]:
    """Countries, regions and features filed under a demonym; never a town that happens to be spelled like one."""
    found = gazetteer.look_up_folded(folded)
    if folded not in _adjectives() and any(
        place.primary for place in found
    ):  # "Georgia residents", "Palestine police": a name
        return found
    if (
        not any(place.kind in ("country", "region") and not place.primary for place in found)
        and mention.country is None
    ):
        return found  # "the Manchester High School"
    large = tuple(place for place in found if place.kind in ("country", "region", "feature"))
    if mention.country is not None:
        of_country = tuple(place for place in large if place.country == mention.country)
        return of_country or large
    return large
