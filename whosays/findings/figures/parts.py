"""May a figure count only a part of what another counts? "Two bullets from the front" are no contradiction of seven bullets.

What narrows a figure are words that the other claim lacks: an adjective or noun in front of the counted noun ("two *plainclothes*
officers"), or a place, source, goal or object beside it ("entered his *left side*"). A narrowed figure speaks against a smaller one
only: the part cannot be more than the whole.
"""

from __future__ import annotations

import re

from whosays.data import words
from whosays.findings.evidence import Story
from whosays.model import Argument, Facts, Measure
from whosays.values.measures import place_of
from whosays.words.classes import class_of

NARROWING = frozenset({"patient", "place", "source", "goal", "theme", "instrument"})
OWN = re.compile(
    r"[^\w]*we (?:have |had |are |were )?(?:\w+ly )?(?:receiv|treat|admitt|tak|see|hav)", re.IGNORECASE
)  # a clinic's own
MOMENT = re.compile(r"[\"”’]?,?\s(?:when|while|as)\s")
APPROXIMATE = frozenset(
    "about around some only just nearly almost over under at least most more than up to as many much fewer less the all a an no none neither both".split()
)


def limits(story: Story, fact: Facts, measure: Measure) -> frozenset[str]:
    """Classes of the words that narrow a figure of a claim, and entities (``@``) that do."""
    text = story.texts[fact.report]
    at = place_of(fact.text, measure.shown)
    if at < 0:
        return frozenset()
    found = _before_the_noun(measure.shown)
    if OWN.match(fact.text):
        found.add("we")
    for argument in story.claims[fact.claim].arguments:
        if argument.role in NARROWING and argument.head and not _holds(argument, measure.shown, text):
            if argument.entity in fact.entities:
                found.add(f"@{argument.entity}")
            elif class_of(argument.head) in fact.terms:
                found.add(class_of(argument.head))
    return frozenset(found)


def may_be_part(smaller: frozenset[str], other: Facts, larger: Measure) -> bool:
    """Is the smaller figure narrowed by something of which the claim with the larger one does not speak?"""
    if not smaller:
        return False
    said = {term.removeprefix("~") for term in other.terms} | {other.predicate} | other.agents | other.patients
    said |= _before_the_noun(larger.shown)
    return any(limit not in said and limit.removeprefix("@") not in other.entities | said for limit in smaller)


def of_one_moment(story: Story, fact: Facts) -> bool:
    """Is a claim only about the moment that the words behind it name ("No shots were fired | when he was arrested")?"""
    return MOMENT.match(story.texts[fact.report], story.ends(fact)) is not None


def _before_the_noun(shown: str) -> set[str]:
    """Words between the digits of a figure and the noun it counts."""
    found = re.findall(r"[a-z][a-z'-]+", shown.lower())
    return {class_of(word) for word in found[:-1] if word not in APPROXIMATE | words("numbers")}


def _holds(argument: Argument, shown: str, text: str) -> bool:
    return argument.start is not None and argument.end is not None and shown in text[argument.start : argument.end]
