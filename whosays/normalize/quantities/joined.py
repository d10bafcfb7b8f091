"""Quantities that lean on their neighbours: "12 years and six months" is one; "six of them", "now costs 28" take what was told before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from whosays.model import Quantity, key
from whosays.normalize.numerals import number
from whosays.normalize.quantities.figures import MONEY
from whosays.normalize.quantities.verbs import PARENTS
from whosays.values.units import convertible, dimension_of

_PARTS = frozenset({"time", "calendar", "length", "mass"})  # what is told in two units, the smaller behind the larger
_LINK = re.compile(r"\s(?:and\s)?\Z")  # behind a comma stands another: "2 hours 21 minutes, 14 seconds ahead"
_OF_THEM = re.compile(r"\sof\s(?:them|whom|which|these|those|its\smembers)\b", re.IGNORECASE)
_LEVEL = re.compile(
    r"\b(?:to|at)\s(?:\w+\s|an?\s(?:\w+\s){1,3}of\s)?\Z", re.IGNORECASE
)  # "the index rose 0.8 percent to 91.2"
_SUMS = ("total", "number", "tally", "count", "figure")
_INCLUDED = re.compile(r"\bincluding\s\Z", re.IGNORECASE)
_THEM = re.compile(r"\sof\s(?:them|whom|which)\b", re.IGNORECASE)
_COMPARED = re.compile(r"\s(?:more|less|cheaper|dearer|above|below)\b", re.IGNORECASE)
_NEXT = re.compile(r"(?:\s[\w-]+){0,3},?\s(?:and\s|or\s)?", re.IGNORECASE)
_MOVED_FROM = re.compile(r"\b(?:up|down)\sfrom\s(?:\w{1,9}\s)?\Z", re.IGNORECASE)
_LED_TO = re.compile(
    r"(?:\s[\w-]+){0,3}\s(?:to|from|against|compared\swith)\s(?:only\s|just\s|about\s)?", re.IGNORECASE
)
_ONLY_SO_LONG = re.compile(r"\bafter\s(?:only|just|barely|about)\s", re.IGNORECASE)
_PRICED = re.compile(
    r"\b(?:cost|costs|costing|pays?|paid|charges?|charged|fetch(?:es|ed)?|sells?\sfor|sold\sfor|sells?\sat|price\sof|profit\sof|loss\sof"
    r"|(?:[a-z]+['’]s))\s(?:\w+\s)?\Z",
    re.IGNORECASE,
)


def joined(text: str, quantities: Sequence[Quantity]) -> list[Quantity]:
    """Quantities in text order, those that name one measure in two units ("1 minute 12 seconds") made one, in the smaller unit."""
    result: list[Quantity] = []
    for quantity in quantities:
        whole = _one(text, result[-1], quantity) if result else None
        if whole is not None:
            result[-1] = whole
        else:
            result.append(quantity)
    return result


def _one(text: str, large: Quantity, small: Quantity) -> Quantity | None:
    """The two as one measure, or ``None`` where they are two."""
    if large.end > small.start or small.start - large.end > 6 or not _LINK.fullmatch(text[large.end : small.start]):
        return None
    factor = convertible(large.unit, small.unit)
    if factor is None or factor <= 1 or dimension_of(small.unit) not in _PARTS:
        return None
    if small.low is None or small.low != small.high or not 0 < small.low < factor:
        return None
    extra = small.low
    low, high = (None if end is None else round(end * factor + extra, 9) for end in (large.low, large.high))
    return replace(
        large, id=key("q", large.report, large.start, small.end), end=small.end, low=low, high=high, unit=small.unit
    )


def completed(text: str, quantity: Quantity, before: Sequence[Quantity]) -> Quantity:
    """A number that stands without its noun, with the unit of what the sentence told before it.

    "six of them": of what was counted last; "4,300 jobs in France, 3,700 in Germany": of the one kind of thing that was counted;
    "now costs 28": in the one currency of the sentence.
    """
    counts = [one for one in before if _is_count(text, one) and one.of not in PARENTS]  # "a father of three"
    if counts and (_OF_THEM.match(text, quantity.end) or _THEM.search(text, quantity.start, quantity.end)):
        last = counts[-1]
        of = last.of if quantity.of in (None, last.unit) or quantity.of == "part" else quantity.of
        of = (
            last.unit if quantity.unit == "%" and of == last.of else of
        )  # "1,450 homes, 30 per cent of them affordable"
        counted = dimension_of(quantity.unit) is None and _THEM.search(text, quantity.start, quantity.end + 9)
        same = quantity.unit is None or counted  # "four of them minors"; but "six of those boats" are boats
        return replace(quantity, unit=last.unit if same else quantity.unit, of=of)
    if quantity.unit is None and not counts and before and _OF_THEM.match(text, quantity.end):
        return replace(quantity, unit=before[-1].unit)  # "30 months in prison, 18 of them suspended"
    before_it = text[max(0, quantity.start - 16) : quantity.start]
    if before and quantity.unit == before[-1].unit and _MOVED_FROM.search(before_it):
        quantity = replace(quantity, of=before[-1].of)  # "turnout was put at 61.7%, down from 68%"
    if quantity.unit is not None:
        return quantity
    if (
        before
        and before[-1].unit in MONEY
        and _COMPARED.match(text, quantity.end)
        and _NEXT.fullmatch(text[before[-1].end : quantity.start])
    ):
        return replace(quantity, unit=before[-1].unit)  # "150 million euros, 20 million less than the rival's"
    money = {one.unit for one in before if one.unit in MONEY}
    summed = not counts and (quantity.low or quantity.high or 0) >= 1e6  # "closed at 1.15 million"
    if len(money) == 1 and (summed or _PRICED.search(text[max(0, quantity.start - 40) : quantity.start])):
        return replace(quantity, unit=min(str(unit) for unit in money))
    measure = _measure_before(text, quantity, before)
    if measure is not None:
        return replace(quantity, unit=measure)
    if quantity.low is not None and quantity.low != int(quantity.low):  # decimals count nobody
        level = quantity.low > 100 or _is_level(text, quantity)
        units = {one.unit for one in before if dimension_of(one.unit) is not None and not (level and one.unit == "%")}
    elif _is_level(text, quantity) and quantity.of not in {
        None,
        *_SUMS,
        *(what for one in counts for what in (one.unit, one.of)),
    }:
        return quantity  # "400 fires …, and the index climbed to 484"
    else:
        units = {one.unit for one in counts if not _INCLUDED.search(text[max(0, one.start - 16) : one.start])}
    return replace(quantity, unit=min(str(unit) for unit in units)) if len(units) == 1 else quantity


def _is_level(text: str, quantity: Quantity) -> bool:
    return _LEVEL.search(text[max(0, quantity.start - 40) : quantity.start]) is not None


def _is_count(text: str, one: Quantity) -> bool:
    """Does it count something by itself ("131 seats", not the "240-member" of a chamber)?"""
    counts = one.unit is not None and dimension_of(one.unit) is None and one.unit != "time"
    part = text[one.start : one.end].rpartition("-")[2]
    return counts and (part == text[one.start : one.end] or number(part.split()[0] if part.split() else "") is not None)


def _measure_before(text: str, quantity: Quantity, before: Sequence[Quantity]) -> str | None:
    """The unit that is left out behind a measure: "from nine years to six", "72 hours … after only three"."""
    measures = [one for one in before if dimension_of(one.unit) is not None]
    if not measures:
        return None
    between = text[measures[-1].end : quantity.start] if measures[-1] is before[-1] else ""
    if len(between) <= 40 and _LED_TO.fullmatch(between):
        return measures[-1].unit
    lengths = {one.unit for one in measures if dimension_of(one.unit) in ("time", "calendar")}
    is_length = len(lengths) == 1 and _ONLY_SO_LONG.match(text, max(0, quantity.start - 6))
    return min(str(unit) for unit in lengths) if is_length else None
