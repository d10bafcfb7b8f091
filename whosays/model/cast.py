"""Who and what the reports of a story are about, under all their names."""

from __future__ import annotations

from dataclasses import dataclass

from whosays.model.vocabulary import EntityKind, Judgement, MentionForm


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
