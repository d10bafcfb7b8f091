"""Who is meant by two claims: one person by a longer and a shorter name, one body by its name and its noun."""

from __future__ import annotations

from functools import lru_cache

from whosays.findings.evidence import Story
from whosays.model import Facts
from whosays.words.classes import class_of

# Reports that were put together as one story, and are no more than these, tell one event: there is no room for a second of its kind, and
# short reports name too few for a name to be near both claims. A crowd of reports has events beside the main one, told apart by names.
FEW = 4
BEFORE, BEHIND = 400, 200  # characters around a claim in which the names stand that its nouns are about


def one_party(story: Story, a: str, b: str) -> bool:
    """The same entity, a longer and a shorter form of one name that nobody else has, or a body and the noun of it."""
    if a == b:
        return True
    left, right = _name(story, a), _name(story, b)
    if story.kinds.get(a) and story.kinds.get(b):
        shorter, longer = sorted((left, right), key=len)
        if not shorter or not shorter < longer or story.kinds[a] != story.kinds[b]:
            return False
        return story.once(_holders, shorter) == 1
    known, noun = (a, b) if story.kinds.get(a) else (b, a)
    words = story.label(known).lower().split()
    return bool(words) and class_of(words[-1].removesuffix("s")) == noun


def _holders(story: Story, shorter: frozenset[str]) -> int:
    """How many somebodies of the story have a fuller name than this."""
    return sum(1 for name in story.kinds if shorter < _name(story, name))


def shared(story: Story, a: frozenset[str], b: frozenset[str]) -> bool:
    """Is somebody of the one set somebody of the other?"""
    return any(one_party(story, x, y) for x in a for y in b)


def named(story: Story, name: str) -> bool:
    """Is it an entity whose label ends in a proper name?"""
    return name in story.proper


def names_near(story: Story, fact: Facts) -> frozenset[str]:
    """The named entities of a claim and of those around it in its report."""
    return story.once(_names_near, fact)


def _names_near(story: Story, fact: Facts) -> frozenset[str]:
    start = story.begins(fact)
    around = story.beginning_in(fact.report, start - BEFORE, start + BEHIND)
    found = frozenset[str]().union(fact.entities, *(other.entities for other in around))
    return found & story.proper


def one_surrounding(story: Story, a: Facts, b: Facts) -> bool:
    """Has what surrounds both a name in common, or are the reports so few that they tell of one event?"""
    return bool(names_near(story, a) & names_near(story, b)) or len(story.readings) <= FEW


def speaking(story: Story, fact: Facts) -> frozenset[str]:
    """Who speaks in a claim; for "the rider said" right behind what a named person said, that person."""
    own = story.sources(fact.claim)
    if not own or any(named(story, name) for name in own):
        return own
    start = story.begins(fact)
    for other in reversed(story.beginning_in(fact.report, start - BEFORE, start)):
        before = story.sources(other.claim)
        if before and before != own:
            return before if all(named(story, name) for name in before) else own
    return own


def told_by_two(story: Story, a: Facts, b: Facts) -> bool:
    """Do two different named sources say it, each as surely as it sees fit?"""
    mine, theirs = story.sources(a.claim), story.sources(b.claim)
    if not mine or not theirs or mine & theirs:
        return False
    called = [
        {story.label(name).lower().split()[-1] for name in names if story.label(name)} for names in (mine, theirs)
    ]
    return not called[0] & called[1]  # "the union" of two reports stays two entities


def _name(story: Story, name: str) -> frozenset[str]:
    return _capitals(story.label(name))


@lru_cache(maxsize=16_384)
def _capitals(label: str) -> frozenset[str]:
    return frozenset(word for word in label.split() if word[:1].isupper())
