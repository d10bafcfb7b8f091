"""What a figure is compared with: "up from 12 a week earlier", "against five in the whole of 2023"; its date is not the claim's."""

from __future__ import annotations

import re
from collections.abc import Sequence

from whosays.model import Parse, Span, Time
from whosays.text.stretches import inside, starting_in
from whosays.values.number_words import ONE_TO_TWELVE

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
WHEN = re.compile(r",\swhen\s\Z")
FIGURE = re.compile(rf"\d|\b(?:{ONE_TO_TWELVE}|none|dozen|half|quarter|third)\b")


def own_times(parse: Parse, times: Sequence[Time], spans: Sequence[Span]) -> list[Time]:
    """The times of a claim without those of the figures that its own are compared with; of "in 2014, when …" that in front of it."""
    others = [stretch for span in spans for stretch in _compared(parse.report.text, span)]
    within = inside(times, spans)
    own = [one for one in within if not any(start <= one.start and one.end <= end for start, end in others)]
    return own if within else _before_when(parse.report.text, times, spans[0].start)


def _before_when(text: str, times: Sequence[Time], start: int) -> list[Time]:
    """The date that ", when" in front of a claim takes up; a length of time is none."""
    when = WHEN.search(text, max(0, start - 9), start)
    if when is None:
        return []
    return [
        one
        for one in starting_in(times, max(0, when.start() - 40), when.start())
        if one.end == when.start() and one.type == "DATE"
    ]


def _compared(text: str, span: Span) -> list[tuple[int, int]]:
    """Stretches that begin with a word of comparison in a claim with a figure, each up to where its clause closes."""
    found = []
    for cue in CUE.finditer(text, span.start, span.end):
        closed = CLOSED.search(text, cue.end(), span.end)
        end = closed.start() if closed else span.end
        if FIGURE.search(text, span.start, end):
            found.append((cue.start(), end))
    return found
