"""Spans in readings and records as plain values: does each lie inside the report it points into?"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, is_dataclass
from operator import attrgetter
from typing import Any, get_args, get_type_hints


def held(value: object, texts: Mapping[str, str]) -> int | None:
    """The number of stretches in a reading or record, all of which lie in their report; ``None`` where one does not.

    The types say which fields can hold a stretch, and only those are looked at. Where the number is that of the stretches in the bytes,
    :func:`broken` would find nothing either.
    """
    count = 0
    waiting: list[tuple[Any, str | None]] = [(value, None)]
    while waiting:
        one, report = waiting.pop()
        shape = _SHAPES.get(type(one)) or _shape(type(one))
        if shape.owner is not None:
            report = shape.owner(one) or report
        if shape.spans:
            count += 1
            given = one.start is not None or one.end is not None
            if given and not _holds(one.start, one.end, texts.get(report or "")):
                return None
        for field in shape.fields:
            inner = field(one)
            if inner:
                waiting += [(each, report) for each in inner] if type(inner) is tuple else [(inner, report)]
    return count


@dataclass(frozen=True, slots=True)
class Shape:
    """What of a type is looked at: whether it is a stretch itself, whose report it names, and the fields that can hold stretches."""

    spans: bool
    owner: Callable[[Any], str | None] | None
    fields: tuple[Callable[[Any], Any], ...]


_SHAPES: dict[type, Shape] = {}


def _shape(kind: type) -> Shape:
    if not is_dataclass(kind):
        return _SHAPES.setdefault(kind, Shape(False, None, ()))
    hints = get_type_hints(kind)
    owner: Callable[[Any], str | None] | None = None
    if "report" in hints:
        owner = attrgetter("report.id") if is_dataclass(hints["report"]) else attrgetter("report")
    elif "id" in hints and "segments" in hints:
        owner = attrgetter("id")
    inside = tuple(attrgetter(name) for name, hint in hints.items() if _can_hold(hint))
    return _SHAPES.setdefault(kind, Shape("start" in hints, owner, inside))


def _can_hold(hint: Any) -> bool:
    """Can a value of this type hold a stretch, however deep?"""
    if is_dataclass(hint):
        hints = get_type_hints(hint)
        return "start" in hints or any(_can_hold(inner) for inner in hints.values())
    return any(_can_hold(inner) for inner in get_args(hint))


def broken(value: object, texts: Mapping[str, str], *, report: str | None = None, path: str = "$") -> Iterator[str]:
    """Paths of spans that lie outside their report or hold nothing; ``report`` is the one that the owner names."""
    if isinstance(value, list):
        for number, one in enumerate(value):
            yield from broken(one, texts, report=report, path=f"{path}[{number}]")
        return
    if not isinstance(value, dict):
        return
    report = _owner(value, report)
    start, end = value.get("start"), value.get("end")
    if "start" in value and (start is not None or end is not None) and not _holds(start, end, texts.get(report or "")):
        yield f"{path}: [{start}, {end}) is no stretch of the report {report}"
    for name, one in value.items():
        yield from broken(one, texts, report=report, path=f"{path}.{name}")


def _owner(value: Mapping[str, Any], report: str | None) -> str | None:
    """The report that the spans of a value point into: the one it names, is, or lies in."""
    named = value.get("report")
    if isinstance(named, str):
        return named
    if isinstance(named, dict) and isinstance(named.get("id"), str):  # a reading holds its report
        return str(named["id"])
    if isinstance(value.get("id"), str) and "segments" in value:
        return str(value["id"])
    return report


def _holds(start: object, end: object, text: str | None) -> bool:
    """Is this a stretch of the text that is not blank?"""
    if not isinstance(start, int) or not isinstance(end, int) or text is None:
        return False
    return 0 <= start < end <= len(text) and bool(text[start:end].strip())
