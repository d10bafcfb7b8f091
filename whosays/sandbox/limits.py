"""What a child may spend, and the two ways a job ends without an answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

MB = 1 << 20
MOST_TIMES = 3.0  # of the seconds by the clock, at most, where a child had to wait for a processor


@dataclass(frozen=True, slots=True)
class Limits:
    """What one document may cost: seconds of processor, seconds by the clock, bytes of memory, bytes of answer.

    Seconds by the clock in which it had to wait for a processor do not count, up to twice as many.
    Of a stream, each item has these limits, the memory excepted, which the whole stream shares.
    """

    cpu_s: float = 5.0
    wall_s: float = 10.0
    memory: int = 512 * MB
    answer: int = 64 * MB


Spent = Literal["cpu", "wall", "memory", "answer", "crash"]


class Killed(Exception):
    """The child was ended, or ended itself, before it answered: ``reason`` in words for people, ``spent`` what it came from."""

    def __init__(self, reason: str, spent: Spent) -> None:
        super().__init__(reason, spent)
        self.reason = reason
        self.spent = spent

    def __str__(self) -> str:
        return self.reason


class JobFailed(Exception):
    """The job answered with an error, or with something that is not what it should give.

    ``kind`` is the name of the exception's type in the child, ``message`` its words.
    """

    def __init__(self, job: str, kind: str, message: str) -> None:
        super().__init__(job, kind, message)
        self.job = job
        self.kind = kind
        self.message = message

    def __str__(self) -> str:
        return f"{self.job}: {self.kind}: {self.message}"


class Unsandboxed(RuntimeError):
    """The child could not be started or locked in; nothing hostile was read."""


def seconds(value: float) -> str:
    """A number of seconds as people write it: ``5 s``, ``0.3 s``."""
    return f"{value:g} s"


def megabytes(value: int) -> str:
    """A number of bytes in megabytes: ``512 MB``."""
    return f"{value / MB:g} MB"


def used_up(spent: Spent, limits: Limits) -> Killed:
    """The end of a child that used up one of its limits."""
    reasons = {
        "cpu": f"took more than {seconds(limits.cpu_s)} of CPU",
        "wall": f"took longer than {seconds(limits.wall_s)}",
        "memory": f"needed more than {megabytes(limits.memory)}",
        "answer": f"answered with more than {megabytes(limits.answer)}",
    }
    return Killed(reasons[spent], spent)
