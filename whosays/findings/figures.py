"""Do two figures answer one question? One unit, one thing counted, one scope, one actor, alike otherwise.

Unsure is no: a figure that may be a part, an addition, another year's or another place's is compared with nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from whosays.data import rows
from whosays.findings.evidence import Story, likeness
from whosays.findings.parts import limits, may_be_part
from whosays.measures import disjoint, vague, value_of
from whosays.model import Facts, Measure
from whosays.word_classes import class_of

GENERIC = frozenset(
    "person people man woman child house building percent % time day hour month week year minute a mo d h s min thing place".split()
)
MEASURED = frozenset({"m", "kg", "m/s", "Cel", "W", "l", "Pa", "J", "Hz", "kt", "magnitude", "km/h"})
DURATIONS = frozenset({"s", "min", "h", "d", "wk", "mo", "a", "week", "month", "year"})
PART_WORDS = "another|other|others|more(?! than)|further|additional|each|per|every|extra|previous|previously|prior|earlier|former|past"
PARTS = re.compile(rf"\b({PART_WORDS}|(?<!all )of (?:those|these|them|whom|which|the))\b", re.IGNORECASE)
SEVERITY = re.compile(r"\b(seriously|severely|critically|slightly|lightly|badly|serious|critical|minor)\b")
YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")
SINCE = re.compile(r"\b(?:since|from|after)\b[^,.;]{0,30}?\b(?:1[89]|20)\d\d\b", re.IGNORECASE)
DIRECTION = re.compile(r"\b(below|deep|depth|north|south|east|west|long|wide|high|tall|away|from|off)\b", re.IGNORECASE)
FORMER = re.compile(r"\b(?:up|down|raised|revised) from (?:the |an? )?(?:earlier |previous |initial )?$", re.IGNORECASE)
CAPACITY = re.compile(r"\b(can|capacity|able to|designed|limit)\b", re.IGNORECASE)
ALL_OF_THEM = re.compile(r"\ball (?:of )?(?:them|which|these|those)\b", re.IGNORECASE)
# Counted acts ("seven trips"): the same actor is enough to make two counts one question.
ACTS = frozenset(class_of(cell) for row in rows("event_nouns") for cell in row)
ALIKE, ALIKE_SPECIFIC, ALIKE_MONEY = 0.34, 0.18, 0.2


@dataclass(frozen=True, slots=True)
class Figure:
    """One measure of one claim, with what its words say about the scope it holds for; ``values`` are all of the claim in the unit."""

    fact: Facts
    measure: Measure
    about: frozenset[str]
    sources: frozenset[str]
    actors: frozenset[str]
    places: frozenset[str]
    rare_places: frozenset[str]
    era: str
    noun: str
    directions: frozenset[str]
    severity: frozenset[str]
    since: bool
    capacity: bool
    limits: frozenset[str]
    values: frozenset[tuple[float, float]]

    @property
    def unit(self) -> str:
        """The base unit, or the thing counted."""
        return self.measure.unit or ""

    @property
    def keys(self) -> frozenset[str]:
        """Two figures of one question share one of these."""
        named = {f"compound {self.noun}"} if " " in self.noun else set[str]()
        return self.about | {f"toll {kind}" for kind in self.measure.toll} | named


def figure_of(story: Story, fact: Facts, measure: Measure) -> Figure | None:
    """The figure, or ``None`` where nothing can be set against it: a duration, a part, an addition, a word for many."""
    if measure.unit is None or measure.unit in DURATIONS or vague(measure):
        return None
    if (
        PARTS.search(_around(fact, measure))
        or _out_of(fact, measure)
        or _former(fact, measure)
        or _listed(fact, measure)
    ):
        return None
    places = frozenset(e for e in fact.entities if story.kinds.get(e) in ("place", "facility"))
    return Figure(
        fact=fact,
        measure=measure,
        about=story.words(fact),
        sources=story.sources(fact.claim),
        actors=frozenset(e for e in fact.agents if story.kinds.get(e) in ("person", "organisation")),
        places=places,
        rare_places=frozenset(e for e in places if story.spread.get(e, 0) <= len(story.readings) / 2),
        era=_era(story, fact),
        noun=_noun_after(fact.text, measure.shown),
        directions=frozenset(DIRECTION.findall(fact.text)),
        severity=frozenset(SEVERITY.findall(fact.text)),
        since=bool(SINCE.search(fact.text)),
        capacity=bool(CAPACITY.search(fact.text)),
        limits=limits(story, fact, measure),
        values=frozenset((m.low or 0, m.high or 0) for m in fact.measures if m.unit == measure.unit),
    )


def same_question(story: Story, one: Figure, two: Figure) -> bool:
    """Do both answer one question, as far as their words can tell?"""
    a, m, b, n = one.fact, one.measure, two.fact, two.measure
    if a.claim == b.claim or m.unit != n.unit or a.told != b.told:
        return False
    if story.proposition_of[a.claim] == story.proposition_of[b.claim] and not disjoint(m, n):
        return False
    if a.report == b.report and not (one.sources and two.sources and not one.sources & two.sources):
        return False  # inside one report only figures of two different named sources are compared
    if (one.since, one.capacity, one.era) != (two.since, two.capacity, two.era) or _other_actor(one, two):
        return False
    if (m.unit in MEASURED and one.directions != two.directions) or _out_of_proportion(m, n):
        return False
    if _scopes_differ(one, two) or _hours_apart(a, b) or _dated_apart(a, b) or _told_apart(a, b) or _same_set(one, two):
        return False
    if ("we" in one.limits) is not ("we" in two.limits):
        return False
    if m.toll or n.toll:  # tolls of the past are told with scopes that a clause does not show
        return not one.era and bool(m.toll & n.toll) and one.severity == two.severity
    return _alike(story, one, two) and ((m.unit in ACTS and _same_actor(story, a, b)) or not _part(one, two))


def _part(one: Figure, two: Figure) -> bool:
    """May the smaller figure be a part of what the larger counts?"""
    small, large = sorted((one, two), key=lambda figure: value_of(figure.measure) or 0.0)
    return may_be_part(small.limits, large.fact, large.measure)


def _alike(story: Story, one: Figure, two: Figure) -> bool:
    """Is enough said alike of both, for a figure of this unit?"""
    a, m, b, n = one.fact, one.measure, two.fact, two.measure
    unit, common = one.unit, one.about & two.about
    if m.what and n.what and not m.what & n.what and unit in GENERIC:
        return False
    one_act = a.predicate == b.predicate or a.predicate in b.terms or b.predicate in a.terms
    alike = likeness(story, a, b)
    if unit in MEASURED:
        return bool(m.what & n.what) and alike >= ALIKE
    if unit.isupper():  # money
        named = sum(word.startswith("@") for word in common)
        return (named >= 2 and alike >= ALIKE_MONEY) or (named >= 1 and one_act and alike >= ALIKE)
    if unit in GENERIC:
        return alike >= ALIKE and len(common) >= 2
    return (
        (one_act and alike >= ALIKE_SPECIFIC and len(common) >= 2)
        or (unit in ACTS and _same_actor(story, a, b))
        or (one.noun == two.noun and " " in one.noun)  # "four life rafts", "six life rafts"
    )


def _scopes_differ(one: Figure, two: Figure) -> bool:
    """Are the figures limited to different places, not all of which the story shares?

    Two places that neither claim shares with the other are two scopes, however often the story names them.
    """
    if one.places and two.places and not one.places & two.places:
        return True
    return one.rare_places != two.rare_places


def _era(story: Story, fact: Facts) -> str:
    """The year of a claim about the past, from its own times or else its sentence; the present of the story has none."""
    sentence = story.sentence(fact.claim)
    if ALL_OF_THEM.search(sentence):
        return ""
    if fact.latest and fact.as_of:
        gap = datetime.fromisoformat(fact.as_of) - datetime.fromisoformat(fact.latest)
        return fact.latest[:4] if gap > timedelta(days=45) else ""
    years = set(YEAR.findall(SINCE.sub("", sentence)))
    return max(years) if years and fact.as_of and fact.as_of[:4] not in years else ""


def _out_of_proportion(m: Measure, n: Measure) -> bool:
    """Figures a hundred times apart count different things."""
    left, right = value_of(m), value_of(n)
    return bool(left and right and max(left, right) / min(left, right) > 100)


def _out_of(fact: Facts, measure: Measure) -> bool:
    """ "Of 400 jobs 120 will go": the 400 are what the figure is a part of."""
    at = fact.text.find(measure.shown)
    return at > 0 and re.search(r"\bof (?:the |some |about )?$", fact.text[:at], re.IGNORECASE) is not None


def _former(fact: Facts, measure: Measure) -> bool:
    """ "Five were hurt, up from three": the three are what the report no longer says."""
    at = fact.text.find(measure.shown)
    return at > 0 and FORMER.search(fact.text[:at]) is not None


def _listed(fact: Facts, measure: Measure) -> bool:
    """One share among several ("55 percent in one country, 52 percent in another"): each holds for a scope of its own."""
    return measure.unit == "%" and sum(other.unit == "%" for other in fact.measures) > 1


def _hours_apart(a: Facts, b: Facts) -> bool:
    """Do both say for which hour they hold, and not for the same one?"""
    if not (a.earliest and a.latest and b.earliest and b.latest):
        return False
    widest = max(datetime.fromisoformat(f.latest or "") - datetime.fromisoformat(f.earliest or "") for f in (a, b))
    return widest <= timedelta(hours=2) and (a.latest < b.earliest or b.latest < a.earliest)


def _around(fact: Facts, measure: Measure) -> str:
    """The words near a figure that could make it a part or an addition."""
    at = fact.text.find(measure.shown)
    return fact.text[max(0, at - 25) : at + len(measure.shown) + 25] if at >= 0 else measure.shown


def _dated_apart(a: Facts, b: Facts) -> bool:
    """Are both claims about times of their own that lie days apart (this year's figure and another year's)?"""
    if not (a.earliest and b.earliest and a.latest and b.latest):
        return False
    early, late = (a, b) if a.latest <= b.latest else (b, a)
    gap = datetime.fromisoformat(late.earliest or "") - datetime.fromisoformat(early.latest or "")
    return gap > timedelta(days=7)


def _told_apart(a: Facts, b: Facts) -> bool:
    """Were the two written weeks apart? Then a like figure is most likely another event's."""
    if not (a.as_of and b.as_of):
        return False
    return abs(datetime.fromisoformat(a.as_of) - datetime.fromisoformat(b.as_of)) > timedelta(days=14)


def _other_actor(one: Figure, two: Figure) -> bool:
    """Do two different people or bodies act, neither of whom the other claim mentions?"""
    a, b = one.fact, two.fact
    return bool(
        one.actors
        and two.actors
        and not one.actors & (b.agents | b.entities | b.patients)
        and not two.actors & (a.agents | a.entities | a.patients)
    )


def _same_set(one: Figure, two: Figure) -> bool:
    """Do both claims print the same several figures ("six to three")? Then none of them speaks against another."""
    several = sum(m.unit == one.measure.unit for m in one.fact.measures) > 1
    return several and not one.values.isdisjoint(two.values)


def _same_actor(story: Story, a: Facts, b: Facts) -> bool:
    """The same person or body does the counted thing in both ("making seven trips", "ventured abroad ten times")."""
    people = ("person", "organisation", "group", "vehicle")
    return any(e in b.agents and story.kinds.get(e) in people for e in a.agents)


def _noun_after(text: str, shown: str) -> str:
    """The one or two words after the digits of a figure, lower case, without a plural s."""
    at = text.find(shown)
    tail = re.sub(r"^(?:[\d,.]+|\w+)\s+", "", text[at:] if at >= 0 else shown)
    found = re.match(r"([a-z]+)(?:\s+([a-z]+))?", tail)
    return " ".join(word.rstrip("s") for word in found.groups() if word) if found else ""
