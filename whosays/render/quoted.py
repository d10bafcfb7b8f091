"""The values that programs are answered: claims, disputes, briefs and chains with the exact words beside them.

The record itself carries no second copy of the words; these values do, so that one answer can be quoted without the record.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from whosays.model import AttributionKind, EdgeKind, Factuality, FindingKind, Polarity, Slot, Stance, Status, StepRole


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Exact words of a report: whose, where it came from, when it was published, and the characters [start, end)."""

    report: str
    outlet: str | None
    source: str
    published: str | None
    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class Stated:
    """A proposition that a claim belongs to, how it stands, and how many independent sources assert it."""

    id: str
    statement: str
    status: Status
    independent_sources: int


@dataclass(frozen=True, slots=True)
class Said:
    """A claim with its words; ``said_by`` is the chain in words, outlet first."""

    id: str
    said_by: str
    polarity: Polarity
    factuality: Factuality
    attribution: AttributionKind
    excerpts: tuple[Excerpt, ...]
    propositions: tuple[Stated, ...]


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer to a finding's question, and the claims that give it; ``total`` is how many do, where not all are quoted."""

    answer: str
    independent_sources: int
    total: int
    claims: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Dispute:
    """A finding with the words of every side and the computation; ``reports`` are the ids of those it is about."""

    id: str
    kind: FindingKind
    slot: Slot
    question: str
    replies: tuple[Reply, ...]
    computation: str
    reconciled_by: str | None
    reports: tuple[str, ...]
    shown: bool


@dataclass(frozen=True, slots=True)
class QuotedSentence:
    """A sentence of the brief with the passages it rests on and the findings it tells of."""

    text: str
    excerpts: tuple[Excerpt, ...]
    findings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class QuotedBrief:
    """A story's title, how many reports it has and how many origins they go back to, and its brief."""

    title: str | None
    reports: int
    origins: int
    sentences: tuple[QuotedSentence, ...]


@dataclass(frozen=True, slots=True)
class Voice:
    """One source of a step; the name is absent where the report gives none. ``excerpt`` are the words that name it."""

    name: str | None
    entity: str | None
    excerpt: Excerpt | None


@dataclass(frozen=True, slots=True)
class Link:
    """One step of "who says so": its sources, its part, its stance, and the words that say so ("said", "according to")."""

    role: StepRole
    stance: Stance
    voices: tuple[Voice, ...]
    cue: Excerpt | None
    inherited: bool


@dataclass(frozen=True, slots=True)
class OriginNamed:
    """An origin of a proposition, and whether it states the same or something that entails it."""

    name: str
    how: Literal["direct", "entailed"]
    stance: Stance


@dataclass(frozen=True, slots=True)
class Grounds:
    """A proposition of the claim with all its origins, and how many of them are independent."""

    id: str
    statement: str
    status: Status
    independent_sources: int
    origins: tuple[OriginNamed, ...]


@dataclass(frozen=True, slots=True)
class TakenFrom:
    """Another report that the claim's report copies, cites, revises or shares a wire with."""

    kind: EdgeKind
    report: str
    outlet: str | None


@dataclass(frozen=True, slots=True)
class Traced:
    """A claim with where it comes from: the chain outlet first, the origins, and the reports that its report draws on."""

    claim: Said
    chain: tuple[Link, ...]
    propositions: tuple[Grounds, ...]
    drawn_on: tuple[TakenFrom, ...]
