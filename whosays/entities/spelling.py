"""How names are spelled and nouns classed: what hyphens, transliterations and synonyms leave the same."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from whosays import data
from whosays.text.folding import fold


@lru_cache(maxsize=32768)
def squeeze(name: str) -> str:
    """A name without hyphens, points and blanks, folded: "Jong-un" and "Jong Un" are one."""
    return re.sub(r"[\s.\-'‐‑]+", "", fold(name))


# Letters that transliterations and typing interchange; applied in order.
SOUNDS = (
    (r"[^a-z]", ""), (r"ph", "f"), (r"th", "t"), (r"ck", "k"), (r"ks|x", "ks"), (r"[cqg]", "k"), (r"[wf]", "v"), (r"[jy]", "i"),
    (r"[ae]i", "e"), (r"z", "s"), (r"u", "o"), (r"h", ""), (r"(.)\1+", r"\1"), (r"i+", "i"),
)  # fmt: skip


@lru_cache(maxsize=32768)
def sound(text: str) -> str:
    """How a name part sounds, roughly: spellings of one name fall together, different names seldom do."""
    result = fold(text)
    for pattern, replacement in SOUNDS:
        result = re.sub(pattern, replacement, result)
    return result


@cache
def noun_groups() -> dict[str, str]:
    """Common noun → class of nouns that may stand for each other."""
    return {noun: group or noun for noun, _, group, _ in data.rows("nominal_kinds")}


def group(noun: str) -> str:
    """Class of a noun, or the noun."""
    return noun_groups().get(noun, noun)
