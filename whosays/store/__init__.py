"""What is kept: reports and their bytes, readings, stories, records, decisions, feeds and the log, in one SQLite file.

What the names stand for is loaded when it is first asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from whosays.on_demand import loader

if TYPE_CHECKING:
    from whosays.store.backups import backup, restore
    from whosays.store.errors import NewerStore, NoStore, NotHeld, StoreBusy, StoreDamaged, StoreError, StoreFull
    from whosays.store.hits import Filters, Hit
    from whosays.store.kept import (
        Fault,
        Feed,
        Forgotten,
        Incoming,
        LogEntry,
        Move,
        Refused,
        Story,
        Told,
    )
    from whosays.store.store import Store
    from whosays.store.verifying import verify

__all__ = [
    "Store",
    "Incoming",
    "Story",
    "Move",
    "Told",
    "Refused",
    "Feed",
    "Filters",
    "Hit",
    "LogEntry",
    "Forgotten",
    "Fault",
    "backup",
    "restore",
    "verify",
    "StoreError",
    "NoStore",
    "NewerStore",
    "NotHeld",
    "StoreBusy",
    "StoreFull",
    "StoreDamaged",
]

_PLACES = {
    "store": ("Store",),
    "backups": ("backup", "restore"),
    "verifying": ("verify",),
    "errors": ("StoreError", "NoStore", "NewerStore", "NotHeld", "StoreBusy", "StoreFull", "StoreDamaged"),
    "hits": ("Filters", "Hit"),
    "kept": tuple("Incoming Story Move Told Refused Feed LogEntry Forgotten Fault".split()),
}

__getattr__ = loader(__name__, _PLACES)
