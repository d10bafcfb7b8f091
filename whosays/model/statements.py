"""What the reports of a story say together: statements with their origins, where they disagree, and who copied whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from whosays.model.displays import Shown
from whosays.model.reports import Passage
from whosays.model.vocabulary import EdgeKind, FindingKind, RelationKind, Slot, Stance, Status


@dataclass(frozen=True, slots=True)
class Relation:
    """How two claims stand to each other (``refines``: a is the narrower; ``supersedes``: a is older; ``copy``: b copies a)."""

    a: str
    b: str
    kind: RelationKind
    reason: str


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a statement comes from: a named source at the end of the chains of these claims."""

    name: str
    entity: str | None
    claims: tuple[str, ...]
    how: Literal["direct", "entailed"]
    stance: Stance


@dataclass(frozen=True, slots=True)
class Proposition:
    """What is said, whoever says it: one cluster of claims with one value, its origins and its status."""

    id: str
    statement: str
    claims: tuple[str, ...]
    origins: tuple[Origin, ...]
    independent_sources: int
    independent_sources_entailed: int
    status: Status


@dataclass(frozen=True, slots=True)
class Side:
    """One answer to a finding's question, and the claims that give it."""

    answer: str
    claims: tuple[str, ...]
    independent_sources: int


@dataclass(frozen=True, slots=True)
class OutsideFact:
    """Knowledge from outside the reports: labelled, never the ground of an alarm."""

    fact: str
    source: str


@dataclass(frozen=True, slots=True)
class Finding(Shown):
    """What a careful reader should look at, with both sides and the computation."""

    id: str
    kind: FindingKind
    slot: Slot
    question: str
    readings: tuple[Side, ...]
    computation: str
    reconciled_by: str | None
    reports: tuple[str, ...]
    outside: tuple[OutsideFact, ...]
    shown: bool


@dataclass(frozen=True, slots=True)
class OriginGroup:
    """Reports that go back to one text or agency."""

    origin: str
    reports: tuple[str, ...]
    evidence: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class LineageEdge:
    """``from_report`` copies / shares a wire with / cites / revises ``to_report``; pairs of equal or citing passages."""

    from_report: str
    to_report: str
    kind: EdgeKind
    spans: tuple[tuple[Passage, Passage], ...]


@dataclass(frozen=True, slots=True)
class Lineage:
    """Who copied whom."""

    groups: tuple[OriginGroup, ...]
    edges: tuple[LineageEdge, ...]


@dataclass(frozen=True, slots=True)
class EventChain:
    """One event with every word of every report that stands for it, and the claims that these words carry.

    ``word`` is the commonest of them. What is *said* of the event may differ: that is for propositions and findings.
    """

    id: str
    word: str
    mentions: tuple[Passage, ...]
    claims: tuple[str, ...]
