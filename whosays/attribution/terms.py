"""Content lemmas of a stretch of text: what alignment compares, in text order."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from operator import attrgetter

from whosays.model import Parse, Span

CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM", "ADV", "SYM"})
EMPTY = frozenset(
    "be have do say also just only very then now still already however meanwhile its his her their so more most such other another "
    "there here as not will would may might could can should must according accord about least almost nearly around some time".split()
)
RAISED = frozenset({"see", "expect", "continue", "begin", "start", "seem", "appear", "set", "think", "believe", "plan"})


def terms_in(parse: Parse, spans: Sequence[Span]) -> tuple[str, ...]:
    """Lemmas of the content words inside spans; a mere modifier of a noun ("heavily armoured") carries a ``~``: it weighs less.

    Verbs that only carry another verb ("was seen travelling", "is expected to cover") are no content.
    """
    found = []
    for index in _tokens_in(parse, spans):
        token = parse.tokens[index]
        lemma = token.lemma.lower()
        if token.pos not in CONTENT or lemma in EMPTY or not (lemma.isalnum() or any(char.isalnum() for char in lemma)):
            continue
        if lemma in RAISED and any(parse.tokens[c].dep == "xcomp" for c in parse.children[index]):
            continue
        describes = (token.dep == "amod" and token.pos == "ADJ") or (
            token.dep == "advmod" and parse.tokens[token.head].dep == "amod"
        )
        found.append(f"~{lemma}" if describes else lemma)
    return tuple(found)


def _tokens_in(parse: Parse, spans: Sequence[Span]) -> list[int]:
    """Indices of the tokens that begin inside the spans."""
    start_of = attrgetter("start")
    return [
        index
        for span in spans
        for index in range(
            bisect_left(parse.tokens, span.start, key=start_of), bisect_left(parse.tokens, span.end, key=start_of)
        )
    ]
