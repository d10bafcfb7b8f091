"""The stops of journeys in words: who was where, when, how surely and by whose words; and the places that could not be drawn."""

from __future__ import annotations

from dataclasses import dataclass

from whosays.model import Claim, Coordinates, Entity, Leg, Passage
from whosays.render import intervals, wording
from whosays.render.html import outlines
from whosays.render.html.elements import Html, el, joined, text
from whosays.render.html.frame import Frame, bdi, folding
from whosays.render.story import Story

WIDE = 120.0  # km: what is known no better than that is an area, and no point
WIDEST = 400.0  # km: a stop in an area up to that is drawn as a disc around its middle; a larger one tells no route
SURE = frozenset({"reported", "corroborated"})
STATUS = {
    "corroborated": "reported by independent sources",
    "reported": "reported",
    "candidate": "possible: not reported as having happened",
    "denied": "denied",
}


@dataclass(frozen=True, slots=True)
class Stop:
    """A leg of a journey with its place and, where it can be drawn, the point on the sheet and its number."""

    leg: Leg
    place: Entity
    traveller: str
    number: int
    at: outlines.Point | None


def point(entity: Entity) -> Coordinates | None:
    """Where an entity lies, if that is known well enough to be a point."""
    place = entity.place
    return place if place and (place.radius_km or 0.0) <= WIDE and abs(place.latitude) <= outlines.POLE else None


def drawn(entity: Entity) -> Coordinates | None:
    """Where a stop is drawn: at its point, or in the middle of its area."""
    place = entity.place
    near = place and (place.radius_km or 0.0) <= WIDEST and abs(place.latitude) <= outlines.POLE
    return place if near else None


def radius_of(place: Coordinates) -> float | None:
    """The radius of an area in km; of a point none."""
    return place.radius_km if place.radius_km and place.radius_km > WIDE else None


def stop_table(story: Story, stops: list[Stop], frame: Frame) -> Html | None:
    """The stops as a table: who, where, when, how surely, and in which words."""
    if not stops:
        return el("p", "No report follows anybody from place to place.", class_="quiet")
    rows_ = [
        el(
            "tr",
            el("td", str(stop.number), data_column="No."),
            el("th", bdi(stop.place.name), scope="row"),
            el("td", bdi(story.names.get(stop.traveller, stop.traveller)), data_column="Who"),
            el("td", _when(stop.leg), data_column="When"),
            el("td", STATUS[stop.leg.status].partition(":")[0], data_column="Status"),
            el("td", *_links(story, stop.leg, frame), data_column="Reports"),
            class_="item",
            tabindex="-1",
            id=f"stop-{stop.number}",
        )
        for stop in stops
    ]
    heads = [el("th", head, scope="col") for head in ("No.", "Place", "Who", "When", "Status", "Reports")]
    table = el(
        "table", el("caption", "Stops"), el("thead", el("tr", *heads)), el("tbody", *rows_), class_="stops stacked"
    )
    return el("div", table, class_="scroll", tabindex="0", role="region", aria_label="Stops")


def _when(leg: Leg) -> str:
    return intervals.when(leg.earliest, leg.latest, None) if leg.earliest or leg.latest else "no time stated"


def _links(story: Story, leg: Leg, frame: Frame) -> list[Html]:
    first: dict[str, Claim] = {}
    for one in leg.claims:
        claim = story.claims.get(one)
        if claim and claim.spans:
            first.setdefault(claim.report, claim)
    return [
        joined(
            " ",
            el("a", bdi(story.labels[report]), class_="where",
               href=frame.href(Passage(report, claim.spans[0].start, claim.spans[0].end))),
        )
        for report, claim in first.items()
    ]  # fmt: skip


def not_drawn(story: Story, stops: list[Stop], named: list[Entity], frame: Frame) -> Html | None:
    """Places without coordinates, and places known only as a wide area."""
    every = {entity.id: entity for entity in (*(stop.place for stop in stops), *named)}
    nowhere = [entity for entity in every.values() if entity.place is None]
    discs = {stop.place.id for stop in stops if stop.at}
    wide = [one for one in every.values() if one.place and not point(one) and one.id not in discs]
    lists = [
        _list("Places without coordinates", nowhere, story, frame),
        _list("Known only as a wide area", wide, story, frame),
    ]
    return joined(*lists) if any(lists) else None


def _list(heading: str, entities: list[Entity], story: Story, frame: Frame) -> Html | None:
    if not entities:
        return None
    entries = [
        el(
            "li",
            el("a", bdi(entity.name), href=frame.to("cast", f"entity-{entity.id}"))
            if any(mention.form == "name" for mention in entity.mentions)
            else bdi(entity.name),
            text(f" {wording.count(len(entity.mentions), 'mention')}"),
            text(f", within {entity.place.radius_km:g} km") if entity.place and entity.place.radius_km else None,
        )
        for entity in entities
    ]
    return joined(el("h3", heading), folding(entries, "places", around="ul", class_="plain"))
