"""What people decided about a story, and what became of it: each decision with who, when and why, as they gave it."""

from __future__ import annotations

from dataclasses import dataclass

from whosays.model.vocabulary import DecisionKind, EntityKind, FindingKind, Judgement, Slot


@dataclass(frozen=True, slots=True)
class Words:
    """Words of a report, by what they are and not by where they stand. ``sha256`` begins the hash of the report's text."""

    words: str
    source: str | None = None
    sha256: str | None = None


@dataclass(frozen=True, slots=True)
class Target:
    """What a decision is about: an entity, a report, words of a report, or a finding; nothing here depends on a run.

    An entity has ``name`` (and ``kind``), narrowed by a report and by ``words`` that hold the mention. A report has ``source``
    (file name, address or id) and ``sha256``. A finding has its ``finding`` kind, its ``slot``, its ``answers`` and a passage
    of each side.
    """

    name: str | None = None
    kind: EntityKind | None = None
    source: str | None = None
    sha256: str | None = None
    words: str | None = None
    finding: FindingKind | None = None
    slot: Slot | None = None
    answers: tuple[str, ...] = ()
    passages: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """One line of a decisions file. ``value`` is what a correction puts in place; ``line`` is the line's number, from 1."""

    decision: DecisionKind
    about: tuple[Target, ...]
    by: str
    on: str
    reason: str
    value: str | None = None
    line: int = 0


@dataclass(frozen=True, slots=True)
class Pin:
    """Mentions that a person put together ("same") or apart ("different"), by id, with the two names and the reason."""

    judgement: Judgement
    a: tuple[str, ...]
    b: tuple[str, ...]
    names: tuple[str, str]
    reason: str


@dataclass(frozen=True, slots=True)
class Obeyed:
    """A decision in the record: was it applied, what it reached, and why not where it reached nothing."""

    line: int
    decision: DecisionKind
    by: str
    on: str
    reason: str
    value: str | None
    about: tuple[Target, ...]
    applied: bool
    note: str
    reports: tuple[str, ...]
    entities: tuple[str, ...]
    claims: tuple[str, ...]
    findings: tuple[str, ...]
