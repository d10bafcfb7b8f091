"""The pool of this process: started with its first document, emptied by a takedown, left behind by a fork."""

from __future__ import annotations

import atexit
import os
import threading
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, BinaryIO, TypeVar

from whosays.remembered import forgotten_by
from whosays.sandbox.limits import Limits
from whosays.sandbox.pool import Pool

T = TypeVar("T")
_shared: Pool | None = None
_guard = threading.Lock()


def _pool() -> Pool:
    """The pool of this process, started with the first document."""
    global _shared
    with _guard:
        if _shared is None:
            _shared = Pool()
            atexit.register(_shared.close)
        return _shared


def _renew() -> None:
    """A takedown reaches the children too."""
    if _shared is not None:
        _shared.renew()


forgotten_by(_renew)


def _forget() -> None:
    """A process that was forked off has no part in its parent's children."""
    global _shared, _guard
    _shared, _guard = None, threading.Lock()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget)


def run(job: str, data: bytes, options: Mapping[str, Any], *, gives: type[T], limits: Limits | None = None) -> T:
    """:meth:`Pool.run` in the pool of this process."""
    return _pool().run(job, data, options, gives=gives, limits=limits)


def stream(
    job: str,
    source: BinaryIO | Iterable[bytes],
    options: Mapping[str, Any],
    *,
    gives: type[T],
    limits: Limits | None = None,
) -> Iterator[T]:
    """:meth:`Pool.stream` in the pool of this process."""
    return _pool().stream(job, source, options, gives=gives, limits=limits)
