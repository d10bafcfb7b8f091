"""Calendar periods: which year, quarter, month, week or day a form means, counted from a given day."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from whosays.data import rows

Form = Mapping[str, str]
HOLIDAYS = {word.lower(): value for kind, word, value, *_ in rows("time_words") if kind == "holiday"}
SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
UNIT_GRAIN = {
    "day": "day", "week": "week", "weekend": "day", "month": "month", "quarter": "quarter", "year": "year",
    "decade": "decade", "century": "century", "hour": "hour", "minute": "minute",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Period:
    """A TIMEX3 value and the days it covers, ``[start, stop)``; both ``None`` where the period is not known."""

    value: str
    start: date | None
    stop: date | None
    grain: str


def period_of(form: Form, base: date | None) -> Period | None:
    """The period that a form names, counted from ``base``; ``None`` where it needs a base and has none, or is no date."""
    try:
        if "decade" in form or "century" in form:
            return _long(form)
        if "year" in form:
            return _in_year(form, int(form["year"]))
        if base is None:
            return None
        if "ryear" in form:
            return _in_year(form, base.year + int(form["ryear"]))
        if "rel" in form:
            return _shifted(form["rel"], base)
        return _nearest(form, base)
    except (ValueError, OverflowError):
        return None


def open_period(form: Form) -> Period:
    """The value with ``X`` for all that only the day of publication could tell."""
    month, day = int(form.get("month", "0")), int(form.get("day", "0"))
    if month and day:
        return Period(f"XXXX-{month:02}-{day:02}", None, None, "day")
    if month:
        return Period(f"XXXX-{month:02}", None, None, "month")
    if "weekday" in form:
        return Period(f"XXXX-WXX-{form['weekday']}", None, None, "day")
    if "weekend" in form:
        return Period("XXXX-WXX-WE", None, None, "day")
    for key, mark in (("quarter", "Q"), ("half", "H"), ("season", "")):
        if key in form:
            return Period(f"XXXX-{mark}{form[key]}", None, None, key)
    unit = re.sub(r"[^a-z]", "", form.get("rel", "day+0"))
    value = {
        "week": "XXXX-WXX",
        "month": "XXXX-XX",
        "quarter": "XXXX-QX",
        "year": "XXXX",
        "decade": "XXX",
        "century": "XX",
    }
    return Period(value.get(unit, "XXXX-XX-XX"), None, None, UNIT_GRAIN.get(unit, "day"))


def _long(form: Form) -> Period:
    if "century" in form:
        first = int(form["century"]) * 100
        return Period(form["century"], date(max(first, 1), 1, 1), date(first + 100, 1, 1), "century")
    first = int(form["decade"]) * 10
    return Period(form["decade"], date(first, 1, 1), date(first + 10, 1, 1), "decade")


def _in_year(form: Form, year: int) -> Period:
    """The month, day, quarter, half, season or holiday of a known year, or the year."""
    if "month" in form:
        month = int(form["month"])
        if "day" in form:
            return _day(date(year, month, int(form["day"])))
        return Period(f"{year:04}-{month:02}", date(year, month, 1), _months_on(date(year, month, 1), 1), "month")
    if "quarter" in form:
        number = int(form["quarter"])
        start = date(year, 3 * number - 2, 1)
        return Period(f"{year:04}-Q{number}", start, _months_on(start, 3), "quarter")
    if "half" in form:
        start = date(year, 1 if form["half"] == "1" else 7, 1)
        return Period(f"{year:04}-H{form['half']}", start, _months_on(start, 6), "half")
    if "season" in form:
        start = date(year, SEASONS[form["season"]], 1)
        return Period(f"{year:04}-{form['season']}", start, _months_on(start, 3), "season")
    if "holiday" in form:
        return _day(_holiday(form["holiday"], year))
    return Period(f"{year:04}", date(year, 1, 1), date(year + 1, 1, 1), "year")


def _shifted(rel: str, base: date) -> Period:
    """``week-1`` and the like: the whole unit that lies so many units from the base."""
    match = re.fullmatch(r"([a-z]+)([+-]\d{1,5})", rel)
    if match is None:
        raise ValueError(rel)
    unit, number = match[1], int(match[2])
    if unit == "day":
        return _day(base + timedelta(days=number))
    if unit == "week":
        if number == -1 and base.isoweekday() == 7:
            number = 0  # "last week" in a paper of Sunday: the week that has just ended
        return _week(base + timedelta(days=7 * number))
    if unit == "month":
        start = _months_on(base.replace(day=1), number)
        return _in_year({"month": str(start.month)}, start.year)
    if unit == "quarter":
        start = _months_on(date(base.year, base.month - (base.month - 1) % 3, 1), 3 * number)
        return _in_year({"quarter": str((start.month + 2) // 3)}, start.year)
    if unit == "year":
        return _in_year({}, base.year + number)
    if unit == "decade":
        return _long({"decade": str(base.year // 10 + number)})
    if unit == "century":
        return _long({"century": str(base.year // 100 + number)})
    raise ValueError(rel)


def _nearest(form: Form, base: date) -> Period | None:
    """A period that recurs (a weekday, a month, a day of a month …): the one before or after the base, as ``which`` says."""
    which = form.get("which", "past")
    if "weekday" in form:
        return _day(_weekday(int(form["weekday"]), which, base))
    if "weekend" in form:
        return _weekend(which, base)
    if form.keys() & {"month", "quarter", "half", "season", "holiday"}:
        return _recurring(lambda year: _in_year(form, year), form, base)
    return None


def _weekday(weekday: int, which: str, base: date) -> date:
    back = (base.isoweekday() - weekday) % 7
    if which == "last":
        return base - timedelta(days=back or 7)
    if (
        which == "next"
    ):  # the one of the following calendar week: "next Friday" said on a Wednesday is not the day after tomorrow
        return base + timedelta(days=7 - base.isoweekday() + weekday)
    if which == "after" or (which in ("future", "near") and back):
        return base + timedelta(days=7 - back)
    if which == "this":
        return base + timedelta(days=weekday - base.isoweekday())
    return base - timedelta(days=back)


def _weekend(which: str, base: date) -> Period:
    saturday = base + timedelta(days=6 - base.isoweekday())
    if which == "next":
        saturday += timedelta(days=7 if base.isoweekday() > 5 else 0)
    elif which in ("past", "last") and (base.isoweekday() < 6 or which == "last"):
        saturday -= timedelta(days=7)
    year, week, _ = saturday.isocalendar()
    return Period(f"{year:04}-W{week:02}-WE", saturday, saturday + timedelta(days=2), "day")


def _recurring(in_year: Callable[[int], Period], form: Form, base: date) -> Period | None:
    """The period of that name that lies as ``which`` says, but not one 200 days off where the other is within a season.

    Nobody prints "until Nov. 17" in October without a year and means the November before; a weekday beside the date decides.
    """
    which = form.get("which", "past")
    candidates = []
    for year in range(base.year - 5, base.year + 6):  # 29 February recurs only every four or eight years
        try:
            candidates.append(in_year(year))
        except ValueError:
            continue
    dated = [(one.start, one.stop, one) for one in candidates if one.start and one.stop]
    agreeing = [row for row in dated if str(row[0].isoweekday()) == form.get("check")]
    if agreeing:
        return min(agreeing, key=lambda row: abs((row[0] - base).days))[2]
    if which == "this":
        return next((one for start, _, one in dated if start.year == base.year), None)
    if not dated:
        return None
    if which == "last":
        over = [row for row in dated if row[1] <= base]
        if "month" in form and "day" not in form and over and over[-1][1] == base.replace(day=1):
            over.pop()  # "last February" printed in March: the month before would be "last month"
        return over[-1][2] if over else None
    if which in ("next", "after"):
        return next((one for start, _, one in dated if start > base), None)
    behind = [row for row in dated if row[0] <= base]
    ahead = [row for row in dated if row[1] > base]
    if not behind or not ahead:
        return None
    gap_back, gap_on = max(0, (base - behind[-1][1]).days), max(0, (ahead[0][0] - base).days)
    if which == "near":
        return (behind[-1] if gap_back <= gap_on else ahead[0])[2]
    if (
        which == "future"
    ):  # "expects to report a third-quarter loss" in October; "to leave by Jan. 14" printed a day later
        just_past = gap_back < 95 if "quarter" in form else "day" in form and gap_back < 60
        return (behind[-1] if just_past and gap_on > 200 else ahead[0])[2]
    other_year = behind[-1][0].year < base.year or form.get("bound") == "ON_OR_BEFORE"
    far = gap_back > 200 and gap_on < 95 and other_year and form.get("bound") != "ON_OR_AFTER"
    return (ahead[0] if far else behind[-1])[2]


def _day(day: date) -> Period:
    return Period(day.isoformat(), day, day + timedelta(days=1), "day")


def _week(day: date) -> Period:
    year, week, weekday = day.isocalendar()
    monday = day - timedelta(days=weekday - 1)
    return Period(f"{year:04}-W{week:02}", monday, monday + timedelta(days=7), "week")


def _months_on(first: date, months: int) -> date:
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    return date(year, month + 1, 1)


def _holiday(name: str, year: int) -> date:
    """The day of a fixed or movable holiday; Easter by Butcher's rule of the Gregorian calendar."""
    if re.fullmatch(r"\d\d-\d\d", name):
        return date(year, int(name[:2]), int(name[3:]))
    if re.fullmatch(r"\d\d-[1-7]-[1-5]", name):  # month, weekday, which one; the fifth is the last
        return _nth(year, *(int(field) for field in name.split("-")))
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    m = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    month, day = divmod(h + m - 7 * ((a + 11 * h + 22 * m) // 451) + 114, 31)
    return date(year, month, day + 1) + timedelta(days=int(name.removeprefix("easter") or 0))


def _nth(year: int, month: int, weekday: int, number: int) -> date:
    first = date(year, month, 1)
    found = first + timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (number - 1))
    return found if found.month == month else found - timedelta(days=7)
