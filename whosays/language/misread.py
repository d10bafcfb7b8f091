"""Where the parser takes a speaker for an apposition: "the brother of Karl Vint, a lawyer for the family said"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from whosays.data import rows
from whosays.model import Sentence, Token

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
LONGEST = 14  # tokens of a speaker
FINITE = frozenset({"VBD", "VBZ", "VBP"})


@cache
def _speaking() -> frozenset[str]:
    return frozenset(row[0] for row in rows("reporting_verbs") if row[3] == "speech")


def with_speakers(tokens: list[Token], sentences: Sequence[Sentence]) -> None:
    """Put a noun phrase between a comma and a verb of saying that has no subject under that verb.

    An apposition is closed by a comma, and what is said stands in front of it.
    """
    for sentence in sentences:
        for verb in range(sentence.first + 2, sentence.last):
            token = tokens[verb]
            if token.dep == "ROOT" and token.tag in FINITE and token.lemma in _speaking():
                _give_subject(tokens, sentence, verb)


def _give_subject(tokens: list[Token], sentence: Sentence, verb: int) -> None:
    below = [i for i in range(sentence.first, sentence.last) if tokens[i].head == verb and i != verb]
    said = any(tokens[i].dep == "ccomp" and i < verb for i in below)
    if not said or any(tokens[i].dep in SUBJECTS for i in below):
        return
    head = _closed_by(tokens, sentence, verb - 1)
    if head is None:
        return
    first = min(i for i in range(max(sentence.first, head - LONGEST), head + 1) if _is_below(tokens, i, head))
    if first > sentence.first and tokens[first - 1].text == ",":
        tokens[head] = replace(tokens[head], dep="nsubj", head=verb)
        tokens[first - 1] = replace(tokens[first - 1], head=verb)


def _closed_by(tokens: Sequence[Token], sentence: Sentence, last: int) -> int | None:
    """The apposition that ends with a token."""
    index = last
    for _ in range(LONGEST):
        if tokens[index].dep == "appos":
            return index
        above = tokens[index].head
        if above > last or above == index or above < sentence.first:
            return None
        index = above
    return None


def _is_below(tokens: Sequence[Token], index: int, head: int) -> bool:
    for _ in range(LONGEST):
        if index == head:
            return True
        if tokens[index].head == index:
            return False
        index = tokens[index].head
    return False
