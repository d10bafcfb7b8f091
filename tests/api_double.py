"""An API to try: a story, work that is taken on and never begins, and a client that bears the token."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from tempfile import mkdtemp

from starlette.types import ASGIApp

from whosays.model import Record
from whosays.record import encode
from whosays.web.app import application
from whosays.web.guard import Access
from whosays.web.jobs.telling import tell
from whosays.web.jobs.work import Job, Works
from whosays.web.shelves.records import RecordShelf
from whosays.web.shelves.shelf import Task

TOKEN = "the-token-of-the-tests"


class StillWorks(Works):
    """Jobs are numbered and listed, but no process is started for them, and their files are put away at once."""

    def start(
        self, what: str, prepare: Callable[[], Task], *, story: str | None, end: Callable[[], None] = lambda: None
    ) -> Job:
        job = Job(max(self.jobs, default=0) + 1, what, story, step="waiting for its turn")
        self.jobs[job.number] = job
        end()
        return job


class WorksHere(Works):
    """Jobs are done at once, in this process."""

    def start(
        self, what: str, prepare: Callable[[], Task], *, story: str | None, end: Callable[[], None] = lambda: None
    ) -> Job:
        job = Job(max(self.jobs, default=0) + 1, what, story, state="done", step="done")
        self.jobs[job.number] = job
        job.kept = tuple(self.keep(story, record) for record in tell(prepare(), lambda *said, **more: None))
        end()
        return job


def served(record: Record, *, folder: Path | None = None) -> ASGIApp:
    """The pages and the API of one story called ``ferry``, answered at 127.0.0.1:8765 and at localhost."""
    place = folder or Path(mkdtemp(prefix="whosays-api-"))
    (place / "ferry.json").write_bytes(encode(record))
    shelf = RecordShelf.of([place], folder=place)
    access = Access(
        frozenset({"127.0.0.1:8765", "localhost", "testserver"}), frozenset({"http://localhost"}), token=TOKEN
    )
    return application(shelf, access, StillWorks(shelf.keep))
