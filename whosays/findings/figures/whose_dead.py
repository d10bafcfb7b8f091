"""Whose dead and wounded a figure counts, where a story counts those of two sides: "two of its guards", "one Meldani soldier"."""

from __future__ import annotations

import re
from functools import cache

from whosays.data import rows
from whosays.findings.evidence import Story
from whosays.findings.figures.told import Figure
from whosays.model import Facts
from whosays.values.measures import place_of

CASUALTIES = frozenset({"die", "injure"})
# Words of a people or a name between the number and the noun: "two Korvian border guards", "three” Meldani soldiers", "two Korvians".
PEOPLE = re.compile(r"\A(?:[a-z]+ ){0,2}[\w,.]+[”\"’']? (?:[a-z]+ ){0,2}?(?P<people>[A-Z][a-z]{2,})")
OWNER = re.compile(
    r"\b(?P<people>[A-Z][a-z]{2,})['’]s (?:\w+ )?(?i:ministry|government|army|military|navy|police|forces?|border guard|defen[cs]e|interior)\b"
)
DEMONYM = re.compile(r"(?:ians?|ans?|is?|ese|ish)\Z")
NEXT = 12  # letters behind a figure in which its noun begins
STEM = 4  # letters in which an unknown country and its people are alike


def of_two_sides(story: Story, one: Figure, two: Figure) -> bool:
    """Do both count the dead or the hurt, and of two sides, or one of a side and the other of everybody?"""
    if not one.measure.toll & two.measure.toll & CASUALTIES:
        return False
    sides = side_of(story, one), side_of(story, two)
    return sides[0] != sides[1] and len(story.once(_sides) | {*sides} - {""}) > 1


def side_of(story: Story, figure: Figure) -> str:
    """The people that a figure counts: named with it, or those of the body that tells its own; empty for everybody's."""
    shown, text = figure.measure.shown, figure.fact.text
    at = place_of(text, shown)
    return _named(text[at : at + len(shown) + NEXT] if at >= 0 else shown) or _own(story, figure.fact)


def _own(story: Story, fact: Facts) -> str:
    owners = {
        _people(match["people"]) for source in story.sources(fact.claim) if (match := OWNER.search(story.label(source)))
    }
    return next(iter(owners)) if len(owners) == 1 else ""


def _sides(story: Story) -> frozenset[str]:
    """The sides that a story names with a number of dead or hurt."""
    return frozenset(
        side
        for fact in story.facts for measure in fact.measures if measure.toll & CASUALTIES
        if (side := _named(measure.shown) or _own(story, fact))
    )  # fmt: skip


def _people(word: str) -> str:
    """One name for a country and its people."""
    known = _countries().get(word.lower()) or _countries().get(word.lower().removesuffix("s"))
    return known or word[:STEM].lower()


def _named(text: str) -> str:
    """The people named between the number and the noun; empty where it is no word for a people."""
    match = PEOPLE.match(text)
    word = match["people"] if match is not None else ""
    return _people(word) if word.lower() in _countries() or DEMONYM.search(word) else ""


@cache
def _countries() -> dict[str, str]:
    found: dict[str, str] = {}
    for row in rows("countries"):
        found.update({name.lower(): row[0] for cell in row[1:6] for name in cell.split("|") if name})
    return found
