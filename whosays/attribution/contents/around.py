"""What is reported around a frame that stands in the middle or at the end of a sentence: "The bridge, X said, was inspected"."""

from __future__ import annotations

from whosays.attribution.speakers import CLOSING_MARKS, speakers
from whosays.model import Parse, Sentence

LONGEST_QUOTATION = 150  # tokens
OPENING_MARKS = frozenset({'"', "``", "“"})
LONGEST_COMMENT = 10  # tokens of "as the mayor explains,"
CLOSES_FRAME = frozenset({",", '"', "''", "”", "-", "--"})
BEHIND_A_CUE = ("dobj", "dative", "prep", "npadvmod", "advmod", "aux", "neg")


def around_as(parse: Parse, sentence: Sentence, index: int) -> frozenset[int]:
    """ "As the mayor explains, …": the clause that it hangs on, in a comment marked off by a comma."""
    frame = parse.subtree(index)
    opened = frame[0] == sentence.first or parse.tokens[frame[0] - 1].text in CLOSES_FRAME
    ends = frame[-1] + 1 >= sentence.last or all(
        parse.tokens[i].pos == "PUNCT" for i in range(frame[-1] + 1, sentence.last)
    )
    if parse.tokens[max(frame[0] - 2, 0)].lemma == "not":
        return frozenset()  # "by its own shell and not, as Holm had claimed, by a drone"
    closed = ends or "," in (parse.tokens[frame[-1]].text, parse.tokens[frame[-1] + 1].text)
    short = len(frame) <= LONGEST_COMMENT
    return (
        frozenset(parse.subtree(parse.tokens[index].head)) - set(frame) if opened and closed and short else frozenset()
    )


def around_frame(parse: Parse, index: int) -> frozenset[int]:
    """For a frame that parts a subject from its verb ("The bridge, X said, was inspected"): the whole clause it stands in.

    A clause in front that the parser hung on the frame ("To see it, X said, one should …") is part of it.
    """
    opening = (c for c in parse.children[index] if c < index and parse.tokens[c].dep in ("advcl", "prep"))
    in_front = {i for c in opening for i in parse.subtree(c)}
    frame = [i for i in parse.subtree(index) if i not in in_front]
    if in_front and frame[0] == max(in_front) + 1 and frame[-1] + 1 < len(parse.tokens):
        if parse.tokens[frame[0]].text == parse.tokens[_closing(parse, frame)].text == ",":
            return frozenset(parse.subtree(parse.tokens[index].head)) - set(frame)
        return frozenset()
    behind = _closing(parse, frame)
    closed = parse.tokens[behind].text in CLOSES_FRAME and parse.tokens[frame[0] - 1].text in CLOSES_FRAME
    opened = parse.tokens[frame[0]].pos == "PUNCT"
    return frozenset(parse.subtree(parse.tokens[index].head)) - set(frame) if closed or opened else frozenset()


def _closing(parse: Parse, frame: list[int]) -> int:
    """The mark that ends a frame, whether it hangs on it or not."""
    return frame[-1] if parse.tokens[frame[-1]].pos == "PUNCT" else frame[-1] + 1


def rest_of_sentence(parse: Parse, sentence: Sentence, index: int) -> frozenset[int]:
    """For a frame after a comma or a closing quotation mark with nothing behind it: what stands in front of it."""
    heads = speakers(parse, index)
    frame = {index, *(i for head in heads for i in parse.subtree(head))}
    for child in parse.children[index]:
        if child > index and parse.tokens[child].dep in BEHIND_A_CUE:
            frame.update(parse.subtree(child))
    first = min(frame)
    if first == sentence.first:
        return _quotation_before(parse, sentence, first)
    before = next(
        (i for i in range(first - 1, sentence.first - 1, -1) if parse.tokens[i].text in (",", '"', "''", "”")), None
    )
    if before is None or first - before > 1 or first - sentence.first < 3:
        return frozenset()
    contrast = [
        i
        for i in range(sentence.first + 1, before)
        if parse.tokens[i].lemma == "but" and parse.tokens[i - 1].text == ","
    ]
    start = contrast[-1] + 1 if contrast else sentence.first
    said = frozenset(i for i in range(start, before + 1) if i not in frame)
    if not any(parse.tokens[i].text in OPENING_MARKS for i in said) and _only_circumstances(parse, index, said):
        return frozenset()
    answered = any(c > index and parse.tokens[c].dep == "intj" for c in parse.children[index])
    rest = said - _circumstances(parse, index)
    return rest if answered or any(parse.tokens[i].pos != "PUNCT" for i in rest) else said


def _only_circumstances(parse: Parse, index: int, said: frozenset[int]) -> bool:
    """ "Earlier in the spring, the mayor suggested …": when, where or of what it was said is all that stands in front."""
    if any(parse.tokens[i].pos in ("VERB", "AUX") for i in said):
        return False
    phrases = (c for c in parse.children[index] if c < index and parse.tokens[c].dep in ("prep", "advmod", "npadvmod"))
    inside = {i for c in phrases for i in parse.subtree(c)}
    return all(i in inside or parse.tokens[i].pos == "PUNCT" for i in said)


def _circumstances(parse: Parse, index: int) -> frozenset[int]:
    """ "When asked about it, the mayor said no": a clause of time or condition on the cue is not what is said."""
    clauses = (c for c in parse.children[index] if c < index and parse.tokens[c].dep == "advcl")
    words = (parse.subtree(c) for c in clauses)
    return frozenset(i for run in words if parse.tokens[run[0]].tag in ("WRB", "IN") for i in run)


def _quotation_before(parse: Parse, sentence: Sentence, first: int) -> frozenset[int]:
    """ "What do we know?" Holm asked.: the parser ends a sentence at the mark, so the quotation stands in the sentences before."""
    if first < 3 or parse.tokens[first - 1].text not in CLOSING_MARKS:
        return frozenset()
    if parse.sentences[parse.sentence_of(first - 1)].paragraph != sentence.paragraph:
        return frozenset()
    lowest = max(first - LONGEST_QUOTATION, 0)
    opening = next((i for i in range(first - 2, lowest, -1) if parse.tokens[i].text in OPENING_MARKS), lowest)
    if parse.tokens[opening].text not in OPENING_MARKS or first - opening < 4:
        return frozenset()
    return frozenset(range(opening, first))


def stands_behind_quotation(parse: Parse, index: int) -> bool:
    """ "…?" Holm asked, "…," he continued: is the frame right behind a closing quotation mark?"""
    first = min(parse.subtree(head)[0] for head in (*speakers(parse, index), index))
    return 0 < first <= index and parse.tokens[first - 1].text in CLOSING_MARKS
