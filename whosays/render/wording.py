"""How reports, chains, dates and counts are worded, in every format alike."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from whosays.model import Claim, Finding, Interval, NoticeKind, Passage, Record, Report, Source, Span, Step
from whosays.render.lines import on_one_line as on_one_line
from whosays.render.lines import visible as visible

QUOTATION_MARKS = frozenset({'"', "“", "”", "«", "»", "„"})
# Kinds that say the reports cannot, or can hardly, all be right; the other shown kinds are points to look at.
DISAGREEMENTS = frozenset({"contradiction", "tension"})
KIND_WORDS = {
    "contradiction": "contradiction",
    "tension": "tension",
    "update": "later figure",
    "retraction": "retraction",
    "denial-omitted": "denial left out",
    "hedge-dropped": "caution dropped",
    "headline-stronger": "headline stronger than text",
    "misattribution": "wrong source named",
    "derived": "derived",
    "consistent": "no conflict",
}
NOTICE_WORDS: dict[NoticeKind, str] = {
    "refused": "refused",
    "truncated": "cut",
    "duplicate": "given twice",
    "date-clash": "dates clash",
    "hidden-text": "hidden text",
    "homoglyph": "letters that look alike",
    "other": "note",
}
MONTHS = (
    "January February March April May June July August September October November December".split()
)  # not strftime's: those follow the locale
SAID_BY = {
    "asserts": "said by",
    "denies": "denied by",
    "doubts": "doubted by",
    "declines": "no comment from",
    "expects": "expected by",
}
ROW = 4  # numbers that are shown as a range


def count(number: int, singular: str, plural: str | None = None) -> str:
    """A number and its noun: "1 report", "2 reports"."""
    return f"{number} {singular if number == 1 else plural or singular + 's'}"


def references(marks: Iterable[int]) -> tuple[str, ...]:
    """Numbers of passages as a reader wants them, in order, four and more in a row as one: "3", "7–12"."""
    runs: list[list[int]] = []
    for mark in sorted(set(marks)):
        if runs and mark == runs[-1][-1] + 1:
            runs[-1].append(mark)
        else:
            runs.append([mark])
    short = ([f"{run[0]}–{run[-1]}"] if len(run) >= ROW else [str(mark) for mark in run] for run in runs)
    return tuple(one for row in short for one in row)


def independent(number: int) -> str:
    """How many independent sources stand behind a statement, for a reader: none is said in words."""
    return count(number, "independent source") if number else "no independent source named"


def listed(names: Iterable[str]) -> str:
    """Names as prose: "A", "A and B", "A, B and C"."""
    given = list(names)
    return given[0] if len(given) == 1 else ", ".join(given[:-1]) + f" and {given[-1]}" if given else ""


# ------------------------------------------------------------------------------------------------ reports
@dataclass(frozen=True, slots=True)
class Story:
    """A record with what every format looks up in it by id: reports, their labels and texts, names of entities, claims by id and by report."""

    record: Record
    reports: dict[str, Report]
    labels: dict[str, str]
    texts: dict[str, str]
    names: dict[str, str]
    claims: dict[str, Claim]
    of_report: dict[str, list[Claim]]


def story_of(record: Record) -> Story:
    """The record, indexed once."""
    of_report: dict[str, list[Claim]] = {}
    for claim in record.claims:
        of_report.setdefault(claim.report, []).append(claim)
    return Story(
        record=record,
        reports={report.id: report for report in record.reports},
        labels=labels(record),
        texts={report.id: report.text for report in record.reports},
        names={entity.id: entity.name for entity in record.entities},
        claims={claim.id: claim for claim in record.claims},
        of_report=of_report,
    )


def labels(record: Record) -> dict[str, str]:
    """A name for each report: its outlet, else what was given; several reports of one outlet get their day or source."""
    of_outlet: dict[str | None, list[Report]] = {}
    for report in record.reports:
        of_outlet.setdefault(report.outlet, []).append(report)
    return {report.id: _label(report, of_outlet[report.outlet]) for report in record.reports}


def _label(report: Report, same_outlet: Sequence[Report]) -> str:
    if report.outlet is None:
        return report.source
    outlet = report.outlet.removeprefix("www.")
    if len(same_outlet) == 1:
        return outlet
    days = [when(one.published.value, one.published.value, None, "day") for one in same_outlet]
    apart = len(set(days)) == len(days)
    return f"{outlet} ({days[same_outlet.index(report)] if apart else report.source})"


def citation(story: Story, report: Report) -> str:
    """Outlet, time and address, as they stand behind a quotation."""
    value = report.published.value
    parts = [story.labels[report.id], when(value, value, None) if value else "undated", report.url]
    return ", ".join(on_one_line(part) for part in parts if part)


def words_of(story: Story, report: str, spans: Iterable[Span | Passage]) -> str:
    """The exact words of spans of one report; between two stretches stands "…"."""
    text = story.texts.get(report, "")
    return " … ".join(text[span.start : span.end] for span in spans)


def in_marks(words: str) -> str:
    """Words of a report between quotation marks; those that begin or end on one of their own stand as they are."""
    return words if words[:1] in QUOTATION_MARKS or words[-1:] in QUOTATION_MARKS else f"“{words}”"


def origins(record: Record) -> int:
    """How many origins the reports go back to: named ones of the lineage, and each report that stands in no group."""
    grouped = {report for group in record.lineage.groups for report in group.reports}
    return len({group.origin for group in record.lineage.groups}) + sum(
        1 for report in record.reports if report.id not in grouped
    )


def disagreements(record: Record) -> tuple[Finding, ...]:
    """Shown contradictions and tensions."""
    return tuple(finding for finding in record.findings if finding.shown and finding.kind in DISAGREEMENTS)


def other_points(record: Record) -> tuple[Finding, ...]:
    """The other shown findings: updates, omitted denials, dropped hedges …"""
    return tuple(finding for finding in record.findings if finding.shown and finding.kind not in DISAGREEMENTS)


def counts(record: Record) -> tuple[str, ...]:
    """The header's figures: reports, independent origins, disagreements, other points."""
    found, other = len(disagreements(record)), len(other_points(record))
    figures = [
        count(len(record.reports), "report"),
        count(origins(record), "independent origin"),
        count(found, "disagreement") if found else "no disagreement found",
    ]
    if other:
        figures.append(count(other, "other point") + " to check")
    return tuple(figures)


def published(record: Record) -> str | None:
    """The days between which the reports came out."""
    first, last = record.story.first_published, record.story.last_published
    return when(first, last, None) if first or last else None


# ------------------------------------------------------------------------------------------------ who says so
def chain(story: Story, claim: Claim) -> str:
    """Who says so, outlet first: "Harbour Post ← Coastal Agency ← Transport Ministry (denies)"."""
    steps = [step_name(story, claim, step) for step in claim.chain]
    return " ← ".join(steps or [story.labels.get(claim.report, claim.report)])


def chain_at(story: Story, claims: Iterable[str], passage: Passage) -> str:
    """Who says what a passage prints: the chain of the claim among these that begins in it, else the report's label."""
    held = (story.claims[one] for one in claims if one in story.claims)
    claim = next(
        (c for c in held if c.report == passage.report and passage.start <= c.spans[0].start < passage.end), None
    )
    return chain(story, claim) if claim else story.labels.get(passage.report, passage.report)


def source_name(story: Story, source: Source) -> str | None:
    """A source by the name of its entity, else as it is printed; ``None`` where it has neither."""
    return story.names.get(source.entity or "") or source.name


def step_name(story: Story, claim: Claim, step: Step) -> str:
    """The sources of one step, with their stance where it is not to assert; the unnamed are called so."""
    sources = []
    for source in step.sources:
        name = source_name(story, source)
        if name is None and step.role == "outlet":
            name = story.labels.get(claim.report, claim.report)
        elif name is None:
            cue = source.cue or step.cue
            said = f" (“{on_one_line(words_of(story, claim.report, [cue]))}”)" if cue else ""
            name = f"unnamed source{said}"
        sources.append(name)
    stance = "" if step.stance == "asserts" else f" ({step.stance})"
    return (listed(sources) or "unnamed source") + stance


# ------------------------------------------------------------------------------------------------ times
def when(earliest: str | None, latest: str | None, zone: str | None, grain: str | None = None) -> str:
    """An ISO 8601 interval in words: "6 May 2031", "6–8 May 2031", "until 6 May 2031"; others stay as they are."""
    first, last = moment(earliest), moment(latest, closes=True)
    if (earliest and not first) or (latest and not last):
        return " – ".join(value for value in dict.fromkeys((earliest, latest)) if value)
    if first and last:
        shown = _between(first, last, clock=_has_clock(earliest, latest, grain))
    elif first:
        shown = "from " + _day(first.date())
    elif last:
        shown = "until " + _day(last.date())
    else:
        return "undated"
    return f"{shown} ({zone})" if zone and ":" in shown else shown


def moment(value: str | None, *, closes: bool = False) -> datetime | None:
    """The moment an ISO string stands for; a month or year closes on its last day, a midnight end on the day before."""
    if not value:
        return None
    partial = re.fullmatch(r"(\d{4})(?:-(\d\d))?", value)
    try:
        if partial and closes:
            year, month = int(partial[1]), int(partial[2] or 12)
            return datetime(year + month // 12, month % 12 + 1, 1) - timedelta(seconds=1)
        if partial:
            return datetime(int(partial[1]), int(partial[2] or 1), 1)
        moment = datetime.fromisoformat(value)
    except (ValueError, OverflowError):
        return None
    if closes and "T" in value and (moment.hour, moment.minute, moment.second) == (0, 0, 0):
        return moment - timedelta(seconds=1)
    return moment


def _has_clock(earliest: str | None, latest: str | None, grain: str | None) -> bool:
    """Does the interval name hours? A whole day written with its midnights does not."""
    if grain not in (None, "hour", "minute", "second"):
        return False
    times = [value.partition("T")[2][:5] for value in (earliest, latest) if value]
    return any(times) and not (times[0] == "00:00" and times[-1] in ("00:00", "23:59"))


def _between(first: datetime, last: datetime, *, clock: bool) -> str:
    """Two moments in words, with what they share said once."""
    start, end = first.date(), max(last.date(), first.date())
    if clock and start == end:
        hours = f"{first:%H:%M}" if f"{first:%H:%M}" == f"{last:%H:%M}" else f"{first:%H:%M}–{last:%H:%M}"
        return f"{_day(start)}, {hours}"
    if start == end:
        return _day(start)
    if (start.day, start.month) == (1, 1) and (end.day, end.month) == (31, 12):
        return str(start.year) if start.year == end.year else f"{start.year}–{end.year}"
    if start.day == 1 and start.month == end.month and start.year == end.year and (end + timedelta(days=1)).day == 1:
        return f"{MONTHS[start.month - 1]} {start.year}"
    if (start.month, start.year) == (end.month, end.year):
        return f"{start.day}–{_day(end)}"
    return f"{_day(start)} – {_day(end)}"


def _day(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def width_of(text: str) -> int:
    """Columns that a text takes on a terminal: wide letters two, combining marks none."""
    return sum(
        0 if unicodedata.combining(letter) else 2 if unicodedata.east_asian_width(letter) in "WF" else 1
        for letter in text
    )


def as_of(interval: Interval | None) -> str | None:
    """When something was true, with the offset it is given with, so that times of two zones are not taken for one another."""
    if interval is None:
        return None
    offset = re.search(r"[+-]\d\d:\d\d$", interval.latest or "")
    return when(interval.earliest, interval.latest, offset.group() if offset else None)
