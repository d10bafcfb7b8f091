"""Long work in a process of its own: reading reports and telling a story, with progress, and an end that can be asked for.

Between the processes go bytes that only the codec reads; nothing is unpickled that came out of a report.
"""

from __future__ import annotations

import json
import signal
from collections.abc import Callable
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection
from threading import Lock, Thread
from typing import Literal

from whosays.model import Record
from whosays.record import decode, encode, pack, unpack
from whosays.web.shelves.shelf import Task

KEPT = 50  # ended jobs that can still be looked at
State = Literal["running", "done", "failed", "cancelled"]
SAYS, RESULT, KEPT_BY_IT, FAULT = b"S", b"R", b"K", b"F"


@dataclass(slots=True)
class Job:
    """One piece of work: what it is, how far it came, and what became of it."""

    number: int
    what: str
    story: str | None
    state: State = "running"
    step: str = "starting"
    done: int = 0
    total: int = 0
    fault: str | None = None
    kept: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    stop: Callable[[], None] = field(default=lambda: None, repr=False)


def _kept_by_its_job(story: str | None, record: Record) -> str:
    raise AssertionError("a job in a store keeps what it tells itself")


@dataclass(slots=True)
class Works:
    """The jobs of a server, one after the other. ``keep`` puts a told record away and returns the story's name; what a job in a
    store tells, it keeps itself.
    """

    keep: Callable[[str | None, Record], str] = _kept_by_its_job
    jobs: dict[int, Job] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)
    _turn: Lock = field(default_factory=Lock)

    def start(
        self, what: str, prepare: Callable[[], Task], *, story: str | None, end: Callable[[], None] = lambda: None
    ) -> Job:
        """Begin when nothing else runs; ``prepare`` is asked for the task only then, so that it knows what came before.

        ``end`` is called when nothing of the task is needed any more.
        """
        with self._lock:
            job = Job(max(self.jobs, default=0) + 1, what, story, step="waiting for its turn")
            self.jobs[job.number] = job
            for old in [one.number for one in self.jobs.values() if one.state != "running"][:-KEPT]:
                del self.jobs[old]
        Thread(target=self._run, args=(job, prepare, end), daemon=True).start()
        return job

    def _run(self, job: Job, prepare: Callable[[], Task], end: Callable[[], None]) -> None:
        """Wait for the turn, then give the task to a process and take what it says."""
        with self._turn:
            try:
                if job.state == "running":
                    self._follow(job, prepare())
            except Exception as error:  # whatever cannot be prepared is told, and the server goes on
                with self._lock:
                    job.state, job.fault = "failed", str(error)
            finally:
                end()

    def cancel(self, number: int) -> None:
        """End a job that runs. Of one told to files nothing is kept; of one in a store, what was acknowledged stays."""
        with self._lock:
            job = self.jobs.get(number)
            if job and job.state == "running":
                self._end(job)

    def close(self) -> None:
        """End all that runs."""
        with self._lock:
            for job in self.jobs.values():
                if job.state == "running":
                    self._end(job)

    @staticmethod
    def _end(job: Job) -> None:
        job.state, job.step = "cancelled", "cancelled"
        job.stop()

    def _follow(self, job: Job, task: Task) -> None:
        """Take what the process says until it says no more."""
        context = get_context("spawn")
        here, there = context.Pipe(duplex=False)
        process = context.Process(target=_work, args=(there, pack(task)), daemon=True)
        with self._lock:
            if job.state != "running":
                return
            job.step, job.stop = "starting", process.terminate
            process.start()
        there.close()
        records: list[Record] = []
        finished = False
        try:
            while not finished:
                message = here.recv_bytes()
                finished = self._heard(job, message[:1], message[1:], records)
        except (EOFError, OSError):
            pass
        finally:
            here.close()
            process.join()
        self._settle(job, records, finished)

    @staticmethod
    def _heard(job: Job, kind: bytes, content: bytes, records: list[Record]) -> bool:
        """One message of the process; is it the last?"""
        if kind == SAYS:
            said = json.loads(content)
            job.step, job.done, job.total = said["step"], said["done"], said["total"]
            job.told = (*job.told, *said["told"])
        elif kind == RESULT:
            records.append(decode(content))
        elif kind == KEPT_BY_IT:
            job.kept = tuple(json.loads(content))
        elif kind == FAULT:
            job.fault = content.decode("utf-8", "replace")
        return kind not in (SAYS, RESULT, KEPT_BY_IT, FAULT)

    def _settle(self, job: Job, records: list[Record], finished: bool) -> None:
        """Keep what was told, unless the job was cancelled or failed."""
        with self._lock:
            if job.state != "running":
                return
            if job.fault or not finished or not (records or job.kept):
                job.state = "failed"
                job.fault = job.fault or "the work was ended from outside (out of memory?)"
                return
            try:
                job.kept += tuple(self.keep(job.story, record) for record in records)
            except Exception as error:  # whatever the shelf cannot do is told, and the server goes on
                job.state, job.fault = "failed", str(error)
                return
            job.state, job.step = "done", "done"


# ------------------------------------------------------------------------------------------------ the other process
def _work(pipe: Connection, packed: bytes) -> None:
    """Read, tell, and hand over; runs in a process that starts fresh."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the server, which ends its jobs
    task = unpack(packed, Task)

    def say(step: str, done: int = 0, total: int = 0, told: tuple[str, ...] = ()) -> None:
        pipe.send_bytes(SAYS + json.dumps({"step": step, "done": done, "total": total, "told": told}).encode())

    try:
        if task.store is not None:
            from whosays.web.jobs.taking_in import work_in_store

            pipe.send_bytes(KEPT_BY_IT + json.dumps(work_in_store(task, say)).encode())
        else:
            from whosays.web.jobs.telling import tell

            for record in tell(task, say):
                pipe.send_bytes(RESULT + encode(record))
    except Exception as error:
        complaint = str(error) if isinstance(error, ValueError) else f"{type(error).__name__}: {error}"
        pipe.send_bytes(FAULT + complaint.encode("utf-8", "replace"))
    pipe.send_bytes(b"E")
    pipe.close()
