"""A shelf that is a store: the stories of one SQLite file, opened anew for every question, so that any thread may ask."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock
from typing import TypeVar

from whosays.decisions import as_line, parse_decisions
from whosays.model import Decision, Notice, Record, Report, Target
from whosays.remembered import until_forgotten
from whosays.store import Store, StoreError, Story
from whosays.web.shelf import CannotKeep, NoStory, Sheaf, Shelved, Task
from whosays.web.summaries import shelved

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


# ------------------------------------------------------------------------------------------------ in a process of its own
def work_in_store(task: Task, say: Callable[..., None]) -> list[str]:
    """Tell a story of the store again, or take the files of the task in; names of the stories told.

    What was acknowledged stays, wherever the process is ended. Raises ``ValueError`` with what went wrong, in words.
    """
    from whosays.intake import tell_story

    assert task.store is not None
    when = datetime.now(UTC).isoformat(timespec="seconds")
    with Store.open(task.store, create=False) as store:
        if task.folder is not None or task.addresses:
            return _take_in(store, task, say, when=when)
        story = store.story(task.story or "")
        if story is None:
            raise ValueError("there is no such story")
        say(f"telling “{story.title or story.id}” again")
        told = tell_story(store, story, when=when)
        if told.why is not None:
            raise ValueError(told.why)
        return [story.id]


def _take_in(store: Store, task: Task, say: Callable[..., None], *, when: str) -> list[str]:
    from whosays.intake import add, decide, group, tell_touched
    from whosays.web.reading import given_items
    from whosays.web.work import refusals

    originals: dict[str, bytes] = {}
    given: list[str] = []
    told: list[str] = []

    def complain(message: str) -> None:
        told.append(message)
        say("opening the files", told=(message,))

    def items() -> Iterator[Report | Notice]:
        for item in given_items(task, say, originals=originals):
            if isinstance(item, Notice):
                complain(item.message)
            else:
                given.append(item.id)
            yield item

    new = add(store, items(), when=when, originals=originals).new
    loose = [one for one in given if store.has(one) and store.story_of(one) is None]  # also of work that was cut off
    group(
        store,
        when=when,
        progress=lambda step: say(step or "comparing the reports"),
        unread=lambda notice: complain(notice.message),
    )
    if task.story or task.one_story:
        joined = _joining(store, task, loose)
        decide(store, [_together(*pair, when) for pair in joined], story=None, when=when)
    names = []
    for retold in tell_touched(store, when=when):
        if retold.why is not None:
            complain(f"the story {retold.story} could not be told: {retold.why}")
            continue
        say(f"told: {retold.record.story.title if retold.record else retold.story}")
        names.append(retold.story)
    if not names:
        what = "nothing was told: " if new else "no new report among what was given: "
        raise ValueError(what + refusals(tuple(told)))
    return names


def _joining(store: Store, task: Task, loose: list[str]) -> list[tuple[str, str]]:
    """Each report that had no story, with the one it is to stand with: of the story named, else the first of them."""
    placed = [one for one in loose if store.story_of(one) is not None]
    there = [report.id for report in store.reports(story=task.story)] if task.story else placed
    if task.story and not there:
        raise ValueError("the story has no report any more; its reports are in another story now, or taken down")
    return [(there[0], one) for one in placed if one != there[0]]


def _together(first: str, second: str, when: str) -> Decision:
    about = (Target(source=first), Target(source=second))
    return Decision("same-story", about, ACTOR, when, "given on the page into one story")
