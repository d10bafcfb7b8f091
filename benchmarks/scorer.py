"""Scores one record against the gold of its story: claims, attribution, counts, findings, corrections.

A claim of the gold that the record does not have counts as wrong in every layer, so an empty record scores nothing.
Alarms are findings shown as contradiction or tension; one that matches no conflict of the gold is a false alarm.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from benchmarks.gold import WORD, Cluster, Conflict, Gold, GoldClaim, Text, Words

Json = dict[str, Any]
ALARMS = ("contradiction", "tension")
NO_NAME = frozenset("the a an of and in for to s said told mr mrs ms dr".split())
LONGEST_CLAIM = 45  # words; a longer one is a paragraph, not evidence


@dataclass(frozen=True, slots=True)
class Scores:
    """What one story earned. Rates are 0 to 1, ``None`` where the gold has no such case; the rest are counts."""

    span_integrity: float
    claim_recall: float
    attribution_accuracy: float
    count_accuracy: float
    contradiction_recall: float | None
    contradiction_precision: float | None
    update_recall: float | None
    correction_recall: float | None
    brief_cited: float
    shown_alarms: int
    false_alarms: int


def score(gold: Gold, record: Json) -> Scores:
    """The scores of one record (RECORD version 1, as decoded JSON)."""
    laid = Overlay(gold, record)
    alarms = judge(gold, laid)
    contradictions = [c for c in gold.conflicts if c.required and c.verdict == "contradiction"]
    updates = [c for c in gold.conflicts if c.required and c.verdict == "update"]
    claimed = sum(finding["kind"] == "contradiction" for finding in alarms.shown)
    return Scores(
        span_integrity=float(laid.spans_hold()),
        claim_recall=len(laid.partner) / len(gold.claims),
        attribution_accuracy=sum(laid.attributed_right(claim) for claim in gold.claims.values()) / len(gold.claims),
        count_accuracy=_mean([laid.counted_right(cluster) for cluster in gold.clusters]) or 0.0,
        contradiction_recall=_mean([c.id in alarms.hit for c in contradictions]),
        contradiction_precision=alarms.right / claimed if claimed else (0.0 if contradictions else None),
        update_recall=_mean([c.id in alarms.hit for c in updates]),
        correction_recall=_mean([laid.corrected(claim) for claim in sorted(gold.corrections)]),
        brief_cited=_mean([bool(s["passages"]) for s in record.get("brief", {}).get("sentences", [])]) or 0.0,
        shown_alarms=len(alarms.shown),
        false_alarms=len(alarms.false),
    )


class Overlay:
    """A record laid over the gold: which of its claims stand for which of the gold's."""

    def __init__(self, gold: Gold, record: Json) -> None:
        self.gold, self.record = gold, record
        by_text = {document.text.text: document.id for document in gold.documents.values()}
        self.document = {r["id"]: by_text[r["text"]] for r in record.get("reports", []) if r["text"] in by_text}
        self.texts = {r["id"]: Text(r["text"]) for r in record.get("reports", [])}
        self.claims: dict[str, Json] = {c["id"]: c for c in record.get("claims", []) if c["report"] in self.document}
        self.words = {i: self._words(c) for i, c in self.claims.items()}
        self.names = {e["id"]: self._spellings(e) for e in record.get("entities", [])}
        self.near = {claim.id: self._near(claim) for claim in gold.claims.values()}
        self.partner = self._pair()

    def _words(self, claim: Json) -> Words:
        text = self.texts[claim["report"]]
        return frozenset[int]().union(*(text.span(s["start"], s["end"]) for s in claim["spans"]))

    def _spellings(self, entity: Json) -> set[str]:
        texts = (self.texts[m["report"]].text[m["start"] : m["end"]] for m in entity["mentions"])
        return {entity["name"], *texts}

    def _near(self, claim: GoldClaim) -> list[str]:
        """Claims of the record about the same words, the best first; a paragraph is about nothing."""
        found = []
        for other, words in self.words.items():
            if self.document[self.claims[other]["report"]] != claim.document or not 0 < len(words) <= LONGEST_CLAIM:
                continue
            shared = len(words & claim.words)
            overlap = shared / len(words | claim.words)
            part = shared >= 0.7 * len(words)
            whole = shared >= 0.6 * len(claim.words) and len(words) <= 4 * len(claim.words)
            if overlap >= 0.5 or part or whole:
                found.append((-overlap, other))
        return [other for _, other in sorted(found)]

    def all_near(self, claims: Iterable[str]) -> set[str]:
        """Claims of the record about the words of any of these."""
        return {found for claim in claims for found in self.near[claim]}

    def _pair(self) -> dict[str, str]:
        """One claim of the record for one of the gold, the largest overlaps first, none under one half."""
        overlaps = []
        for claim in self.gold.claims.values():
            for other in self.near[claim.id]:
                words = self.words[other]
                overlaps.append((-len(words & claim.words) / len(words | claim.words), claim.id, other))
        pairs: dict[str, str] = {}
        for overlap, claim_id, other in sorted(overlaps):
            if overlap <= -0.5 and claim_id not in pairs and other not in pairs.values():
                pairs[claim_id] = other
        return pairs

    def best(self, claim: str) -> Json | None:
        """The record's claim for one of the gold: its partner, else the nearest."""
        found = self.partner.get(claim) or next(iter(self.near[claim]), None)
        return self.claims[found] if found else None

    def spans_hold(self) -> bool:
        """Does every span of every claim, mention and passage lie inside its report?"""
        spans = [(c["report"], s) for c in self.record.get("claims", []) for s in c["spans"]]
        spans += [(m["report"], m) for e in self.record.get("entities", []) for m in e["mentions"]]
        spans += [(p["report"], p) for s in self.record.get("brief", {}).get("sentences", []) for p in s["passages"]]
        inside = [r in self.texts and 0 <= s["start"] < s["end"] <= len(self.texts[r].text) for r, s in spans]
        return bool(spans) and all(inside)

    def attributed_right(self, claim: GoldClaim) -> bool:
        """Is the outermost source the one the reader saw (or the outlet's own voice where the reader saw none)?"""
        found = self.best(claim.id)
        if found is None or found["attribution"] != claim.attribution:
            return False
        if claim.attribution != "attributed":
            return True
        outermost = found["chain"][-1]["sources"] if found["chain"] else []
        said = {name for s in outermost for name in {s["name"] or "", *self.names.get(s["entity"], set())} if name}
        return any(same_name(a, b) for a in said for b in claim.names)

    def counted_right(self, cluster: Cluster) -> bool:
        """Has the proposition nearest to these claims this number of origins? Sides of a conflict may add up."""
        wanted = self.all_near(cluster.members)
        clustered = self.all_near(member for other in self.gold.clusters for member in other.members)
        touched = [p for p in self.record.get("propositions", []) if wanted & set(p["claims"])]
        if not touched:
            return False

        def nearness(proposition: Json) -> float:
            judged = set(proposition["claims"]) & clustered
            return 2 * len(judged & wanted) / (len(judged) + len(wanted))

        if cluster.conflicted and sum(p["independent_sources"] for p in touched) == cluster.origins:
            return True
        nearest = max(touched, key=lambda p: (nearness(p), p["id"]))
        held = [member for member in sorted(cluster.members) if set(self.near[member]) & set(nearest["claims"])]
        enough = cluster.conflicted or len(held) >= min(2, len(cluster.members))
        return bool(enough and nearest["independent_sources"] == cluster.origins)

    def corrected(self, claim: str) -> bool:
        """Is the withdrawn or corrected claim marked as such?"""
        near = set(self.near[claim])
        if any(self.claims[other]["factuality"] == "retracted" for other in near):
            return True
        return any(
            finding["kind"] in ("retraction", "misattribution") and near & set(reading["claims"])
            for finding in self.record.get("findings", [])
            for reading in finding["readings"]
        )

    def matches(self, finding: Json, conflict: Conflict) -> bool:
        """Do two readings of the finding stand on two sides of the conflict?"""
        sides = [self.all_near(side) for side in conflict.sides]
        readings = [set(reading["claims"]) for reading in finding["readings"]]
        stands = [{number for number, side in enumerate(sides) if side & claims} for claims in readings]
        return any(a != b for first, second in combinations(stands, 2) for a in first for b in second)


@dataclass(frozen=True, slots=True)
class Alarms:
    """The record's alarms judged: all shown, the false ones, how many contradictions are right, the conflicts found."""

    shown: tuple[Json, ...]
    false: tuple[Json, ...]
    right: int
    hit: frozenset[str]


def judge(gold: Gold, laid: Overlay) -> Alarms:
    """Every finding of the record against the conflicts of the gold."""
    shown, false, right, hit = [], [], 0, set[str]()
    for finding in laid.record.get("findings", []):
        matched = [c for c in gold.conflicts if laid.matches(finding, c)]
        if finding["shown"] or finding["kind"] == "update":
            hit.update(c.id for c in matched if c.verdict == finding["kind"])
        if not finding["shown"] or finding["kind"] not in ALARMS:
            continue
        shown.append(finding)
        real = {c.verdict for c in matched} & set(ALARMS)
        if not real and not _touches(finding, gold.corrections, laid):
            false.append(finding)
        elif finding["kind"] == "contradiction" and real != {"tension"}:
            right += 1
    return Alarms(tuple(shown), tuple(false), right, frozenset(hit))


def _touches(finding: Json, claims: frozenset[str], laid: Overlay) -> bool:
    near = laid.all_near(claims)
    return any(near & set(reading["claims"]) for reading in finding["readings"])


def same_name(a: str, b: str) -> bool:
    """Does one name hold the content words of the other, or share at least half of the longer?"""
    first, second = _content(a), _content(b)
    shared = len(first & second)
    return shared > 0 and (first <= second or second <= first or 2 * shared >= max(len(first), len(second)))


def _content(name: str) -> frozenset[str]:
    words = frozenset(WORD.findall(name.lower()))
    return words - NO_NAME or words


def _mean(values: list[bool]) -> float | None:
    return sum(values) / len(values) if values else None


def mistakes(gold: Gold, record: Json) -> Iterator[str]:
    """One line for each false alarm and each required conflict that was missed, for whoever works on the findings."""
    alarms = judge(gold, Overlay(gold, record))
    for finding in alarms.false:
        answers = " | ".join(reading["answer"] for reading in finding["readings"])
        yield f"{gold.name}: false {finding['kind']}: {finding['question']} [{answers}]"
    for conflict in gold.conflicts:
        if conflict.required and conflict.id not in alarms.hit:
            yield f"{gold.name}: missed {conflict.verdict} {conflict.id}"
