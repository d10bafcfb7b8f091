"""What is grouped at once: the leads that hang together, cut at a higher threshold where they are too many, kept as reports come and go.

The part of a lead is what hangs together with it by pairs at or above a level: the lowest one, from the threshold up in steps, at which
that is no more than ``most`` leads (at the highest level it is as large as it comes out). Every lead has one part, and a part is a
function of the set of leads and their pairs. A part that was cut keeps its witness: more than ``most`` leads that hang together one level
lower. While all of them live, no lead that goes can widen the part; so a report costs the parts it touches, however many are live.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

STEP = 50  # hundredths by which the level rises where too many leads hang together
HIGHEST = 800  # from here on a part is as large as it comes out
DECIDED = 10_000  # the score of two reports that a person put together

Near = list[tuple[int, str]]


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """Leads that are grouped at once: what hangs together at ``level``."""

    level: int
    leads: frozenset[str]
    witness: frozenset[str]


@dataclass(slots=True)
class Parts:
    """The part of every lead. ``near`` holds each lead's pairs at the threshold or above as (minus score, lead), sorted;
    ``decided`` gives the leads that a person put together with one.
    """

    threshold: int
    most: int
    near: Mapping[str, Near]
    decided: Callable[[str], list[str]]
    of: dict[str, Part] = field(default_factory=dict)
    _holding: dict[str, set[Part]] = field(default_factory=dict)

    def renew(self, touched: Iterable[str], *, changed: Iterable[str] = ()) -> list[Part]:
        """The parts that hold a touched lead or are other parts than before, in the order of their smallest lead.

        ``touched`` are the leads that came, went, or whose near-copies are others than before; ``changed`` those that decisions are about.
        """
        seen = set(touched)
        fresh = {lead for lead in seen if lead in self.near and lead not in self.of} | (set(changed) & self.near.keys())
        loose = set(fresh)
        for lead in seen:
            if lead not in self.near:
                loose |= self._dissolve(self._holding.get(lead, ()))
        for lead in changed:
            loose |= self._dissolve(self._holding.get(lead, ()))
        for lead in fresh:
            loose |= self._dissolve({part for other, score in self._pairs(lead)
                                     if (part := self.of.get(other)) and score >= part.level})  # fmt: skip
        for lead in sorted(loose & self.near.keys()):
            if lead not in self.of:
                self._keep(self._part(lead))
        named = {min(self.of[lead].leads) for lead in (loose | seen) & self.of.keys()}
        return [self.of[lead] for lead in sorted(named)]

    def _part(self, lead: str) -> Part:
        """The part of a lead: its nearest neighbours first, level by level, until they are too many."""
        found, level = {lead}, self._highest()
        complete: frozenset[str] | None = None
        rest: list[tuple[int, str, int, Near]] = []
        _go_on(rest, self._neighbours(lead), 0)
        while rest:
            minus, other, place, pairs = heapq.heappop(rest)
            _go_on(rest, pairs, place + 1)
            if other in found:
                continue
            if (next_level := self._level(-minus)) < level:
                if len(found) > self.most:
                    break
                complete, level = frozenset(found), next_level
            found.add(other)
            if len(found) > self.most and complete is not None:
                return Part(level + STEP, complete, frozenset(found))
            _go_on(rest, self._neighbours(other), 0)
        if len(found) > self.most:
            return Part(self._highest(), frozenset(found), frozenset())
        return Part(self.threshold, frozenset(found), frozenset())

    def _neighbours(self, lead: str) -> Near:
        """A lead's pairs, nearest first."""
        decided = self.decided(lead)
        return [*((-DECIDED, other) for other in decided), *self.near[lead]] if decided else self.near[lead]

    def _pairs(self, lead: str) -> list[tuple[str, int]]:
        return [(other, -minus) for minus, other in self._neighbours(lead)]

    def _level(self, score: int) -> int:
        """The highest level at which a pair of this score counts."""
        return min(self._highest(), self.threshold + (score - self.threshold) // STEP * STEP)

    def _highest(self) -> int:
        return max(self.threshold + STEP, self.threshold - (self.threshold - HIGHEST) // STEP * STEP)

    def _keep(self, part: Part) -> None:
        for lead in part.leads:
            self.of[lead] = part
        for lead in part.leads | part.witness:
            self._holding.setdefault(lead, set()).add(part)

    def _dissolve(self, parts: Iterable[Part]) -> set[str]:
        """Forget parts; returns their leads."""
        loose: set[str] = set()
        for part in tuple(parts):
            loose |= part.leads
            for lead in part.leads:
                self.of.pop(lead, None)
            for lead in part.leads | part.witness:
                holding = self._holding[lead]
                holding.discard(part)
                if not holding:
                    del self._holding[lead]
        return loose


def _go_on(rest: list[tuple[int, str, int, Near]], pairs: Near, place: int) -> None:
    """Queue a lead's next pair."""
    if place < len(pairs):
        heapq.heappush(rest, (*pairs[place], place, pairs))
