"""Watching feeds: what is new in them is kept, grouped into stories and told, and what changed is said."""

from __future__ import annotations

from whosays.watch.announcing import WORTH_TELLING, Announcement, News, pending
from whosays.watch.loop import Round, Watch, rounds, run_round
from whosays.watch.schedule import Rhythm, stamp
from whosays.watch.visiting import Fetches, Visit, Visitor

__all__ = [
    "WORTH_TELLING",
    "Announcement",
    "Fetches",
    "News",
    "Rhythm",
    "Round",
    "Visit",
    "Visitor",
    "Watch",
    "pending",
    "rounds",
    "run_round",
    "stamp",
]
