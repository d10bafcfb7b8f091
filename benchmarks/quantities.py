"""Quantities: value, bound, unit and what is counted, on the cases of ``tests/cases/quantities_gold.txt`` (its head says what they hold).

A quantity is right where its ends, its approximation, its unit and what it is of are right. ``-`` in the gold is not judged.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import isclose
from pathlib import Path
from typing import Protocol

OPEN = "-"  # not judged


class Found(Protocol):
    """What is read of a quantity of the record."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def low(self) -> float | None: ...
    @property
    def high(self) -> float | None: ...
    @property
    def approx(self) -> bool: ...
    @property
    def unit(self) -> str | None: ...
    @property
    def of(self) -> str | None: ...


Read = Callable[[str], Sequence[Found]]


@dataclass(frozen=True, slots=True)
class Value:
    """Ends (``None``: open) and whether they are approximate (``None``: not judged)."""

    low: float | None
    high: float | None
    approx: bool | None

    def of(self, found: Found) -> bool:
        """Has a quantity these ends?"""
        approx = self.approx is None or self.approx == found.approx
        return approx and _same(self.low, found.low) and _same(self.high, found.high)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A quantity the reader marked; each tuple holds readings of equal right."""

    start: int
    end: int
    values: tuple[Value, ...]
    units: tuple[str, ...]
    of: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """A sentence with its quantities."""

    title: str
    text: str
    wanted: tuple[Wanted, ...]

    @property
    def development(self) -> bool:
        """May it be looked at to mend the program?"""
        return ", development," in self.title


@dataclass(frozen=True, slots=True)
class Judged:
    """A quantity of the gold, what stands for it, and which parts are wrong (``missing``, ``value``, ``unit``, ``of``)."""

    wanted: Wanted
    found: Found | None
    wrong: tuple[str, ...]


def load(file: Path) -> list[Case]:
    """The cases of the file, in order.

    Raises ValueError where a line cannot be read, or names words that the text does not hold.
    """
    lines = [line for line in file.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    parts: list[list[str]] = [[]]
    for line in lines:
        if line == ".":
            parts.append([])
        else:
            parts[-1].append(line)
    triples = zip(parts[0:-1:3], parts[1:-1:3], parts[2:-1:3], strict=True)
    return [_case(title[0], text[0], rows) for title, text, rows in triples]


def _case(title: str, text: str, rows: list[str]) -> Case:
    wanted, at = [], 0
    for row in rows:
        words, values, units, of = row.split(" | ")
        start = text.find(words, at)
        if start < 0:
            raise ValueError(f"{title}: the text does not hold {words!r} after its first {at} characters")
        at = start + len(words)
        read = tuple(_value(value) for value in values.split(" or "))
        wanted.append(Wanted(start, at, read, tuple(units.split(" or ")), tuple(of.split(" or "))))
    return Case(title, text, tuple(wanted))


def _value(words: str) -> Value:
    """ "~..24": nothing to 24, approximate."""
    approx = True if re.match(r"~[^?]", words) else None if words.startswith("~?") else False
    low, is_range, high = words.lstrip("~?").partition("..")
    if not is_range:
        return Value(float(low), float(low), approx)
    return Value(float(low) if low else None, float(high) if high else None, approx)


def _same(a: float | None, b: float | None) -> bool:
    """Equal; of a fraction to four digits, so that a third is 33.33 as well as 33.3333."""
    if a is None or b is None:
        return a is b
    return isclose(a, b, rel_tol=1e-9 if a == int(a) else 1e-4)


def score(cases: Sequence[Case], read: Read) -> dict[str, float]:
    """Shares of the gold's quantities that are right, in all and in each half, and of the quantities found that the gold has."""
    rows = [(case, list(judge(case, found)), found) for case in cases for found in (read(case.text),)]
    told = sum(len(found) for _, _, found in rows)
    matched = sum(row.found is not None for _, judged, _ in rows for row in judged)
    return {
        "quantity_right": _share([row for _, judged, _ in rows for row in judged]),
        "quantity_right_development": _share([r for case, judged, _ in rows if case.development for r in judged]),
        "quantity_right_held_out": _share([r for case, judged, _ in rows if not case.development for r in judged]),
        "quantity_precision": matched / told if told else 0.0,
    }


def _share(judged: Sequence[Judged]) -> float:
    return sum(not row.wrong for row in judged) / len(judged) if judged else 0.0


def judge(case: Case, found: Sequence[Found]) -> Iterator[Judged]:
    """Each quantity of a case with the one found that shares most characters with it, one to one."""
    shared = sorted(
        (-(min(w.end, f.end) - max(w.start, f.start)), i, j)
        for i, w in enumerate(case.wanted)
        for j, f in enumerate(found)
        if min(w.end, f.end) > max(w.start, f.start)
    )
    pairs: dict[int, int] = {}
    for _, i, j in shared:
        if i not in pairs and j not in pairs.values():
            pairs[i] = j
    for i, wanted in enumerate(case.wanted):
        partner = found[pairs[i]] if i in pairs else None
        yield Judged(wanted, partner, ("missing",) if partner is None else tuple(_wrong(wanted, partner)))


def _wrong(wanted: Wanted, found: Found) -> Iterator[str]:
    if not any(value.of(found) for value in wanted.values):
        yield "value"
    if OPEN not in wanted.units and found.unit not in wanted.units:
        yield "unit"
    if OPEN not in wanted.of and not any(_is_of(of, found.of or "") for of in wanted.of):
        yield "of"


def _is_of(wanted: str, found: str) -> bool:
    """The whole of it, or one of its words."""
    return wanted.lower() == found.lower() or wanted.lower() in found.lower().split()
