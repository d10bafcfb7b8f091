"""What a report says about where its places lie: the countries and regions it keeps naming, its outlet, how it uses a name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from whosays.data import rows
from whosays.gazetteer import Gazetteer, Toponym, fold_name
from whosays.gazetteer.homes import home_of
from whosays.model import Mention, Parse
from whosays.normalize.places.names import Reading

# "ST. LOUIS (AP) —", "GENEVA, March 14 (Reuters) -": a dateline without a state
DATELINE = re.compile(
    r"(?:, (?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]{0,6}\.? \d{1,2}(?:,? \d{4})?)?"
    r"(?: \([A-Z][A-Za-z ]{1,20}\))? {0,2}(?:[\u2012-\u2015]|-{1,2}(?: |$))",
    re.MULTILINE,
)
# Whom and what a town has and no country: "a Lebanon man", "Jordan High School", "Cuba City Council".
OF_TOWN = re.compile(
    r" (?:man|woman|couple|teen(?:ager)?|residents?|City (?:Council|Hall|Manager)|(?:High|Elementary|Middle) School|Township|"
    r"(?:Police|Fire|Volunteer Fire) Department|police chief)\b"
)
# "1301 Elm Ave., Lebanon"
ADDRESS = re.compile(r"(?:(?:St|Ave|Rd|Dr|Blvd|Ln|Hwy)\.|(?:Street|Avenue|Road|Drive|Lane|Boulevard|Highway)),\s\Z")
LOCAL_WORD = 0.4  # mentions that a word of a country's courts, police or schools is worth
COUNTY = 1.0  # … and the name of a county, for its state
RIVAL = 10  # times; until its sense is settled, a name may also mean a town that much smaller
KNOWN_REGION = 500_000  # people; as large a state or province outranks a hamlet of the name
KNOWN_CITY = 1_000_000  # people
KNOWN_TOWN = 100_000  # people; smaller towns say too little about the country a report is set in


@dataclass(frozen=True, slots=True)
class Support:
    """How much of the report, in mentions, stands behind each country and each region."""

    countries: dict[str, float]
    regions: dict[str, float]


@dataclass(frozen=True, slots=True)
class Used:
    """Folded names that are used as a town's, that are also those of a country or large region, and that stand alone in a
    dateline; and the countries whose adjective the report uses."""

    towns: frozenset[str] = frozenset()
    areas: frozenset[str] = frozenset()
    alone: frozenset[str] = frozenset()
    demonyms: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Context:
    """Support by the whole report, and by each name of it alone, so that a name never supports itself.

    ``home`` is the town the outlet is published in, where that is known; ``called`` that town's name, or a town's that the
    outlet's name contains.
    """

    whole: Support
    by_name: dict[str, Support]
    home: Toponym | None = None
    called: str = ""
    used: Used = Used()

    def far_namesake(self, place: Toponym, name: str) -> bool:
        """Is it a country or capital, though the report does not speak of that country and uses the name as a town's?

        So is the name that a local outlet bears, and one in front of a town's people and offices ("a Lebanon man").
        """
        local = name == self.called or (name in self.used.towns and place.kind == "country")
        return local and place.kind in ("country", "capital") and self.country(place.country, name) == 0.0

    def opens(self, place: Toponym, name: str) -> bool:
        """Is it the city that agencies mean by this name, and does a dateline without a state have it?"""
        own = place.primary or place.population >= KNOWN_CITY  # New York City
        standing = name in self.used.alone and name != self.called and place.kind in ("city", "capital") and own
        return standing and standing_alone()[name] in (place.region, place.country)

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


@cache
def standing_alone() -> dict[str, str]:
    """Region or country of the cities that stand alone in datelines, by folded name."""
    return {fold_name(name): region for name, region in rows("dateline_cities")}


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
    return Context(whole, by_name, home.town, home.called, names_used(parse, readings))


def names_used(parse: Parse, readings: Sequence[Reading]) -> Used:
    """How the report uses its names of places."""
    text = parse.report.text
    towns, areas, alone, demonyms = set(), set(), set(), set()
    for reading in readings:
        name, mention = reading.folded, reading.mention
        if OF_TOWN.match(text, mention.end) or ADDRESS.search(text, max(0, mention.start - 16), mention.start):
            towns.add(name)
        if any(_large_area(place) for place in reading.candidates):
            areas.add(name)
        if name in standing_alone() and mention.text.isupper() and DATELINE.match(text, mention.end):
            alone.add(name)
        if mention.form == "adjective":
            demonyms |= {one.country for one in reading.candidates if one.kind == "country" and not one.primary}
    return Used(frozenset(towns), frozenset(areas - towns), frozenset(alone), frozenset(demonyms))


def _large_area(place: Toponym) -> bool:
    return place.kind == "country" or (place.kind == "region" and place.primary and place.population >= KNOWN_REGION)


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
