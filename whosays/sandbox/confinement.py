"""Locking a process in, one layer after another; each says whether it holds."""

from __future__ import annotations

import math
import signal
import sys

from whosays.sandbox.landlock import close_files, own_folders
from whosays.sandbox.limits import MOST_TIMES, Limits
from whosays.sandbox.seccomp import filter_calls, no_new_privileges

FILES = 16  # open files at once


def lock_in(*, memory: int, cpu_total_s: float) -> tuple[str, ...]:
    """Gives up for good whatever a parser does not need; the names of the layers that hold."""
    held = [name for name, done in _limits(memory=memory, cpu_total_s=cpu_total_s) if done]
    if no_new_privileges():
        held.append("no new privileges")
    if close_files(own_folders()):
        held.append("landlock")
    if filter_calls():
        held.append("seccomp")
    return tuple(held)


def _limits(*, memory: int, cpu_total_s: float) -> list[tuple[str, bool]]:
    """The resource limits, where the system has them. The hard ones cannot be raised again."""
    if sys.platform == "win32":
        return []
    import resource

    most = math.ceil(cpu_total_s) + 1
    wanted = [
        ("memory", "RLIMIT_AS", memory),
        ("cpu", "RLIMIT_CPU", most),
        ("open files", "RLIMIT_NOFILE", FILES),
        ("no writing", "RLIMIT_FSIZE", 0),
        ("no core dump", "RLIMIT_CORE", 0),
        ("no processes", "RLIMIT_NPROC", 0),
    ]
    done = []
    for name, limit, value in wanted:
        number = getattr(resource, limit, None)
        try:
            if number is not None:
                resource.setrlimit(number, (value, value))
            done.append((name, number is not None))
        except (OSError, ValueError):  # macOS refuses RLIMIT_AS
            done.append((name, False))
    return done


def start_clocks(limits: Limits) -> None:
    """From here on the processor time and the clock run; at the end of either the kernel ends this process.

    The parent watches the clock too, and more closely; this one is for a parent that has died.
    """
    if sys.platform == "win32":
        return
    signal.setitimer(signal.ITIMER_PROF, limits.cpu_s)
    signal.setitimer(signal.ITIMER_REAL, MOST_TIMES * limits.wall_s + 1.0)


def stop_clocks() -> None:
    """The work is done, or waits for its parent: no clock runs."""
    if sys.platform == "win32":
        return
    signal.setitimer(signal.ITIMER_PROF, 0)
    signal.setitimer(signal.ITIMER_REAL, 0)


def narrow_memory(memory: int) -> None:
    """A smaller limit on memory for the next document, within the one that holds for good."""
    if sys.platform == "win32":
        return
    import resource

    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    try:
        resource.setrlimit(resource.RLIMIT_AS, (min(memory, hard) if hard > 0 else memory, hard))
    except (OSError, ValueError):
        return  # no limit on memory on this system; layers() says so


def default_signals() -> None:
    """The kernel, not Python, answers the clocks; an interrupt at the terminal is for the parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform == "win32":
        return
    for name in (signal.SIGPROF, signal.SIGALRM, signal.SIGXCPU, signal.SIGTERM):
        signal.signal(name, signal.SIG_DFL)
