"""Words for people: which nouns name a person, which kind of people a counted noun names, and which kinds are a part of people at large."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache

from whosays.data import classes, rows
from whosays.words.classes import class_of


@cache
def person_nouns() -> frozenset[str]:
    """Nouns for a person: "official", "minister"."""
    return frozenset(row[0] for row in rows("nominal_kinds") if row[1] == "person")


def noun_kind(noun: str) -> str:
    """The kind of a noun in small letters, also of its plural; empty of one that no row has.

    >>> noun_kind("officials"), noun_kind("bridge-builder")
    ('person', '')
    """
    kinds = classes("nominal_kinds")
    return kinds.get(noun, kinds.get(noun.removesuffix("s"), ""))


@cache
def person_classes() -> frozenset[str]:
    """The same as classes of words."""
    return frozenset(class_of(noun) for noun in person_nouns())


def ends_as_person(noun: str) -> bool:
    """Has a noun an ending of nouns for people? Of nouns that no table has: "welder", "trainee", but also "water".

    >>> ends_as_person("welder"), ends_as_person("bridge")
    (True, False)
    """
    return noun.endswith(("er", "or", "ist", "ian", "ee", "man", "men"))


@cache
def _kinds() -> dict[str, str]:
    """Word → kind, of nouns that stand in no row of counted people the noun itself."""
    own = {noun: noun for noun in person_nouns()}
    return own | {word: kind for kind, listed in rows("people_words") for word in listed.split()}


@lru_cache(maxsize=16_384)
def kind_of_people(word: str) -> str | None:
    """The kind of people that a counted noun names: "child" for pupils, "anyone" for passengers; ``None`` if no people.

    >>> kind_of_people("pupils"), kind_of_people("passengers"), kind_of_people("bridges")
    ('child', 'anyone', None)
    """
    return next((_kinds()[form] for form in _forms(word) if form in _kinds()), None)


@cache
def _apart() -> dict[str, str]:
    return {
        word: kind for kind, counted, listed in rows("people_apart") if counted == "apart" for word in listed.split()
    }


@lru_cache(maxsize=16_384)
def part_of_people(word: str) -> str | None:
    """The kind that only some of the people counted are ("two women" among "three people"); ``None`` where it may be all.

    >>> part_of_people("girls"), part_of_people("soldiers"), part_of_people("victims")
    ('child', 'soldier', None)
    """
    return next((_apart()[form] for form in _forms(word) if form in _apart()), None)


@cache
def parts_of_people() -> frozenset[str]:
    """Words of kinds that have others beside them, and their classes: what none of them suffered, others may have."""
    found = frozenset(word for _, _, listed in rows("people_apart") for word in listed.split())
    return found | {class_of(word) for word in found}


def _forms(word: str) -> Iterator[str]:
    yield word.lower()
    yield word.lower().removesuffix("s")
