"""The child: it imports, locks itself in, and then does the jobs it is asked for, one document after another."""

from __future__ import annotations

import contextlib
import importlib
import io
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import msgspec

from whosays.sandbox import frames
from whosays.sandbox.confinement import default_signals, lock_in, narrow_memory, start_clocks, stop_clocks
from whosays.sandbox.limits import Limits

WORDS = 2000  # characters of an error that are handed on
_OUT_OF_MEMORY = ("Memory allocation failed", "out of memory", "cannot allocate memory", "Cannot allocate memory")


class Setup(msgspec.Struct, frozen=True):
    """What a child is told once: the jobs it may do with what each needs imported, the one to get ready for, its limits."""

    jobs: Mapping[str, tuple[str, ...]]
    first: str
    memory: int
    cpu_total_s: float


class Asked(msgspec.Struct, frozen=True):
    """One request; the document follows in chunks. Of a stream the job reads as it comes, and answers item by item."""

    job: str
    options: dict[str, Any]
    streamed: bool
    cpu_s: float
    wall_s: float
    memory: int


class Failed(msgspec.Struct, frozen=True):
    """How a job failed: the name of the exception's type, and its words."""

    kind: str
    message: str


class Incoming(io.RawIOBase):
    """The document as it arrives: the chunks of one request, then an end."""

    def __init__(self, pipe: io.RawIOBase) -> None:
        super().__init__()
        self._pipe = pipe
        self._rest = b""
        self.ended = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int:
        """Fills the buffer as far as one chunk reaches; 0 at the end."""
        if not self._rest and not self.ended:
            self._rest = self.chunk()
        count = min(len(buffer), len(self._rest))
        buffer[:count] = self._rest[:count]
        self._rest = self._rest[count:]
        return count

    def chunk(self) -> bytes:
        """The next chunk, empty at the end."""
        _, body = frames.take(self._pipe, most=1 << 62)
        self.ended = not body
        return body

    def everything(self) -> bytes:
        """The whole document."""
        whole = bytearray()
        while part := self.chunk():
            whole += part
        return bytes(whole)


def main(told: str) -> None:
    """Runs until the parent closes the pipe."""
    setup = msgspec.json.decode(told, type=Setup)
    # What a library prints must not land among the answers: they go by copies of the two pipes.
    asked = os.fdopen(os.dup(0), "rb", buffering=0)
    answers = os.fdopen(os.dup(1), "wb", buffering=0)
    nothing = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1, 2):
        os.dup2(nothing, number)
    default_signals()
    with contextlib.suppress(Exception):  # the request for that job tells
        _import(setup, setup.first)
    held = lock_in(memory=setup.memory, cpu_total_s=setup.cpu_total_s)
    frames.put(answers, frames.READY, msgspec.json.encode(held))
    try:
        while True:
            _serve(setup, asked, answers)
    except (frames.Ended, BrokenPipeError, KeyboardInterrupt):
        os._exit(0)


def _serve(setup: Setup, asked: io.FileIO, answers: io.FileIO) -> None:
    """One request from its first byte to its last answer."""
    _, body = frames.take(asked, most=1 << 24)
    request = msgspec.json.decode(body, type=Asked)
    limits = Limits(cpu_s=request.cpu_s, wall_s=request.wall_s, memory=min(request.memory, setup.memory))
    incoming = Incoming(asked)
    try:
        function = _import(setup, request.job)
        narrow_memory(limits.memory)
        source = incoming if request.streamed else incoming.everything()
        frames.put(answers, frames.BEGUN)
        for answer in _answers(function, source, request, limits):
            frames.put(answers, frames.ITEM, answer)
    except (frames.Ended, BrokenPipeError):
        raise
    except MemoryError:
        _give_up(answers)
    except Exception as error:
        stop_clocks()
        if any(words in str(error)[:WORDS] for words in _OUT_OF_MEMORY):
            _give_up(answers)
        message = str(getattr(error, "message", error))[:WORDS].encode("utf-8", "backslashreplace").decode()
        frames.put(answers, frames.FAILED, msgspec.json.encode(Failed(type(error).__name__, message)))
        if request.streamed:
            os._exit(0)  # the rest of the document is still in the pipe
    else:
        frames.put(answers, frames.DONE, frames.ALL_READ if incoming.ended else b"")
    narrow_memory(setup.memory)


def _answers(
    function: Callable[..., Any], source: io.RawIOBase | bytes, request: Asked, limits: Limits
) -> Iterator[bytes]:
    """What the job gives, encoded; the clocks run while it works and stand while its answers travel."""
    start_clocks(limits)
    given = function(source, **request.options)
    if not request.streamed:
        answer = msgspec.json.encode(list(given) if isinstance(given, Iterator) else given)
        stop_clocks()
        yield answer
        return
    for item in given:
        answer = msgspec.json.encode(item)
        stop_clocks()
        yield answer
        start_clocks(limits)
    stop_clocks()


def _give_up(answers: io.FileIO) -> None:
    """There was no memory left: says so, and ends, since what it left behind cannot be trusted."""
    stop_clocks()
    frames.put(answers, frames.MEMORY)
    os._exit(0)


def _import(setup: Setup, job: str) -> Callable[..., Any]:
    """The function of a job that may be done, with what it needs imported."""
    if job not in setup.jobs:
        raise LookupError(f"{job} is no job of the sandbox")
    for module in setup.jobs[job]:
        importlib.import_module(module)
    module, _, name = job.partition(":")
    function: Callable[..., Any] = getattr(importlib.import_module(module), name)
    return function


if __name__ == "__main__":  # python -m whosays.sandbox.worker SETUP
    main(sys.argv[1])
