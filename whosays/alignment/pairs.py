"""Pairs of claims: which are worth comparing, and whether they say the same or one says more."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from operator import attrgetter

from whosays.alignment.conflicts import LOCAL, Known, equal, excluded, named_apart, one_instant, one_minute, one_toll
from whosays.alignment.contrast import may_be_one_act, one_act
from whosays.alignment.features import features, rarities, says_something
from whosays.alignment.meaning import Asked, measured, nearness_asked
from whosays.alignment.third_opinion import nearest_as_same, read_apart, read_as_same
from whosays.blocking import around
from whosays.inference import Inference
from whosays.model import Cast, Facts, Lineage, Measure, Reading, Relation, RelationKind
from whosays.remembered import LastMade, of_two
from whosays.side_by_side import SideBySide, sentences_told
from whosays.values.rarity import weigh
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
WORDINGS: LastMade[Hashable] = LastMade(most=65_536)


@dataclass(frozen=True, slots=True)
class Judgement:
    """What symbols say of two claims, kind and reason; ``near`` replaces it where their texts are at least ``least`` near."""

    plain: tuple[RelationKind, str] | None
    near: tuple[RelationKind, str] | None = None
    least: float | None = None


def align(
    facts: Sequence[Facts],
    readings: Sequence[Reading],
    cast: Cast,
    lineage: Lineage,
    vectors: Vectors,
    read: SideBySide,
    inference: Inference,
) -> tuple[Relation, ...]:
    """Relations same, copy and refines between claims, each with its reason; within one report only a headline's with its text.

    Reprints bring the same claims again and again: what two claims say is judged once for all that are worded alike.
    """
    weights = rarities(facts)
    entities = Known({entity.id: entity for entity in cast.entities})
    held = [features(fact) for fact in facts]
    words = [_wording(fact) for fact in facts]  # held until the end: an id is one's own as long as one is
    numbers: dict[int, int] = {}
    wording = [numbers.setdefault(id(worded), len(numbers)) for worded in words]
    judged: list[dict[int, Judgement | None]] = [{} for _ in numbers]
    met: list[tuple[Facts, Facts, Judgement]] = []
    for left, others in _candidates(facts, held):
        a, known = facts[left], judged[wording[left]]
        for right in others:
            if (worded := wording[right]) not in known:
                b = facts[right]
                known[worded] = compare(a, b, weights, entities)
            if (judgement := known[worded]) is not None:
                met.append((a, facts[right], judgement))
    vectors.prepare(fact.text for a, b, judgement in met if judgement.least is not None for fact in (a, b))
    copied = {(edge.from_report, edge.to_report) for edge in lineage.edges if edge.kind in ("copies", "shares-wire")}
    found = [
        _relation(a, b, *match, copied)
        for a, b, judgement in met
        if (match := _settled(judgement, a, b, vectors)) is not None
    ]
    found = [one for one in found if one.kind == "copy" or not read_apart(read, one.a, one.b)]
    found += read_as_same(read, entities, inference, _joined(found))
    told = sentences_told(facts, readings)
    found += nearest_as_same(told, vectors, entities, inference, _joined(found))
    return tuple(sorted(found, key=attrgetter("a", "b", "kind")))


@dataclass(frozen=True, slots=True)
class Sight:
    """What two claims show by themselves: their features, whether they tell one act, and why they say the same, where they do."""

    left: frozenset[str]
    right: frozenset[str]
    common: frozenset[str]
    one_act: bool
    shared: tuple[Measure, ...]
    denials: int
    same: Judgement | None
    asked: Asked


def _joined(found: Sequence[Relation]) -> frozenset[tuple[str, str]]:
    return frozenset((relation.a, relation.b) for relation in found)


@of_two
def _seen(a: Facts, b: Facts) -> Sight | None:
    """Two claims that are worth weighing; ``None`` where they have too little in common, or one excludes the other.

    Enough is two features, one figure or instant, or a feature of one act.
    """
    left, right = features(a), features(b)
    common = left & right
    toll, instant = one_toll(a, b), one_instant(a, b)
    if not (len(common) >= 2 or toll or instant or (common and may_be_one_act(a, b))) or excluded(a, b) is not None:
        return None
    same = None
    if toll and a.place == b.place:
        same = Judgement(("same", "the same figure of one running count"))
    elif one_minute(a, b) or (instant and (a.predicate == b.predicate or a.agents & b.agents)):
        same = Judgement(("same", "the same event at the same instant"))
    denials = (a.factuality == "denied") + (b.factuality == "denied")
    shared = tuple(m for m in a.measures for n in b.measures if equal(m, n))
    asked = Asked() if denials else nearness_asked(a, b, common)
    return Sight(left, right, common, one_act(a, b), shared, denials, same, asked)


@lru_cache(maxsize=65_536)
def _wording(fact: Facts) -> Hashable:
    """All of a claim that :func:`compare` looks at; one object for all claims that are worded alike."""
    measures = tuple((m.low, m.high, m.approx, m.unit, m.what, m.toll) for m in fact.measures)
    worded = (
        fact.text, fact.predicate, fact.agents, fact.patients, fact.entities, fact.terms, measures, fact.earliest,
        fact.latest, fact.clocks, fact.place, fact.negative, fact.factuality, fact.told, fact.speaker,
    )  # fmt: skip
    return WORDINGS.same(worded, worded)


def _settled(judgement: Judgement, a: Facts, b: Facts, vectors: Vectors) -> tuple[RelationKind, str] | None:
    """What two claims are to each other, after the second opinion where one is asked for."""
    if judgement.least is not None and vectors.nearness(a.text, b.text) >= judgement.least:
        return judgement.near
    return judgement.plain


def _relation(a: Facts, b: Facts, kind: RelationKind, reason: str, copied: set[tuple[str, str]]) -> Relation:
    """The relation with its direction: the copy behind what it copies, the narrower before the wider."""
    if kind == "refines":
        narrow, wide = (a, b) if len(features(a)) >= len(features(b)) else (b, a)
        return Relation(narrow.claim, wide.claim, "refines", reason)
    if ((a.report, b.report) in copied or (b.report, a.report) in copied) and _near_verbatim(a, b):
        older, newer = (b, a) if (a.report, b.report) in copied else (a, b)
        return Relation(older.claim, newer.claim, "copy", reason)
    return Relation(a.claim, b.claim, "same", reason)


def _candidates(facts: Sequence[Facts], held: Sequence[frozenset[str]]) -> Iterator[tuple[int, list[int]]]:
    """Each position with the later ones that share a feature that is not too common; in one report only zones against text.

    ``facts`` stand report by report, ``held`` are their features. Where a crowd of reports has a feature, the nearest of them are
    looked at; a chain of those says that all say the same. Where one report has a crowd of claims with it, those at about the same
    place in the text.
    """
    first: dict[str, int] = {}
    for number, fact in enumerate(facts):
        first.setdefault(fact.report, number)
    telling = [says_something(fact) for fact in facts]
    positions: dict[str, list[int]] = defaultdict(list)
    for number, names in enumerate(held):
        for name in names if telling[number] else ():
            positions[name].append(number)
    limit = max(6, int(COMMONEST * len(facts)), int(EVERY_REPORT * len(first)))
    holders = {name: _Holders(found, facts, first) for name, found in positions.items() if 1 < len(found) <= limit}
    for number, fact in enumerate(facts):
        local = fact.zone in LOCAL
        others: set[int] = set()
        for name in held[number] if telling[number] else ():
            if name in holders:
                others.update(holders[name].behind(number, first[fact.report], local=local))
        if not local:
            others = {other for other in others if facts[other].report != fact.report or facts[other].zone in LOCAL}
        yield number, sorted(others)


class _Holders:
    """The claims that have one feature, as positions in ascending order, report by report."""

    def __init__(self, found: Sequence[int], facts: Sequence[Facts], first: Mapping[str, int]) -> None:
        self.found = found
        self.local = [number for number in found if facts[number].zone in LOCAL]
        self.reports: list[int] = []  # where each report begins among all claims …
        self.begins: list[int] = []  # … and among those that have the feature, with their number at the end
        for place, number in enumerate(found):
            start = first[facts[number].report]
            if not self.reports or self.reports[-1] != start:
                self.reports.append(start)
                self.begins.append(place)
        self.begins.append(len(found))
        self.crowded = any(end - start > REACH for start, end in pairwise(self.begins))

    def behind(self, number: int, start: int, *, local: bool) -> list[int]:
        """Those behind a claim of the report that begins at ``start``: in the nearest reports, and headlines anywhere near."""
        middle = bisect_left(self.reports, start)
        low, high = max(0, middle - REPORTS), min(len(self.reports), middle + REPORTS)
        own = self.found[self.begins[middle] : self.begins[middle + 1]] if local else self.local
        if not self.crowded:
            near = list(self.found[bisect_right(self.found, number, self.begins[middle]) : self.begins[high]])
            return near + [n for n in around(own, number, REACH) if n > number] if own else near
        near = [n for n in around(own, number, REACH) if n > number]
        for report in range(low, high):
            place = self.reports[report] + number - start
            if report != middle:
                every = around(self.found[self.begins[report] : self.begins[report + 1]], place, REACH)
                near += [n for n in every if n > number]
        return near


def compare(a: Facts, b: Facts, weights: Mapping[str, float], known: Known) -> Judgement | None:
    """Same, refines or neither, as symbols and a second opinion would have it. Any typed conflict forbids both."""
    seen = _seen(a, b)
    if seen is None or named_apart(a, b, known) is not None:
        return None
    if seen.same is not None:
        return seen.same
    left, right, common = seen.left, seen.right, seen.common
    shared = weigh(common, weights)
    jaccard = shared / (weigh(left | right, weights) - _mere_detail(left, right, weights, known))
    contained = shared / min(weigh(left, weights), weigh(right, weights))
    if seen.denials == 2 and contained >= 0.95:
        return Judgement(("same", f"one denial (contained {contained:.2f}, overlap {jaccard:.2f})"))
    one_act = _one_act(a, b, seen, jaccard)
    alike = jaccard >= SAME or (contained >= CONTAINED and jaccard >= CONTAINED_JACCARD)
    if one_act and alike:
        return Judgement(("same", _reason(common, jaccard, contained)))
    refines = one_act and contained >= REFINES and jaccard >= REFINES_JACCARD and len(common) >= 3
    least = seen.asked.least(a, b, known.entities, contained)
    if not refines and least is None:
        return None
    reason = _reason(common, jaccard, contained)
    near = reason if alike else f"near in meaning; {reason}"
    return Judgement(("refines", reason) if refines else None, ("same", near) if least is not None else None, least)


def _reason(common: frozenset[str], jaccard: float, contained: float) -> str:
    words = ", ".join(sorted(name for name in common if name[0] not in "@#!")) or "entities"
    return f"share {words} (overlap {jaccard:.2f}, contained {contained:.2f})"


def _one_act(a: Facts, b: Facts, seen: Sight, jaccard: float) -> bool:
    """Do both speak of one act, with enough in common to tell? A denial is only of the very act it denies."""
    if seen.denials == 1 and a.predicate != b.predicate:
        return False
    if not (len(seen.common) >= 3 or (len(seen.common) >= 2 and (seen.one_act or seen.shared))):
        return False
    return seen.one_act or measured(seen.shared) or (may_be_one_act(a, b) and (bool(seen.shared) or jaccard >= SAME))


def _mere_detail(left: frozenset[str], right: frozenset[str], weights: Mapping[str, float], known: Known) -> float:
    """Part of the weight of places that only one of two claims names: where it was is detail, not another statement."""
    located = known.located(left), known.located(right)
    if located[0] and located[1]:
        return 0.0
    return DETAIL * weigh(located[0] | located[1], weights)


def _near_verbatim(a: Facts, b: Facts) -> bool:
    left, right = features(a), features(b)
    return len(left & right) >= VERBATIM * min(len(left), len(right))
