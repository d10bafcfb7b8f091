"""iCalendar (RFC 5545): what the reports expect, as tentative entries, with who expects it. Only what has a date.

A story in which nothing dated is expected gives one journal entry that says so, since a calendar may not be empty.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta

from whosays.exports.moments import in_zone, last_day, moment, utc, whole_days
from whosays.exports.tables import claims_of
from whosays.exports.texts import file_stem, one_line, utf8
from whosays.model import Proposition, Record, TimelineEntry, key
from whosays.render.intervals import when
from whosays.render.story import Story, story_of
from whosays.render.wording import chain, visible, words_of

LONGEST_LINE = 75  # octets (RFC 5545, 3.1)
NOT_EXPECTED = frozenset({"denied", "retracted", "superseded"})
NO_DATE = datetime(1970, 1, 1, tzinfo=UTC)
LONGEST = timedelta(days=366)  # an expectation "in the coming decade" is no entry of a calendar


def files(record: Record) -> dict[str, bytes]:
    """One calendar."""
    story = story_of(record)
    stamp = _utc(_stamp(record))
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//whosays//whosays {record.generator.whosays}//EN",
        "CALSCALE:GREGORIAN",
        "X-WR-CALNAME:" + _text(record.story.title or "Untitled story"),
    ]
    statements = {one.id: one for one in record.propositions}
    found = [line for entry in record.timeline for line in _event(story, statements, entry, stamp)]
    lines += found or _nothing(record, stamp)
    return {file_stem(record) + ".ics": utf8("".join(f"{_folded(line)}\r\n" for line in [*lines, "END:VCALENDAR"]))}


def _stamp(record: Record) -> datetime:
    """When the entries were made: the day of the last report, never the clock's."""
    last = moment(record.story.last_published)
    return (utc(last if last.tzinfo else last.replace(tzinfo=UTC)) if last else None) or NO_DATE


def _event(story: Story, statements: Mapping[str, Proposition], entry: TimelineEntry, stamp: str) -> Iterator[str]:
    """The lines of one expected event; none where nobody expects it, or its day is not known."""
    told = [claim for claim in claims_of(story, entry.claims) if claim.factuality == "expected"]
    held = [statements[one] for one in entry.propositions if one in statements]
    said = [one for one in held if one.status not in NOT_EXPECTED]
    span = list(_span(entry))
    if not told or not span or (entry.propositions and not said):
        return
    statement = said[0].statement if said else words_of(story, told[0].report, told[0].spans)
    words = [f"“{words_of(story, claim.report, claim.spans)}” — {chain(story, claim)}" for claim in told]
    dated = when(entry.earliest, entry.latest, entry.zone, entry.grain)
    printed = {claim.report for claim in told}
    links = [report.url for report in story.record.reports if report.id in printed and report.url]
    yield "BEGIN:VEVENT"
    yield f"UID:{key('ev', story.record.story.id, entry.earliest, entry.latest, *(claim.id for claim in told))}@whosays"
    yield f"DTSTAMP:{stamp}"
    yield from span
    yield "SUMMARY:" + _text(f"Expected: {statement}")
    yield "DESCRIPTION:" + _text("\n".join([dated, *map(one_line, words), *map(one_line, links)]))
    place = next((name for claim in told if (name := story.names.get(claim.place or ""))), None)
    if place:
        yield "LOCATION:" + _text(place)
    yield from ("STATUS:TENTATIVE", "TRANSP:TRANSPARENT", "CATEGORIES:Expected", "END:VEVENT")


def _span(entry: TimelineEntry) -> Iterator[str]:
    """When it is: whole days, or moments in UTC where the zone is known, else as local time; an open interval is its first day."""
    first = moment(entry.earliest) or moment(entry.latest)
    last = moment(entry.latest, last=True) or moment(entry.earliest, last=True)
    if first is None or last is None or last < first or last - first > LONGEST:
        return
    first, last = in_zone(first, entry.zone), in_zone(last, entry.zone)
    if whole_days(first, last) or "T" not in (entry.earliest or entry.latest or ""):
        yield f"DTSTART;VALUE=DATE:{_utc(first)[:8]}"
        if last_day(last) < date.max:
            behind = datetime.combine(last_day(last) + timedelta(days=1), time())
            yield f"DTEND;VALUE=DATE:{_utc(behind)[:8]}"
        return
    start, end = utc(first) or first, utc(last) or last
    yield f"DTSTART:{_utc(start)}"
    if end > start:
        yield f"DTEND:{_utc(end)}"


def _nothing(record: Record, stamp: str) -> list[str]:
    return [
        "BEGIN:VJOURNAL",
        f"UID:{record.story.id}@whosays",
        f"DTSTAMP:{stamp}",
        "SUMMARY:" + _text("No report of this story expects anything with a date"),
        "END:VJOURNAL",
    ]


def _utc(value: datetime) -> str:
    return f"{value.year:04}{value:%m%dT%H%M%S}" + ("Z" if value.tzinfo is UTC else "")


def _text(text: str) -> str:
    """A value of type TEXT: escaped, line ends as ``\\n``, no control characters."""
    safe = visible(re.sub(r"\r\n?|[\u2028\u2029\x85]", "\n", text)).replace("\t", " ")
    return re.sub(r"([\\;,])", r"\\\1", safe).replace("\n", "\\n")


def _folded(line: str) -> str:
    """Lines of at most 75 octets, never cut inside a character; a continued line begins with a blank."""
    parts, size = [""], 0
    for char in line:
        octets = len(char.encode("utf-8", "replace"))
        if size + octets > LONGEST_LINE:
            parts.append("")
            size = 1
        parts[-1] += char
        size += octets
    return "\r\n ".join(parts)
