"""Where: the legs of each journey on a map, solid where reported and dashed where only possible; what has no place is listed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import cos, radians

from whosays.data import rows
from whosays.model import Claim, Coordinates, Entity, Leg, Passage
from whosays.render import wording
from whosays.render.html import outlines
from whosays.render.html.elements import Html, el, joined, text
from whosays.render.html.frame import Frame, bdi, folding
from whosays.render.wording import Story

WIDTH, HEIGHT = 960.0, 540.0
LEAST = 7.0  # degrees of longitude that a map shows at least
WIDE = 120.0  # km: what is known no better than that is an area, and no point of a route
LETTER, LINE = 7.4, 16.0  # width of a letter and height of a line of a label, in units
TALLEST = 25.0  # degrees of latitude over which one length still serves as a measure
LABELS = 30  # named places, beside the legs, that a map has room for
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


def world(story: Story, frame: Frame) -> Html | None:
    """The journeys on a map, the stops in a table, and places that could not be drawn."""
    entities = {entity.id: entity for entity in story.record.entities}
    legs = [
        (leg, entities[leg.place], journey.traveller)
        for journey in story.record.itinerary
        for leg in journey.legs
        if leg.place in entities
    ]
    named = _named_places(story)
    pointed = [place for _, entity, _ in legs if (place := _point(entity))] or [
        place for entity in named if (place := _point(entity))
    ]
    if not legs and not named:
        return None
    view = None
    if pointed:
        corners = [corner for place in pointed for corner in outlines.around((place.longitude, place.latitude), 30.0)]
        view = outlines.window(corners, width=WIDTH, height=HEIGHT, least=LEAST)
    stops = [_stop(number, *one, view) for number, one in enumerate(legs, 1)]
    return joined(
        _sheet(story, view, stops, named)
        if view
        else el("p", "No place of this story could be drawn.", class_="quiet"),
        _legend(stops) if view else None,
        _stops(story, stops, frame),
        _not_drawn(story, stops, named, frame),
    )


def _stop(number: int, leg: Leg, place: Entity, traveller: str, view: outlines.Window | None) -> Stop:
    point = _point(place)
    at = view.at(view.near(point.longitude), point.latitude) if point and view else None
    return Stop(leg, place, traveller, number, at)


def _point(entity: Entity) -> Coordinates | None:
    """Where an entity lies, if that is known well enough to be a point."""
    place = entity.place
    return place if place and (place.radius_km or 0.0) <= WIDE and abs(place.latitude) <= outlines.POLE else None


def _named_places(story: Story) -> list[Entity]:
    """Places and facilities that some report names, the most mentioned first."""
    found = [
        entity
        for entity in story.record.entities
        if entity.kind in ("place", "facility") and any(mention.form == "name" for mention in entity.mentions)
    ]
    return sorted(found, key=lambda entity: (-len(entity.mentions), entity.id))


# ------------------------------------------------------------------------------------------------ the sheet
def _sheet(story: Story, view: outlines.Window, stops: list[Stop], named: list[Entity]) -> Html:
    """The drawing. What it shows stands below it in words, so it is one picture to a screen reader."""
    measure, taken = _measure(view)
    marks: list[Html] = []
    drawn: dict[outlines.Point, list[Stop]] = {}
    for stop in stops:
        if stop.at:
            drawn.setdefault(stop.at, []).append(stop)
    for x, y in drawn:
        taken.append((x - 11, y - 11, x + 11, y + 11))
    for at, here in drawn.items():
        marks.extend(_mark(at, here, taken))
    listed = {stop.place.id for stop in stops}
    marks.extend(_others([entity for entity in named if entity.id not in listed], view, taken))
    label = (
        f"Map of {wording.count(len(drawn), 'stop')}, listed below"
        if drawn
        else "Map of the places named, listed below"
    )
    return el(
        "div",
        el(
            "svg",
            el("rect", x="0", y="0", width=f"{WIDTH:g}", height=f"{HEIGHT:g}", class_="sea"),
            el("path", d=outlines.land(view), class_="land"),
            el("path", d=outlines.borders(view), class_="border"),
            *_countries(view, taken),
            *_routes(stops),
            *marks,
            *measure,
            viewBox=f"0 0 {WIDTH:g} {HEIGHT:g}",
            class_="map",
            role="img",
            aria_label=label,
        ),
        class_="scroll",
        tabindex="0",
        role="region",
        aria_label="Map",
    )


def _measure(view: outlines.Window) -> tuple[list[Html], list[tuple[float, float, float, float]]]:
    """A line with its length in kilometres, and the room it takes; none where Mercator's scale differs too much over the sheet."""
    south, north = view.latitudes
    if north - south > TALLEST:
        return [], []
    per_km = view.scale / (111.2 * cos(radians((south + north) / 2)))
    lengths = [step * 10**power for power in range(4) for step in (1, 2, 5)]
    kilometres = max((one for one in lengths if one * per_km <= WIDTH / 5), default=lengths[0])
    x, y = 20.0, HEIGHT - 20.0
    end = x + kilometres * per_km
    line = el("path", d=f"M{x:g} {y - 6:g}V{y:g}H{end:.1f}V{y - 6:g}", class_="measure")
    label = el("text", f"{kilometres} km", x=_n(x), y=_n(y - 12), class_="measured")
    return [line, label], [(x - 4, y - 30, max(end, x + 60) + 4, y + 4)]


def _routes(stops: list[Stop]) -> list[Html]:
    """A line between stops whose order the reports give, as the crow flies; dashed where one end is only possible."""
    lines = []
    for journey in dict.fromkeys(stop.traveller for stop in stops):
        own = [stop for stop in stops if stop.traveller == journey]
        for later, stop in enumerate(own):
            before = [index for index in stop.leg.after if index < len(own) and index != later]
            direct = [index for index in before if not any(index in own[other].leg.after for other in before)]
            for index in direct:
                start, end = own[index].at, stop.at
                if start and end and start != end:
                    sure = {own[index].leg.status, stop.leg.status} <= {"reported", "corroborated"}
                    lines.append(
                        el("line", x1=_n(start[0]), y1=_n(start[1]), x2=_n(end[0]), y2=_n(end[1]),
                           class_="route" if sure else "route maybe")
                    )  # fmt: skip
    return lines


def _mark(at: outlines.Point, here: list[Stop], taken: list[tuple[float, float, float, float]]) -> list[Html]:
    """A circle with the numbers of the stops and the name of the place beside it."""
    order = ("corroborated", "reported", "candidate", "denied")
    status = min((stop.leg.status for stop in here), key=order.index)
    numbers = ",".join(str(stop.number) for stop in here[:3]) + ("…" if len(here) > 3 else "")
    x, y = at
    shape = [el("circle", cx=_n(x), cy=_n(y), r="10", class_=f"stop {status}")]
    shape.append(el("text", numbers, x=_n(x), y=_n(y + 4), class_=f"number {status}"))
    label = _label(here[0].place.name, at, 16.0, taken)
    return [*shape, label] if label else shape


def _others(
    entities: Iterable[Entity], view: outlines.Window, taken: list[tuple[float, float, float, float]]
) -> list[Html]:
    """Places named in the reports that are no stop, small, where there is room for their names."""
    found: list[Html] = []
    for entity in entities:
        place = _point(entity)
        if not place or len(found) >= 2 * LABELS:
            continue
        x, y = view.at(view.near(place.longitude), place.latitude)
        if not (8 < x < WIDTH - 8 and 8 < y < HEIGHT - 8):
            continue
        dot = (x - 4, y - 4, x + 4, y + 4)
        if any(_overlap(dot, other) for other in taken):
            continue
        label = _label(entity.name, (x, y), 7.0, [*taken, dot], "place")
        if label:
            taken.append(dot)
            found.extend([el("circle", cx=_n(x), cy=_n(y), r="3.5", class_="dot"), label])
            taken.append(_box(entity.name, (x, y), 7.0, "right"))
    return found


def _countries(view: outlines.Window, taken: list[tuple[float, float, float, float]]) -> list[Html]:
    """Names of countries whose middle lies in the window and is not covered."""
    names = {row[0]: row[1] for row in rows("countries")}
    south, north = view.latitudes
    found = []
    for code, latitude, longitude in rows("country_points"):
        if not south < float(latitude) < north or code not in names:
            continue
        x, y = view.at(view.near(float(longitude)), float(latitude))
        half = len(names[code]) * LETTER / 2
        box = (x - half, y - LINE, x + half, y + 4)
        if half < x < WIDTH - half and LINE < y < HEIGHT - 8 and not any(_overlap(box, other) for other in taken):
            taken.append(box)
            found.append(el("text", names[code], x=_n(x), y=_n(y), class_="country"))
    return found


def _label(
    name: str, at: outlines.Point, gap: float, taken: list[tuple[float, float, float, float]], class_: str = "name"
) -> Html | None:
    """The name beside its mark, on the first side where nothing else stands; nothing where there is no room."""
    shown = wording.on_one_line(name)
    shown = shown if len(shown) <= 28 else shown[:27] + "…"
    for side in ("right", "left", "below", "above"):
        box = _box(shown, at, gap, side)
        if box[0] < 2 or box[1] < 2 or box[2] > WIDTH - 2 or box[3] > HEIGHT - 2:
            continue
        if any(_overlap(box, other) for other in taken):
            continue
        taken.append(box)
        anchor = {"right": "start", "left": "end"}.get(side, "middle")
        x = {"right": box[0], "left": box[2]}.get(side, (box[0] + box[2]) / 2)
        return el("text", shown, x=_n(x), y=_n(box[3] - 4), text_anchor=anchor, class_=class_)
    return None


def _box(name: str, at: outlines.Point, gap: float, side: str) -> tuple[float, float, float, float]:
    """The room that a label takes."""
    width, (x, y) = len(name) * LETTER, at
    if side == "right":
        return x + gap, y - LINE / 2, x + gap + width, y + LINE / 2
    if side == "left":
        return x - gap - width, y - LINE / 2, x - gap, y + LINE / 2
    top = y + gap if side == "below" else y - gap - LINE
    return x - width / 2, top, x + width / 2, top + LINE


def _overlap(a: tuple[float, float, float, float], b: tuple[float, float, float, float]) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _n(value: float) -> str:
    return f"{value:.1f}"


def _legend(stops: list[Stop]) -> Html | None:
    """What the shapes say, for those that are there."""
    present = [status for status in STATUS if any(stop.leg.status == status and stop.at for stop in stops)]
    keys = [
        el(
            "span",
            el(
                "svg",
                el("circle", cx="9", cy="9", r="7", class_=f"stop {status}"),
                viewBox="0 0 18 18", class_="swatch", aria_hidden="true", focusable="false",
            ),
            f" {STATUS[status]}",
            class_="key",
        )
        for status in present
    ]  # fmt: skip
    lines = "Lines join stops whose order is reported, as the crow flies: solid where both are reported, dashed where one is only possible."
    order = el("span", lines, class_="key") if _routes(stops) else None
    return el("p", *keys, order, class_="legend") if keys else None


# ------------------------------------------------------------------------------------------------ in words
def _stops(story: Story, stops: list[Stop], frame: Frame) -> Html | None:
    """The stops as a table: who, where, when, how surely, and in which words."""
    if not stops:
        return el("p", "No report follows anybody from place to place; the map shows the places named.", class_="quiet")
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
    return wording.when(leg.earliest, leg.latest, None) if leg.earliest or leg.latest else "no time stated"


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


def _not_drawn(story: Story, stops: list[Stop], named: list[Entity], frame: Frame) -> Html | None:
    """Places without coordinates, and places known only as a wide area."""
    every = {entity.id: entity for entity in (*(stop.place for stop in stops), *named)}
    nowhere = [entity for entity in every.values() if entity.place is None]
    wide = [entity for entity in every.values() if entity.place and not _point(entity)]
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
