"""Do two figures answer one question? One unit, one thing counted, one scope, one actor, alike otherwise.

Or else: one attribute of one thing, the only one that either report tells. Unsure is no: a figure that may be a part, an addition,
another year's or another place's is compared with nothing.
"""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Literal

from whosays.data import rows
from whosays.findings.evidence import Story, likeness
from whosays.findings.figures.attributes import needs_theme
from whosays.findings.figures.kinds_counted import narrower, two_kinds
from whosays.findings.figures.modes import is_of_another
from whosays.findings.figures.parts import may_be_part
from whosays.findings.figures.told import CHANGED, Figure
from whosays.model import Facts, Measure
from whosays.remembered import of_two
from whosays.values.dates import dated_apart, dated_within, is_narrow, told_apart
from whosays.values.measures import disjoint, nearly_equal, place_of, times_apart, value_of
from whosays.values.units import dimension_of, is_physical
from whosays.words.classes import class_of

GENERIC = frozenset(
    "person man woman child house building percent % time day hour month week year minute a mo d h s min thing site season "
    "match point goal".split()
)
# Modes, by name or as printed (whose_figure.tsv).
PAST = frozenset(f"last {span}" for span in ("year", "month", "season", "week"))
BEFORE = frozenset({"at first", "initially", "originally", "until now"})
WANTED = frozenset({"need", "demand", "forecast"})
STATISTICS = frozenset(map(class_of, "point goal rebound assist touchdown run wicket try save tackle shot".split()))
SITED = frozenset({"job cuts", "staff", "evacuees", "homes lost"})  # counts that one site has a part of
OF_ALL = frozenset({"staff", "crew", "attendance", "protest"})  # counts of everybody there
HARM = frozenset({"die", "injure", "arrest"})
# Counted acts ("seven trips"): the same actor is enough to make two counts one question.
ACTS = frozenset(class_of(cell) for row in rows("event_nouns") for cell in row)
BARE_CURRENCIES = {"pound": "GBP", "rupee": "INR", "peso": "MXN", "franc": "CHF"}
HOUSES = frozenset(map(class_of, ("hospital", "clinic", "infirmary")))
HOUSEHOLDS = frozenset({"homes without power"})
TOLLS = {"lose": "die", "treat": "injure", "burn": "injure", "infect": "sick"}
ONE_OF_MANY = frozenset("dead injured arrested sick freed rescued evacuees aboard".split())
PART_OF = 8.0
FROM = re.compile(r"\b(?:from|off|of|outside) (?:the |a |an )?((?:[\w'-]+ ?){1,3})")
COUNTED_FROM = re.compile(r" (?P<word>after|before|of) (?:the|his|her|its|their|a|an|\w+[’']s) ", re.IGNORECASE)
# A part of a match, a kind of play: "two touchdowns on the ground" are not all of six.
SPELL = re.compile(
    r"\b(?:half|halves|quarter|period|innings?|overtime|over|set"
    r"|ground|air|offen[cs]e|defen[cs]e|rushing|receiving|passing|penalt(?:y|ies)|free throws?|headers?)\b"
)
ESTIMATES = 1.0  # how far magnitudes of one earthquake lie apart
A_MONTH = timedelta(days=31)
ONE_EVENT = timedelta(days=7)  # figures of times further apart are of two events
TOLD = timedelta(days=14)  # written further apart, a like figure is most likely another event's
ALIKE, ALIKE_SPECIFIC, ALIKE_MONEY, ALIKE_COMPOUND = 0.34, 0.18, 0.2, 0.12


def same_question(story: Story, one: Figure, two: Figure) -> bool:
    """Do both answer one question, as far as their words can tell?"""
    a, m, b, n = one.fact, one.measure, two.fact, two.measure
    if _of_one_house(one) != _of_one_house(two) or _two_quakes(one, two):
        return False
    kinship = _kinship(one, two)
    if kinship != "perhaps":
        return kinship == "same"
    if m.unit in STATISTICS and (not _same_actor(story, a, b) or _spells(a) != _spells(b)):
        return False
    if story.proposition_of[a.claim] == story.proposition_of[b.claim] and not disjoint(m, n):
        return False
    if m.toll or n.toll:  # tolls of the past are told with scopes that a clause does not show
        return (not one.era or _of_one_month(one, two)) and bool(m.toll & n.toll) and one.severity == two.severity
    if frozenset((a.claim, b.claim)) in story.as_one:
        return not two_kinds(one, two) and not _far_apart(m, n) and not _two_spans(one, two)
    return _alike(story, one, two) and ((m.unit in ACTS and _same_actor(story, a, b)) or not _part(one, two))


def _two_spans(one: Figure, two: Figure) -> bool:
    """Is each counted over a time of its own ("180 mm in 48 hours", "112 mm in the 24 hours to midnight")?"""
    spans = [
        [
            measure
            for measure in figure.fact.measures
            if dimension_of(measure.unit) == "time" and measure is not figure.measure
        ]
        for figure in (one, two)
    ]
    return all(spans) and all(disjoint(m, n) for m in spans[0] for n in spans[1])


def _of_one_month(one: Figure, two: Figure) -> bool:
    """Are both of one month or day of the past, by its date, of people of every kind, and of no place that only one names?"""
    a, b = one.fact, two.fact
    dated = bool(a.earliest) and (a.earliest, a.latest) == (b.earliest, b.latest) and dated_within(a, A_MONTH)
    return dated and one.places == two.places and one.unit == two.unit == "person"


def _of_one_house(figure: Figure) -> frozenset[str]:
    """The hospital that gives a figure: it counts those whom it took in, and another house, or the police, others."""
    return figure.sources if figure.counters & HOUSES else frozenset()


def _two_quakes(one: Figure, two: Figure) -> bool:
    """Do magnitudes differ by more than first and later estimates of one earthquake do? Then one is an aftershock's, or another's."""
    if "magnitude" not in (one.dimension, two.dimension):
        return False
    left, right = value_of(one.measure), value_of(two.measure)
    return left is not None and right is not None and abs(left - right) > ESTIMATES


@of_two
def _kinship(one: Figure, two: Figure) -> Literal["same", "perhaps", "none"]:
    """What two figures and their claims alone tell of their being one question."""
    return "same" if same_attribute(one, two) else "perhaps" if _may_be_one(one, two) else "none"


def _may_be_one(one: Figure, two: Figure) -> bool:
    """Does nothing in two figures and their claims say that they count two things?"""
    a, m, b, n = one.fact, one.measure, two.fact, two.measure
    if a.claim == b.claim or not _one_unit(m, n) or one.dimension == "time" or a.told != b.told:
        return False
    if _modes_differ(one, two, among=PAST | WANTED | BEFORE) or _of_another(one) != _of_another(two):
        return False
    if a.report == b.report and not (one.sources and two.sources and not one.sources & two.sources):
        return False  # inside one report only figures of two different named sources are compared
    if (one.since, one.capacity, one.era) != (two.since, two.capacity, two.era) or _other_actor(one, two):
        return False
    if (_is_gauged(m.unit) and one.directions != two.directions) or _out_of_proportion(m, n):
        return False
    if _scopes_differ(one, two) or _other_times(a, b) or told_apart(a, b, by=TOLD) or _same_set(one, two):
        return False
    return ("we" in one.limits) is ("we" in two.limits) and not narrower(one, two)


def same_attribute(one: Figure, two: Figure) -> bool:
    """Do both measure one attribute of one thing, however their claims are worded?"""
    a, b = one.fact, two.fact
    shared = one.asked.attributes & two.asked.attributes
    if not shared or one.dimension != two.dimension or a.report == b.report or _modes_differ(one, two):
        return False
    if _of_two_occasions(one, two) or _apart_by_size(one, two, shared) or _apart_by_attribute(one, two, shared):
        return False
    if one.era and one.measure.toll:
        return False  # tolls of the past are told with scopes that a clause does not show
    if not (one.alone and two.alone) and not one.counters & two.counters:
        return False
    return alike_in_theme(one, two)


def _of_two_occasions(one: Figure, two: Figure) -> bool:
    """Are two figures of one attribute of other times, places or actors, as far as their claims say?"""
    a, b = one.fact, two.fact
    if (one.since, one.era) != (two.since, two.era) or (one.era and not (_dated(one) and _dated(two))):
        return True
    if _other_actor(one, two) or (one.places and two.places and not one.places & two.places):
        return True
    if _other_times(a, b) or (told_apart(a, b, by=TOLD) and not CHANGED.search(b.text)):
        return True
    return one.severity != two.severity or ("we" in one.limits) is not ("we" in two.limits)


def _apart_by_size(one: Figure, two: Figure, shared: frozenset[str]) -> bool:
    """Is one figure in another coin, of another toll, a part of the other, or so far from it or near to it that the two are not one?"""
    m, n = one.measure, two.measure
    if (one.dimension == "money" and not _one_currency(m, n)) or _tolls_apart(m, n) or _out_of_proportion(m, n):
        return True
    if (shared & ONE_OF_MANY and _far_apart(m, n)) or _same_set(one, two):
        return True
    if one.dimension in ("count", "money") and not one.asked.once & two.asked.once and _part(one, two):
        return True
    return _is_gauged(m.unit) and m.unit != "magnitude" and nearly_equal(m, n)


def _apart_by_attribute(one: Figure, two: Figure, shared: frozenset[str]) -> bool:
    """Does what is particular to the attribute set them apart: where it is measured from, who rescued, the works it is counted at?"""
    if not shared & HOUSEHOLDS and narrower(one, two):
        return True
    if "rescued" in shared and bool(one.fact.agents) is not bool(two.fact.agents):
        return True  # one of several rescuers: "a fisherman pulled eleven into his boat"
    if "distance" in shared and (_from(one) or _from(two)) and not _from(one) & _from(two):
        return True
    if one.dimension == "time" and _offset(one) and _offset(two) and _offset(one) != _offset(two):
        return True
    if shared & OF_ALL and _harmed_of_all(one, two):
        return True
    return bool(shared & SITED and _sited(one, two)) or two_kinds(one, two)


def _of_another(figure: Figure) -> bool:
    """Is it the figure of an aftershock, a quarter, a budget?"""
    return any(is_of_another(mode) for mode in figure.asked.mode)


def _tolls_apart(m: Measure, n: Measure) -> bool:
    """Are both running counts, and not of one kind? Who was treated was hurt, who lost his life died."""
    if m.unit == n.unit == "m2" or not (m.toll and n.toll):
        return False
    left, right = ({TOLLS.get(kind, kind) for kind in measure.toll} for measure in (m, n))
    return not left & right


def _far_apart(m: Measure, n: Measure) -> bool:
    """Is one count of people so small beside the other that it is more likely a part of it?"""
    return times_apart(m, n, PART_OF)


def _one_currency(m: Measure, n: Measure) -> bool:
    """The same currency; "pounds" alone are those of the other report."""
    return (
        m.unit == n.unit or BARE_CURRENCIES.get(m.unit or "") == n.unit or BARE_CURRENCIES.get(n.unit or "") == m.unit
    )


def _harmed_of_all(one: Figure, two: Figure) -> bool:
    """Does the smaller figure alone tell of people who were killed, hurt or taken ("killing one worker", "a dozen workers were there")?"""
    small, large = sorted((one, two), key=lambda figure: value_of(figure.measure) or 0.0)
    return bool(small.measure.toll & HARM) and not large.measure.toll & HARM


def _spells(fact: Facts) -> frozenset[str]:
    """The parts of a match, and the kinds of play, that a claim is about ("in the first half")."""
    return frozenset(SPELL.findall(fact.text))


def _from(figure: Figure) -> frozenset[str]:
    """The words for what a distance is told from ("13 miles from the cargo ship", "150 miles off Aden")."""
    text, shown = figure.fact.text, figure.measure.shown
    found = FROM.search(text[max(0, place_of(text, shown)) + len(shown) :])
    return frozenset(re.findall(r"[a-z]{3,}", found[1].lower())) if found else frozenset()


def _offset(figure: Figure) -> str:
    """From what a time is counted ("two days *after* the break-in", "within a day *of* the verdict"), and no length of anything: the words behind."""
    text, shown = figure.fact.text, figure.measure.shown
    found = COUNTED_FROM.match(text, max(0, place_of(text, shown)) + len(shown))
    return found["word"].lower() if found else ""


def _sited(one: Figure, two: Figure) -> bool:
    """Is the smaller count one of a place that only its own report speaks of ("90 people at its Velmar works")?"""
    small, large = sorted((one, two), key=lambda figure: value_of(figure.measure) or 0.0)
    return bool(small.rare_places - large.rare_places)


def _dated(figure: Figure) -> bool:
    """Does the claim itself lie in the year, or does its sentence only name one?"""
    return (figure.fact.latest or "").startswith(figure.era)


def _modes_differ(one: Figure, two: Figure, *, among: frozenset[str] | None = None) -> bool:
    """Is one a demand, a forecast, another day's, and not the other? Of one past year, "last year" says no more than the year."""
    left, right = (figure.asked.mode if among is None else figure.asked.mode & among for figure in (one, two))
    if one.era and one.era == two.era:
        left, right = left - PAST, right - PAST
    return left != right


def _one_unit(m: Measure, n: Measure) -> bool:
    """The same unit, or people of one running count, whatever they are called."""
    return m.unit == n.unit or bool(m.toll & n.toll and "person" in (m.unit, n.unit))


def alike_in_theme(one: Figure, two: Figure) -> bool:
    """May both be about one thing: the same, or one of a kind in a story, or told by name in one and by its kind in the other?"""
    mine, theirs = one.asked.themes, two.asked.themes
    names, others = (
        (mine & theirs),
        [{theme for theme in themes if not theme.startswith("@")} for themes in (mine, theirs)],
    )
    if all(needs_theme(attribute) for attribute in one.asked.attributes & two.asked.attributes):
        return bool(names)
    if names or one.asked.once & two.asked.once:
        return bool(names) or not _named_apart(mine, theirs)
    if _named_apart(mine, theirs):
        return False
    return not all(others) or bool(mine - others[0]) is not bool(theirs - others[1])


def _named_apart(mine: frozenset[str], theirs: frozenset[str]) -> bool:
    """Do both name somebody or something, and not the same?"""
    named = [{theme for theme in themes if theme.startswith("@")} for themes in (mine, theirs)]
    return all(named) and not named[0] & named[1]


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
    if _is_gauged(unit):
        return bool(m.what & n.what) and alike >= ALIKE
    if unit.isupper():  # money
        named = sum(word.startswith("@") for word in common)
        return (named >= 2 and alike >= ALIKE_MONEY) or (named >= 1 and one_act and alike >= ALIKE)
    if unit in GENERIC:
        return alike >= ALIKE and len(common) >= 2
    return (
        (
            one_act
            and alike >= ALIKE_SPECIFIC
            and len(common) >= 2
            and not (_far_apart(m, n) and one.dimension == "count")
        )
        or (unit in ACTS and _same_actor(story, a, b))
        or (
            one.noun == two.noun and " " in one.noun and (one_act or likeness(story, a, b) >= ALIKE_COMPOUND)
        )  # "four life rafts", "six life rafts"
    )


def _is_gauged(unit: str | None) -> bool:
    """Is it a unit of a length, a speed, a magnitude of one thing? Areas and weights say how much there is of something."""
    return is_physical(unit) and dimension_of(unit) not in ("area", "mass")


def _scopes_differ(one: Figure, two: Figure) -> bool:
    """Are the figures limited to different places, not all of which the story shares?

    Two places that neither claim shares with the other are two scopes, however often the story names them.
    """
    if one.places and two.places and not one.places & two.places:
        return True
    return one.rare_places != two.rare_places


def _out_of_proportion(m: Measure, n: Measure) -> bool:
    """Figures a hundred times apart count different things."""
    return times_apart(m, n, 100)


def _other_times(a: Facts, b: Facts) -> bool:
    """Do both hold for an hour, and not the same one, or for times that lie days apart (this year's figure and another year's)?"""
    return (is_narrow(a) and is_narrow(b) and dated_apart(a, b)) or dated_apart(a, b, by=ONE_EVENT)


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
    if one.values.isdisjoint(two.values):
        return False
    return max(sum(m.unit == figure.measure.unit for m in figure.fact.measures) for figure in (one, two)) > 1


def _same_actor(story: Story, a: Facts, b: Facts) -> bool:
    """The same person or body does the counted thing in both ("making seven trips", "ventured abroad ten times")."""
    people = ("person", "organisation", "group", "vehicle")
    return any(e in b.agents and story.kinds.get(e) in people for e in a.agents)
