"""The reports that can still be joined: found by their heaviest stems, compared once, near-copies standing behind one of them.

What the window holds is a function of the set of its reports: a report is a double of the earliest report that it is a near-copy
of, in canonical order (publication time, id), and a report that comes late takes its place in that order as if it had been in time.
"""

from __future__ import annotations

import heapq
from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass, field

from whosays.clustering.cohort import Cohorts
from whosays.clustering.nearness import (
    FLOOR,
    SHARED_KEYS,
    Pair,
    Sketch,
    compare,
    compare_meaning,
    sketch,
)
from whosays.clustering.profile import Profile

DOUBLE = 0.9  # cosine of all words from which a report is a near-copy
HALFWAY = 0.62  # two near-copies of one report are at least so near: the cosine of twice the angle whose cosine is .9
NEAR = 50  # hundredths of log-odds on either side of the threshold within which sentence vectors are asked
Order = tuple[float, str]
Encode = Callable[[str, str], float | None]


def order(given: Profile) -> Order:
    """Where a report stands in canonical order; those without a date come last."""
    return (given.time if given.time is not None else float("inf"), given.report)


@dataclass(slots=True)
class Window:
    """The live reports. ``edges`` hold the scores of pairs of leads, in hundredths of log-odds, ``near`` what stands at the threshold or
    above of them once what the cohorts are worth is taken off (:meth:`score`), as (minus score, lead), nearest first; ``moved`` are the
    leads whose cohorts are worth more or less than before, until the caller empties it; ``compared`` counts full comparisons.
    """

    threshold: int
    days: float | None
    nearness: Encode
    profiles: dict[str, Profile] = field(default_factory=dict)
    sketches: dict[str, Sketch] = field(default_factory=dict)
    edges: dict[str, dict[str, int]] = field(default_factory=dict)
    near: dict[str, list[tuple[int, str]]] = field(default_factory=dict)
    lead_of: dict[str, str] = field(default_factory=dict)
    doubles: dict[str, set[str]] = field(default_factory=dict)
    holders: dict[str, set[str]] = field(default_factory=dict)
    pinned: set[str] = field(default_factory=set)
    cohorts: Cohorts = field(init=False)
    moved: set[str] = field(default_factory=set)
    compared: int = 0

    def __post_init__(self) -> None:
        self.cohorts = Cohorts(self.days)

    def add(self, given: Iterable[Profile]) -> set[str]:
        """Take reports in; returns the leads that came, went or have other near-copies than before."""
        taken = list(given)
        for one in taken:
            self.profiles[one.report] = one
            self.sketches[one.report] = sketch(one)
        return self._place({one.report for one in taken})

    def pin(self, reports: Iterable[str]) -> set[str]:
        """People decided about these: they stand for themselves from now on, however like another they are."""
        fresh = set(reports) - self.pinned
        self.pinned |= fresh
        todo: set[str] = set()
        for report in sorted(fresh & self.profiles.keys()):
            if report in self.lead_of:  # else released with the one it stood behind
                todo |= self._release(self.lead_of[report])
        return self._place(todo)

    def remove(self, reports: Iterable[str]) -> set[str]:
        """Forget reports; what stood behind one of them takes its place anew. Returns as :meth:`add` does."""
        gone = set(reports) & self.profiles.keys()
        todo: set[str] = set()
        touched: set[str] = set()
        for report in sorted(gone):
            lead = self.lead_of.get(report)
            if lead == report:
                touched.add(report)
                todo |= self._release(report)
            elif lead is not None:
                self.doubles[lead].discard(report)
                touched.add(lead)
        for report in gone:
            del self.profiles[report], self.sketches[report]
            self.lead_of.pop(report, None)
        return self._place(todo - gone) | touched

    def restore(
        self, profiles: Iterable[Profile], edges: Mapping[str, Mapping[str, int]], lead_of: Mapping[str, str]
    ) -> None:
        """Take in what an earlier window held, without comparing anything again."""
        for one in profiles:
            self.profiles[one.report] = one
            self.sketches[one.report] = sketch(one)
        self.edges.update({lead: dict(scores) for lead, scores in edges.items()})
        for lead in self.edges:
            self.cohorts.come(self.sketches[lead])
        for lead, scores in self.edges.items():
            for other, score in scores.items():
                if lead < other:
                    self.cohorts.meet(self.sketches[lead], self.sketches[other], score)
        self.cohorts.lose(self.cohorts.moved())
        for lead in self.edges:
            self._stand_near(lead, self.edges)
        self.lead_of = dict(lead_of)
        self.doubles = {lead: set() for lead in self.edges}
        for report, lead in self.lead_of.items():
            if report != lead:
                self.doubles[lead].add(report)
        for lead in self.edges:
            for key in self.sketches[lead].keys:
                self.holders.setdefault(key, set()).add(lead)

    def pair(self, a: str, b: str) -> Pair | None:
        """What two live reports share, with the sentence vectors' opinion where the score is near the threshold. Symmetric."""
        one, other = self.sketches[a], self.sketches[b]
        self.compared += 1
        found = compare(one, other)
        if found is None or (self.days is not None and found.days is not None and found.days > self.days):
            return None
        if abs(found.score - self.threshold) <= NEAR:
            near = self.nearness(one.opening, other.opening)
            if near is not None:
                return compare_meaning(one, other, found, near)
        return found

    def score(self, a: str, b: str, score: int) -> int:
        """The score of two leads, less what a cast that reports of other days share is worth."""
        return max(FLOOR, score - self.cohorts.lost(self.sketches[a], self.sketches[b]))

    def scores(self, lead: str, among: Iterable[str] | None = None) -> Mapping[str, int]:
        """What :meth:`score` gives for a lead and each that it was compared with, or those of them that are ``among`` some."""
        edges, losses = self.edges[lead], self.cohorts.losses
        if among is not None:
            edges = {other: edges[other] for other in among if other in edges}
        if not losses:
            return edges
        loses = lead in losses
        return {
            other: self.score(lead, other, score) if loses or other in losses else score
            for other, score in edges.items()
        }

    def _stand_near(self, lead: str, besides: Container[str] = ()) -> None:
        """Write down what is near to a lead, with it and with the others, ``besides`` those that are written down themselves."""
        self.near[lead] = sorted(
            (-score, other) for other, score in self.scores(lead).items() if score >= self.threshold
        )
        for minus, other in self.near[lead]:
            if other not in besides:
                insort(self.near[other], (minus, lead))

    def _leave_near(self, lead: str, besides: Container[str] = ()) -> None:
        for minus, other in self.near.pop(lead):
            if other not in besides:
                pairs = self.near[other]
                del pairs[bisect_left(pairs, (minus, lead))]

    def _settle(self) -> None:
        """Let what is near follow what the cohorts are worth now."""
        found = self.cohorts.moved()
        for lead in found:
            self._leave_near(lead, found)
        self.cohorts.lose(found)
        for lead in found:
            self._stand_near(lead, found)
        self.moved |= found.keys()

    def _place(self, reports: set[str]) -> set[str]:
        """Give each report its place in canonical order: a double of an earlier lead, or a lead with its edges."""
        touched: set[str] = set()
        queue = [(order(self.profiles[report]), report) for report in reports]
        heapq.heapify(queue)
        while queue:
            mine, report = heapq.heappop(queue)
            pairs = {other: pair for other in self._candidates(report) if (pair := self.pair(report, other))}
            earlier = [o for o in pairs if self._is_double(report, o, pairs[o]) and order(self.profiles[o]) < mine]
            if earlier:
                lead = min(earlier, key=lambda other: order(self.profiles[other]))
                self.lead_of[report] = lead
                self.doubles[lead].add(report)
                touched.add(lead)
                continue
            for other in sorted(pairs):
                if (
                    pairs[other].cosine >= HALFWAY
                    and order(self.profiles[other]) > mine
                    and self._takes_from(report, other)
                ):
                    touched.add(other)
                    for released in self._release(other):
                        heapq.heappush(queue, (order(self.profiles[released]), released))
                    del pairs[other]
            self._stand(report, pairs)
            touched.add(report)
        self._settle()
        return touched

    def _takes_from(self, report: str, lead: str) -> bool:
        """Is a later lead, or a double of it that comes later too, a double of this report?"""
        mine = order(self.profiles[report])
        for other in (lead, *sorted(self.doubles[lead])):
            pair = self.pair(report, other) if order(self.profiles[other]) > mine else None
            if pair and self._is_double(report, other, pair):
                return True
        return False

    def _is_double(self, a: str, b: str, pair: Pair) -> bool:
        return pair.cosine >= DOUBLE and pair.score >= self.threshold and not {a, b} & self.pinned

    def _candidates(self, report: str) -> list[str]:
        """Leads that share enough of the heaviest stems."""
        shared: Counter[str] = Counter()
        keys = self.sketches[report].keys
        for key in keys:
            shared.update(self.holders.get(key, ()))
        return sorted(
            other for other, count in shared.items() if count >= min(SHARED_KEYS, len(keys)) and other != report
        )

    def _stand(self, report: str, pairs: Mapping[str, Pair]) -> None:
        """A report stands for itself, with its edges."""
        self.lead_of[report] = report
        self.doubles[report] = set()
        self.edges[report] = {other: pair.score for other, pair in pairs.items() if pair.score > FLOOR}
        self.near[report] = []
        self.cohorts.come(self.sketches[report])
        for other, score in self.edges[report].items():
            self.edges[other][report] = score
            self.cohorts.meet(self.sketches[report], self.sketches[other], score)
        self._stand_near(report)
        for key in self.sketches[report].keys:
            self.holders.setdefault(key, set()).add(report)

    def _release(self, lead: str) -> set[str]:
        """Take a lead out with all that stood behind it; they are to be placed again."""
        for other, score in self.edges.pop(lead).items():
            del self.edges[other][lead]
            self.cohorts.part(self.sketches[lead], self.sketches[other], score)
        self.cohorts.drop(self.sketches[lead])
        self._leave_near(lead)
        for key in self.sketches[lead].keys:
            self.holders[key].discard(lead)
            if not self.holders[key]:
                del self.holders[key]
        released = {lead, *self.doubles.pop(lead)}
        for report in released:
            self.lead_of.pop(report, None)
        return released
