"""A few warm children, lent to whoever has a document to read."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Mapping
from types import TracebackType
from typing import Any, BinaryIO, TypeVar

import msgspec

from whosays.sandbox.jobs import JOBS
from whosays.sandbox.limits import JobFailed, Killed, Limits
from whosays.sandbox.process import Worker

T = TypeVar("T")
WORKERS = 2
DOCUMENTS = 500  # a child is replaced after so many, whatever they left behind in it
READ = 1 << 18


class Pool:
    """Up to ``workers`` children, started when they are needed, each replaced after ``documents`` documents; a stream has one beside them.

    ``limits`` are what a document may cost at most; a call may ask for less. ``jobs`` are the functions that may be called, with
    what each needs imported. A context manager; safe for several threads.
    """

    def __init__(
        self,
        *,
        workers: int = WORKERS,
        documents: int = DOCUMENTS,
        limits: Limits | None = None,
        jobs: Mapping[str, tuple[str, ...]] = JOBS,
    ) -> None:
        if workers < 1 or documents < 1:
            raise ValueError("a pool needs at least one worker, and a worker at least one document")
        self._workers = workers
        self._documents = documents
        self._limits = limits or Limits()
        self._jobs = dict(jobs)
        self._idle: list[Worker] = []
        self._lent: set[Worker] = set()
        self._streaming: set[Worker] = set()  # lent too, but not counted
        self._leaving: set[Worker] = set()  # lent, and not to be lent again
        self._starting = 0
        self._change = threading.Condition()
        self._closed = False

    def __enter__(self) -> Pool:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def run(
        self, job: str, data: bytes, options: Mapping[str, Any], *, gives: type[T], limits: Limits | None = None
    ) -> T:
        """What ``job(data, **options)`` gives in a child, checked to be a ``gives``; of an iterator, all it gives.

        Raises :class:`Killed` where the child used up a limit or crashed, and :class:`JobFailed` where the job raised or gave
        something else. A child that had read other documents before gets no one blamed: what ran out of memory or crashed in
        it is tried once more in a fresh one.
        """
        allowed = self._allowed(job, limits)
        try:
            return self._once(job, data, options, gives, allowed, fresh=False)
        except _Doubtful as doubt:
            if doubt.fresh:
                raise doubt.killed from None
        try:
            return self._once(job, data, options, gives, allowed, fresh=True)
        except _Doubtful as doubt:
            raise doubt.killed from None

    def stream(
        self,
        job: str,
        source: BinaryIO | Iterable[bytes],
        options: Mapping[str, Any],
        *,
        gives: type[T],
        limits: Limits | None = None,
    ) -> Iterator[T]:
        """What ``job(file, **options)`` gives in a child, item by item, each checked to be a ``gives``, while the source is read.

        The job reads its first argument as an unbuffered binary file that cannot seek, and gives an iterator. The limits are
        those of each item. Raises as :meth:`run` does, after the items that came before. A stream that is half read keeps its
        child, and no other stream and no document waits for that.
        """
        allowed = self._allowed(job, limits)
        worker = self._lend(job, fresh=True, streamed=True)
        try:
            for answer in worker.ask(job, _chunks(source), options, allowed, streamed=True):
                yield _decode(job, answer, gives)
        finally:
            self._give_back(worker)

    def close(self) -> None:
        """Lets all children go; those that still work are ended."""
        with self._change:
            self._closed = True
            idle, lent = self._idle, set(self._lent)
            self._idle = []
            self._change.notify_all()
        for worker in lent:
            worker.end()
        for worker in idle:
            worker.close()

    def renew(self) -> None:
        """Lets go the children that have read a document, with whatever it left behind in them; one at work, when it is done."""
        with self._change:
            read = [worker for worker in self._idle if worker.served]
            self._idle = [worker for worker in self._idle if not worker.served]
            self._leaving |= self._lent
            self._change.notify_all()
        for worker in read:
            worker.close()

    def pids(self) -> tuple[int, ...]:
        """The numbers of the children that are there now."""
        with self._change:
            return tuple(sorted(worker.pid for worker in (*self._idle, *self._lent)))

    def layers_held(self, job: str) -> tuple[str, ...]:
        """The layers that a child of this pool says it is locked in by."""
        worker = self._lend(job, fresh=False)
        try:
            return worker.layers
        finally:
            self._give_back(worker)

    def _once(
        self, job: str, data: bytes, options: Mapping[str, Any], gives: type[T], limits: Limits, *, fresh: bool
    ) -> T:
        worker = self._lend(job, fresh=fresh)
        unused = worker.served == 0
        try:
            answers = list(worker.ask(job, (memoryview(data),), options, limits, streamed=False))
        except Killed as killed:
            if killed.spent in ("cpu", "wall", "answer"):
                raise
            raise _Doubtful(killed, fresh=unused) from None
        finally:
            self._give_back(worker)
        if len(answers) != 1:
            raise JobFailed(job, "BadAnswer", f"the parser gave {len(answers)} answers instead of one")
        return _decode(job, answers[0], gives)

    def _allowed(self, job: str, limits: Limits | None) -> Limits:
        if job not in self._jobs:
            raise ValueError(
                f"{job!r} is no job of the sandbox; the jobs are {', '.join(sorted(self._jobs)) or 'none'}"
            )
        wanted = limits or self._limits
        if wanted.memory > self._limits.memory or wanted.cpu_s > self._limits.cpu_s:
            raise ValueError("a document may have less than the limits of its pool, not more")
        return wanted

    def _lend(self, job: str, *, fresh: bool, streamed: bool = False) -> Worker:
        """A child that nobody else has: an idle one that is ready for the job, else a new one in the place of an idle one.

        A child that got ready for another job cannot do: what a job imports from the disk must be there before it is locked in.
        """
        worker, old = self._reserve(job, fresh=fresh, streamed=streamed)
        if old is not None:
            old.close()
        if worker is not None:
            return worker
        try:
            worker = Worker(self._jobs, job, limits=self._limits, documents=self._documents)
        finally:
            with self._change:
                self._starting -= not streamed
                if worker is not None:
                    self._take(worker, streamed=streamed)
                self._change.notify_all()
        return worker

    def _take(self, worker: Worker, *, streamed: bool) -> None:
        self._lent.add(worker)
        if streamed:
            self._streaming.add(worker)

    def _held(self) -> int:
        """How many children count towards the number of the pool."""
        return len(self._idle) + len(self._lent) - len(self._streaming) + self._starting

    def _reserve(self, job: str, *, fresh: bool, streamed: bool) -> tuple[Worker | None, Worker | None]:
        """An idle child, or ``None`` and the right to start one; and a child that must go for it."""
        with self._change:
            while True:
                if self._closed:
                    raise ValueError("the pool is closed")
                free = self._held() < self._workers
                fit = [
                    worker
                    for worker in self._idle
                    if worker.imported.issuperset(self._jobs[job]) and not (fresh and worker.served)
                ]
                if fit:
                    worker = fit[0]
                    self._idle.remove(worker)
                    self._take(worker, streamed=streamed)
                    return worker, None
                if streamed:
                    return None, None
                if free or self._idle:
                    self._starting += 1
                    return None, None if free else self._idle.pop(0)
                self._change.wait()

    def _give_back(self, worker: Worker) -> None:
        with self._change:
            self._lent.discard(worker)
            self._streaming.discard(worker)
            room = self._held() < self._workers
            fit = not worker.spent and worker.served < self._documents and worker not in self._leaving
            keep = room and fit and not self._closed
            self._leaving.discard(worker)
            if keep:
                self._idle.append(worker)
            self._change.notify()
        if not keep:
            worker.close()


class _Doubtful(Exception):
    """A child ended by what may be the fault of documents before this one."""

    def __init__(self, killed: Killed, *, fresh: bool) -> None:
        super().__init__(killed.reason)
        self.killed = killed
        self.fresh = fresh


def _decode(job: str, answer: bytes, gives: type[T]) -> T:
    try:
        return msgspec.json.decode(answer, type=gives)
    except msgspec.DecodeError as error:
        raise JobFailed(job, "BadAnswer", f"the parser gave something else than it should: {error}") from None


def _chunks(source: BinaryIO | Iterable[bytes]) -> Iterator[bytes]:
    read = getattr(source, "read", None)
    if read is None:
        yield from source
        return
    while part := read(READ):
        yield part
