"""How sure a reader would be that something happened, word by word: a small network over the sentence, taught on open data.

Its outputs are readings of a word: whether it happened (as UDS asks), whether a source's words commit to it (as MegaVeridicality
asks), and how far a news writer commits to it (as UW asks). What becomes of them is decided by ``data/factuality.tsv``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from whosays.certainty.network import WEIGHTS, judge
from whosays.data.weights import sha256_of
from whosays.model import Model, Parse

SHARES = (0.5, 0.0, 0.5)  # of the network's outputs in a judgement


def happened(parse: Parse, indices: Sequence[int], *, beside: Iterable[int] = ()) -> tuple[float, ...]:
    """For each word, from -3 (did not happen) to 3 (happened), as a reader would judge it in its sentence.

    Words ``beside`` are asked for later: judged in one pass with the others of their sentences, they cost little.
    """
    asked: dict[int, set[int]] = {}
    for index in (*indices, *beside):
        asked.setdefault(parse.sentence_of(index), set()).add(index)
    found: dict[int, float] = {}
    for number, places in asked.items():
        sentence = parse.sentences[number]
        words = tuple(token.text for token in parse.tokens[sentence.first : sentence.last])
        ordered = sorted(places)
        for index, outputs in zip(ordered, judge(words, [index - sentence.first for index in ordered]), strict=True):
            mixed = sum(share * output for share, output in zip(SHARES, outputs, strict=True))
            found[index] = max(-3.0, min(3.0, mixed))
    return tuple(found[index] for index in indices)


def certainty_model() -> Model:
    """Name, version and SHA-256 of the weights, for the record's provenance."""
    return Model(name="certainty", version="3", sha256=sha256_of(WEIGHTS))
