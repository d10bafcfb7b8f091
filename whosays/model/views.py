"""What is drawn from a record for its reader: when, where, who did what, and the brief."""

from __future__ import annotations

from dataclasses import dataclass

from whosays.model.displays import Shown
from whosays.model.reports import Passage
from whosays.model.vocabulary import EventStatus, LegStatus


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
