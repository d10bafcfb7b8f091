"""What a language model said where a person had it asked: beside the record, and never in the place of anything in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from whosays.model.reports import Passage

OpinionLabel = Literal["same", "refines", "contradicts", "in-tension", "supersedes", "unrelated", "unsure"]


@dataclass(frozen=True, slots=True)
class Opinion:
    """One answer of a language model. No claim, count, status or finding of the record depends on it.

    ``task`` is "relation", how ``claims`` that whosays had compared stand to each other (those of ``finding``, or a joined pair), or
    "wording", other words for sentence number ``sentence`` of the brief. ``label`` and ``passages`` are what it answered and the spans
    that it pointed at, each of them one that it was given. ``before`` is the sentence as whosays wrote it, where the rewording passed the
    brief's check and stands there now. ``refused`` says why an answer counts for nothing. The hashes are those of the question
    and of the answer's words, which are not kept.
    """

    model: str
    task: Literal["relation", "wording"]
    claims: tuple[str, ...]
    finding: str | None
    sentence: int | None
    label: OpinionLabel | None
    passages: tuple[Passage, ...]
    before: str | None
    refused: str | None
    question_sha256: str
    answer_sha256: str | None
