"""Which claims say the same thing, and which is the narrower; claims that do become one proposition.

Symbolic throughout: candidates share entities and classes of words, weighted by how rare they are in the story; roles, numbers,
times, polarity and place may each forbid a match. No vector decides anything.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from whosays.measures import agree, vague, value_of
from whosays.model import Cast, Facts, Lineage, Measure, Proposition, Reading, Relation, key

SAME = 0.50  # weighted Jaccard of two claims that say the same
CONTAINED, CONTAINED_JACCARD = 0.80, 0.36  # or: nearly all of the smaller stands in the larger
REFINES, REFINES_JACCARD = 0.72, 0.22
DETAIL = 0.85
MODIFIER = 0.35  # what an adjective weighs against a noun or verb
BOUND_REACH = 1.15  # "at least 140" says what 146 says
COMMONEST = 0.3  # a feature of more than this share of the claims proposes nobody
TALK_OF_NOBODY = frozenset({"person", "man", "woman", "group", "thing", "country", "nation", "official"})
LOCAL = frozenset({"headline", "dek", "caption"})


def align(facts: Sequence[Facts], cast: Cast, lineage: Lineage) -> tuple[Relation, ...]:
    """Relations same, copy and refines between claims, each with its reason; within one report only a headline's with its text."""
    weights = _weights(facts)
    copied = {(edge.from_report, edge.to_report) for edge in lineage.edges if edge.kind in ("copies", "shares-wire")}
    kinds = {entity.id: entity.kind for entity in cast.entities}
    found = []
    for a, b in _candidates(facts):
        match = compare(a, b, weights, kinds)
        if match is None:
            continue
        kind, reason = match
        if (
            kind == "same"
            and ((a.report, b.report) in copied or (b.report, a.report) in copied)
            and _near_verbatim(a, b)
        ):
            older, newer = (b, a) if (a.report, b.report) in copied else (a, b)
            found.append(Relation(older.claim, newer.claim, "copy", reason))
        elif kind == "refines":
            narrow, wide = (a, b) if len(features(a)) >= len(features(b)) else (b, a)
            found.append(Relation(narrow.claim, wide.claim, "refines", reason))
        else:
            found.append(Relation(a.claim, b.claim, "same", reason))
    return tuple(sorted(found, key=lambda relation: (relation.a, relation.b, relation.kind)))


def features(fact: Facts) -> frozenset[str]:
    """What a claim is about: entities, classes of words, values of its measures."""
    values = {f"#{m.unit}:{m.low}:{m.high}" for m in fact.measures}
    if fact.earliest and fact.latest and _narrow(fact):
        values.add(f"!{fact.earliest[:16]}")
    return frozenset(
        {f"@{entity}" for entity in fact.entities} | _players(fact) | set(fact.terms) | values | {fact.predicate}
    )


def _narrow(fact: Facts) -> bool:
    """Is the event dated to two hours or less? Then its instant is what two tellings share, in whatever zone."""
    gap = datetime.fromisoformat(fact.latest or "") - datetime.fromisoformat(fact.earliest or "")
    return gap <= timedelta(hours=2)


def _players(fact: Facts) -> set[str]:
    """Who acts and who is acted on, also where another clause prints them; a class word stands for itself."""
    return {
        f"@{name}" if name.startswith("e") and len(name) == 13 else name
        for name in fact.agents | fact.patients
        if name not in TALK_OF_NOBODY
    }


def _weights(facts: Sequence[Facts]) -> dict[str, float]:
    """Rarity of every feature over the story's claims (inverse document frequency, smoothed)."""
    counts = Counter(feature for fact in facts for feature in features(fact))
    return {
        f: (math.log(1 + len(facts) / (1 + count)) + 0.3) * (MODIFIER if f[0] == "~" else 1.0)
        for f, count in counts.items()
    }


def _candidates(facts: Sequence[Facts]) -> Iterator[tuple[Facts, Facts]]:
    """Pairs from different reports that share two features, one of them not too common; in one report only zones against text."""
    index: dict[str, list[int]] = defaultdict(list)
    for number, fact in enumerate(facts):
        for feature in features(fact):
            index[feature].append(number)
    limit = max(6, int(COMMONEST * len(facts)))
    shared: Counter[tuple[int, int]] = Counter()
    for feature in sorted(index):
        members = index[feature]
        if len(members) > limit:
            continue
        for position, left in enumerate(members):
            for right in members[position + 1 :]:
                shared[left, right] += 1
    for left, right in sorted(shared):
        a, b = facts[left], facts[right]
        if a.report == b.report and not ({a.zone, b.zone} & LOCAL):
            continue
        if len(features(a) & features(b)) >= 2 or _one_toll(a, b) or _one_instant(a, b):
            yield a, b


def compare(a: Facts, b: Facts, weights: dict[str, float], kinds: Mapping[str, str]) -> tuple[str, str] | None:
    """("same" | "refines", reason), or ``None``. Any typed conflict forbids both."""
    if _forbidden(a, b, kinds):
        return None
    left, right = features(a), features(b)
    common = left & right
    shared = _weigh(common, weights)
    jaccard = shared / (_weigh(left | right, weights) - _mere_detail(left, right, weights, kinds))
    contained = shared / min(_weigh(left, weights), _weigh(right, weights))
    if _one_toll(a, b) and a.place == b.place:
        return "same", "the same figure of one running count"
    if _one_instant(a, b) and (a.predicate == b.predicate or a.agents & b.agents):
        return "same", "the same event at the same instant"
    denied = (a.factuality == "denied") != (b.factuality == "denied")
    predicate = a.predicate == b.predicate or (not denied and (a.predicate in b.terms or b.predicate in a.terms))
    if denied and not predicate:
        return None
    measured = any(_equal(m, n) for m in a.measures for n in b.measures)
    if a.factuality == b.factuality == "denied" and contained >= 0.95:
        return "same", f"one denial (contained {contained:.2f}, overlap {jaccard:.2f})"
    substance = len(common) >= 3 or (len(common) >= 2 and (predicate or measured))
    if not substance or not (predicate or measured or jaccard >= 0.6):
        return None
    words = ", ".join(sorted(name for name in common if name[0] not in "@#")) or "entities"
    reason = f"share {words} (overlap {jaccard:.2f}, contained {contained:.2f})"
    held = contained >= CONTAINED and jaccard >= CONTAINED_JACCARD
    if jaccard >= SAME or held:
        return "same", reason
    if contained >= REFINES and jaccard >= REFINES_JACCARD and len(common) >= 3:
        return "refines", reason
    return None


def _weigh(names: Iterable[str], weights: Mapping[str, float]) -> float:
    return sum(weights[name] for name in sorted(names))


def _mere_detail(
    left: frozenset[str], right: frozenset[str], weights: dict[str, float], kinds: Mapping[str, str]
) -> float:
    """Part of the weight of places that only one of two claims names: where it was is detail, not another statement."""
    located = [{name for name in side if kinds.get(name[1:]) in ("place", "facility")} for side in (left, right)]
    if located[0] and located[1]:
        return 0.0
    return DETAIL * _weigh(located[0] | located[1], weights)


def _forbidden(a: Facts, b: Facts, kinds: Mapping[str, str]) -> bool:
    """Polarity, number, time, actor or target speak against one proposition."""
    if a.negative != b.negative or _done(a) != _done(b):
        return True
    if _numbers_differ(a, b) or apart(a, b):
        return True
    persons = {"person", "organisation"}
    for role in ("agents", "patients"):
        mine = {e for e in getattr(a, role) if kinds.get(e) in persons}
        theirs = {e for e in getattr(b, role) if kinds.get(e) in persons}
        if (
            mine
            and theirs
            and not mine & (b.agents | b.patients | b.entities)
            and not theirs & (a.agents | a.patients | a.entities)
        ):
            return True
    return bool(
        a.place
        and b.place
        and a.place != b.place
        and a.predicate == b.predicate
        and not (a.entities & b.entities - {a.place, b.place})
    )


def _done(fact: Facts) -> str:
    """What is told as done, what lies ahead, and what is only supposed are three statements; headlines use one tense for all."""
    if fact.factuality == "hypothetical" or fact.stance == "declines":
        return "supposed"
    ahead = fact.factuality in ("expected", "conditional") and fact.zone not in LOCAL
    return "ahead" if ahead else "done"


def apart(a: Facts, b: Facts) -> bool:
    """Are both dated, to intervals that do not touch?"""
    if not (a.earliest and b.earliest and a.latest and b.latest):
        return False
    return a.latest < b.earliest or b.latest < a.earliest


def comparable(m: Measure, n: Measure) -> bool:
    """Do two measures count the same kind of thing in the same unit?"""
    if m.unit != n.unit:
        return False
    if m.what and n.what:
        return bool(m.what & n.what)
    return True


def _equal(m: Measure, n: Measure) -> bool:
    """Do two comparable measures give the same figure?"""
    return comparable(m, n) and agree(m, n) and m.low is not None and n.low is not None and not (vague(m) or vague(n))


def _numbers_differ(a: Facts, b: Facts) -> bool:
    """A comparable pair that excludes each other, and none that agrees."""
    pairs = [(m, n) for m in a.measures for n in b.measures if comparable(m, n)]
    return bool(pairs) and not any(agree(m, n) for m, n in pairs)


def _one_toll(a: Facts, b: Facts) -> bool:
    """Do both give the same figure of one running count ("17 dead", "the number of dead had risen to 17")?"""
    return any(m.toll & n.toll and _equal(m, n) and _near(m, n) for m in a.measures for n in b.measures)


def _near(m: Measure, n: Measure) -> bool:
    """ "At least five" holds for 249, but does not say it: a bound stands for figures close to it."""
    left, right = value_of(m), value_of(n)
    if not left or not right:
        return left == right
    return max(left, right) / min(left, right) <= BOUND_REACH


def _one_instant(a: Facts, b: Facts) -> bool:
    """Are both dated to two hours or less that overlap, in whatever zone each is told?"""
    if not (a.earliest and a.latest and b.earliest and b.latest):
        return False
    return _narrow(a) and _narrow(b) and not apart(a, b)


def _near_verbatim(a: Facts, b: Facts) -> bool:
    left, right = features(a), features(b)
    return len(left & right) >= 0.6 * min(len(left), len(right))


# ------------------------------------------------------------------------------------------------ propositions
@dataclass(slots=True)
class _Cluster:
    members: list[Facts]


def state_propositions(
    facts: Sequence[Facts], cast: Cast, relations: Sequence[Relation], readings: Sequence[Reading]
) -> tuple[Proposition, ...]:
    """Clusters of claims with one value: joined over same and copy, never over a pair that a typed conflict forbids.

    Origins are counted later; a proposition states itself in the words of its best-evidenced claim.
    """
    kinds = {entity.id: entity.kind for entity in cast.entities}
    of = {fact.claim: _Cluster([fact]) for fact in facts}
    by_id = {fact.claim: fact for fact in facts}
    strength = {"copy": 0, "same": 1}
    links = sorted(
        (r for r in relations if r.kind in strength),
        key=lambda r: (strength[r.kind], -_shared(by_id[r.a], by_id[r.b]), r.a, r.b),
    )
    for relation in links:
        left, right = of[relation.a], of[relation.b]
        if left is right or any(_forbidden(x, y, kinds) for x in left.members for y in right.members):
            continue
        left.members.extend(right.members)
        for fact in right.members:
            of[fact.claim] = left
    seen: set[int] = set()
    out = []
    order = {claim.id: number for number, claim in enumerate(c for reading in readings for c in reading.claims)}
    for fact in facts:
        cluster = of[fact.claim]
        if id(cluster) in seen:
            continue
        seen.add(id(cluster))
        members = sorted(cluster.members, key=lambda member: order[member.claim])
        claims = tuple(member.claim for member in members)
        out.append(Proposition(key("p", *claims), _best(members).text, claims, (), 0, 0, "unattributed"))
    return tuple(out)


def _shared(a: Facts, b: Facts) -> float:
    """Unweighted Jaccard: the order in which links are joined, strongest first."""
    left, right = features(a), features(b)
    return len(left & right) / len(left | right)


def _best(members: Iterable[Facts]) -> Facts:
    """Body text before headline, certain before hedged, the fuller wording before the shorter."""
    return min(
        members,
        key=lambda fact: (fact.zone in LOCAL, fact.factuality != "certain", -min(len(fact.text), 140), fact.claim),
    )
