"""Lists as prose has them."""

from __future__ import annotations

from collections.abc import Iterable


def listed(names: Iterable[str]) -> str:
    """ "A", "A and B", "A, B and C"; nothing of nothing.

    >>> listed(["Ostra", "Velm", "Harrow"])
    'Ostra, Velm and Harrow'
    """
    *first, last = [*names] or [""]
    return f"{', '.join(first)} and {last}" if first else last
