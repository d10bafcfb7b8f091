"""How sure a reader would be that something happened, word by word: a small network over the parse, trained on open data.

Its outputs are two readings of a word: whether it happened (as UDS asks) and whether a source's words commit to it (as
MegaVeridicality asks). What becomes of them is decided by ``data/factuality.tsv``.
"""

from __future__ import annotations

from collections.abc import Sequence

from whosays.certainty.features import Group, features
from whosays.certainty.network import WEIGHTS, predict
from whosays.data.weights import sha256_of
from whosays.model import Model, Parse

VERIDICALITY_SHARE = 0.2
VERIDICALITY_SCALE = 1.5  # MegaVeridicality's means of ten raters keep nearer the middle than UDS's


def happened(parse: Parse, indices: Sequence[int]) -> tuple[float, ...]:
    """For each word, from -3 (did not happen) to 3 (happened), as a reader would judge it; one pass for a whole report."""
    if not indices:
        return ()
    groups: dict[int, Group] = {}
    outputs = predict([features(parse, index, groups) for index in indices])
    mixed = (1 - VERIDICALITY_SHARE) * outputs[:, 0] + VERIDICALITY_SHARE * VERIDICALITY_SCALE * outputs[:, 1]
    return tuple(float(value) for value in mixed.clip(-3.0, 3.0))


def certainty_model() -> Model:
    """Name, version and SHA-256 of the weights, for the record's provenance."""
    return Model(name="certainty", version="1", sha256=sha256_of(WEIGHTS))
