"""What a careful reader should look at: one comparator, one file, one list that orders them."""

from __future__ import annotations

from collections.abc import Sequence

from whosays.findings.answers.causes import causes, causes_not_known, implied_causes
from whosays.findings.answers.doers import doers
from whosays.findings.answers.opposites import negatives_left_out, opposites, reversals
from whosays.findings.answers.polarity import denials_omitted
from whosays.findings.answers.sides import sides
from whosays.findings.answers.single_roles import single_roles
from whosays.findings.evidence import Story, story_of
from whosays.findings.figures.aboard import aboard
from whosays.findings.figures.ages import ages
from whosays.findings.figures.counting_on import counting_on
from whosays.findings.figures.numbers import numbers
from whosays.findings.figures.one_or_all import one_or_all
from whosays.findings.figures.ordinals import ordinals
from whosays.findings.figures.scores import scores
from whosays.findings.figures.votes import lone_noes, votes
from whosays.findings.network.inferred import inferred
from whosays.findings.network.read_as_one import read_as_one
from whosays.findings.network.second_reading import read_again
from whosays.findings.relating import relate
from whosays.findings.settling import settle
from whosays.findings.telling.conditions import conditions_dropped
from whosays.findings.telling.corrections import announced, corrections, figures_withdrawn
from whosays.findings.telling.headlines import headlines
from whosays.findings.telling.hedges import hedges_dropped
from whosays.findings.telling.quotations import misattributed
from whosays.findings.when_where.alarms import alarms, early_alarms
from whosays.findings.when_where.bearings import bearings
from whosays.findings.when_where.durations import durations
from whosays.findings.when_where.firsts import firsts
from whosays.findings.when_where.occurrences import occurrences
from whosays.findings.when_where.places import places
from whosays.findings.when_where.times import times
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
# What they set beside each other are two matters: no second opinion is asked.
OF_TWO_MATTERS = (early_alarms,)


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
    shown = (
        *read_again(story, inference, tuple(found.values())),
        *(one for comparator in OF_TWO_MATTERS for one in comparator(story)),
    )
    return (*shown, *(finding for finding in inferred(story, read, inference, shown) if finding.id not in found))
