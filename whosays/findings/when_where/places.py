"""Places: one unrepeatable event, put at two places that cannot be one. A place inside the other is a refinement."""

from __future__ import annotations

import re
from collections.abc import Iterator

from whosays.blocking import neighbours
from whosays.findings.evidence import REACH, Story, finding, likeness, ordered
from whosays.model import Facts, Finding
from whosays.values.dates import dated_apart
from whosays.values.distances import clearly_apart

ALIKE = 0.5
WATER = re.compile(r"\b(?:Gulf|Sea|Bay|Ocean|Straits?|Channel)\b")
ONCE = frozenset("crash derail sink explode land burn collapse capsize shipwreck".split())


def off_a_coast(fact: Facts, place: str, other: str) -> bool:
    """ "Off Ostrava", and elsewhere in a gulf or sea by its name: the one water may be the other."""
    return (
        WATER.search(other) is not None
        and re.search(rf"\b(?:off|coast of|waters of)\b[^.,;]*{re.escape(place)}", fact.text) is not None
    )


def places(story: Story) -> Iterator[Finding]:
    """Contradiction where two reports put one crash, fire or landing of the same named thing at two places clearly apart."""
    located = [
        fact
        for fact in story.facts
        if fact.place and fact.predicate in ONCE and fact.factuality == "certain" and not fact.negative
    ]
    keys = [{(fact.predicate, entity) for entity in fact.entities} for fact in located]
    for a, b in ((located[left], located[right]) for left, right in neighbours(keys, REACH)):
        if a.report == b.report or not _elsewhere(story, a, b) or not _one_event(story, a, b):
            continue
        first, second = ordered(story, a, b)
        here, there = story.label(first.place or ""), story.label(second.place or "")
        if off_a_coast(first, here, there) or off_a_coast(second, there, here):
            continue
        yield finding(
            story, "contradiction", "place", f"Where: {first.text[:80]}?",
            ((here, (first.claim,)), (there, (second.claim,))), f"{here} against {there}: neither lies in the other",
        )  # fmt: skip


def _elsewhere(story: Story, a: Facts, b: Facts) -> bool:
    """Two places, neither named in the other claim, and clearly apart by their coordinates."""
    if a.place is None or b.place is None or a.place == b.place or a.place in b.entities or b.place in a.entities:
        return False
    return clearly_apart(story.places.get(a.place), story.places.get(b.place))


def _one_event(story: Story, a: Facts, b: Facts) -> bool:
    """The same named thing or person in it, at times that touch."""
    shared = (a.entities & b.entities) - {a.place, b.place}
    named = any(story.kinds.get(entity) in ("person", "vehicle", "organisation", "facility") for entity in shared)
    return named and not dated_apart(a, b) and likeness(story, a, b) >= ALIKE
