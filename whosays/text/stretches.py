"""Which of many spans begin in a stretch of text, or hold a place in it, by binary search; the words of spans."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate
from operator import attrgetter
from typing import Generic, Protocol, TypeVar


class Placed(Protocol):
    """Anything with offsets into a report."""

    @property
    def start(self) -> int:
        """First character."""

    @property
    def end(self) -> int:
        """One past the last character."""


APART = " … "  # between stretches of one claim that do not touch
T = TypeVar("T", bound=Placed)
Item = TypeVar("Item")
START = attrgetter("start")
END = attrgetter("end")


def starting_in(items: Sequence[T], start: int, end: int) -> Sequence[T]:
    """The items that begin in ``[start, end)``; ``items`` stand in the order of their starts.

    >>> from whosays.model import Span
    >>> starting_in((Span(0, 4), Span(5, 9), Span(12, 14)), 4, 12)
    (Span(start=5, end=9),)
    """
    return items[bisect_left(items, start, key=START) : bisect_left(items, end, key=START)]


def words_in(text: str, spans: Iterable[Placed]) -> str:
    """The words of spans as printed, set apart.

    >>> from whosays.model import Span
    >>> words_in("The mayor, she said, resigned.", (Span(0, 9), Span(21, 29)))
    'The mayor … resigned'
    """
    return APART.join(text[span.start : span.end] for span in spans)


def inside(items: Sequence[T], spans: Sequence[Placed]) -> list[T]:
    """The items that lie wholly in one of the spans, in the order of the spans."""
    return [item for span in spans for item in starting_in(items, span.start, span.end) if item.end <= span.end]


def overlapping(items: Sequence[T], start: int, end: int) -> Sequence[T]:
    """The items that share a character with ``[start, end)``, among items that follow each other without overlap.

    >>> from whosays.model import Span
    >>> overlapping((Span(0, 4), Span(5, 9), Span(12, 14)), 6, 12)
    (Span(start=5, end=9),)
    """
    first = bisect_left(items, start + 1, key=END)
    return items[first : bisect_left(items, end, key=START)]


def holding(items: Sequence[T], offset: int) -> T | None:
    """The item that holds an offset, among items that follow each other without overlap; ``None`` between them.

    >>> from whosays.model import Span
    >>> holding((Span(0, 4), Span(5, 9)), 7)
    Span(start=5, end=9)
    """
    last = bisect_right(items, offset, key=START) - 1
    return items[last] if last >= 0 and offset < items[last].end else None


class Reaches(Generic[Item]):
    """Items that may lie over each other, by the stretch that each reaches over.

    >>> words = Reaches(["a whole line", "line", "next"], {"a whole line": (0, 12), "line": (8, 12), "next": (14, 18)}.__getitem__)
    >>> words.over(9, 14)
    ['a whole line', 'line']
    """

    def __init__(self, items: Sequence[Item], reach: Callable[[Item], tuple[int, int]]) -> None:
        reaches = [reach(item) for item in items]
        self._items = items
        self._order = sorted(range(len(items)), key=reaches.__getitem__)
        self._starts = [reaches[number][0] for number in self._order]
        self._ends = [end for _, end in reaches]
        self._farthest = list(accumulate((self._ends[number] for number in self._order), max))

    def over(self, start: int, end: int) -> list[Item]:
        """The items that share a character with ``[start, end)``, in the order in which they were given."""
        found = self._order[bisect_right(self._farthest, start) : bisect_left(self._starts, end)]
        return [self._items[number] for number in sorted(found) if self._ends[number] > start]
