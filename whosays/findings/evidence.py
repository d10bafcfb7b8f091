"""The story as comparators see it: claims and facts by id, what they share, whose they are, and how a finding is made."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from whosays.model import (
    Cast,
    Claim,
    Coordinates,
    Facts,
    Finding,
    FindingKind,
    Lineage,
    Proposition,
    Reading,
    Relation,
    Side,
    Slot,
    Span,
    key,
)


@dataclass(frozen=True, slots=True)
class Story:
    """Read-only look-ups over one story."""

    facts: tuple[Facts, ...]
    readings: tuple[Reading, ...]
    claims: dict[str, Claim]
    fact_of: dict[str, Facts]
    propositions: dict[str, Proposition]
    proposition_of: dict[str, str]
    relations: tuple[Relation, ...]
    names: dict[str, str]
    kinds: dict[str, str]
    group_of: dict[str, str]
    rarity: dict[str, float]
    texts: dict[str, str]
    sentences: dict[str, tuple[Span, ...]]
    spread: dict[str, int]
    places: dict[str, Coordinates]

    def sources(self, claim: str) -> frozenset[str]:
        """Entity ids (or names) at the end of a claim's chain; empty for the outlet's own voice."""
        last = self.claims[claim].chain[-1]
        if last.role == "outlet":
            return frozenset()
        return frozenset(source.entity or source.name or "" for source in last.sources)

    def origin_count(self, claims: Iterable[str]) -> int:
        """Independent origins of the best-backed proposition among these claims."""
        return max((self.propositions[self.proposition_of[c]].independent_sources for c in claims), default=0)

    def sentence(self, claim: str) -> str:
        """The sentence that a claim starts in."""
        start = self.claims[claim].spans[0].start
        report = self.claims[claim].report
        found = next((s for s in self.sentences[report] if s.start <= start < s.end), None)
        return found.of(self.texts[report]) if found else ""

    def all_of(self, claim: str) -> tuple[str, ...]:
        """The claims of a claim's proposition."""
        return self.propositions[self.proposition_of[claim]].claims

    def weigh(self, words: Iterable[str]) -> float:
        """Summed rarity, added in a fixed order so that the last digit does not depend on how a set is stored."""
        return sum(self.rarity[word] for word in sorted(words))

    def label(self, entity: str) -> str:
        """A name to print for an entity id or class word."""
        return self.names.get(entity, entity)


def story_of(
    facts: Sequence[Facts],
    readings: Sequence[Reading],
    cast: Cast,
    propositions: Sequence[Proposition],
    relations: Sequence[Relation],
    lineage: Lineage,
) -> Story:
    """The look-ups of a story, made once."""
    counts = Counter(word for fact in facts for word in words_of(fact))
    return Story(
        facts=tuple(facts), readings=tuple(readings),
        claims={claim.id: claim for reading in readings for claim in reading.claims},
        fact_of={fact.claim: fact for fact in facts},
        propositions={p.id: p for p in propositions},
        proposition_of={claim: p.id for p in propositions for claim in p.claims},
        relations=tuple(relations),
        names={entity.id: entity.name for entity in cast.entities},
        kinds={entity.id: entity.kind for entity in cast.entities},
        group_of={report: group.origin for group in lineage.groups for report in group.reports},
        rarity={word: math.log(1 + len(facts) / (1 + count)) + 0.3 for word, count in counts.items()},
        texts={reading.report.id: reading.report.text for reading in readings},
        sentences={reading.report.id: reading.sentences for reading in readings},
        places={entity.id: entity.place for entity in cast.entities if entity.place is not None},
        spread={entity.id: len({m.report for m in entity.mentions}) for entity in cast.entities},
    )  # fmt: skip


def words_of(fact: Facts) -> frozenset[str]:
    """What a claim is about, without its numbers: entities, classes of words, its predicate."""
    return frozenset(
        {f"@{e}" for e in fact.entities}
        | {f"@{e}" for e in fact.agents | fact.patients if e.startswith("e")}
        | set(fact.terms)
        | {fact.predicate}
    )


def likeness(story: Story, a: Facts, b: Facts) -> float:
    """Weighted Jaccard of what two claims are about, numbers aside: 0 … 1."""
    left, right = words_of(a), words_of(b)
    total = story.weigh(left | right)
    return story.weigh(left & right) / total if total else 0.0


def finding(
    story: Story, kind: FindingKind, slot: Slot, question: str, sides: Sequence[tuple[str, Sequence[str]]], computation: str,
    *, reconciled_by: str | None = None, shown: bool = True, reports: Sequence[str] = (),
) -> Finding:  # fmt: skip
    """A finding over answers and the claims that give them; its id is a function of kind, slot and claims."""
    readings = tuple(Side(answer, tuple(dict.fromkeys(claims)), story.origin_count(claims)) for answer, claims in sides)
    about = sorted({story.claims[c].report for _, claims in sides for c in claims} | set(reports))
    made = key("f", kind, slot, *sorted(c for _, claims in sides for c in claims))
    return Finding(made, kind, slot, question, readings, computation, reconciled_by, tuple(about), (), shown)


def ordered(story: Story, a: Facts, b: Facts) -> tuple[Facts, Facts]:
    """The pair, earlier first: by as-of time, then by report and position."""
    return (a, b) if _position(story, a) <= _position(story, b) else (b, a)


def _position(story: Story, fact: Facts) -> tuple[str, str, int]:
    return fact.as_of or "~", fact.report, story.claims[fact.claim].spans[0].start
