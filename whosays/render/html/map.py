"""Where: the legs of each journey on a map, solid where reported and dashed where only possible; what has no place is listed."""

from __future__ import annotations

from collections.abc import Iterable
from math import cos, radians

from whosays.data import rows
from whosays.model import Entity, Leg
from whosays.render import wording
from whosays.render.html import outlines
from whosays.render.html.elements import Html, el, joined
from whosays.render.html.frame import Frame
from whosays.render.html.stops import STATUS, SURE, Stop, drawn, not_drawn, point, radius_of, stop_table
from whosays.render.story import Story

WIDTH, HEIGHT = 960.0, 540.0
LEAST = 7.0  # degrees of longitude that a map shows at least
LETTER, LINE = 7.4, 16.0  # width of a letter and height of a line of a label, in units
TALLEST = 25.0  # degrees of latitude over which one length still serves as a measure
LABELS = 30  # named places, beside the legs, that a map has room for


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
    pointed = [place for _, entity, _ in legs if (place := drawn(entity))] or [
        place for entity in named if (place := point(entity))
    ]
    if not legs and not named:
        return None
    view = None
    if pointed:
        corners = [
            corner
            for place in pointed
            for corner in outlines.around((place.longitude, place.latitude), radius_of(place) or 30.0)
        ]
        view = outlines.window(corners, width=WIDTH, height=HEIGHT, least=LEAST)
    stops = [_stop(number, *one, view) for number, one in enumerate(legs, 1)]
    return joined(
        _sheet(story, view, stops, named)
        if view
        else el("p", "No place of this story could be drawn.", class_="quiet"),
        _legend(stops) if view else None,
        stop_table(story, stops, frame),
        not_drawn(story, stops, named, frame),
    )


def _stop(number: int, leg: Leg, place: Entity, traveller: str, view: outlines.Window | None) -> Stop:
    middle = drawn(place)
    at = view.at(view.near(middle.longitude), middle.latitude) if middle and view else None
    return Stop(leg, place, traveller, number, at)


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
    marked: dict[outlines.Point, list[Stop]] = {}
    for stop in stops:
        if stop.at:
            marked.setdefault(stop.at, []).append(stop)
    for x, y in marked:
        taken.append((x - 11, y - 11, x + 11, y + 11))
    for at, here in marked.items():
        marks.extend(_mark(at, here, taken))
    listed = {stop.place.id for stop in stops}
    marks.extend(_others([entity for entity in named if entity.id not in listed], view, taken))
    label = (
        f"Map of {wording.count(len(marked), 'stop')}, listed below"
        if marked
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
            *_areas(stops, view),
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
        aria_label="The map as a drawing",
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


def _areas(stops: list[Stop], view: outlines.Window) -> list[Html]:
    """A disc for each stop that lies somewhere in an area, as large as the area is."""
    found: dict[str, Html] = {}
    for stop in stops:
        place = drawn(stop.place)
        radius = radius_of(place) if place else None
        if place and radius and stop.at:
            units = radius * view.scale / (111.2 * cos(radians(place.latitude)))
            shape = el("circle", cx=_n(stop.at[0]), cy=_n(stop.at[1]), r=_n(units), class_=f"area {stop.leg.status}")
            found.setdefault(stop.place.id, shape)
    return list(found.values())


def _routes(stops: list[Stop]) -> list[Html]:
    """A line between stops whose order the reports give, as the crow flies; dashed where one end is only possible.

    A stop that cannot be drawn does not break the order of those before and behind it.
    """
    lines = []
    for journey in dict.fromkeys(stop.traveller for stop in stops):
        own = [stop for stop in stops if stop.traveller == journey]
        earlier = {index: _earlier(own, index) for index in range(len(own))}
        for later, stop in enumerate(own):
            before = [index for index in sorted(earlier[later]) if own[index].at]
            direct = [index for index in before if not any(index in earlier[other] for other in before)]
            for index in direct:
                start, end = own[index].at, stop.at
                if start and end and start != end:
                    sure = {own[index].leg.status, stop.leg.status} <= SURE
                    lines.append(
                        el("line", x1=_n(start[0]), y1=_n(start[1]), x2=_n(end[0]), y2=_n(end[1]),
                           class_="route" if sure else "route maybe")
                    )  # fmt: skip
    return lines


def _earlier(own: list[Stop], index: int) -> set[int]:
    """The stops of a journey that the reports put before this one, also by way of another that is reported."""
    found: set[int] = set()
    waiting = [one for one in own[index].leg.after if one < len(own) and one != index]
    while waiting:
        one = waiting.pop()
        if one not in found:
            found.add(one)
            between = own[one].leg
            waiting.extend(other for other in between.after if between.status in SURE and other < len(own))
    return found - {index}


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
        place = point(entity)
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
    wide = any(stop.at and (place := drawn(stop.place)) and radius_of(place) for stop in stops)
    discs = el("span", "A disc: somewhere in this area.", class_="key") if wide else None
    return el("p", *keys, order, discs, class_="legend") if keys else None
