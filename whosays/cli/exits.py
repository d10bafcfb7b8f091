"""How a command ends: its exit code, and the one line that says why."""

from __future__ import annotations

from enum import IntEnum


class Exit(IntEnum):
    """Exit codes, the same for every command."""

    OK = 0
    FAILURE = 1
    USAGE = 2
    NO_INPUT = 3
    SOME_REFUSED = 4
    BROKEN_SPAN = 5
    UNRELATED = 6
    NOT_SAID = 7
    INTERRUPTED = 130


class Failure(Exception):
    """An end that the person reading can do something about: one line, an exit code, no traceback."""

    def __init__(self, message: str, code: Exit = Exit.FAILURE) -> None:
        super().__init__(message)
        self.code = code
