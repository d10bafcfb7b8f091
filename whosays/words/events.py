"""What kind of event a word may name, and which words name one kind: "acquisition", "acquired" and "takeover" share a root.

The kinds are WordNet's lexicographer files; the roots join nouns to the verbs they come from.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from whosays.data import rows

PARTS = {"VERB": "v", "AUX": "v", "NOUN": "n", "PROPN": "n", "ADJ": "a"}  # Universal POS of words that may name events
NO_DEATH = re.compile(r"\bdeath (?:sentence|penalty|row|threat|warrant|certificate|chamber|squad)s?\b", re.IGNORECASE)
ENDINGS = (
    ("ies", "y"),
    ("ied", "y"),
    ("es", "e"),
    ("es", ""),
    ("s", ""),
    ("ed", "e"),
    ("ed", ""),
    ("ing", "e"),
    ("ing", ""),
)


@dataclass(frozen=True, slots=True)
class EventWord:
    """A lemma's kind, the verb it comes from (empty for verbs and others), and how many tenths of its uses name events."""

    root: str
    kind: str
    tenths: int


UNKNOWN = EventWord("", "", -1)


@cache
def _table() -> Mapping[tuple[str, str], tuple[str, ...]]:
    return {(row[0], row[1]): row[2:] for row in rows("event_words")}


@cache
def _joined() -> Mapping[str, str]:
    """Word → class, from ``data/event_roots.tsv``."""
    return {word: root for root, words in rows("event_roots") for word in words.split()}


@lru_cache(maxsize=16_384)
def look_up(lemma: str, part: str) -> EventWord:
    """What is known of a lemma as verb (``v``), noun (``n``) or adjective (``a``)."""
    row = _table().get((lemma, part))
    return EventWord(row[0], row[1], int(row[2] or 0)) if row is not None else UNKNOWN


def kind_of(root: str) -> str:
    """Kind of a root: as a verb where it is one, else as a noun."""
    return look_up(root, "v").kind or look_up(root, "n").kind


@lru_cache(maxsize=16_384)
def root_of(text: str, lemma: str, part: str) -> str:
    """The class of a word; headline words that the parser takes for names are tried without their ending.

    >>> root_of("acquisition", "acquisition", "n"), root_of("Takeover", "takeover", "n"), root_of("Retires", "Retires", "n")
    ('acquire', 'acquire', 'retire')
    """
    joined, lemma = _joined(), lemma.lower()
    if lemma in joined:
        return joined[lemma]
    known = look_up(lemma, part)
    root = known.root or (lemma if known is not UNKNOWN else _without_ending(text.lower()) or lemma)
    return joined.get(root, root)


def _without_ending(word: str) -> str:
    """The verb that an inflected form belongs to; empty where no verb fits."""
    for ending, instead in ENDINGS:
        if word.endswith(ending) and len(word) > len(ending) + 2:
            stem = word.removesuffix(ending) + instead
            if look_up(stem, "v") is not UNKNOWN:
                return stem
            if len(stem) > 3 and stem[-1] == stem[-2] and look_up(stem[:-1], "v") is not UNKNOWN:
                return stem[:-1]
    return ""
