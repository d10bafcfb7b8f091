"""Joining leaves: "5 p.m." + "on" + "Tuesday", "early" + "September", "the third quarter" + "of" + "1984" are one expression each."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from whosays.normalize.times.calendar import encode
from whosays.normalize.times.leaves import Fields, Leaf

DAYS = ("day", "daypart")
CLOCKS = ("clock",)
PERIODS = ("month", "quarter", "half", "season", "period", "yearish", "year", "decade", "century", "theunit")
YEARS = ("year", "yearish")


@dataclass(frozen=True, slots=True)
class Join:
    """Kinds that may stand left and right of a connector, and the kind of the whole."""

    left: tuple[str, ...]
    between: re.Pattern[str]
    right: tuple[str, ...]
    kind: str


def _join(left: tuple[str, ...], between: str, right: tuple[str, ...], kind: str) -> Join:
    return Join(left, re.compile(rf"(?:{between})\Z", re.IGNORECASE), right, kind)


# Tried in this order until none applies; ``kind`` "=" keeps the right one's kind, "<" the left one's.
JOINS: tuple[Join, ...] = (
    _join(("edge",), r"\s|-", ("part", "thepart"), "="),
    _join(("day",), r",?\s", ("part",), "daypart"),
    _join(("part", "thepart"), r"\s(?:of|on)\s|\s", DAYS, "daypart"),
    _join(CLOCKS, r",?\s", ("zone",), "clock"),
    _join(CLOCKS, r"\s(?:in\sthe|on\sthe|at)\s", ("part",), "clock"),
    _join(CLOCKS, r"\s(?:in\s)?", ("thepart",), "clock"),
    _join(("day",), r",?\s|\s", ("day",), "day"),
    _join(CLOCKS, r",?\s(?:on\s)?|\sof\s", DAYS, "clock"),
    _join(CLOCKS, r",?\s", ("zone",), "clock"),
    _join(DAYS, r",?\s(?:at\s(?:about\s|around\s)?|around\s|about\s)?", CLOCKS, "clock"),
    _join(("quarter", "half", "season", "month"), r"\s(?:of|in)\s|,?\s", (*YEARS, "period"), "<"),
    _join(("month", "day", "daypart", "clock", "season", "quarter"), r"\s", ("period",), "<"),
    _join(("half", "quarter", "season", "edge"), r"\sof\s", ("theunit",), "<"),
    _join(YEARS, r"\s(?:fiscal\s)?", ("quarter",), "quarter"),
    _join(("period",), r"'s\s", ("quarter", "season", "month", "half"), "="),
    _join(("edge",), r"\s(?:on\s|in\s)?|-", (*DAYS, *PERIODS), "="),
    _join(("approx",), r"\s", (*CLOCKS, *DAYS, "month", "period", "yearish", "decade"), "="),
)


def join(leaves: Iterable[Leaf], text: str) -> list[Leaf]:
    """Expressions of a sentence: leaves joined with their neighbours as far as the table of joins allows."""
    row = list(leaves)
    for rule in JOINS:
        place = 0
        while place + 1 < len(row):
            whole = _joined(rule, row[place], row[place + 1], text)
            if whole is None:
                place += 1
            else:
                row[place : place + 2] = [whole]
    return row


def _joined(rule: Join, left: Leaf, right: Leaf, text: str) -> Leaf | None:
    if left.kind not in rule.left or right.kind not in rule.right:
        return None
    between = text[left.end : right.start]
    if len(between) > 12 or not rule.between.match(between):
        return None
    fields = _united(left, right)
    if fields is None:
        return None
    kind = right.kind if rule.kind == "=" else left.kind if rule.kind == "<" else rule.kind
    return Leaf(left.start, right.end, kind, fields)


def _united(left: Leaf, right: Leaf) -> Fields | None:
    """Fields of both; ``None`` where the two say the same thing twice ("Friday, Saturday") or nothing together."""
    a, b = dict(left.fields), dict(right.fields)
    if left.kind in ("day", "daypart", "clock") and right.kind == "period" and "month" not in a:
        return _in_week(a, b)
    if left.kind in ("month", "quarter", "half", "season", *DAYS, *CLOCKS) and right.kind in ("period", "theunit"):
        step = re.fullmatch(r"year([+-]\d+)", b.get("rel", ""))
        return None if step is None or "year" in a or "which" in a else {**a, "ryear": step[1]}
    if left.kind == "period" and right.kind in ("quarter", "season", "month", "half"):
        step = re.fullmatch(r"year([+-]\d+)", a.get("rel", ""))
        return None if step is None else {**b, "ryear": step[1]}
    if right.kind == "period" and left.kind != "edge":
        return None
    if left.kind == "day" and right.kind == "day":
        return _same_day(a, b)
    if left.kind == "clock" and "part" in b:
        return _clock_in_part(a, b)
    if right.kind == "clock" and "part" in a:
        return _clock_in_part(b, a)
    if left.kind == "edge" and a.get("edge") == "END" and right.kind == "day" and not b.keys() & {"part", "edge"}:
        return {**b, "edge": "END", "part": "NI"}  # "late on Monday"
    if left.kind == "approx":
        return None if "weekday" in b and "clock" not in b else {**b, **a}
    clash = any(a[field] != b[field] for field in a.keys() & b.keys() - {"which", "context"})
    return None if clash else {**b, **a}


def _in_week(day: Fields, week: Fields) -> Fields | None:
    """ "Thursday next week", "on Monday morning last week": the day of the week named behind it."""
    if "weekday" not in day or "which" in day or "context" in week or not week.get("rel", "").startswith("week"):
        return None
    return {**day, "which": "this", "from": encode({"rel": week["rel"]})}


def _same_day(a: Fields, b: Fields) -> Fields | None:
    """ "Saturday, April 25": the date says which day, the weekday only repeats it."""
    if "weekday" in a and b.keys() & {"month"} and "rel" not in b:
        return {**b, "check": a["weekday"]}
    if "weekday" in b and a.keys() & {"month"} and "rel" not in a:
        return {**a, "check": b["weekday"]}
    return None


def _clock_in_part(clock: Fields, day: Fields) -> Fields | None:
    """ "3:15 Tuesday afternoon": a clock time without a.m. or p.m. takes the half of the day that the part names.

    "Monday night at 2 a.m." is an hour of Tuesday.
    """
    hour, minute = (int(field) for field in clock["clock"].split(":"))
    rest = {key: value for key, value in day.items() if key not in ("part", "edge")}
    behind_noon = day["part"] in ("AF", "EV", "NI") and not (day["part"] == "NI" and hour < 5)
    if behind_noon and (1 <= hour < 12 or (day["part"] == "AF" and hour == 0)):
        hour += 12
    if clock.keys() & rest.keys():
        return None
    late = {"night": "1"} if day["part"] == "NI" and hour < 5 else {}
    return {**rest, **clock, **late, "clock": f"{hour:02}:{minute:02}"}
