"""How it stands with somebody or something, told both ways: "the driver was killed", "is out of danger"; "all fled", "two were caught"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from whosays.findings.answers.contraries import SAME_HOURS, apart_in_kind, of_a_part, told_before
from whosays.findings.answers.holders import ANYBODY, is_person, one_holder
from whosays.findings.answers.standings import ONE_OF, OPEN, Stand, none_said, stands
from whosays.findings.evidence import Story, pairs_of
from whosays.findings.parties import named, one_party, one_surrounding
from whosays.model import Facts
from whosays.values.dates import dated_apart, time_between
from whosays.words.people import parts_of_people

WITHIN = re.compile(
    r"\b(?:on board|aboard|on the ground|inside the|in the other|at the other|outside the)\b", re.IGNORECASE
)
THEN = re.compile(
    r"\b(?:(?:19|20)\d\d|(?:last|previous) (?:year|month|season|week|summer|winter|spring|autumn)|(?:years?|months|weeks|decades?) (?:ago|before|earlier)|"
    r"another|in recent (?:years|months)|in the past|this year)\b",
    re.IGNORECASE,
)
A_NEW = re.compile(
    r"\A(?:an?|another|some|several|other|two|three|four|five|six|seven|eight|nine|ten|\d+)\b", re.IGNORECASE
)
PERFECT = re.compile(r"\bhad\b", re.IGNORECASE)
GOT_AWAY = re.compile(r"\b(?:escaped|fled|got away|slipped away|drove off|made off|vanished)\b", re.IGNORECASE)
STILL_FREE = re.compile(
    r"\b(?:at large|on the run|sought|hunted|wanted|still|not been (?:found|caught))\b", re.IGNORECASE
)
EITHER_TIME = frozenset({"appeal", "agreed"})  # "will appeal", "accepts"
SAME_NOUN = frozenset({"agreed", "reported", "claimed"})  # the noun that it is told of is in both
ORDER = re.compile(
    r"\b(?:second|third|fourth|other|another|former|deputy|assistant|co-?\w*pilot|ex-\w+)\b", re.IGNORECASE
)
BODIES = frozenset("management company government leadership firm board ministry authority party union".split())


def states_told_both_ways(story: Story) -> Iterator[tuple[Facts, Facts]]:
    """Pairs of claims of two voices that tell of one person, thing or group how it stands, one no and one yes; no before yes."""
    told = [stand for fact in story.facts for stand in stands(story, fact)]
    for a, b in pairs_of(told, lambda stand: stand.question):
        if a.yes is b.yes or not _comparable(story, a, b):
            continue
        if not _same_holder(story, a, b) or _got_away_first(story, a, b) or _both_told(story, told, a, b):
            continue
        yield (b.fact, a.fact) if a.yes else (a.fact, b.fact)


def _got_away_first(story: Story, a: Stand, b: Stand) -> bool:
    """Is somebody told to have fled by one and to be held by the other? Then he was caught, unless he is still sought."""
    if a.question != "held" or a.all_of is not None or b.all_of is not None:
        return False
    free = a if not a.yes else b
    told = story.sentence(free.fact.claim)
    return GOT_AWAY.search(told) is not None and STILL_FREE.search(told) is None


def _comparable(story: Story, a: Stand, b: Stand) -> bool:
    """Two voices, one time, told alike, and neither of another year or of before."""
    x, y = a.fact, b.fact
    mine, theirs = story.sources(x.claim), story.sources(y.claim)
    if x.report == y.report and not (mine and theirs and not mine & theirs):
        return False
    if dated_apart(x, y) or of_a_part(story, x, y) or of_a_part(story, y, x):
        return False
    if "supposed" not in (x.told, y.told) and x.told != y.told and a.question not in EITHER_TIME:
        return False
    before = a.change == "fixed" and all(_is_before(_words_of(story, fact)) for fact in (x, y))
    if not before and any(
        told_before(story, fact) or (fact.told == "done" and _back_then(story.sentence(fact.claim))) for fact in (x, y)
    ):
        return False
    gap = time_between(x, y)
    if a.change == "state" and gap is not None and abs(gap) >= SAME_HOURS:
        return False
    if _is_one_of_several(x.text) is not _is_one_of_several(y.text):
        return False  # "the driver", "the second driver"
    return not apart_in_kind(x, y)


def _words_of(story: Story, fact: Facts) -> str:
    """A claim, with who told nothing of the kind ("No one had reported a smell of gas")."""
    return story.sentence(fact.claim) if none_said(story, fact) else fact.text


@lru_cache(maxsize=16_384)
def _is_before(text: str) -> bool:
    return PERFECT.search(text) is not None


@lru_cache(maxsize=16_384)
def _is_one_of_several(text: str) -> bool:
    return ORDER.search(text) is not None


@lru_cache(maxsize=16_384)
def _back_then(sentence: str) -> bool:
    return THEN.search(sentence) is not None


def _same_holder(story: Story, a: Stand, b: Stand) -> bool:
    """Is it told of the same one, or of all by one and of some of them by the other?"""
    if "thing" not in a.things and (a.all_of is not None or b.all_of is not None):
        if a.all_of is not None and b.all_of is not None:
            return a.all_of == b.all_of and one_surrounding(story, a.fact, b.fact)
        whole, some = (a, b) if a.all_of is not None else (b, a)
        return _some_of_all(story, whole, some) and one_surrounding(story, a.fact, b.fact)
    if not a.things & OPEN:
        if a.question in SAME_NOUN and not (a.of & b.of):
            return False
        if a.question == "agreed":
            return _same_party(story, a.fact, b.fact)
        return one_surrounding(story, a.fact, b.fact)
    if _is_new(story, a) and _is_new(story, b):
        return False
    if _one_of_all(a, b) or _one_of_all(b, a):
        return True
    if any(_counts(stand) for stand in (a, b)):
        return False
    return any(one_holder(story, a.fact, x, b.fact, y) for x in a.of for y in b.of)


def _one_of_all(whole: Stand, some: Stand) -> bool:
    """ "Both gates were in working order", and "one of the two gates had been jammed"."""
    return whole.all_of is not None and whole.all_of in some.of and ONE_OF.match(some.fact.text) is not None


def _some_of_all(story: Story, whole: Stand, some: Stand) -> bool:
    """Is one told of all, or of none, and the other of somebody who is one of them?"""
    if WITHIN.search(whole.fact.text) or (some.fact.negative and some.yes):
        return False
    people = {name for name in some.of if is_person(story, name)} | (some.of & {whole.all_of})
    if not people:
        return False
    if not whole.all_of:
        return True
    if whole.all_of in some.of:
        return True
    return whole.all_of not in parts_of_people() and bool(
        people & (ANYBODY - {"passenger", "worker", "pupil", "student"})
    )


def _same_party(story: Story, a: Facts, b: Facts) -> bool:
    """Is it one that agrees and refuses; a company is its management too?"""
    if not (a.agents and b.agents):
        return True
    return any(
        one_party(story, x, y) or {story.label(x).lower(), story.label(y).lower()} & BODIES
        for x in a.agents for y in b.agents
    )  # fmt: skip


def _is_new(story: Story, stand: Stand) -> bool:
    """Is it told of one of several ("a man", "another bridge")?"""
    return A_NEW.match(stand.fact.text) is not None and not any(named(story, name) for name in stand.of)


def _counts(stand: Stand) -> bool:
    """Is it told of a number of them?"""
    return any({measure.unit or ""} & stand.of or measure.what & stand.of for measure in stand.fact.measures) or bool(
        stand.of & {"two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "one"}
    )


def _both_told(story: Story, told: list[Stand], a: Stand, b: Stand) -> bool:
    """Does one report give both answers of the same, in one voice? Then it tells how things went on."""
    for own in (a, b):
        for stand in told:
            if stand.question != own.question or stand.fact.report != own.fact.report or stand.yes is own.yes:
                continue
            if story.sources(stand.fact.claim) != story.sources(own.fact.claim) and own.all_of is None:
                continue
            if (
                stand.of & own.of
                or (own.all_of is not None and _some_of_all(story, own, stand))
                or (stand.all_of is not None and _some_of_all(story, stand, own))
            ):
                return True
    return False
