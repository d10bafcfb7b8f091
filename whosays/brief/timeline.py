"""What happened when: claims and propositions with a dated interval, in order."""

from __future__ import annotations

from whosays.brief.lookup import Index, index
from whosays.disjoint_sets import DisjointSets
from whosays.model import Claim, Record, Time, TimelineEntry

Key = tuple[str, str, str, str]


def timeline(record: Record) -> tuple[TimelineEntry, ...]:
    """One entry for each proposition and interval, earliest first; background years stand in their place.

    A claim with two dates ("in 2018 and 2019") gives two entries. A claim in no proposition stands for itself.
    """
    look = index(record)
    rank = {claim.id: number for number, claim in enumerate(record.told)}
    place = {proposition.id: number for number, proposition in enumerate(record.propositions)}
    found: dict[Key, list[str]] = {}
    for claim in record.told:
        for time in look.dates(claim):
            found.setdefault(_interval(time), []).append(claim.id)
    entries: list[TimelineEntry] = []
    for (earliest, latest, zone, grain), claims in found.items():
        for group in _by_proposition(look, claims):
            ids = tuple(sorted(set(group), key=rank.__getitem__))
            entries.append(
                TimelineEntry(
                    earliest=earliest or None,
                    latest=latest or None,
                    zone=zone or None,
                    grain=grain or None,
                    claims=ids,
                    propositions=_propositions(look, ids, place),
                )
            )
    return tuple(sorted(entries, key=lambda entry: (*_begins(entry), entry.latest or "9", rank[entry.claims[0]])))


def _begins(entry: TimelineEntry) -> tuple[str, bool]:
    """The minute at which an entry begins, else the one by which it is over; what is over by then stands before what begins."""
    return (entry.earliest or entry.latest or "")[: len("2031-05-07T06:30")], entry.earliest is not None


def _interval(time: Time) -> Key:
    """Earliest, latest, zone, grain; an absent one is the empty string, so that keys compare."""
    return time.earliest or "", time.latest or "", time.zone or "", time.grain or ""


def _by_proposition(look: Index, claims: list[str]) -> list[list[str]]:
    """Claims of one interval in groups that share a proposition, in order of their first claim."""
    pairs: list[tuple[str, str]] = []
    holder: dict[str, str] = {}
    for claim in claims:
        for proposition in look.propositions.get(claim, ()):
            pairs.append((claim, holder.setdefault(proposition.id, claim)))
    return DisjointSets(claims, pairs).groups()


def _propositions(look: Index, claims: tuple[str, ...], place: dict[str, int]) -> tuple[str, ...]:
    """Ids of the propositions that hold any of the claims, in the record's order."""
    held = {p.id for claim in claims for p in look.propositions.get(claim, ())}
    return tuple(sorted(held, key=place.__getitem__))


def dated(look: Index, claim: Claim) -> tuple[str | None, str | None]:
    """The narrowest interval among the claim's dates, ``(None, None)`` where it has none."""
    if claim.id not in look.dated:
        times = [t for t in look.dates(claim) if t.earliest and t.latest]
        best = min(times, key=lambda t: (_length(t), t.start), default=None)
        look.dated[claim.id] = (best.earliest, best.latest) if best is not None else (None, None)
    return look.dated[claim.id]


def _length(time: Time) -> int:
    """How coarse a time is: 0 a clock time … 4 a year or more."""
    grains = ("minute", "hour", "part", "day", "week", "month", "quarter", "year")
    return (
        grains.index(time.grain)
        if time.grain in grains
        else (3 if (time.earliest or "")[:10] == (time.latest or "")[:10] else 7)
    )
