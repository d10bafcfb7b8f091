"""What a user must know about the dates of reports: inferred, clashing, missing, or far from all others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from whosays.model import Notice, Reading

FAR = timedelta(days=366)  # between two dates of one story; more is told
LISTED = 5  # reports that a notice names one by one


def date_notices(before: Sequence[Reading], after: Sequence[Reading]) -> tuple[Notice, ...]:
    """What a user must know of dates that :func:`date_reports` inferred or found to clash."""
    old = {reading.report.id: reading.report.published for reading in before}
    notices: list[Notice] = []
    for reading in after:
        report, published = reading.report, reading.report.published
        if published == old.get(report.id):
            continue
        if published.status == "inferred":
            message = f"{report.source} carries no date; {published.value} is inferred from events it shares with dated reports"
            notices.append(Notice("other", report.id, report.source, message))
        elif published.candidates:
            days = ", ".join(candidate.value for candidate in published.candidates)
            held = f"its date {published.value} is kept" if published.value else "it is left undated"
            notices.append(
                Notice("date-clash", report.id, report.source, f"{report.source}: its words point to {days}; {held}")
            )
    return (*notices, *_left_undated(after), *_far_apart(after))


def _left_undated(readings: Sequence[Reading]) -> Iterator[Notice]:
    """One notice for all reports whose own words need a day that nobody gives."""
    reports = [
        (reading.report, reading.report.text[time.start : time.end])
        for reading in readings
        if reading.report.published.value is None and not reading.report.published.candidates
        for time in [time for time in reading.times if time.relative and time.type in ("DATE", "TIME")][:1]
    ]
    if reports:
        names = [report.source for report, _ in reports]
        listed = ", ".join(names[:LISTED]) + (f" and {len(names) - LISTED} more" if len(names) > LISTED else "")
        only = reports[0][0] if len(reports) == 1 else None
        message = (
            f"{listed}: no date is given and none can be inferred, so that “{reports[0][1]}” and the like stay open; "
            "give one with --published, in the header or in meta.jsonl"
        )
        yield Notice("other", only.id if only else None, only.source if only else None, message)


def _far_apart(readings: Sequence[Reading]) -> Iterator[Notice]:
    """Reports dated more than a year away from most of the story: a slip of the pen, or another story."""
    dated = sorted(
        (date.fromisoformat(reading.report.published.value[:10]), reading.report.source, reading.report.id)
        for reading in readings
        if reading.report.published.status == "given" and reading.report.published.value
    )
    cuts = [at for at in range(1, len(dated)) if dated[at][0] - dated[at - 1][0] > FAR]
    groups = [dated[first:last] for first, last in zip([0, *cuts], [*cuts, len(dated)], strict=True)]
    most = max(groups, key=len)  # of equal ones the earliest: a future date is the likelier slip
    for group in groups:
        for day, source, report in group if group is not most else ():
            late = day > most[-1][0]
            years = round(abs((day - most[-1 if late else 0][0]).days) / 365.25)
            away = f"{years} year{'s' if years > 1 else ''} {'after' if late else 'before'} the other reports"
            message = f"{source} is dated {day.isoformat()}, {away}; correct its date if that is wrong"
            yield Notice("date-clash", report, source, message)
