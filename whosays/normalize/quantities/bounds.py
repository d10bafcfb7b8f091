"""A figure as it stands in a sentence, and what the words in front of a number say of its ends.

Bounds as the record holds them: "more than 50" is low 50 and open above (news counts, so the exclusive bound is kept as the number
that was printed); "up to" and "fewer than" close only the top; "nearly" closes the top and is approximate; "about" is both bounds and
approximate.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from whosays.data import rows
from whosays.normalize.numerals import alternation

_BOUNDS = {word: kind for word, tag, kind, _ in rows("numbers") if tag == "bound"}
BOUND = alternation(list(_BOUNDS))


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in a sentence: its characters, bounds, and the unit that stands with it; ``number_end`` ends the bare number."""

    start: int
    end: int
    number_start: int
    number_end: int
    low: float | None
    high: float | None
    approx: bool
    unit: str | None


def bounded(bound: str | None, low: float | None, high: float | None) -> tuple[float | None, float | None, bool]:
    """Ends and approximation of a number behind a bound ("at least", "nearly"); without one, as it is."""
    kind = _kind(bound)
    approx = "~" in kind
    if kind.startswith("low"):
        return low, None, approx
    if kind.startswith("high"):
        return None, high if high is not None else low, approx
    return low, high, approx


def compares(bound: str | None) -> bool:
    """Does it compare with a known number, where an article follows ("more than the $25 million limit")?"""
    return _kind(bound) in ("low", "high")


def nearing(words: str) -> bool:
    """Do the words hold a bound that says "not quite" ("nearly", "just under"), in lower case?"""
    return any(kind == "high~" and re.search(rf"\b{word}\b", words) for word, kind in _BOUNDS.items())


def _kind(bound: str | None) -> str:
    return _BOUNDS.get(re.sub(r"\s+", " ", (bound or "").lower()), "=")
