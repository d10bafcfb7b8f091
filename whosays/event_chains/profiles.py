"""What a report and a sentence are about, as weighted stems: reports of two like events differ in names, places and days.

A stem's weight is its inverse document frequency over the reports of the story, so that what all reports share counts for nothing and
what sets a group of them apart counts most.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import chain
from operator import mul

from whosays.data import words
from whosays.model import Reading

_WORD = re.compile(r"[^\W\d_]+|\d[\d.,]{0,20}\d|\d")
_ENDING = re.compile(r"(?:ies|ing|ed|es|s)$")
SLACK = 3.0  # added to the weight of the lighter sentence, so that two short ones are not alike by one word
NAME = 2.0  # weight of a stem mostly printed with a capital, or a number


class Profiles:
    """Likeness of reports, and weights of the stems of their sentences; made once for a story."""

    def __init__(self, readings: Sequence[Reading]) -> None:
        counts = {reading.report.id: _counts(reading.report.text) for reading in readings}
        self.reports = len(counts)
        self._spread = Counter(chain.from_iterable(counts.values()))
        self._inverse = [math.log((1 + self.reports) / (reports + 0.5)) for reports in range(self.reports + 1)]
        self._vectors = {report: self._vector(weights) for report, weights in counts.items()}
        self._rarity = _Rarities(self.reports, self._spread)
        self._weights: dict[frozenset[str], float] = {frozenset(): 0.0}
        self._alike: dict[tuple[frozenset[str], frozenset[str]], float] = {}

    def likeness(self, a: str, b: str) -> float:
        """Cosine of two reports, by id."""
        one, other = self._vectors[a], self._vectors[b]
        common = one.keys() & other.keys()
        return math.fsum(map(mul, map(one.__getitem__, common), map(other.__getitem__, common)))

    def rarity(self, stem: str) -> float:
        """How telling it is that two sentences share a stem."""
        return self._rarity[stem]

    def weigh(self, common: frozenset[str]) -> float:
        """Summed rarity of what two have in common, added exactly; thousands of pairs have the same few words in common."""
        found = self._weights.get(common)
        if found is None:
            found = self._weights[common] = math.fsum(map(self._rarity.__getitem__, common))
        return found

    def alike(self, a: frozenset[str], b: frozenset[str]) -> float:
        """Weight of the stems that two sentences share, as a share of the lighter sentence; asked once however often they are printed."""
        found = self._alike.get((a, b))
        if found is None:
            lighter = min(self.weigh(a), self.weigh(b))
            found = self._alike[a, b] = round(self.weigh(a & b) / (lighter + SLACK), 6)
        return found

    def _vector(self, weights: Mapping[str, float]) -> dict[str, float]:
        rare = {
            stem: weight * self._inverse[reports]
            for stem, weight in weights.items()
            if (reports := self._spread[stem]) > 1
        }
        length = math.sqrt(math.fsum(weight * weight for weight in rare.values())) or 1.0
        return {stem: weight / length for stem, weight in rare.items()}


class _Rarities(dict[str, float]):
    """The rarity of each stem, worked out when it is first asked for."""

    def __init__(self, reports: int, spread: Mapping[str, int]) -> None:
        super().__init__()
        self._reports = reports
        self._spread = spread

    def __missing__(self, stem: str) -> float:
        self[stem] = found = math.log(1 + self._reports / (0.5 + self._spread.get(stem, 0)))
        return found


@lru_cache(maxsize=16_384)
def stems_of(text: str) -> frozenset[str]:
    """Stems of a sentence that say something."""
    return frozenset(_counts(text))


@lru_cache(maxsize=4096)
def _counts(text: str) -> Mapping[str, float]:
    """One plus the logarithm of each stem's count, names and numbers twice."""
    common = words("common_words")
    counts: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    for match in _WORD.finditer(text):
        word = match.group()
        low = word.lower()
        if low in common or (len(low) < 3 and not low.isdigit()):
            continue
        stem = _ENDING.sub("", low) if len(low) > 4 else low
        counts[stem] += 1
        if not word[0].islower():
            capital[stem] += 1
    return {stem: (1 + math.log(n)) * (NAME if 2 * capital[stem] >= n else 1.0) for stem, n in counts.items()}
