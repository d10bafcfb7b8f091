"""How near two claims are in meaning, by sentence vectors: a second opinion on pairs that share words, never a judgement of its own.

Where the encoder is not installed no two claims are near, and everything that symbols alone decide stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import TYPE_CHECKING

from whosays.answers import MOST_VECTORS, Answers, digest
from whosays.model import Facts, Model
from whosays.remembered import until_forgotten
from whosays.vectors.encoder import NoEncoder, encode, encoder_model, row_of

if TYPE_CHECKING:
    from whosays.vectors.encoder import Matrix, Row

__all__ = ["NoEncoder", "Vectors", "embed", "encoder_model"]

MOST = 20_000  # texts of one story that get a vector, in the order of their reports: a minute or two of processor time
FEWEST_WORDS = 4  # a shorter text says too little by itself
KEPT = 20_000  # texts whose vectors the process keeps for the next telling of the story: some 30 MB
_KNOWN: dict[str, Row] = until_forgotten({})


@dataclass(frozen=True, slots=True)
class Vectors:
    """Vectors of a story's texts, each made when it is first asked for, and which encoder makes them; an empty one knows nothing.

    Most claims are never compared by their vectors, and the encoder is by far the dearest step of a story.
    """

    texts: frozenset[str] = frozenset()
    model: Model | None = None
    _given: Mapping[bytes, bytes] = field(default_factory=dict, compare=False, repr=False)
    _rows: dict[str, Row] = field(default_factory=dict, compare=False, repr=False)
    _matrices: dict[tuple[str, ...], Matrix] = field(default_factory=dict, compare=False, repr=False)

    def over(self, texts: Iterable[str]) -> Vectors:
        """The same encoder, if there is one, over other texts of the story; what either has asked for, both have."""
        return replace(self, texts=frozenset(texts if self.model else ()))

    def prepare(self, texts: Iterable[str]) -> None:
        """Make the vectors of many texts in one go, at half the cost of one by one; the vectors are the same."""
        wanted = [text for text in dict.fromkeys(texts) if text in self.texts and text not in self._rows]
        self._rows.update((text, row) for text in wanted if (row := self._known(text)) is not None)
        fresh = [text for text in wanted if text not in self._rows]
        self._rows.update(zip(fresh, encode(fresh), strict=True) if fresh else ())
        _KNOWN.update((text, self._rows[text]) for text in wanted)
        while len(_KNOWN) > KEPT:
            _KNOWN.pop(next(iter(_KNOWN)))

    def _known(self, text: str) -> Row | None:
        """A vector that this process, or what was given, has of a text."""
        row = _KNOWN.get(text)
        given = self._given.get(digest(text)) if row is None and self._given else None
        return row if given is None else row_of(given)

    def asked(self) -> dict[bytes, bytes]:
        """The vectors asked for so far, to be kept; of very many the first."""
        return {digest(text): row.tobytes() for text, row in islice(self._rows.items(), MOST_VECTORS)}

    def nearness(self, a: str, b: str) -> float:
        """Cosine of two texts, cut to hundredths so that processors agree; 0 where a text has no vector."""
        if a not in self.texts or b not in self.texts:
            return 0.0
        if a not in self._rows or b not in self._rows:
            self.prepare((a, b))
        return int(float(self._rows[a] @ self._rows[b]) * 100 + 1e-3) / 100

    def nearest(
        self, texts: tuple[str, ...], others: tuple[str, ...], *, least: float, lead: float
    ) -> Iterator[tuple[float, str, str]]:
        """Texts of two sides that are at least so near, and nearer by ``lead`` than either is to any other text of the other side."""
        if not (texts and others):
            return
        near = self._matrix(texts) @ self._matrix(others).T
        for first in (near.max(axis=1) >= least).nonzero()[0].tolist():
            second = int(near[first].argmax())
            rivals = (near[first, :second], near[first, second + 1 :], near[:first, second], near[first + 1 :, second])
            if near[first, second] - max(rival.max(initial=-1.0) for rival in rivals) >= lead:
                yield self.nearness(texts[first], others[second]), texts[first], others[second]

    def _matrix(self, texts: tuple[str, ...]) -> Matrix:
        """The vectors of these texts, a row each; a report's are asked for again with those of each other report."""
        import numpy as np

        found = self._matrices.get(texts)
        if found is None:
            self.prepare(texts)
            found = self._matrices[texts] = np.stack([self._rows[text] for text in texts])
        return found


def embed(facts: Sequence[Facts], answers: Answers | None = None) -> Vectors:
    """Vectors for the claims of a story that has more than one report; none where the encoder is missing."""
    if len({fact.report for fact in facts}) < 2:
        return Vectors()
    texts = list(dict.fromkeys(fact.text for fact in facts if len(fact.text.split()) >= FEWEST_WORDS))[:MOST]
    try:
        model = encoder_model()
    except NoEncoder:
        return Vectors()
    return Vectors(frozenset(texts), model, answers.vectors if answers else {})
