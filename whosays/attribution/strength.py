"""How strongly a claim is made, for its outermost source: the class from the markers over it, the score from the published table."""

from __future__ import annotations

from collections.abc import Iterable

from whosays.data import rows
from whosays.model import Factuality, Polarity

ORDER: dict[str, int] = {row[0]: int(row[1]) for row in rows("factuality")}
SPANS: dict[tuple[str, str], tuple[float, float]] = {
    (row[0], polarity): (float(row[low]), float(row[low + 1]))
    for row in rows("factuality")
    for polarity, low in (("+", 2), ("-", 4))
}


def weakest(found: Iterable[Factuality]) -> Factuality:
    """Of several markers over one claim, the class that the table ranks first."""
    return min(found, key=lambda name: ORDER[name])


LEAST: dict[str, tuple[float, float]] = {row[0]: (float(row[6]), float(row[7])) for row in rows("factuality") if row[6]}


def class_of(marked: Factuality, happened: float, *, told: bool) -> Factuality:
    """The class of the markers; what nothing marks and a reader would not take as done is a mere supposition.

    "warned against selling the ferry", "the crew struggled to close the gate": nothing in the words marks the selling or the
    closing, but neither is told as done. A verb with a tense must be judged lower for that than one without.
    """
    least = LEAST.get(marked)
    return "hypothetical" if least is not None and happened < least[told] else marked


def score_of(factuality: Factuality, polarity: Polarity, happened: float) -> float:
    """The score that the table gives a class, a polarity and a reader's judgement (-3 … 3), to two decimals."""
    low, high = SPANS[factuality, polarity]
    return round(low + (high - low) * (happened + 3) / 6, 2) + 0.0  # "+ 0.0": never a negative zero
