"""How near two claims are in meaning, by sentence vectors: a second opinion on pairs that share words, never a judgement of its own.

Where the encoder is not installed no two claims are near, and everything that symbols alone decide stays as it is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from whosays.model import Facts, Model
from whosays.vectors.encoder import NoEncoder, encode, encoder_model

if TYPE_CHECKING:
    from whosays.vectors.encoder import Matrix

__all__ = ["NoEncoder", "Vectors", "embed", "encoder_model"]

MOST = 20_000  # texts of one story that get a vector, in the order of their reports: a minute or two of processor time
FEWEST_WORDS = 4  # a shorter text says too little by itself


@dataclass(frozen=True, slots=True)
class Vectors:
    """Vectors of texts, and which encoder made them; an empty one knows nothing."""

    rows: Mapping[str, int] = field(default_factory=dict)
    matrix: Matrix | None = None
    model: Model | None = None

    def nearness(self, a: str, b: str) -> float:
        """Cosine of two texts, cut to hundredths so that processors agree; 0 where a text has no vector."""
        left, right = self.rows.get(a), self.rows.get(b)
        if left is None or right is None or self.matrix is None:
            return 0.0
        return int(float(self.matrix[left] @ self.matrix[right]) * 100 + 1e-3) / 100


def embed(facts: Sequence[Facts]) -> Vectors:
    """Vectors of the claims of a story that has more than one report; none where the encoder is missing."""
    if len({fact.report for fact in facts}) < 2:
        return Vectors()
    texts = list(dict.fromkeys(fact.text for fact in facts if len(fact.text.split()) >= FEWEST_WORDS))[:MOST]
    try:
        model = encoder_model()
    except NoEncoder:
        return Vectors()
    return Vectors({text: row for row, text in enumerate(texts)}, encode(texts), model)
