"""The watching loop: visit what is due, group what is new, tell the stories it touches, say what changed; then wait.

Each step leaves in the store what the next one needs, so a process that is killed anywhere goes on where it stopped: reports without
a story are grouped, stories that need telling are told, versions that nobody was told of are announced.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from whosays.intake.catching_up import catch_up, silent
from whosays.store import Feed, Store, StoreBusy
from whosays.watch.announcing import News
from whosays.watch.announcing import announce as announce_all
from whosays.watch.posting import Listener, post_news
from whosays.watch.schedule import Rhythm, stamp
from whosays.watch.visiting import Visit, Visitor, visit

if TYPE_CHECKING:
    from whosays.intake import Retold
    from whosays.model import Notice

BUSY = 10.0  # seconds until the next round where somebody else held the store


@dataclass(frozen=True, slots=True)
class Watch:
    """What is watched and how; ``clock`` gives the time with its zone, ``sleep`` waits that many seconds; ``listener`` is who
    is posted to.
    """

    visitor: Visitor
    feeds: tuple[str, ...]
    clock: Callable[[], datetime]
    sleep: Callable[[float], object]
    everything: bool = False
    listener: Listener | None = None

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
    were announced, which could not be posted; and why the round was broken off, where it was.
    """

    visits: tuple[Visit, ...] = ()
    unread: tuple[Notice, ...] = ()
    untold: tuple[Retold, ...] = ()
    announced: int = 0
    unposted: tuple[str, ...] = ()
    trouble: str | None = None


def run_round(
    watch: Watch, announce: Callable[[News], None], *, progress: Callable[[str | None], None] = silent
) -> Round:
    """Visit every feed that is due, and bring the store and whoever listens up to date."""
    store, now = watch.store, stamp(watch.clock())
    if watch.listener is not None:
        store.listens(watch.listener.address, when=now)
    visits = []
    for feed in _due(watch):
        progress(f"visiting {feed.url}")
        visits.append(visit(watch.visitor, feed, now=watch.clock()))
    unread: list[Notice] = []
    now = stamp(watch.clock())
    untold = tuple(one for one in catch_up(store, when=now, progress=progress, unread=unread.append) if one.why)
    announced = 0

    def tell(news: News) -> None:
        nonlocal announced
        if news.announcement.worth_telling:
            announce(news)
            announced += 1

    announce_all(store, tell, everything=watch.everything)
    unposted = tuple(post_news(store, watch.listener, everything=watch.everything)) if watch.listener else ()
    progress(None)
    return Round(tuple(visits), tuple(unread), untold, announced, unposted)


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


def _own(watch: Watch) -> Iterable[Feed]:
    """What is known of each feed watched, in the order given."""
    for url in watch.feeds:
        yield watch.store.feed(url) or Feed(url)


def _due(watch: Watch) -> list[Feed]:
    now = watch.clock()
    return [feed for feed in _own(watch) if watch.rhythm.is_due(feed, now)]
