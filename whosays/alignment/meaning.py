"""A second opinion on two claims that share words but not enough of them: are they near in meaning, and nothing in them opposed?

The nearness of sentence vectors proposes; figures, names, times and opposites decide. Vectors alone set "the first to leave" beside
"the last to leave", and any two figures of one kind.
"""

from __future__ import annotations

from whosays.alignment.conflicts import equal
from whosays.model import Facts, Measure
from whosays.opposites import opposed

# Cosines of MiniLM from which two claims count as near; set on the development stories.
ALIKE = 0.82  # nearly the same words
ONE_ACT = 0.72  # the same act …
ONE_ACT_CONTAINED = 0.40  # … and this share of the smaller claim's weight in the larger
ONE_FIGURE = 0.60  # the same act with the same figure
TELLING_FIGURE = 0.40  # the same act with a figure that hardly two things have ("12,000 hectares")
HEDGED = frozenset({"possible", "conditional", "hypothetical", "unconfirmed"})
TELLING = 1_000  # such a figure, in base units; money and people are told in round thousands, areas and lengths are not


def least_nearness(a: Facts, b: Facts, *, act: bool, common: int, contained: float) -> float | None:
    """The nearness from which two claims that no typed conflict keeps apart say the same in other words; ``None``: never."""
    if not common or _other_names(a, b) or (a.factuality in HEDGED) is not (b.factuality in HEDGED):
        return None
    measured = [m for m in a.measures for n in b.measures if equal(m, n)]
    if ((a.measures or b.measures) and not measured) or _opposed(a, b):
        return None
    if act and any(_tells(m) for m in measured):
        return TELLING_FIGURE
    if not act or contained < ONE_ACT_CONTAINED:
        return ALIKE
    return ONE_FIGURE if measured else ONE_ACT


def _tells(m: Measure) -> bool:
    """A figure of a unit of measurement that two claims share by more than chance."""
    return m.unit in ("m", "m2", "g") and (m.low or 0) >= TELLING


def _other_names(a: Facts, b: Facts) -> bool:
    """Does each name somebody or something that the other does not?"""
    return bool(a.entities - b.entities and b.entities - a.entities)


def _opposed(a: Facts, b: Facts) -> bool:
    left, right = ({term.removeprefix("~") for term in fact.terms} | {fact.predicate} for fact in (a, b))
    return opposed(left, right) is not None
