"""Counts that grow as a story runs: which figures are of one, which of two is the later, and whether the count went down."""

from __future__ import annotations

from datetime import timedelta

from whosays.data import words
from whosays.findings.figures.told import Figure
from whosays.model import Facts
from whosays.values.dates import dated_apart, dated_within, day_of, has_hour, time_between, told_apart
from whosays.values.measures import value_of

SAME_HOUR = timedelta(hours=1)
FOUND = frozenset({"missing", "trap"})
HALF_A_DAY = timedelta(hours=12)  # two reports further apart are not of one day


def is_running(older: Figure, newer: Figure) -> bool:
    """Are both of a count that grows as the story does, and not both told for one hour or in one telling? What is long past grows no more."""
    a, b = older.fact, newer.fact
    if older.era and newer.era:
        return False
    one_telling = a.report == b.report and a.as_of == b.as_of
    return _cumulative(older, newer) and not _same_hour(a, b) and not one_telling


def _cumulative(older: Figure, newer: Figure) -> bool:
    """Counts that grow as a story does: tolls, damage, shares counted, areas."""
    a, m, b, n = older.fact, older.measure, newer.fact, newer.measure
    shared = (a.terms & b.terms) | ({a.predicate} & {b.predicate})
    return bool((m.what | n.what | {m.unit or ""} | shared) & words("cumulative"))


def _same_hour(a: Facts, b: Facts) -> bool:
    """Do both claims themselves say for which hour they hold? Only then can a running figure contradict another."""
    return all(dated_within(fact, SAME_HOUR) for fact in (a, b)) and not dated_apart(a, b)


def later(a: Facts, b: Facts) -> bool:
    """Was the second figure true at a later hour than the first?"""
    gap = time_between(a, b)
    return gap is not None and gap > SAME_HOUR


def falls(older: Figure, newer: Figure) -> bool:
    """Is a count that can only grow lower in the later of two reports of one day? A bare day has no hour, and the missing are found."""
    a, b = older.fact, newer.fact
    if older.measure.toll & newer.measure.toll & FOUND:
        return False
    if a.report == b.report or not (has_hour(a.as_of) and has_hour(b.as_of)):
        return False
    gap = time_between(a, b)
    return gap is not None and gap < HALF_A_DAY and (value_of(newer.measure) or 0.0) < (value_of(older.measure) or 0.0)


def told_at_once(a: Facts, b: Facts) -> bool:
    """Two reports of one hour: nothing says that one figure replaces the other. A bare day is no hour."""
    if a.report == b.report or not (has_hour(a.as_of) and has_hour(b.as_of)):
        return False
    return not told_apart(a, b, by=SAME_HOUR)


def on_one_bare_day(a: Facts, b: Facts) -> bool:
    """Were both told on one day, one of them at no known hour?"""
    return day_of(a.as_of) == day_of(b.as_of) != "" and not (has_hour(a.as_of) and has_hour(b.as_of))
