"""What a claim is about, as features, and how rare each is in the story."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from whosays.model import Facts, is_entity
from whosays.values import rarity
from whosays.values.dates import is_narrow

MODIFIER = 0.35  # what an adjective weighs against a noun or verb
NOBODY = frozenset({"person", "man", "woman", "group", "thing", "country", "nation", "official"})
THOUGHTS = frozenset("think believe guess suppose know mean see hope remember feel".split())


def says_something(fact: Facts) -> bool:
    """Has a claim more than a thought without its content ("I think", "then I saw")? Else nobody can say the same."""
    return bool(fact.terms - THOUGHTS or fact.entities or fact.measures)


@lru_cache(maxsize=65_536)
def features(fact: Facts) -> frozenset[str]:
    """Entities (``@``), classes of words, values of measures (``#``), the instant (``!``), and the act itself."""
    found = {f"@{entity}" for entity in fact.entities} | _players(fact) | set(fact.terms) | {fact.predicate}
    found |= {f"#{m.unit}:{m.low}:{m.high}" for m in fact.measures}
    if is_narrow(fact):
        found.add(f"!{(fact.earliest or '')[:16]}")
    return _one(frozenset(found))


@lru_cache(maxsize=65_536)
def _one(found: frozenset[str]) -> frozenset[str]:
    """One object for all that are equal: what two have in common is found again by it."""
    return found


def _players(fact: Facts) -> set[str]:
    """Who acts and who is acted on, also where another clause prints them; a class word stands for itself."""
    return {f"@{name}" if is_entity(name) else name for name in fact.agents | fact.patients if name not in NOBODY}


def rarities(facts: Sequence[Facts]) -> dict[str, float]:
    """Weight of every feature by its rarity over the story's claims; a modifier weighs a third."""
    weights = rarity.rarities([features(fact) for fact in facts])
    return {name: weight * (MODIFIER if name[0] == "~" else 1.0) for name, weight in weights.items()}
