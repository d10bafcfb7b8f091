"""All on board against passengers and crew: one report gives the whole, another its two parts, and they do not add up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

from whosays.findings.evidence import Story, finding
from whosays.model import Facts, Finding
from whosays.values.measures import place_of, value_of

WHOLE = re.compile(
    r"^(?:people|persons|souls|passengers and crew|in all)?\s*(?:were |was |who were )?(?:on board|aboard)\b",
    re.IGNORECASE,
)
PASSENGERS = re.compile(r"^passengers?\b(?! and crew)", re.IGNORECASE)
CREW = re.compile(r"^crew\b|^(?:members of (?:the|its) )?crew|^crew ?members", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Count:
    """People that a claim counts: the number, the words, and the claim."""

    fact: Facts
    number: float
    shown: str


def aboard(story: Story) -> Iterator[Finding]:
    """Contradiction where a report's passengers and crew do not make up another report's people on board."""
    wholes = [count for fact in story.facts for count in _counts(fact, WHOLE)]
    parts = []
    for fact in story.facts:
        for passengers, crew in product(_counts(fact, PASSENGERS), _counts(fact, CREW)):
            parts.append((passengers, crew))
    if len({count.number for count in wholes}) != 1 or len({(p.number, c.number) for p, c in parts}) != 1:
        return
    (passengers, crew), whole = parts[0], wholes[0]
    total = passengers.number + crew.number
    if whole.fact.report == passengers.fact.report or total == whole.number:
        return
    yield finding(
        story, "contradiction", "number", "How many were on board?",
        ((whole.shown, [count.fact.claim for count in wholes]), (f"{passengers.shown}, {crew.shown}", [p.fact.claim for p, _ in parts])),
        f"{passengers.number:.0f} + {crew.number:.0f} = {total:.0f}, against {whole.number:.0f} on board: {abs(total - whole.number):.0f} apart",
    )  # fmt: skip


@lru_cache(maxsize=16_384)
def _counts(fact: Facts, behind: re.Pattern[str]) -> tuple[Count, ...]:
    """Exact counts of a claim with these words in or behind them."""
    return () if fact.factuality != "certain" or fact.negative else tuple(_counted(fact, behind))


def _counted(fact: Facts, behind: re.Pattern[str]) -> Iterator[Count]:
    for measure in fact.measures:
        value, at = value_of(measure), place_of(fact.text, measure.shown)
        if value is None or measure.low != measure.high or measure.approx or at < 0:
            continue
        after = re.sub(r"^\S+\s*", "", fact.text[at:])
        before = re.sub(r"^all (?:of )?(?:the )?\S+\s*", "", fact.text[at:], flags=re.IGNORECASE)
        if behind.match(after) or behind.match(before):
            yield Count(fact, value, measure.shown)
