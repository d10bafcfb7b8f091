"""A claim as alignment and the comparators look at it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from whosays.model.vocabulary import Factuality, SegmentRole, Stance


@dataclass(frozen=True, slots=True)
class Measure:
    """A quantity in its base unit: bounds inclusive, ``None`` open. ``what`` are the classes of words for what is counted.

    ``toll`` names the running count that a figure belongs to (dead, injured, ordered out, area burned); empty for others.
    """

    quantity: str
    low: float | None
    high: float | None
    approx: bool
    unit: str | None
    what: frozenset[str]
    toll: frozenset[str]
    shown: str


@dataclass(frozen=True, slots=True)
class Facts:
    """A claim as alignment compares it: entities, classes of content words, measures, instant and place, all normalised.

    ``agents`` and ``patients`` hold entity ids, or classes of head words where no entity is known. ``earliest``/``latest``
    bound the event in UTC where the text dates it; ``clocks`` are the days and hours it names, as TIMEX3 values with their ``mod``;
    ``as_of`` is the claim's own time, else the report's publication.
    ``told`` is how it is told: as done, as lying ahead, on a condition, or only supposed. ``speaker`` is who says it, where that is
    one known somebody and not the outlet.
    """

    claim: str
    report: str
    predicate: str
    agents: frozenset[str]
    patients: frozenset[str]
    entities: frozenset[str]
    terms: frozenset[str]
    measures: tuple[Measure, ...]
    earliest: str | None
    latest: str | None
    clocks: tuple[str, ...]
    as_of: str | None
    place: str | None
    negative: bool
    factuality: Factuality
    stance: Stance
    speaker: str | None
    told: Literal["done", "ahead", "conditional", "supposed"]
    zone: SegmentRole
    text: str

    def __hash__(self) -> int:
        return hash(self.claim)
