"""Spans in readings and records as plain values: does each lie inside the report it points into?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping


def broken(value: object, texts: Mapping[str, str], *, report: str | None = None, path: str = "$") -> Iterator[str]:
    """Paths of spans that lie outside their report or hold nothing; ``report`` is the one that the owner names."""
    if isinstance(value, list):
        for number, one in enumerate(value):
            yield from broken(one, texts, report=report, path=f"{path}[{number}]")
        return
    if not isinstance(value, dict):
        return
    named = value.get("report")
    if isinstance(named, str):
        report = named
    elif isinstance(named, dict) and isinstance(named.get("id"), str):  # a reading holds its report
        report = named["id"]
    elif isinstance(value.get("id"), str) and "segments" in value:
        report = value["id"]
    start, end = value.get("start"), value.get("end")
    if "start" in value and (start is not None or end is not None) and not _holds(start, end, texts.get(report or "")):
        yield f"{path}: [{start}, {end}) is no stretch of the report {report}"
    for name, one in value.items():
        yield from broken(one, texts, report=report, path=f"{path}.{name}")


def _holds(start: object, end: object, text: str | None) -> bool:
    """Is this a stretch of the text that is not blank?"""
    if not isinstance(start, int) or not isinstance(end, int) or text is None:
        return False
    return 0 <= start < end <= len(text) and bool(text[start:end].strip())
