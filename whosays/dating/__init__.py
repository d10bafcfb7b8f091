"""When reports came out and when their claims were true: stamps, the reports' own words, and events shared with dated reports.

A stamp that is given is kept, and flagged where the words exclude it; a report without one is dated where the others prove the day;
a claim whose text says when it was true says so in ``Claim.as_of``.
"""

from __future__ import annotations

from collections.abc import Sequence

from whosays.dating.as_of import with_as_of
from whosays.dating.events import Anchor, date_by_events
from whosays.dating.stamps import checked_stamp
from whosays.model import Notice, Reading

__all__ = ["date_notices", "date_reports"]


def date_reports(readings: Sequence[Reading], *, anchor: Anchor) -> tuple[Reading, ...]:
    """Readings in the order given: undated ones dated where the others prove the day, stamps checked, claims with their own time.

    ``anchor(times, published)`` values relative expressions against an ISO 8601 day. Dated readings keep value and
    times; candidates are added where their own words exclude the date given.
    """
    dated = date_by_events(readings, anchor=anchor)
    return tuple(with_as_of(checked_stamp(reading)) for reading in dated)


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
    return tuple(notices)
