"""Answers that exclude each other though the words differ: "accepted the offer", "turned the offer down"; "survived", "is dead"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from whosays.data import classes, rows
from whosays.model import Facts
from whosays.words.classes import class_of

Change = Literal["final", "state", "decision", "fixed"]
# What a clause says of somebody may stand behind these ("remained closed", "was found alive", "saw its sales fall").
LINKING = frozenset(
    "be remain stay keep become stand lie find declare pronounce see leave appear come get start set go continue have".split()
)
GAP = r"(?:\W+\w+){0,2}?\W+"  # words that may stand between the parts of a phrase ("turned the offer down")
NOBODY = frozenset(
    {"nobody", "none", "nothing", "no-one", "noone"}
)  # who stands for everybody or everything that might
GOING_AHEAD = "going ahead"
ANY = frozenset({"*"})


@dataclass(frozen=True, slots=True)
class Answer:
    """What a claim answers to one question, of whom (``*``: of anybody); ``words`` are the classes of the words that say so."""

    question: str
    change: Change
    yes: bool
    of: frozenset[str]
    role: str
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Wording:
    """One way to answer a question."""

    question: str
    change: Change
    role: str
    yes: bool
    classes: frozenset[str]
    things: frozenset[str]
    pattern: re.Pattern[str]


@cache
def _wordings() -> tuple[dict[str, tuple[_Wording, ...]], tuple[_Wording, ...]]:
    """Ways to answer by the class of the word that a claim's predicate would be; and those of several words, for linking verbs."""
    found: dict[str, list[_Wording]] = {}
    phrases: list[_Wording] = []
    for question, change, role, yes, no, things in rows("contraries"):
        for positive, cell in ((True, yes), (False, no)):
            for entry in filter(None, (part.strip() for part in cell.split(","))):
                phrase, _, own = entry.partition(":")
                words = phrase.split()
                pattern = re.compile(r"\b" + GAP.join(rf"(?:{_forms(word)})" for word in words) + r"\b", re.IGNORECASE)
                bare = words[1:] if words[0] == "be" and len(words) > 1 else words
                wording = _Wording(
                    question, change, own or role, positive, frozenset(class_of(word) for word in words),  # type: ignore[arg-type]
                    frozenset(things.split()), pattern,
                )  # fmt: skip
                if len(bare) > 1:
                    phrases.append(wording)
                for name in {class_of(bare[0]), class_of("_".join(bare)), f"{bare[0]}_{bare[-1]}", bare[0]}:
                    found.setdefault(name, []).append(wording)
    return {name: tuple(found[name]) for name in found}, tuple(phrases)


def _forms(word: str) -> str:
    """The forms of a word, as alternatives of a pattern."""
    stem = word[:-1] if word.endswith("e") else word
    regular = [
        word,
        word + "s",
        word + "es",
        stem + "ed",
        stem + "ing",
        word + word[-1] + "ed",
        word + word[-1] + "ing",
    ]
    if word.endswith("y"):
        regular += [word[:-1] + "ies", word[:-1] + "ied"]
    return "|".join(dict.fromkeys([*regular, *classes("irregular_forms").get(word, "").split()]))


@lru_cache(maxsize=65_536)
def answers(fact: Facts) -> Mapping[str, Answer]:
    """What a claim answers, by question; a question that it answers both ways is left out."""
    found: dict[str, Answer] = {}
    both: set[str] = set()
    for wording in _told(fact):
        of = _of(fact, wording.role, wording.things, wording.classes)
        if not of:
            continue
        yes = wording.yes is not fact.negative
        answer = Answer(wording.question, wording.change, yes, of, wording.role, wording.classes)
        known = found.setdefault(wording.question, answer)
        if known.yes is not answer.yes:
            both.add(wording.question)
    if (
        fact.told == "ahead" and not fact.negative and GOING_AHEAD not in found
    ):  # "will strike", against "called off the strike"
        found[GOING_AHEAD] = Answer(GOING_AHEAD, "decision", True, frozenset({fact.predicate}), "theme", frozenset())
    return {question: answer for question, answer in found.items() if question not in both}


def _told(fact: Facts) -> Iterator[_Wording]:
    """The wordings that a claim's predicate, or what stands behind its linking verb, matches."""
    by_word, phrases = _wordings()
    possible = list(by_word.get(fact.predicate, ()))
    if fact.predicate in LINKING:
        terms = sorted(term for term in fact.terms if not term.startswith("~"))
        possible += [wording for term in terms for wording in by_word.get(term, ())]
        possible += phrases
    return (wording for wording in possible if wording.pattern.search(fact.text))


def _of(fact: Facts, role: str, things: frozenset[str], words: frozenset[str]) -> frozenset[str]:
    """Whom or what an answer is about; where the object is a word of the answer ("lifted its ban on the festival"), what else is named."""
    if things:
        return things & (fact.patients | fact.terms)
    found = {"agent": fact.agents, "patient": fact.patients}.get(role, fact.patients or fact.agents)
    if found and role != "agent" and found <= words:
        found = (fact.entities | fact.terms) - words - fact.agents - {fact.predicate}
    return ANY if found and found <= NOBODY else found


def contrary(a: Facts, b: Facts) -> str | None:
    """The question to which two claims give opposite answers; whether they speak of one thing is not asked."""
    left, right = answers(a), answers(b)
    return next((name for name in left if name in right and left[name].yes is not right[name].yes), None)
