"""What the two networks said of a story's texts, as it is kept from one telling to the next: by digests, without the words."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

MOST_VECTORS, MOST_VERDICTS = 2_000, 20_000  # of one story: some 3 MB and .4 MB; what is beyond is asked again


@dataclass(slots=True)
class Answers:
    """Vectors by the digest of their text, verdicts by that of the two sentences: those given, and after a telling those it asked for.

    A vector is its 384 numbers of four bytes, a verdict three bytes, the hundredths of its probabilities.
    """

    vectors: dict[bytes, bytes] = field(default_factory=dict)
    verdicts: dict[bytes, bytes] = field(default_factory=dict)


def digest(*texts: str) -> bytes:
    """Sixteen bytes that no two lists of texts share."""
    found = hashlib.blake2b(digest_size=16)
    for text in texts:
        said = text.encode("utf-8", "surrogatepass")
        found.update(len(said).to_bytes(8, "big") + said)
    return found.digest()
