"""Tables as data: every file names its source on the first line; rows are tab-separated, ``|`` separates alternatives."""

from __future__ import annotations

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
