"""Turns of speech in a transcript: what stands behind "BRINK:" in a line is what Brink says, to the end of the line."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from whosays.attribution.relations import Relation
from whosays.attribution.speakers import role_of
from whosays.model import Parse, Sentence
from whosays.text.turns import UNNAMED, is_transcript, speaker_in_front


def turn_relations(parse: Parse) -> tuple[Relation, ...]:
    """A relation for each sentence of each turn, where the report is a transcript; of "Q:" and "A:" nobody knows who speaks."""
    lines = [tuple(line) for _, line in groupby(parse.sentences, key=lambda sentence: sentence.paragraph)]
    turns = [(*front, line) for line in lines if (front := _front(parse, line)) is not None]
    if not is_transcript(label for label, _, _ in turns):
        return ()
    return tuple(
        relation for label, colon, line in turns if label not in UNNAMED for relation in _said(parse, colon, line)
    )


def _front(parse: Parse, line: tuple[Sentence, ...]) -> tuple[str, int] | None:
    """The label in front of a line, and the token of its colon."""
    if line[0].role != "body":
        return None
    found = speaker_in_front(parse.report.text[line[0].start : line[-1].end])
    if found is None:
        return None
    at = line[0].start + found[1]
    colon = next((i for i in range(line[0].first, line[-1].last) if parse.tokens[i].start == at), None)
    return (found[0], colon) if colon is not None and colon > line[0].first else None


def _said(parse: Parse, colon: int, line: tuple[Sentence, ...]) -> Iterator[Relation]:
    """The whole turn but its questions: what is asked is not said."""
    label = tuple(range(line[0].first, colon))
    frame = frozenset({*label, colon})
    told = [sentence for sentence in line if parse.tokens[sentence.last - 1].text != "?"]
    content = frozenset(i for sentence in told for i in range(sentence.first, sentence.last)) - frame
    if content:
        opens = told[0].first <= colon < told[0].last
        carrier = next(
            (i for i in sorted(content) if parse.tokens[i].head not in content or parse.tokens[i].head == i), None
        )
        yield Relation(
            colon, (label,), (colon,), content, "asserts", role_of(parse, label[-1]), inherited=not opens,
            frame=frame, act="label" if opens else None, carrier=carrier if opens else None,
        )  # fmt: skip
