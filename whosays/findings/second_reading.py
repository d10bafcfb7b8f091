"""A second opinion on conflicts of figures, opposites and doers: what the network reads as two matters is no alarm.

"The male ate 21 kilograms of bamboo a day" and "she eats 18 kilograms a day" measure one thing of two animals.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations, islice, product

from whosays.findings.evidence import Story, likeness
from whosays.findings.inferred import sentence
from whosays.inference import Inference
from whosays.model import Facts, Finding

ALARMS = frozenset({"contradiction", "tension"})
SLOTS = frozenset({"number", "polarity", "identity"})  # times and places are compared by what they name
ALIKE = 0.15  # likeness from which two claims are worded alike: those that are not were put together for a reason of another kind
LITTLE = 0.08  # probability of one question, and of a conflict, below which two sentences are read as two matters
OF_ONE_THING = "magnitude"  # an earthquake has one, and the network has read of few
MOST = 12  # pairs of passages of one finding that are read


def read_again(story: Story, inference: Inference, found: Sequence[Finding]) -> Iterator[Finding]:
    """The findings; an alarm only where some pair of its passages may be one question with two answers, else kept as checked."""
    for one in found:
        proposed = one.shown and one.kind in ALARMS and one.slot in SLOTS
        if proposed and inference.model is not None and two_matters(story, inference, one):
            yield replace(
                one,
                kind="consistent",
                shown=False,
                reconciled_by=None,
                computation=f"{one.computation}; but read as two matters",
            )
        else:
            yield one


def two_matters(story: Story, inference: Inference, one: Finding) -> bool:
    """Are the claims of two sides worded alike, and does no pair of their sentences look like a conflict?"""
    sides = [[story.fact_of[claim] for claim in side.claims] for side in one.readings]
    pairs = list(islice((pair for a, b in combinations(sides, 2) for pair in product(a, b)), MOST))
    if not any(_alike(story, *pair) for pair in pairs):
        return False
    verdicts = (inference.verdicts([(sentence(story, a), sentence(story, b))])[0] for a, b in pairs)
    return all(
        max(verdict.one_question, verdict.conflict) < LITTLE for verdict in verdicts
    )  # the first that is not ends it


def _alike(story: Story, a: Facts, b: Facts) -> bool:
    single = any(measure.unit == OF_ONE_THING for fact in (a, b) for measure in fact.measures)
    return not single and likeness(story, a, b) >= ALIKE
