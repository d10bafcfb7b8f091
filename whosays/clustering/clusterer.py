"""Reports in, stories out, as they come: what is touched is grouped anew, what cannot be joined any more is closed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from math import floor, inf

from whosays.clustering.changes import changes
from whosays.clustering.decided import Pairs, check, pairs_of
from whosays.clustering.linkage import linked
from whosays.clustering.opinion import Openings
from whosays.clustering.parts import Parts
from whosays.clustering.pieces import Pieces
from whosays.clustering.profile import Profile
from whosays.clustering.reasons import join_of
from whosays.clustering.state import STATE_VERSION, Settings, State, decode, encode
from whosays.clustering.window import Window, order
from whosays.model import Grouping, StoryChange, key

REMEMBERED = 2000  # answers for sets of leads that hang together


@dataclass(slots=True)
class Clusterer:
    """A stream of reports grouped into stories. Everything it answers is a function of the set of reports and decisions it was
    given, hour by hour; the order within an hour, and how the reports are parted into calls, change nothing.
    """

    settings: Settings = field(default_factory=Settings)
    same: Pairs = frozenset()
    apart: Pairs = frozenset()
    closed: list[Grouping] | None = (
        None  # where closed stories go, with their reasons, before their words are forgotten
    )
    _window: Window = field(init=False)
    _parts: Parts = field(init=False)
    _pieces: Pieces = field(init=False)
    _openings: Openings = field(init=False)
    _story_of: dict[str, str] = field(init=False, default_factory=dict)
    _groups: dict[str, tuple[str, ...]] = field(init=False, default_factory=dict)
    _hour: int | None = field(init=False, default=None)
    _seen: dict[str, float] = field(init=False, default_factory=dict)
    _known: dict[tuple[tuple[str, ...], tuple[int, ...]], list[list[str]]] = field(init=False, default_factory=dict)
    _were: dict[str, tuple[str, ...]] = field(init=False, default_factory=dict)  # stories taken apart by this call
    _made: set[str] = field(init=False, default_factory=set)  # and those it made

    def __post_init__(self) -> None:
        self._openings = Openings(self.settings.vectors)
        self._window = Window(round(100 * self.settings.threshold), self.settings.window, self._openings.nearness)
        self.same, self.apart = pairs_of(self.same), pairs_of(self.apart)
        check(self.same, self.apart)
        self._window.pinned = {report for pair in self.same | self.apart for report in pair}
        self._parts = Parts(self._window.threshold, self.settings.most, self._window.near, self._decided_with)
        self._pieces = Pieces(self._window.threshold, self._window.scores, self._window.sketches, self._kept_apart)

    # -------------------------------------------------------------------------------------------- what comes in
    def add(self, profiles: Iterable[Profile]) -> tuple[StoryChange, ...]:
        """Take reports in and say what changed; a report that is already live is passed over."""
        fresh = {one.report: one for one in profiles if one.report not in self._window.profiles}
        self._begin()
        closed: list[StoryChange] = []
        for hour, group in _by_hour(fresh.values()):
            if hour is not None and (self._hour is None or hour > self._hour):
                closed += self._expire(hour)
                self._hour = hour
            for one in group:
                self._seen[one.report] = self._moment(one)
            self._regroup(self._window.add(group))
        return (*closed, *self._changes())

    def decide(
        self, *, same: Iterable[tuple[str, str]] = (), apart: Iterable[tuple[str, str]] = ()
    ) -> tuple[StoryChange, ...]:
        """Obey people: pairs of report ids that tell one story, or do not, from now on, whatever else comes.

        The reports may be live, past or yet to come. Raises :class:`Torn` where the pairs contradict each other.
        """
        more_same, more_apart = self.same | pairs_of(same), self.apart | pairs_of(apart)
        check(more_same, more_apart)
        self._begin()
        self.same, self.apart = more_same, more_apart
        self._known.clear()
        decided = {report for pair in self.same | self.apart for report in pair}
        self._regroup(self._window.pin(decided), changed=decided)
        return self._changes()

    def forget(self, reports: Iterable[str]) -> tuple[StoryChange, ...]:
        """Drop live reports with all that is kept of their words."""
        gone = set(reports) & self._window.profiles.keys()
        self._begin()
        self._drop(gone)
        return self._changes(forgotten=gone)

    # -------------------------------------------------------------------------------------------- what is asked
    def stories(self) -> tuple[Grouping, ...]:
        """The live stories with the reason of every join, in canonical order."""
        firsts = sorted(self._groups, key=lambda story: order(self._window.profiles[self._groups[story][0]]))
        return tuple(self.story(name) for name in firsts)

    def story(self, name: str) -> Grouping:
        """One live story by its id."""
        reports, threshold = self._groups[name], self.settings.threshold
        joins = (join_of(self._window, report, reports, self.same, threshold=threshold) for report in reports[1:])
        return Grouping(name, reports, tuple(joins))

    def story_of(self, report: str) -> str | None:
        """The id of the story that a live report stands in."""
        return self._story_of.get(report)

    def live(self) -> dict[str, str]:
        """Every live report with the id of its story."""
        return dict(sorted(self._story_of.items()))

    def __len__(self) -> int:
        """Live reports."""
        return len(self._window.profiles)

    @property
    def compared(self) -> int:
        """Pairs of reports compared so far."""
        return self._window.compared

    # -------------------------------------------------------------------------------------------- what is kept
    def state(self) -> bytes:
        """Everything as JSON. It holds words of the reports (see :meth:`forget`); :meth:`of_state` goes on from it."""
        window = self._window
        live = tuple(sorted(window.profiles.values(), key=order))
        edges = {name: dict(sorted(window.edges[name].items())) for name in sorted(window.edges)}
        kept = State(STATE_VERSION, self.settings, self._hour, live, dict(sorted(self._seen.items())), edges,
                     dict(sorted(window.lead_of.items())), tuple(sorted(self.same)), tuple(sorted(self.apart)))  # fmt: skip
        return encode(kept)

    @classmethod
    def of_state(cls, kept: bytes) -> Clusterer:
        """The clusterer that wrote these bytes; raises ``ValueError`` where they are none."""
        state = decode(kept)
        made = cls(state.settings, frozenset(state.same), frozenset(state.apart))
        made._hour, made._seen = state.hour, dict(state.seen)
        made._window.restore(state.profiles, state.edges, state.lead_of)
        made._regroup(set(state.edges))
        return made

    # -------------------------------------------------------------------------------------------- grouping
    def _regroup(self, touched: Iterable[str], *, changed: Iterable[str] = ()) -> None:
        """Group anew the parts that touched leads change, and those about whose leads people decided."""
        window = self._window
        given, moved = set(touched), window.moved
        window.moved = set()
        pieces: list[tuple[tuple[str, ...], bool]] = []
        for part in self._parts.renew(given, changed=moved | set(changed)):
            leads = tuple(sorted(part.leads, key=lambda lead: order(window.profiles[lead])))
            pieces += [(tuple(group), part.level > window.threshold) for group in self._linked(leads)]
        self._name(self._pieces.renew(pieces, gone=sorted(given - window.edges.keys()), moved=moved))

    def _name(self, groups: Iterable[Iterable[str]]) -> None:
        """Give groups of leads, with their near-copies, their stories: whatever these stood with is among them."""
        window = self._window
        stories: dict[str, tuple[str, ...]] = {}
        for group in groups:
            reports = [report for lead in group for report in (lead, *window.doubles[lead])]
            stood = tuple(sorted(reports, key=lambda report: order(window.profiles[report])))
            stories[key("s", stood[0])] = stood
        fresh = {name: stood for name, stood in stories.items() if self._groups.get(name) != stood}
        for stood in fresh.values():
            for report in stood:
                self._leave(report)
        for name, stood in fresh.items():
            self._groups[name] = stood
            self._made.add(name)
            self._story_of.update(dict.fromkeys(stood, name))

    def _linked(self, leads: tuple[str, ...]) -> list[list[str]]:
        """The groups of leads that hang together: what two live leads share never changes, so neither does the answer
        while what they lose is the same."""
        losses = self._window.cohorts.losses
        asked = (leads, tuple(losses.get(lead, 0) for lead in leads))
        known = self._known.get(asked)
        if known is None:
            if len(self._known) >= REMEMBERED:
                self._known.clear()
            inside = frozenset(leads)
            known = self._known[asked] = linked(
                leads,
                {lead: self._window.scores(lead, leads) for lead in leads},
                self._window.sketches,
                threshold=self._window.threshold,
                same=self._within(self.same, inside),
                apart=self._within(self.apart, inside),
            )
        return known

    def _leave(self, report: str) -> tuple[str, ...]:
        """Take a report's story apart before its reports are given new ones; returns them."""
        name = self._story_of.get(report, "")
        reports = self._groups.pop(name, ())
        if reports and name not in self._made:
            self._were.setdefault(name, reports)
        for other in reports:
            del self._story_of[other]
        return reports

    def _decided_with(self, report: str) -> list[str]:
        if report not in self._window.pinned:
            return []
        others = {name for pair in self.same if report in pair for name in pair}
        return sorted(others & self._window.edges.keys() - {report})

    def _kept_apart(self, leads: frozenset[str]) -> list[tuple[str, str]]:
        return self._within(self.apart, leads)

    def _within(self, pairs: Pairs, leads: frozenset[str]) -> list[tuple[str, str]]:
        if self._window.pinned.isdisjoint(leads):
            return []
        return [pair for pair in pairs if pair[0] in leads and pair[1] in leads]

    # -------------------------------------------------------------------------------------------- time
    def _moment(self, one: Profile) -> float:
        """When a report counts as come: its publication, else when it was fetched, else the hour the stream is at."""
        if one.time is not None:
            return one.time
        if one.seen is not None:
            return one.seen
        return inf if self._hour is None else self._hour / 24

    def _expire(self, hour: int) -> list[StoryChange]:
        """Close every story whose last report lies further back than the window, and forget its words.

        A story with a report that people put together with one yet to come stays open.
        """
        self._seen.update({report: hour / 24 for report, moment in self._seen.items() if moment == inf})
        if self.settings.window is None:
            return []
        horizon = hour / 24 - self.settings.window - 1 / 24
        waiting = {report for pair in self.same if not set(pair) <= self._window.profiles.keys() for report in pair}
        closed = []
        for name in sorted(self._groups):
            reports = self._groups[name]
            if max(self._seen[report] for report in reports) < horizon and waiting.isdisjoint(reports):
                if self.closed is not None:
                    self.closed.append(self.story(name))
                closed.append(StoryChange("expired", name, reports, (name,), ()))
        self._drop({report for change in closed for report in change.reports})
        return closed

    def _drop(self, reports: set[str]) -> None:
        for report in sorted(reports):
            self._leave(report)
            self._openings.forget(self._window.profiles[report].opening)
            self._seen.pop(report, None)
        self._regroup(self._window.remove(reports))

    # -------------------------------------------------------------------------------------------- what is told
    def _begin(self) -> None:
        self._were, self._made = {}, set()

    def _changes(self, *, forgotten: Iterable[str] = ()) -> tuple[StoryChange, ...]:
        return changes(self._were, self._made, self._groups, self._story_of, forgotten=forgotten)


def cluster(
    profiles: Iterable[Profile],
    *,
    same: Iterable[tuple[str, str]] = (),
    apart: Iterable[tuple[str, str]] = (),
    settings: Settings | None = None,
) -> tuple[Grouping, ...]:
    """The stories of these reports, with reasons: what a stream of them in canonical order ends with, closed stories too."""
    made = Clusterer(settings or Settings(), pairs_of(same), pairs_of(apart))
    closed: list[Grouping] = []
    made.closed = closed
    made.add(profiles)
    return (*closed, *made.stories())


def _by_hour(profiles: Iterable[Profile]) -> Iterator[tuple[int | None, list[Profile]]]:
    """Reports by the hour they were published in; those without a date come last."""
    hours: dict[int | None, list[Profile]] = {}
    for one in sorted(profiles, key=order):
        hours.setdefault(None if one.time is None else floor(one.time * 24), []).append(one)
    yield from hours.items()
