"""What a careful reader should look at: one comparator, one file, one list that orders them."""

from __future__ import annotations

from collections.abc import Sequence

from whosays.findings.aboard import aboard
from whosays.findings.ages import ages
from whosays.findings.alarms import alarms
from whosays.findings.bearings import bearings
from whosays.findings.causes import causes, causes_not_known, implied_causes
from whosays.findings.conditions import conditions_dropped
from whosays.findings.corrections import announced, corrections, figures_withdrawn
from whosays.findings.counting_on import counting_on
from whosays.findings.doers import doers
from whosays.findings.durations import durations
from whosays.findings.evidence import Story, story_of
from whosays.findings.firsts import firsts
from whosays.findings.headlines import headlines
from whosays.findings.hedges import hedges_dropped
from whosays.findings.inferred import inferred
from whosays.findings.numbers import numbers
from whosays.findings.occurrences import occurrences
from whosays.findings.one_or_all import one_or_all
from whosays.findings.opposites import negatives_left_out, opposites, reversals
from whosays.findings.ordinals import ordinals
from whosays.findings.places import places
from whosays.findings.polarity import denials_omitted
from whosays.findings.quotations import misattributed
from whosays.findings.read_as_one import read_as_one
from whosays.findings.relating import relate
from whosays.findings.scores import scores
from whosays.findings.second_reading import read_again
from whosays.findings.settling import settle
from whosays.findings.sides import sides
from whosays.findings.single_roles import single_roles
from whosays.findings.times import times
from whosays.findings.votes import lone_noes, votes
from whosays.inference import Inference
from whosays.model import Cast, Facts, Finding, Lineage, Proposition, Reading, Relation
from whosays.side_by_side import SideBySide
from whosays.vectors import Vectors

__all__ = ["COMPARATORS", "find", "relate", "settle"]

COMPARATORS = (
    corrections,
    announced,
    figures_withdrawn,
    misattributed,
    numbers,
    counting_on,
    scores,
    aboard,
    ages,
    ordinals,
    one_or_all,
    firsts,
    votes,
    lone_noes,
    durations,
    times,
    places,
    occurrences,
    alarms,
    sides,
    bearings,
    opposites,
    reversals,
    doers,
    single_roles,
    causes,
    implied_causes,
    causes_not_known,
    denials_omitted,
    negatives_left_out,
    conditions_dropped,
    headlines,
    hedges_dropped,
)


def find(
    facts: Sequence[Facts],
    readings: Sequence[Reading],
    cast: Cast,
    propositions: Sequence[Proposition],
    relations: Sequence[Relation],
    lineage: Lineage,
    vectors: Vectors,
    read: SideBySide,
    inference: Inference,
) -> tuple[Finding, ...]:
    """Typed findings of a story, in the order of the comparators; what was checked and agrees is kept, and not shown."""
    as_one = read_as_one(read, inference)
    story: Story = story_of(facts, readings, cast, propositions, relations, lineage, vectors, as_one)
    found: dict[str, Finding] = {}
    for comparator in COMPARATORS:
        for finding in comparator(story):
            found.setdefault(finding.id, finding)
    shown = tuple(read_again(story, inference, tuple(found.values())))
    return (*shown, *(finding for finding in inferred(story, read, inference, shown) if finding.id not in found))
