"""Places that the gazetteer could know: of the toponyms whose true place it holds, the share placed within 161 km.

A toponym that the gazetteer holds has an entry of the printed name within 161 km of the gold's point. One that is not recognised,
or not placed, is wrong. The texts and gold come from the scorers outside the repository (``bench.py``).
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.figures import Figures
from whosays.gazetteer import open_gazetteer
from whosays.model import Coordinates
from whosays.values.distances import kilometres

NEAR = 161.0  # kilometres (100 miles), as the literature has it


def held_figures(scorers: Path, split: str, records: Path) -> Figures:
    """The number of toponyms that the gazetteer holds, and the share of them placed within 161 km."""
    sys.path.insert(0, str(scorers))
    try:
        bench: Any = importlib.import_module("bench")
        lib: Any = importlib.import_module("lib")
    finally:
        sys.path.remove(str(scorers))
    documents = bench.places(split)
    found = bench.Records(str(records), documents)
    right = [near for document in documents for near in _judged(document, found.of(document), lib)]
    return {"held": float(len(right)), "acc161_held": sum(right) / len(right) if right else 0.0}


def _judged(document: Any, hit: Any, lib: Any) -> Iterator[bool]:
    """For every toponym of a document that the gazetteer holds, whether it is placed near its point."""
    text = lib.Text(document.text)
    gold = {text.span(start, end): (start, end, at) for start, end, *at, _ in document.gold if at[0] is not None}
    wanted = [(span, *row) for span, row in gold.items() if span]
    placed = list(_placed(hit, text)) if hit else []
    pairs = dict(lib.assign(wanted, placed, lambda a, b: lib.iou(a[0], b[0]), 1e-9))
    for number, (_, start, end, (latitude, longitude)) in enumerate(wanted):
        bearers = open_gazetteer().look_up(document.text[start:end])
        true = Coordinates(latitude, longitude, None)
        if any(kilometres(true, Coordinates(b.latitude, b.longitude, None)) <= NEAR for b in bearers):
            point = placed[pairs[number]][1] if number in pairs else None
            yield point is not None and kilometres(true, point) <= NEAR


def _placed(hit: Any, text: Any) -> Iterator[tuple[Any, Coordinates | None]]:
    """The words and the point of every place that a record names."""
    record, report, move = hit
    for entity in record["entities"]:
        if entity["kind"] not in ("place", "facility"):
            continue
        place = entity.get("place") or {}
        located = place.get("latitude") is not None
        point = Coordinates(place["latitude"], place["longitude"], None) if located else None
        for mention in entity["mentions"]:
            if mention["report"] == report["id"] and mention.get("form") in ("name", "adjective"):
                moved = move(mention["start"], mention["end"])
                span = text.span(*moved) if moved else None
                if span:
                    yield span, point
