"""What people decided: pairs of reports that tell one story, and pairs that do not."""

from __future__ import annotations

from collections.abc import Iterable

from whosays.clustering.linkage import Torn

Pairs = frozenset[tuple[str, str]]


def pairs_of(pairs: Iterable[tuple[str, str]]) -> Pairs:
    """Pairs of two different reports, each with the smaller id first."""
    return frozenset(ordered(a, b) for a, b in pairs if a != b)


def ordered(a: str, b: str) -> tuple[str, str]:
    """The pair of two ids, the smaller first."""
    return (a, b) if a < b else (b, a)


def check(same: Pairs, apart: Pairs) -> None:
    """Raise :class:`Torn` where reports are together by a chain of decisions and apart by another."""
    above: dict[str, str] = {}

    def top(name: str) -> str:
        while name in above:
            name = above[name]
        return name

    for a, b in sorted(same):
        one, other = sorted((top(a), top(b)))
        if one != other:
            above[other] = one
    for a, b in sorted(apart):
        if top(a) == top(b):
            raise Torn(
                f"{a} and {b} are put together (perhaps by way of others) and kept apart; take one decision back"
            )
