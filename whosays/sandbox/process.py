"""One child as its parent sees it: started, asked, watched, ended, and the words for how it ended."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import IO, Any, cast

import msgspec

from whosays.sandbox import frames
from whosays.sandbox.limits import (
    JobFailed,
    Killed,
    Limits,
    Unsandboxed,
    used_up,
)
from whosays.sandbox.watch import Watch

START_S = 60.0  # importing the parsers on a machine that has much else to do
GOODBYE_S = 2.0
MOST_RATIO = 256  # bytes of answers to a stream for each byte of it; gzip of pages gives about 10
_BOOT = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]); import whosays.sandbox.worker as w; w.main(sys.argv[2])"
)
# What of the environment a child sees: what the loader and the interpreter need, nothing of the user's.
_KEPT = ("PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SYSTEMROOT", "PYTHONHOME", "LANG", "LC_ALL", "TZ")
_QUIET = {"PYTHONHASHSEED": "0", "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "PYTHONDONTWRITEBYTECODE": "1"}


class _Failed(msgspec.Struct, frozen=True):
    kind: str
    message: str


class Worker:
    """A child process, locked in and ready. Not for two threads at once."""

    def __init__(self, jobs: Mapping[str, tuple[str, ...]], first: str, *, limits: Limits, documents: int) -> None:
        self.imported = set(jobs[first])  # what it could load before it was locked in
        self.served = 0
        self.spent = False
        self._fed = 0
        self._broken: Exception | None = None
        setup = {
            "jobs": {job: list(modules) for job, modules in jobs.items()},
            "first": first,
            "memory": limits.memory,
            "cpu_total_s": (documents + 1) * limits.cpu_s,
        }
        # Not `python -m`: that would put the current folder, which may be the attacker's, first on the path.
        here = [os.path.abspath(place) for place in sys.path]
        command = [sys.executable, "-P", "-c", _BOOT, json.dumps(here), json.dumps(setup)]
        environment = {name: os.environ[name] for name in _KEPT if name in os.environ} | _QUIET
        try:
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                bufsize=0,
                cwd=Path(sys.executable).anchor or "/",
                env=environment,
                start_new_session=True,
            )
        except OSError as error:
            raise Unsandboxed(f"no process could be started to read the document in: {error}") from error
        self._to = cast("IO[bytes]", self._process.stdin)
        self._from = cast("IO[bytes]", self._process.stdout)
        self.layers = self._await_ready()

    @property
    def pid(self) -> int:
        """The number of the process."""
        return self._process.pid

    def ask(
        self,
        job: str,
        chunks: Iterable[bytes | memoryview],
        options: Mapping[str, Any],
        limits: Limits,
        *,
        streamed: bool,
    ) -> Iterator[bytes]:
        """The answers to one request, as JSON; the child is of no use any more where this raises or is left early."""
        self.served += 1
        request = {
            "job": job,
            "options": dict(options),
            "streamed": streamed,
            "cpu_s": limits.cpu_s,
            "wall_s": limits.wall_s,
            "memory": limits.memory,
        }
        self.spent, done = True, False
        self._fed, self._broken = 0, None
        answered = items = 0
        watch = Watch(self._process.kill, limits.wall_s, pid=self.pid)
        try:
            with watch:
                if streamed:
                    threading.Thread(target=self._feed, args=(request, chunks), daemon=True).start()
                else:
                    self._feed(request, chunks)
                begun = False
                while True:
                    tag, body = self._next(limits, watch)
                    if tag == frames.ITEM and (streamed or not items):
                        items, answered = items + 1, answered + len(body)
                        if answered > limits.answer + MOST_RATIO * self._fed:
                            raise used_up("answer", limits)
                        watch.rest()
                        yield body
                        watch.begin()
                    elif tag == frames.BEGUN and not begun:
                        begun = True
                        watch.begin()
                    elif tag == frames.DONE:
                        done = body == frames.ALL_READ
                        break
                    elif tag == frames.FAILED:
                        failed = msgspec.json.decode(body, type=_Failed)
                        done = not streamed
                        raise JobFailed(job, failed.kind, failed.message)
                    elif tag == frames.MEMORY:
                        raise used_up("memory", limits)
                    else:
                        raise JobFailed(job, "BadAnswer", "the parser answered with something that is no answer")
            if self._broken is not None:
                raise self._broken
        except msgspec.DecodeError:
            raise JobFailed(job, "BadAnswer", "the parser failed and did not say how") from None
        finally:
            self.spent = watch.over or not done
            if self.spent:
                self.end()

    def close(self) -> None:
        """Lets an idle child go."""
        try:
            self._to.close()
            self._process.wait(GOODBYE_S)
        except (OSError, subprocess.TimeoutExpired):
            pass
        self.end()

    def end(self) -> None:
        """Ends the child whatever it is doing; nothing of it is left."""
        self.spent = True
        if self._process.poll() is None:
            self._process.kill()
        self._process.wait()
        for pipe in (self._to, self._from):
            try:
                pipe.close()
            except OSError:
                continue

    def _await_ready(self) -> tuple[str, ...]:
        try:
            with Watch(self._process.kill, START_S):
                tag, body = frames.take(self._from, most=1 << 16)
            if tag == frames.READY:
                return msgspec.json.decode(body, type=tuple[str, ...])
        except (frames.Ended, frames.TooLong, msgspec.DecodeError):
            pass
        except BaseException:
            self.end()
            raise
        self.end()
        raise Unsandboxed(
            f"the process to read documents in did not start (exit status {self._process.returncode}); "
            "whosays doctor says what is missing"
        )

    def _feed(self, request: dict[str, Any], chunks: Iterable[bytes | memoryview]) -> None:
        """Sends a request and its document; a child that stops listening is met where its answer is read.

        Where the source itself fails in the middle, the child answers what it was sent, and the failure is raised behind that.
        """
        source = iter(chunks)
        try:
            frames.put(self._to, frames.ASKED, msgspec.json.encode(request))
            while True:
                try:
                    chunk = next(source, None)
                except Exception as error:
                    self._broken, chunk = error, None
                if chunk is None:
                    break
                if len(chunk):
                    self._fed += len(chunk)
                    frames.put(self._to, frames.CHUNK, chunk)
            frames.put(self._to, frames.CHUNK)
        except (OSError, ValueError):
            return

    def _next(self, limits: Limits, watch: Watch) -> tuple[bytes, bytes]:
        """The next frame, or the words for why there is none."""
        try:
            return frames.take(self._from, most=limits.answer)
        except frames.TooLong:
            raise used_up("answer", limits) from None
        except (frames.Ended, OSError, ValueError):
            self._process.wait()
            if watch.over:
                raise used_up("wall", limits) from None
            raise how_it_ended(self._process.returncode, limits) from None


def how_it_ended(status: int, limits: Limits) -> Killed:
    """What the exit status of a child that did not answer means."""
    if status >= 0:
        return Killed(f"the parser stopped without an answer (exit status {status})", "crash")
    number = -status
    if number in (_signal("SIGPROF"), _signal("SIGXCPU")):
        return used_up("cpu", limits)
    if number == _signal("SIGALRM"):
        return used_up("wall", limits)
    if number == _signal("SIGKILL"):
        return Killed("the parser was ended from outside; the machine may be out of memory", "crash")
    if number == _signal("SIGSYS"):
        return Killed("the parser called what is forbidden to it", "crash")
    return Killed(f"the parser crashed (signal {number})", "crash")


def _signal(name: str) -> int | None:
    return getattr(signal, name, None)
