"""What people decided, brought into a store: kept with the story it is about, obeyed when that is told again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from whosays.clustering import Torn
from whosays.decisions import BadDecisions, decided_pairs
from whosays.intake.grouping import clusterer_of, write_down
from whosays.model import Decision, Report
from whosays.store import Store

ABOUT_STORIES = ("same-story", "different-story")


@dataclass(frozen=True, slots=True)
class Taken:
    """Decisions that were new to the store, that it had, and that reach nothing in it, each with the reason."""

    new: int
    known: int
    unmet: tuple[tuple[Decision, str], ...]


def decide(store: Store, decisions: Sequence[Decision], *, story: str | None, when: str) -> Taken:
    """Keep decisions about one story, and those about which story reports belong to; the touched stories then need telling.

    Raises :class:`~whosays.decisions.BadDecisions` where two decisions about stories cannot both be obeyed, and ``ValueError``
    where a decision about the inside of a story is given without the story.
    """
    inside = next((one.decision for one in decisions if one.decision not in ABOUT_STORIES), None)
    if inside is not None and story is None:
        raise ValueError(f"{inside} is about one story: say which")
    fresh = _fresh(store, decisions, story)
    reports = store.reports() if any(one.decision in ABOUT_STORIES for one in fresh) else ()
    unmet: list[tuple[Decision, str]] = []
    kept = 0
    with store.transaction():
        for decision in fresh:
            place = story if decision.decision not in ABOUT_STORIES else _story_of(store, reports, decision, unmet)
            if place is not None:
                store.decide(decision, story=place, when=when)
                kept += 1
        if reports:
            _regroup(store, reports, when=when)
    return Taken(kept, len(decisions) - len(fresh), tuple(unmet))


def _fresh(store: Store, decisions: Sequence[Decision], story: str | None) -> list[Decision]:
    """The decisions that the store has not: about this story, or about stories, whichever it was kept with."""
    held = {replace(one, line=0) for one in store.decisions() if one.decision in ABOUT_STORIES}
    held |= {replace(one, line=0) for one in store.decisions(story)} if story is not None else set()
    found = []
    for decision in decisions:
        if replace(decision, line=0) not in held:
            held.add(replace(decision, line=0))
            found.append(decision)
    return found


def _regroup(store: Store, reports: Sequence[Report], *, when: str) -> None:
    """Group the reports of a store as its decisions about stories say; what people put in place, nothing moves."""
    same, apart, _ = decided_pairs(reports, store.decisions())
    if not (same or apart):
        return
    clusterer = clusterer_of(store)
    try:
        changes = clusterer.decide(same=same, apart=apart)
    except Torn as error:
        raise BadDecisions(str(error)) from None
    write_down(store, clusterer, changes, when=when)


def _story_of(
    store: Store, reports: Sequence[Report], decision: Decision, unmet: list[tuple[Decision, str]]
) -> str | None:
    """The story of the first report that a decision about stories names; else the decision goes to the unmet ones."""
    same, apart, missed = decided_pairs(reports, [decision])
    unmet += missed
    for first, _ in (*same, *apart):
        story = store.story_of(first)
        if story is None:
            unmet.append((decision, "the first report is in no story"))
        return story
    return None
