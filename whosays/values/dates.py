"""When two claims hold, and when they were told: do their dates touch, how exact are they, how long lies between two tellings?

``earliest``, ``latest`` and ``as_of`` are ISO instants in UTC, so that strings stand in the order of time.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from whosays.model import Facts

NARROW = timedelta(hours=2)  # an event dated this closely is told by its instant
AT_ALL = timedelta(0)


def has_hour(moment: str | None) -> bool:
    """Does an instant name an hour? A bare day stands as its midnight, and has none.

    >>> has_hour("2031-05-06T04:17:00+00:00"), has_hour("2031-05-06T00:00:00+00:00"), has_hour("2031-05-06"), has_hour(None)
    (True, False, False, False)
    """
    return (moment or "")[11:16] not in ("", "00:00")


def day_of(moment: str | None) -> str:
    """The day of an instant; empty where there is none."""
    return (moment or "")[:10]


def dated_apart(a: Facts, b: Facts, *, by: timedelta = AT_ALL) -> bool:
    """Are both dated, to times that do not touch, or that lie further from each other than ``by``?

    Two that print the same hour of a day are not, whatever zones their stamps lend it: an hour is told in the time of the scene.
    """
    if not (a.earliest and b.earliest and a.latest and b.latest):
        return False
    if _hours(a) & _hours(b):
        return False
    early, late = (a.latest, b.earliest) if a.latest <= b.latest else (b.latest, a.earliest)
    return early < late and (not by or datetime.fromisoformat(late) - datetime.fromisoformat(early) > by)


def _hours(fact: Facts) -> frozenset[str]:
    """The days with their hours as printed, without zones: "2031-02-10T04:17"."""
    return frozenset(clock[:16] for clock in fact.clocks if clock[13:14] == ":" and clock.rpartition("/")[0][16:])


def dated_within(fact: Facts, width: timedelta) -> bool:
    """Is the event dated, and to no more than this?"""
    if not (fact.earliest and fact.latest):
        return False
    return datetime.fromisoformat(fact.latest) - datetime.fromisoformat(fact.earliest) <= width


def is_narrow(fact: Facts) -> bool:
    """Is the event dated to two hours or less? Then its instant is what two tellings share, in whatever zone."""
    return dated_within(fact, NARROW)


def time_between(a: Facts, b: Facts) -> timedelta | None:
    """From the time for which one was told to that of the other, negative where the other is the older; ``None`` where one has none."""
    if not (a.as_of and b.as_of):
        return None
    return datetime.fromisoformat(b.as_of) - datetime.fromisoformat(a.as_of)


def told_apart(a: Facts, b: Facts, *, by: timedelta) -> bool:
    """Were both told for a known time, and further from each other than this?"""
    gap = time_between(a, b)
    return gap is not None and abs(gap) > by
