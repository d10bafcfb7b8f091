"""What a figure is compared with: "up from 12 a week earlier", "against five in the whole of 2023"; its date is not the claim's."""

from __future__ import annotations

import re
from collections.abc import Sequence

from whosays.model import Parse, Span, Time

CUE = re.compile(
    r"\b(?:(?:up|down|risen|fallen|higher|lower|increase|decrease|rise|fall|drop|change[ds]?)\s(?:sharply\s|slightly\s)?from|"
    r"(?:as\s)?compared\s(?:with|to)|(?<=,\s)(?:as\s)?against|versus|as\s(?:much|many|high|big|large|long)\sas(?=\s(?:an?|the|in|that|those)\s)|"
    r"(?:above|below|beating|topping|surpassing|exceeding)\s(?:its|the|his|her|their|an?)|(?:more|fewer|less)\sthan\sthe|than\sin|than(?=\sa\s(?:year|month|week|day)\s)|"
    r"from(?=\s[^,;]{1,40}\b(?:earlier|before|ago|last\s(?:year|month|week))\b))\s",
    re.IGNORECASE,
)
CLOSED = re.compile(
    r"[;:]|,\s(?:and|but|as|when|while|with|the|it|he|she|they|which|who|according)\b|\s(?:but|while|after|when)\s"
)
FIGURE = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|none|dozen|half|quarter|third)\b"
)


def own_times(parse: Parse, times: Sequence[Time], spans: Sequence[Span]) -> list[Time]:
    """The times of a claim without those of the figures that its own are compared with."""
    others = [stretch for span in spans for stretch in _compared(parse.report.text, span)]
    return [one for one in times if not any(start <= one.start and one.end <= end for start, end in others)]


def _compared(text: str, span: Span) -> list[tuple[int, int]]:
    """Stretches that begin with a word of comparison in a claim with a figure, each up to where its clause closes."""
    found = []
    for cue in CUE.finditer(text, span.start, span.end):
        closed = CLOSED.search(text, cue.end(), span.end)
        end = closed.start() if closed else span.end
        if FIGURE.search(text, span.start, end):
            found.append((cue.start(), end))
    return found
