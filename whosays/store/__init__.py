"""What is kept: reports and their bytes, readings, stories, records, decisions, feeds and the log, in one SQLite file."""

from __future__ import annotations

from whosays.store.backups import backup, restore
from whosays.store.errors import NewerStore, NoStore, NotHeld, StoreBusy, StoreDamaged, StoreError, StoreFull
from whosays.store.kept import (
    Fault,
    Feed,
    Filters,
    Forgotten,
    Hit,
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
