"""Coordinates for the places a report names; an unknown or unsupported name stays unlocated, with its container.

Method: candidates by exact name, filtered by the container that the text states, ranked by kind and population, by the
countries and regions that the report keeps naming, and by nearness to the report's other places (one sense of a name per
report). A spelling that is not a place's own name, or a small place, is believed only in a country that the report supports.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from whosays.gazetteer import Gazetteer, Toponym, open_gazetteer
from whosays.model import Mention, Parse, Place
from whosays.normalize.places.context import RIVAL, Context, gather
from whosays.normalize.places.landforms import with_landform
from whosays.normalize.places.names import Reading, read_facility, read_name
from whosays.normalize.places.nearness import Neighbourhood
from whosays.normalize.places.stated import lies_in, stated_containers
from whosays.normalize.places.support import WELL_KNOWN, score, supported, well_known

AREA_WORD = re.compile(r" (region|krai|territory|oblast|province|republic|prefecture|governorate)\b", re.IGNORECASE)
CITY_OFFICE = re.compile(
    r"(?:['’]s)? (?:Council|Hall|Manager|Attorney|Clerk|Commission|Police|Schools?|Administrator|Planner|Engineer|Court|Auditor|Treasurer)"
)
SURROUNDINGS = frozenset(
    {"region", "province", "governorate", "prefecture"}
)  # an area may be called after its chief town
ROUNDS = 5
MANY = 30  # candidates of one name that are weighed as neighbours of another


def locate(parse: Parse, mentions: Sequence[Mention]) -> tuple[Place, ...]:
    """Place of every named or demonymic place and facility of a report, in text order."""
    named = sorted(
        (m for m in mentions if m.kind in ("place", "facility") and m.form in ("name", "adjective")),
        key=lambda m: (m.start, m.end),
    )
    if not named:
        return ()
    gazetteer = open_gazetteer()
    readings = [_with_area_word(parse, read_name(mention, gazetteer), gazetteer) for mention in named]
    known = {reading.folded for reading in readings if reading.candidates and not reading.part}
    readings = [
        read_facility(reading, known, gazetteer)
        if reading.mention.kind == "facility" and not reading.candidates
        else reading
        for reading in readings
    ]
    readings = [with_landform(parse, reading, gazetteer) for reading in readings]
    containers = stated_containers(parse, readings)
    options = _options(readings, containers)
    chosen: dict[str, Toponym] = {}
    for number in range(ROUNDS):  # each round sees what the round before chose
        context = gather(parse, readings, mentions, gazetteer, chosen)
        chosen = {**chosen, **_choose(readings, options, context, chosen, number)}
    around = _around(readings, options, chosen, context.home)
    return tuple(
        _place(index, readings, options, containers, context, chosen, around) for index in range(len(readings))
    )


def _with_area_word(parse: Parse, reading: Reading, gazetteer: Gazetteer) -> Reading:
    """ "the Primorsky region": a word for an area behind a name asks for an area of that name, never for a town or county of it.

    Where no area bears it, the large town of the name stands for what surrounds it.
    """
    if reading.mention.form != "name":
        return reading
    behind = AREA_WORD.match(parse.report.text, reading.mention.end)
    if behind is None:
        return _without_city(parse, reading, gazetteer)
    longer = gazetteer.look_up(f"{reading.mention.text} {behind.group(1)}")
    areas = tuple(place for place in longer or reading.candidates if place.kind in ("region", "feature", "country"))
    towns = tuple(place for place in reading.candidates if place.primary and place.population >= WELL_KNOWN)
    largest = max((place.population for place in areas), default=0)
    larger = tuple(town for town in towns if town.population > largest)
    if (larger or not areas) and behind.group(1).lower() in SURROUNDINGS:  # "the Houston region"
        return replace(reading, candidates=towns, part=True)
    return replace(reading, candidates=areas)


def _without_city(parse: Parse, reading: Reading, gazetteer: Gazetteer) -> Reading:
    """ "Dublin City Council", "San Fernando City Hall": the council of Dublin, where no place of its own is called "Dublin City"."""
    bare = reading.folded.removesuffix(" city")
    if bare == reading.folded or any(place.primary for place in reading.candidates):
        return reading
    towns = tuple(place for place in gazetteer.look_up_folded(bare) if place.kind in ("city", "capital"))
    if not towns or not CITY_OFFICE.match(parse.report.text, reading.mention.end):
        return reading
    return replace(reading, folded=bare, candidates=towns)


def _options(readings: Sequence[Reading], containers: Mapping[int, int]) -> list[tuple[Toponym, ...]]:
    """Candidates of each name that fit the container stated for it, or stated for the same name elsewhere in the report.

    Where none fits, the well-known bearers of the name stay: the sentence was misread rather than the world.
    """
    stated: dict[str, set[Toponym]] = defaultdict(set)
    own: list[tuple[Toponym, ...]] = []
    for index, reading in enumerate(readings):
        fitting = reading.candidates
        if index in containers:
            holders = _holders(containers[index], readings, containers)
            fitting = tuple(c for c in reading.candidates if any(lies_in(c, holder) for holder in holders))
            stated[reading.folded].update(fitting)
            fitting = fitting or tuple(c for c in reading.candidates if well_known(c))
        own.append(fitting)
    result = []
    for index, reading in enumerate(readings):
        elsewhere = stated.get(reading.folded)
        if index not in containers and elsewhere:
            areas = tuple(c for c in reading.candidates if c.kind == "country")
            result.append(areas + tuple(c for c in reading.candidates if c in elsewhere))
        else:
            result.append(own[index])
    return [_own_names(candidates) for candidates in result]


def _own_names(candidates: tuple[Toponym, ...]) -> tuple[Toponym, ...]:
    """Candidates without the towns that had or have the name beside their own, where a larger town is called so today.

    A city that dwarfs its namesakes at home stays: "Newcastle" in England, whatever lies in Australia.
    """
    towns = [c for c in candidates if c.primary and c.kind in ("city", "capital")]
    largest = max((c.population for c in towns), default=0)
    in_country = {c.country: max(t.population for t in towns if t.country == c.country) for c in towns}
    return tuple(
        c
        for c in candidates
        if c.primary
        or c.kind != "city"
        or c.population >= largest
        or c.population >= max(WELL_KNOWN, RIVAL * in_country.get(c.country, 0))
    )


def _holders(index: int, readings: Sequence[Reading], containers: Mapping[int, int]) -> list[Toponym]:
    """Readings of a container: those that fit its own container, areas before towns."""
    found = list(readings[index].candidates)
    if index in containers and containers[index] > index:
        above = _holders(containers[index], readings, containers)
        found = [c for c in found if any(lies_in(c, holder) for holder in above)] or found
    areas = [c for c in found if c.kind in ("country", "region", "district", "feature")]
    return areas + [c for c in found if c not in areas]


def _choose(
    readings: Sequence[Reading],
    options: Sequence[tuple[Toponym, ...]],
    context: Context,
    before: Mapping[str, Toponym],
    number: int,
) -> dict[str, Toponym]:
    """The best supported candidate of each distinct name.

    After the first round counties and the other names take turns: a town and a county that each follow the other's last
    sense would change places for ever.
    """
    around = _around(readings, options, before, context.home)
    chosen: dict[str, Toponym] = {}
    for reading, candidates in zip(readings, options, strict=True):
        if reading.folded in chosen or not candidates:
            continue
        county = all(place.kind == "district" for place in candidates)
        if number and county != (number % 2 == 1):
            continue
        chosen[reading.folded] = min(
            candidates, key=lambda c: (-score(c, reading.folded, context, around), c.latitude, c.longitude)
        )
    return chosen


def _around(
    readings: Sequence[Reading],
    options: Sequence[tuple[Toponym, ...]],
    before: Mapping[str, Toponym],
    home: Toponym | None,
) -> Neighbourhood:
    """Towns and districts that each name may put on the map, with weights: the one chosen, else each a share.

    The outlet's own town stands under the empty name: it supports every name, its own included.
    """
    around = Neighbourhood()
    if home is not None:
        around.add("", home, 1.0)
    seen: set[str] = set()
    for reading, candidates in zip(readings, options, strict=True):
        if reading.folded in seen:
            continue
        seen.add(reading.folded)
        local = [c for c in candidates if c.kind in ("city", "capital", "district") and c.primary][:MANY]
        sense = before.get(reading.folded)
        for place in local:
            share = 1.0 if place == sense else 0.6 / (1.0 + math.log2(len(local)))
            around.add(reading.folded, place, share)
    return around


def _place(
    index: int,
    readings: Sequence[Reading],
    options: Sequence[tuple[Toponym, ...]],
    containers: Mapping[int, int],
    context: Context,
    chosen: Mapping[str, Toponym],
    around: Neighbourhood,
) -> Place:
    """The place of one mention, or what is known of it."""
    reading = readings[index]
    holder = readings[containers[index]].mention.text if index in containers else None
    best = _best(index, reading, options, context, chosen, around)
    if best is None:
        why = (
            "no place of this name is known"
            if not reading.candidates
            else "no place of this name fits what the report says"
        )
        return _unlocated(reading.mention, holder, _area_around(index, readings, containers, chosen), why)
    stated = index in containers and any(lies_in(best, h) for h in _holders(containers[index], readings, containers))
    reason = supported(best, reading, stated, context, around)
    if reason is None:
        why = "the report supports no country of this name"
        return _unlocated(reading.mention, holder, _area_around(index, readings, containers, chosen), why)
    radius = best.radius_km * (1.5 if reading.part else 1.0)
    return Place(
        mention=reading.mention.id,
        name=reading.mention.text,
        latitude=best.latitude,
        longitude=best.longitude,
        radius_km=round(radius, 1),
        geonames=best.geonames,
        country=best.country or None,
        container=holder if stated else None,
        reason=f"{reason}; the point is that of the town or area named in it" if reading.part else reason,
    )


def _best(
    index: int,
    reading: Reading,
    options: Sequence[tuple[Toponym, ...]],
    context: Context,
    chosen: Mapping[str, Toponym],
    around: Neighbourhood,
) -> Toponym | None:
    """The name's sense in this report if this mention allows it, else the best that this mention allows."""
    candidates = options[index]
    if not candidates:
        return None
    sense = chosen.get(reading.folded)
    if sense in candidates:
        return sense
    return min(candidates, key=lambda c: (-score(c, reading.folded, context, around), c.latitude, c.longitude))


def _area_around(
    index: int, readings: Sequence[Reading], containers: Mapping[int, int], chosen: Mapping[str, Toponym]
) -> Toponym | None:
    """The place that the text puts a name into, as the report uses that place's name."""
    return chosen.get(readings[containers[index]].folded) if index in containers else None


def _unlocated(mention: Mention, holder: str | None, area: Toponym | None, why: str) -> Place:
    """A name without coordinates: the container's words, country and radius say how much is known."""
    radius = area.radius_km if area else None
    country = area.country or None if area else None
    return Place(mention.id, mention.text, None, None, radius, None, country, holder, why)
