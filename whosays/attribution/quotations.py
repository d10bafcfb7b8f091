"""How a claim stands to the quotation marks around it: direct, partial, at arm's length, paraphrase, none."""

from __future__ import annotations

import re
from collections.abc import Sequence

from whosays.model import Quotation, Span
from whosays.text.stretches import overlapping

LONGEST_SCARE = 30  # characters of a quotation at arm's length
FARTHEST = 6  # characters between a quotation and the end of what stands before it
OPENS = re.compile(r"(?:^|[.!?:\n])[\s\"“”‘’']{0,5}\Z")
SCARE_WORDS = 3  # a quotation this short, with no cue, is at arm's length rather than a quotation


def quotation_of(spans: Sequence[Span], quoted: Sequence[Span], text: str, *, attributed: bool) -> Quotation:
    """How a claim's evidence is quoted: wholly, in part, at arm's length, in paraphrase, or not at all."""
    whole = sum(span.end - span.start for span in spans)
    inside = [
        Span(max(q.start, s.start), min(q.end, s.end)) for s in spans for q in overlapping(quoted, s.start, s.end)
    ]
    covered = sum(part.end - part.start for part in inside)
    if covered >= 0.85 * whole:
        around = max((q.end - q.start for s in spans for q in overlapping(quoted, s.start, s.end)), default=0)
        return "direct" if attributed or around > LONGEST_SCARE else "scare_quote"
    if inside:
        long = any(len(part.of(text).split()) >= SCARE_WORDS for part in inside)
        return "partial_direct" if attributed and long else ("scare_quote" if not attributed else "partial_direct")
    return "paraphrase" if attributed else "none"


def quoted_alone(text: str, spans: Sequence[Span], quoted: Sequence[Span]) -> bool:
    """Does each quotation that a claim is part of open a sentence? One within a sentence may be whose the sentence is about."""
    said = (q for span in spans for q in overlapping(quoted, span.start, span.end))
    return all(OPENS.search(text, max(q.start - FARTHEST, 0), q.start) for q in said)
