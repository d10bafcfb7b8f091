"""What two claims of one act put in one of its places: "the captain" and "the engine" were recovered, "rain" and "fog" delayed it.

Sentence vectors find such pairs nearly alike; here the words that differ are looked at. What may be another name of one and the
same is no contrast: pronouns, counts, general words, one person described in two ways.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from whosays.data import rows
from whosays.model import Facts
from whosays.words.classes import akin, class_of
from whosays.words.people import ends_as_person, person_nouns

LIGHT = frozenset(
    "be have do make take get go come happen occur see remain become give".split()
)  # say little of themselves
EMPTY = frozenset(
    {"be", "happen", "occur", "do", "make"}
)  # LIGHT verbs that may tell any act by a noun ("the medical was at four")
REVERSES = frozenset(
    "lift end cancel scrap drop revoke rescind overturn reverse halt stop block prevent avert avoid oppose reject refuse suspend "
    "withdraw postpone delay deny ban lift_ban fail miss call_off abandon abolish waive quash".split()
)
GENERAL = frozenset(
    "it they he she who which that this these those we you i one two some many few all both most several none other others total "
    "number half lot dozen first second third last latest rest part group thing object car building structure area "
    "site spot scene region incident accident event case matter what move step person man woman victim survivor member "
    "series kind set side".split()
)
SOMEBODY = frozenset({"person", "group", "organisation"})
GROUP_ENDINGS = ("crew", "staff", "force", "people")
MUTUAL = frozenset(
    "meet talk merge crash agree fight marry match join share exchange vote border face play follow".split()
)
SIDES = {
    "before": "after", "after": "before", "behind": "front", "front": "behind", "inside": "outside", "outside": "inside",
    "with": "without", "without": "with", "for": "against", "against": "for", "above": "below", "below": "above",
    "into": "out", "out": "into", "onto": "off", "off": "onto", "until": "since", "since": "until",
}  # fmt: skip
HOW_OFTEN = re.compile(
    r"\b(?:seldom|rarely|hardly ever|usually|normally|always|often|frequently|regularly)\b", re.IGNORECASE
)
RARE = re.compile(r"\b(?:rare|unusual|habit)\b", re.IGNORECASE)
ARTICLES = frozenset("a an the of his her its their this that one some any".split())


def one_act(a: Facts, b: Facts) -> bool:
    """Is the act of one claim named in the other? What verbs like "be" and "have" name is only in their complement."""
    if a.predicate != b.predicate:
        return any(
            one.predicate in two.terms and _tells_an_act(one) and not _brings_about(two, one.predicate)
            for one, two in ((a, b), (b, a))
        )
    return a.predicate not in LIGHT or bool((a.terms & b.terms) - (a.agents | b.agents) - {a.predicate})


def _brings_about(fact: Facts, act: str) -> bool:
    """Does the act only do what another verb tells ("the *abductions* increased pressure on the government")?"""
    return act in fact.agents and fact.predicate not in LIGHT


@cache
def _people() -> frozenset[str]:
    """Nouns for people that are in no class of verbs, as "founder" is in that of "sink"."""
    return frozenset(noun for noun in person_nouns() if class_of(noun) == noun)


def _tells_an_act(fact: Facts) -> bool:
    """Is the predicate an act? A noun for people says who somebody is ("the president, Ada Roe"), and what he does is another thing."""
    return fact.predicate not in LIGHT and fact.predicate not in _people()


def may_be_one_act(a: Facts, b: Facts) -> bool:
    """Are their acts akin, or is one of them told by a verb that says little of itself?"""
    if a.predicate in EMPTY or b.predicate in EMPTY:
        return a.predicate != b.predicate and not (_of_another(a, b) or _of_another(b, a))
    return akin(a.predicate, b.predicate)


def _of_another(a: Facts, b: Facts) -> bool:
    """Does one only say what or where something is of which the other does not speak ("he was on the tram", "the tram derailed")?"""
    of = a.agents - {"it", "this", "that", "there"}
    one_figure = bool(a.measures and b.measures)
    return (
        a.predicate == "be"
        and bool(of)
        and not one_figure
        and of.isdisjoint(b.terms | b.agents | b.patients | b.entities)
    )


def contrasted(a: Facts, b: Facts, *, one_figure: bool) -> bool:
    """Does one act of both have two things that are not the same in one role, or stand on the other side of one and the same?

    With ``one_figure`` in both ("12,000 hectares", "120 square kilometres") what is counted is one thing.
    """
    if a.predicate == b.predicate and ((not one_figure and _roles_differ(a, b)) or turned_round(a, b)):
        return True
    if _habit_and_event(a.text, b.text) or _habit_and_event(b.text, a.text):
        return True
    return reversed_act(a, b) or reversed_act(b, a) or _sides_differ(a.text, b.text)


def _habit_and_event(a: str, b: str) -> bool:
    """Does one say how often, and the other only that: "he seldom leaves his country", "he left the capital"?"""
    return _says_how_often(a) and not _says_how_often(b) and RARE.search(b) is None


@lru_cache(maxsize=16_384)
def _says_how_often(text: str) -> bool:
    return HOW_OFTEN.search(text) is not None


def reversed_act(a: Facts, b: Facts) -> bool:
    """Does one undo what the other does: "banned the festival", "lifted its ban on the festival"?"""
    return a.predicate in b.terms - {b.predicate} and b.predicate in REVERSES and a.predicate not in REVERSES - {"ban"}


def _roles_differ(a: Facts, b: Facts) -> bool:
    """In one role, common nouns of which neither claim has the other's, and which cannot be one thing."""
    said_there, said_here = (
        b.terms | b.agents | b.patients | {b.predicate},
        a.terms | a.agents | a.patients | {a.predicate},
    )
    for mine, theirs, done_to in ((a.agents, b.agents, False), (a.patients, b.patients, True)):
        if not mine or not theirs or not _are_nouns(mine) or not _are_nouns(theirs):
            continue
        if mine & said_there or theirs & said_here:
            continue
        if all(_two_things(one, other, done_to=done_to) for one in mine for other in theirs):
            return True
    return False


def _are_nouns(names: frozenset[str]) -> bool:
    """Are all of them words, not entities, and none so general that it may stand for anything?"""
    return all(name.isalpha() and name not in GENERAL for name in names)


def _two_things(one: str, other: str, *, done_to: bool) -> bool:
    """Two things, or what is done to somebody in one and to a thing in the other; a driver may act for his car."""
    people = somebody(one) + somebody(other)
    return people == int(people and done_to) and not akin(one, other)


@cache
def _kinds() -> dict[str, str]:
    """Class of a noun → its kind, from ``data/nominal_kinds.tsv``."""
    return {class_of(row[0]): row[1] for row in rows("nominal_kinds")}


@lru_cache(maxsize=4096)
def somebody(word: str) -> bool:
    """Is a noun a person or a body, by the table or by its ending?"""
    kind = _kinds().get(word)
    return kind in SOMEBODY if kind is not None else ends_as_person(word) or word.endswith(GROUP_ENDINGS)


def turned_round(a: Facts, b: Facts) -> bool:
    """Who does it in one claim has it done to him in the other, and the other way round."""
    if a.predicate != b.predicate or a.predicate in MUTUAL or a.agents & b.agents or not (a.agents and b.agents):
        return False
    other_there, other_here = (
        (b.terms | b.patients | b.entities) - b.agents,
        (a.terms | a.patients | a.entities) - a.agents,
    )
    return bool(a.agents & other_there) and bool(b.agents & other_here)


def _sides_differ(a: str, b: str) -> bool:
    """ "Before the collision" and "after the collision": opposite words in front of one and the same noun."""
    here, there = _sides(a), _sides(b)
    return any(
        SIDES[word] in there[noun] and word not in there[noun] and SIDES[word] not in found
        for noun, found in here.items()
        if noun in there
        for word in found
    )


@lru_cache(maxsize=16_384)
def _sides(text: str) -> dict[str, frozenset[str]]:
    """Noun or verb behind a word of place or time → the words of place or time in front of it."""
    words = re.findall(r"[a-z]+", text.lower())
    found: dict[str, set[str]] = {}
    for place, word in enumerate(words):
        if word in SIDES:
            behind = next((w for w in words[place + 1 : place + 5] if w not in ARTICLES), None)
            if behind is not None:
                found.setdefault(behind, set()).add(word)
    return {noun: frozenset(names) for noun, names in found.items()}
