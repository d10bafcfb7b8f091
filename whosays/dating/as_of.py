"""When a claim was true as worded, where its text shows it: an entry of a live blog, "as of", "said at 5 p.m.", an older dateline.

The stamp of a report says when it was put out, not when what it tells was so: an entry of 09:40 stays one of 09:40 in a page that was
last saved at noon, and a dispatch of Monday printed on Wednesday tells Monday's toll.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from whosays.dating.stamps import dateline_day
from whosays.model import Claim, Interval, Reading, Span, Time
from whosays.text.stretches import holding, starting_in
from whosays.values.dates import has_hour

ENTRY = re.compile(
    r"^[ \t]{0,8}(?:at |update,? )?(\d{1,2})[:.h](\d\d)[ \t]?([ap]\.?m\.?)?[ \t]?(?:GMT|UTC|BST|CEST|CET|EST|EDT|local time)?"
    r"(?:[ \t]{0,3}[:\u2013\u2014|-][ \t]|[ \t]{1,4}(?=[A-Z\"\u201c])|[ \t]{0,4}$)",
    re.MULTILINE | re.IGNORECASE,
)  # fmt: skip
LEAST_ENTRIES = 2  # lines that open with a clock time before a report is taken for a live blog
STATED = re.compile(r"\b(?:as of|as at|by|up to|until)\s(?:about |around |late |early )?$", re.IGNORECASE)
BEHIND_CUE = re.compile(
    r"[\s,]{0,3}(?:(?:at|on|in|late|early|around|about|just after|shortly after)\s){0,3}", re.IGNORECASE
)
SAID = timedelta(days=366)  # "said in September": what was said then was so then
RECENT = timedelta(days=10)  # an older time is what the claim is about, not when it was made
DATED = frozenset({"DATE", "TIME"})


@dataclass(frozen=True, slots=True)
class _Entry:
    """An entry of a live blog: where it begins and the clock time it opens with."""

    start: int
    moment: datetime


def with_as_of(reading: Reading) -> Reading:
    """The reading with ``as_of`` of every claim whose text shows when it was true."""
    times = {time.id: time for time in reading.times}
    entries = _entries(reading)
    offset = _offset(reading.report.published.value)
    older = _older_dateline(reading)
    claims = tuple(
        replace(claim, as_of=_as_of(claim, reading, times, entries, offset) or older) if claim.as_of is None else claim
        for claim in reading.claims
    )
    return reading if claims == reading.claims else replace(reading, claims=claims)


def _as_of(
    claim: Claim, reading: Reading, times: dict[str, Time], entries: list[_Entry], offset: str
) -> Interval | None:
    """The nearest sign: words of the claim, then of its frame, then the entry it stands in."""
    signs = ((_stated(claim, reading, times), RECENT), (_framed(claim, reading), SAID))
    for time in (time for found, reach in signs for time in found if _within(time, reading, reach)):
        return _interval(time, reading.report.published.value or "", offset)
    place = bisect_right([entry.start for entry in entries], claim.spans[0].start) - 1
    if place < 0:
        return None
    moment = entries[place].moment.isoformat(timespec="minutes") + offset
    return Interval(moment, moment)


def _stated(claim: Claim, reading: Reading, times: dict[str, Time]) -> Iterator[Time]:
    """Times of the claim that say until when it holds: "as of 5 p.m.", "by nightfall on Tuesday"."""
    for name in claim.times:
        time = times.get(name)
        if time is not None and time.type in DATED:
            before = reading.report.text[max(0, time.start - 24) : time.start]
            if STATED.search(before) or re.match(
                r"(?:as of|by)\s", reading.report.text[time.start : time.end], re.IGNORECASE
            ):
                yield time


def _framed(claim: Claim, reading: Reading) -> Iterator[Time]:
    """The time right behind the word that reports it: "said at 5 p.m. on Tuesday"."""
    cue = claim.chain[-1].cue if claim.chain else None
    if cue is None:
        return
    sentence = holding(reading.sentences, cue.start) or Span(cue.start, cue.end)
    for time in starting_in(reading.times, cue.end, sentence.end):
        if time.type in DATED:
            own = any(span.start <= time.start < span.end for span in claim.spans)
            if not own and BEHIND_CUE.fullmatch(reading.report.text[cue.end : time.start]):
                yield time
            return


def _within(time: Time, reading: Reading, reach: timedelta) -> bool:
    """Does a time lie in the days before the report came out, and no longer ago?"""
    published, latest = reading.report.published.value, time.latest or time.earliest
    try:
        printed, day = date.fromisoformat((published or "")[:10]), date.fromisoformat((latest or "")[:10])
    except ValueError:
        return False
    return timedelta(0) <= printed - day <= reach


def _interval(time: Time, published: str, offset: str) -> Interval | None:
    """The interval of a time with its offset; nothing where the stamp says no less: its own day, an hour that it lies in or before."""
    first, last = time.earliest or time.latest or "", time.latest or time.earliest or ""
    own_zone = _zoned(last, offset) == last[:16] + offset
    if (
        "T" in published
        and own_zone
        and last[:10] == published[:10]
        and last[:16] >= published[:16]
        and time.type == "TIME"
    ):
        return None
    if not has_hour(first) and last[:10] == published[:10] and time.type == "DATE":
        return None
    own = time.zone if time.zone and re.fullmatch(r"[+-]\d\d:\d\d|Z", time.zone) else offset
    return Interval(_zoned(min(first, last), own), _zoned(last, own))


def _zoned(value: str, offset: str) -> str:
    """A time with its offset, unless it has one."""
    return value if re.search(r"(?:[+-]\d\d:\d\d|Z)$", value[10:]) else value + offset


def _offset(published: str | None) -> str:
    """The offset from UTC that a stamp ends in, "" where it names none."""
    found = re.search(r"(?:[+-]\d\d:\d\d|Z)$", published or "") if published and "T" in published else None
    return found.group() if found else ""


def _entries(reading: Reading) -> list[_Entry]:
    """The entries of a live blog with their clock times on the day of the stamp; a clock after the stamp's is the day before's."""
    published = reading.report.published.value
    if published is None:
        return []
    try:
        stamp = datetime.fromisoformat(published.replace("Z", "+00:00")).replace(tzinfo=None)
    except ValueError:
        return []
    found = []
    for match in ENTRY.finditer(reading.report.text):
        hour, minute, half = int(match.group(1)), int(match.group(2)), (match.group(3) or "").lower()
        if half and hour <= 12:
            hour = hour % 12 + (12 if half.startswith("p") else 0)
        if hour < 24 and minute < 60:
            moment = stamp.replace(hour=hour, minute=minute, second=0, microsecond=0)
            timed = "T" in published
            found.append(_Entry(match.start(), moment - timedelta(days=1) if timed and moment > stamp else moment))
    return found if len(found) >= LEAST_ENTRIES else []


def _older_dateline(reading: Reading) -> Interval | None:
    """The day of a dateline that lies before the stamp's."""
    found, published = dateline_day(reading), reading.report.published.value
    if found is None or published is None:
        return None
    try:
        printed = date.fromisoformat(published[:10])
    except ValueError:
        return None
    day = found[0]
    if not timedelta(days=1) < printed - day <= 40 * timedelta(days=1):
        return None
    return Interval(f"{day}T00:00", f"{day}T23:59")
