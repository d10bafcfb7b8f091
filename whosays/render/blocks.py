"""What a page is made of, in any format: paragraphs, quotations, disputes, lines, sections."""

from __future__ import annotations

from dataclasses import dataclass

from whosays.model import Claim, Passage
from whosays.render import wording
from whosays.render.story import Story


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the brief and the numbers of the passages it rests on."""

    text: str
    marks: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Sentences that stand together."""

    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Quotation:
    """Exact words and where they stand; ``mark`` is their number in the brief."""

    mark: int | None
    where: str
    words: str
    passage: Passage


@dataclass(frozen=True, slots=True)
class Voice:
    """Who gives an answer, in which words, and when that was so: the claim's own time, else the day it was printed."""

    chain: str
    quotation: Quotation
    as_of: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """One side of a dispute."""

    text: str
    independent: str
    voices: tuple[Voice, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Dispute:
    """A finding with its sides and the computation."""

    id: str
    kind: str
    slot: str
    question: str
    answers: tuple[Answer, ...]
    computation: str
    reconciled_by: str | None
    outside: tuple[str, ...]
    opinions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One entry of a list: what stands in front, the statement, what stands behind; the proposition that it is, if it is one."""

    lead: str | None
    text: str
    detail: str | None
    proposition: str | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """What was read in a sentence: the layer, the words, and what they were taken for."""

    layer: str
    words: str
    about: str


Block = Paragraph | Quotation | Dispute | Line | Mark


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the page under its heading; ``note`` is said below the blocks."""

    heading: str | None
    blocks: tuple[Block, ...]
    note: str | None = None


def quotation(story: Story, passage: Passage, mark: int | None = None) -> Quotation:
    """Exact words of a report and where they stand."""
    label = story.labels.get(passage.report, passage.report)
    where = f"{label}, characters {passage.start}–{passage.end}"
    return Quotation(mark, where, wording.words_of(story, passage.report, [passage]), passage)


def evidence(story: Story, claim: Claim) -> Quotation:
    """The exact words of a claim; its stretches are joined by "…"."""
    whole = Passage(claim.report, min(s.start for s in claim.spans), max(s.end for s in claim.spans))
    found = quotation(story, whole)
    return Quotation(None, found.where, wording.words_of(story, claim.report, claim.spans), whole)
