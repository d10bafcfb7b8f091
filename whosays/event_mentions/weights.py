"""Weights of the mention tagger: one whole number for each hashed feature. They are data, checked when read."""

from __future__ import annotations

import hashlib
import io
import zlib
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import files

BUCKETS = 1 << 15
UNIT = 256  # weights are stored in parts of this
WEIGHTS = "event_mentions.npz"


class DamagedWeights(RuntimeError):
    """The weights in the package are not those that were published with it."""


def bucket(feature: str) -> int:
    """The place of a feature among the weights."""
    return zlib.crc32(feature.encode()) % BUCKETS


def weigh(features: Iterable[str]) -> int:
    """Summed weight of features, in parts of :data:`UNIT`: whole numbers, so that no order of summation shows."""
    weights, checksum = _weights(), zlib.crc32
    return sum([weights[checksum(feature.encode()) % BUCKETS] for feature in features])


@lru_cache(maxsize=1)
def weights_sha256() -> str:
    """SHA-256 of the weights, as published beside them."""
    return files("whosays.data").joinpath("event_mentions.sha256").read_text(encoding="ascii").split()[0]


@cache
def _weights() -> tuple[int, ...]:
    import numpy as np

    raw = files("whosays.data").joinpath(WEIGHTS).read_bytes()
    found = hashlib.sha256(raw).hexdigest()
    if found != weights_sha256():
        raise DamagedWeights(
            f"the weights of the event tagger ({WEIGHTS}) have SHA-256 {found}, not {weights_sha256()}; install whosays again"
        )
    with np.load(io.BytesIO(raw), allow_pickle=False) as stored:
        return tuple(stored["weights"].tolist())
