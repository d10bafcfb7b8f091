"""What a report says about where its places lie: containers stated in the text, countries and regions it keeps naming."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from whosays.data import rows
from whosays.gazetteer import Gazetteer, Toponym, fold_name
from whosays.model import Mention, Parse
from whosays.normalize.places_names import Reading
from whosays.normalize.places_nearness import distance_km
from whosays.outlet_homes import home_of

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
OWNS = re.compile(r"['’]s? ")
COUNTY_WORDS = (" county", " parish", " district", " borough")
LINKING = frozenset("and or to from via with by at than for as on into between against said is was".split())
LOCAL_WORD = 0.4  # mentions that a word of a country's courts, police or schools is worth
COUNTY = 1.0  # … and the name of a county, for its state
RIVAL = 10  # times; until its sense is settled, a name may also mean a town that much smaller
KNOWN_TOWN = 100_000  # people; smaller towns say too little about the country a report is set in


@dataclass(frozen=True, slots=True)
class Support:
    """How much of the report, in mentions, stands behind each country and each region."""

    countries: dict[str, float]
    regions: dict[str, float]


@dataclass(frozen=True, slots=True)
class Context:
    """Support by the whole report, and by each name of it alone, so that a name never supports itself.

    ``home`` is the town the outlet is published in, where that is known; ``called`` the town its name contains.
    """

    whole: Support
    by_name: dict[str, Support]
    home: Toponym | None = None
    called: str = ""

    def far_namesake(self, place: Toponym, name: str) -> bool:
        """Is it a country or capital of the name that a local outlet bears, and of a country the report does not speak of?"""
        return name == self.called and place.kind in ("country", "capital") and self.country(place.country, name) == 0.0

    def country(self, code: str, but: str) -> float:
        """Support of a country by everything but one name: 0 to 1.5, its share plus that it is named at all."""
        return _saturate(code, self.whole.countries, self._own(but).countries)

    def region(self, code: str, but: str) -> float:
        """Support of a region by everything but one name, 0 to 1.5."""
        return _saturate(code, self.whole.regions, self._own(but).regions)

    def names_countries(self, but: str) -> bool:
        """Does the report, one name aside, say anything about countries?"""
        own = self._own(but).countries
        return any(weight - own.get(code, 0.0) > LEAST for code, weight in self.whole.countries.items())

    def _own(self, name: str) -> Support:
        return self.by_name.get(name, NOTHING)


NOTHING = Support({}, {})
LEAST = 1e-6


def _saturate(code: str, whole: dict[str, float], own: dict[str, float]) -> float:
    weight = whole.get(code, 0.0) - own.get(code, 0.0)
    if not code or weight <= LEAST:
        return 0.0
    return weight / (sum(whole.values()) - sum(own.values())) + min(0.5, weight / 4)


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
        if LIES_IN.fullmatch(gap) and _may_hold(left, right, COMMA.fullmatch(gap) is not None):
            found.setdefault(index, index + 1)
        elif (HOLDS.fullmatch(gap) or OWNS.fullmatch(gap)) and _is_area(left) and right.mention.form == "name":
            found.setdefault(index + 1, index)
    return found


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
        return outer.mention.text.endswith(".") or outer.mention.text.isupper() or inner.folded == outer.folded
    return True


def _area(place: Toponym, reading: Reading) -> bool:
    """May the place stand after a comma as what holds the one before? A county only under its full name."""
    if place.kind == "district":
        return place.primary or reading.folded.endswith(COUNTY_WORDS)
    return place.kind != "city"


def gather(
    parse: Parse,
    readings: Sequence[Reading],
    mentions: Sequence[Mention],
    gazetteer: Gazetteer,
    chosen: Mapping[str, Toponym],
) -> Context:
    """Countries and regions that the report names, with weights: names, demonyms, the dateline, the outlet's own place.

    ``chosen`` holds the senses settled so far: a name that countries share speaks for the one it was taken for.
    """
    whole = Support(defaultdict(float), defaultdict(float))
    by_name: dict[str, Support] = {}
    placed = {reading.mention.id for reading in readings}
    datelines = [segment for segment in parse.report.segments if segment.role == "dateline"]
    home = home_of(parse.report.outlet, gazetteer)
    for mention in mentions:
        of_paper = home.called and fold_name(mention.text).startswith(
            home.called
        )  # "a Palestine man" in the Palestine Herald
        if mention.id not in placed and mention.country is not None and not of_paper:
            whole.countries[mention.country] += 0.7
    for reading in readings:
        weight = 0.5 if reading.mention.form == "adjective" else 1.0
        if any(zone.start <= reading.mention.start < zone.end for zone in datelines):
            weight = 2.0
        own = by_name.setdefault(reading.folded, Support(defaultdict(float), defaultdict(float)))
        for country, region, part in speaks_for(reading, chosen.get(reading.folded)):
            for support in (whole, own):
                support.countries[country] += weight * part
                if region:
                    support.regions[region] += weight * part
    for country, weight in _local_words(parse):
        whole.countries[country] += weight
    for country, region, weight in home.supports:
        whole.countries[country] += weight
        if region:
            whole.regions[region] += weight
    return Context(whole, by_name, home.town, home.called)


def _local_words(parse: Parse) -> list[tuple[str, float]]:
    """Countries whose courts, police and schools the report speaks of, with a weight that grows with the number of words."""
    found: dict[str, float] = defaultdict(float)
    for words, country in rows("local_words"):
        if words in parse.report.text:
            found[country] += LOCAL_WORD
    return sorted((country, min(1.0, weight)) for country, weight in found.items())


def _counties(reading: Reading, sense: Toponym | None) -> list[tuple[str, str, float]]:
    """What the name of a county supports: its state, or each of the states that have one, a share."""
    counties = [place for place in reading.candidates if place.kind == "district"]
    if not counties or len(counties) < len(reading.candidates):
        return []
    if sense in counties:
        return [(sense.country, sense.region, COUNTY)] if sense else []
    share = COUNTY / len(counties)
    return [(place.country, place.region, share) for place in counties]


def speaks_for(reading: Reading, sense: Toponym | None) -> list[tuple[str, str, float]]:
    """(country, region or "", weight) that a name supports: what its well-known bearers agree on, else its settled sense."""
    areas = [place for place in reading.candidates if place.kind in ("country", "region") and place.primary]
    towns = [
        place
        for place in reading.candidates
        if place.primary and (place.kind == "capital" or (place.kind == "city" and place.population >= KNOWN_TOWN))
    ]
    known = areas + towns
    if sense is not None and sense.kind == "city" and known and sense not in known and not areas:
        known = [sense]  # the report means a lesser town of the name
    if len({place.country for place in known}) > 1:
        known = [place for place in known if place == sense]
    if not known:
        return _counties(reading, sense)
    rivals = [
        place for place in reading.candidates if place.primary and place.population * RIVAL >= known[0].population
    ]
    regions = {sense.region} if sense in known else {place.region for place in [*known, *rivals]}
    weight = 1.0 if any(place in areas for place in known) else 0.5
    return [(known[0].country, regions.pop() if len(regions) == 1 else "", weight)]
