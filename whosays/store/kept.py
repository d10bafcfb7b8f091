"""What goes into a store and comes out of it: incoming reports, stories, log entries, feeds, what was forgotten."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from whosays.model import Notice, Report


@dataclass(frozen=True, slots=True)
class Incoming:
    """One report to keep, with its notices, the bytes it was read from, and the address these were fetched from."""

    report: Report
    notices: tuple[Notice, ...] = ()
    raw: bytes | None = None
    fetched: str | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """An input that was refused: why, first and last time, and how often."""

    source: str | None
    message: str
    first: str
    last: str
    times: int


@dataclass(frozen=True, slots=True)
class Story:
    """Reports that belong together, in the order of their ids; ``versions`` is the number of records told of it.

    ``needs_telling``: a report came, went or was forgotten since the last record was told.
    """

    id: str
    title: str | None
    reports: tuple[str, ...]
    versions: int
    told: str | None
    needs_telling: bool


@dataclass(frozen=True, slots=True)
class Move:
    """A report came into a story: from which (``None``: from none), why, by whom and when; ``pinned`` by a person."""

    report: str
    origin: str | None
    story: str | None
    reason: str
    pinned: bool
    actor: str
    time: str


@dataclass(frozen=True, slots=True)
class Told:
    """One told record of a story: its number from 1, when it was told, its hash; ``removed`` where a takedown took it out."""

    story: str
    version: int
    time: str
    sha256: str
    reports: int
    removed: bool


@dataclass(frozen=True, slots=True)
class Feed:
    """What is known of a feed between two visits; times are given by the caller, ISO 8601."""

    url: str
    etag: str | None = None
    last_modified: str | None = None
    next_due: str | None = None
    last_visit: str | None = None
    failures: int = 0
    moved_to: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One link of the log: what was done to which object (its id and the SHA-256 of its bytes), by whom and when.

    ``link`` is the SHA-256 of the canonical entry, which holds the link before it as ``prev``.
    """

    seq: int
    prev: str
    op: str
    object: str
    sha256: str
    actor: str
    time: str
    link: str


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What a takedown removed; ``elsewhere`` are other reports that print a stretch of the same words and were kept."""

    report: str
    stories: tuple[str, ...]
    records: int
    readings: int
    decisions: int
    raw: int
    elsewhere: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fault:
    """Something in a store that is not as it was written: where, and what; ``span``: a stretch that holds no words."""

    where: str
    what: str
    span: bool = False
