"""What a search found, as text for a terminal and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

from whosays.render.intervals import when
from whosays.render.terminal import BOLD, DIM, Pen
from whosays.render.wording import in_marks, on_one_line

if TYPE_CHECKING:
    from whosays.store import Hit


def as_json(words: str, hits: Sequence[Hit]) -> str:
    """The hits as JSON; passages and matches are code points of the report's text; ends with a newline."""
    return json.dumps({"words": words, "hits": [asdict(hit) for hit in hits]}, ensure_ascii=False, indent=1) + "\n"


def as_text(hits: Sequence[Hit], *, width: int = 80, colour: bool = False) -> str:
    """The hits with where they stand, ready to print."""
    return "".join(f"{line}\n" for line in _lines(hits, Pen(width, colour=colour)))


def _lines(hits: Sequence[Hit], pen: Pen) -> Iterator[str]:
    for kind in ("claim", "report"):
        found = [hit for hit in hits if hit.kind == kind]
        if found:
            yield from pen.lines(f"{kind.capitalize()}s", style=BOLD)
        for hit in found:
            yield from _hit(hit, pen)


def _hit(hit: Hit, pen: Pen) -> Iterator[str]:
    """Whose report, the words, and how they can be found again."""
    day = when(hit.published, hit.published, None, "day") if hit.published else "no date"
    who = [hit.outlet or hit.source, day]
    if hit.kind == "report" and hit.title:
        who.append(hit.title)
    yield from pen.lines(on_one_line(", ".join(who)), first="  • ", rest="    ", style=BOLD)
    yield from pen.lines(in_marks(on_one_line(hit.snippet)), first="    ", rest="    ")
    notes = [f"said by {hit.said_by}"] if hit.said_by else []
    notes += [hit.status] if hit.status else []
    at = ", ".join(f"{passage.start}–{passage.end}" for passage in hit.passages)
    notes.append(f"report {hit.report}, characters {at}" if at else f"report {hit.report}")
    notes += [f"story {hit.story}"] if hit.story else []
    yield from pen.lines(on_one_line("; ".join(notes)), first="    ", rest="    ", style=DIM)
