"""The watching loop: visit what is due, group what is new, tell the stories it touches, say what changed; then wait.

Each step leaves in the store what the next one needs, so a process that is killed anywhere goes on where it stopped: reports without
a story are grouped, stories that need telling are told, versions that nobody was told of are announced.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from whosays.intake import Retold, group, tell_touched
from whosays.model import Notice
from whosays.store import Feed, Store, StoreBusy
from whosays.watch.announcing import News, pending
from whosays.watch.schedule import Rhythm, stamp
from whosays.watch.visiting import Visit, Visitor, visit

BUSY = 10.0  # seconds until the next round where somebody else held the store


def silent(message: str | None) -> None:
    """Where nobody watches the work."""


@dataclass(frozen=True, slots=True)
class Watch:
    """What is watched and how; ``clock`` gives the time with its zone, ``sleep`` waits that many seconds."""

    visitor: Visitor
    feeds: tuple[str, ...]
    clock: Callable[[], datetime]
    sleep: Callable[[float], object]
    everything: bool = False

    @property
    def store(self) -> Store:
        """Where everything is kept."""
        return self.visitor.store

    @property
    def rhythm(self) -> Rhythm:
        """How often feeds are visited."""
        return self.visitor.rhythm


@dataclass(frozen=True, slots=True)
class Round:
    """One round: the visits made, the reports that could not be read, the stories that could not be told, how many changes
    were announced; and why the round was broken off, where it was.
    """

    visits: tuple[Visit, ...] = ()
    unread: tuple[Notice, ...] = ()
    untold: tuple[Retold, ...] = ()
    announced: int = 0
    trouble: str | None = None


def run_round(
    watch: Watch, announce: Callable[[News], None], *, progress: Callable[[str | None], None] = silent
) -> Round:
    """Visit every feed that is due, and bring the store and whoever listens up to date."""
    visits = []
    for feed in _due(watch):
        progress(f"visiting {feed.url}")
        visits.append(visit(watch.visitor, feed, now=watch.clock()))
    unread: list[Notice] = []
    untold = tuple(_catch_up(watch, unread, progress))
    announced = 0
    for news in pending(watch.store, everything=watch.everything):
        if news.announcement.worth_telling:
            announce(news)
            announced += 1
        watch.store.mark_announced(news.announcement.story, news.announcement.version)
    progress(None)
    return Round(tuple(visits), tuple(unread), untold, announced)


def rounds(
    watch: Watch, announce: Callable[[News], None], *, progress: Callable[[str | None], None] = silent
) -> Iterator[Round]:
    """Rounds without end; the caller stops when it has seen enough.

    A round in which somebody else held the store for too long is broken off; the next one does what is left.
    """
    while True:
        try:
            done = run_round(watch, announce, progress=progress)
            wait = watch.rhythm.wait(tuple(_own(watch)), watch.clock())
        except StoreBusy as error:
            progress(None)
            done, wait = Round(trouble=str(error)), BUSY
        yield done
        watch.sleep(wait)


def _catch_up(watch: Watch, unread: list[Notice], progress: Callable[[str | None], None]) -> Iterator[Retold]:
    """Group and tell what this round brought, and what a round that was cut off has left."""
    now = stamp(watch.clock())
    group(watch.store, when=now, progress=progress, unread=unread.append)
    for told in tell_touched(watch.store, when=now):
        progress(f"told again: {told.record.story.title if told.record else told.story}")
        if told.why is not None:
            yield told


def _own(watch: Watch) -> Iterable[Feed]:
    """What is known of each feed watched, in the order given."""
    for url in watch.feeds:
        yield watch.store.feed(url) or Feed(url)


def _due(watch: Watch) -> list[Feed]:
    now = watch.clock()
    return [feed for feed in _own(watch) if watch.rhythm.is_due(feed, now)]
