"""What is said of a story that was told again: a new story, or what changed since the version that was last announced."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

from whosays.differences import UnrelatedRecords, compare
from whosays.model import Change, ChangeKind, Difference, Record
from whosays.store import Store, Story

PATIENCE = 30.0  # seconds to wait for another process that announces
# What an editor wants to be told of; everything else waits for the one who asks.
WORTH_TELLING: frozenset[ChangeKind] = frozenset(
    {
        "withdrawn", "figure", "conflict-new", "conflict-gone", "status-lowered", "status-raised", "origin-new", "origin-gone",
        "report-revised",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Announcement:
    """A story whose record is new (``before`` is 0) or has changed since version ``before``.

    ``changes`` are those worth telling, the most important first; ``others`` is the number of the rest. ``gained`` reports were not
    in the record before.
    """

    story: str
    title: str | None
    before: int
    version: int
    told: str
    reports: int
    gained: int
    origins: int
    disputed: int
    changes: tuple[Change, ...]
    others: int

    @property
    def worth_telling(self) -> bool:
        """Is there anything to say: a new story, or a change of those asked for?"""
        return not self.before or bool(self.changes)

    def as_json(self) -> dict[str, Any]:
        """The announcement as plain values, for a JSON line."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class News:
    """An announcement with what it rests on: the record announced before (``None``: none), the new one, their difference."""

    announcement: Announcement
    old: Record | None
    new: Record
    difference: Difference | None


def announce(store: Store, tell: Callable[[News], object], *, everything: bool = False) -> int:
    """Tell of every story with a version that nobody was told of, and mark it; how many there were.

    A story is marked once somebody has been told: whatever happens in between, nothing is left out. Two processes never tell of the
    same version: the second waits, and finds what is left. Raises :class:`~whosays.store.StoreBusy` where it waits too long.
    """
    if not store.unannounced():
        return 0
    with store.sole("announce", patience=PATIENCE):
        told = 0
        for news in pending(store, everything=everything):
            tell(news)
            store.mark_announced(news.announcement.story, news.announcement.version)
            told += 1
    return told


def pending(store: Store, *, everything: bool = False) -> Iterator[News]:
    """Every story with a version that has not been announced."""
    for name in store.unannounced():
        news = news_of(store, name, store.announced(name), everything=everything)
        if news is not None:
            yield news


def news_of(store: Store, name: str, announced: int, *, everything: bool = False) -> News | None:
    """What is new in a story since a version (0: everything is); ``None`` where there is no record of it."""
    story, new = store.story(name), store.record(name)
    if story is None or new is None:
        return None
    old = store.record(story.id, version=announced) if announced else None
    difference = _difference(old, new)
    return News(_announcement(story, announced, old, new, difference, everything=everything), old, new, difference)


def _announcement(
    story: Story, announced: int, old: Record | None, new: Record, difference: Difference | None, *, everything: bool
) -> Announcement:
    changes = difference.changes if difference else ()
    told = tuple(change for change in changes if everything or change.kind in WORTH_TELLING)
    return Announcement(
        story=story.id,
        title=new.story.title,
        before=announced,
        version=story.versions,
        told=story.told or "",
        reports=len(new.reports),
        gained=len({one.id for one in new.reports} - {one.id for one in old.reports} if old else new.reports),
        origins=len(new.lineage.groups),
        disputed=sum(finding.shown and finding.kind == "contradiction" for finding in new.findings),
        changes=told,
        others=len(changes) - len(told),
    )


def _difference(old: Record | None, new: Record) -> Difference | None:
    if old is None:
        return None
    try:
        return compare(old, new)
    except UnrelatedRecords:  # the story was split and nothing of its old self is left
        return None
