"""Days and hours that exclude each other though nothing dates them: "at dawn" and "at noon", "on Friday" and "on Saturday"."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

VALUE = re.compile(
    r"(?P<year>\d{4}|XXXX)(?:-(?:W(?:\d\d|XX)-(?P<weekday>[1-7])|(?P<month>\d\d|XX)(?:-(?P<day>\d\d|XX))?))?"
    r"(?:T(?:(?P<hour>\d\d)(?::(?P<minute>\d\d))?|(?P<part>MO|MI|AF|EV|NI)))?/(?P<mod>\w*)"
)
PARTS = {
    ("MO", "START"): (0.0, 8.0), ("MO", ""): (6.0, 12.0), ("MI", ""): (11.0, 15.0), ("AF", ""): (12.0, 18.0),
    ("EV", ""): (17.0, 23.0), ("EV", "END"): (17.0, 22.0), ("NI", ""): (18.0, 30.0),
}  # fmt: skip
SLACK = 1.0  # hours that two tellings of one moment may differ by
Parsed = tuple[str | None, int | None, tuple[float, float] | None]


def exclude(a: tuple[str, ...], b: tuple[str, ...], *, hours: bool) -> bool:
    """Do two claims name days, or with ``hours`` hours, of which no pair can be one? An hour of a dated report may be of another zone."""
    left, right = ([parsed for value in side if (parsed := _parse(value)) is not None] for side in (a, b))
    return bool(left and right) and all(_apart(one, other, hours) for one in left for other in right)


def _apart(one: Parsed, other: Parsed, hours: bool) -> bool:
    """Another day of the month, another day of the week, or hours that do not meet."""
    for mine, theirs in ((one[0], other[0]), (one[1], other[1])):
        if mine is not None and theirs is not None and mine != theirs:
            return True
    if not hours or one[2] is None or other[2] is None:
        return False
    return not any(
        one[2][0] - SLACK <= other[2][1] + turn and other[2][0] + turn <= one[2][1] + SLACK
        for turn in (-24.0, 0.0, 24.0)
    )


@lru_cache(maxsize=16_384)
def _parse(value: str) -> Parsed | None:
    """Day of the year, day of the week and hours of a TIMEX3 value with its ``mod``; ``None`` where it names none of them."""
    match = VALUE.fullmatch(value)
    if match is None:
        return None
    day = f"{match['month']}-{match['day']}" if match["day"] and "XX" not in match["month"] + match["day"] else None
    weekday = int(match["weekday"]) if match["weekday"] else None
    if day and match["year"] != "XXXX":
        try:
            weekday = date.fromisoformat(f"{match['year']}-{day}").isoweekday()
        except ValueError:
            return None
    hours = None
    if match["hour"]:
        at = int(match["hour"]) + int(match["minute"] or 0) / 60
        hours = (at, at + (0 if match["minute"] else 1))
    elif match["part"]:
        hours = PARTS.get((match["part"], match["mod"])) or PARTS[match["part"], ""]
    return (day, weekday, hours) if day or weekday or hours else None
