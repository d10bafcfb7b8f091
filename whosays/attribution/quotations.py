"""Quotation marks: which characters are quoted, and how a claim stands to them."""

from __future__ import annotations

from collections.abc import Sequence

from whosays.model import Quotation, Report, Span

OPENING, CLOSING, STRAIGHT = "“«„", "”»", '"'
SCARE_WORDS = 3  # a quotation this short, with no cue, is at arm's length rather than a quotation
SINGLE = "'‘"


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


def quotation_of(spans: Sequence[Span], quoted: Sequence[Span], text: str, *, attributed: bool) -> Quotation:
    """How a claim's evidence is quoted: wholly, in part, at arm's length, in paraphrase, or not at all."""
    whole = sum(span.end - span.start for span in spans)
    inside = [Span(max(q.start, s.start), min(q.end, s.end)) for q in quoted for s in spans if q.overlaps(s)]
    covered = sum(part.end - part.start for part in inside)
    if covered >= 0.85 * whole:
        return "direct" if attributed or whole > 30 else "scare_quote"
    if inside:
        long = any(len(part.of(text).split()) >= SCARE_WORDS for part in inside)
        return "partial_direct" if attributed and long else ("scare_quote" if not attributed else "partial_direct")
    return "paraphrase" if attributed else "none"
