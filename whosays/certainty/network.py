"""The network that judges words in their sentence: eight-bit weights run by ONNX Runtime on one thread, checked before they are opened."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import Any

from whosays.data.weights import checked, network_of
from whosays.vectors.wordpiece import between_marks, pieces_of

WEIGHTS = "certainty.onnx"
READ = 126  # pieces of a stretch, without the marks of its start and end
MOST_OF_A_WORD = 16  # pieces: of a longer word (an address, a table) the rest says nothing of what happened

SENTENCES = 256  # kept: a report asks for each of its own twice

Judgement = tuple[float, ...]


@cache
def session() -> Any:
    """The network, opened once a process; raises :class:`DamagedWeights`."""
    return network_of(checked(WEIGHTS, of="the factuality model"))


@lru_cache(maxsize=SENTENCES)
def judge(words: tuple[str, ...]) -> tuple[Judgement, ...]:
    """The network's outputs, about -3 to 3, for every word of a sentence.

    A sentence too long for the network is read in stretches. One stretch goes through at a time: eight-bit arithmetic scales by all
    that it is given at once, and a word's figures must not depend on what other sentence is judged beside it.
    """
    return tuple(judgement for stretch in _stretches(words) for judgement in _outputs(stretch))


def _stretches(words: Sequence[str]) -> list[list[tuple[int, ...]]]:
    """Pieces of each word, cut where a stretch is full."""
    found: list[list[tuple[int, ...]]] = [[]]
    full = 0
    for word in words:
        pieces = pieces_of(word)[:MOST_OF_A_WORD]
        if full + len(pieces) > READ:
            found.append([])
            full = 0
        found[-1].append(pieces)
        full += len(pieces)
    return found


def _outputs(words: Sequence[tuple[int, ...]]) -> Iterator[Judgement]:
    """Outputs for the words of one stretch, in hundredths, so that processors agree; each is judged by the mean of its pieces' vectors."""
    import numpy as np

    given = between_marks(piece for word in words for piece in word)
    shares = np.zeros((len(words), len(given)), dtype=np.float32)
    start = 1
    for row, word in enumerate(words):
        shares[row, start : start + len(word)] = 1 / len(word)
        start += len(word)
    inputs = {
        "pieces": np.array([given], dtype=np.int64),
        "places": np.arange(len(given), dtype=np.int64)[None],
        "shares": shares,
    }
    yield from (tuple(round(float(value), 2) for value in row) for row in session().run(None, inputs)[0])
