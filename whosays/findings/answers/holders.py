"""May two words of two claims be one somebody or something: a name and the noun for it, a pronoun and what it stands for?"""

from __future__ import annotations

import re
from functools import lru_cache

from whosays.findings.evidence import Story
from whosays.findings.parties import one_party, one_surrounding
from whosays.model import Facts
from whosays.words.classes import akin, class_of
from whosays.words.people import ends_as_person, person_classes

JUST_BEFORE = 260  # characters in front of a pronoun in which what it stands for is named
PLURAL = frozenset({"they", "them"})
PERSONAL = frozenset("he she they him her them".split())
BODIES = frozenset(
    "police army military navy government ministry".split()
)  # in a title ("Police Chief Roe"), and nobody's noun
PRONOUNS = PERSONAL | {"it"}
# Nouns of anybody in the story: what holds of none of all holds of these.
ANYBODY = frozenset(
    "person people one two three four five six seven eight nine ten man woman child boy girl victim life many most several some others resident"
    " villager local student passenger worker pupil".split()
)


def is_person(story: Story, name: str) -> bool:
    """Somebody, by kind or by noun; a bare figure too."""
    if name in story.kinds:
        return story.kinds[name] == "person"
    return name in ANYBODY or name.isdigit() or _person_noun(name)


def _person_noun(word: str) -> bool:
    """Is a noun a person, by the table or by its ending?"""
    return word in person_classes() or ends_as_person(word)


def one_holder(story: Story, a: Facts, x: str, b: Facts, y: str) -> bool:
    """The same entity, a name and the noun or a shorter name for it, one noun that is not general, or a pronoun just behind it."""
    if x in PRONOUNS or y in PRONOUNS:
        if x in PRONOUNS and y in PRONOUNS:
            return False
        return _stands_for(story, a, x, y) if x in PRONOUNS else _stands_for(story, b, y, x)
    if x in story.kinds and y in story.kinds:
        return one_party(story, x, y)
    if x == y:
        return x not in ANYBODY and one_surrounding(story, a, b) and all(_is_known(story, one, x) for one in (a, b))
    if x in story.kinds or y in story.kinds:
        entity, noun, told = (x, y, b) if x in story.kinds else (y, x, a)
        return noun not in ANYBODY and noun in _roles(story, entity) and _is_known(story, told, noun)
    if _noun_of_name(story, x) == y or _noun_of_name(story, y) == x:
        return True
    known = _is_known(story, a, x) and _is_known(story, b, y)
    return known and x not in ANYBODY and y not in ANYBODY and akin(x, y) and one_surrounding(story, a, b)


def _is_known(story: Story, fact: Facts, noun: str) -> bool:
    """Is the noun told with "the", "his" and the like, or with no article, so that one certain is meant?"""
    return _is_certain(story.sentence(fact.claim), noun)


@lru_cache(maxsize=16_384)
def _is_certain(sentence: str, noun: str) -> bool:
    words = re.findall(r"[A-Za-z0-9'-]+", sentence)
    return not any(
        other.lower() in ("a", "an", "another", "any", "some", "several")
        for place, word in enumerate(words)
        if class_of(word.lower()) == noun or class_of(word.lower().removesuffix("s")) == noun
        for other in words[max(0, place - 3) : place]
    )


def _noun_of_name(story: Story, word: str) -> str | None:
    """The noun in front of a name that was not known for one ("Judge Elena Rojas" → judge)."""
    return story.once(_noun_in_front, word.title())


def _noun_in_front(story: Story, name: str) -> str | None:
    return next((noun for text in story.texts.values() if name in text and (noun := _noun_before(name, text))), None)


@lru_cache(maxsize=16_384)
def _noun_before(name: str, text: str) -> str | None:
    found = re.search(rf"\b(\w+) (?:[A-Z]\w+ )?{re.escape(name)}\b", text)
    return class_of(found[1].lower()) if found else None


def _roles(story: Story, entity: str) -> frozenset[str]:
    """The nouns that the reports put beside a name: "Governor Jiri Bark", "the driver, Luis Mora", "Mora, the driver"."""
    return story.once(_roles_of, story.label(entity))


def _roles_of(story: Story, label: str) -> frozenset[str]:
    words = label.split()
    names = tuple(word for word in words if word[:1].isupper())
    return frozenset(word.lower() for word in words if word.lower() not in BODIES).union(
        *(_beside(names, text) for text in story.texts.values() if any(name in text for name in names))
    )


@lru_cache(maxsize=16_384)
def _beside(names: tuple[str, ...], text: str) -> frozenset[str]:
    name = rf"(?:{'|'.join(map(re.escape, names))})"
    before = re.findall(rf"\b(\w+),? (?:\d+, )?{name}\b", text)
    behind = re.findall(rf"\b{name}(?:, \d+)?, (?:the|a|an|its|his|her) (?:\w+ )?(\w+)\b", text)
    return frozenset(class_of(word.lower()) for word in (*before, *behind))


def _stands_for(story: Story, fact: Facts, pronoun: str, other: str) -> bool:
    """Was what the other claim names the last of its kind in front of the pronoun?"""
    start = story.begins(fact)
    before = story.texts[fact.report][max(0, start - JUST_BEFORE) : start]
    if other in story.kinds:
        if (story.kinds[other] == "person") is (pronoun == "it") or (
            story.kinds[other] == "person" and pronoun in PLURAL
        ):
            return False
        words = [word for word in story.label(other).split() if word[:1].isupper()]
        return bool(words) and words[-1] in before
    if other in ANYBODY or pronoun in PERSONAL:
        return False
    return any(class_of(word.removesuffix("s")) == other for word in re.findall(r"[a-z]+", before.lower()))
