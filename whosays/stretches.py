"""Which of many spans begin in a stretch of text, by binary search."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from operator import attrgetter
from typing import Protocol, TypeVar


class Placed(Protocol):
    """Anything with offsets into a report."""

    @property
    def start(self) -> int:
        """First character."""

    @property
    def end(self) -> int:
        """One past the last character."""


T = TypeVar("T", bound=Placed)
START = attrgetter("start")


def starting_in(items: Sequence[T], start: int, end: int) -> Sequence[T]:
    """The items that begin in ``[start, end)``; ``items`` stand in the order of their starts.

    >>> from whosays.model import Span
    >>> starting_in((Span(0, 4), Span(5, 9), Span(12, 14)), 4, 12)
    (Span(start=5, end=9),)
    """
    return items[bisect_left(items, start, key=START) : bisect_left(items, end, key=START)]


def inside(items: Sequence[T], spans: Sequence[Placed]) -> list[T]:
    """The items that lie wholly in one of the spans, in the order of the spans."""
    return [item for span in spans for item in starting_in(items, span.start, span.end) if item.end <= span.end]
