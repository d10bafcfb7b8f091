"""What a search of a store asks for, and what it finds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from whosays.model import Passage


@dataclass(frozen=True, slots=True)
class Filters:
    """What a search is narrowed to; every one given must hold. Days and times ISO 8601."""

    entity: str | None = None
    place: str | None = None
    since: str | None = None
    until: str | None = None
    outlet: str | None = None
    status: str | None = None
    story: str | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """A report or claim found: a snippet with the exact passage it shows, and where in the report the words asked for stand.

    ``score`` is bm25 as a positive number, higher is better; scores of reports and claims are not comparable.
    """

    kind: Literal["report", "claim"]
    id: str
    report: str
    story: str | None
    outlet: str | None
    source: str
    title: str | None
    published: str | None
    snippet: str
    passages: tuple[Passage, ...]
    matches: tuple[Passage, ...]
    said_by: str | None
    status: str | None
    score: float
