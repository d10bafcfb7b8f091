"""Reports into a store, stories out: what is new is read, grouped and told, and nothing else is touched.

What the names stand for is loaded when it is first asked for: where nothing is new, nothing of what reads and tells is needed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from whosays.on_demand import loader

if TYPE_CHECKING:
    from whosays.intake.adding import Added, add
    from whosays.intake.catching_up import catch_up
    from whosays.intake.deciding import Taken, decide
    from whosays.intake.forgetting import forget
    from whosays.intake.grouping import group
    from whosays.intake.remembering import Remembered
    from whosays.intake.telling import Retold, tell_story, tell_touched

__all__ = [
    "Added",
    "Remembered",
    "Retold",
    "Taken",
    "add",
    "catch_up",
    "decide",
    "forget",
    "group",
    "tell_story",
    "tell_touched",
]

_PLACES = {
    "adding": ("Added", "add"),
    "catching_up": ("catch_up",),
    "deciding": ("Taken", "decide"),
    "forgetting": ("forget",),
    "grouping": ("group",),
    "remembering": ("Remembered",),
    "telling": ("Retold", "tell_story", "tell_touched"),
}

__getattr__ = loader(__name__, _PLACES)
