"""Claims of two reports that a network reads as the same matter, whatever their words: their figures are set against each other.

It reads over figures: "about 30,000 litres ran into the river" and "no more than five cubic metres had escaped" are one matter to it.
What they make of it is computed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from whosays.inference import Inference, Verdict
from whosays.model import Facts
from whosays.side_by_side import Pair, SideBySide

ONE = 0.8  # probability of one question, of two sentences and of two claims in them, whether it has one answer or two


def read_as_one(read: SideBySide, inference: Inference) -> frozenset[frozenset[str]]:
    """Pairs of claims with figures of one unit, each the only one of its sentence with that unit, that are read as one matter."""
    figured = ((pair, list(_figured(pair))) for pair in read.pairs)
    return frozenset(
        frozenset((a.claim, b.claim))
        for pair, claims in figured
        if claims and _one(read.verdict(pair))
        for a, b in claims
        if _one(inference.verdicts([(a.text, b.text)])[0])
    )


def _one(verdict: Verdict) -> bool:
    return verdict.one_question >= ONE


def _figured(pair: Pair) -> Iterator[tuple[Facts, Facts]]:
    """Claims of the two sentences with a unit in common that no other figure of either sentence has."""
    for a, b in pair.claims():
        units = {measure.unit for measure in a.measures} & {measure.unit for measure in b.measures}
        if any(_alone(unit, pair.first.claims) and _alone(unit, pair.second.claims) for unit in units):
            yield a, b


def _alone(unit: str | None, claims: Sequence[Facts]) -> bool:
    figures = {(m.low, m.high) for fact in claims for m in fact.measures if m.unit == unit}
    return len(figures) == 1
