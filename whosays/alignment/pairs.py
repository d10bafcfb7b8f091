"""Pairs of claims: which are worth comparing, and whether they say the same or one says more."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from whosays.alignment.conflicts import LOCAL, conflict, equal, one_instant, one_toll
from whosays.alignment.features import features, rarities, says_something, weigh
from whosays.alignment.meaning import near
from whosays.blocking import around
from whosays.model import Cast, Entity, Facts, Lineage, Relation
from whosays.vectors import Vectors

SAME = 0.50  # weighted Jaccard of two claims that say the same
CONTAINED, CONTAINED_JACCARD = 0.80, 0.36  # or: nearly all of the smaller stands in the larger
REFINES, REFINES_JACCARD = 0.72, 0.22
DETAIL = 0.85  # share of a place's weight that is mere detail where the other claim names none
COMMONEST = 0.3  # a feature of more than this share of the claims proposes nobody …
EVERY_REPORT = 2.5  # … unless it is what every report says in its headline and its text
REACH = 100  # claims of one report with one feature that are looked at on either side of a claim's place
REPORTS = 24  # reports with a feature that are looked at on either side of a claim's own
VERBATIM = 0.6


def align(facts: Sequence[Facts], cast: Cast, lineage: Lineage, vectors: Vectors) -> tuple[Relation, ...]:
    """Relations same, copy and refines between claims, each with its reason; within one report only a headline's with its text."""
    weights = rarities(facts)
    copied = {(edge.from_report, edge.to_report) for edge in lineage.edges if edge.kind in ("copies", "shares-wire")}
    entities = {entity.id: entity for entity in cast.entities}
    found = []
    for a, b in _candidates(facts):
        match = compare(a, b, weights, entities, vectors)
        if match is not None:
            found.append(_relation(a, b, *match, copied))
    return tuple(sorted(found, key=lambda relation: (relation.a, relation.b, relation.kind)))


def _relation(a: Facts, b: Facts, kind: str, reason: str, copied: set[tuple[str, str]]) -> Relation:
    """The relation with its direction: the copy behind what it copies, the narrower before the wider."""
    if kind == "refines":
        narrow, wide = (a, b) if len(features(a)) >= len(features(b)) else (b, a)
        return Relation(narrow.claim, wide.claim, "refines", reason)
    if {(a.report, b.report), (b.report, a.report)} & copied and _near_verbatim(a, b):
        older, newer = (b, a) if (a.report, b.report) in copied else (a, b)
        return Relation(older.claim, newer.claim, "copy", reason)
    return Relation(a.claim, b.claim, "same", reason)


def _candidates(facts: Sequence[Facts]) -> Iterator[tuple[Facts, Facts]]:
    """Pairs from different reports that share two features, one of them not too common; in one report only zones against text.

    Where a crowd of reports has a feature, the nearest of them are looked at; a chain of those says that all say the same. Where
    one report has a crowd of claims with it, those at about the same place in the text.
    """
    first: dict[str, int] = {}
    holders: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for number, fact in enumerate(facts):
        first.setdefault(fact.report, number)
        for feature in features(fact) if says_something(fact) else ():
            holders[feature][fact.report].append(number)
    limit = max(6, int(COMMONEST * len(facts)), int(EVERY_REPORT * len(first)))
    telling = {name: found for name, found in holders.items() if sum(map(len, found.values())) <= limit}
    bearers = {
        name: [first[report] for report in found] for name, found in telling.items()
    }  # in the order of the facts
    local = {name: [n for found in telling[name].values() for n in found if facts[n].zone in LOCAL] for name in telling}
    for number, fact in enumerate(facts):
        others: set[int] = set()
        for feature in features(fact) if says_something(fact) else ():
            if feature in telling:
                for start in around(bearers[feature], first[fact.report], REPORTS):
                    if start != first[fact.report]:
                        found = telling[feature][facts[start].report]
                        others.update(around(found, start + number - first[fact.report], REACH))
                own = telling[feature][fact.report] if fact.zone in LOCAL else local[feature]
                others.update(around(own, number, REACH))
        for other in sorted(n for n in others if n > number):
            a, b = fact, facts[other]
            if a.report == b.report and not ({a.zone, b.zone} & LOCAL):
                continue
            if len(features(a) & features(b)) >= 2 or one_toll(a, b) or one_instant(a, b):
                yield a, b


def compare(
    a: Facts, b: Facts, weights: Mapping[str, float], entities: Mapping[str, Entity], vectors: Vectors
) -> tuple[str, str] | None:
    """("same" | "refines", reason), or ``None``. Any typed conflict forbids both."""
    if conflict(a, b, entities) is not None:
        return None
    if one_toll(a, b) and a.place == b.place:
        return "same", "the same figure of one running count"
    if one_instant(a, b) and (a.predicate == b.predicate or a.agents & b.agents):
        return "same", "the same event at the same instant"
    left, right = features(a), features(b)
    common = left & right
    shared = weigh(common, weights)
    jaccard = shared / (weigh(left | right, weights) - _mere_detail(left, right, weights, entities))
    contained = shared / min(weigh(left, weights), weigh(right, weights))
    denials = (a.factuality == "denied") + (b.factuality == "denied")
    if denials == 2 and contained >= 0.95:
        return "same", f"one denial (contained {contained:.2f}, overlap {jaccard:.2f})"
    act = _shares_act(a, b)
    nearness = vectors.nearness(a.text, b.text) if not denials else 0.0
    alike = near(a, b, act=act, common=len(common), contained=contained, nearness=nearness)
    if not alike and not _one_act(a, b, common, jaccard, denials == 1):
        return None
    words = ", ".join(sorted(name for name in common if name[0] not in "@#!")) or "entities"
    reason = f"share {words} (overlap {jaccard:.2f}, contained {contained:.2f})"
    if jaccard >= SAME or (contained >= CONTAINED and jaccard >= CONTAINED_JACCARD):
        return "same", reason
    if alike:
        return "same", f"near in meaning; {reason}"
    if contained >= REFINES and jaccard >= REFINES_JACCARD and len(common) >= 3:
        return "refines", reason
    return None


def _one_act(a: Facts, b: Facts, common: frozenset[str], jaccard: float, one_denies: bool) -> bool:
    """Do both speak of one act, with enough in common to tell? A denial is only of the very act it denies."""
    if one_denies and a.predicate != b.predicate:
        return False
    act = _shares_act(a, b)
    measured = any(equal(m, n) for m in a.measures for n in b.measures)
    substance = len(common) >= 3 or (len(common) >= 2 and (act or measured))
    return substance and (act or measured or jaccard >= 0.6)


def _shares_act(a: Facts, b: Facts) -> bool:
    """Is the act of one claim named in the other?"""
    return a.predicate == b.predicate or a.predicate in b.terms or b.predicate in a.terms


def _mere_detail(
    left: frozenset[str], right: frozenset[str], weights: Mapping[str, float], entities: Mapping[str, Entity]
) -> float:
    """Part of the weight of places that only one of two claims names: where it was is detail, not another statement."""
    located = [{name for name in side if _is_place(name, entities)} for side in (left, right)]
    if located[0] and located[1]:
        return 0.0
    return DETAIL * weigh(located[0] | located[1], weights)


def _is_place(name: str, entities: Mapping[str, Entity]) -> bool:
    entity = entities.get(name[1:])
    return entity is not None and entity.kind in ("place", "facility")


def _near_verbatim(a: Facts, b: Facts) -> bool:
    left, right = features(a), features(b)
    return len(left & right) >= VERBATIM * min(len(left), len(right))
