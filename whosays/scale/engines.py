"""Where jobs run: processes of this machine, or the workers of a Dask cluster. A job is a plain function of bytes to bytes.

Bytes, never pickled values: a job's name and its bytes are all that travels, and both ends check the bytes against the types.
"""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import get_context
from types import TracebackType
from typing import Any, Protocol, Self

from whosays import parsers, plugins

Job = Callable[[bytes], bytes]


class WorkerLost(RuntimeError):
    """A worker died in the middle of its job, or the cluster went away."""


class MissingExtra(RuntimeError):
    """The package that an engine needs is not installed."""


class Promise(Protocol):
    """A job under way."""

    def result(self) -> Any:
        """Its bytes, once they are there; raises :class:`WorkerLost` when its worker died."""


class Engine(Protocol):
    """Something that takes jobs and gives their results."""

    @property
    def workers(self) -> int:
        """So many jobs run at the same time."""

    def submit(self, job: Job, part: bytes) -> Promise:
        """Begin a job."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...


def in_order(engine: Engine, job: Job, parts: Iterable[bytes]) -> Iterator[bytes]:
    """The results of a job over parts, in the order of the parts.

    At most twice as many parts as there are workers are under way, so a long stream is never held whole. Raises
    :class:`WorkerLost` when a worker died.
    """
    under_way: deque[Promise] = deque()
    for part in parts:
        under_way.append(engine.submit(job, part))
        if len(under_way) >= 2 * engine.workers:
            yield under_way.popleft().result()
    while under_way:
        yield under_way.popleft().result()


@dataclass(frozen=True, slots=True)
class Kept:
    """The result of a job that is over."""

    given: bytes

    def result(self) -> bytes:
        """Its bytes."""
        return self.given


@dataclass(frozen=True, slots=True)
class Awaited:
    """A job in another process: its future, the errors that mean its worker is gone, and what to do about it."""

    future: Any
    losses: tuple[type[Exception], ...]
    advice: str

    def result(self) -> bytes:
        """Its bytes; raises :class:`WorkerLost`."""
        try:
            given: bytes = self.future.result()
        except self.losses as error:
            raise WorkerLost(
                f"a worker was lost in the middle of its work ({type(error).__name__}); {self.advice}"
            ) from None
        return given


class Local:
    """Processes of this machine, started fresh (``spawn``: the same on every system); with one worker, this process itself."""

    def __init__(self, workers: int | None = None) -> None:
        self._workers = workers or cores()
        self._pool: ProcessPoolExecutor | None = None

    @property
    def workers(self) -> int:
        """So many processes."""
        return self._workers

    def submit(self, job: Job, part: bytes) -> Promise:
        """Begin a job in a process; at once and here where there is only one worker."""
        if self._workers == 1:
            return Kept(job(part))
        if self._pool is None:
            self._pool = ProcessPoolExecutor(
                self._workers, mp_context=get_context("spawn"), initializer=begin, initargs=(chosen(),)
            )
        future = self._pool.submit(job, part)
        return Awaited(future, (BrokenProcessPool,), "out of memory? Try again with fewer --workers")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=kind is None, cancel_futures=True)
            self._pool = None


class Dask:
    """The workers of a Dask cluster at an address, or of one that is started here on the loopback address.

    Who can reach a Dask scheduler can run code on its workers: keep it on a network of your own.
    """

    def __init__(self, address: str | None = None, workers: int | None = None) -> None:
        try:
            from distributed import CancelledError, Client, KilledWorker, LocalCluster
            from distributed.comm.core import CommClosedError
        except ImportError:
            raise MissingExtra(
                "the engine dask needs the package distributed: install whosays with the extra “scale”, or use --engine local"
            ) from None
        self._losses = (KilledWorker, CancelledError, CommClosedError)
        self._cluster: Any = None
        if address is None:
            self._cluster = LocalCluster(  # type: ignore[no-untyped-call]
                n_workers=workers or cores(),
                threads_per_worker=1,
                processes=True,
                host="127.0.0.1",
                dashboard_address=None,
            )
        try:
            self._client: Any = Client(self._cluster or address, timeout="20s")  # type: ignore[no-untyped-call]
        except (OSError, TimeoutError) as error:
            raise WorkerLost(
                f"no Dask scheduler answers at {address} ({error}); start one, or leave the address out"
            ) from None
        self._client.run(choose, chosen())
        # a worker that comes later counts from the next call on
        self._count = max(1, len(self._client.scheduler_info(n_workers=-1)["workers"]))

    @property
    def workers(self) -> int:
        """Workers that were there at the start."""
        return self._count

    def submit(self, job: Job, part: bytes) -> Promise:
        """Begin a job on some worker."""
        future = self._client.submit(job, part, pure=False, retries=2)
        return Awaited(future, self._losses, "look at the cluster's log, then run again: what is done is kept")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.close()
        if self._cluster is not None:
            self._cluster.close()


def begin(settings: Mapping[str, str]) -> None:
    """What a worker process starts with: the parent alone answers Ctrl-C, and has chosen the parser and the plug-ins."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    choose(settings)


def chosen() -> dict[str, str]:
    """What the starting process was told to use: the parser and the plug-ins, as variables of the environment."""
    told = {parsers.VARIABLE: parsers.asked_for() or "", plugins.VARIABLE: ",".join(plugins.asked_for())}
    return {name: value for name, value in told.items() if value}


def choose(settings: Mapping[str, str]) -> None:
    """Use what the starting process was told to use."""
    os.environ.update(settings)


def cores() -> int:
    """Cores this process may use."""
    usable = getattr(os, "sched_getaffinity", None)
    return len(usable(0)) if usable else os.cpu_count() or 1
