"""Quotation marks: which characters of a report are quoted."""

from __future__ import annotations

from whosays.model import Report, Span

OPENING, CLOSING, STRAIGHT = "“«„", "”»", '"'


def quoted_spans(report: Report) -> tuple[Span, ...]:
    """Quoted stretches of a report, marks excluded; a quotation does not run over a paragraph's end."""
    found: list[Span] = []
    start: int | None = None
    text = report.text
    for position, char in enumerate(text):
        if char in "\r\n":
            if start is not None and start < position:
                found.append(Span(start, position))
            start = None
        elif char in OPENING or (char == STRAIGHT and start is None):
            start = position + 1
        elif (char in CLOSING or char == STRAIGHT) and start is not None:
            if start < position:
                found.append(Span(start, position))
            start = None
    return tuple(found)
