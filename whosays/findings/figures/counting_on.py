"""Shares that move as a count goes on: "48 percent with 61 percent counted" is followed, not contradicted, by "47 with 94 percent counted"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from whosays.findings.evidence import Story, finding
from whosays.model import Facts, Finding, Measure

FIGURE = r"(\d{1,3}(?:\.\d{1,2})?) ?(?:%|per ?cent)"
BALLOTS = r"(?:the )?(?:ballots?|votes?|ballot papers|precincts|polling (?:stations|places|districts)|districts|wards)"
COUNTED_SO_FAR = re.compile(
    rf"{FIGURE}(?: of {BALLOTS})?(?: (?:had|have|has)(?: been)?| (?:were|was|being))? (?:counted|tallied|in\b|reporting)"
    rf"|after {FIGURE} of {BALLOTS}",
    re.IGNORECASE,
)
FINAL = re.compile(
    r"\b(?:took|taken|won|received|polled|got|ended (?:up )?with|finished (?:on|with)|final)\b", re.IGNORECASE
)
ALL = 100.0


@dataclass(frozen=True, slots=True)
class Standing:
    """The share of one candidate or party, and how much of the vote was counted by then, both in percent."""

    fact: Facts
    share: float
    counted: float


def counting_on(story: Story) -> Iterator[Finding]:
    """Update where reports give one candidate other shares of the vote as more of it is counted; a final share is of all of it."""
    told: dict[str, list[Standing]] = defaultdict(list)
    for fact in story.facts:
        for whose, standing in story.once(_standings, fact):
            told[whose].append(standing)
    for whose in sorted(told):
        course = _course(told[whose])
        if len(course) > 1 and course[0][0].counted < ALL:
            yield _finding(story, whose, course)


def other_stage(story: Story, a: Facts, b: Facts) -> bool:
    """Do two claims give one candidate's shares of two stages of the count?"""
    told = story.once(_standings, a)
    if not told:
        return False
    first, second = dict(told), dict(story.once(_standings, b))
    return any(first[whose].counted != second[whose].counted for whose in sorted(first.keys() & second.keys()))


def is_stage(story: Story, fact: Facts, measure: Measure) -> bool:
    """Is a figure what was counted by then, and nobody's share of it: "95 percent of ballots counted"?"""
    return measure.unit == "%" and measure.low in _counted(story, fact)


def _counted(story: Story, fact: Facts) -> frozenset[float]:
    """How much was counted by then, as the sentence of a claim says, in percent."""
    return frozenset(float(match[1] or match[2]) for match in COUNTED_SO_FAR.finditer(story.sentence(fact.claim)))


def _standings(story: Story, fact: Facts) -> tuple[tuple[str, Standing], ...]:
    """A claim's one share of one candidate: what was counted is no share of his."""
    counted = _counted(story, fact)
    shares = {m.low for m in fact.measures if m.unit == "%" and m.low is not None and m.low == m.high} - counted
    whose = {e for e in fact.agents if story.kinds.get(e) in ("person", "organisation", "group")}
    if len(shares) != 1 or len(whose) != 1 or len(counted) > 1 or fact.told != "done" or fact.negative:
        return ()
    if not counted and FINAL.search(fact.text) is None:
        return ()
    return ((min(whose), Standing(fact, min(shares), min(counted, default=ALL))),)


def _course(told: list[Standing]) -> list[list[Standing]]:
    """The standings by share, in the order of the count; nothing where one stage has two shares, or a report two stages."""
    by_stage: dict[float, list[Standing]] = defaultdict(list)
    for standing in told:
        by_stage[standing.counted].append(standing)
    stages = [by_stage[stage] for stage in sorted(by_stage)]
    reports = [standing.fact.report for stage in stages for standing in stage]
    if any(len({standing.share for standing in stage}) > 1 for stage in stages):
        return []
    if all(stage[0].counted == ALL for stage in stages) or len(set(reports)) < len(stages):
        return []
    return stages if any(a[0].share != b[0].share for a, b in pairwise(stages)) else []


def _finding(story: Story, whose: str, course: list[list[Standing]]) -> Finding:
    sides = [(_percent(stage[0].share), [standing.fact.claim for standing in stage]) for stage in course]
    steps = ", ".join(
        f"{_percent(stage[0].share)} with "
        + ("everything" if stage[0].counted == ALL else _percent(stage[0].counted))
        + " counted"
        for stage in course
    )
    question = f"What share of the vote does {story.label(whose)} have?"
    return finding(story, "update", "number", question, sides, f"{steps}: a share moves as the count goes on")


def _percent(value: float) -> str:
    return f"{value:g} %"
