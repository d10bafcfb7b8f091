"""From a symbolic form and the day of publication to a TIMEX3 value and an interval.

A *form* is what an expression says before anybody knows the day it was printed: ``{"weekday": "2", "which": "past",
"part": "MO"}``. It is written into ``Time.relative`` as a query string (``weekday=2&which=past&part=MO``), so that a
report dated later is anchored by the same arithmetic. Keys: ``year month day`` (as printed), ``ryear`` (years from
publication), ``rel`` (unit and signed number: ``week-1``), ``weekday quarter half season weekend holiday decade century``
with ``which`` (past future near last next this), ``part`` ``clock`` ``zone`` ``edge`` ``bound`` ``mod``, ``from`` (the form of an
earlier expression that this one counts from), ``ends`` (the form of a quarter's last day), ``fiscal`` (a quarter of a
company's own year), ``dur`` with ``span``, ``ref``, ``set``.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from urllib.parse import parse_qsl, urlencode

from whosays.normalize.times.hours import Clock, hours
from whosays.normalize.times.periods import Period, open_period, period_of

Form = Mapping[str, str]
GRAINS = {"D": "day", "W": "week", "M": "month", "Q": "quarter", "Y": "year", "DE": "decade", "CE": "century"}


@dataclass(frozen=True, slots=True)
class Valued:
    """A TIMEX3 value with the interval, zone and grain that go with it, and the day it was counted from."""

    value: str
    earliest: str | None
    latest: str | None
    zone: str | None
    grain: str | None
    anchor: str | None


def encode(form: Form) -> str:
    """A form as one line of text, keys in order."""
    return urlencode(sorted(form.items()))


def decode(line: str) -> dict[str, str]:
    """The form that :func:`encode` wrote."""
    return dict(parse_qsl(line, keep_blank_values=True))


def published_at(published: str | None) -> tuple[datetime | None, bool]:
    """The moment of publication, and whether a clock time was given with it; a value that is no date counts as absent."""
    if not published:
        return None, False
    try:
        return datetime.fromisoformat(published.replace("Z", "+00:00")), len(published) > 10
    except ValueError:
        match = re.match(r"\d{4}-\d\d-\d\d", published)
        return (datetime.fromisoformat(match[0]), False) if match else (None, False)


def value_of(form: Form, published: str | None) -> Valued:
    """Value a form against the day of publication (ISO 8601, or ``None``: then what depends on it stays ``X``)."""
    moment, timed = published_at(published)
    if "dur" in form or "ref" in form or "set" in form:
        return _open_value(form, moment)
    today = moment.date() if moment else None
    if "ends" in form:
        return _three_months(form, published)
    base, anchor = _base(form, published, today)
    period = period_of(form, base) if base or _absolute(form) else None
    if period is None:
        period = open_period(form)
    if "fiscal" in form:
        period = replace(period, start=None, stop=None)
    found = _within(period, form, moment, timed)
    return Valued(*found, anchor=anchor if is_relative(form) and base else None)


def is_relative(form: Form) -> bool:
    """Does the value depend on the day of publication (or on another expression that does)?"""
    if "ends" in form:
        return is_relative(decode(form["ends"])) or "year" not in form
    if "from" in form:
        return is_relative(decode(form["from"])) or "ryear" in form
    return not _absolute(form) or "not_after" in form or ("clock" in form and "zone" not in form)


def _absolute(form: Form) -> bool:
    if form.keys() & {"decade", "century"} or "year" in form:
        return True
    return (bool(form.keys() & {"ref", "set"}) and "rel" not in form) or ("dur" in form and "span" not in form)


def _three_months(form: Form, published: str | None) -> Valued:
    """A quarter whose last day is stated, and so its days; a number that a company gave it ("fiscal first") stays its value."""
    closed = value_of(decode(form["ends"]), published)
    own = {field: value for field, value in form.items() if field != "ends"}
    named = value_of(own, published) if "quarter" in form else None
    if closed.latest is None:
        return named or Valued("XXXX-QX", None, None, None, "quarter", None)
    last = date.fromisoformat(closed.latest[:10])
    first = add_months(last + timedelta(days=1), -3)
    middle = last - timedelta(days=45)
    value = named.value if named else f"{middle.year:04}-Q{(middle.month + 2) // 3}"
    return Valued(value, f"{first.isoformat()}T00:00", f"{last.isoformat()}T23:59", None, "quarter", closed.anchor)


def _base(form: Form, published: str | None, today: date | None) -> tuple[date | None, str | None]:
    """The day that the form counts from, and how the record names it: publication, or the expression it follows."""
    if "from" not in form:
        return today, today.isoformat() if today else None
    earlier = value_of({field: value for field, value in decode(form["from"]).items() if field != "fiscal"}, published)
    if earlier.earliest is None:
        return None, None
    return date.fromisoformat(earlier.earliest[:10]), earlier.value


def _within(
    period: Period, form: Form, moment: datetime | None, timed: bool
) -> tuple[str, str | None, str | None, str | None, str | None]:
    """Value, earliest, latest, zone and grain of a period narrowed by part of day, clock, edge and bound."""
    clock = hours(period, form, moment, timed)
    if clock is not None:
        return _bounded(clock, form)
    if period.start is None or period.stop is None:
        return period.value, None, None, None, period.grain
    start, stop = _edge(period.start, period.stop, form.get("edge", ""))
    first, last = f"{start.isoformat()}T00:00", f"{(stop - timedelta(days=1)).isoformat()}T23:59"
    if form.get("edge") == "EARLIER" and moment and start <= moment.date() < stop:
        last = moment.strftime("%Y-%m-%dT%H:%M") if timed else f"{moment.date().isoformat()}T23:59"
    if form.get("edge") == "LATER" and moment and start <= moment.date() < stop:
        first = f"{moment.date().isoformat()}T00:00"
    return _bounded(Clock(period.value, first, last, None, period.grain), form)


def _bounded(found: Clock, form: Form) -> tuple[str, str | None, str | None, str | None, str | None]:
    """Open an end of the interval as "by", "before", "after" and "since" ask."""
    first, last = found.earliest, found.latest
    bound = form.get("bound", "")
    if bound == "BEFORE":
        first, last = None, first
    elif bound == "ON_OR_BEFORE":
        first = None
    elif bound == "AFTER":
        first, last = last, None
    elif bound == "ON_OR_AFTER":
        last = None
    return found.value, first, last, found.zone, found.grain


def _edge(start: date, stop: date, edge: str) -> tuple[date, date]:
    """The first, middle or last third of a period longer than a day."""
    days = (stop - start).days
    third = max(1, days // 3)
    if days < 3:
        return start, stop
    if edge == "START":
        return start, start + timedelta(days=third)
    if edge == "MID":
        return start + timedelta(days=third), stop - timedelta(days=third)
    if edge == "END":
        return stop - timedelta(days=third), stop
    return start, stop


def _open_value(form: Form, moment: datetime | None) -> Valued:
    """Durations, references and sets: their value stands; publication gives an interval where they lean on it."""
    day = moment.date() if moment else None
    if "ref" in form:
        now = f"{day.isoformat()}T23:59" if day else None
        past, future = form["ref"] == "PAST_REF", form["ref"] == "FUTURE_REF"
        start = f"{day.isoformat()}T00:00" if day and future else None
        return Valued(form["ref"], start, now if past else None, None, None, day.isoformat() if day else None)
    if "set" in form:
        return Valued(form["set"], None, None, None, None, None)
    unit = re.sub(r"[^A-Z]", "", form["dur"].lstrip("P"))
    grain = GRAINS.get(unit, {"TH": "hour", "TM": "minute", "TS": "second"}.get(unit))
    if day is None or not form.get("span"):
        return Valued(form["dur"], None, None, None, grain, None)
    back, ahead = form["span"] == "past", form["span"] == "next"
    other = _moved(day, form["dur"], -1 if back else 1)
    if other is None:
        first = f"{day.isoformat()}T00:00" if ahead else None
        last = f"{day.isoformat()}T23:59" if back else None
        return Valued(form["dur"], first, last, None, grain, day.isoformat())
    opens, closes = (other, day) if back else (day, other)
    return Valued(
        form["dur"], f"{opens.isoformat()}T00:00", f"{closes.isoformat()}T23:59", None, grain, day.isoformat()
    )


def _moved(day: date, duration: str, sign: int) -> date | None:
    """The day one such duration earlier or later; ``None`` if the duration is vague or too long to count."""
    match = re.fullmatch(r"P(T?)(\d{1,5})(?:\.\d+)?([A-Z]+)", duration)
    if match is None:
        return None
    number, unit = int(match[2]), match[1] + match[3]
    days = {"D": number, "W": 7 * number, "TH": number // 24, "TM": 0, "TS": 0}.get(unit)
    try:
        if days is not None:
            return day + timedelta(days=sign * days)
        months = {"M": number, "Q": 3 * number, "Y": 12 * number, "DE": 120 * number, "CE": 1200 * number}.get(unit)
        return add_months(day, sign * months) if months is not None else None
    except (ValueError, OverflowError):
        return None


def add_months(day: date, months: int) -> date:
    """The same day so many months on; the last day of the month where that day does not exist."""
    total = day.year * 12 + day.month - 1 + months
    year, month = divmod(total, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
