"""Who does an act and who undergoes it, where the grammar of the print misleads: participles, nouns, ships and earthquakes."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from whosays.brief.lookup import Index
from whosays.data import rows
from whosays.model import Argument, Claim, EntityMention

BESIDE = 24  # characters before a name in which the kind of ship stands ("the ferry Halcyon")
DETERMINED = re.compile(
    r"(?:\b(?:the|an?|his|her|its|their|our|this|that|these|those|no|any|of|after|since|before)|['’]s?|\b\w+(?:al|ic|ish|an))\s+$",
    re.IGNORECASE,
)
HELPED = re.compile(
    r"(?:\b(?:to|will|would|can|could|may|might|must|shall|should|did|do|does|not|and|or|who|they|we|you|I|people)|n['’]t)\s+(?:\w+ly\s+)?$"
)
SAME_PAST = frozenset("beat bid cast cut hit let put quit set shut split".split())  # "Norland hit Sudria" is a verb
PLURAL = re.compile(r"(?:s|\b(?:police|people|men|women|children|troops|they|we|who))$", re.IGNORECASE)
NEAR_SUBJECT = 12  # characters between a plural subject and its verb ("the rebels now free …")


@lru_cache(maxsize=1)
def _undergone() -> frozenset[tuple[str, str]]:
    return frozenset((word, part) for word, part in rows("undergone"))


def is_undergone(word: str, part: str) -> bool:
    """Is the act always done to somebody ("kill", "release")?"""
    return (word.lower(), part) in _undergone()


@lru_cache(maxsize=1)
def _classes() -> dict[str, str]:
    return {row[0]: row[3] for row in rows("event_words") if row[1] == "n"}


@lru_cache(maxsize=1)
def _vehicles() -> frozenset[str]:
    return frozenset(row[0] for row in rows("nominal_kinds") if row[1] == "vehicle")


@lru_cache(maxsize=1)
def _states() -> frozenset[str]:
    return frozenset(name for row in rows("countries") for cell in row[1:6] for name in cell.split("|") if name)


def is_only_beside(look: Index, claim: Claim, actor: str) -> bool:
    """Is a doer a place that a participle took for its subject ("a quake hit Harl, killing six")? Countries may kill."""
    word = look.words(claim, claim.predicate_span)
    place = look.entities[actor]
    return word.endswith("ing") and place.kind == "place" and place.name not in _states()


def stands_as_noun(look: Index, claim: Claim) -> bool:
    """Is the word that could be a verb a noun here ("an Olympic champion", "fault lines", "the cleaners' strike")?"""
    text = look.reports[claim.report].text
    word = text[claim.predicate_span.start : claim.predicate_span.end].lower()
    if word not in (claim.predicate.lower(), claim.predicate.lower() + "s"):
        return False
    before = text[max(0, claim.predicate_span.start - 40) : claim.predicate_span.start]
    if HELPED.search(before):
        return False
    if DETERMINED.search(before):
        return True
    if word != claim.predicate.lower() or word in SAME_PAST:
        return False
    ends = [a.end for a in claim.arguments if a.role == "agent" and a.end is not None]
    near = [end for end in ends if 0 <= claim.predicate_span.start - end <= NEAR_SUBJECT]
    return not any(PLURAL.search(text[max(0, end - NEAR_SUBJECT) : end]) for end in near)


def cannot_act(look: Index, claim: Claim, argument: Argument) -> bool:
    """Is the doer a ship, a bus, a quake or a storm? What they do is an accident and no act of anybody."""
    head = (argument.head or "").lower()
    return (
        head in _vehicles()
        or _classes().get(head) in ("event", "phenomenon", "object")
        or (argument.entity is not None and is_craft(look, argument.entity))
    )


def is_craft(look: Index, entity: str) -> bool:
    """Do the reports call a name a ship or another vehicle ("the ferry Halcyon"), whatever kind it was taken for?"""
    if entity not in look.craft:
        found = look.entities[entity]
        look.craft[entity] = found.kind == "vehicle" or any(_is_called_craft(look, one) for one in found.mentions)
    return look.craft[entity]


def _is_called_craft(look: Index, mention: EntityMention) -> bool:
    text = look.reports[mention.report].text
    if mention.form in ("nominal", "role"):
        words = re.findall(r"\w+", text[mention.start : mention.end].lower())
        return bool(words) and words[-1] in _vehicles()
    if mention.form != "name" or text[mention.start - 1 : mention.start] != " ":
        return False
    before = re.findall(r"\w+", text[max(0, mention.start - BESIDE) : mention.start].lower())
    return bool(before) and before[-1] in _vehicles()


def is_collision(claim: Claim) -> bool:
    """Does something strike a rock, a bank, a tree? Nobody is assaulted."""
    heads = [(a.head or "").lower() for a in claim.arguments if a.role in ("patient", "theme", "goal")]
    return any(_classes().get(head) in ("object", "plant", "substance") for head in heads)


def turned(look: Index, claim: Claim) -> tuple[Argument, ...]:
    """The arguments with the agent before a participle made its patient ("girls kidnapped by the rebels", "eight people killed in Harl")."""
    text = look.reports[claim.report].text
    at = claim.predicate_span
    word = text[at.start : at.end].lower()
    if is_undergone(claim.predicate, "noun") and stands_as_noun(look, claim):
        return tuple(replace(a, role="patient") if a.role == "agent" else a for a in claim.arguments)
    if not is_undergone(claim.predicate, "verb") or not word.endswith(("ed", "en", "n")):
        return claim.arguments
    by = text.startswith(" by ", at.end)
    behind = any(a.role in ("patient", "theme") and (a.start or 0) >= at.end for a in claim.arguments)
    if (behind and not by) or re.search(r"\b(?:has|have|had)\s+(?:\w+\s+)?$", text[max(0, at.start - 24) : at.start]):
        return claim.arguments
    return tuple(
        replace(a, role="patient") if a.role == "agent" and a.end is not None and a.end <= at.start else a
        for a in claim.arguments
    )
