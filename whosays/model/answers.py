"""What a record answers to a question: claims found, ranked and put side by side; nothing is generated."""

from __future__ import annotations

from dataclasses import dataclass

from whosays.model.reports import Interval, Passage
from whosays.model.vocabulary import Status


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing that the reports say in answer: its words, who says them (outlet first), how it stands, how many origins it has.

    ``answer`` are the words asked for (a time, a place, a number, a name), else those of the claim; ``as_of`` when the best claim was
    true as worded, else when its report came out.
    """

    answer: str
    claims: tuple[str, ...]
    passages: tuple[Passage, ...]
    sources: tuple[str, ...]
    status: Status | None
    independent_sources: int
    as_of: Interval | None


@dataclass(frozen=True, slots=True)
class Answer:
    """A question and what the reports say to it; not answerable: ``answer`` says what they do not say.

    ``passages`` are the exact words, the best first; ``disagreement`` is the finding that the answer stands in, if the reports
    disagree. ``taken_for`` says what was read into the question ("he" is …).
    """

    question: str
    answerable: bool
    answer: str
    claims: tuple[str, ...]
    passages: tuple[Passage, ...]
    disagreement: str | None
    statements: tuple[Statement, ...]
    taken_for: tuple[str, ...]
