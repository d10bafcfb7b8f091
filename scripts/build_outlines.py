"""Build ``whosays/data/outlines.bin``, the coasts and borders that the map is drawn on, from Natural Earth's 1:50m data.

Source, which the installed program does not need: ``world-atlas`` (npm package; Natural Earth, public domain).

Usage::

    npm pack world-atlas@2.0.2      # unpack it
    python scripts/build_outlines.py --world package/countries-50m.json

The file is zlib of unsigned LEB128 numbers: the rings of the land, then the borders between countries. Each list begins
with its length; each line is the number of its points, then for each point the zigzag-coded steps east and north from
the point before it (the first from 0, 0), in hundredths of a degree. The same source gives the same bytes.
"""

from __future__ import annotations

import argparse
import json
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

TARGET = Path(__file__).resolve().parent.parent / "whosays" / "data" / "outlines.bin"
STEPS = 100  # to a degree
Point = tuple[int, int]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--world", type=Path, required=True, metavar="FILE", help="countries-50m.json of world-atlas")
    world = json.loads(parser.parse_args().world.read_text(encoding="utf-8"))
    arcs = [list(_points(arc, world["transform"])) for arc in world["arcs"]]
    land = [_ring(ring, arcs) for shape in world["objects"]["land"]["geometries"] for ring in _rings(shape)]
    used = Counter(
        arc if arc >= 0 else ~arc
        for country in world["objects"]["countries"]["geometries"]
        for ring in _rings(country)
        for arc in ring
    )
    borders = [arcs[arc] for arc, times in sorted(used.items()) if times > 1]
    packed = zlib.compress(bytes(_coded([_lines(land, 4), _lines(borders, 2)])), 9)
    TARGET.write_bytes(packed)
    print(f"{TARGET}: {len(packed)} bytes, {sum(map(len, land)) + sum(map(len, borders))} points")


def _points(arc: Iterable[list[int]], transform: dict[str, list[float]]) -> Iterator[Point]:
    """The points of a quantised arc, in hundredths of a degree."""
    (by_x, by_y), (from_x, from_y) = transform["scale"], transform["translate"]
    x = y = 0
    for step_x, step_y in arc:
        x, y = x + step_x, y + step_y
        yield round((x * by_x + from_x) * STEPS), round((y * by_y + from_y) * STEPS)


def _rings(shape: dict[str, Any]) -> Iterator[list[int]]:
    """The rings of a polygon or of several, as arc numbers (``~n``: arc ``n`` backwards)."""
    for polygon in [shape["arcs"]] if shape["type"] == "Polygon" else shape.get("arcs", []):
        yield from polygon


def _ring(ring: list[int], arcs: list[list[Point]]) -> list[Point]:
    found: list[Point] = []
    for number in ring:
        line = arcs[number] if number >= 0 else arcs[~number][::-1]
        found.extend(line[1:] if found else line)
    return found


def _lines(lines: list[list[Point]], least: int) -> list[list[Point]]:
    """Without points that fall together, and without what is too small to be a line."""
    thinned = [[line[0], *(b for a, b in pairwise(line) if a != b)] for line in lines]
    return [line for line in thinned if len(line) >= least]


def _coded(lists: list[list[list[Point]]]) -> Iterator[int]:
    for lines in lists:
        yield from _number(len(lines))
        for line in lines:
            yield from _number(len(line))
            x = y = 0
            for east, north in line:
                yield from _number(_zigzag(east - x))
                yield from _number(_zigzag(north - y))
                x, y = east, north


def _zigzag(step: int) -> int:
    return step * 2 if step >= 0 else -step * 2 - 1


def _number(value: int) -> Iterator[int]:
    """Unsigned LEB128."""
    while value > 0x7F:
        yield value & 0x7F | 0x80
        value >>= 7
    yield value


if __name__ == "__main__":
    main()
