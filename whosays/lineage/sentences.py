"""Sentences of a reading, split by rule where the reading brings none."""

from __future__ import annotations

import re

from whosays.model import Reading, Span

_END = re.compile(r"(?<=[.!?])[\"”’')\]]*\s+(?=[\"“‘'(\[]?[A-Z0-9])")


def sentences_of(reading: Reading) -> tuple[Span, ...]:
    """The reading's own sentences; else its lines, split after closing punctuation before a capital or a digit."""
    if reading.sentences:
        return reading.sentences
    found: list[Span] = []
    at = 0
    for line in reading.report.text.splitlines(keepends=True):
        start = at
        for match in _END.finditer(line):
            found += _span(reading.report.text, start, at + match.start())
            start = at + match.end()
        found += _span(reading.report.text, start, at + len(line))
        at += len(line)
    return tuple(found)


def _span(text: str, start: int, end: int) -> list[Span]:
    piece = text[start:end]
    start, end = start + len(piece) - len(piece.lstrip()), end - (len(piece) - len(piece.rstrip()))
    return [Span(start, end)] if start < end else []
