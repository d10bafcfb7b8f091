"""A lock on a job that only one process may do on a store at a time; it goes with the process, however that ends."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

from whosays.store.errors import StoreBusy, StoreError

try:
    import fcntl
except ImportError:  # Windows: SQLite's own lock still lets only one process write
    fcntl = None  # type: ignore[assignment]


@contextmanager
def sole(path: str, job: str) -> Iterator[None]:
    """Hold the lock of a job, a file ``PATH.JOB.lock`` beside the store; raises :class:`StoreBusy` where it is held."""
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
            try:
                fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                why = f"in use by another process, which does the same job ({job})"
                raise StoreBusy(path, why, "stop the other one, or let it go on") from None
        yield
    finally:
        os.close(held)
