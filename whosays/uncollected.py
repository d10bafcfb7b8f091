"""Work on a whole story without the collector of cycles."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Within it no cycles are looked for: a story is hundreds of thousands of values without any, walked again and again for nothing.

    May be nested. Where several threads are within it, the collector goes on when the first leaves.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()
