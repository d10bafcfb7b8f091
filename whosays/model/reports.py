"""Spans, reports and notices: what was given, unchanged, and the words that point into it."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import Literal

from whosays.model.vocabulary import NoticeKind, SegmentRole

ENTITY = re.compile(r"e[0-9a-f]{12}")


def key(prefix: str, *fields: object) -> str:
    """An id from key fields: the prefix and 12 hexadecimal digits of the SHA-256 of the fields joined by a unit separator."""
    joined = "\x1f".join(["" if field is None else str(field) for field in fields])
    return prefix + hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def is_entity(name: str) -> bool:
    """Is it the id of an entity, and no class word that begins with an "e"?

    >>> is_entity(key("e", "person", "Ida Holm")), is_entity("explosion"), is_entity("establishment")
    (True, False, False)
    """
    return len(name) == 13 and ENTITY.fullmatch(name) is not None


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters ``[start, end)`` of a report that the owner names."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"not a span: [{self.start}, {self.end})")

    def of(self, text: str) -> str:
        """The characters themselves."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Do the two share a character?"""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Does the other lie inside this one?"""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True, order=True)
class Passage:
    """Characters ``[start, end)`` of the report with this id."""

    report: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Interval:
    """A stretch of time, ISO 8601; an open end is ``None``."""

    earliest: str | None
    latest: str | None


@dataclass(frozen=True, slots=True)
class Segment:
    """A zone of a report: which characters are headline, dateline, caption, credit …"""

    start: int
    end: int
    role: SegmentRole


@dataclass(frozen=True, slots=True)
class DateCandidate:
    """One date that a report may have been published on, and the words that say so."""

    value: str
    evidence: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Published:
    """When a report came out: ISO 8601, with the offset where it is known."""

    value: str | None
    status: Literal["given", "inferred", "absent"]
    evidence: tuple[Passage, ...]
    candidates: tuple[DateCandidate, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """One article as published. ``text`` never changes after it was read."""

    id: str
    source: str
    outlet: str | None
    title: str | None
    url: str | None
    language: str | None
    published: Published
    text: str
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class Notice:
    """Something a user must know about an input: refused, truncated, given twice …"""

    kind: NoticeKind
    report: str | None
    source: str | None
    message: str
