"""A lock on a job that only one process may do on a store at a time; it goes with the process, however that ends."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager

from whosays.store.errors import StoreBusy, StoreError

try:
    import fcntl
except ImportError:  # Windows: SQLite's own lock still lets only one process write
    fcntl = None  # type: ignore[assignment]


STEP = 0.05  # seconds between two tries


@contextmanager
def sole(path: str, job: str, *, patience: float = 0.0) -> Iterator[None]:
    """Hold the lock of a job, a file ``PATH.JOB.lock`` beside the store.

    Raises :class:`StoreBusy` where it is held for longer than ``patience`` (seconds).
    """
    if not job.isidentifier():
        raise ValueError(f"{job!r} is no name for a job")
    try:
        held = os.open(f"{path}.{job}.lock", os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise StoreError(
            path, f"no lock can be made beside it ({error.strerror})", "give a folder to write in"
        ) from None
    try:
        if fcntl is not None:
            until = time.monotonic() + patience
            while not _taken(held):
                if time.monotonic() >= until:
                    why = f"in use by another process, which does the same job ({job})"
                    raise StoreBusy(path, why, "stop the other one, or let it go on") from None
                time.sleep(STEP)
        yield
    finally:
        os.close(held)


def _taken(held: int) -> bool:
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
