"""Parts of day and clock times: from a day and "morning" or 15:00 to hours with a zone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from whosays.normalize.times.periods import Period
from whosays.normalize.times.zones import iso_offset, offset_of

Form = Mapping[str, str]
# earliest and latest hour of each TIMEX3 part of day; 30 is six in the morning of the next day
PARTS = {"MO": (6, 12), "MI": (11, 14), "AF": (12, 18), "EV": (17, 23), "NI": (18, 30), "DT": (6, 18)}
EDGES = {
    ("START", "MO"): (0, 7), ("END", "MO"): (10, 12), ("MID", "MO"): (9, 11), ("START", "AF"): (12, 15), ("MID", "AF"): (14, 16),
    ("END", "AF"): (15, 18), ("START", "EV"): (17, 20), ("END", "EV"): (20, 24), ("START", "NI"): (18, 22), ("END", "NI"): (18, 24),
    ("START", ""): (0, 9), ("END", ""): (17, 24), ("MID", ""): (10, 15),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Clock:
    """A TIMEX3 value with its interval, zone and grain."""

    value: str
    earliest: str | None
    latest: str | None
    zone: str | None
    grain: str | None


def hours(period: Period, form: Form, moment: datetime | None, timed: bool) -> Clock | None:
    """The part of day or clock time of a form on the day that ``period`` is; ``None`` if the form names neither."""
    if "clock" in form:
        return _clock(period, form, moment, timed)
    part, edge = form.get("part", ""), form.get("edge", "")
    if not part and not (edge in ("START", "MID", "END") and period.grain == "day" and _one_day(period)):
        return None
    value = period.value + (f"T{part}" if part else "")
    if period.start is None:
        return Clock(value, None, None, None, "part")
    first, last = EDGES.get((edge, part)) or PARTS.get(part, (0, 24))
    return Clock(value, _at(period.start, first), _before(period.start, last), None, "part" if part else period.grain)


def _one_day(period: Period) -> bool:
    return period.start is None or period.stop is None or (period.stop - period.start).days == 1


def _at(day: date, hour: int) -> str:
    return (datetime(day.year, day.month, day.day) + timedelta(hours=hour)).strftime("%Y-%m-%dT%H:%M")


def _before(day: date, hour: int) -> str:
    """The end of an interval: the full hour, but 23:59 rather than midnight of the next day."""
    return f"{day.isoformat()}T23:59" if hour == 24 else _at(day, hour)


def _clock(period: Period, form: Form, moment: datetime | None, timed: bool) -> Clock:
    """A clock time with the offset of its zone; "local time", an unknown place's time and no zone take the report's own offset."""
    stated = form.get("zone")
    hour, minute = (int(field) for field in form["clock"].split(":"))
    grain = "minute" if form.get("minutes", "1") == "1" else "hour"
    own = _offset(moment) if moment and timed else None
    offset = offset_of(stated, period.start) if stated else None
    if offset is None and "elsewhere" not in form and (stated is None or offset_of(stated, date(2000, 1, 1)) is None):
        offset = own
    zone = offset or stated
    if period.start is None:
        return Clock(f"{period.value}T{form['clock']}{offset or ''}", None, None, zone, grain)
    day = period.start + timedelta(days=1 if "night" in form else 0)
    when = datetime(day.year, day.month, day.day) + timedelta(hours=hour, minutes=minute)
    if "not_after" in form and moment and _is_after(when, offset, moment, timed):
        day, when = day - timedelta(days=1), when - timedelta(days=1)
    value = f"{day.isoformat()}T{form['clock']}{offset or ''}"
    spread = timedelta(minutes=15 if form.get("mod") == "APPROX" else 0)
    first, last = (f"{(when + sign * spread).strftime('%Y-%m-%dT%H:%M')}{offset or ''}" for sign in (-1, 1))
    return Clock(value, first, last, zone, grain)


def _offset(moment: datetime) -> str | None:
    shift = moment.utcoffset()
    return None if shift is None else iso_offset(int(shift.total_seconds() // 60))


def _is_after(when: datetime, offset: str | None, moment: datetime, timed: bool) -> bool:
    """Does a clock time lie after publication? Unknown without a clock time of publication."""
    if not timed:
        return False
    if offset and moment.tzinfo:
        return datetime.fromisoformat(when.isoformat() + offset) > moment
    return when > moment.replace(tzinfo=None)
