"""How a claim stands to the quotation marks around it: direct, partial, at arm's length, paraphrase, none."""

from __future__ import annotations

from collections.abc import Sequence

from whosays.model import Quotation, Span
from whosays.stretches import overlapping

SCARE_WORDS = 3  # a quotation this short, with no cue, is at arm's length rather than a quotation


def quotation_of(spans: Sequence[Span], quoted: Sequence[Span], text: str, *, attributed: bool) -> Quotation:
    """How a claim's evidence is quoted: wholly, in part, at arm's length, in paraphrase, or not at all."""
    whole = sum(span.end - span.start for span in spans)
    inside = [
        Span(max(q.start, s.start), min(q.end, s.end)) for s in spans for q in overlapping(quoted, s.start, s.end)
    ]
    covered = sum(part.end - part.start for part in inside)
    if covered >= 0.85 * whole:
        return "direct" if attributed or whole > 30 else "scare_quote"
    if inside:
        long = any(len(part.of(text).split()) >= SCARE_WORDS for part in inside)
        return "partial_direct" if attributed and long else ("scare_quote" if not attributed else "partial_direct")
    return "paraphrase" if attributed else "none"
