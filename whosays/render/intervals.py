"""Times and intervals in words, as a reader has them."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from whosays.model import Interval
from whosays.values.calendar import month_name


def when(earliest: str | None, latest: str | None, zone: str | None, grain: str | None = None) -> str:
    """An ISO 8601 interval in words: "6 May 2031", "6–8 May 2031", "until 6 May 2031"; others stay as they are."""
    first, last = moment(earliest), moment(latest, closes=True)
    if (earliest and not first) or (latest and not last):
        return " – ".join(value for value in dict.fromkeys((earliest, latest)) if value)
    if first and last:
        shown = _between(first, last, clock=_has_clock(earliest, latest, grain))
    elif first:
        shown = "from " + _day(first.date())
    elif last:
        shown = "until " + _day(last.date())
    else:
        return "undated"
    return f"{shown} ({zone})" if zone and ":" in shown else shown


def moment(value: str | None, *, closes: bool = False) -> datetime | None:
    """The moment an ISO string stands for; a month or year closes on its last day, a midnight end on the day before."""
    if not value:
        return None
    partial = re.fullmatch(r"(\d{4})(?:-(\d\d))?", value)
    try:
        if partial and closes:
            year, month = int(partial[1]), int(partial[2] or 12)
            return datetime(year + month // 12, month % 12 + 1, 1) - timedelta(seconds=1)
        if partial:
            return datetime(int(partial[1]), int(partial[2] or 1), 1)
        moment = datetime.fromisoformat(value)
    except (ValueError, OverflowError):
        return None
    if closes and "T" in value and (moment.hour, moment.minute, moment.second) == (0, 0, 0):
        return moment - timedelta(seconds=1)
    return moment


def _has_clock(earliest: str | None, latest: str | None, grain: str | None) -> bool:
    """Does the interval name hours? A whole day written with its midnights does not."""
    if grain not in (None, "hour", "minute", "second"):
        return False
    times = [value.partition("T")[2][:5] for value in (earliest, latest) if value]
    return any(times) and not (times[0] == "00:00" and times[-1] in ("00:00", "23:59"))


def _between(first: datetime, last: datetime, *, clock: bool) -> str:
    """Two moments in words, with what they share said once."""
    start, end = first.date(), max(last.date(), first.date())
    if clock and start == end:
        hours = f"{first:%H:%M}" if f"{first:%H:%M}" == f"{last:%H:%M}" else f"{first:%H:%M}–{last:%H:%M}"
        return f"{_day(start)}, {hours}"
    if start == end:
        return _day(start)
    if (start.day, start.month) == (1, 1) and (end.day, end.month) == (31, 12):
        return str(start.year) if start.year == end.year else f"{start.year}–{end.year}"
    if start.day == 1 and start.month == end.month and start.year == end.year and (end + timedelta(days=1)).day == 1:
        return f"{month_name(start.month)} {start.year}"
    if (start.month, start.year) == (end.month, end.year):
        return f"{start.day}–{_day(end)}"
    return f"{_day(start)} – {_day(end)}"


def _day(day: date) -> str:
    return f"{day.day} {month_name(day.month)} {day.year}"


def as_of(interval: Interval | None) -> str | None:
    """When something was true, with the offset it is given with, so that times of two zones are not taken for one another."""
    if interval is None:
        return None
    offset = re.search(r"[+-]\d\d:\d\d$", interval.latest or "")
    return when(interval.earliest, interval.latest, offset.group() if offset else None)
