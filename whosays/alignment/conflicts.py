"""What forbids two claims to be one proposition: polarity, strength, number, time, actor, thing, opposite words, place."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from whosays.alignment.clocks import exclude
from whosays.alignment.contrast import contrasted
from whosays.model import Entity, Facts, Measure
from whosays.remembered import of_two
from whosays.values.dates import dated_apart, is_narrow
from whosays.values.distances import clearly_apart
from whosays.values.measures import agree, disjoint, one_in_two_units, ratio, rounds, vague, value_of
from whosays.values.units import is_physical
from whosays.words.contraries import contrary
from whosays.words.opposites import opposed
from whosays.words.people import kind_of_people

ACTORS = frozenset({"person", "organisation"})
PLACES = frozenset({"place", "facility"})
BOUND_REACH = 1.15  # "at least 140" says what 146 says
LONG_PAST = timedelta(days=31)
ROUND = (0, 15, 30, 45)  # minutes
EXACT = frozenset({"vote"})
LOCAL = frozenset({"headline", "dek", "caption"})


class Known:
    """The entities of a story, and which of some names are people or bodies, or places: looked up once for equal names."""

    def __init__(self, entities: Mapping[str, Entity]) -> None:
        self.entities = entities
        self._actors: dict[frozenset[str], frozenset[str]] = {}
        self._located: dict[frozenset[str], frozenset[str]] = {}

    def actors(self, names: frozenset[str]) -> frozenset[str]:
        """The people and bodies among entity ids and words."""
        found = self._actors.get(names)
        if found is None:
            of = self.entities
            found = frozenset(name for name in names if name in of and of[name].kind in ACTORS)
            self._actors[names] = found
        return found

    def located(self, names: frozenset[str]) -> frozenset[str]:
        """The places among the features of a claim."""
        found = self._located.get(names)
        if found is None:
            of = self.entities
            found = frozenset(name for name in names if name[1:] in of and of[name[1:]].kind in PLACES)
            self._located[names] = found
        return found


def conflict(a: Facts, b: Facts, known: Known) -> str | None:
    """What speaks against one proposition, by name, or ``None``."""
    against = excluded(a, b)
    return named_apart(a, b, known) if against is None else against


def named_apart(a: Facts, b: Facts, known: Known) -> str | None:
    """What the people, bodies and places that two claims name set apart, as far as the story knows them."""
    if a.text != b.text and (_actors_differ(a, b, known) or _turned_round(a, b, known)):
        return "actor"  # of one wording, a pronoun was read in two ways
    return "place" if _places_differ(a, b, known.entities) else None


@of_two
def excluded(a: Facts, b: Facts) -> str | None:
    """What in two claims alone, by value or by word, excludes that both say one thing, whoever is meant."""
    if a.negative != b.negative:
        return "polarity"
    if a.told != b.told:
        return "strength"
    if _tolls_of_two_times(a, b):
        return "time"
    if contrary(a, b) is not None:
        return "opposite"
    if _numbers_differ(a, b):
        return "number"
    if dated_apart(a, b) or _days_differ(a, b):
        return "time"
    if contrasted(a, b, one_figure=any(equal(m, n) for m in a.measures for n in b.measures)):
        return "thing"
    return "opposite" if opposite(a, b) else None


def opposite(a: Facts, b: Facts) -> bool:
    """Does one say "first" or "rise" where the other says "last" or "fall"?"""
    left, right = ({term.removeprefix("~") for term in fact.terms} | {fact.predicate} for fact in (a, b))
    return opposed(left, right) is not None


# ------------------------------------------------------------------------------------------------ number and time
def comparable(m: Measure, n: Measure) -> bool:
    """Do two measures count the same kind of thing in the same unit? One share is one, whatever it is said to be of."""
    if m.unit != n.unit:
        return False
    if m.unit == "%" and m.low is not None and (m.low, m.high) == (n.low, n.high):
        return True
    if is_physical(m.unit) or m.unit in EXACT:  # of one act, two lengths, areas or weights are one question
        return True
    return not (m.what and n.what) or bool(m.what & n.what) or bool(m.toll & n.toll)


def equal(m: Measure, n: Measure) -> bool:
    """Do two comparable measures give the same figure? Travellers and passengers are counted alike."""
    return (
        (comparable(m, n) or _counted_alike(m, n))
        and agree(m, n)
        and m.low is not None
        and n.low is not None
        and not (vague(m) or vague(n))
    )


def one_value(m: Measure, n: Measure) -> bool:
    """Do both give one figure in one unit, whatever becomes of what is counted ("destroyed twelve flats", "wrecked a dozen flats")?"""
    return figure_of(m) is not None and figure_of(m) == figure_of(n) and not disjoint(m, n)


def figure_of(m: Measure) -> tuple[str, float] | None:
    """Unit and value; none of a bare number or a word for many."""
    value = value_of(m)
    return None if m.unit is None or value is None or vague(m) else (m.unit, value)


def _counted_alike(m: Measure, n: Measure) -> bool:
    """Are both counts of people by words of one kind ("passengers", "travellers")?"""
    kinds = [kind_of_people(one.unit) if one.unit and one.unit.isalpha() else None for one in (m, n)]
    return kinds[0] is not None and kinds[0] == kinds[1] and (not (m.what and n.what) or bool(m.what & n.what))


def one_toll(a: Facts, b: Facts) -> bool:
    """Do both give the same figure of one running count ("17 dead", "the number of dead had risen to 17")?"""
    return any(m.toll & n.toll and equal(m, n) and _near(m, n) for m in a.measures for n in b.measures)


def _tolls_of_two_times(a: Facts, b: Facts) -> bool:
    """Does one date its dead or hurt to long before it was told, and the other not at all? It counts those of the story."""
    tolls = all(any(measure.toll for measure in fact.measures) for fact in (a, b))
    return tolls and bool(a.earliest) is not bool(b.earliest) and (_long_past(a) or _long_past(b))


def _long_past(fact: Facts) -> bool:
    if not (fact.latest and fact.as_of):
        return False
    return datetime.fromisoformat(fact.as_of) - datetime.fromisoformat(fact.latest) > LONG_PAST


def _near(m: Measure, n: Measure) -> bool:
    """ "At least five" holds for 249, but does not say it: a bound stands for figures close to it."""
    times = ratio(m, n)
    return value_of(m) == value_of(n) if times is None else times <= BOUND_REACH


def _numbers_differ(a: Facts, b: Facts) -> bool:
    """A comparable pair that excludes each other, and none that agrees; of as many figures of one kind, each must agree."""
    pairs = [(m, n) for m in a.measures for n in b.measures if comparable(m, n)]
    if pairs and not any(_agree(m, n) for m, n in pairs):
        return True
    for unit in sorted({m.unit or "" for m, _ in pairs}):
        mine = sorted((m for m in a.measures if (m.unit or "") == unit), key=lambda m: value_of(m) or 0)
        theirs = sorted((n for n in b.measures if (n.unit or "") == unit), key=lambda n: value_of(n) or 0)
        if len(mine) == len(theirs) > 1 and not all(_agree(m, n) for m, n in zip(mine, theirs, strict=True)):
            return True
    return False


def _agree(m: Measure, n: Measure) -> bool:
    """As for any figures; but nobody rounds the votes of a ballot that he splits."""
    if m.unit in EXACT:
        return not disjoint(m, n)
    return (agree(m, n) and (_near(m, n) or rounds(m, n))) or _converted(m, n)


def _converted(m: Measure, n: Measure) -> bool:
    """One length, area, weight or speed told in two units ("10 kilometres", "six miles"), each rounded for itself."""
    return is_physical(m.unit) and m.shown.split()[-1] != n.shown.split()[-1] and one_in_two_units(m, n)


def one_instant(a: Facts, b: Facts) -> bool:
    """Are both dated to two hours or less that overlap, in whatever zone each is told?"""
    return is_narrow(a) and is_narrow(b) and not dated_apart(a, b)


def one_minute(a: Facts, b: Facts) -> bool:
    """Do both give the same minute, and not a round one that many things begin at ("9:52 p.m. Eastern", "03:52 CEST")?"""
    if not (a.earliest and a.earliest == a.latest == b.earliest == b.latest):
        return False
    return datetime.fromisoformat(a.earliest).minute not in ROUND


def _days_differ(a: Facts, b: Facts) -> bool:
    """Where one is dated by nothing but its own words: do these name another day than the other's, or where both are, other hours?"""
    if a.earliest and b.earliest:
        return False
    return exclude(a.clocks, b.clocks, hours=not (a.earliest or b.earliest))


# ------------------------------------------------------------------------------------------------ who and where
def _actors_differ(a: Facts, b: Facts, known: Known) -> bool:
    """In one role, different people or bodies, of whom the other claim does not speak at all."""
    for mine, theirs in ((a.agents, b.agents), (a.patients, b.patients)):
        here, there = known.actors(mine), known.actors(theirs)
        if here and there and not _speaks_of(b, here) and not _speaks_of(a, there):
            return True
    return False


def _speaks_of(fact: Facts, names: frozenset[str]) -> bool:
    return not (names.isdisjoint(fact.agents) and names.isdisjoint(fact.patients) and names.isdisjoint(fact.entities))


def _turned_round(a: Facts, b: Facts, known: Known) -> bool:
    """Who did it to whom, the other way round; of two acts ("X signed Y", "Y joined X") it says nothing."""
    if a.predicate != b.predicate:
        return False
    doers = known.actors(a.agents), known.actors(b.agents)
    targets = known.actors(a.patients), known.actors(b.patients)
    return bool(doers[0] & targets[1] and doers[1] & targets[0] and not doers[0] & doers[1])


def _places_differ(a: Facts, b: Facts, entities: Mapping[str, Entity]) -> bool:
    """One act, put at two places of which neither is named in the other claim nor lies within the other."""
    if not (a.place and b.place) or a.place == b.place or a.predicate != b.predicate:
        return False
    if a.place in b.entities or b.place in a.entities:
        return False
    return clearly_apart(entities[a.place].place, entities[b.place].place)
