"""What an event cost in lives and wounded, by the wording of a claim: what a reader of a disaster wants first."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from whosays.brief.founded import VALUES
from whosays.data import rows

HOW_MANY = rf"(?:(?<![\d,.])\d[\d,.]{{0,15}}|{'|'.join(VALUES)}|an?|dozens|hundreds|thousands|scores|several)"
NOBODY = re.compile(r"\b(?:no|none|nobody|zero|without)\b", re.IGNORECASE)
YEAR = r"(?!(?:19|20)\d\d\b)"


@lru_cache(maxsize=1)
def _patterns() -> Mapping[str, str]:
    found: dict[str, list[str]] = {}
    for kind, pattern in rows("tolls"):
        found.setdefault(kind, []).append(pattern)
    return {kind: rf"\b(?:{'|'.join(parts)})\b" for kind, parts in found.items()}


@lru_cache(maxsize=1)
def _counting() -> re.Pattern[str]:
    """ "Seven people were killed", "24 dead", "killing at least 7", "a child died", "the toll rose to nine"; a year is no count."""
    dead = _patterns()["dead"]
    before = rf"\b{YEAR}{HOW_MANY}\b(?:[ -](?!after|since|when|who|that|which)[\w'’]+){{0,5}}? {dead}"
    behind = rf"{dead}(?: (?:at|least|most|more|than|about|some|around|up|to|of)){{0,3}} {YEAR}{HOW_MANY}\b"
    count = r"(?:death )?toll|number of (?:people |those |the )?(?:killed|dead|deaths|victims|fatalities)"
    rose = rf"\b(?:{count})\b[^.;\n]{{0,80}}?\b(?:to|at|reach(?:ed|es)|passed|was|is) (?:at least |about )?{YEAR}{HOW_MANY}\b"
    return re.compile(f"{before}|{behind}|{rose}", re.IGNORECASE)


def tolls(words: str) -> frozenset[str]:
    """Which kinds of harm the words speak of: "dead", "hurt"."""
    return frozenset(kind for kind, pattern in _patterns().items() if re.search(pattern, words, re.IGNORECASE))


@lru_cache(maxsize=16_384)
def counts_dead(words: str) -> bool:
    """Do the words give a number of dead, one or more?"""
    found = _counting().search(words)
    return found is not None and NOBODY.search(found[0]) is None
