"""A question as it was read: what kind of answer it asks for, and what a claim must be about to give it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from whosays.model import ArgumentRole

Kind = Literal[
    "who", "identity", "named", "says", "what", "said", "when", "hour", "where", "count", "amount", "duration",
    "age", "measure", "direction", "why", "how", "whether",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Demand:
    """Something that a claim must be about to answer: a word, or somebody in the cast. ``head`` words count more than their modifiers."""

    text: str
    words: tuple[str, ...]
    entities: frozenset[str]
    head: bool
    name: bool
    noun: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """A question, read: what it asks for and what it is about.

    ``focus`` is the noun asked after ("how many *trips*", "which *official*"); ``also`` the kinds of a second question word;
    ``dimensions`` the dimensions of units that answer it; ``slots`` the
    roles that "who" asks for; ``stance`` that of the speaker asked for; ``ahead``: about what lies ahead.
    """

    text: str
    kind: Kind
    focus: tuple[str, ...]
    predicate: Demand | None
    subject: tuple[Demand, ...]
    demands: tuple[Demand, ...]
    speakers: tuple[Demand, ...]
    quoted: str | None
    also: tuple[Kind, ...]
    dimensions: tuple[str, ...]
    slots: tuple[ArgumentRole, ...]
    stance: str | None
    ahead: bool
    taken_for: tuple[str, ...]
