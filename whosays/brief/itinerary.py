"""Where each traveller was, and in what order, as far as the reports say."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

from whosays.brief.lookup import Index, index
from whosays.brief.sightings import Sighting, sightings
from whosays.data import rows
from whosays.disjoint_sets import DisjointSets
from whosays.model import Itinerary, Leg, LegStatus, Record

REACH_BACK = 30  # characters between an owner and the vehicle
REACH = 600  # characters that "since" and "then" may look back
POSSESSIVE = re.compile(r"^(his|her|their|its)$|['’]s?$", re.IGNORECASE)


def itineraries(record: Record, country_of: Mapping[str, str]) -> tuple[Itinerary, ...]:
    """The journeys of persons and vehicles; ``country_of`` gives the ISO 3166 code of places that have one.

    A person and the vehicle that the text calls theirs travel together. ``after`` holds only an order that follows from
    dates, order words in one report, "left" before "reached", or a country entered before a place inside it.
    """
    look = index(record)
    seen = [s for claim in record.told for s in sightings(look, claim)]
    together = DisjointSets(sorted({e.id for e in record.entities}), _companions(look)).tops()
    groups: dict[str, list[Sighting]] = {}
    for sighting in seen:
        groups.setdefault(together[sighting.traveller], []).append(sighting)
    found = [
        Itinerary(traveller=_leader(look, group), legs=legs)
        for group in groups.values()
        if (legs := _legs(look, group, country_of)) and any(s.way != "at" for s in group)
    ]
    return tuple(sorted(found, key=lambda i: (-len(i.legs), i.traveller)))


# ------------------------------------------------------------------------------------------------ who travels with whom
def _companions(look: Index) -> list[tuple[str, str]]:
    """Pairs of a person and the vehicle that a report calls theirs ("his train", "the minister's car")."""
    found: list[tuple[str, str]] = []
    for report, mentions in sorted(look.mentions.items()):
        text = look.reports[report].text
        vehicles = [(m, e) for m, e in mentions if look.entities[e].kind == "vehicle"]
        for vehicle, car in vehicles:
            for person, owner in look.mentioned(report, max(0, vehicle.start - REACH_BACK), vehicle.end):
                if look.entities[owner].kind != "person":
                    continue
                tail = text[person.start : person.end + 2].rstrip()
                owns = POSSESSIVE.search(text[person.start : person.end]) or re.search(r"['’]s?$", tail)
                gap = text[person.end : max(vehicle.end, person.end)]
                if owns and not re.search(r"[,.;:\n]", gap):
                    found.append((car, owner))
    owners: dict[str, set[str]] = {}
    for car, owner in found:
        owners.setdefault(car, set()).add(owner)
    return [(car, next(iter(who))) for car, who in sorted(owners.items()) if len(who) == 1]


def _leader(look: Index, group: list[Sighting]) -> str:
    """The person of a party that travels together, else its most mentioned member."""
    members = sorted({s.traveller for s in group})
    return min(members, key=lambda m: (look.entities[m].kind != "person", -len(look.entities[m].mentions), m))


# ------------------------------------------------------------------------------------------------ legs and their order
def _legs(look: Index, group: list[Sighting], country_of: Mapping[str, str]) -> tuple[Leg, ...]:
    """Sightings of one party as legs, in an order that respects everything known about it."""
    stays = _merge(group)
    every = range(len(stays))
    known = {(a, b) for a in every for b in every if a != b and _precedes(look, stays[a], stays[b], country_of)}
    known |= {
        (a, b) for b in every for s in stays[b] if s.follows and (a := _told_before(s, stays)) is not None and a != b
    }
    known = {(a, b) for a, b in known if (b, a) not in known}
    order = _arrange(stays, known)
    position = {old: new for new, old in enumerate(order)}
    legs = []
    for old in order:
        before = tuple(sorted(position[a] for a, b in known if b == old and position[a] < position[old]))
        legs.append(replace(_leg(stays[old]), after=before))
    return tuple(legs)


def _merge(group: list[Sighting]) -> list[list[Sighting]]:
    """Sightings at one place, candidates apart; dates that exclude each other are two stays."""
    stays: list[list[Sighting]] = []
    dated_first = sorted(group, key=lambda s: (s.earliest is None, -len(s.latest or ""), s.order))
    for sighting in dated_first:
        rivals = [
            stay
            for stay in stays
            if stay[0].place == sighting.place
            and (stay[0].status in ("candidate", "denied")) == (sighting.status in ("candidate", "denied"))
            and (stay[0].way == "origin") == (sighting.way == "origin")
            and all(_compatible(sighting, other) for other in stay)
        ]
        if rivals:
            max(rivals, key=lambda stay: stay[0].earliest or "").append(sighting)
        else:
            stays.append([sighting])
    return sorted(stays, key=lambda stay: min(s.order for s in stay))


def _compatible(a: Sighting, b: Sighting) -> bool:
    if a.earliest is None or b.earliest is None or a.latest is None or b.latest is None:
        return True
    return a.earliest[:16] <= b.latest[:16] and b.earliest[:16] <= a.latest[:16]


def _leg(stay: list[Sighting]) -> Leg:
    """One leg: the narrowest of the dates given, the strongest status."""
    with_dates = [s for s in stay if s.earliest and s.latest]
    best = min(with_dates, key=lambda s: (_hours(s), s.order), default=None)
    statuses: tuple[LegStatus, ...] = ("corroborated", "reported", "denied", "candidate")
    return Leg(
        place=stay[0].place,
        earliest=best.earliest if best else None,
        latest=best.latest if best else None,
        claims=tuple(s.claim.id for s in sorted(stay, key=lambda s: s.order)),
        after=(),
        status=min((s.status for s in stay), key=statuses.index),
    )


def _hours(sighting: Sighting) -> tuple[str, str]:
    """Sort key for the narrowest interval: the latest beginning, then the earliest end."""
    flipped = "".join(chr(0x10FFFF - ord(c)) for c in (sighting.earliest or ""))
    return flipped, sighting.latest or ""


def _precedes(look: Index, a: list[Sighting], b: list[Sighting], country_of: Mapping[str, str]) -> bool:
    """Is stay ``a`` known to come before stay ``b``?"""
    one, two = _leg(a), _leg(b)
    if one.latest and two.earliest and one.latest[:16] <= two.earliest[:16]:
        return True
    if {one.status, two.status} & {"candidate", "denied"} or not all(_compatible(x, y) for x in a for y in b):
        return False
    left = all(s.way == "origin" for s in a) and all(s.way == "destination" for s in b)
    if left and {s.claim.report for s in a} & {s.claim.report for s in b}:
        return True
    return _entered(look, a, country_of) and _inside(b, one.place, country_of)


def _entered(look: Index, stay: list[Sighting], country_of: Mapping[str, str]) -> bool:
    """Did somebody arrive in a country here (not in a place that merely lies in one)?"""
    name = look.entities[stay[0].place].name.lower()
    return any(s.way == "destination" for s in stay) and (country_of.get(stay[0].place), name) in countries()


def _inside(stay: list[Sighting], country: str, country_of: Mapping[str, str]) -> bool:
    """Is the stay at a place within the country, and not the point of departure?"""
    here = country_of.get(stay[0].place)
    return here is not None and here == country_of.get(country) and all(s.way != "origin" for s in stay)


@lru_cache(maxsize=1)
def countries() -> frozenset[tuple[str | None, str]]:
    """(ISO 3166 code, name in lower case) of every country, aliases included."""
    return frozenset(
        (code, name.lower())
        for code, own, aliases, *_ in rows("countries")
        for name in (own, *aliases.split("|"))
        if name
    )


def _told_before(later: Sighting, stays: list[list[Sighting]]) -> int | None:
    """The stay that "since" or "then" builds on: the last completed one told shortly before in the same report."""
    told = [
        (s.order[1], n)
        for n, stay in enumerate(stays)
        for s in stay
        if s.order[0] == later.order[0] and 0 < later.order[1] - s.order[1] < REACH and not s.ongoing
    ]
    return max(told)[1] if told and later.status in ("reported", "corroborated") else None


def _arrange(stays: list[list[Sighting]], known: set[tuple[int, int]]) -> list[int]:
    """A list order that respects what is known; ties: candidates last, positions in progress late, then order of text."""
    before: list[set[int]] = [set() for _ in stays]
    after: list[list[int]] = [[] for _ in stays]
    for a, b in sorted(known):
        before[b].add(a)
        after[a].append(b)
    depth: dict[int, int] = {}
    ties = [_tie(stay, _depth(n, after, depth)) for n, stay in enumerate(stays)]
    left = set(range(len(stays)))
    order: list[int] = []
    while left:
        order.append(min([n for n in left if not before[n]] or left, key=ties.__getitem__))
        left.remove(order[-1])
        for behind in after[order[-1]]:
            before[behind].discard(order[-1])
    return order


def _depth(node: int, after: list[list[int]], depth: dict[int, int]) -> int:
    """Length of the longest known chain that follows a stay (a cycle counts once); ``depth`` keeps what was found."""
    if node not in depth:
        depth[node] = 0
        depth[node] = 1 + max((_depth(b, after, depth) for b in after[node]), default=0)
    return depth[node]


def _tie(stay: list[Sighting], depth: int) -> tuple[bool, bool, str, int, tuple[str, int]]:
    leg = _leg(stay)
    ongoing = all(s.ongoing for s in stay)
    return leg.status in ("candidate", "denied"), ongoing, leg.earliest or "9", -depth, min(s.order for s in stay)
