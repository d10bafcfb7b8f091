"""What was found out at the last telling and still holds: a story that grows by one report is mostly what it was.

A key is never a name or a date alone: a verdict belongs to the very values it was found for, and what was made of something is made
again unless that something is equal, field by field. Values are frozen and whoever asks is a pure function of them, so nothing told
with the help of this room can differ from what is told without it. All of it is this process's own, bounded, and gone after
:func:`forget`, which a takedown calls; so is what ``functools.lru_cache`` holds in any room, which need not be told of this one.
"""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Callable, Hashable, Iterator
from functools import lru_cache, wraps
from threading import Lock
from typing import Any, Generic, TypeVar
from weakref import WeakValueDictionary

A = TypeVar("A")
B = TypeVar("B")
T = TypeVar("T")

REPORTS = 256  # of which something is held; of a larger story it is made anew
PAIRS = 1 << 16  # verdicts of one kind: some 15 MB; where one more would be held, all go
_WRITING = Lock()
_CACHE = type(lru_cache(lambda: None))


class _Table(dict[A, B]):
    """A table that is known here only as long as somebody keeps it."""

    __slots__ = ("__weakref__",)


_TABLES: WeakValueDictionary[int, _Table[Any, Any]] = WeakValueDictionary()
_ELSEWHERE: list[Callable[[], object]] = []


def until_forgotten(held: dict[A, B]) -> dict[A, B]:
    """A table of what was found out or read of reports, emptied with the rest by :func:`forget`: use what is given back."""
    table = _Table(held)
    _TABLES[id(table)] = table
    return table


def forgotten_by(act: Callable[[], object]) -> None:
    """Have something done at every :func:`forget`: what is held is in no table of this process."""
    _ELSEWHERE.append(act)


class LastMade(Generic[T]):
    """What was last made for each name, such as a report's id, for as long as what it was made from stays equal."""

    def __init__(self, most: int = REPORTS) -> None:
        self._most = most
        self._held: dict[Hashable, tuple[tuple[object, ...], T]] = until_forgotten({})

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
    known: dict[tuple[int, int], tuple[T, A, B]] = until_forgotten({})

    @wraps(judge)
    def verdict(a: A, b: B) -> T:
        held = known.get((id(a), id(b)))
        if held is None:
            held = judge(a, b), a, b
            hold(known, (id(a), id(b)), held)
        return held[0]

    return verdict


def hold(known: dict[A, B], key: A, held: B) -> None:
    """Put one more verdict into a table, which is emptied first where it holds as many as one may."""
    with _WRITING:
        if len(known) >= PAIRS:
            known.clear()
        known[key] = held


def caches() -> Iterator[Any]:
    """The ``lru_cache`` of every function in the rooms loaded so far that is given something: it may be words of a report.

    One that is given nothing holds a table or a model, and may stay.
    """
    for name, room in sorted(sys.modules.items()):
        if name.split(".")[0] == "whosays" or name == "urllib.parse":  # which keeps the addresses that it took apart
            found = [value for value in list(vars(room).values()) if type(value) is _CACHE and value.__module__ == name]
            yield from (value for value in found if inspect.signature(value).parameters)


def forget() -> None:
    """Hold nothing any more, the parser and its string store included: they are loaded anew where they are needed."""
    with _WRITING:
        for table in list(_TABLES.values()):
            table.clear()
    for cached in caches():
        cached.cache_clear()
    for act in _ELSEWHERE:
        act()
    re.purge()  # figures and names are looked for by patterns made of them
