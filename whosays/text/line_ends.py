"""Line ends of a text wrapped at a fixed width: blanks while it is read, themselves again in the record."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from whosays.model import LineEnd, Report

BREAK = re.compile(r"[\r\n\u2028\u2029\x0b\x0c\x85]")


def unwrapped(report: Report) -> tuple[Report, tuple[LineEnd, ...]]:
    """The report with a blank for each line end inside a zone, and those line ends; every offset stays what it was.

    A zone holds more than one line only where :func:`whosays.ingest.zones.find_zones` joined them to a paragraph.
    """
    ends = tuple(
        LineEnd(match.start(), match.group())
        for segment in report.segments
        for match in BREAK.finditer(report.text, segment.start, segment.end)
    )
    return replace(report, text=_put(report.text, [LineEnd(end.at, " ") for end in ends])), ends


def as_given(report: Report, ends: Sequence[LineEnd]) -> Report:
    """The report with its line ends put back."""
    return replace(report, text=_put(report.text, ends))


def _put(text: str, ends: Sequence[LineEnd]) -> str:
    if not ends:
        return text
    characters = list(text)
    for end in ends:
        characters[end.at] = end.mark
    return "".join(characters)
