"""A second opinion on what the comparators found: what the network reads as two matters, in whichever order, is no alarm.

"The male ate 21 kilograms of bamboo a day" and "she eats 18 kilograms a day" measure one thing of two animals. Among a few sentences
there is little to mistake for the matter of another; in a whole article each meets hundreds, and more is asked of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations, islice, product

from whosays.findings.evidence import Story, likeness
from whosays.findings.network.inferred import sentence
from whosays.findings.telling.conditions import compounds
from whosays.inference import Inference
from whosays.model import Facts, Finding

DISPUTES = frozenset({"contradiction", "tension"})
SLOTS = frozenset(
    {"number", "polarity", "identity"}
)  # of a few sentences times and places are compared by what they name
HEDGED = frozenset({"headline-stronger", "hedge-dropped"})  # the same is told twice, once with a doubt
ALIKE = 0.15  # likeness from which two claims are worded alike: those that are not were put together for a reason of another kind
LITTLE = (
    0.02  # probability of one question, and of a conflict, below which, in both orders, two sentences are two matters
)
LIKELY = 0.2  # … where the two stand in whole articles
EVEN = 0.1  # … where they must tell the same
MANY = 200  # pairs of sentences of two reports from which they are whole articles
OF_ONE_THING = "magnitude"  # an earthquake has one, and the network has read of few
MOST = 12  # pairs of passages of one finding that are read


def read_again(story: Story, inference: Inference, found: Sequence[Finding]) -> Iterator[Finding]:
    """The findings; an alarm only where some pair of its passages may be one question with two answers, else kept as checked."""
    for one in found:
        if one.shown and inference.model is not None and two_matters(story, inference, one):
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
    """Does no pair of sentences of two sides look like one matter, and does nothing but words put them together?"""
    sides = [[story.fact_of[claim] for claim in side.claims] for side in one.readings]
    pairs = list(islice((pair for a, b in combinations(sides, 2) for pair in product(a, b)), MOST))
    least = _least(story, one, pairs)
    if least is None or any(_of_one_thing(a, b) for a, b in pairs):
        return False
    texts = ([(sentence(story, a), sentence(story, b))] for a, b in pairs)
    verdicts = (inference.verdicts(pair, turned=turned)[0] for pair in texts for turned in (False, True))
    return all(
        max(verdict.one_question, verdict.conflict) < least for verdict in verdicts
    )  # the first that is not ends it


def _least(story: Story, one: Finding, pairs: Sequence[tuple[Facts, Facts]]) -> float | None:
    """The probability that one pair must reach; ``None`` where nothing is asked."""
    if one.kind in HEDGED:
        drawn = (
            one.kind == "hedge-dropped" and len(one.reports) == 1
        )  # a consequence of hearsay is another matter than it
        return None if drawn else EVEN
    whole = any(_sentences(story, a) * _sentences(story, b) >= MANY for a, b in pairs)
    alike = any(likeness(story, a, b) >= ALIKE for a, b in pairs)
    if one.kind == "denial-omitted":
        return LIKELY if whole and not alike else LITTLE
    if one.kind in DISPUTES or one.kind == "update":
        return LIKELY if whole else LITTLE if alike and one.kind in DISPUTES and one.slot in SLOTS else None
    return None


def _sentences(story: Story, fact: Facts) -> int:
    return len(story.sentences[fact.report])


def _of_one_thing(a: Facts, b: Facts) -> bool:
    """Is it a magnitude, or have both a compound that hardly anybody else uses ("the one-on-one part")?"""
    single = any(measure.unit == OF_ONE_THING for fact in (a, b) for measure in fact.measures)
    return single or bool(compounds(a) & compounds(b))
