"""The network: hashed features in, one number out for every corpus it learned from. Weights are data, checked when read."""

from __future__ import annotations

import io
import zlib
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from whosays.data.weights import checked

if TYPE_CHECKING:
    import numpy as np

    Matrix = np.ndarray[tuple[int, int], np.dtype[np.float64]]

BUCKETS = 1 << 15
WEIGHTS = "certainty.npz"


@lru_cache(maxsize=1 << 16)
def bucket(feature: str) -> int:
    """The row of a feature in the table of embeddings; row 0 is kept for padding."""
    return 1 + zlib.crc32(feature.encode()) % (BUCKETS - 1)


@lru_cache(maxsize=1)
def _weights() -> dict[str, Matrix]:
    import numpy as np

    with np.load(io.BytesIO(checked(WEIGHTS, of="the factuality model")), allow_pickle=False) as stored:
        # the table of embeddings stays as small as it is stored
        return {
            name: stored[name] if name == "embeddings" else stored[name].astype(np.float64) for name in stored.files
        }


def predict(rows: Sequence[Sequence[str]]) -> Matrix:
    """Outputs of the network, one row for each row of features: shape (rows, corpora), about -3 to 3.

    Each row's embeddings are summed and divided by the root of their number; one hidden layer with rectifiers follows.
    Products are in float64, so that a processor's order of summation does not show in a rounded score.
    """
    import numpy as np

    weights = _weights()
    numbers = [sorted({bucket(feature) for feature in row}) for row in rows]
    sizes = np.array([len(row) for row in numbers])
    starts = np.concatenate(([0], np.cumsum(sizes)[:-1]))
    embedded = weights["embeddings"][np.concatenate(numbers)].astype(np.float64) * weights["unit"]
    summed = np.add.reduceat(embedded, starts, axis=0) / np.sqrt(sizes)[:, None]
    hidden = np.maximum(summed @ weights["inner"] + weights["inner_bias"], 0.0)
    outputs: Matrix = hidden @ weights["outer"] + weights["outer_bias"]
    return outputs
