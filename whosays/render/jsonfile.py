"""The record as JSON: the codec's canonical form."""

from __future__ import annotations

from whosays import record as codec
from whosays.model import Record


def render(record: Record) -> str:
    """The canonical JSON of the record, as text."""
    return codec.encode(record).decode("utf-8")
