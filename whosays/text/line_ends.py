"""Line ends inside a paragraph: blanks while it is read, and words that one cuts in two whole; in the record as they were given."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from whosays.model import LineEnd, Report

CUT = r"(?<=[a-z])-(?:\r\n|[\r\n])([a-z]+)"  # "govern-", and "ment" on the next line
BREAK = re.compile(CUT + r"|[\r\n\u2028\u2029\x0b\x0c\x85]")
Value = TypeVar("Value")


def unwrapped(report: Report) -> tuple[Report, tuple[LineEnd, ...]]:
    """The report with a blank for each line end inside a zone, and those line ends; the text keeps its length.

    A word that is cut at a line end is put together, with the blanks behind it. A zone holds more than one line only where
    :func:`whosays.ingest.zones.found.find_zones` joined them to a paragraph.
    """
    ends = tuple(
        LineEnd(match.start(), match.group())
        for segment in report.segments
        for match in BREAK.finditer(report.text, segment.start, segment.end)
    )
    return replace(report, text=_put(report.text, [LineEnd(end.at, _read(end.mark)) for end in ends])), ends


def as_given(report: Report, ends: Sequence[LineEnd]) -> Report:
    """The report with its line ends put back."""
    return replace(report, text=_put(report.text, ends))


def as_printed(values: Value, ends: Mapping[str, Sequence[LineEnd]]) -> Value:
    """Values that point at words of the reports, pointing at whole words where a line end cuts them; ``ends`` are those of each report."""
    cut = {report: [end for end in found if len(_tail(end.mark))] for report, found in ends.items()}
    return (
        _moved(values, None, {report: found for report, found in cut.items() if found}) if any(cut.values()) else values
    )


def _read(mark: str) -> str:
    """What is read for it: the rest of a word and blanks, of the same length."""
    return _tail(mark).ljust(len(mark))


def _tail(mark: str) -> str:
    """The letters behind a line end that cuts a word."""
    return mark.lstrip("-\r\n") if mark.startswith("-") else ""


def _put(text: str, ends: Sequence[LineEnd]) -> str:
    if not ends:
        return text
    characters = list(text)
    for end in ends:
        characters[end.at : end.at + len(end.mark)] = end.mark
    return "".join(characters)


def _moved(value: Any, report: str | None, cut: Mapping[str, Sequence[LineEnd]]) -> Any:
    """A value with its spans moved, those inside it too; ``report`` is the one that its spans belong to."""
    if isinstance(value, tuple):
        return tuple(_moved(one, report, cut) for one in value)
    if not is_dataclass(value) or isinstance(value, type | Report):
        return value
    named = getattr(value, "report", None)
    report = named if isinstance(named, str) else report
    inside = {field.name: _moved(getattr(value, field.name), report, cut) for field in fields(value)}
    for name in ("start", "end"):
        if isinstance(inside.get(name), int):
            inside[name] = _printed(inside[name], cut.get(report or "", ()))
    return replace(value, **inside)


def _printed(at: int, cut: Sequence[LineEnd]) -> int:
    """Where a place of the read text lies in the printed one: behind the line end, for the rest of a word that it cuts."""
    for end in cut:
        if end.at < at <= end.at + len(_tail(end.mark)):
            return at + len(end.mark) - len(_tail(end.mark))
    return at
