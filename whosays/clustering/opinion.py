"""The sentence vectors' opinion on two reports, by title and first words; none where the encoder is not installed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np

MOST = 10_000  # vectors kept; a story of the window is asked about again and again


@dataclass(slots=True)
class Openings:
    """Vectors of the openings asked about, made when first needed."""

    asked: bool
    vectors: dict[str, np.ndarray[tuple[int], np.dtype[np.float32]]] = field(default_factory=dict)

    def nearness(self, a: str, b: str) -> float | None:
        """Cosine of two openings, cut to hundredths so that processors agree; ``None`` where nobody can say."""
        if not self.asked or not a or not b:
            return None
        from whosays.vectors import NoEncoder
        from whosays.vectors.encoder import encode

        missing = [text for text in dict.fromkeys((a, b)) if text not in self.vectors]
        try:
            for text, row in zip(missing, encode(missing) if missing else (), strict=True):
                self.vectors[text] = row
        except NoEncoder:
            self.asked = False
            return None
        found = int(float(self.vectors[a] @ self.vectors[b]) * 100 + 1e-3) / 100
        while len(self.vectors) > MOST:
            del self.vectors[next(iter(self.vectors))]
        return found

    def forget(self, opening: str) -> None:
        """Drop the vector of an opening."""
        self.vectors.pop(opening, None)
