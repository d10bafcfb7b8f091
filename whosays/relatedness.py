"""Do these reports share a story: names and content words in common, before anything is merged.

A guard against a folder of mixed reports, not a clusterer: it joins what plausibly belongs together, transitively, and leaves
apart only what shares hardly a name. Two reports of one event share its people and places; two events share at most
words of the trade, a capital city or a common surname, so no single shared word joins two reports.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from whosays.data import words
from whosays.disjoint_sets import DisjointSets
from whosays.model import Reading

# Cosine from which two reports count as one story. Measured: see tests/test_relatedness.py.
ALIKE = 0.12
_SHARED = 3  # different stems that two reports must share, or five where none is a name
_NAME_WEIGHT = 3.0
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_SUFFIX = re.compile(r"(?:['’]s|ies|ing|ed|es|s|ly|n)$")
_COMMON = words("common_words")


@dataclass(frozen=True, slots=True)
class _Profile:
    report: str
    weight: dict[str, float]
    names: frozenset[str]
    length: float


def share_a_story(readings: Sequence[Reading]) -> tuple[frozenset[str], ...]:
    """Groups of report ids that share a story, in the order of their smallest id; one group means one story."""
    ordered = sorted(readings, key=lambda reading: reading.report.id)
    profiles = [_profile(reading) for reading in ordered]
    together = DisjointSets([profile.report for profile in profiles])
    for number, a in enumerate(profiles):
        for b in profiles[number + 1 :]:
            if together.top(a.report) != together.top(b.report) and _likeness(a, b) >= ALIKE:
                together.join(a.report, b.report)
    return tuple(map(frozenset, together.groups()))


def likeness(a: Reading, b: Reading) -> float:
    """How much two reports share, 0 to 1: the cosine of their names and content words, names weighted thrice."""
    return _likeness(_profile(a), _profile(b))


def _likeness(a: _Profile, b: _Profile) -> float:
    if not a.length or not b.length:
        return 0.0
    common = sorted(a.weight.keys() & b.weight.keys())
    if len(common) < (_SHARED if a.names & b.names else _SHARED + 2):
        return 0.0
    return math.fsum(a.weight[stem] * b.weight[stem] for stem in common) / (a.length * b.length)


def _profile(reading: Reading) -> _Profile:
    """Weights of a report's stems: one plus the logarithm of their count, names thrice."""
    text = reading.report.text
    counts: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    for match in _WORD.finditer(text):
        word = match.group().replace("’", "'")
        if word.lower() in _COMMON or len(word) < 3:
            continue
        stem = _stem(word)
        counts[stem] += 1
        if word[0].isupper() and _inside(text, match.start()):
            capital[stem] += 1
    names = frozenset(stem for stem, count in capital.items() if 2 * count >= counts[stem])
    weight = {stem: (1 + math.log(n)) * (_NAME_WEIGHT if stem in names else 1.0) for stem, n in counts.items()}
    return _Profile(reading.report.id, weight, names, _length(weight))


def _length(weight: Mapping[str, float]) -> float:
    return math.sqrt(math.fsum(weight[stem] ** 2 for stem in sorted(weight)))


def _stem(word: str) -> str:
    """Without its ending; without an "n" too, so that "Russian" is counted with "Russia"."""
    lower = word.lower()
    stem = _SUFFIX.sub("", lower)
    return stem if len(stem) >= 3 else lower


def _inside(text: str, start: int) -> bool:
    """Does a word stand within a sentence, where a capital means a name?"""
    before = text[max(0, start - 3) : start].rstrip(" ")
    return bool(before) and before[-1] not in ".!?\n\"“”‘'’:("
