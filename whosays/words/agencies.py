"""News agencies: the name that each goes by, and every way to write it."""

from __future__ import annotations

from functools import cache
from itertools import chain

from whosays.data import rows


@cache
def agencies() -> dict[str, tuple[str, ...]]:
    """Usual name → its spellings, the usual one first.

    >>> agencies()["Australian Associated Press"]
    ('Australian Associated Press', 'AAP')
    """
    return {name: (name, *filter(None, forms.split("|"))) for name, forms, _ in rows("agencies")}


@cache
def agency_spellings() -> frozenset[str]:
    """Usual names and short names of all of them, as written."""
    return frozenset(chain.from_iterable(agencies().values()))


@cache
def state_agencies() -> frozenset[str]:
    """Usual names of those that a state owns or runs."""
    return frozenset(name for name, _, kind in rows("agencies") if kind == "state_agency")
