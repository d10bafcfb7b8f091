"""The clock that a parent keeps on its child."""

from __future__ import annotations

import contextlib
import os
import threading
import time
from collections.abc import Callable
from types import TracebackType

from whosays.sandbox.limits import MOST_TIMES


class Watch:
    """Calls ``end`` when the child has worked for more than ``wall_s`` on end; ``over`` says that it did.

    Time in which the child could have worked but had no processor, as the scheduler of Linux counts it, is not held against it:
    a busy machine makes no document hostile. It ends all the same after ``MOST_TIMES`` its time. :meth:`begin` starts the time anew,
    :meth:`rest` stops it while the child waits for its parent. A context manager.
    """

    def __init__(self, end: Callable[[], None], wall_s: float, *, pid: int | None = None) -> None:
        self.over = False
        self._scheduled = _open(pid)
        self._end = end
        self._wall_s = wall_s
        self._until, self._waited = time.monotonic() + wall_s, self._without_processor()
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._keep, name="whosays-sandbox-watch", daemon=True)

    def __enter__(self) -> Watch:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._done.set()
        self._thread.join()  # after this it is known whether it was over
        if self._scheduled is not None:
            os.close(self._scheduled)
            self._scheduled = None

    def begin(self) -> None:
        """The child works from now on."""
        self._waited = self._without_processor()
        self._until = time.monotonic() + self._wall_s

    def rest(self) -> None:
        """The child waits."""
        self._until = float("inf")

    def _keep(self) -> None:
        # Without a word from the other thread at every item: it looks again when the time it knew is over, or after a while.
        while not self._done.wait(max(self._wall_s / 100, min(self._until - time.monotonic(), self._wall_s / 10))):
            until = self._until
            if time.monotonic() < until:
                continue
            allowed = min(self._without_processor() - self._waited, (MOST_TIMES - 1) * self._wall_s)
            if time.monotonic() >= until + allowed and self._until == until:
                self.over = True
                self._end()
                return

    def _without_processor(self) -> float:
        """Seconds that the child has waited for a processor since it began; 0 where the system does not say."""
        if self._scheduled is None:
            return 0.0
        try:
            return int(os.pread(self._scheduled, 100, 0).split()[1]) / 1e9
        except (OSError, ValueError, IndexError):  # the child has gone
            return 0.0


def _open(pid: int | None) -> int | None:
    """The file in which Linux counts how long a process ran and waited."""
    if pid is not None:
        with contextlib.suppress(OSError):
            return os.open(f"/proc/{pid}/schedstat", os.O_RDONLY | os.O_CLOEXEC)
    return None
