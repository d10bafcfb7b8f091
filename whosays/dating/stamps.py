"""Does a report's stamp agree with its own words: its dateline, the weekdays beside its dates, what it tells as past?

A stamp is never replaced: the other day is listed beside it, with the words that point to it. One day of difference is no clash, since
zones and midnights make as much.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from whosays.model import Claim, DateCandidate, Passage, Reading, Time
from whosays.values.calendar import A_SHORT_WEEKDAY, A_WEEKDAY, WEEKDAYS

SHORT = {name[:3].lower(): number for number, name in enumerate(WEEKDAYS)}
WEEKDAY = re.compile(rf"\b({A_SHORT_WEEKDAY})[a-z]{{0,6}}\b", re.IGNORECASE)
BESIDE_TODAY = re.compile(
    rf"\btoday[\s,(]{{1,3}}({A_WEEKDAY})\b|\b({A_WEEKDAY})[\s,(]{{1,3}}today\b",
    re.IGNORECASE,
)  # fmt: skip
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
NOT_PAST = re.compile(r"\b(?:will|would|shall|is|are|be|to|may|might|could|can|until|due|'ll)\b", re.IGNORECASE)
SLACK = timedelta(days=1)
NEWS = timedelta(days=31)
LATE = timedelta(days=400)  # a dateline further from the stamp is another article's
YEARS = 12  # years before or after the stamp in which a weekday is looked for
Found = tuple[date, Passage]


def checked_stamp(reading: Reading) -> Reading:
    """The reading, with the days that its own words point to listed where they exclude its stamp."""
    published = reading.report.published
    if published.status != "given" or published.value is None or published.candidates:
        return reading
    stamped = date.fromisoformat(published.value[:10])
    found = [
        *_dateline(reading, stamped),
        *_weekdays(reading, stamped),
        *_today(reading, stamped),
        *_past(reading, stamped),
    ]
    if not found:
        return reading
    # the day that most of the words point to; of two alike the one nearer to the stamp
    counted = Counter(day for day, _ in found)
    day = min(counted, key=lambda one: (-counted[one], abs(one - stamped), one))
    words = tuple(sorted({passage for other, passage in found if other == day}))
    candidates = (DateCandidate(published.value, published.evidence), DateCandidate(day.isoformat(), words))
    return with_candidates(reading, candidates)


def with_candidates(reading: Reading, candidates: tuple[DateCandidate, ...]) -> Reading:
    """The reading of a report whose date may be one of these."""
    published = replace(reading.report.published, candidates=candidates)
    return replace(reading, report=replace(reading.report, published=published))


def day_of(time: Time) -> date | None:
    """The one day that a time lies in."""
    first, last = days_of(time)
    return first if first == last else None


def days_of(time: Time) -> tuple[date, date] | tuple[None, None]:
    """The first and the last day that a time lies in."""
    try:
        return date.fromisoformat((time.earliest or "")[:10]), date.fromisoformat((time.latest or "")[:10])
    except ValueError:
        return None, None


def dateline_day(reading: Reading) -> Found | None:
    """The day in a report's dateline, if it names one."""
    zones = [segment for segment in reading.report.segments if segment.role == "dateline"]
    for time in reading.times:
        if time.type == "DATE" and any(zone.start <= time.start and time.end <= zone.end for zone in zones):
            day = day_of(time)
            if day is not None:
                return day, Passage(reading.report.id, time.start, time.end)
    return None


def _dateline(reading: Reading, stamped: date) -> Iterator[Found]:
    found = dateline_day(reading)
    if found is not None and SLACK < abs(found[0] - stamped) < LATE:
        yield found


def _weekdays(reading: Reading, stamped: date) -> Iterator[Found]:
    """ "Thursday, March 4" in a report stamped in a year whose 4 March is no Thursday: the nearest year in which it is.

    Dates that lie far from the stamp in its own year are background; where one weekday fits, the others are slips.
    """
    held: list[tuple[date, Passage, int]] = []
    for time in reading.times:
        words, day = reading.report.text[time.start : time.end], day_of(time)
        named = WEEKDAY.findall(words)
        if day is not None and len(named) == 1 and re.search(r"\d", words) and not YEAR.search(words):
            held.append((day, Passage(reading.report.id, time.start, time.end), SHORT[named[0].lower()]))
    plain = [(_nearest(day, stamped), passage, weekday) for day, passage, weekday in held]
    if any(day.weekday() == weekday for day, _, weekday in plain):
        return
    for day, passage, weekday in plain:
        years = (year for away in range(1, YEARS + 1) for year in (day.year - away, day.year + away))
        fitting = (other for year in years if (other := _in_year(day, year)) and other.weekday() == weekday)
        other = next(fitting, None)
        if other and abs(day - stamped) <= NEWS:
            yield other, passage


def _nearest(day: date, stamped: date) -> date:
    """The same day of the year, as near to the stamp as it can be."""
    years = (_in_year(day, stamped.year + away) for away in (-1, 0, 1))
    return min((one for one in years if one), key=lambda one: abs(one - stamped), default=day)


def _in_year(day: date, year: int) -> date | None:
    try:
        return day.replace(year=year)
    except ValueError:  # 29 February
        return None


def _today(reading: Reading, stamped: date) -> Iterator[Found]:
    """ "Today, Tuesday" in a report that is stamped on another weekday: the last such day before the stamp."""
    for match in BESIDE_TODAY.finditer(reading.report.text):
        weekday = WEEKDAYS.index((match.group(1) or match.group(2)).capitalize())
        back = (stamped.weekday() - weekday) % 7
        if back not in (0, 1, 6):  # neighbours may be a matter of zones
            yield stamped - timedelta(days=back), Passage(reading.report.id, match.start(), match.end())


def _past(reading: Reading, stamped: date) -> Iterator[Found]:
    """What is told as done on a day after the stamp, where the text writes out the year."""
    times = {time.id: time for time in reading.times}
    for claim in reading.claims:
        if claim.factuality != "certain" or not _in_past_tense(claim, reading.report.text):
            continue
        for name in claim.times:
            time = times.get(name)
            day = day_of(time) if time and YEAR.search(reading.report.text[time.start : time.end]) else None
            if time and day is not None and SLACK < day - stamped < LATE:
                yield day, Passage(reading.report.id, time.start, time.end)


def _in_past_tense(claim: Claim, text: str) -> bool:
    """Is the act a plain past form, with nothing that makes it present or future?"""
    word = claim.predicate_span.of(text).lower()
    plain = word != claim.predicate.split(" ")[0] and not word.endswith(("s", "ing"))
    return plain and not any(NOT_PAST.search(span.of(text)) for span in claim.spans)
