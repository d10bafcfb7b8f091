"""A second opinion on two claims that share words but not enough of them: are they near in meaning, and nothing in them opposed?

The nearness of sentence vectors proposes; figures, names, times and opposites decide. Vectors alone set "the first to leave" beside
"the last to leave", and any two figures of one kind.
"""

from __future__ import annotations

from whosays.alignment.conflicts import equal
from whosays.model import Facts
from whosays.opposites import opposed

# Cosines of MiniLM from which two claims count as near; set on the development stories.
ALIKE = 0.82  # nearly the same words
ONE_ACT = 0.72  # the same act …
ONE_ACT_CONTAINED = 0.40  # … and this share of the smaller claim's weight in the larger
ONE_FIGURE = 0.60  # the same act with the same figure


def near(a: Facts, b: Facts, *, act: bool, common: int, contained: float, nearness: float) -> bool:
    """Do two claims that no typed conflict keeps apart say the same in other words?"""
    if not common or nearness < ONE_FIGURE or _other_names(a, b) or _opposed(a, b):
        return False
    measured = any(equal(m, n) for m in a.measures for n in b.measures)
    if (a.measures or b.measures) and not measured:
        return False
    if nearness >= ALIKE:
        return True
    return act and (
        (nearness >= ONE_ACT and contained >= ONE_ACT_CONTAINED) or (measured and contained >= ONE_ACT_CONTAINED)
    )


def _other_names(a: Facts, b: Facts) -> bool:
    """Does each name somebody or something that the other does not?"""
    return bool(a.entities - b.entities and b.entities - a.entities)


def _opposed(a: Facts, b: Facts) -> bool:
    left, right = ({term.removeprefix("~") for term in fact.terms} | {fact.predicate} for fact in (a, b))
    return opposed(left, right) is not None
