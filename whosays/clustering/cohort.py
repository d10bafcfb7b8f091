"""What a shared cast is worth: how near a report comes to reports of other days, which tell other events.

In a stream of one theme (a campaign, a war, a trial) every report is near to many, because all name the same people. The scores that a
report reaches on days that are not its own show what the theme alone is worth, and two reports tell one event only where they are
nearer than that. This is normalisation of a score by a cohort of impostors, as in speaker verification. It counts days, not reports, so
that an event many report for a week is none of its own impostors. Among many themes hardly a report comes near on so many days.
"""

from __future__ import annotations

import math
from bisect import bisect_left, insort
from collections.abc import Mapping
from dataclasses import dataclass, field
from heapq import nlargest

from whosays.clustering.nearness import Sketch, days_between

APART = 3.0  # days from which reports are taken into each other's cohorts
FEWEST, ENOUGH = 5, 10  # so many days must hold a report that comes so near
PART = 0.35  # between the two, this part of the window's days, or of those that the stream spans
LEAST = -350  # hundredths of log-odds; what the cohort reaches beyond this is lost
MOST = 400  # so much at most
STEP = 25  # what is lost moves in steps, so that a new report seldom moves it
PER_LOG_DAY = 0.25  # part of the loss that is lost once more for each unit of log(1 + days): one event follows another


@dataclass(slots=True)
class Cohorts:
    """What the score of each lead loses, in hundredths of log-odds: a function of the live leads and their scores."""

    window: float | None
    losses: dict[str, int] = field(default_factory=dict)  # a lead that loses nothing is left out
    _scores: dict[str, dict[int, list[int]]] = field(default_factory=dict)  # beyond LEAST, by day, lowest first
    _reached: dict[str, int] = field(default_factory=dict)  # what enough days reach, when last asked
    _moved: set[str] = field(default_factory=set)
    _times: list[float] = field(default_factory=list)  # of the dated leads, earliest first
    _days: int = FEWEST  # how many are enough

    def come(self, lead: Sketch) -> None:
        """A lead is live, before it meets others."""
        if lead.time is not None:
            insort(self._times, lead.time)

    def meet(self, a: Sketch, b: Sketch, score: int) -> None:
        """Two leads are live."""
        if score > LEAST and _apart(a, b):
            for one, other in ((a, b), (b, a)):
                insort(self._scores.setdefault(one.report, {}).setdefault(_day(other), []), score)
                if score > self._reached.get(one.report, LEAST):
                    self._moved.add(one.report)

    def part(self, gone: Sketch, left: Sketch, score: int) -> None:
        """One of two leads is not live any more."""
        if score > LEAST and _apart(gone, left):
            days = self._scores[left.report]
            scores = days[_day(gone)]
            del scores[bisect_left(scores, score)]
            if not scores:
                del days[_day(gone)]
            if score >= self._reached.get(left.report, LEAST):
                self._moved.add(left.report)

    def drop(self, gone: Sketch) -> None:
        """A lead that parted from all others is forgotten."""
        for kept in (self._scores, self._reached, self.losses):
            kept.pop(gone.report, None)
        self._moved.discard(gone.report)
        if gone.time is not None:
            del self._times[bisect_left(self._times, gone.time)]

    def moved(self) -> dict[str, int]:
        """The leads that are to lose more or less than ``losses`` says, with what; asked once."""
        if (days := self._enough()) != self._days:
            self._days = days
            self._moved.update(self._scores)
        found: dict[str, int] = {}
        for lead in sorted(self._moved):
            reached = self._reached[lead] = self._reach(lead)
            loss = min(MOST, (reached - LEAST) // STEP * STEP)
            if loss != self.losses.get(lead, 0):
                found[lead] = loss
        self._moved.clear()
        return found

    def lose(self, losses: Mapping[str, int]) -> None:
        """Let leads lose so much from now on."""
        self.losses.update(losses)
        for lead in [lead for lead, loss in losses.items() if not loss]:
            del self.losses[lead]

    def lost(self, a: Sketch, b: Sketch) -> int:
        """What the score of two leads loses."""
        both = self.losses.get(a.report, 0) + self.losses.get(b.report, 0)
        if not both:
            return 0
        return round(both / 2 * (1 + PER_LOG_DAY * math.log1p(days_between(a, b) or 0.0)))

    def _enough(self) -> int:
        """How many days it takes: those of a story that lasts are few of many."""
        spanned = self._times[-1] - self._times[0] if self._times else 0.0
        return min(ENOUGH, max(FEWEST, math.ceil(PART * (spanned if self.window is None else self.window))))

    def _reach(self, lead: str) -> int:
        """The score that a lead reaches on enough days, LEAST where it does not."""
        best = nlargest(self._days, (scores[-1] for scores in self._scores.get(lead, {}).values()))
        return best[-1] if len(best) == self._days else LEAST


def _apart(a: Sketch, b: Sketch) -> bool:
    days = days_between(a, b)
    return days is not None and days > APART


def _day(one: Sketch) -> int:
    return math.floor(one.time or 0.0)
