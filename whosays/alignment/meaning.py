"""A second opinion on two claims that share words but not enough of them: are they near in meaning, and nothing in them opposed?

The nearness of sentence vectors proposes; figures, names, times and opposites decide. Vectors alone set "the first to leave" beside
"the last to leave", and any two figures of one kind.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from whosays.alignment.conflicts import equal, one_value, opposite
from whosays.alignment.contrast import may_be_one_act, one_act
from whosays.model import Entity, Facts, Measure
from whosays.values.measures import is_age
from whosays.values.units import is_physical
from whosays.words.classes import class_of

# Cosines of MiniLM from which two claims count as near, and the share of the smaller claim's weight that the larger must have;
# set on the development stories.
ALIKE = ((0.72, 0.40), (0.50, 0.60))  # one act, no figures
ONE_FIGURE = ((0.50, 0.30),)  # one act with the same figure
TELLING_FIGURE = ((0.40, 0.0),)  # one act with a figure that hardly two things have ("12,000 hectares")
AKIN = ((0.65, 0.30),)  # acts that may be one
MEASURED = ((0.75, 0.40),)  # other verbs of one measured figure ("prices rose 6.1%", "were 6.1% higher")
ONE_COUNT = ((0.45, 0.30),)  # other verbs of one count that few things have, and of one thing or body besides
SPOKEN = ((0.70, 0.40), (0.55, 0.60))  # no figures, and one speaker: he said it to both, or said it once
MANY = 10  # from which a count is told of few things
# Words by which a report leads on to another thing of the kind, and years: what only one claim has of them sets two counts apart.
ANOTHER = re.compile(
    r"\b(?:another|others?|elsewhere|previous(?:ly)?|earlier|former|predecessor|successor|rival|competitor|neighbou?ring|sister|"
    r"normally|usually|second|third|fourth|fifth|also|too|as well|again|itself|himself|herself|of (?:its|his|her|their) own|"
    r"last (?:year|month|week|spring|summer|autumn|winter)|(?:a|the) (?:year|month|week) (?:ago|before)|(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
HEDGED = frozenset({"possible", "conditional", "hypothetical", "unconfirmed"})
TELLING = 1_000  # such a figure, in base units; money and people are told in round thousands, areas and lengths are not


Steps = tuple[tuple[float, float], ...]  # a nearness, and the share of the smaller claim's weight that it is enough for


@dataclass(frozen=True, slots=True)
class Asked:
    """What nearness is asked of two claims that no typed conflict keeps apart; ``apart``: where each names what the other does not."""

    steps: Steps = ()
    apart: Steps = ()

    def least(self, a: Facts, b: Facts, entities: Mapping[str, Entity], contained: float) -> float | None:
        """The nearness from which they say the same in other words; ``None``: never."""
        if not (self.steps or self.apart):
            return None
        steps = self.apart if _other_names(a, b, entities) else self.steps
        return min((near for near, share in steps if contained >= share), default=None)


def nearness_asked(a: Facts, b: Facts, common: frozenset[str]) -> Asked:
    """What is asked of two claims, by their acts and figures; ``common`` are the features that both have."""
    if not may_say_the_same(a, b):
        return Asked()
    left, right = figures(a), figures(b)
    shared = [m for m in left for n in right if equal(m, n)]
    spanned = _one_span(left, a, b) or _one_span(right, b, a)
    if (left or right) and not shared and not spanned:
        akin = may_be_one_act(a, b) and any(one_value(m, n) for m in left for n in right)
        return Asked(AKIN if akin else ())
    steps: Steps = ONE_FIGURE if spanned and one_act(a, b) else _steps(a, b, shared)
    apart = steps if shared and one_act(a, b) else ()
    if shared and _one_count(a, b, shared, common):
        steps += ONE_COUNT
    elif not (left or right) and a.speaker is not None and a.speaker == b.speaker and _words(common):
        steps += SPOKEN
    return Asked(steps, apart)


def _words(common: frozenset[str]) -> bool:
    """Is a word among what two claims share, not names and modifiers alone?"""
    return any(name[0] not in "@#!~" for name in common)


def may_say_the_same(a: Facts, b: Facts) -> bool:
    """Are both told with a hedge, or both without, and no word of one the opposite of the other's?"""
    return (a.factuality in HEDGED) is (b.factuality in HEDGED) and not opposite(a, b)


def _steps(a: Facts, b: Facts, shared: Sequence[Measure]) -> Steps:
    """What is asked of two claims, by how much their acts and their figures have in common."""
    if one_act(a, b):
        if any(_tells(m) for m in shared):
            return TELLING_FIGURE
        return ONE_FIGURE if shared else ALIKE
    if may_be_one_act(a, b):
        return AKIN
    return MEASURED if measured(shared) else ()


def _one_count(a: Facts, b: Facts, shared: Sequence[Measure], common: frozenset[str]) -> bool:
    """Have two claims a figure that few things have and something beside it, and does neither lead on to another thing?"""
    counted = {class_of(word) for m in (*a.measures, *b.measures) for word in re.findall(r"[a-z]+", m.shown.lower())}
    units = {m.unit for m in shared} | counted | {word.removesuffix("s") for word in counted}
    besides = {name for name in common if name[0] not in "#!~" and name not in units}
    telling = any(_is_measured(m) or (m.low or 0) >= MANY for m in shared)
    return bool(telling and besides) and _leads_on(a.text) == _leads_on(b.text)


def _leads_on(text: str) -> frozenset[str]:
    return frozenset(word.lower() for word in ANOTHER.findall(text))


def figures(fact: Facts) -> list[Measure]:
    """The figures that a claim is about: an age only says who somebody is."""
    return [m for m in fact.measures if not is_age(m.shown) and "age" not in m.what]


def _one_span(measures: Sequence[Measure], a: Facts, b: Facts) -> bool:
    """Are the years that one claim counts those since the year that the other names: "in his 12 years in office", "since 2011"?"""
    if not (a.as_of and b.earliest):
        return False
    months = 12 * (int(a.as_of[:4]) - int(b.earliest[:4]))
    return any(m.unit == "mo" and m.low == m.high == months for m in measures)


def measured(shared: Sequence[Measure]) -> bool:
    """Are equal figures a measurement, a sum of money, a share, or two counts at once? A single count fits many acts."""
    return any(_is_measured(m) for m in shared) or len(shared) > 1


def _is_measured(m: Measure) -> bool:
    """Is it no count of things: a length, a time without a unit, a share, money?"""
    return not m.unit or is_physical(m.unit) or not m.unit.isalpha() or m.unit.isupper()


def _tells(m: Measure) -> bool:
    """A figure of a unit of measurement that two claims share by more than chance."""
    return m.unit in ("m", "m2", "g") and (m.low or 0) >= TELLING


def _other_names(a: Facts, b: Facts, entities: Mapping[str, Entity]) -> bool:
    """Does each name somebody or something that the other does not? What happened is called by many words."""
    left, right = (
        {name for name in mine - theirs if name not in entities or entities[name].kind != "event"}
        for mine, theirs in ((a.entities, b.entities), (b.entities, a.entities))
    )
    return bool(left and right)
