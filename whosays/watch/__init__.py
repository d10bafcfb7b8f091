"""Watching feeds: what is new in them is kept, grouped into stories and told, and what changed is said.

What the names stand for is loaded when it is first asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from whosays.on_demand import loader

if TYPE_CHECKING:
    from whosays.watch.announcing import WORTH_TELLING, Announcement, News, announce, pending
    from whosays.watch.loop import Round, Watch, rounds, run_round
    from whosays.watch.posting import Listener, post_news
    from whosays.watch.schedule import Rhythm, stamp
    from whosays.watch.visiting import Fetches, Visit, Visitor

__all__ = [
    "WORTH_TELLING",
    "Announcement",
    "Fetches",
    "Listener",
    "News",
    "Rhythm",
    "Round",
    "Visit",
    "Visitor",
    "Watch",
    "announce",
    "pending",
    "post_news",
    "rounds",
    "run_round",
    "stamp",
]

_PLACES = {
    "announcing": ("WORTH_TELLING", "Announcement", "News", "announce", "pending"),
    "loop": ("Round", "Watch", "rounds", "run_round"),
    "posting": ("Listener", "post_news"),
    "schedule": ("Rhythm", "stamp"),
    "visiting": ("Fetches", "Visit", "Visitor"),
}

__getattr__ = loader(__name__, _PLACES)
