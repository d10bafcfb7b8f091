"""What is said of a story that was told again: a new story, or what changed since the version that was last announced."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from whosays.differences import UnrelatedRecords, compare
from whosays.model import Change, ChangeKind, Difference, Record
from whosays.store import Store, Story

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

    ``changes`` are those worth telling, the most important first; ``others`` is the number of the rest.
    """

    story: str
    title: str | None
    before: int
    version: int
    told: str
    reports: int
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


def pending(store: Store, *, everything: bool = False) -> Iterator[News]:
    """Every story with a version that has not been announced.

    The caller marks a story announced once somebody has been told: whatever happens in between, nothing is left out.
    """
    for name in store.unannounced():
        story, announced = store.story(name), store.announced(name)
        new = store.record(name)
        if story is None or new is None:
            continue
        old = store.record(story.id, version=announced) if announced else None
        difference = _difference(old, new)
        yield News(_announcement(story, announced, new, difference, everything=everything), old, new, difference)


def _announcement(
    story: Story, announced: int, new: Record, difference: Difference | None, *, everything: bool
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
