"""TimelineJS (JSON): the timeline of a story, with the words and who says so. Texts are escaped, since TimelineJS shows them as HTML."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from html import escape
from typing import Any

from whosays.exports.moments import last_day, moment, whole_days
from whosays.exports.tables import claims_of
from whosays.exports.texts import file_stem, json_bytes
from whosays.model import Record, TimelineEntry, key
from whosays.render.intervals import when
from whosays.render.story import Story, story_of
from whosays.render.wording import chain, counts, on_one_line, visible, words_of

NOT_SETTLED = ("denied", "retracted", "superseded", "disputed", "unconfirmed")


def files(record: Record) -> dict[str, bytes]:
    """A title slide, the dated statements, and the reports on the day they came out; what has no date has no slide."""
    story = story_of(record)
    timeline = {
        "title": {
            "unique_id": record.story.id,
            "text": {"headline": _shown(record.story.title or "Untitled story"), "text": _paragraphs(counts(record))},
        },
        "events": [*_statements(story), *_reports(story)],
        "scale": "human",
    }
    return {file_stem(record) + ".timeline.json": json_bytes(timeline)}


def _statements(story: Story) -> Iterator[dict[str, Any]]:
    statements = {one.id: one for one in story.record.propositions}
    for entry in story.record.timeline:
        first, last = moment(entry.earliest), moment(entry.latest, last=True)
        start = first or last
        if start is None:
            continue
        told = claims_of(story, entry.claims)
        said = [statements[one] for one in entry.propositions if one in statements]
        marks = sorted({one.status for one in said} & set(NOT_SETTLED)) + sorted(
            {claim.factuality for claim in told} - {"certain", "denied", "retracted", "unconfirmed"}
        )
        words = [words_of(story, claim.report, claim.spans) for claim in told]
        # The wording of the entry's own claims, where the statement's is another report's, with another time in it.
        headline = next(
            (one.statement for one in said if not words or one.statement in words), words[0] if words else "?"
        )
        quoted = (f"“{words_of(story, claim.report, claim.spans)}” — {chain(story, claim)}" for claim in told)
        slide: dict[str, Any] = {
            "unique_id": key("tl", entry.earliest, entry.latest, *entry.claims),
            "start_date": _date(start, entry, day_only=_by_day(entry, first, last)),
            "display_date": _shown(when(entry.earliest, entry.latest, entry.zone, entry.grain)),
            "text": {"headline": _shown(headline), "text": _paragraphs((*(f"[{mark}]" for mark in marks), *quoted))},
            "group": "Said",
            "autolink": False,
        }
        if first is not None and last is not None and last > first:
            slide["end_date"] = _date(last, entry, day_only=_by_day(entry, first, last), closes=True)
        yield slide


def _reports(story: Story) -> Iterator[dict[str, Any]]:
    for report in story.record.reports:
        published = moment(report.published.value)
        if published is None:
            continue
        exact = "T" in (report.published.value or "")
        yield {
            "unique_id": report.id,
            "start_date": _parts(published, hours=exact),
            "text": {
                "headline": _shown(report.title or report.source),
                "text": _paragraphs(tuple(one for one in (story.labels[report.id], report.url) if one)),
            },
            "group": "Reports",
            "autolink": False,
        }


def _by_day(entry: TimelineEntry, first: datetime | None, last: datetime | None) -> bool:
    """Does the entry name days, not hours?"""
    if entry.grain in ("day", "week", "month", "quarter", "year"):
        return True
    return first is None or last is None or whole_days(first, last)


def _date(value: datetime, entry: TimelineEntry, *, day_only: bool, closes: bool = False) -> dict[str, int]:
    """A date object: only the parts that are known."""
    if day_only and closes:
        day = last_day(value)
        return {"year": day.year, "month": day.month, "day": day.day}
    if entry.grain == "year" and not closes:
        return {"year": value.year}
    return _parts(value, hours=not day_only)


def _parts(value: datetime, *, hours: bool) -> dict[str, int]:
    day = {"year": value.year, "month": value.month, "day": value.day}
    return {**day, "hour": value.hour, "minute": value.minute} if hours else day


def _shown(text: str) -> str:
    return escape(on_one_line(text))


def _paragraphs(lines: tuple[str, ...]) -> str:
    return "".join(f"<p>{escape(visible(' '.join(line.split())))}</p>" for line in lines)
