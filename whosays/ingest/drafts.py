"""What a format hands on: the words of one report, decided once, with what the file says of itself; or why there are none."""

from __future__ import annotations

from dataclasses import dataclass, field

from whosays.ingest.metadata import Given
from whosays.ingest.refusal import Refusal as Refusal
from whosays.model import NoticeKind, Segment


@dataclass(frozen=True, slots=True)
class Told:
    """Something a user must know about an input, before the report has an id."""

    kind: NoticeKind
    message: str


@dataclass(frozen=True, slots=True)
class Draft:
    """One report as a format gives it: its text, final from here on, and what the file states about it.

    ``segments`` are the zones where the format knows them (a page marks its captions), in text order, every character that
    is not blank in exactly one; ``None`` where they are found from the lines of the text. ``page`` is the address of
    the page that holds the report whole, where this input holds only a part of it. ``byline`` is the line of the text that is known to say who wrote
    (:mod:`whosays.ingest.zones.bylines`).
    """

    source: str
    text: str
    given: Given = field(default_factory=Given)
    segments: tuple[Segment, ...] | None = None
    told: tuple[Told, ...] = ()
    other_dates: tuple[str, ...] = ()  # the file states for its publication beside ``given.published``
    page: str | None = None
    byline: str | None = None


# What a format yields for each item of an input, in order: a draft, why there is none, or something about the input as a whole.
Row = Draft | Refusal | Told
