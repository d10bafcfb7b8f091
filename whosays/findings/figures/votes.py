"""Votes: two splits of one body ("six to three", "five backed it and four opposed it").

How many voted is the body's own mark: two splits of the same total, in reports of one story, are one vote told in two ways.
Splits of other totals are compared only where the two sentences are about the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from whosays.blocking import neighbours
from whosays.findings.evidence import REACH, Story, finding, likeness, older_first
from whosays.model import Facts, Finding
from whosays.values.measures import place_of, value_of

ALIKE = 0.5
FIGURE = "#"  # stands for a figure in a pattern
SPLITS = (
    re.compile(r"# (?:votes? )?(?:to|against|[-–]) #", re.IGNORECASE),
    re.compile(
        r"#[^#]{0,20}\b(?:back|support|favou?r|approv|endors|voted (?:for|in favou?r|yes))\w*[^#]{0,60}"
        r"#[^#]{0,20}\b(?:oppos|object|dissent|reject|voted (?:against|no)|against)",
        re.IGNORECASE,
    ),
)
VOTES = re.compile(
    r"\b(?:in favou?r|councillors?|vot(?:e|es|ed|ing)|back|oppos|dissent|ballot|rul(?:e|ed|ing)|decision)",
    re.IGNORECASE,
)
LONE = re.compile(
    r"(?<!\S)\S{1,60} (?:\w{1,40} )?(?:councillors?|members?|lawmakers?|deputies|senators?|mps?|judges?|directors?|votes?|delegates?|ministers?) "
    r"(?:had |have )?(?:opposed|voted against|dissented|objected|voted no|rejected|against)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Split:
    """Votes for and against, as one claim gives them, and the words."""

    fact: Facts
    ayes: int
    noes: int
    shown: str


def votes(story: Story) -> Iterator[Finding]:
    """Contradiction between two splits of one vote, where neither report has the other's split too."""
    found = [split for fact in story.facts if fact.factuality == "certain" for split in _splits(fact)]
    of_report: dict[str, set[tuple[int, int]]] = {}
    for split in found:
        of_report.setdefault(split.fact.report, set()).add((split.ayes, split.noes))
    told: set[tuple[tuple[int, int], tuple[int, int]]] = set()
    keys = [{f"total {split.ayes + split.noes}", *story.words(split.fact)} for split in found]
    for one, two in ((found[left], found[right]) for left, right in neighbours(keys, REACH)):
        pair = ((one.ayes, one.noes), (two.ayes, two.noes))
        in_both = of_report[one.fact.report] & of_report[two.fact.report]
        if pair in told or in_both or not _one_vote(story, one, two):
            continue
        told |= {pair, pair[::-1]}
        a, b = older_first(story, one, two)
        yield finding(
            story, "contradiction", "number", "How did the vote go?",
            [(side.shown, _alike(found, side)) for side in (a, b)], f'"{a.shown}" against "{b.shown}": {_sums(a, b)}',
        )  # fmt: skip


def lone_noes(story: Story) -> Iterator[Finding]:
    """Contradiction where the one split of a report has other noes than the only ones another report tells."""
    found = [split for fact in story.facts if fact.factuality == "certain" for split in _splits(fact)]
    lone = [(fact, *told) for fact in story.facts if fact.factuality == "certain" for told in _against(fact)]
    splits = {(split.ayes, split.noes) for split in found}
    counts = {noes for _, noes, _ in lone}
    if len(splits) != 1 or len(counts) != 1:
        return
    split, (_, noes, shown) = found[0], lone[0]
    reports = {one.fact.report for one in found}
    if any(one.report in reports for one, _, _ in lone) or noes == split.noes:
        return
    yield finding(
        story, "contradiction", "number", "How many voted against?",
        ((split.shown, [one.fact.claim for one in found]), (shown, [one.claim for one, _, _ in lone])),
        f'"{split.shown}" has {split.noes} against, the other report {noes}',
    )  # fmt: skip


def _against(fact: Facts) -> Iterator[tuple[int, str]]:
    """How many are told to have voted against, without the others."""
    if len(fact.measures) != 1 or not LONE.search(fact.text):
        return
    measure, match = fact.measures[0], LONE.search(fact.text)
    value = value_of(measure)
    if (
        match
        and value is not None
        and measure.low == measure.high
        and value % 1 == 0
        and measure.shown in match.group()
    ):
        yield int(value), measure.shown


def _one_vote(story: Story, one: Split, two: Split) -> bool:
    if one.fact.report == two.fact.report or (one.ayes, one.noes) == (two.ayes, two.noes):
        return False
    return one.ayes + one.noes == two.ayes + two.noes or likeness(story, one.fact, two.fact) >= ALIKE


def _alike(found: list[Split], side: Split) -> tuple[str, ...]:
    """The claims that give the same split."""
    return tuple(split.fact.claim for split in found if (split.ayes, split.noes) == (side.ayes, side.noes))


def _sums(a: Split, b: Split) -> str:
    left, right = a.ayes + a.noes, b.ayes + b.noes
    if left == right:
        return f"{a.ayes} + {a.noes} = {b.ayes} + {b.noes} = {left} votes, split in two ways"
    return f"{a.ayes} + {a.noes} = {left} votes, {b.ayes} + {b.noes} = {right}; no reading makes both true"


@lru_cache(maxsize=16_384)
def _splits(fact: Facts) -> tuple[Split, ...]:
    """The split in a claim with two whole figures that its words set against each other."""
    return tuple(_set_against(fact)) if VOTES.search(fact.text) else ()


def _set_against(fact: Facts) -> Iterator[Split]:
    whole = [(m.shown, v) for m in fact.measures if m.low == m.high and (v := value_of(m)) is not None and v % 1 == 0]
    placed = sorted((at, shown, value) for shown, value in whole if (at := place_of(fact.text, shown)) >= 0)
    for (at, shown, ayes), (then, last, noes) in pairwise(placed):
        if then < at + len(shown):
            continue
        text = FIGURE + fact.text[at + len(shown) : then] + FIGURE + fact.text[then + len(last) :]
        if any(pattern.match(text) for pattern in SPLITS):
            yield Split(fact, int(ayes), int(noes), f"{shown}{fact.text[at + len(shown) : then]}{last}")
