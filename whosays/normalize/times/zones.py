"""What offset a stated time zone has on a day: fixed ones and those with European or American summer time."""

from __future__ import annotations

import re
from datetime import date, timedelta

from whosays.data import rows

_ZONES = {name.casefold(): (offset, summer) for name, offset, summer in rows("timezones")}
ZONE_NAMES = [name for name, _, _ in rows("timezones")]


def offset_of(zone: str, day: date | None) -> str | None:
    """Offset ("+09:00") of a zone's name or of an offset itself; ``None`` if the name is unknown or the day is needed."""
    if re.fullmatch(r"[+-]\d\d:\d\d", zone):
        return zone
    known = _ZONES.get(re.sub(r"\s+", " ", zone).casefold())
    if known is None:
        return None
    offset, summer = known
    if not summer:
        return offset
    if day is None:
        return None
    return _one_hour_more(offset) if _is_summer(summer, day) else offset


def _is_summer(rule: str, day: date) -> bool:
    """Is the day inside summer time? The change is taken to happen at midnight, since news seldom reports that night's hours."""
    if rule == "eu":
        return _sunday(day.year, 3, -1) <= day < _sunday(day.year, 10, -1)
    if day.year >= 2007:
        return _sunday(day.year, 3, 2) <= day < _sunday(day.year, 11, 1)
    return _sunday(day.year, 4, 1) <= day < _sunday(day.year, 10, -1)


def _sunday(year: int, month: int, which: int) -> date:
    """The first (1), second (2) … or last (-1) Sunday of a month."""
    if which < 0:
        last = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
        return last - timedelta(days=(last.weekday() + 1) % 7)
    first = date(year, month, 1)
    return first + timedelta(days=(6 - first.weekday()) % 7 + 7 * (which - 1))


def _one_hour_more(offset: str) -> str:
    sign = -1 if offset.startswith("-") else 1
    return iso_offset(sign * (int(offset[1:3]) * 60 + int(offset[4:6])) + 60)


def iso_offset(minutes: int) -> str:
    """Minutes east of Greenwich as ISO 8601 has them.

    >>> iso_offset(330), iso_offset(-60)
    ('+05:30', '-01:00')
    """
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"
