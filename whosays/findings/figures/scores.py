"""Scores: one match, two results. A score at the break, or of another match, stands beside other scores; only a lone one is compared."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from whosays.findings.evidence import Story, finding, older_first, pairs_of
from whosays.model import Facts, Finding
from whosays.values.dates import dated_apart

SCORE = re.compile(
    r"(?<![\d.,:-])(\d{1,2})\s?[-–]\s?(\d{1,2})(?![\d.,]\d|[-–:%]|\s?(?:per|million|billion|years?|year-old))"
)
RESULT = re.compile(
    r"\b(?:beat\w*|won|win|wins|winning|defeat\w*|lost|loss|lose|victory|draw|drew|thrash\w*|edged|overcame|triumph\w*|went down)\b"
)
REACH = 100  # how many later results a result is compared with
TEAMS = 1  # named bodies that the two claims must share, where each report has one score


@dataclass(frozen=True, slots=True)
class Score:
    """A result as one claim gives it, the higher figure first."""

    fact: Facts
    goals: tuple[int, int]
    shown: str


def scores(story: Story) -> Iterator[Finding]:
    """Contradiction where two reports that know one score each give different ones for teams they share."""
    found: list[Score] = []
    for reading in story.readings:
        text = reading.report.text
        results = {tuple(sorted(map(int, match.groups()), reverse=True)) for match in SCORE.finditer(text)}
        if len(results) == 1:
            found += [score for fact in story.of_report[reading.report.id] for score in _score(fact)]
    for one, two in pairs_of(found, lambda _: "", REACH):
        if one.fact.report == two.fact.report or one.goals == two.goals or not _one_match(story, one.fact, two.fact):
            continue
        a, b = older_first(story, one, two)
        yield finding(
            story, "contradiction", "number", "What was the score?",
            [(side.shown, [other.fact.claim for other in found if other.goals == side.goals]) for side in (a, b)],
            f"{a.shown} against {b.shown}: one match has one result",
        )  # fmt: skip
        return


def _score(fact: Facts) -> Iterator[Score]:
    match = SCORE.search(fact.text)
    if match and RESULT.search(fact.text) and fact.factuality == "certain" and fact.zone == "body":
        higher, lower = sorted(map(int, match.groups()), reverse=True)
        yield Score(fact, (higher, lower), match.group())


def _one_match(story: Story, a: Facts, b: Facts) -> bool:
    """Do the claims share a team, and not lie on two days?"""
    teams = {
        e
        for e in a.entities & b.entities
        if story.kinds.get(e) in ("organisation", "place", "group", "person", "other")
    }
    others = [_rivals(story, fact) - teams for fact in (a, b)]
    return len(teams) >= TEAMS and not dated_apart(a, b) and not all(others)


def _rivals(story: Story, fact: Facts) -> set[str]:
    """The bodies and places of a claim: a match at Chicago is not the one at Carolina."""
    return {e for e in fact.entities if story.kinds.get(e) in ("organisation", "place", "group")}
