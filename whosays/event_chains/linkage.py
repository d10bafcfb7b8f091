"""Average linkage over the pairs that were compared: two groups join while the mean odds between them are high enough."""

from __future__ import annotations

import heapq
from collections.abc import Mapping, Sequence

from whosays.disjoint_sets import DisjointSets


def groups(count: int, odds: Mapping[tuple[int, int], float], least: float) -> list[list[int]]:
    """Groups of the positions 0 to ``count - 1``, each ascending, in the order of their first; pairs not compared are left out of means.

    Of a pair the smaller position comes first.

    The likeliest pair joins first; of equal ones the pair with the smallest positions. Cost grows with the number of pairs.

    >>> groups(4, {(0, 1): 0.9, (1, 2): 0.8, (0, 2): 0.1, (2, 3): 0.6}, least=0.5)
    [[0, 1], [2, 3]]
    """
    # What is less likely than the least can never join two groups, and neither can what is not joined by likely pairs, however many lead
    # from one to the other. Where all pairs within such reach are likely, every mean is, and all of it is one group.
    likely = [pair for pair, value in odds.items() if value >= least]
    reach = DisjointSets(range(count), likely).tops()
    mixed = {reach[a] for (a, b), value in odds.items() if value < least and reach[a] == reach[b]}
    within: dict[int, list[int]] = {}
    for position, first in reach.items():
        within.setdefault(first, []).append(position)
    whole = [positions for first, positions in within.items() if first not in mixed]
    doubtful = {
        pair: value for pair, value in odds.items() if reach[pair[0]] == reach[pair[1]] and reach[pair[0]] in mixed
    }
    return sorted(whole + _linked([n for first in mixed for n in within[first]], doubtful, least))


def _linked(positions: Sequence[int], odds: Mapping[tuple[int, int], float], least: float) -> list[list[int]]:
    """Groups of these positions, the likeliest pair joined first."""
    members = {position: [position] for position in positions}
    links: dict[int, dict[int, tuple[float, int]]] = {position: {} for position in positions}
    for (a, b), value in odds.items():
        links[a][b] = links[b][a] = (value, 1)
    # The queue is a sorted list of the likely pairs, whose end comes next, and a heap of those of groups that have joined since.
    given = sorted(((-value, a, b) for (a, b), value in odds.items() if value >= least), reverse=True)
    joined: list[tuple[float, int, int]] = []
    while given or joined:
        value, a, b = given.pop() if given and (not joined or given[-1] <= joined[0]) else heapq.heappop(joined)
        if a not in members or b not in members or value != -_mean(links[a][b]):
            continue
        if len(links[a]) < len(links[b]):  # the shorter list of links is carried over
            a, b = b, a
        members[a] += members.pop(b)
        for other, (total, pairs) in links.pop(b).items():
            if other == a:
                del links[a][b]
                continue
            del links[other][b]
            before = links[a].get(other, (0.0, 0))
            links[a][other] = links[other][a] = link = (before[0] + total, before[1] + pairs)
            mean = _mean(link)
            if mean >= least:
                heapq.heappush(joined, (-mean, min(a, other), max(a, other)))
    return [sorted(group) for group in members.values()]


def _mean(link: tuple[float, int]) -> float:
    return round(link[0] / link[1], 9)
