"""Reports grouped into stories: which belong together, why each was joined, and what a new report changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Join:
    """Why a report stands in its story: the earlier report it is nearest to, and what the two share.

    ``names`` and ``words`` are what weighs most among the shared, as stems. ``cosine`` is that of all words, ``nearness`` that of
    the sentence vectors (asked only near the threshold). ``days`` lie between the two, ``None`` where a date is not known.
    ``score`` is the log-odds of the pair, ``mean`` those of the report with all others of its story, ``threshold`` what two
    groups need on average. ``decided`` says that a person put the two together.
    """

    report: str
    to: str
    names: tuple[str, ...]
    words: tuple[str, ...]
    cosine: float
    days: float | None
    score: float
    mean: float
    threshold: float
    nearness: float | None = None
    decided: bool = False


@dataclass(frozen=True, slots=True)
class Grouping:
    """One story: its reports in canonical order (publication time, id), and the reason of each but the first."""

    id: str
    reports: tuple[str, ...]
    joins: tuple[Join, ...]


@dataclass(frozen=True, slots=True)
class StoryChange:
    """What new reports did to a story. ``before`` are the ids of the stories its reports stood in until now.

    ``started``: all reports are new. ``grew``: one story before, with new reports (and perhaps an earlier first one, hence
    another id). ``merged``: several stories before. ``split``: a part of one story before. ``expired``: closed, nothing can join it.
    """

    kind: Literal["started", "grew", "merged", "split", "expired"]
    story: str
    reports: tuple[str, ...]
    before: tuple[str, ...]
    new: tuple[str, ...]
