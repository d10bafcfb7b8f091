"""Coasts and borders as lines of an SVG: read once, projected (Mercator) onto a window, cut at its edges, thinned to its scale."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import atan, cos, degrees, exp, log, pi, radians, tan

STEPS = 100  # to a degree, in the file
POLE = 83.0  # degrees of latitude beyond which Mercator is of no use
MARGIN = 12.0  # units by which shapes reach beyond the window, so that their cut edges are not seen
APART = 1.3  # units between two points that are kept
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Line:
    """Longitudes and latitudes of a line in degrees, and the box around it."""

    points: tuple[Point, ...]
    west: float
    south: float
    east: float
    north: float


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of the world on a sheet of ``width`` × ``height`` units; longitudes may run beyond 180 at the date line."""

    west: float
    top: float  # Mercator ordinate of the upper edge, radians
    scale: float  # units to a degree of longitude
    width: float
    height: float

    def at(self, longitude: float, latitude: float) -> Point:
        """Where a point lies on the sheet, x to the right, y downwards."""
        return (longitude - self.west) * self.scale, (self.top - _ordinate(latitude)) * degrees(1) * self.scale

    def near(self, longitude: float) -> float:
        """The same longitude on the turn of the globe that the window shows."""
        middle = self.west + self.width / self.scale / 2
        return longitude + 360 * round((middle - longitude) / 360)

    @property
    def east(self) -> float:
        """Longitude of the right edge."""
        return self.west + self.width / self.scale

    @property
    def latitudes(self) -> tuple[float, float]:
        """Latitudes of the lower and the upper edge."""
        low = self.top - radians(self.height / self.scale)
        return _latitude(low), _latitude(self.top)


def window(points: Iterable[Point], *, width: float, height: float, least: float) -> Window:
    """The smallest window that holds these longitudes and latitudes with room around them, at least ``least`` degrees wide."""
    turned = _together([(x, max(-POLE, min(POLE, y))) for x, y in points])
    west, east = min(x for x, _ in turned), max(x for x, _ in turned)
    low, high = min(_ordinate(y) for _, y in turned), max(_ordinate(y) for _, y in turned)
    across = max((east - west) * 1.5, least, degrees(high - low) * 1.6 * width / height)
    across = min(across, 360.0)
    scale = width / across
    top = (low + high) / 2 + radians(height / scale) / 2
    return Window((west + east) / 2 - across / 2, top, scale, width, height)


def land(view: Window) -> str:
    """The land inside the window, as the data of one SVG path."""
    return "".join(_path(ring, closed=True) for line, turn in _inside(_lines()[0], view)
                   for ring in (_clipped(_projected(line, turn, view), view),))  # fmt: skip


def borders(view: Window) -> str:
    """The borders between countries inside the window, as the data of one SVG path."""
    return "".join(_path(part, closed=False) for line, turn in _inside(_lines()[1], view)
                   for part in _parts(_projected(line, turn, view), view))  # fmt: skip


# ------------------------------------------------------------------------------------------------ the file
@cache
def _lines() -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """The rings of the land and the borders (scripts/build_outlines.py describes the file)."""
    data = zlib.decompress(files("whosays.data").joinpath("outlines.bin").read_bytes())
    numbers = _numbers(data)
    land, borders = (tuple(_line(numbers) for _ in range(next(numbers))) for _ in range(2))
    return land, borders


def _numbers(data: bytes) -> Iterator[int]:
    """Unsigned LEB128."""
    value = shift = 0
    for byte in data:
        value |= (byte & 0x7F) << shift
        if byte & 0x80:
            shift += 7
        else:
            yield value
            value = shift = 0


def _line(numbers: Iterator[int]) -> Line:
    points = []
    x = y = 0
    for _ in range(next(numbers)):
        east, north = next(numbers), next(numbers)
        x += (east >> 1) ^ -(east & 1)
        y += (north >> 1) ^ -(north & 1)
        points.append((x / STEPS, max(-POLE, min(POLE, y / STEPS))))
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Line(tuple(points), min(xs), min(ys), max(xs), max(ys))


# ------------------------------------------------------------------------------------------------ the window
def _ordinate(latitude: float) -> float:
    """Mercator's ordinate, radians."""
    return log(tan(pi / 4 + radians(latitude) / 2)) if latitude else 0.0


def _latitude(ordinate: float) -> float:
    return degrees(2 * atan(exp(ordinate)) - pi / 2)


def _together(points: Sequence[Point]) -> list[Point]:
    """The points with their longitudes on one turn of the globe, cut where the widest gap between them is."""
    xs = sorted({x % 360 for x, _ in points})
    gaps = [((xs[(n + 1) % len(xs)] - x) % 360 or 360.0, xs[(n + 1) % len(xs)]) for n, x in enumerate(xs)]
    first = max(gaps)[1]
    turned = [(first + (x - first) % 360, y) for x, y in points]
    back = 360 * round(sum(x for x, _ in turned) / len(turned) / 360)
    return [(x - back, y) for x, y in turned]


def _inside(lines: Iterable[Line], view: Window) -> Iterator[tuple[Line, float]]:
    """The lines that may lie in the window, each with the turn of the globe (degrees) on which they do."""
    south, north = view.latitudes
    for line in lines:
        if line.north < south or line.south > north:
            continue
        for turn in (-360.0, 0.0, 360.0):
            if line.east + turn >= view.west and line.west + turn <= view.east:
                yield line, turn


def _projected(line: Line, turn: float, view: Window) -> list[Point]:
    """The line on the sheet, without points that would lie on one another."""
    kept: list[Point] = []
    for longitude, latitude in line.points:
        point = view.at(longitude + turn, latitude)
        if not kept or abs(point[0] - kept[-1][0]) + abs(point[1] - kept[-1][1]) >= APART:
            kept.append(point)
    return kept


def _clipped(ring: list[Point], view: Window) -> list[Point]:
    """The part of a ring in the window (Sutherland and Hodgman)."""
    edges = ((0, -MARGIN, 1), (0, view.width + MARGIN, -1), (1, -MARGIN, 1), (1, view.height + MARGIN, -1))
    for axis, limit, sign in edges:
        kept: list[Point] = []
        for number, point in enumerate(ring):
            before = ring[number - 1]
            inside, was = sign * (point[axis] - limit) >= 0, sign * (before[axis] - limit) >= 0
            if inside != was:
                part = (limit - before[axis]) / (point[axis] - before[axis])
                kept.append((before[0] + part * (point[0] - before[0]), before[1] + part * (point[1] - before[1])))
            if inside:
                kept.append(point)
        ring = kept
    return ring


def _parts(line: list[Point], view: Window) -> Iterator[list[Point]]:
    """The stretches of a line in the window, each with one point beyond the edge."""
    inside = [-MARGIN <= x <= view.width + MARGIN and -MARGIN <= y <= view.height + MARGIN for x, y in line]
    part: list[Point] = []
    for number, point in enumerate(line):
        around = inside[number] or (number and inside[number - 1]) or (number + 1 < len(line) and inside[number + 1])
        if around:
            part.append(point)
        elif part:
            yield part
            part = []
    if part:
        yield part


def _path(points: Sequence[Point], *, closed: bool) -> str:
    if len(points) < (3 if closed else 2):
        return ""
    x, y = (round(one * 10) for one in points[0])
    steps = [f"{x / 10:g} {y / 10:g}"]
    for to_x, to_y in ((round(a * 10), round(b * 10)) for a, b in points[1:]):
        steps.append(f"{(to_x - x) / 10:g} {(to_y - y) / 10:g}")
        x, y = to_x, to_y
    return f"M{steps[0]}l{' '.join(steps[1:])}{'Z' if closed else ''}"


def around(point: Point, kilometres: float) -> tuple[Point, Point]:
    """Corners of the box that holds a circle around a longitude and latitude."""
    north = kilometres / 111.2
    east = north / max(cos(radians(point[1])), 0.1)
    return (point[0] - east, point[1] - north), (point[0] + east, point[1] + north)
