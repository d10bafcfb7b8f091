"""When a feed is visited next: every so often, later and later after failures, when the site says, at once after a clock jump."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from whosays.store import Feed

LONGEST_WAIT = timedelta(hours=24)
MOST_DOUBLINGS = 8


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How often feeds are visited; ``longest`` is the most a failing feed waits."""

    every: timedelta
    longest: timedelta = LONGEST_WAIT

    def after_success(self, now: datetime) -> str:
        """The next visit of a feed that answered."""
        return stamp(now + self.every)

    def after_failure(self, now: datetime, *, failures: int, retry_after: float | None) -> str:
        """The next visit of a feed that failed so many times in a row: each time twice as late, and not before the site says."""
        wait = min(self.every * 2 ** min(max(failures - 1, 0), MOST_DOUBLINGS), max(self.longest, self.every))
        if retry_after is not None:
            wait = max(wait, min(timedelta(seconds=retry_after), self.longest))
        return stamp(now + wait)

    def is_due(self, feed: Feed, now: datetime) -> bool:
        """Is it time to visit? A visit planned further ahead than any could be was planned by a clock that has jumped."""
        if feed.next_due is None:
            return feed.last_visit is None
        due = datetime.fromisoformat(feed.next_due)
        return due <= now or due > now + max(self.longest, self.every)

    def wait(self, feeds: tuple[Feed, ...], now: datetime) -> float:
        """Seconds until the next feed is due, at most one round's length."""
        ahead = [
            (datetime.fromisoformat(feed.next_due) - now).total_seconds() for feed in feeds if feed.next_due is not None
        ]
        return max(0.0, min([*ahead, self.every.total_seconds()]))


def stamp(moment: datetime) -> str:
    """A moment as ISO 8601 in seconds, with its offset."""
    return moment.isoformat(timespec="seconds")
