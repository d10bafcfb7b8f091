"""Reports into a store, stories out: what is new is read, grouped and told, and nothing else is touched."""

from __future__ import annotations

from whosays.intake.adding import Added, add
from whosays.intake.deciding import Taken, decide
from whosays.intake.grouping import group
from whosays.intake.telling import Retold, tell_story, tell_touched

__all__ = ["Added", "Retold", "Taken", "add", "decide", "group", "tell_story", "tell_touched"]
