"""Dates as people and machines write them above a report, read into ISO 8601.

Only dates that are *given* are read here ("9 November 2016", "Wed, 09 Nov 2016 22:58:00 GMT"); expressions inside the
prose are the business of ``normalize``. A form with two readings ("09/11/2016") is not read at all.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, time

from whosays.data import classes
from whosays.values.calendar import MONTH_NUMBERS, WEEKDAYS

LONGEST_DATE = 120  # code points; a longer string is no date line
_MONTH = "|".join(sorted(MONTH_NUMBERS, key=len, reverse=True))
_ISO = re.compile(r"(?<!\d)(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)")
_COMPACT = re.compile(r"(?<!\d)(\d{4})(\d{2})(\d{2})(?=T\d|(?![\dT]))")
_DAY_FIRST = re.compile(rf"(?<!\d)(\d{{1,2}})(?:st|nd|rd|th)?(?: of)?[ -]({_MONTH})\b\.?,?[ -](\d{{4}})(?!\d)", re.I)
_MONTH_FIRST = re.compile(rf"\b({_MONTH})\b\.? (\d{{1,2}})(?:st|nd|rd|th)?,? (\d{{4}})(?!\d)", re.I)
_NUMERIC = re.compile(r"(?<!\d)(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?!\d)")
_CLOCK = re.compile(
    r"(?<![\d:])T?([01]?\d|2[0-4])[:.h]([0-5]\d)(?::?([0-5]\d)(?:[.,]\d{1,9})?)?\s?(am|pm|a\.m\.|p\.m\.)?(?![\d:])",
    re.I,
)
_HOUR = re.compile(r"(?<![\d:])(1[0-2]|[1-9])\s?(am|pm|a\.m\.|p\.m\.)(?![a-z])", re.I)
_MILITARY = re.compile(r"(?<![\d:])T?([01]\d|2[0-3])([0-5]\d)([0-5]\d)?\s?(?=GMT|UTC|Z\b|hrs|hours)")
_OFFSET = re.compile(r"\s?(?:GMT|UTC)?\s?([+-])([01]\d):?([0-5]\d)?(?!\d)")
_ABBREVIATION = re.compile(r"\s?\(?([A-Z]{1,5})\b")
_WEEKDAY = re.compile(
    r"\b(mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)\b\.?",
    re.I,
)
# Words that may stand beside a date on its own line; anything else makes the line prose.
_BESIDE = re.compile(
    r"\b(?:(?:first |originally |last )?(?:published|updated|posted|modified|created|issued|date|dated)|last|update|updated"
    r"|on|at|of|hrs|hours?|local|time|et|am|pm|ist|bst|cst|ast|wst|gst|est|edt|pst|pdt)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class GivenDate:
    """An ISO 8601 value, and whether a weekday written beside it contradicts it."""

    value: str
    weekday_clash: bool


def read_given_date(words: str, *, whole: bool = False) -> GivenDate | None:
    """The one day (with clock time and offset where written) that the words give, else ``None``.

    ``whole`` asks that nothing else stands there: the test for a date line. Two different days, a day that the calendar
    lacks, an ambiguous order of day and month and a bare year all give ``None``.
    """
    words = words.strip()
    if not words or len(words) > LONGEST_DATE:
        return None
    found = _find_day(words)
    if found is None:
        return None
    day, start, end = found
    rest = words[:start] + " " + words[end:]
    clock, offset, rest = _take_clock(rest)
    named = {WEEKDAYS.index(_full_weekday(w.group(1))) for w in _WEEKDAY.finditer(rest)}
    if whole and re.search(r"[^\W_]", _BESIDE.sub(" ", _WEEKDAY.sub(" ", rest))):
        return None
    value = day.isoformat()
    if clock is not None:
        value += "T" + (clock.isoformat("seconds") if clock.second else clock.isoformat("minutes")) + offset
    return GivenDate(value, bool(named) and named != {day.weekday()})


def without_date(words: str) -> str:
    """What stands beside the one day that the words give, with its clock, weekday and words like "published" left out."""
    found = _find_day(words)
    if found is None:
        return words
    _, start, end = found
    _, _, rest = _take_clock(words[:start] + " " + words[end:])
    return _BESIDE.sub(" ", _WEEKDAY.sub(" ", rest))


def looks_like_date_line(words: str) -> bool:
    """Does the line hold nothing but parts of a date, even where they cannot be read as one day ("Posted: 08/02/2013
    11:10")?
    """
    if len(words) > LONGEST_DATE or len(re.findall(r"\d+", words)) < 2:
        return False
    dated = re.search(
        rf"\b(?:{_MONTH})\b|(?<!\d)(?:1[89]|2[0-3])\d\d(?!\d)|\d[:.]\d\d|\bupdated\b|\bposted\b", words, re.I
    )
    rest = re.sub(
        rf"\b(?:{_MONTH}|p\. ?m|a\. ?m|uk|gmt|utc|[a-z]{{2,4}}t)\b|(?<=\d)(?:st|nd|rd|th|am|pm)\b",
        " ",
        words,
        flags=re.I,
    )
    return dated is not None and not re.search(r"[^\W\d_]", _BESIDE.sub(" ", _WEEKDAY.sub(" ", rest)))


def _find_day(words: str) -> tuple[date, int, int] | None:
    """The one calendar day written in the words, and where."""
    seen: list[tuple[date, int, int]] = []
    for pattern, order in (
        (_ISO, "ymd"),
        (_COMPACT, "ymd"),
        (_DAY_FIRST, "dmy"),
        (_MONTH_FIRST, "mdy"),
        (_NUMERIC, "?"),
    ):
        for match in pattern.finditer(words):
            parts = [part for part in match.groups() if part and part not in "-/."]
            day = _calendar_day(parts, order)
            if day is None:
                return None
            seen.append((day, match.start(), match.end()))
        if seen:
            break
    return seen[0] if seen and len({day for day, _, _ in seen}) == 1 else None


def _calendar_day(parts: list[str], order: str) -> date | None:
    if order == "?":
        first, second = int(parts[0]), int(parts[1])
        if first <= 12 and second <= 12 and first != second:
            return None  # 09/11/2016: November in London, September in New York
        order = "mdy" if second > 12 else "dmy"
    by = dict(zip(order, parts, strict=True))
    month = MONTH_NUMBERS.get(by["m"].lower()) or (int(by["m"]) if by["m"].isdigit() else 0)
    try:
        day = date(int(by["y"]), month, int(by["d"]))
    except ValueError:
        return None
    return day if 1600 <= day.year <= 2400 else None


def _take_clock(rest: str) -> tuple[time | None, str, str]:
    """The clock time among the words, the offset written right behind it ("" where none), and the words without both."""
    match = _CLOCK.search(rest) or _MILITARY.search(rest)
    if match:
        hour, minute, second = int(match.group(1)), int(match.group(2)), int(match.group(3) or 0)
        half = (match.groups()[3] or "") if len(match.groups()) > 3 else ""
    else:
        match = _HOUR.search(rest)
        if not match:
            return None, "", rest
        hour, minute, second, half = int(match.group(1)), 0, 0, match.group(2)
    if half and hour <= 12:
        hour = hour % 12 + (12 if half.lower().startswith("p") else 0)
    if hour > 23:
        return None, "", rest
    offset, behind = _take_offset(rest[match.end() :])
    return time(hour, minute, second), offset, rest[: match.start()] + " " + behind


def _take_offset(behind: str) -> tuple[str, str]:
    """The offset from UTC at the start of the words ("" where none or an ambiguous abbreviation stands), and what is
    left.
    """
    match = _OFFSET.match(behind)
    if match:
        return f"{match.group(1)}{match.group(2)}:{match.group(3) or '00'}", behind[match.end() :]
    word = _ABBREVIATION.match(behind)
    if word and word.group(1) in classes("ingest_time_zones"):
        return classes("ingest_time_zones")[word.group(1)], behind[word.end() :]
    return "", behind


def _full_weekday(name: str) -> str:
    return next(day for day in WEEKDAYS if day.startswith(name.capitalize()[:3]))


def days_apart(one: str, other: str) -> int:
    """Days between the dates of two ISO 8601 values, whichever is the earlier; clocks and zones do not count."""
    return abs((date.fromisoformat(one[:10]) - date.fromisoformat(other[:10])).days)
