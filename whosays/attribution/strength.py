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


LEAST: dict[str, float] = {row[0]: float(row[6]) for row in rows("factuality") if row[6]}


def class_of(marked: Factuality, happened: float, *, told: bool) -> Factuality:
    """The class of the markers; a verb without tense that a reader would not take as done is a mere supposition.

    "warned against selling the ferry", "efforts to win back visitors": nothing in the words marks the selling or the winning,
    but neither is told as done.
    """
    return "hypothetical" if not told and marked in LEAST and happened < LEAST[marked] else marked


def score_of(factuality: Factuality, polarity: Polarity, happened: float) -> float:
    """The score that the table gives a class, a polarity and a reader's judgement (-3 … 3), to two decimals."""
    low, high = SPANS[factuality, polarity]
    return round(low + (high - low) * (happened + 3) / 6, 2) + 0.0  # "+ 0.0": never a negative zero
