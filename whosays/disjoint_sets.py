"""What is put together by pairs, directly or by way of others (union-find)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Generic, TypeVar

Item = TypeVar("Item", str, int)


class DisjointSets(Generic[Item]):
    """Sets of items, at first one for each; the smallest stands for its set, so the order of joins is no matter.

    ``pairs`` are joined; one with an item that is not among the items joins nothing.

    >>> sets = DisjointSets("abcde", [("e", "b"), ("d", "e"), ("a", "x")])
    >>> sets.groups()
    [['a'], ['b', 'd', 'e'], ['c']]
    >>> sets.top("d")
    'b'
    """

    def __init__(self, items: Iterable[Item], pairs: Iterable[tuple[Item, Item]] = ()) -> None:
        self._above: dict[Item, Item] = {item: item for item in items}
        for a, b in pairs:
            if a in self._above and b in self._above:
                self.join(a, b)

    def top(self, item: Item) -> Item:
        """The smallest item of the set that holds this one."""
        above = self._above
        while above[item] != item:
            above[item] = item = above[above[item]]
        return item

    def tops(self) -> dict[Item, Item]:
        """Each item → the smallest of its set."""
        return {item: self.top(item) for item in self._above}

    def join(self, a: Item, b: Item) -> None:
        """Make one set of the sets of two items."""
        if self._above[a] != self._above[b]:  # most pairs are of one already
            low, high = sorted((self.top(a), self.top(b)))
            self._above[high] = low

    def groups(self) -> list[list[Item]]:
        """The sets, each in the order in which its items were given, in the order of their first."""
        found: dict[Item, list[Item]] = {}
        for item, top in self.tops().items():
            found.setdefault(top, []).append(item)
        return list(found.values())
