"""Times of reports and claims as bounds in UTC that sort as text, for searching."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

LAST = timedelta(microseconds=1)
MONTH = re.compile(r"(\d{4})(?:-(\d{2}))?")
WEEK = re.compile(r"(\d{4})-W(\d{2})")


@lru_cache(maxsize=4096)
def bounds(value: str | None) -> tuple[str, str] | None:
    """First and last moment of a year, month, week, day or time in ISO 8601, in UTC; ``None`` for what is none of these.

    A time without an offset is taken as UTC.
    """
    if not value:
        return None
    try:
        first, last = _bounds(value.strip())
    except (ValueError, OverflowError):
        return None
    return _shown(first), _shown(last)


def _bounds(value: str) -> tuple[datetime, datetime]:
    whole = MONTH.fullmatch(value)
    if whole:
        year, month = int(whole[1]), int(whole[2] or 1)
        first = datetime(year, month, 1, tzinfo=UTC)
        months = year * 12 + month - 1 + (1 if whole[2] else 12)
        return first, datetime(months // 12, months % 12 + 1, 1, tzinfo=UTC) - LAST
    week = WEEK.fullmatch(value)
    if week or len(value) == 10:
        day = date.fromisocalendar(int(week[1]), int(week[2]), 1) if week else date.fromisoformat(value)
        first = datetime(day.year, day.month, day.day, tzinfo=UTC)
        return first, first + timedelta(days=7 if week else 1) - LAST
    moment = datetime.fromisoformat(value)
    moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    return moment, moment


def _shown(moment: datetime) -> str:
    return f"{moment.year:04d}-{moment:%m-%dT%H:%M:%S}Z"
