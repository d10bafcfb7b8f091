"""How rare what a claim is about is in its story."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from itertools import chain

COMMONEST = 0.3  # what a feature that every claim has weighs still


def rarities(claims: Collection[frozenset[str]]) -> dict[str, float]:
    """Weight of every feature of the claims: its smoothed inverse document frequency."""
    counts = Counter(chain.from_iterable(claims))
    return {name: math.log(1 + len(claims) / (1 + count)) + COMMONEST for name, count in counts.items()}


def weigh(names: Iterable[str], weights: Mapping[str, float]) -> float:
    """Summed weight, added exactly, so that the last digit does not depend on how a set is stored."""
    return math.fsum(map(weights.__getitem__, names))
