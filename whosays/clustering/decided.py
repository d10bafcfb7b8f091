"""What people decided: pairs of reports that tell one story, and pairs that do not."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain

from whosays.clustering.linkage import Torn
from whosays.disjoint_sets import DisjointSets

Pairs = frozenset[tuple[str, str]]


def pairs_of(pairs: Iterable[tuple[str, str]]) -> Pairs:
    """Pairs of two different reports, each with the smaller id first."""
    return frozenset(ordered(a, b) for a, b in pairs if a != b)


def ordered(a: str, b: str) -> tuple[str, str]:
    """The pair of two ids, the smaller first."""
    return (a, b) if a < b else (b, a)


def check(same: Pairs, apart: Pairs) -> None:
    """Raise :class:`Torn` where reports are together by a chain of decisions and apart by another."""
    together = DisjointSets(chain.from_iterable(same | apart), same)
    for a, b in sorted(apart):
        if together.top(a) == together.top(b):
            raise Torn(
                f"{a} and {b} are put together (perhaps by way of others) and kept apart; take one decision back"
            )
