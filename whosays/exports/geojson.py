"""GeoJSON (RFC 7946): places and the legs of journeys; a place that is not located has no geometry and stays in the list.

``status`` of a leg is the record's: reported, corroborated, candidate or denied. A line joins two legs only where their order is
known, and is a candidate where either end is.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from whosays.exports.journeys import step_status, steps
from whosays.exports.tables import claims_of
from whosays.exports.texts import file_stem, json_bytes
from whosays.model import Coordinates, Entity, Itinerary, Record
from whosays.render.intervals import when
from whosays.render.story import Story, story_of
from whosays.render.wording import chain, words_of

Position = list[float]
Geometry = dict[str, Any]


def files(record: Record) -> dict[str, bytes]:
    """One FeatureCollection: places, then legs and lines of each traveller."""
    story = story_of(record)
    entities = {entity.id: entity for entity in record.entities}
    features = [*_places(story), *_journeys(story, entities)]
    collection = {"type": "FeatureCollection", "features": features}
    return {file_stem(record) + ".geojson": json_bytes(collection)}


def _feature(id: str, geometry: Geometry | None, properties: dict[str, Any]) -> Geometry:
    return {"type": "Feature", "id": id, "geometry": geometry, "properties": properties}


def _point(at: Coordinates | None) -> Geometry | None:
    """A point, longitude first; ``None`` where it is not located or lies outside the globe."""
    if at is None or not (-180 <= at.longitude <= 180 and -90 <= at.latitude <= 90):
        return None
    return {"type": "Point", "coordinates": [at.longitude, at.latitude]}


def _places(story: Story) -> Iterator[Geometry]:
    """Every place that a name stands for, and whatever else is located."""
    for entity in story.record.entities:
        named = any(mention.form == "name" for mention in entity.mentions)
        if entity.place is None and not (entity.kind in ("place", "facility") and named):
            continue
        yield _feature(
            entity.id,
            _point(entity.place),
            {
                "what": "place",
                "name": entity.name,
                "kind": entity.kind,
                "radius_km": entity.place.radius_km if entity.place else None,
                "geonames": entity.links.geonames,
                "wikidata": entity.links.wikidata,
                "mentions": len(entity.mentions),
                "reports": (reports := sorted({mention.report for mention in entity.mentions})),
                "outlets": [story.labels[report] for report in reports],
            },
        )


def _journeys(story: Story, entities: dict[str, Entity]) -> Iterator[Geometry]:
    for journey in story.record.itinerary:
        traveller = story.names.get(journey.traveller, journey.traveller)
        for number, leg in enumerate(journey.legs):
            place = entities.get(leg.place)
            told = claims_of(story, leg.claims)
            about = {
                "what": "leg",
                "name": place.name if place else leg.place,
                "traveller": traveller,
                "status": leg.status,
                "earliest": leg.earliest,
                "latest": leg.latest,
                "when": when(leg.earliest, leg.latest, None),
                "after": [f"{journey.traveller}-{one}" for one in leg.after],
                "claims": list(leg.claims),
                "says": list(dict.fromkeys(chain(story, claim) for claim in told)),
                "words": [words_of(story, claim.report, claim.spans) for claim in told],
            }
            yield _feature(f"{journey.traveller}-{number}", _point(place.place if place else None), about)
        yield from _lines(journey, traveller, entities)


def _lines(journey: Itinerary, traveller: str, entities: dict[str, Entity]) -> Iterator[Geometry]:
    """A line for each step between two located legs."""
    for pair in steps(journey):
        ends = [entities.get(journey.legs[one].place) for one in pair]
        points = [_point(end.place) if end else None for end in ends]
        if points[0] is None or points[1] is None or points[0] == points[1]:
            continue
        yield _feature(
            f"{journey.traveller}-{pair[0]}-{pair[1]}",
            _line(points[0]["coordinates"], points[1]["coordinates"]),
            {
                "what": "line",
                "traveller": traveller,
                "status": step_status(journey, pair),
                "from": f"{journey.traveller}-{pair[0]}",
                "to": f"{journey.traveller}-{pair[1]}",
            },
        )


def _line(start: Position, end: Position) -> Geometry:
    """A line between two points; cut in two where the shorter way crosses the antimeridian (RFC 7946, 3.1.9)."""
    across = end[0] - start[0]
    if abs(across) <= 180:
        return {"type": "LineString", "coordinates": [start, end]}
    edge = 180.0 if start[0] > 0 else -180.0
    rest, way = edge - start[0], across - 360 if across > 0 else across + 360
    latitude = round(start[1] + (end[1] - start[1]) * (rest / way if way else 0.0), 6)
    parts = [[start, [edge, latitude]], [[-edge, latitude], end]]
    lines = [part for part in parts if any(one != other for one, other in pairwise(part))]
    return {"type": "MultiLineString", "coordinates": lines}
