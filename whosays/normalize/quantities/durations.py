"""Durations that name a number, as quantities: "nearly 24 hours", "the past two decades", "every 95 minutes", "20 months old"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from whosays.model import Parse, Quantity, Time
from whosays.normalize.numerals import FRACTION, NUMBER, fraction, number
from whosays.normalize.quantities.bounds import BOUND, bounded, nearing
from whosays.normalize.quantities.made import FOLD, Ends, made, token_at
from whosays.normalize.quantities.measured import measured
from whosays.normalize.quantities.verbs import state_of

_LENGTHS = {
    "Y": ("a", 1),
    "M": ("mo", 1),
    "W": ("wk", 1),
    "D": ("d", 1),
    "DE": ("a", 10),
    "CE": ("a", 100),
    "Q": ("mo", 3),
}
_PART = re.compile(
    rf"(?<!\w)(?:(?P<bound>{BOUND})\s)?(?P<part>{FRACTION}|quarter)\sof\s\Z", re.IGNORECASE
)  # "three-quarters of an hour"
_PAIR = re.compile(rf"({NUMBER})\sand\s({NUMBER}[\s-][a-z]{{3,9}})", re.IGNORECASE)  # "18 and 22 years respectively"
_BETWEEN = re.compile(r"\bbetween\s\Z", re.IGNORECASE)
_BOUNDED = re.compile(rf"(?<!\w)(?P<bound>{BOUND})\s\Z", re.IGNORECASE)  # "a maximum of ten years"
_FIGURE = re.compile(r"(?:%|\d|\bper\scent|\bpercent)\s\Z")
_EARLIER = re.compile(r"\s(?:before|earlier)\b")
_SHORT = {"H": ("h", 1), "M": ("min", 1), "S": ("s", 1)}
_SPENT = {
    "spend",
    "stay",
    "live",
    "serve",
    "wait",
    "work",
    "be",
    "take",
    "last",
    "run",
    "remain",
    "sit",
    "stand",
    "have",
    "hold",
    "go",
}


def durations(parse: Parse, times: tuple[Time, ...]) -> Iterator[Quantity]:
    """Durations that name a number: "nearly 24 hours", "the past two decades", "six-month-old" (an age)."""
    for time in times:
        if time.type != "DURATION" and not _is_every(parse, time):
            continue
        match = re.fullmatch(r"P(T?)(?P<amount>\d+(?:\.\d+)?)([A-Z]+)(?:T?\d+[A-Z])?", time.value)
        unit = (_SHORT if match and match[1] else _LENGTHS).get(match[3]) if match else None
        if match is None or unit is None or _is_compared(parse.report.text, time):
            continue
        values = _numbers(parse.report.text[time.start : time.end].translate(FOLD), float(match["amount"]))
        pair = _PAIR.fullmatch(parse.report.text[time.start : time.end])
        between = _BETWEEN.search(parse.report.text[max(0, time.start - 8) : time.start])
        if pair and not between and (first := number(pair[1])) is not None:
            first *= unit[1]
            end = time.start + pair.end(1)
            yield made(parse, time.start, end, (first, first, False), unit[0], _lasting(parse, time))
            values = _numbers(pair[2], float(match["amount"]))
        low, high = values[0] * unit[1], values[-1] * unit[1]
        words = parse.report.text[time.start : time.end + 4].lower()
        is_age = words.endswith(" old") or words[:-4].endswith("old")
        mod = None if time.mod == "MORE_THAN" and _is_during(parse, time) else time.mod
        ends = _from_mod(mod, low, high, nearing(parse.report.text[time.start : time.end].lower()))
        bound = _BOUNDED.search(parse.report.text[max(0, time.start - 24) : time.start])
        start = time.start - len(between[0]) if between else time.start if not pair else time.end - len(pair[2])
        if time.mod is None and bound and parse.report.text[time.start : time.start + 4].lower() != "the ":
            start, ends = time.start - len(bound[0]), bounded(bound["bound"], low, high)
        part = _PART.search(parse.report.text[max(0, time.start - 40) : time.start])
        if part and low == high and (share := fraction(part["part"])) is not None:
            start, ends = time.start - len(part[0]), bounded(part["bound"], share * low, share * low)
        of = "age" if is_age else _lasting(parse, time)
        yield made(parse, start, time.end, ends, unit[0], of)


def _is_compared(text: str, time: Time) -> bool:
    """ "9% more | than a year before": the words of bound belong to the figure in front, which is set beside an earlier one."""
    before, behind = text[max(0, time.start - 12) : time.start], text[time.end : time.end + 9]
    return time.mod in ("MORE_THAN", "LESS_THAN") and bool(_FIGURE.search(before) and _EARLIER.match(behind))


def _numbers(text: str, amount: float) -> list[float]:
    """Numbers of a duration; "a year" is one, "a year and a half" one and a half, "half an hour" the amount (30 minutes) that it comes to."""
    half = re.match(r"(?:\w+\s){0,2}half[\s-]an?\b|half-an?\b", text, re.IGNORECASE)
    if "fortnight" in text.lower():
        return [2.0]
    values = [
        v for v in (number(m[0]) for m in re.finditer(rf"(?<![\w.]){NUMBER}", text, re.IGNORECASE)) if v is not None
    ]
    if half:
        return [amount]
    if re.search(r"\band\sa\shalf$", text, re.IGNORECASE) and (not values or values[0] == int(values[0])):
        return [(values[0] if values else 1.0) + 0.5]
    couple = re.search(r"\bcouple\b", text, re.IGNORECASE)
    return sorted(values) if values else [2.0] if couple else [1.0]


def _is_every(parse: Parse, time: Time) -> bool:
    """ "every 95 minutes": a measure of time, which a set of times repeats."""
    return (
        time.type == "SET"
        and re.match(r"(?:every|each)\s\d", parse.report.text[time.start : time.end], re.IGNORECASE) is not None
    )


def _is_during(parse: Parse, time: Time) -> bool:
    """ "deliberated over two days", "was built over three years": in the course of them; "spent over two years": more than two."""
    if parse.report.text[time.start : time.start + 5].lower() != "over ":
        return False
    over = parse.tokens[token_at(parse, time.start)]
    return over.dep == "prep" and parse.tokens[over.head].lemma not in _SPENT


def _from_mod(mod: str | None, low: float, high: float, approx: bool) -> Ends:
    if mod in ("MORE_THAN", "EQUAL_OR_MORE"):
        return low, None, False
    if mod == "LESS_THAN":
        return None, high, False
    if mod == "EQUAL_OR_LESS":
        return None, high, approx
    return low, high, mod == "APPROX"


def _lasting(parse: Parse, time: Time) -> str | None:
    """What lasted: the noun behind ("months of war", "years in power"), else the verb."""
    index = token_at(parse, time.end - 1)
    found = measured(parse, index)
    return found if found is not None else state_of(parse, index)
