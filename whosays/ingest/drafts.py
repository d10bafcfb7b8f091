"""What a format hands on: the words of one report, decided once, with what the file says of itself; or why there are none."""

from __future__ import annotations

from dataclasses import dataclass, field

from whosays.ingest.metadata import Given
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
    is not blank in exactly one; ``None`` where they are found from the lines of the text.
    """

    source: str
    text: str
    given: Given = field(default_factory=Given)
    segments: tuple[Segment, ...] | None = None
    told: tuple[Told, ...] = ()


class Refusal(ValueError):
    """An input that cannot be read as a report: which one, and why, in words for the person who gave it."""

    def __init__(self, source: str, message: str) -> None:
        super().__init__(f"{source}: {message}")
        self.source = source
        self.message = message
