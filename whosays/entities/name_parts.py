"""A person's name in its parts: family, given, and what tells a father from his son of the same name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from whosays import data
from whosays.entities.spelling import squeeze
from whosays.text.folding import fold

INITIAL = re.compile(r"^[a-z]\.?$")
# One or two syllables of a Chinese, Korean or Vietnamese given name; "Philby" gets through, "Smith" and "Carter" do not.
GIVEN = re.compile(
    r"(?:(?:[zcst]h|ph|kh|gh|nh|ng|tr|gi|qu|kk|tt|pp|ss|jj|[bpmfdtnlgkhjqxrzcsyw])?[aeiouy]{1,4}(?:ng|nh|ch|[nmklpth])?){1,2}$"
)
PARTICLES = frozenset("al el de da do dos del della di van von der den bin ibn la le du ten ter bint abu".split())
# Ranks that stand before a name and that nobody bears as a given name ("Dean", "Earl" and "King" are given names).
RANKS = frozenset(
    "mr mrs ms dr prof fr trooper officer deputy detective det sergeant sgt lieutenant lt captain capt corporal cpl colonel col "
    "constable inspector senator sen congressman congresswoman sheriff mayor president minister sir dame".split()
)
GENERATIONS = {"jr": "junior", "jnr": "junior", "junior": "junior", "sr": "senior", "snr": "senior", "senior": "senior",
               "ii": "second", "iii": "third", "iv": "fourth"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class PersonName:
    """A person's name in its parts, folded; ``given`` without blanks and hyphens, ``generation`` of "Jr." and "II"."""

    family: str
    given: str
    words: tuple[str, ...]
    generation: str = ""

    @property
    def full(self) -> bool:
        """Are both parts there?"""
        return bool(self.given)


@cache
def surnames_first() -> frozenset[str]:
    """Family names that stand before the given name, folded."""
    return frozenset(fold(row[0]) for row in data.rows("surname_first"))


@lru_cache(maxsize=8192)
def parse_name(name: str) -> PersonName:
    """Family and given part; the family name stands first where the table says so and the rest is one or two syllables each.

    >>> parse_name("Karl Lund Jr.")
    PersonName(family='lund', given='karl', words=('karl', 'lund'), generation='junior')
    """
    parts = fold(name).replace("‑", "-").replace(",", " ").split()
    generation = GENERATIONS.get(parts[-1].rstrip("."), "") if len(parts) > 1 else ""
    words = tuple(w for w in (parts[:-1] if generation else parts) if not INITIAL.match(w)) or (fold(name),)
    while len(words) > 1 and words[0].rstrip(".") in RANKS:
        words = words[1:]
    if len(words) == 1 or all(word in PARTICLES for word in words[:-1]):
        return PersonName(words[-1], "", words, generation)
    if (
        words[0] in surnames_first()
        and len(words) <= 3
        and all(GIVEN.match(p) for w in words[1:] for p in w.split("-"))
    ):
        return PersonName(words[0], squeeze("".join(words[1:])), words, generation)
    return PersonName(words[-1], squeeze(words[0]), words, generation)
