"""What the reports of one story say together: cast, propositions, findings, lineage, views, and the record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from whosays.model.decisions import Obeyed
from whosays.model.displays import Shown
from whosays.model.readings import Claim, Quantity, Time
from whosays.model.reports import Notice, Passage, Report
from whosays.model.vocabulary import (
    EdgeKind,
    EntityKind,
    EventStatus,
    FindingKind,
    Judgement,
    LegStatus,
    MentionForm,
    RelationKind,
    Slot,
    Stance,
    Status,
)


@dataclass(frozen=True, slots=True)
class Links:
    """Identifiers in outside registers."""

    wikidata: str | None
    geonames: str | None


@dataclass(frozen=True, slots=True)
class Coordinates:
    """Decimal degrees WGS 84 and a radius in kilometres."""

    latitude: float
    longitude: float
    radius_km: float | None


@dataclass(frozen=True, slots=True)
class EntityMention:
    """A mention as the record shows it; ``inferred`` marks what was resolved (pronouns, nominals), with the reason."""

    report: str
    start: int
    end: int
    form: MentionForm
    inferred: bool
    reason: str | None


@dataclass(frozen=True, slots=True)
class Merge:
    """A judgement that two names stand for the same thing, or do not, or that nobody can tell."""

    a: str
    b: str
    judgement: Judgement
    reason: str


@dataclass(frozen=True, slots=True)
class Entity:
    """Somebody or something, with every mention of it in every report."""

    id: str
    kind: EntityKind
    name: str
    links: Links
    place: Coordinates | None
    mentions: tuple[EntityMention, ...]
    merges: tuple[Merge, ...]


@dataclass(frozen=True, slots=True)
class Cast:
    """All entities of a story, which entity each mention id stands for, and ISO country codes of those that have one."""

    entities: tuple[Entity, ...]
    of_mention: dict[str, str]
    country_of: dict[str, str]


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
class TimelineEntry:
    """Something that happened, or is expected, in an interval of time."""

    earliest: str | None
    latest: str | None
    zone: str | None
    grain: str | None
    claims: tuple[str, ...]
    propositions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Leg:
    """A place a traveller was, or may have been; ``after`` are indices of legs known to come before it."""

    place: str
    earliest: str | None
    latest: str | None
    claims: tuple[str, ...]
    after: tuple[int, ...]
    status: LegStatus


@dataclass(frozen=True, slots=True)
class Itinerary:
    """Where one traveller was."""

    traveller: str
    legs: tuple[Leg, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """Who did what to whom, coded by PLOVER where it has a code."""

    actors: tuple[str, ...]
    code: str | None
    recipients: tuple[str, ...]
    date: str | None
    place: str | None
    status: EventStatus
    background: bool
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EventChain:
    """One event with every word of every report that stands for it, and the claims that these words carry.

    ``word`` is the commonest of them. What is *said* of the event may differ: that is for propositions and findings.
    """

    id: str
    word: str
    mentions: tuple[Passage, ...]
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BriefSentence:
    """One sentence of the brief and the passages it rests on."""

    text: str
    claims: tuple[str, ...]
    propositions: tuple[str, ...]
    findings: tuple[str, ...]
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Brief(Shown):
    """The brief, sentence by sentence."""

    sentences: tuple[BriefSentence, ...]


@dataclass(frozen=True, slots=True)
class Model:
    """A model that took part: name, version, sha256 of its files."""

    name: str
    version: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Generator:
    """What made a record."""

    whosays: str
    models: tuple[Model, ...]
    settings_sha256: str


@dataclass(frozen=True, slots=True)
class StoryHeader:
    """A story's id, title, and the first and last day its reports came out."""

    id: str
    title: str | None
    first_published: str | None
    last_published: str | None


@dataclass(frozen=True, slots=True)
class Record(Shown):
    """Everything known about one story. Every view is rendered from it."""

    record_version: int
    generator: Generator
    story: StoryHeader
    reports: tuple[Report, ...]
    entities: tuple[Entity, ...]
    times: tuple[Time, ...]
    quantities: tuple[Quantity, ...]
    claims: tuple[Claim, ...]
    relations: tuple[Relation, ...]
    propositions: tuple[Proposition, ...]
    findings: tuple[Finding, ...]
    lineage: Lineage
    timeline: tuple[TimelineEntry, ...]
    itinerary: tuple[Itinerary, ...]
    events: tuple[Event, ...]
    brief: Brief
    notices: tuple[Notice, ...]
    decisions: tuple[Obeyed, ...] = ()
    event_chains: tuple[EventChain, ...] = ()

    @property
    def told(self) -> tuple[Claim, ...]:
        """The claims that are not embedded: those that are compared, counted, listed and searched."""
        return tuple(claim for claim in self.claims if not claim.embedded)
