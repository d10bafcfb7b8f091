"""The network that judges words in their sentence: eight-bit weights run by ONNX Runtime on one thread, checked before they are opened."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import accumulate
from typing import Any

from whosays.data.weights import checked, network_of
from whosays.vectors.wordpiece import between_marks, pieces_of

WEIGHTS = "certainty.onnx"
READ = 126  # pieces of a stretch, without the marks of its start and end
MOST_OF_A_WORD = 16  # pieces: of a longer word (an address, a table) the rest says nothing of what happened
SENTENCES = 256  # kept: a report asks for each of its own twice

Judgement = tuple[float, ...]
Pieces = tuple[int, ...]


@cache
def session() -> Any:
    """The network, opened once a process; raises :class:`DamagedWeights`."""
    return network_of(checked(WEIGHTS, of="the factuality model"))


def judge(words: tuple[str, ...], asked: Iterable[int]) -> tuple[Judgement, ...]:
    """The network's outputs, about -3 to 3, for the words of a sentence at these places.

    Its arithmetic has fixed scales: a word's figures depend on its sentence alone, whatever else is asked for.
    """
    known = _known(words)
    places = list(asked)
    new = sorted(set(places).difference(known))
    if new:
        first = 0
        for stretch in _stretches(words):
            here = [place - first for place in new if first <= place < first + len(stretch)]
            if here:
                known.update(zip((first + place for place in here), _outputs(stretch, here), strict=True))
            first += len(stretch)
    return tuple(known[place] for place in places)


@lru_cache(maxsize=SENTENCES)
def _known(words: tuple[str, ...]) -> dict[int, Judgement]:
    """What has been judged of a sentence, by the place of the word."""
    return {}


def forget() -> None:
    """Drop what has been judged: only a measurement needs it."""
    _known.cache_clear()


def _stretches(words: Sequence[str]) -> list[list[Pieces]]:
    """Pieces of each word, cut where a stretch is full: a sentence too long for the network is read in stretches."""
    found: list[list[Pieces]] = [[]]
    full = 0
    for word in words:
        pieces = pieces_of(word)[:MOST_OF_A_WORD]
        if full + len(pieces) > READ:
            found.append([])
            full = 0
        found[-1].append(pieces)
        full += len(pieces)
    return found


def _inputs(words: Sequence[Pieces], asked: Sequence[int]) -> dict[str, Any]:
    """What the network is given of one stretch: its pieces, which of them ask, and their shares in the words asked for."""
    import numpy as np

    given = between_marks(piece for word in words for piece in word)
    starts = list(accumulate(map(len, words), initial=1))
    asking = [at for place in asked for at in range(starts[place], starts[place + 1])]
    shares = np.zeros((len(asked), len(asking)), dtype=np.float32)
    first = 0
    for row, place in enumerate(asked):
        last = first + len(words[place])
        shares[row, first:last] = 1 / (last - first)
        first = last
    return {
        "pieces": np.array(given, dtype=np.int64),
        "places": np.arange(len(given), dtype=np.int64),
        "asking": np.array(asking, dtype=np.int64),
        "shares": shares,
    }


def _outputs(words: Sequence[Pieces], asked: Sequence[int]) -> Iterator[Judgement]:
    """Outputs for words of one stretch, in hundredths, so that processors agree."""
    for row in session().run(None, _inputs(words, asked))[0].tolist():
        yield tuple(round(value, 2) for value in row)
