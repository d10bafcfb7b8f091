"""The sums that a text itself offers: a figure with a count that its words add to it ("seven trips … and twice stepping across")."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from whosays.findings.evidence import Story
from whosays.findings.figures.figure_words import plain
from whosays.model import Facts, Measure
from whosays.text.stretches import holding, starting_in
from whosays.values.measures import value_of
from whosays.values.units import dimension_of, is_of_time


@dataclass(frozen=True, slots=True)
class Sum:
    """A total, the sum as text, and the claim that adds."""

    total: float
    text: str
    claim: str


@dataclass(frozen=True, slots=True)
class Sums:
    """The sums of each figure of a story, worked out once: a figure is set against many."""

    story: Story
    known: dict[tuple[str, str], tuple[Sum, ...]] = field(default_factory=dict)

    def of(self, fact: Facts, measure: Measure) -> tuple[Sum, ...]:
        """The figure with every count that its text adds to it."""
        asked = (fact.claim, measure.quantity)
        if asked not in self.known:
            self.known[asked] = _sums(self.story, fact, measure)
        return self.known[asked]


def _sums(story: Story, fact: Facts, measure: Measure) -> tuple[Sum, ...]:
    """Each sum once.

    "Seven trips … and twice stepping across", or in the next sentence, by the same actor, "Twice he has stepped across".
    """
    base = value_of(measure)
    found: dict[str, Sum] = {}
    if base is None:
        return ()
    for other, joined in _added(story, fact):
        for extra in other.measures:
            value = value_of(extra)
            acted = (
                joined and dimension_of(extra.unit) == dimension_of(measure.unit)
            ) or extra.unit == other.predicate  # "twice"
            if (
                acted
                and value is not None
                and extra.unit != "%"
                and not is_of_time(extra.unit)
                and extra.low == extra.high
            ):
                text = f"{plain(base)} + {plain(value)}"
                found.setdefault(text, Sum(base + value, text, other.claim))
    return tuple(found.values())


def _added(story: Story, fact: Facts) -> Iterator[tuple[Facts, bool]]:
    """The claims that a text adds to one: joined by "and", or of the same actor in the next sentence of the paragraph."""
    text, end = story.texts[fact.report], story.ends(fact)
    held = holding(story.sentences[fact.report], end - 1)
    following = starting_in(story.sentences[fact.report], held.end, len(text) + 1) if held else ()
    last = following[0].end if following else len(text)
    for other in story.beginning_in(fact.report, end, last):
        start = story.begins(other)
        joined = text[end:start].strip(" ,") == "and"
        behind = held is not None and start >= held.end and "\n" not in text[end:start]
        if joined or (behind and fact.agents & other.agents):
            yield other, joined
