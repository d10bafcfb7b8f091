"""Tables as data: every file names its source on the first line; rows are tab-separated, ``|`` separates alternatives."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """Rows of ``data/<name>.tsv`` as tuples of cells; ``#`` lines are comments, the first other line is the header."""
    text = files(__package__).joinpath(f"{name}.tsv").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    width = len(lines[0].split("\t"))
    table = [tuple(line.split("\t")) + ("",) * (width - len(line.split("\t"))) for line in lines[1:]]
    return tuple(row[:width] for row in table)


@cache
def words(name: str) -> frozenset[str]:
    """First column of a table as a set."""
    return frozenset(row[0] for row in rows(name))


@cache
def classes(name: str) -> dict[str, str]:
    """First column → second column."""
    return {row[0]: row[1] for row in rows(name)}


def alternatives(cell: str) -> Iterator[str]:
    """The patterns of a cell, set apart by bars; a bar inside brackets separates none.

    >>> list(alternatives("was (?:hurt|injured)|suffered burns"))
    ['was (?:hurt|injured)', 'suffered burns']
    """
    depth, start = 0, 0
    for place, letter in enumerate(cell):
        depth += (letter == "(") - (letter == ")")
        if letter == "|" and not depth:
            yield cell[start:place]
            start = place + 1
    if cell[start:]:
        yield cell[start:]
