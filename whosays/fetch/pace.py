"""How soon a site may be asked again: its own wish (Crawl-delay, Retry-After), else a least time between two requests."""

from __future__ import annotations

import threading
from collections.abc import Callable

from whosays.fetch.outcomes import Refused

MOST_HOSTS = 10_000  # remembered at a time; those whose time has come are forgotten first


class Pace:
    """When each host may be asked next; safe to share between threads."""

    def __init__(
        self, *, interval: float, patience: float, clock: Callable[[], float], sleep: Callable[[float], object]
    ) -> None:
        self._interval = interval
        self._patience = patience
        self._clock = clock
        self._sleep = sleep
        self._next: dict[str, float] = {}
        self._lock = threading.Lock()

    def take_turn(self, host: str, *, delay: float | None = None) -> float:
        """Waits until a host may be asked, and says how long that was; :class:`Refused` where it would be too long.

        ``delay`` is what the site's robots.txt asks for between two requests, in seconds.
        """
        with self._lock:
            now = self._clock()
            start = max(now, self._next.get(host, now))
            self._check(host, start - now)
            self._next[host] = start + max(self._interval, delay or 0.0)
            self._forget(now)
        if start > now:
            self._sleep(start - now)
        return start - now

    def refuse_early(self, host: str) -> None:
        """:class:`Refused` where a host may not be asked for so long that nobody waits for it: not even for its robots.txt."""
        with self._lock:
            self._check(host, self._next.get(host, 0.0) - self._clock())

    def leave_alone(self, host: str, seconds: float) -> None:
        """Nothing is asked of a host for so long."""
        with self._lock:
            self._next[host] = max(self._next.get(host, 0.0), self._clock() + seconds)

    def _check(self, host: str, left: float) -> None:
        if left > self._patience:
            message = f"{host} asks for more time between visits; try again {in_words(left)}"
            raise Refused("busy", message, retry_after=left)

    def _forget(self, now: float) -> None:
        if len(self._next) > MOST_HOSTS:
            self._next = {host: when for host, when in self._next.items() if when > now}


def in_words(seconds: float) -> str:
    """A wait, roughly: "in 40 seconds", "in 3 minutes", "in 2 hours".

    >>> in_words(125)
    'in 3 minutes'
    """
    for size, name in ((3600, "hour"), (60, "minute")):
        if seconds >= size:
            count = -(-int(seconds) // size)
            return f"in {count} {name}{'s' if count > 1 else ''}"
    return f"in {max(1, round(seconds))} seconds"
