"""The quantities of a claim in base units, with what they count in classes of words and the running count they belong to."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from whosays.data import words
from whosays.model import Measure, Quantity, Reading
from whosays.values.measures import one_in_two_units
from whosays.values.units import to_base
from whosays.words.classes import class_of
from whosays.words.people import kind_of_people

TOLL_NOUNS = frozenset({"die", "injure", "arrest"})  # "no deaths", "two arrests": people who died, were arrested
BODIES = frozenset({"body", "corpse", "victim"})  # of a count: people who died
PEOPLE = frozenset({"worker", "player", "soldier", "die", "injure", "passenger", "evacuate", "hospitalise"})
RECOVERED = frozenset({"recover", "find", "pull", "dig", "morgue", "mortuary", "count"})
BRACKET = re.compile(r"(?:\)|\s|,)*\s?(?:\(|, or |or )\s?(?:about |some |roughly |nearly )?")


def measures(
    found: Sequence[Quantity], terms: frozenset[str], reading: Reading, *, verb: str, act: str
) -> tuple[Measure, ...]:
    """The measures of a claim without conversions of the one in front: "10 kilometres (6 miles)" is one depth.

    What is counted by the claim's own ``verb`` is counted by its ``act``: seven who "lost" their lives are seven who died.
    """
    kept: list[Measure] = []
    before: Quantity | None = None
    for quantity in found:
        measure = _measure(quantity, terms, reading, {class_of(verb): act})
        between = reading.report.text[before.end : quantity.start] if before is not None else ""
        if not (kept and BRACKET.fullmatch(between) and one_in_two_units(kept[-1], measure)):
            kept.append(measure)
        before = quantity
    return tuple(kept)


def _measure(quantity: Quantity, terms: frozenset[str], reading: Reading, acts: Mapping[str, str]) -> Measure:
    """Bounds in the unit's base; counted nouns are classes of words, so residents and people are one, and deaths are people who died.

    A count of occasions ("ventured abroad ten times") counts the act, as a counted act noun does ("seven trips").
    """
    low, unit = to_base(quantity.low, quantity.unit)
    high, _ = to_base(quantity.high, quantity.unit)
    what = [acts.get(class_of(word), class_of(word)) for word in (quantity.of or "").lower().split()]
    unit = class_of(unit) if unit and unit == quantity.unit and not unit[0].isupper() else unit
    if unit == "time" and what:
        unit, what = f"{what[0]} times" if what[0] in TOLL_NOUNS else what[0], what[1:]
    elif unit in TOLL_NOUNS:
        unit, what = "person", [unit]
    elif unit in BODIES and (set(what) | terms) & RECOVERED:
        unit, what = "person", ["die"]
    elif unit in ("man", "woman") or (unit is None and set(what) & PEOPLE):
        unit = "person"
    shown = reading.report.text[quantity.start : quantity.end]
    toll = _toll(unit, frozenset(what), terms)
    return Measure(quantity.id, low, high, quantity.approx, unit, frozenset(what), toll, shown)


def _toll(unit: str | None, what: frozenset[str], terms: frozenset[str]) -> frozenset[str]:
    """Which running count a figure of people, area or share belongs to, by what is counted, else by the claim's other words."""
    growing = words("cumulative")
    if unit in ("person", "m2") or (unit and kind_of_people(unit)):
        return what & growing or terms & growing
    return what & growing if unit == "%" else frozenset()
