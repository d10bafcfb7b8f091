"""Words that exclude each other when said of one thing: "first" and "last", "rise" and "fall"."""

from __future__ import annotations

from collections.abc import Set
from functools import cache

from whosays.data import rows
from whosays.words.classes import class_of


@cache
def _opposites() -> dict[str, frozenset[str]]:
    """Class of a word → classes of its opposites; a class is not its own opposite."""
    found: dict[str, set[str]] = {}
    for word, others in rows("opposites"):
        mine = class_of(word)
        found.setdefault(mine, set()).update(class_of(other) for other in others.split())
    return {word: frozenset(others - {word}) for word, others in found.items()}


def opposed(a: Set[str], b: Set[str]) -> tuple[str, str] | None:
    """A word of one set and its opposite in the other, neither of which stands in both; the first by the alphabet, or ``None``.

    >>> opposed({"last", "leave"}, {"first", "leave"})
    ('last', 'first')
    """
    known = _opposites()
    for word in sorted(word for word in a if word in known and word not in b):
        found = sorted(known[word] & (b - a))
        if found:
            return word, found[0]
    return None
