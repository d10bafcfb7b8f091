"""Quotation marks: which characters of a report are quoted."""

from __future__ import annotations

import re

from whosays.model import Report, Span

# Two apostrophes, and two back-quotes, are how wire services without typographic marks print a double one.
MARK = re.compile(r"[\r\n“«„”»\"]|''|``")
OPENING, CLOSING, STRAIGHT = ("“", "«", "„", "``"), ("”", "»"), ('"', "''")


def quoted_spans(report: Report) -> tuple[Span, ...]:
    """Quoted stretches of a report, marks excluded; a quotation does not run over a paragraph's end."""
    found: list[Span] = []
    start: int | None = None
    for match in MARK.finditer(report.text):
        mark = match.group()
        if mark in OPENING or (mark in STRAIGHT and start is None):
            start = match.end()
            continue
        if start is not None and start < match.start():
            found.append(Span(start, match.start()))
        start = None
    return tuple(found)
