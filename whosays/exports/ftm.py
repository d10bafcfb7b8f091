"""FollowTheMoney (JSON lines): people, organisations, places, reports, events and trips, with what documents them.

FollowTheMoney has no word for "denied" or "intended": acts are events only where a claim tells them as done, trips only where both
stays are reported; what is denied, intended, alleged or a candidate stays out, and who says it stands in ``summary``. Ids are those
of the record, with the story's in front, so two exports of one record merge. Written by hand: the library needs a compiler to install.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from whosays.exports.journeys import step_status, steps
from whosays.exports.moments import last_day, moment, utc, whole_days
from whosays.exports.tables import claims_of
from whosays.exports.texts import file_stem, for_xml, json_lines, one_line
from whosays.model import Claim, Entity, EntityKind, Event, Itinerary, Leg, Record, Report, key
from whosays.render.story import Story, story_of
from whosays.render.wording import chain, on_one_line, words_of

SCHEMATA: Mapping[EntityKind, str] = {
    "person": "Person",
    "organisation": "Organization",
    "place": "Address",
    "facility": "Address",
    "vehicle": "Vehicle",
}
LEGAL = frozenset({"Person", "Organization"})
LANGUAGES = {"en": "eng"}  # FollowTheMoney names languages by three letters (ISO 639-3)
TOLD = frozenset({"reported", "corroborated"})
Properties = Mapping[str, Iterable[str | None]]


def files(record: Record) -> dict[str, bytes]:
    """One entity a line, those pointed at before those that point."""
    return {file_stem(record) + ".ftm.json": json_lines(_entities(record))}


def _entities(record: Record) -> Iterator[dict[str, Any]]:
    story = story_of(record)
    prefix = f"whosays-{record.story.id}-"
    named = {one.id: one for one in record.entities if one.kind in SCHEMATA and _is_named(one)}
    placed = {leg.place for journey in record.itinerary for leg in journey.legs}
    cast = {one.id: one for one in record.entities if one.id in named or (one.id in placed and one.kind in SCHEMATA)}
    for report in record.reports:
        yield _report(prefix, story, report)
    for entity in cast.values():
        yield _cast(prefix, story, entity)
    for entity in cast.values():
        yield from _mentions(prefix, story, entity)
    for event in record.events:
        if event.code is not None and event.status == "occurred":
            yield from _event(prefix, story, event, cast)
    for journey in record.itinerary:
        yield from _trips(prefix, story, journey, cast)


def _is_named(entity: Entity) -> bool:
    return any(mention.form == "name" for mention in entity.mentions)


def _proxy(id: str, schema: str, properties: Properties) -> dict[str, Any]:
    """An entity; values that are absent or blank are left out, none stands twice."""
    kept = {
        name: list(dict.fromkeys(text for value in values if value and (text := _clean(value))))
        for name, values in properties.items()
    }
    return {"id": id, "schema": schema, "properties": {name: values for name, values in kept.items() if values}}


def _report(prefix: str, story: Story, report: Report) -> dict[str, Any]:
    url = report.url if report.url and report.url.startswith(("http://", "https://")) else None
    return _proxy(
        prefix + report.id,
        "Article",
        {
            "title": [_name(report.title or report.source)],
            "fileName": [on_one_line(report.source)],
            "publisher": [_name(report.outlet) if report.outlet else None],
            "sourceUrl": [url],
            "publishedAt": [date_of(report.published.value)],
            "language": [LANGUAGES.get(report.language or "")],
            "bodyText": [_prose(report.text)],
        },
    )


def _cast(prefix: str, story: Story, entity: Entity) -> dict[str, Any]:
    schema = SCHEMATA[entity.kind]
    forms = sorted(
        {
            _name(story.texts.get(mention.report, "")[mention.start : mention.end])
            for mention in entity.mentions
            if mention.form == "name"
        }
        - {_name(entity.name)}
    )
    properties: dict[str, Iterable[str | None]] = {"name": [_name(entity.name)], "alias": forms}
    properties["wikidataId"] = [entity.links.wikidata]
    if schema == "Address":
        properties["full"] = [_name(entity.name)]
    if schema == "Address" and entity.place is not None:
        properties["latitude"], properties["longitude"] = [f"{entity.place.latitude}"], [f"{entity.place.longitude}"]
    return _proxy(prefix + entity.id, schema, properties)


def _mentions(prefix: str, story: Story, entity: Entity) -> Iterator[dict[str, Any]]:
    """For people and organisations one Mention in each report, for the others a link to the report."""
    schema = SCHEMATA[entity.kind]
    for report in story.record.reports:
        words = [
            _name(report.text[one.start : one.end])
            for one in entity.mentions
            if one.report == report.id and one.form == "name"
        ]
        if not words:
            continue
        if schema in LEGAL:
            yield _proxy(
                prefix + key("m", entity.id, report.id),
                "Mention",
                {
                    "document": [prefix + report.id],
                    "resolved": [prefix + entity.id],
                    "name": words,
                    "detectedSchema": [schema],
                },
            )
        else:
            yield _documentation(prefix, report.id, entity.id, "named")


def _documentation(prefix: str, report: str, what: str, role: str) -> dict[str, Any]:
    return _proxy(
        prefix + key("d", what, report),
        "Documentation",
        {"document": [prefix + report], "entity": [prefix + what], "role": [role]},
    )


def _event(prefix: str, story: Story, event: Event, cast: Mapping[str, Entity]) -> Iterator[dict[str, Any]]:
    """An act told as done, and the reports that tell it."""
    told = claims_of(story, event.claims)
    id = key("ev", event.code, event.date, *event.actors, *event.recipients, *event.claims)
    actors = ", ".join(story.names.get(one, one) for one in event.actors)
    others = ", ".join(story.names.get(one, one) for one in event.recipients)
    place = cast.get(event.place or "")
    address = prefix + place.id if place and SCHEMATA[place.kind] == "Address" else None
    yield _proxy(
        prefix + id,
        "Event",
        {
            "name": [_name(f"{event.code}: {actors}" + (f" → {others}" if others else ""))],
            "keywords": [f"PLOVER {event.code}", "background" if event.background else None],
            "date": [date_of(event.date)],
            "involved": [
                prefix + one
                for one in (*event.actors, *event.recipients)
                if one in cast and SCHEMATA[cast[one].kind] in LEGAL
            ],
            "location": [place.name if place else None],
            "addressEntity": [address],
            **_said(prefix, story, told),
        },
    )
    for report in sorted({claim.report for claim in told}):
        yield _documentation(prefix, report, id, "reports")


def _trips(prefix: str, story: Story, journey: Itinerary, cast: Mapping[str, Entity]) -> Iterator[dict[str, Any]]:
    """A trip for each step between two reported stays."""
    traveller = cast.get(journey.traveller)
    if traveller is None or SCHEMATA[traveller.kind] not in LEGAL:
        return
    for pair in steps(journey):
        start, end = journey.legs[pair[0]], journey.legs[pair[1]]
        places = [cast.get(leg.place) for leg in (start, end)]
        if not {start.status, end.status} <= TOLD or any(p is None or SCHEMATA[p.kind] != "Address" for p in places):
            continue
        told = claims_of(story, (*start.claims, *end.claims))
        id = key("tr", journey.traveller, start.place, end.place, start.earliest, end.earliest, *end.claims)
        names = [story.names[leg.place] for leg in (start, end)]
        yield _proxy(
            prefix + id,
            "Trip",
            {
                "name": [_name(f"{traveller.name}: {names[0]} → {names[1]}")],
                "involved": [prefix + traveller.id],
                "startLocation": [prefix + start.place],
                "endLocation": [prefix + end.place],
                "startDate": [_day(start)],
                "endDate": [_day(end)],
                "keywords": [step_status(journey, pair)],
                **_said(prefix, story, told),
            },
        )
        for report in sorted({claim.report for claim in told}):
            yield _documentation(prefix, report, id, "reports")


def _said(prefix: str, story: Story, told: Iterable[Claim]) -> dict[str, Iterable[str | None]]:
    """Who says it, the words, and the reports that hold them."""
    claims = tuple(told)
    words = [f"“{words_of(story, claim.report, claim.spans)}”" for claim in claims]
    return {
        "summary": [_prose(f"{chain(story, claim)}: {said}") for claim, said in zip(claims, words, strict=True)],
        "proof": sorted({prefix + claim.report for claim in claims}),
    }


def _name(text: str) -> str:
    return _clean(on_one_line(text))


def _prose(text: str) -> str:
    """A longer text: the library takes invisible joiners and marks of direction out of those, but not out of names."""
    return "".join(char for char in on_one_line(text) if unicodedata.category(char) != "Cf")


def _clean(text: str) -> str:
    """A value as the library leaves it: one line, nothing that XML could not hold, no mark of byte order."""
    return one_line(for_xml(text).replace("\ufeff", ""))


def date_of(value: str | None) -> str | None:
    """A date as FollowTheMoney reads it: as much of it as is known, moments in UTC."""
    at = moment(value)
    if at is None or value is None:
        return None
    if "T" not in value:
        return value[:10]
    return (utc(at) or at).strftime("%Y-%m-%dT%H:%M:%S")


def _day(leg: Leg) -> str | None:
    """The day of a stay that is known to the day; a longer one has none."""
    first, last = moment(leg.earliest), moment(leg.latest, last=True)
    if first is None or last is None:
        return None
    if whole_days(first, last):
        return first.date().isoformat() if last_day(last) == first.date() else None
    return first.date().isoformat() if first.date() == last.date() else None
