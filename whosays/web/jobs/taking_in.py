"""What a job does to a store: what was given is taken in, and the stories that it touches are told."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

from whosays.model import Decision, Notice, Report, Target
from whosays.store import Store
from whosays.web.jobs.telling import refusals
from whosays.web.shelves.shelf import Task
from whosays.web.shelves.stored import ACTOR


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
    from whosays.web.jobs.reading import given_items

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
