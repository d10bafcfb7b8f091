"""ISO 8601 intervals of a record as other formats want them: moments, days, UTC."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import UTC, date, datetime, timedelta, tzinfo

PARTS = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?)?)?)?(Z|[+-]\d\d:\d\d)?")


def moment(value: str | None, *, last: bool = False) -> datetime | None:
    """The moment of an ISO 8601 value, of a partial one its first, or with ``last`` its last minute; ``None`` for other shapes."""
    found = PARTS.fullmatch(value or "")
    if not found:
        return None
    year, month, day = int(found[1]), int(found[2] or (12 if last else 1)), found[3]
    try:
        on = int(day) if day else monthrange(year, month)[1] if last else 1
        hour, minute = (int(found[4]), int(found[5])) if found[4] else (23, 59) if last else (0, 0)
        return datetime(year, month, on, hour, minute, int(found[6] or 0), tzinfo=_zone(found[7]))
    except (ValueError, OverflowError):
        return None


def _zone(offset: str | None) -> tzinfo | None:
    return datetime.fromisoformat(f"2000-01-01T00:00{offset}").tzinfo if offset else None


def in_zone(value: datetime, zone: str | None) -> datetime:
    """The moment with the offset of a stated zone ("+09:00", "UTC") where it has none of its own; named zones stay out."""
    if value.tzinfo is not None or not zone:
        return value
    if zone in ("UTC", "GMT", "Z"):
        return value.replace(tzinfo=UTC)
    return value.replace(tzinfo=_zone(zone)) if re.fullmatch(r"[+-]\d\d:\d\d", zone) else value


def utc(value: datetime) -> datetime | None:
    """The moment in UTC; ``None`` where its offset is not known or UTC leaves the calendar."""
    try:
        return value.astimezone(UTC) if value.tzinfo is not None else None
    except OverflowError:
        return None


def whole_days(first: datetime, last: datetime) -> bool:
    """Does the interval run from a midnight to the end of a day (23:59, or the next midnight)?"""
    return (first.hour, first.minute) == (0, 0) and (last.hour, last.minute) in ((23, 59), (0, 0)) and first != last


def last_day(last: datetime) -> date:
    """The last day of whole days: a midnight closes the day before."""
    return (last - timedelta(minutes=1)).date() if (last.hour, last.minute) == (0, 0) else last.date()
