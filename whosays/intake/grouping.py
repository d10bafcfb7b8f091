"""New reports of a store find their stories: what the clusterer decides is written down, with its reasons, in one transaction."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable

from whosays.clustering import Clusterer, Settings, profile
from whosays.decisions import decided_pairs
from whosays.fingerprints import fingerprint
from whosays.intake.adding import days_before
from whosays.intake.telling import ELSEWHERE, reading_of
from whosays.model import Grouping, Join, Notice, Report, StoryChange, key
from whosays.store import NotHeld, Store

STATE = "clustering"
WINDOW = 14.0  # days after its last report in which a story can still be joined
BATCH = 200  # reports grouped in one transaction


def group(
    store: Store,
    *,
    when: str,
    progress: Callable[[str | None], None] = lambda message: None,
    unread: Callable[[Notice], None] = lambda notice: None,
) -> int:
    """Read every report that has no story yet and put it into one; returns how many were put.

    A report that cannot be read to its end becomes a row of refusals, is told to ``unread``, and stays without a story.
    """
    loose = store.loose(fingerprint())
    done = 0
    for start in range(0, len(loose), BATCH):
        readable = []
        for number, report in enumerate(store.reports(loose[start : start + BATCH]), start + 1):
            progress(f"reading {number} of {len(loose)}: {report.source}")
            if _read(store, report, unread, when=when):
                readable.append(report)
        progress("grouping the reports")
        with store.transaction():
            done += _put(store, readable, when=when)
            store.prune_answers(before=days_before(when, WINDOW))
    return done


def _read(store: Store, report: Report, unread: Callable[[Notice], None], *, when: str) -> bool:
    """Is its reading in the store now? Not where it cannot be read, nor where it was taken down meanwhile."""
    try:
        try:
            reading_of(store, report)
            return True
        except ELSEWHERE:
            raise
        except Exception as error:  # one bad report must not hold up all others
            words = f"{report.source}: it could not be read to its end ({type(error).__name__}: {error})"
        notice = Notice("refused", None, report.source, words)
        with store.transaction():
            store.refuse(notice, when=when)
            store.keep_unread(report.id, fingerprint(), words)
    except NotHeld:
        return False
    unread(notice)
    return False


def _put(store: Store, reports: Iterable[Report], *, when: str) -> int:
    """Group reports, without those taken down since they were read."""
    clusterer = clusterer_of(store)
    clusterer.closed = []
    fresh = [profile(report, seen=when) for report in reports if store.has(report.id)]
    write_down(store, clusterer, clusterer.add(fresh), when=when)
    return len(fresh)


def clusterer_of(store: Store) -> Clusterer:
    """The clusterer as the store keeps it; one of an earlier program, whose state this one cannot read, begins anew."""
    kept = store.state(STATE)
    if kept is not None:
        try:
            return Clusterer.of_state(kept)
        except ValueError:
            pass
    made = Clusterer(Settings(window=WINDOW))
    grouped = [report for story in store.stories() for report in story.reports]
    made.add(profile(report) for report in store.reports(grouped))
    same, apart, _ = decided_pairs(store.reports(grouped), store.decisions())
    made.decide(same=same, apart=apart)
    return made


def write_down(store: Store, clusterer: Clusterer, changes: Iterable[StoryChange], *, when: str) -> None:
    """Move reports as the clusterer grouped them. A story keeps its id with the largest part of its reports.

    A story may begin and lie too far back within one call (an archive is added): it is written down all the same.
    """
    groups = [clusterer.story(change.story) for change in changes if change.kind != "expired"]
    past = clusterer.closed or ()
    groups += [
        one for one in past if any(store.has(report) and store.story_of(report) is None for report in one.reports)
    ]
    stood = {report: store.story_of(report) for one in groups for report in one.reports}
    taken: set[str] = set()
    for one in sorted(groups, key=lambda one: (-_held(one, stood), one.id)):
        story = _id_for(store, one, stood, taken)
        taken.add(story)
        reasons = {join.report: join for join in one.joins}
        for report in one.reports:
            if stood[report] != story and store.has(report):
                store.assign(report, story, reason=reason_of(reasons.get(report)), when=when)
    store.keep_state(STATE, clusterer.state())


def reason_of(join: Join | None) -> str:
    """Why a report stands in its story, in words."""
    if join is None:
        return "the first report of its story"
    if join.decided:
        return f"put together with {join.to} by a person"
    shared = ", ".join((*join.names, *join.words)) or "its words"
    apart = "" if join.days is None else f", {join.days:.1f} days apart"
    return f"nearest to {join.to}: both have {shared} (cosine {join.cosine:.2f}{apart}; log-odds {join.mean:.2f}, at least {join.threshold:.2f} needed)"


def _held(one: Grouping, stood: dict[str, str | None]) -> int:
    """The most reports of a group that stood in one story until now."""
    return max(Counter(story for report in one.reports if (story := stood[report])).values(), default=0)


def _id_for(store: Store, one: Grouping, stood: dict[str, str | None], taken: set[str]) -> str:
    """The story most of its reports stood in, unless a larger part took that; else a new one."""
    held = Counter(story for report in one.reports if (story := stood[report]) and story not in taken)
    if held:
        return min(held, key=lambda story: (-held[story], story))
    number = 0
    story = one.id
    while story in taken or store.story(story) is not None:
        number += 1
        story = key("s", one.id, number)
    return story
