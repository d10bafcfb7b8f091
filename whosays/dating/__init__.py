"""When reports came out and when their claims were true: stamps, the reports' own words, and events shared with dated reports.

A stamp that is given is kept, and flagged where the words exclude it; a report without one is dated where the others prove the day;
a claim whose text says when it was true says so in ``Claim.as_of``.
"""

from __future__ import annotations

from collections.abc import Sequence

from whosays.dating.as_of import with_as_of
from whosays.dating.events import Anchor, date_by_events
from whosays.dating.notices import date_notices
from whosays.dating.stamps import checked_stamp
from whosays.model import Reading
from whosays.remembered import LastMade

__all__ = ["date_notices", "date_reports"]

STAMPED: LastMade[Reading] = LastMade()


def date_reports(readings: Sequence[Reading], *, anchor: Anchor) -> tuple[Reading, ...]:
    """Readings in the order given: undated ones dated where the others prove the day, stamps checked, claims with their own time.

    ``anchor(times, published)`` values relative expressions against an ISO 8601 day. Dated readings keep value and
    times; candidates are added where their own words exclude the date given.
    """
    dated = date_by_events(readings, anchor=anchor)
    return tuple(_stamped(reading) for reading in dated)


def _stamped(reading: Reading) -> Reading:
    return STAMPED.of(reading.report.id, (reading,), lambda: with_as_of(checked_stamp(reading)))
