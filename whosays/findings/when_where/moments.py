"""Moments as a report prints them: clock times, parts of the day and days, and whether two of them can be one.

Clock times are compared as instants, parts of the day and days as intervals.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone

from whosays.findings.evidence import Story
from whosays.model import Claim, Time
from whosays.values.calendar import A_MONTH, A_SHORT_MONTH, A_WEEKDAY
from whosays.values.number_words import NUMBER_WORDS, ONE_TO_TWELVE

EXACT = timedelta(minutes=20)  # two clock times closer than this are one, told more or less roughly
ROUGH = timedelta(minutes=60)  # … or where one of them is "about", "shortly after"
ONE_DAY = timedelta(hours=24)
ONE_STORY = timedelta(days=6)  # two days further apart are two occurrences
ZONE = re.compile(
    r"\b(?:GMT|UTC|Z|[ECMP][SD]?T|CES?T|BST|MSK|IST|JST|KST|WIB|Eastern|Central|Pacific|Greenwich|Summer Time|[A-Z][a-z]{2,20} time)\b"
)
OFFSET = re.compile(r"(?:UTC|GMT) ?([+-]\d{1,2})(?::?(\d\d))?\b")
LOCAL = re.compile(r"\blocal\b")
# Degrees of longitude: three hours by the sun, more than borders and summer time shift a zone.
FAR_FROM_GREENWICH = 45.0
ROUGHLY = re.compile(
    r"\b(?:about|around|shortly|soon|just|some ?time|nearly|almost|roughly|approximately|before|after|by|until|since|between|from)\b",
    re.IGNORECASE,
)
NOT_UNTIL = re.compile(
    r"\b(?:not|n't|never)\b[^.;]{0,80}\b(?:until|till)\s+(?:\w+\s+){0,2}$", re.IGNORECASE
)  # and then it did
OPEN = re.compile(r"\b(?:by|until|till|since|after|before|between|from|within|not)\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
A_DAY_TOLD = re.compile(
    rf"\b(?:{A_WEEKDAY}|{A_MONTH}|{A_SHORT_MONTH}|today|"
    r"tonight|yesterday|this (?:morning|afternoon|evening)|last night|\d{4}-\d\d-\d\d|\d{1,2}/\d{1,2})\b",
    re.IGNORECASE,
)
# Counted from what the text told before, not from the day it was written.
TOLD_FROM = re.compile(
    r"\b(?:previous|next|following|same|that) (?:day|morning|afternoon|evening|night)\b|\bday (?:before|after|earlier|later)\b",
    re.IGNORECASE,
)
SPOKEN = re.compile(
    r"\b(?:(?P<minutes>five|ten|twenty|twenty-five|a quarter|quarter|half)(?: minutes)? (?P<side>to|past|before|after)) "
    rf"(?P<hour>{ONE_TO_TWELVE})\b",
    re.IGNORECASE,
)
NUMBERS = NUMBER_WORDS | {"twenty-five": 25, "a quarter": 15, "quarter": 15, "half": 30}


@dataclass(frozen=True, slots=True)
class When:
    """A moment or stretch as printed, in local time; where the zone stands beside it, in UTC (``zoned``).

    ``grain`` is clock, part or day. ``half`` marks a clock of twelve hours, ``dayless`` a clock beside which no day is told: its day was
    taken from what stands around it. ``face`` is what the clock showed.
    """

    earliest: datetime
    latest: datetime
    face: datetime
    grain: str
    rough: bool
    zoned: bool
    half: bool
    shown: str
    dayless: bool = False


def times_of(story: Story) -> dict[str, Time]:
    """The time expressions of a story by their ids."""
    return {time.id: time for reading in story.readings for time in reading.times}


def when_of(story: Story, claim: Claim, times: Mapping[str, Time]) -> When | None:
    """The exactest time that a claim gives: a clock time, else a part of the day, else a day."""
    text = story.texts[claim.report]
    words = " ".join(span.of(text) for span in claim.spans)
    dated = A_DAY_TOLD.search(words) is not None
    given = (_read(times[name], text, dated=dated) for name in claim.times if name in times)
    found = [when for when in given if when is not None]
    day = next((when for when in found if when.grain in ("day", "part")), None)
    spoken = _spoken(story, claim, day)
    found += [spoken] if spoken else []
    return min(found, key=lambda when: ("clock", "part", "day").index(when.grain), default=None)


def _read(time: Time, text: str, *, dated: bool) -> When | None:
    if (
        time.type not in ("DATE", "TIME")
        or not (time.earliest and time.latest)
        or time.mod in ("BEFORE", "ON_OR_BEFORE")
    ):
        return None
    low, high = datetime.fromisoformat(time.earliest), datetime.fromisoformat(time.latest)
    grain = {"minute": "clock", "hour": "clock", "part": "part", "day": "day"}.get(time.grain or "")
    shown, before = text[time.start : time.end], text[max(0, time.start - 25) : time.start]
    if (
        grain is None
        or TOLD_FROM.search(shown)
        or (OPEN.search(before) and not at_last(text[max(0, time.start - 100) : time.start]))
        or (low.tzinfo is None) is not (high.tzinfo is None)
    ):
        return None
    if time.mod in ("START", "END") and grain == "day":
        return None  # "early on Thursday": a part of the day without bounds
    behind = text[time.start : time.end + 24].split(",")[0]
    zoned = bool(low.tzinfo and ZONE.search(behind) and not LOCAL.search(behind))
    face, offset = low.replace(tzinfo=None), OFFSET.search(behind)
    if offset:
        zone = timezone(timedelta(hours=int(offset[1]), minutes=int(offset[2] or 0)))
        low, high, zoned = low.replace(tzinfo=zone), high.replace(tzinfo=zone), True
    elif zoned and "zone=" not in (time.relative or ""):
        return None  # a zone that was not read
    if zoned:
        low, high = low.astimezone(UTC), high.astimezone(UTC)
    rough = (
        time.mod is not None
        or ROUGHLY.search(shown) is not None
        or _is_rough(text[max(0, time.start - 100) : time.start])
    )
    dayless = grain == "clock" and not dated
    return When(low.replace(tzinfo=None), high.replace(tzinfo=None), face, grain, rough, zoned, False, shown, dayless)


def at_last(before: str) -> bool:
    """Does a time stand behind "not until", so that it happened then?"""
    return NOT_UNTIL.search(before[-100:]) is not None


def _is_rough(before: str) -> bool:
    return ROUGHLY.search(before[-25:]) is not None and not at_last(before)


def _spoken(story: Story, claim: Claim, day: When | None) -> When | None:
    """ "Ten minutes to eight": a clock of twelve hours, on the day of the claim or else of the report."""
    words = " ".join(span.of(story.texts[claim.report]) for span in claim.spans)
    match = SPOKEN.search(words)
    stamp = story.fact_of[claim.id].as_of
    if match is None or not (day or stamp):
        return None
    start = (day.earliest if day else datetime.fromisoformat(stamp or "")).replace(hour=0, minute=0, tzinfo=None)
    minutes = NUMBERS[match["minutes"].lower()] * (-1 if match["side"].lower() in ("to", "before") else 1)
    moment = start + timedelta(hours=NUMBERS[match["hour"].lower()], minutes=minutes)
    return When(moment, moment, moment, "clock", _is_rough(words[: match.start()]), False, True, match.group())


def apart(a: When, b: When, *, by_clock: bool, east: float | None) -> str | None:
    """Why two times cannot be one; ``None`` where they can be, or nobody can tell. ``east`` is the longitude of the story."""
    if not by_clock and "clock" in (a.grain, b.grain):
        return None
    if a.zoned is not b.zoned:
        return _same_face(a, b, east)
    if agree(a, b) or gap_between(a, b) > (ONE_DAY if by_clock else ONE_STORY):
        return None
    return f'"{a.shown}" against "{b.shown}": {length(gap_between(a, b))} apart'


def _same_face(a: When, b: When, east: float | None) -> str | None:
    """7:37 Greenwich time in one report, 7:37 local time in another, far from Greenwich: one of the two zones is wrong."""
    if a.grain != "clock" or b.grain != "clock" or a.face.time() != b.face.time() or east is None:
        return None
    zoned = a if a.zoned else b
    if abs(east) < FAR_FROM_GREENWICH or not re.search(r"GMT|UTC|Greenwich", zoned.shown):
        return None
    return (
        f'"{a.shown}" against "{b.shown}": by the sun, clocks at longitude {east:.0f}° are {east / 15:+.0f} hours from Greenwich, '
        "so that both cannot be right"
    )


def agree(a: When, b: When) -> bool:
    """Can both be one time, as roughly as they are told?"""
    reach, dial = _reach(a, b), _dial(a, b)
    if dial is not None:
        turns = round((b.earliest - a.earliest) / dial)
        shifts = [dial * (turns + more) for more in (-1, 0, 1)]
        return any(a.earliest + s - reach <= b.latest and b.earliest <= a.latest + s + reach for s in shifts)
    return a.earliest - reach <= b.latest and b.earliest <= a.latest + reach


def _reach(a: When, b: When) -> timedelta:
    """How far two clock times may lie from each other and be one; days and parts of days must meet."""
    if "clock" not in (a.grain, b.grain):
        return timedelta(0)
    return ROUGH if a.rough or b.rough or a.grain != b.grain else EXACT


def gap_between(a: When, b: When) -> timedelta:
    """From the end of the one to the beginning of the other; of clocks without a day or their half of it, around the dial."""
    dial = _dial(a, b)
    if dial is not None:
        apart = abs(a.earliest - b.earliest) % dial
        return min(apart, dial - apart)
    return max(a.earliest - b.latest, b.earliest - a.latest)


def _dial(a: When, b: When) -> timedelta | None:
    """After how long a clock that one of two tells looks the same; ``None`` where both tell the day."""
    if a.half or b.half:
        return timedelta(hours=12)
    return ONE_DAY if a.dayless or b.dayless else None


def until(a: When, b: When) -> timedelta:
    """From the one time to the other, less than nought where the other is the earlier; of clocks without a day the nearest turn."""
    gap, dial = b.earliest - a.latest, _dial(a, b)
    return gap if dial is None else (gap + dial / 2) % dial - dial / 2


def length(gap: timedelta) -> str:
    """A stretch of time in words, in the unit that suits it."""
    minutes = round(gap.total_seconds() / 60)
    if minutes < 120:
        return f"{minutes} minutes"
    return f"{minutes / 60:.0f} hours" if minutes < 2880 else f"{minutes / 1440:.0f} days"
