"""Which of many items are worth comparing: those that share a key, and in a crowd the nearest, so that cost grows with the items.

Method: the sorted neighbourhood of M. A. Hernández and S. J. Stolfo, "The merge/purge problem for large databases", SIGMOD 1995,
with one pass for each key.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Hashable, Iterator, Sequence


def neighbours(keys: Sequence[Collection[Hashable]], reach: int) -> Iterator[tuple[int, int]]:
    """Pairs of positions that share a key, smaller first, each once and in order; under one key a position meets the ``reach`` next.

    >>> list(neighbours([{"a"}, {"a", "b"}, {"b"}, {"a"}], reach=1))
    [(0, 1), (1, 2), (1, 3)]
    """
    holders: dict[Hashable, list[int]] = defaultdict(list)
    for position, own in enumerate(keys):
        for key in own:
            holders[key].append(position)
    for position, own in enumerate(keys):
        met: set[int] = set()
        for key in own:
            following = bisect_right(holders[key], position)
            met.update(holders[key][following : following + reach])
        yield from ((position, other) for other in sorted(met))


def around(positions: Sequence[int], place: int, reach: int) -> Sequence[int]:
    """The ``reach`` positions on either side of a place, of positions in ascending order.

    >>> around([1, 4, 6, 9], 5, reach=1)
    [4, 6]
    """
    middle = bisect_left(positions, place)
    return positions[max(0, middle - reach) : middle + reach]
