"""The record: everything known about one story, and what made it."""

from __future__ import annotations

from dataclasses import dataclass

from whosays.model.cast import Entity
from whosays.model.decisions import Obeyed
from whosays.model.displays import Shown
from whosays.model.opinions import Opinion
from whosays.model.readings import Claim, Quantity, Time
from whosays.model.reports import Notice, Report
from whosays.model.statements import EventChain, Finding, Lineage, Proposition, Relation
from whosays.model.views import Brief, Event, Itinerary, TimelineEntry


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
    opinions: tuple[Opinion, ...] = ()

    @property
    def told(self) -> tuple[Claim, ...]:
        """The claims that are not embedded: those that are compared, counted, listed and searched."""
        return tuple(claim for claim in self.claims if not claim.embedded)
