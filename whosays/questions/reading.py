"""A question read: its kind, the words and people it must be about, whose words, and the words it quotes."""

from __future__ import annotations

import re

from whosays.model import Parse
from whosays.questions.asked_for import (
    LIGHT,
    asked_for,
    lasting,
    main_part,
    question_words,
    reporting,
    second_kind,
    slots,
    with_speech,
)
from whosays.questions.demands import (
    Placed,
    demands_in,
    is_ahead,
    predicate_of,
    subject_of,
    taken_for,
    with_titles,
)
from whosays.questions.question import Demand, Kind, Question
from whosays.questions.story import Story

QUOTED = re.compile(r"[\"“”«»]([^\"“”«»]{3,300})[\"“”«»]")
WHAT_IS_MADE = frozenset({"make", "take", "get"})  # in "what do they make" the verb carries the act


def read_question(parse: Parse, story: Story) -> Question:
    """The question that a parse of it holds, its names resolved to the record's cast."""
    quoted, tokens = _quoted(parse)
    asking = question_words(parse, tokens)
    part = main_part(parse, tokens, asking)
    found = asked_for(parse, story, part, asking)
    used = frozenset(asking) | found.used
    predicate = predicate_of(parse, part, asking, used)
    lemma = parse.tokens[predicate].lemma.lower() if predicate is not None else ""
    stance = reporting().get(lemma)
    kind = with_speech(parse, found.kind, predicate, stance=stance, quoted=quoted)
    if predicate is not None and _only_asks(lemma, kind, stance):
        used |= {predicate}
    act = predicate if predicate not in used else None
    placed = demands_in(parse, story, part, used=used, act=act)
    demands = with_titles(story, placed)
    subject = subject_of(parse, predicate, demands)
    at = _at(demands, act)
    speakers = subject if kind in ("said", "says") else ()
    opens = bool(asking) and asking[0] in part
    seconds = [second_kind(parse, story, i, asking) for i in (asking[1:] if opens else asking)]
    return Question(
        text=parse.report.text, kind=kind, focus=found.focus, predicate=at,
        subject=tuple(demand for demand in subject if demand not in speakers),
        demands=tuple(one.demand for one in demands if one.demand is not at and one.demand not in speakers),
        speakers=speakers, quoted=quoted, also=tuple(other for other in seconds if other is not None and other != kind),
        dimensions=lasting(parse, found, kind), slots=slots(parse, asking),
        stance=stance if kind in ("says", "said", "named") else None, ahead=is_ahead(parse, part),
        taken_for=taken_for(story, placed),
    )  # fmt: skip


def _quoted(parse: Parse) -> tuple[str | None, list[int]]:
    """The words that a question quotes, of which there must be two, and the tokens outside of them."""
    match = QUOTED.search(parse.report.text)
    if match is None or len(match.group(1).split()) < 2:
        return None, list(range(len(parse.tokens)))
    outside = [i for i, token in enumerate(parse.tokens) if not match.start() <= token.start < match.end()]
    return match.group(1).strip(" .,!?") or None, outside


def _only_asks(lemma: str, kind: Kind, stance: str | None) -> bool:
    """Does a verb demand nothing of an answer: one of saying, or one that only carries its object ("make a trip")?"""
    if kind in ("says", "said") or (kind == "named" and stance):
        return True
    return lemma in LIGHT and not (kind == "what" and lemma in WHAT_IS_MADE)


def _at(demands: list[Placed], act: int | None) -> Demand | None:
    """The demand that the act stands in, unless it is a name."""
    at = next((one.demand for one in demands if act is not None and act in one.places), None)
    return None if at is None or (at.entities and not at.words) else at
