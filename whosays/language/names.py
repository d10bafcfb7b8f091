"""Guessed names by the pipeline's own weights, for the words of many lines at once.

spaCy's ``ner`` asks at each word for all its moves, one by one, which are allowed, and takes the best of them. Outside a name neither hangs
on the words before, so all words are weighed together here; only within a name is one move made after the other.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

NER = "ner"
LOOKED_AT = 3  # words that a move is judged by: the next one, the first one of the name, the one before
BATCH = 16  # lines weighed at once
Guess = tuple[int, int, str]  # first word, end, kind of name


class Names:
    """What the ``ner`` of a pipeline finds; where it is not as spaCy's own are made, it runs as it is."""

    def __init__(self, pipeline: Language, *, usual: bool) -> None:
        ner = cast("Any", pipeline.get_pipe(NER))
        self.known = usual and _is_known(ner)
        if not self.known:
            return
        model, moves = ner.model, _moves(ner)
        self.ops, self.vectors, self.lower = model.ops, model.get_ref("tok2vec"), model.get_ref("lower")
        self.kinds = [move[2:] for move in moves if move.startswith("B-")]
        begin, unit, inside, last = ([moves.index(f"{move}-{kind}") for kind in self.kinds] for move in "BUIL")
        order = [*begin, *unit, moves.index("O"), *inside, *last]
        self.weights, self.biases = (model.get_ref("upper").get_param(name)[order] for name in ("W", "b"))

    @property
    def skipped(self) -> Sequence[str]:
        """Components that need not run."""
        return (NER,) if self.known else ()

    def of(self, docs: Sequence[Doc]) -> Iterator[list[Guess]]:
        """The names in each document that the rest of the pipeline has read."""
        for start in range(0, len(docs), BATCH):
            batch = docs[start : start + BATCH]
            if not self.known:
                yield from ([(name.start, name.end, name.label_) for name in doc.ents] for doc in batch)
            elif any(map(len, batch)):
                yield from self._read(batch)
            else:
                yield from ([] for _ in batch)

    def _read(self, docs: Sequence[Doc]) -> Iterator[list[Guess]]:
        import numpy as np

        made = self.lower.predict(self.vectors.predict(docs))
        absent, words, bias = made[0], made[1:], self.lower.get_param("b")
        blank, starts = (
            np.concatenate([doc.to_array(["IS_SPACE", "SENT_START"]) for doc in docs]).T.astype("int64") == 1
        )
        firsts = list(accumulate(map(len, docs), initial=0))
        starts[[first for first in firsts if first < len(starts)]] = True
        closes = np.append(starts[1:], True)  # the last words of their sentences: a name that holds them ends there
        kinds = len(self.kinds)
        worth = self._worth(words[:, 0] + absent[1] + absent[2] + bias)[:, : 2 * kinds + 1]
        worth[closes | blank, :kinds] = -np.inf
        worth[blank, kinds:-1] = -np.inf
        best = worth.argmax(axis=1)
        ends = self._ends(words, bias, closes, best).tolist()
        named = (best < 2 * kinds).nonzero()[0].tolist()
        for first, end in pairwise(firsts):
            found, behind = [], first
            for start in named[bisect_left(named, first) : bisect_left(named, end)]:
                if start >= behind:
                    behind = ends[start]
                    found.append((start - first, behind - first, self.kinds[best[start] % kinds]))
            yield found

    def _ends(self, words: Any, bias: Any, closes: Any, best: Any) -> Any:
        """The end of the name that would begin at each word with its best move."""
        import numpy as np

        ends, kinds = np.arange(1, len(best) + 1), len(self.kinds)
        starts = (best < kinds).nonzero()[0]
        last = starts + 1
        while len(starts):
            worth = self._worth(words[last, 0] + words[starts, 1] + words[last - 1, 2] + bias)
            goes_on, ends_here = (
                np.take_along_axis(worth, best[starts, None] + first * kinds + 1, axis=1)[:, 0] for first in (2, 3)
            )
            further = (goes_on >= ends_here) & ~closes[last]
            ends[starts] = last + 1
            starts, last = starts[further], last[further] + 1
        return ends

    def _worth(self, states: Any) -> Any:
        """What the moves are worth in each state."""
        hidden, _ = self.ops.maxout(states)
        return self.ops.gemm(hidden, self.weights, trans2=True) + self.biases


def _is_known(ner: Any) -> bool:
    """Is it the greedy transition model with one hidden layer that looks at the words that are looked at here?"""
    from spacy.pipeline import EntityRecognizer
    from thinc.api import NumpyOps

    if type(ner) is not EntityRecognizer or ner.cfg["beam_width"] != 1 or ner.model.name != "parser_model":
        return False
    model = ner.model
    usual = model.attrs["has_upper"] and not model.attrs["unseen_classes"]
    lower, moves = model.get_ref("lower"), set(_moves(ner))
    kinds = {move[2:] for move in moves if move.startswith("B-")}
    return bool(
        usual
        and isinstance(model.ops, NumpyOps)
        and lower.get_dim("nF") == LOOKED_AT
        and lower.get_dim("nP") > 1
        and moves >= {"O", *(f"{move}-{kind}" for move in "BILU" for kind in kinds)}
    )


def _moves(ner: Any) -> list[str]:
    """Its moves by their numbers; "U-" without a kind is one too, for names that were given beforehand."""
    return [ner.moves.get_class_name(number) for number in range(ner.moves.n_moves)]
