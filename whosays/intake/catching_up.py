"""A store brought up to date: what has no story finds one, what needs telling is told; where neither is so, nothing is loaded."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from whosays.intake.telling import Retold
    from whosays.model import Notice
    from whosays.store import Store

NO_PROGRAM = ""  # what no program could read: a fingerprint that none has


def silent(message: str | None) -> None:
    """Where nobody watches the work."""


def catch_up(
    store: Store,
    *,
    when: str,
    progress: Callable[[str | None], None] = silent,
    unread: Callable[[Notice], None] = lambda notice: None,
) -> Iterator[Retold]:
    """Group the reports without a story, also those that a process left that was cut off, and tell the stories that need it.

    A report that cannot be read goes to ``unread``.
    """
    if store.loose(NO_PROGRAM):
        from whosays.intake.grouping import group

        group(store, when=when, progress=progress, unread=unread)
    if store.stories(needs_telling=True):
        from whosays.intake.telling import tell_touched

        for told in tell_touched(store, when=when):
            progress(f"told: {told.record.story.title if told.record else told.story}")
            yield told
    progress(None)
