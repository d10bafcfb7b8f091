"""What is told to have happened first, or only, at one time, and by somebody else before: "first met him on 2 April", "met him on 14 March"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from whosays.findings.evidence import Story, by_itself, finding, older_first, pairs_of
from whosays.findings.when_where.moments import times_of
from whosays.model import Facts, Finding, Time

MEETING = frozenset("meet receive see welcome greet".split())
KNOWING = frozenset("know learn discover find_out hear be_aware aware".split())
COMING_TO_KNOW = frozenset("learn discover find_out hear".split())  # before it, nobody knew
FIRST = re.compile(r"\b(?:first|for the first time|only|once|never before)\b", re.IGNORECASE)
SEVERAL = re.compile(
    r"\b(?:again|second|third|twice|more than once|at once|once (?:more|again|they|he|she|it))\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Dated:
    """A dated meeting, or a day on which somebody knew; ``first`` where nothing of the kind came before; ``days`` as printed."""

    fact: Facts
    kind: str
    who: frozenset[str]
    first: bool
    days: str


def firsts(story: Story) -> Iterator[Finding]:
    """Contradiction where one voice puts a meeting, or that somebody knew, before what another calls the first or only time."""
    told = [one for fact in story.facts for one in _dated(story, fact)]
    found: dict[tuple[str, str, str], tuple[dict[str, Dated], dict[str, Dated]]] = {}
    for a, b in pairs_of(told, lambda one: one.kind):
        for first, other in ((a, b), (b, a)):
            if first.first and not other.first and _comes_before(story, first, other):
                firsts, others = found.setdefault((first.kind, first.days, other.days), ({}, {}))
                firsts[first.fact.claim], others[other.fact.claim] = first, other
    for (_, since, before), sides in found.items():
        first, other = (next(iter(side.values())) for side in sides)
        told_in_order = sides if older_first(story, first, other)[0] is first else sides[::-1]
        yield finding(
            story, "contradiction", "time", f"Since when: {first.fact.text[:80]}?",
            [(next(iter(side.values())).days, tuple(side)) for side in told_in_order],
            f'first or only on "{since}", and already on "{before}"',
        )  # fmt: skip


@by_itself
def _dated(story: Story, fact: Facts) -> Iterator[Dated]:
    if fact.zone != "body" or fact.negative or fact.told != "done" or not (fact.earliest and fact.latest):
        return
    if fact.factuality not in ("certain", "unconfirmed") or SEVERAL.search(fact.text):
        return
    times = story.once(times_of)
    days = ", ".join(_printed(story, fact, times[name]) for name in story.claims[fact.claim].times if name in times)
    if fact.predicate in MEETING:
        known = frozenset(name for name in fact.agents | fact.patients if story.kinds.get(name) == "person")
        if any(story.kinds.get(name) == "person" for name in fact.patients):
            yield Dated(fact, "meeting", known, FIRST.search(fact.text) is not None, days)
    elif fact.predicate in KNOWING:
        known = frozenset(name for name in fact.agents if story.kinds.get(name) in ("person", "organisation"))
        if known:
            yield Dated(fact, "knowing", known, fact.predicate in COMING_TO_KNOW, days)


def _printed(story: Story, fact: Facts, time: Time) -> str:
    return story.texts[fact.report][time.start : time.end]


def _comes_before(story: Story, first: Dated, other: Dated) -> bool:
    """Two voices, the same people as far as either names them, and a time that ends before the first one begins."""
    a, b = first.fact, other.fact
    mine, theirs = story.sources(a.claim), story.sources(b.claim)
    if a.report == b.report and not (mine and theirs and not mine & theirs):
        return False
    if not first.who & other.who or (first.who - other.who and other.who - first.who):
        return False
    if first.kind == "knowing" and b.patients and not b.patients & (a.patients | a.terms):
        return False  # knew something else
    return (b.latest or "") < (a.earliest or "")
