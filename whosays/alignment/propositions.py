"""Propositions: clusters of claims with one value, stated in the words of the best-evidenced claim."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache

from whosays.alignment.conflicts import LOCAL, Known, conflict
from whosays.alignment.features import features
from whosays.alignment.third_opinion import FIGURE, NEAREST
from whosays.model import Cast, Facts, Proposition, Reading, Relation, key
from whosays.vectors import Vectors
from whosays.words.contraries import answers

JOINS = {"copy": 0, "same": 1}
COHESION = 0.5  # share of pairs of wordings that must belong together where two clusters join …
TOGETHER = 0.55  # … by a link, or by vectors at least this near
WORDINGS = 40  # of one cluster that are compared: an event of a large story is told in hundreds
LONG_ENOUGH = 140  # characters beyond which a fuller wording says no more


@dataclass(slots=True)
class _Cluster:
    """Claims joined so far, and one of each kind that a typed conflict can tell apart, by the number of the kind."""

    members: list[Facts]
    kinds: dict[int, Facts]


def state_propositions(
    facts: Sequence[Facts], cast: Cast, relations: Sequence[Relation], readings: Sequence[Reading], vectors: Vectors
) -> tuple[Proposition, ...]:
    """Clusters of claims with one value: joined over same and copy, never over a pair that a typed conflict forbids.

    Origins are counted later. The strongest links join first, so that a weak one cannot keep two strong ones apart; two clusters join
    only where at least half of their wordings, pair by pair, belong together: a chain of likenesses is no likeness.
    """
    known = Known({entity.id: entity for entity in cast.entities})
    by_id = {fact.claim: (fact.report, features(fact)) for fact in facts}
    kinds: dict[Hashable, int] = {}
    of = {fact.claim: _Cluster([fact], {kinds.setdefault(_kind(fact), len(kinds)): fact}) for fact in facts}
    forbidden = _Forbidden(known)
    linked = {(relation.a, relation.b) for relation in relations}
    links = (relation for relation in relations if relation.kind in JOINS)
    for relation in sorted(links, key=lambda r: _strength(r, by_id)):
        left, right = of[relation.a], of[relation.b]
        if left is right or forbidden.between(left, right):
            continue
        if not _cohere(left, right, linked, vectors):
            continue
        left.members.extend(right.members)
        left.kinds.update(right.kinds)
        for fact in right.members:
            of[fact.claim] = left
    order = {claim.id: number for number, claim in enumerate(c for reading in readings for c in reading.claims)}
    clusters = {id(of[fact.claim]): of[fact.claim] for fact in facts}
    return tuple(_state(sorted(c.members, key=lambda member: order[member.claim])) for c in clusters.values())


class _Forbidden:
    """Which clusters may not be joined; of claims that no conflict can tell apart, one is asked, and once."""

    def __init__(self, entities: Known) -> None:
        self.entities = entities
        self.known: dict[tuple[int, int], bool] = {}

    def between(self, left: _Cluster, right: _Cluster) -> bool:
        """Does any claim of one cluster exclude one of the other?"""
        for i, x in left.kinds.items():
            for j, y in right.kinds.items():
                if (i, j) not in self.known:
                    self.known[i, j] = conflict(x, y, self.entities) is not None
                if self.known[i, j]:
                    return True
        return False


def _kind(fact: Facts) -> Hashable:
    """All of a claim that :func:`conflict` looks at."""
    measures = tuple((m.low, m.high, m.approx, m.unit, m.what) for m in fact.measures)
    return (
        fact.negative, fact.told, measures, fact.earliest, fact.latest, fact.clocks, fact.agents, fact.patients, fact.entities,
        fact.terms, fact.text, fact.predicate, fact.place, tuple((name, answer.yes) for name, answer in answers(fact).items()),
    )  # fmt: skip


def _state(members: Sequence[Facts]) -> Proposition:
    claims = tuple(member.claim for member in members)
    return Proposition(key("p", *claims), _best(members).text, claims, (), 0, 0, "unattributed")


def _strength(
    relation: Relation, by_id: Mapping[str, tuple[str, frozenset[str]]]
) -> tuple[int, bool, float, bool, str, str]:
    """Strongest first: copies, much in common, a headline with its own text before another report's; the nearest that were read last."""
    (report, left), (other, right) = by_id[relation.a], by_id[relation.b]
    last = relation.reason.startswith((NEAREST, FIGURE))
    return JOINS[relation.kind], last, -_shared(left, right), report != other, relation.a, relation.b


@lru_cache(maxsize=65_536)
def _shared(left: frozenset[str], right: frozenset[str]) -> float:
    """Unweighted Jaccard of the features of two claims: the order in which links are joined."""
    return len(left & right) / len(left | right)


def _best(members: Iterable[Facts]) -> Facts:
    """Body text before headline, certain before hedged, the fuller wording before the shorter."""
    return min(
        members,
        key=lambda fact: (
            fact.zone in LOCAL,
            fact.factuality != "certain",
            -min(len(fact.text), LONG_ENOUGH),
            fact.claim,
        ),
    )


def _cohere(left: _Cluster, right: _Cluster, linked: Set[tuple[str, str]], vectors: Vectors) -> bool:
    """Do enough of the wordings of two clusters belong together, by a link or by nearness? Reprints of one wording count once."""
    pairs = [(a, b) for a in _wordings(left) for b in _wordings(right) if a.text != b.text]
    loose = [(a, b) for a, b in pairs if not {(a.claim, b.claim), (b.claim, a.claim)} & linked]
    vectors.prepare(fact.text for pair in loose for fact in pair)
    apart = sum(vectors.nearness(a.text, b.text) < TOGETHER for a, b in loose)
    return len(pairs) - apart >= COHESION * len(pairs)


def _wordings(cluster: _Cluster) -> list[Facts]:
    """One member for each wording, at most ``WORDINGS`` of them."""
    return list({member.text: member for member in cluster.members}.values())[:WORDINGS]
