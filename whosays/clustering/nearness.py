"""How near two reports are: the log-odds that they tell one story, from what they share and the days between them."""

from __future__ import annotations

import math
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import cache, lru_cache

from whosays import data
from whosays.clustering.profile import Profile, rarity

FLOOR = -800  # hundredths of log-odds; also what a pair has that shares next to nothing
NO_STORY = 0.06  # cosine of all words up to which two reports share next to nothing
KEYS = 24  # a report's heaviest stems, by which others are found
FEWEST_SHARED = 3  # stems of any weight: one name of two words is a place that many things happen in
SHARED_KEYS = 2  # so many of them two reports must share to be compared at all
HEADS = 8  # a report's heaviest names
FEWEST_HEADS = 3  # a report with fewer names says too little about whom it is
SHARED_HEADS = 2  # so many of both reports' heaviest names must stand in the other, or the two are about others
POWER = 1.5  # of the rarity: names and rare words count for more than in plain TF-IDF
NAMES_IN_LEAD = 1.5
SAME_DAY = 2.0  # log-odds that two dated reports of one day gain over two of which one has no date
PER_LOG_DAY = 0.6  # and lose for each unit of log(1 + days): nothing is left after 27 days


@dataclass(frozen=True, slots=True)
class Sketch:
    """The weights of a profile: of all its stems, of its names, numbers and first words, each of unit length."""

    report: str
    time: float | None
    everything: Mapping[str, float]
    names: Mapping[str, float]
    numbers: Mapping[str, float]
    lead: Mapping[str, float]
    keys: tuple[str, ...]
    heads: tuple[str, ...] = ()
    opening: str = field(repr=False, default="")

    @property
    def core(self) -> AbstractSet[str]:
        """Names and numbers: what tells one event from another of its type."""
        return self.names.keys() | self.numbers.keys()


@dataclass(frozen=True, slots=True)
class Pair:
    """What two reports share. ``score`` in hundredths of log-odds; ``cosine`` of all words; ``nearness`` of sentence vectors."""

    score: int
    cosine: float
    days: float | None
    nearness: float | None = None


def sketch(given: Profile) -> Sketch:
    """The weights of a profile."""
    rare = {stem: _rare(stem) for stem in given.counts}
    often = {stem: 1 + math.log(count) for stem, count in given.counts.items()}
    everything = _unit({stem: often[stem] * rare[stem] for stem in given.counts})
    names = frozenset(given.names)
    named = {stem: often[stem] * rare[stem] for stem in given.names}
    return Sketch(
        report=given.report,
        time=given.time,
        everything=everything,
        names=_unit(named),
        numbers=_unit({stem: often[stem] for stem in given.counts if stem[0].isdigit()}),
        lead=_unit({stem: rare[stem] * (NAMES_IN_LEAD if stem in names else 1.0) for stem in given.lead}),
        keys=tuple(sorted(everything, key=lambda stem: (-everything[stem], stem))[:KEYS]),
        heads=tuple(sorted(named, key=lambda stem: (-named[stem], stem))[:HEADS]),
        opening=given.opening,
    )


@lru_cache(maxsize=65_536)
def _rare(stem: str) -> float:
    return float(rarity(stem) ** POWER)


def compare(a: Sketch, b: Sketch) -> Pair | None:
    """The pair of two reports by their words; ``None`` where they share next to nothing, or name others. Symmetric."""
    if len(a.everything.keys() & b.everything.keys()) < FEWEST_SHARED or _name_others(a, b):
        return None
    cosine = _dot(a.everything, b.everything)
    if cosine <= NO_STORY:
        return None
    return Pair(_score(a, b, cosine, None), cosine, days_between(a, b))


def _name_others(a: Sketch, b: Sketch) -> bool:
    """Have both reports names enough, and hardly one of the heaviest of either stands in the other?"""
    fewer = min(len(a.heads), len(b.heads))
    if fewer < FEWEST_HEADS:
        return False
    shared = sum(name in b.everything for name in a.heads) + sum(name in a.everything for name in b.heads)
    return shared < (SHARED_HEADS if fewer == HEADS else 1)


def compare_meaning(a: Sketch, b: Sketch, pair: Pair, nearness: float) -> Pair:
    """The same pair with the sentence vectors' opinion."""
    return Pair(_score(a, b, pair.cosine, nearness), pair.cosine, pair.days, nearness)


def _score(a: Sketch, b: Sketch, cosine: float, nearness: float | None) -> int:
    """Hundredths of log-odds: the trained weights and the days between the two."""
    weights = _weights(nearness is not None)
    odds = weights["constant"] + sum(weights[name] * value for name, value in features(a, b, cosine).items())
    if nearness is not None:
        odds += weights["vectors"] * nearness
    days = days_between(a, b)
    if days is not None:
        odds += SAME_DAY - PER_LOG_DAY * math.log1p(days)
    return max(FLOOR, min(-FLOOR, round(100 * odds)))


def features(a: Sketch, b: Sketch, cosine: float | None = None) -> dict[str, float]:
    """Square roots of the four cosines."""
    if cosine is None:
        cosine = _dot(a.everything, b.everything)
    return {
        "everything": math.sqrt(max(0.0, cosine)),
        "names": math.sqrt(_dot(a.names, b.names)),
        "numbers": math.sqrt(_dot(a.numbers, b.numbers)),
        "lead": math.sqrt(_dot(a.lead, b.lead)),
    }


@cache
def _weights(with_vectors: bool) -> Mapping[str, float]:
    return {row[0]: float(row[2 if with_vectors else 1]) for row in data.rows("story_nearness")}


def days_between(a: Sketch, b: Sketch) -> float | None:
    """Days between two reports, ``None`` where one has no date."""
    return None if a.time is None or b.time is None else abs(a.time - b.time)


def _unit(weights: Mapping[str, float]) -> dict[str, float]:
    length = math.sqrt(math.fsum(weight * weight for weight in weights.values()))
    return {stem: weight / length for stem, weight in weights.items()} if length else {}


def _dot(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    return math.fsum(a[stem] * b[stem] for stem in a.keys() & b.keys())
