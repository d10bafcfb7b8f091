"""Weights of the mention tagger: one whole number for each hashed feature. They are data, checked when read."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterable
from functools import cache

from whosays.data.weights import checked

BUCKETS = 1 << 15
UNIT = 256  # weights are stored in parts of this
WEIGHTS = "event_mentions.npz"


def bucket(feature: str) -> int:
    """The place of a feature among the weights."""
    return zlib.crc32(feature.encode()) % BUCKETS


def weigh(features: Iterable[str]) -> int:
    """Summed weight of features, in parts of :data:`UNIT`: whole numbers, so that no order of summation shows."""
    weights, checksum = _weights(), zlib.crc32
    return sum([weights[checksum(feature.encode()) % BUCKETS] for feature in features])


@cache
def _weights() -> tuple[int, ...]:
    import numpy as np

    with np.load(io.BytesIO(checked(WEIGHTS, of="the event tagger")), allow_pickle=False) as stored:
        return tuple(stored["weights"].tolist())
