"""What was found out at the last telling and still holds: a story that grows by one report is mostly what it was.

A key is never a name or a date alone: a verdict belongs to the very values it was found for, and what was made of something is made
again unless that something is equal, field by field. Values are frozen and whoever asks is a pure function of them, so nothing told
with the help of this room can differ from what is told without it. All of it is this process's own, bounded, and gone after
:func:`forget`, which a takedown calls.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import wraps
from threading import Lock
from typing import Any, Generic, TypeVar

A = TypeVar("A")
B = TypeVar("B")
T = TypeVar("T")

REPORTS = 256  # of which something is held; of a larger story it is made anew
PAIRS = 1 << 16  # verdicts of one kind: some 15 MB; where one more would be held, all go
_HELD: list[dict[Any, Any]] = []
_WRITING = Lock()


class LastMade(Generic[T]):
    """What was last made for each name, such as a report's id, for as long as what it was made from stays equal."""

    def __init__(self, most: int = REPORTS) -> None:
        self._most = most
        self._held: dict[Hashable, tuple[tuple[object, ...], T]] = {}
        _HELD.append(self._held)

    def of(self, name: Hashable, given: tuple[object, ...], make: Callable[[], T]) -> T:
        """The value made from this before, the very object; else a new one. ``given`` is all that ``make`` looks at."""
        held = self._held.get(name)
        if held is None or held[0] != given:
            held = given, make()
            with _WRITING:
                self._held.pop(name, None)
                self._held[name] = held
                if len(self._held) > self._most:
                    del self._held[next(iter(self._held))]
        return held[1]

    def same(self, name: Hashable, value: T) -> T:
        """The value given here before for this name, the very object, where it is equal: so verdicts on it are found again."""
        return self.of(name, (value,), lambda: value)


def of_two(judge: Callable[[A, B], T]) -> Callable[[A, B], T]:
    """A pure verdict on two frozen values, found once for these two objects, which are held as long as it is."""
    known: dict[tuple[int, int], tuple[T, A, B]] = {}
    _HELD.append(known)

    @wraps(judge)
    def verdict(a: A, b: B) -> T:
        held = known.get((id(a), id(b)))
        if held is None:
            held = judge(a, b), a, b
            with _WRITING:
                if len(known) >= PAIRS:
                    known.clear()
                known[id(a), id(b)] = held
        return held[0]

    return verdict


def until_forgotten(held: dict[A, B]) -> dict[A, B]:
    """A room's own table of what it found out, emptied with the rest by :func:`forget`."""
    _HELD.append(held)
    return held


def forget() -> None:
    """Hold nothing any more."""
    with _WRITING:
        for held in _HELD:
            held.clear()
