"""What expressions of one sentence tell of each other: the day of a clock time, where a span ends, the offset of a local time."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from whosays.normalize.times.calendar import encode
from whosays.normalize.times.leaves import Fields
from whosays.normalize.times.spans import Expression
from whosays.normalize.times.zones import iso_offset, offset_of

NO_DAY = {"clock", "minutes", "zone", "mod", "bound", "not_after"}
_BRACKET = re.compile(r"\([^()]{1,40}\)")
_ON = re.compile(r"[\s,]{0,3}(?:on\s)?")
_TO = re.compile(r"\s(?:to|until|till|through)\s(?:about\s)?|-")
_AND = re.compile(r"\sand\s")
_AND_AT = re.compile(r"\sand\s(?:[a-z]{2,12}\s){0,2}at\s")  # "open at 7 a.m. and close at 9 p.m. on Sunday"
_OPENS = re.compile(r"\b(?P<word>from|between)\s(?:about\s)?\Z", re.IGNORECASE)
_DAY = 24 * 60  # minutes
_WEST = 12 * 60  # minutes behind Greenwich, at most


def set_beside(text: str, row: Sequence[Expression]) -> list[Expression]:
    """Expressions of a sentence with what their neighbours say of them; ``text`` is the report's."""
    return _in_two_zones(text, _with_days(text, _spans(text, row)))


def _with_days(text: str, row: Sequence[Expression]) -> list[Expression]:
    """Give clock times the day named behind a bracket, or at the end of the span: "at 10:35 a.m. (0735 GMT) on Friday"."""
    found = []
    for place, one in enumerate(row):
        for later in row[place + 1 : place + 3]:
            between = _BRACKET.sub("", text[one.end : later.start]).lstrip(")")
            told = later.kind == "day" and _ON.fullmatch(between)
            ends = _is_dated(later) and (_TO.fullmatch(between) or _AND_AT.fullmatch(between))
            if one.kind == "clock" and one.fields.keys() <= NO_DAY and (told or ends):
                one = replace(one, fields={**_day_of(later), **one.fields})
        found.append(one)
    return found


def _is_dated(one: Expression) -> bool:
    return one.kind == "clock" and not one.fields.keys() <= NO_DAY and "night" not in one.fields


def _day_of(one: Expression) -> Fields:
    """The fields that say on which day an expression lies."""
    return {key: value for key, value in one.fields.items() if key not in NO_DAY}


def _spans(text: str, row: Sequence[Expression]) -> list[Expression]:
    """Where a span ends: "from Friday to Monday" on the Monday after that Friday, "from 10pm to 5am" on the next morning."""
    found = list(row)
    for place in range(len(found) - 1):
        one, later = found[place], found[place + 1]
        between, opens = text[one.end : later.start], _OPENS.search(text[max(0, one.start - 16) : one.start])
        linked = _TO.fullmatch(between) or (opens and opens["word"].lower() == "between" and _AND.fullmatch(between))
        if not linked:
            continue
        if _is_bare(one) and _is_bare(later) and (opens or _TO.fullmatch(between)):
            counted = {key: value for key, value in _day_of(one).items() if key != "part"}
            found[place + 1] = replace(later, fields={**later.fields, "which": "after", "from": encode(counted)})
        clocks = one.kind == later.kind == "clock" and later.fields.keys() <= NO_DAY
        if clocks and later.fields["clock"] < one.fields["clock"] and "night" not in one.fields:
            found[place + 1] = replace(later, fields={**_day_of(one), **later.fields, "night": "1"})
    return found


def _is_bare(one: Expression) -> bool:
    """A weekday whose week only the verb tells."""
    return (
        "weekday" in one.fields and one.fields.get("which") in ("past", "future", "near") and "from" not in one.fields
    )


def _in_two_zones(text: str, row: Sequence[Expression]) -> list[Expression]:
    """ "6 p.m. local time (1600 GMT)": one instant told twice, so the offset of the place is the difference.

    A local time that stands elsewhere beside a clock time of another zone belongs to another place: its offset is not the
    report's own, and stays open.
    """
    found = list(row)
    for place in range(len(found) - 1):
        one, later = found[place : place + 2]
        bracketed = re.fullmatch(r"\s?\(", text[one.end : later.start]) and text[later.end : later.end + 1] == ")"
        if not bracketed or one.kind != "clock" or later.kind != "clock":
            continue
        if _is_local(one) and (offset := _fixed(later)) is not None:
            found[place], found[place + 1] = _told_twice(one, later, offset)
        elif _is_local(later) and (offset := _fixed(one)) is not None:
            found[place + 1], found[place] = _told_twice(later, one, offset)
    clocks = [one for one in found if one.kind == "clock"]
    if len(clocks) < 2 or len({one.fields.get("zone") for one in clocks}) < 2:
        return found
    return [
        replace(one, fields={**one.fields, "elsewhere": "1"}) if one.fields.get("zone") == "local time" else one
        for one in found
    ]


def _is_local(one: Expression) -> bool:
    return one.fields.get("zone", "local time") == "local time"


def _fixed(one: Expression) -> str | None:
    """The offset of a zone that has no summer time."""
    return offset_of(one.fields["zone"], None) if "zone" in one.fields else None


def _told_twice(local: Expression, other: Expression, offset: str) -> tuple[Expression, Expression]:
    """The local clock time with its offset, and the other one on the day on which the two are one instant."""
    ahead = int(f"{offset[0]}1") * (60 * int(offset[1:3]) + int(offset[4:6]))
    here, there = (60 * int(one.fields["clock"][:2]) + int(one.fields["clock"][3:]) for one in (local, other))
    apart = (here - there + ahead + _WEST) % _DAY - _WEST
    if apart % 15:
        return local, other
    local = replace(local, fields={**local.fields, "zone": iso_offset(apart)})
    days = (here - apart + ahead) // _DAY
    if _day_of(local) and other.fields.keys() <= NO_DAY and "night" not in local.fields:
        told = _day_of(local)
        day = told if days == 0 else {"from": encode(told), "rel": f"day{days:+d}"}
        other = replace(other, fields={**day, **other.fields})
    return local, other


def in_the_afternoon(text: str, row: Sequence[Expression]) -> list[Expression]:
    """Give "5:26" behind "at 5:07 p.m." its half of the day, where it comes after it only so."""
    found: list[Expression] = []
    for one in row:
        before = found[-1] if found else None
        if before and before.kind == one.kind == "clock" and before.fields["clock"] >= "12:00":
            later = f"{int(one.fields['clock'][:2]) + 12}{one.fields['clock'][2:]}"
            named = re.search(r"p\.?\s?m\b", text[before.start : before.end], re.IGNORECASE)
            if named and re.fullmatch(r"[1-9]:\d\d", text[one.start : one.end]) and later > before.fields["clock"]:
                one = replace(one, fields={**one.fields, "clock": later})
        found.append(one)
    return found
