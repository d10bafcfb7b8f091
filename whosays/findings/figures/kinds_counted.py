"""Which kind of people or things two figures count: women among people, miners and rescuers, penalty shots and blocked shots."""

from __future__ import annotations

import re
from functools import lru_cache

from whosays.findings.figures.told import Figure
from whosays.values.measures import value_of
from whosays.words.people import kind_of_people, part_of_people

JOBS = frozenset({"job cuts", "staff", "strikers"})  # workers and people are the same here


def narrower(one: Figure, two: Figure) -> bool:
    """ "Two women" among "three people": does one count a kind of people and the other people of every kind?

    One man alone is as good as one person.
    """
    if _none(one) or _none(two):
        none, some = (one, two) if _none(one) else (two, one)
        return not _told_kinds(none) <= _told_kinds(some)
    if len({kind_of_people(figure.unit) for figure in (one, two)} - {None, "anyone"}) > 1:
        return True  # miners and rescuers
    mine, theirs = _kinds(one), _kinds(two)
    if mine != theirs and (_exceeds(one, two) if mine > theirs else theirs > mine and _exceeds(two, one)):
        return False  # a kind cannot be more than all
    jobs = {"worker"} if one.asked.attributes & two.asked.attributes & JOBS else set[str]()
    if mine - jobs == theirs - jobs:
        return False
    men, others, unit = (mine, theirs, two.unit) if "man" in mine - jobs else (theirs, mine, one.unit)
    return men != {"man"} or bool(others) or unit == "person"


def _exceeds(some: Figure, every: Figure) -> bool:
    """Is what is counted of a kind more than what is counted of all?"""
    low, high = some.measure.low, every.measure.high
    return low is not None and high is not None and low > high and not every.measure.approx


def _kinds(figure: Figure) -> frozenset[str]:
    if value_of(figure.measure) == 1 and len(figure.values) == 1:
        return frozenset()
    return _told_kinds(figure)


def _none(figure: Figure) -> bool:
    return figure.measure.high == 0


def _told_kinds(figure: Figure) -> frozenset[str]:
    own = frozenset({"worker"}) if figure.unit == "worker" else frozenset[str]()
    return _in_words(figure.measure.shown) | own


@lru_cache(maxsize=4096)  # a crowd of reports prints few figures, and each is set against many
def _in_words(shown: str) -> frozenset[str]:
    kinds = {part_of_people(word) for word in re.findall(r"[a-z]+", shown.lower())}
    return frozenset(kind for kind in kinds if kind is not None)


def two_kinds(one: Figure, two: Figure) -> bool:
    """ "Two penalty shots", "six blocked shots": one noun, and a word in front of it that makes two kinds. No length has kinds ("miles long")."""
    if one.dimension != "count":
        return False
    nouns = [figure.noun.split(" ") for figure in (one, two)]
    return all(len(noun) == 2 for noun in nouns) and nouns[0][1] == nouns[1][1] and nouns[0][0] != nouns[1][0]
