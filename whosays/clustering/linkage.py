"""Which reports of a connected set tell one story: average linkage, held back where two groups name other people and figures.

Every group starts as one report; the two groups that are nearest on average over all pairs are joined, again and again, until none
are near enough. Two groups of one type of event (two earthquakes, two trials) share the words of the trade and differ in who, where
and how many; so two groups of three or more are joined only if what most reports of either name is much the same.
The result is a function of the set: nothing depends on the order of arrival.
"""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet

from whosays.clustering.nearness import FLOOR, Sketch
from whosays.clustering.profile import rarity

FEWEST = 3  # reports that a group needs before what it names can be told from what one of them names
MOSTLY = 0.34  # share of a group's reports that name a thing, from which the group does
AGREEMENT = 0.34  # of what either group names, weighed by rarity, the part that both do


class Torn(ValueError):
    """Two reports that people put together and keep apart at once; the message names them."""


def linked(
    members: Sequence[str],
    scores: Mapping[str, Mapping[str, int]],
    sketches: Mapping[str, Sketch],
    *,
    threshold: int,
    same: Iterable[tuple[str, str]] = (),
    apart: Iterable[tuple[str, str]] = (),
) -> list[list[str]]:
    """The groups of ``members`` (in canonical order), each in that order, by their first.

    ``scores`` in hundredths of log-odds, symmetric, FLOOR where a pair is missing. Pairs of ``same`` are together and those of
    ``apart`` are not, whatever the scores say; raises :class:`Torn` where that cannot be.
    """
    forest = _Forest(members, scores, sketches, threshold, same, apart)
    while forest.join_nearest():
        pass
    groups = sorted(sorted(group) for group in forest.groups.values())
    return [[members[number] for number in group] for group in groups]


class _Forest:
    """The groups so far, the sums of scores between them, and a queue of those that are near enough."""

    def __init__(
        self,
        members: Sequence[str],
        scores: Mapping[str, Mapping[str, int]],
        sketches: Mapping[str, Sketch],
        threshold: int,
        same: Iterable[tuple[str, str]],
        apart: Iterable[tuple[str, str]],
    ) -> None:
        place = {member: number for number, member in enumerate(members)}
        self.threshold = threshold
        self.groups: dict[int, list[int]] = {number: [number] for number in range(len(members))}
        self.named = {number: sketches[member].core for number, member in enumerate(members)}
        self.held = {number: Counter(sketches[member].everything.keys()) for number, member in enumerate(members)}
        self.sums: dict[int, dict[int, int]] = {number: {} for number in self.groups}
        for member, number in place.items():
            for other, score in scores.get(member, {}).items():
                if other in place:
                    self.sums[number][place[other]] = score - FLOOR
        self.apart: dict[int, set[int]] = {number: set() for number in self.groups}
        for a, b in apart:
            if a in place and b in place:
                self.apart[place[a]].add(place[b])
                self.apart[place[b]].add(place[a])
        self.next = len(members)
        self.queue: list[tuple[float, int, int]] = []
        self._join_decided(same, place)
        for group in self.groups:
            self._offer(group)

    def _join_decided(self, same: Iterable[tuple[str, str]], place: Mapping[str, int]) -> None:
        for a, b in sorted(same):
            if a in place and b in place:
                one, other = (self._holder(place[name]) for name in (a, b))
                if one != other:
                    if self._torn(one, other):
                        raise Torn(f"{a} and {b} are put together, and decisions keep reports of their groups apart")
                    self._join(min(one, other), max(one, other))

    def _holder(self, number: int) -> int:
        return next(group for group, members in self.groups.items() if number in members)

    def _torn(self, a: int, b: int) -> bool:
        """Does a person keep a report of one group apart from one of the other?"""
        return not self.apart[a].isdisjoint(self.groups[b])

    def _offer(self, group: int) -> None:
        """Queue the pairs of a group that are near enough."""
        for other, total in self.sums[group].items():
            mean = total / (len(self.groups[group]) * len(self.groups[other])) + FLOOR
            if mean >= self.threshold:
                heapq.heappush(self.queue, (-mean, min(group, other), max(group, other)))

    def join_nearest(self) -> bool:
        """Join the nearest two groups that may be; ``False`` when none are left."""
        while self.queue:
            _, a, b = heapq.heappop(self.queue)
            if a in self.groups and b in self.groups and not self._torn(a, b) and self._agree(a, b):
                self._offer(self._join(a, b))
                return True
        return False

    def _agree(self, a: int, b: int) -> bool:
        """Do two groups name much the same? Groups too small to tell do."""
        one, other = len(self.groups[a]), len(self.groups[b])
        if min(one, other) < FEWEST:
            return True
        return agreement(self.named[a] | self.named[b], self.held[a], one, self.held[b], other) >= AGREEMENT

    def _join(self, a: int, b: int) -> int:
        new, self.next = self.next, self.next + 1
        self.groups[new] = self.groups.pop(a) + self.groups.pop(b)
        self.named[new] = self.named.pop(a) | self.named.pop(b)
        self.held[new] = self.held.pop(a) + self.held.pop(b)
        self.apart[new] = self.apart.pop(a) | self.apart.pop(b)
        sums = self.sums.pop(a)
        for other, total in self.sums.pop(b).items():
            sums[other] = sums.get(other, 0) + total
        self.sums[new] = {other: total for other, total in sums.items() if other not in (a, b)}
        for other, total in self.sums[new].items():
            self.sums[other].pop(a, None)
            self.sums[other].pop(b, None)
            self.sums[other][new] = total
        return new


def agreement(
    named: AbstractSet[str], a: Mapping[str, int], reports_a: int, b: Mapping[str, int], reports_b: int
) -> float:
    """How much of what most reports of either group name stands as often in the other: weighted Jaccard, 0 to 1.

    ``named`` are the names and numbers; ``a`` and ``b`` say how many reports of a group hold a stem.
    """
    both = total = 0.0
    for stem in sorted(named):
        one, other = a.get(stem, 0) / reports_a, b.get(stem, 0) / reports_b
        if max(one, other) >= MOSTLY:
            weight = rarity(stem)
            both += weight * min(one, other)
            total += weight * max(one, other)
    return both / total if total else 1.0
