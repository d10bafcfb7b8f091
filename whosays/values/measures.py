"""Comparing measures: bounds, overlap, rounding. Values are in base units; bounds are inclusive, ``None`` is open."""

from __future__ import annotations

import math
import re
from functools import lru_cache

from whosays.model import Measure
from whosays.values.units import is_of_time, is_physical

APPROXIMATE = 0.1  # how far "about" and "nearly" reach, as a share of the figure
AGE = re.compile(r"year-old|\baged?\b|years? old|\bold$", re.IGNORECASE)
# How far two figures for one measurement may lie apart, as a share of it: a conversion printed with two digits; the same measurement
# in two units, one of them rounded to a digit ("10 kilometres (6 miles)"); and where both reports may have rounded.
CONVERSION, TWO_UNITS, TWO_ROUNDINGS = 0.012, 0.06, 0.08


def bounds(m: Measure) -> tuple[float, float]:
    """Lowest and highest value a measure allows; an approximate one reaches a tenth further."""
    low = -math.inf if m.low is None else m.low * (1 - APPROXIMATE if m.approx else 1)
    high = math.inf if m.high is None else m.high * (1 + APPROXIMATE if m.approx else 1)
    return low, high


def disjoint(m: Measure, n: Measure) -> bool:
    """Can no value satisfy both?"""
    low_m, high_m = bounds(m)
    low_n, high_n = bounds(n)
    return low_m > high_n or low_n > high_m


def value_of(m: Measure) -> float | None:
    """The figure as printed: its lower bound, else its upper."""
    return m.low if m.low is not None else m.high


def rounds(m: Measure, n: Measure) -> bool:
    """Does one figure, at its own precision, stand for the other (73 for 72.6, 12,000 for 11,980)?"""
    left, right = value_of(m), value_of(n)
    if left is None or right is None or not left or not right:
        return False
    for coarse, fine in ((left, right), (right, left)):
        step = precision(coarse)
        if precision(fine) < step and abs(coarse - fine) <= step / 2 and abs(coarse - fine) / abs(fine) <= 0.05:
            return True
    if m.unit == "magnitude" or not (is_physical(m.unit) or is_of_time(m.unit)):
        return False  # a logarithm, a share, money and what is counted are never converted
    return abs(left - right) / max(abs(left), abs(right)) <= CONVERSION


def ratio(m: Measure, n: Measure) -> float | None:
    """How many times as large the one figure is as the other; ``None`` where either is nought or unknown."""
    left, right = value_of(m), value_of(n)
    return max(left, right) / min(left, right) if left and right else None


def times_apart(m: Measure, n: Measure, by: float) -> bool:
    """Is one figure more than so many times the other?"""
    times = ratio(m, n)
    return times is not None and times > by


def one_in_two_units(m: Measure, n: Measure) -> bool:
    """Are two measures one length, area, weight or speed told in two units, each rounded for itself?"""
    times = ratio(m, n)
    return m.unit == n.unit and times is not None and times <= 1 + TWO_UNITS


def nearly_equal(m: Measure, n: Measure) -> bool:
    """Are two measurements as near as a conversion and two ways of rounding leave them, or one of them without a value?"""
    left, right = value_of(m), value_of(n)
    return left is None or right is None or abs(left - right) <= TWO_ROUNDINGS * max(abs(left), abs(right))


def agree(m: Measure, n: Measure) -> bool:
    """Can both be true, exactly or when rounded?"""
    return not disjoint(m, n) or rounds(m, n)


def vague(m: Measure) -> bool:
    """ "dozens", "several", "hundreds": a word for many, which no figure contradicts."""
    return m.approx and (m.high is None or (m.low is not None and m.high >= 2 * m.low > 0))


def place_of(text: str, shown: str, begin: int = 0) -> int:
    """Where a figure is printed in a text, from a place on; -1 where it is not. A part of another figure or word is none.

    >>> place_of("23 people, 3 of them on board", "3"), place_of("Someone shot one man", "one")
    (11, 13)
    """
    match = _whole(shown).search(text, begin)
    return match.start() if match else -1


@lru_cache(maxsize=4096)
def _whole(shown: str) -> re.Pattern[str]:
    left = r"(?<![^\W\d_])" if shown[:1].isalpha() else r"(?<!\d)(?<!\d[.,])"
    right = r"(?![^\W\d_])" if shown[-1:].isalpha() else r"(?!\d)(?![.,]\d)"
    return re.compile(f"{left}{re.escape(shown)}{right}")


def is_age(shown: str) -> bool:
    """Is a figure, as printed, the age of somebody? It says who is meant, and counts nothing."""
    return AGE.search(shown) is not None


@lru_cache(maxsize=4096)  # a crowd of reports compares few figures, again and again
def precision(value: float) -> float:
    """The unit of the last digit that is not a trailing zero: 12,000 → 1,000; 72.6 → 0.1."""
    step = 1.0
    while value == round(value / (step * 10)) * step * 10 and step < abs(value):
        step *= 10
    while abs(value / step - round(value / step)) > 1e-9 and step > 1e-6:
        step /= 10
    return step
