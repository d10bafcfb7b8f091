"""Asides: relative clauses and appositions behind a comma, which a source need not have said."""

from __future__ import annotations

from collections.abc import Sequence

from whosays.attribution.relations import Relation
from whosays.model import Parse, Span
from whosays.text.stretches import overlapping


def counts_on(parse: Parse, first: int) -> bool:
    """Does a clause go on counting: "122 men were below ground, *of whom 78 got out*"? Then it is whose the count is."""
    return [word.lemma.lower() for word in parse.tokens[first : first + 2]] in (["of", "whom"], ["of", "which"])


def is_aside(parse: Parse, index: int, relation: Relation, quoted: Sequence[Span]) -> bool:
    """Does a token stand in a relative clause or an apposition behind a comma, which the source need not have said?

    What stands in a quotation is the quoted speaker's all the same.
    """
    place, cue = parse.tokens[index].start, parse.tokens[relation.anchor].start
    if any(
        span.start <= place < span.end and not span.start <= cue < span.end
        for span in overlapping(quoted, place, place + 1)
    ):
        return False
    while index in relation.content:
        token = parse.tokens[index]
        if token.dep in ("relcl", "appos"):
            first = parse.subtree(index)[0]
            behind_comma = first and parse.tokens[first - 1].text == "," and relation.anchor not in parse.subtree(index)
            if behind_comma and not counts_on(parse, first) and not _before_frame(parse, index, relation):
                return True
        if token.head == index:
            return False
        index = token.head
    return False


def _before_frame(parse: Parse, index: int, relation: Relation) -> bool:
    """ "The quake, which hit at noon, hurt ten, X said": a frame at the end covers what hangs on the subject or stops right before it."""
    frame = min(relation.frame, default=relation.anchor)
    last = parse.subtree(index)[-1]
    if parse.sentence_of(frame) != parse.sentence_of(index) or last > frame:
        return False
    ends = all(parse.tokens[i].pos == "PUNCT" for i in range(last + 1, frame))
    subject = parse.tokens[parse.tokens[index].head].dep in ("nsubj", "nsubjpass")
    words = (
        i
        for i in relation.content
        if parse.tokens[i].pos != "PUNCT" and parse.sentence_of(i) == parse.sentence_of(frame)
    )
    return max(words, default=frame) < frame and (ends or subject)
