"""When the event of a claim was, and when the claim was true as worded: instants in UTC."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import UTC, datetime, timedelta, tzinfo

from whosays.model import Claim, Reading, Time

DATING = frozenset({"DATE", "TIME"})
BEYOND = frozenset({"BEFORE", "AFTER", "ON_OR_BEFORE", "ON_OR_AFTER"})  # "before noon" is not at noon


def moment(value: str | None, zone: str | None, fallback: str | None) -> datetime | None:
    """An ISO date-time as an instant; without an offset of its own it takes the zone's, else the fallback's, else UTC."""
    if not value:
        return None
    try:
        read = datetime.fromisoformat(value.replace("Z", "+00:00"))
    except ValueError:
        return None
    if read.tzinfo is None:
        read = read.replace(tzinfo=_offset(zone) or _offset(fallback) or UTC)
    return read.astimezone(UTC)


def _offset(text: str | None) -> tzinfo | None:
    """The tzinfo of an offset ("+09:00") or of a date-time that ends in one."""
    if not text:
        return None
    try:
        tail = text if "T" in text else f"2000-01-01T00:00:00{text}"
        return datetime.fromisoformat(tail.replace("Z", "+00:00")).tzinfo
    except ValueError:
        return None


def instant(claim: Claim, times: dict[str, Time], reading: Reading) -> tuple[str | None, str | None]:
    """The narrowest interval that the claim's dates and clock times leave, in UTC; nothing where they do not meet."""
    bounds = []
    for name in claim.times:
        time = times.get(name)
        if time is None or time.type not in DATING:
            continue
        low = moment(time.earliest, time.zone, reading.report.published.value)
        high = moment(time.latest or _end_taken_up(time, claim), time.zone, reading.report.published.value)
        if low and high:
            bounds.append((low, high))
    if not bounds:
        return None, None
    low, high = max(b[0] for b in bounds), min(b[1] for b in bounds)
    if low > high:
        low, high = min(bounds, key=lambda b: (b[1] - b[0], b[0]))
    return low.isoformat(), high.isoformat()


def _end_taken_up(time: Time, claim: Claim) -> str | None:
    """Of "since May 2014, when …" the end of that month: the clause behind it is of the date itself, not of what came since."""
    if (
        time.mod != "ON_OR_AFTER"
        or time.end > claim.spans[0].start
        or not re.fullmatch(r"\d{4}(?:-\d\d){0,2}", time.value or "")
    ):
        return None
    year, month, day = (int(part) if part else 0 for part in f"{time.value}--".split("-")[:3])
    last = f"{year:04}-{month or 12:02}-{day or monthrange(year, month or 12)[1]:02}"
    return f"{last}T23:59"


def clocks(claim: Claim, times: dict[str, Time]) -> tuple[str, ...]:
    """The days and hours that a claim names, as TIMEX3 values, also where nothing says in which year or week they lie."""
    dated = [times[name] for name in claim.times if name in times and times[name].type in DATING]
    return tuple(f"{time.value}/{time.mod or ''}" for time in dated if time.mod not in BEYOND and time.value)


def as_of(claim: Claim, latest: str | None, reading: Reading) -> str | None:
    """When a claim was true as worded: as its text shows, its own time if that is within three days before publication, else publication.

    A stamp that the report's own words exclude dates nothing: the latest stamp never wins by itself.
    """
    shown = moment(claim.as_of.latest, None, reading.report.published.value) if claim.as_of else None
    if shown is not None:
        return shown.isoformat()
    if len(reading.report.published.candidates) > 1:
        return latest
    published = moment(reading.report.published.value, None, None)
    if published is None:
        return latest
    own = moment(latest, None, None)
    if own is not None and timedelta(0) <= published - own <= timedelta(days=3):
        return own.isoformat()
    return published.isoformat()
