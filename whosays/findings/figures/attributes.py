"""What a figure measures, however its claim is worded: "closed for six weeks" and "the closure will last two months".

The attribute is read from the nearest cue word of ``data/measured.tsv`` on either side of the figure; what it is an attribute of
("the bridge", "the Alma Star") from the arguments of the claim.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from whosays.data import rows
from whosays.findings.evidence import Story
from whosays.findings.figures.modes import camp, modes, others
from whosays.model import Facts, Measure
from whosays.values.measures import place_of
from whosays.values.units import dimension_of
from whosays.words.classes import class_of
from whosays.words.events import NO_DEATH
from whosays.words.people import kind_of_people

NEAR = 25  # characters between a cue and a figure: nearer than this, every cue counts …
TIGHT = 14  # "a depth of just 80 metres": what kind of length it is stands beside the figure
MEASURES = frozenset({"length", "height", "depth", "width", "distance"})
FAR = 70  # … further off only the nearest one, as far as this
MONTH_IN_SECONDS = (28 * 86400.0, 31 * 86400.0)
YEAR_IN_SECONDS = (365 * 86400.0, 366 * 86400.0)
MEASURING = frozenset(
    "put estimate measure value record give set calculate register count number tally reckon rate show indicate suggest".split()
)
ANOTHER_CLAUSE = re.compile(
    r"\b(?:who|which|whose|where|while|because|although)\b"
)  # a cue beyond it is of something else
THEMES = frozenset({"agent", "patient", "theme", "recipient"})
PRONOUNS = frozenset(
    "it he she they who which that this them him her we i you there one all some both those these".split()
)
VAGUE_NOUNS = frozenset(
    "structure object piece project scheme thing item construction facility site work length "
    "height depth width weight distance speed duration total number limit".split()
)
SMALL_COINS = frozenset({"cent", "pence"})  # a fare, a duty
RIVAL = frozenset({"rival", "rivals"})  # who is bought
DOWNED = frozenset({"brought down"})  # the hotel, not the drones
NEEDS = frozenset({"need"})  # "needed eight hours to put out the fire"


@dataclass(frozen=True, slots=True)
class Asked:
    """Attributes that a figure may be of, those of them that a story has once, of what, and whose figure it is if not the plain one."""

    attributes: frozenset[str]
    once: frozenset[str]
    themes: frozenset[str]
    mode: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Cue:
    attribute: str
    once: str
    pattern: re.Pattern[str]
    units: frozenset[str]


@cache
def _cues() -> Mapping[str, tuple[_Cue, ...]]:
    """Dimension → its attributes."""
    found: dict[str, list[_Cue]] = {}
    for attribute, dimension, once, stems, units in rows("measured"):
        ways = "|".join(re.escape(stem).replace(r"\.", r"\w*") for stem in stems.split("|"))
        pattern = re.compile(rf"(?<![\w-])(?:{ways})(?!\w)", re.IGNORECASE)
        found.setdefault(dimension, []).append(_Cue(attribute, once, pattern, frozenset(units.split())))
    return {dimension: tuple(cues) for dimension, cues in found.items()}


def what_it_measures(measure: Measure, text: str = "") -> str:
    """What a unit measures: time, money, a length; everything counted is one. A bare number on a Richter scale is a magnitude."""
    unit = measure.unit or ""
    if unit in ("s", "mo"):
        return "age" if "age" in measure.what else "time"
    if dimension_of(unit) == "money" and unit not in SMALL_COINS:
        return "money"
    if not unit and ("magnitude" in measure.what or "Richter" in text):
        return "magnitude"
    return unit if dimension_of(unit) is not None and unit in _cues() else "count"


def asked_of(story: Story, fact: Facts, measure: Measure) -> Asked:
    """The attributes of a figure, from the words of its claim, else of the sentence around it."""
    dimension = what_it_measures(measure, fact.text)
    text = fact.text
    at = place_of(text, measure.shown)
    other = others(story.sentence(fact.claim))
    whose = other | (
        modes(f"{text[max(0, at - FAR) : at]} # {text[at + len(measure.shown) :][:40]}") if at >= 0 else frozenset()
    )
    if not _fitting(dimension, measure.unit):
        return Asked(frozenset(), frozenset(), frozenset(), whose)
    found = _nearest(text, at, at + len(measure.shown), dimension, measure.unit) if at >= 0 else {}
    if all(marked == "same" for marked in found.values()):
        sentence = story.sentence(fact.claim)
        place = place_of(sentence, measure.shown)
        wider = _nearest(sentence, place, place + len(measure.shown), dimension, measure.unit) if place >= 0 else {}
        if wider and (not found or any(marked != "same" for marked in wider.values())):
            text, at, found = sentence, place, wider
    if not found:
        return Asked(frozenset(), frozenset(), frozenset(), whose)
    around = f"{text[max(0, at - FAR) : at]} # {text[at + len(measure.shown) :][:40]}"
    whose = other | modes(around)
    if dimension == "time":
        whose -= NEEDS
    if dimension != "count":
        whose -= DOWNED
    if dimension == "money":
        whose -= RIVAL
    if "vote share" in found:
        whose |= camp(text)
    once = frozenset(name for name, marked in found.items() if marked == "once")
    return Asked(frozenset(found), once, _themes(story, fact), whose)


@cache
def _fitting(dimension: str, unit: str | None) -> tuple[_Cue, ...]:
    """The attributes of a dimension, of counts those of the thing counted."""
    cues = _cues().get(dimension, ())
    wanted = {unit or "-"} | ({"people"} if unit and kind_of_people(unit) else set())
    return tuple(cue for cue in cues if dimension != "count" or wanted & cue.units)


@cache
def needs_theme(attribute: str) -> bool:
    """Is it an attribute of many things in a story, so that two figures must be told of one?"""
    return any(cue.attribute == attribute and cue.once == "same" for cues in _cues().values() for cue in cues)


@lru_cache(maxsize=16_384)
def _nearest(text: str, start: int, end: int, dimension: str, unit: str | None) -> Mapping[str, str]:
    """Attributes of a dimension with a cue close by, else those of the nearest cue."""
    found: list[tuple[int, str, str]] = []
    for cue in _fitting(dimension, unit):
        for match in cue.pattern.finditer(text):
            within = start <= match.start() and match.end() <= end
            if NO_DEATH.match(text, match.start()) or (within and match.group().lower() == "victims"):
                continue  # "a death sentence"; victims may live
            gap = -1 if within else max(0, match.start() - end, start - match.end())
            between = text[min(match.end(), end) : max(match.start(), start)]
            if gap > NEAR and ANOTHER_CLAUSE.search(between):
                continue
            if gap <= (TIGHT if cue.attribute in MEASURES else FAR) and match.end() - match.start() > 0:
                found.append((gap, cue.attribute, cue.once))
    if not found:
        return {}
    # What the counted noun itself says ("spectators"), or any word for lasting, says less than the words around the figure.
    found = [cue for cue in found if cue[0] >= 0] or found
    found = [cue for cue in found if cue[2] != "same"] or found
    nearest = min(gap for gap, _, _ in found)
    return {name: once for gap, name, once in sorted(found) if gap <= max(nearest, NEAR)}


def _themes(story: Story, fact: Facts) -> frozenset[str]:
    """Entities and classes of head words in the claim's roles, without pronouns."""
    units = {word for measure in fact.measures for word in re.findall(r"[a-z]+", _singular(measure.shown.lower()))}
    found = set()
    for argument in story.claims[fact.claim].arguments:
        if argument.role not in THEMES or (argument.role == "agent" and fact.predicate in MEASURING):
            continue
        if argument.entity in fact.entities or argument.entity in fact.agents | fact.patients:
            found.add(f"@{argument.entity}")
        head = argument.head or ""
        if head.isalpha() and head.lower() not in PRONOUNS | VAGUE_NOUNS and head.lower() not in units:
            found.add(_thing(class_of(head)))
    return frozenset(found)


@cache
def _things() -> Mapping[str, str]:
    return {word: thing for thing, listed in rows("one_thing") for word in listed.split()}


def _thing(word: str) -> str:
    """A word for the main thing of a story as others would name it: "runway" is the airport."""
    return _things().get(word, word)


def _singular(shown: str) -> str:
    return f"{shown} {' '.join(word.rstrip('s') for word in shown.split())}"


NEARLY = re.compile(r"(?:almost|nearly|close to|just under|not quite|shortly under)\b", re.IGNORECASE)
JUST_OVER = re.compile(
    r"(?:just|slightly|a little|marginally|barely|little) (?:over|above|more than)\b|shortly over\b", re.IGNORECASE
)
NEAR_ENOUGH = 0.8  # "almost nine hours" are more than seven; "just over half" is not three quarters


def nearly(measure: Measure) -> Measure:
    """A figure that is "almost" or "just over" some number is little less or more than it; as read it has one bound."""
    if measure.high is None and measure.low is not None and JUST_OVER.match(measure.shown):
        return replace(measure, high=measure.low / NEAR_ENOUGH)
    if measure.low is not None or measure.high is None or not NEARLY.match(measure.shown):
        return measure
    return replace(measure, low=measure.high * NEAR_ENOUGH)


def in_seconds(measure: Measure) -> Measure:
    """A duration in seconds; a month has 28 to 31 days, a year 365 or 366."""
    if measure.unit != "mo":
        return measure
    years = all(bound is None or bound >= 12 for bound in (measure.low, measure.high))
    shortest, longest = (YEAR_IN_SECONDS[0] / 12, YEAR_IN_SECONDS[1] / 12) if years else MONTH_IN_SECONDS
    low = None if measure.low is None else measure.low * shortest
    high = None if measure.high is None else measure.high * longest
    return replace(measure, low=low, high=high, unit="s")
