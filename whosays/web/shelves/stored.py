"""A shelf that is a store: the stories of one SQLite file, opened anew for every question, so that any thread may ask."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock
from typing import TypeVar

from whosays.decisions import as_line, parse_decisions
from whosays.model import Decision, Record
from whosays.remembered import until_forgotten
from whosays.store import Store, StoreError, Story
from whosays.web.shelves.shelf import CannotKeep, NoStory, Sheaf, Shelved, Task
from whosays.web.shelves.summaries import shelved

SUMMARISED = 100  # stories whose record is looked into for the list; older ones show their title and their reports
OPEN = 16  # records kept decoded
ACTOR = "whosays serve"
Value = TypeVar("Value")


class StoreShelf:
    """The stories of a store. ``clock`` gives the time of what is written, ISO 8601."""

    def __init__(self, path: Path, *, clock: Callable[[], str] | None = None) -> None:
        self.path = path
        self._clock = clock or (lambda: datetime.now(UTC).isoformat(timespec="seconds"))
        self._records: dict[tuple[str, int], Record] = until_forgotten({})
        self._summaries: dict[tuple[str, int], Shelved] = until_forgotten({})
        self._lock = Lock()

    def stories(self) -> Sequence[Shelved]:
        """All stories, the newest first."""
        kept = sorted(self._read(lambda store: store.stories()), key=lambda one: (one.told or "", one.id), reverse=True)
        found = [
            self._shelve(one) if number < SUMMARISED else _bare(one) for number, one in enumerate(kept) if one.reports
        ]
        return sorted(found, key=lambda one: (one.fault is None, one.last or "", one.name), reverse=True)

    def story(self, name: str) -> Shelved:
        """One story with its summary."""
        return self._shelve(self._story(name))

    def record(self, story: str, version: int | None = None) -> Record:
        """The latest record, or that version."""
        numbers = self.versions(story)
        if not numbers:
            raise NoStory("the story has not been told yet")
        wanted = numbers[-1] if version is None else version
        if wanted not in numbers:
            raise NoStory(f"the story has no version {version}")
        with self._lock:
            held = self._records.get((story, wanted))
        if held is None:
            held = self._read(lambda store: store.record(story, version=wanted))
            if held is None:
                raise NoStory(f"version {wanted} of the story was taken down")
            with self._lock:
                for oldest in list(self._records)[: len(self._records) + 1 - OPEN]:
                    self._records.pop(oldest, None)
                self._records[story, wanted] = held
        return held

    def versions(self, story: str) -> Sequence[int]:
        """Numbers of the records told, without those taken down."""
        self._story(story)
        return tuple(one.version for one in self._read(lambda store: store.versions(story)) if not one.removed)

    def told(self, story: str) -> Mapping[int, str]:
        """When each version was told, as the store noted it."""
        self._story(story)
        return {one.version: one.time for one in self._read(lambda store: store.versions(story))}

    def sheaf(self, story: str) -> Sheaf:
        """The reports as they were read, their notices, and the decisions about the story."""
        self._story(story)

        def gathered(store: Store) -> Sheaf:
            reports = store.reports(story=story)
            notices = tuple(notice for report in reports for notice in store.notices(report.id))
            return Sheaf(reports, notices, store.decisions(story))

        return self._read(gathered)

    def task(self, story: str | None, folder: str | None, *, together: bool, addresses: tuple[str, ...] = ()) -> Task:
        """The work is done in the store itself, by a process that opens it."""
        return Task(folder, one_story=together, store=str(self.path), story=story, addresses=addresses)

    def decisions(self, story: str) -> Sequence[Decision]:
        """The decisions about the story that hold."""
        return self._read(lambda store: store.decisions(story))

    def decide(self, story: str, decision: Decision) -> None:
        """Keep a decision, if it goes together with those that are there."""
        before = self.decisions(story)
        parse_decisions("".join(as_line(one) + "\n" for one in (*before, decision)), name="the decisions of the story")
        self._write(lambda store: store.decide(decision, story=story, when=self._clock()))

    def take_back(self, story: str, decision: Decision, by: str) -> None:
        """The store obeys it no more; its log keeps it."""
        self._write(lambda store: store.take_back(decision, story=story, by=by, when=self._clock()))

    def _story(self, name: str) -> Story:
        found = self._read(lambda store: store.story(name))
        if found is None:
            raise NoStory("there is no such story")
        return found

    def _shelve(self, story: Story) -> Shelved:
        if not story.versions:
            return replace(_bare(story), fault=f"{len(story.reports)} reports, not told yet")
        key = (story.id, story.versions)
        held = self._summaries.get(key)
        if held is None:
            try:
                record = self.record(story.id)
            except NoStory as error:
                return replace(_bare(story), fault=str(error))
            held = self._summaries[key] = replace(shelved(story.id, record, story.versions), told=story.told)
        return held

    def _read(self, ask: Callable[[Store], Value]) -> Value:
        try:
            with Store.open(self.path, create=False, read_only=True) as store:
                return ask(store)
        except StoreError as error:
            raise CannotKeep(str(error)) from None

    def _write(self, act: Callable[[Store], Value]) -> Value:
        try:
            with Store.open(self.path, create=False) as store:
                return act(store)
        except StoreError as error:
            raise CannotKeep(str(error)) from None


def _bare(story: Story) -> Shelved:
    """What is known of a story without its record."""
    return Shelved(story.id, story.title, None, None, len(story.reports), 0, 0, story.versions)
