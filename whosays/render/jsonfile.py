"""The record as JSON in the codec's canonical form, and what is told of it: an answer, a difference."""

from __future__ import annotations

import json
from dataclasses import asdict

from whosays import record as codec
from whosays.model import Answer, Difference, Record


def render(record: Record) -> str:
    """The canonical JSON of the record, as text."""
    return codec.encode(record).decode("utf-8")


def as_json(told: Answer | Difference) -> str:
    """The value as JSON, keys in the order of its type; ends with a newline."""
    return json.dumps(asdict(told), ensure_ascii=False, indent=1) + "\n"
