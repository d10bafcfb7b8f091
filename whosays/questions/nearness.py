"""How near two words are: one lemma, one class of words for news, WordNet's synonyms and derived words, or the sense above."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from whosays.data import rows
from whosays.words.classes import classes, in_wordnet

SAME, CLASS, ASKED, SYNONYM, WIDER = 1.0, 0.95, 0.85, 0.8, 0.65
NEAR = 0.6  # below it two words have nothing to do with each other
WORD = re.compile(r"[^\W_]+(?:[.'’-][^\W_]+)*\.?", re.UNICODE)
ENDINGS = (("ies", "y"), ("ied", "y"), ("es", ""), ("s", ""), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"))


@cache
def _asked() -> dict[str, frozenset[str]]:
    """Word → its classes in the table of what questions ask for."""
    found: dict[str, set[str]] = {}
    for name, members in rows("asked_words"):
        for word in members.split():
            found.setdefault(word, set()).add(name)
    return {word: frozenset(names) for word, names in found.items()}


@lru_cache(maxsize=1 << 16)
def nearness(one: str, other: str) -> float:
    """From 0 (nothing in common) to 1 (the same lemma); both words in lower case.

    >>> nearness("arrive", "arrival") >= 0.8, nearness("weather", "fraud")
    (True, 0.0)
    """
    if one == other:
        return SAME
    table = classes()
    if table.get(one, one) == table.get(other, other):
        return CLASS
    if _asked().get(one, frozenset()) & _asked().get(other, frozenset()):
        return ASKED
    related = in_wordnet(one, other)
    return {"synonym": SYNONYM, "wider": WIDER, None: 0.0}[related]


def nearest(word: str, others: Iterable[str]) -> float:
    """The nearness of the nearest of several words."""
    return max((nearness(word, other) for other in others), default=0.0)


@lru_cache(maxsize=1 << 14)
def base_forms(text: str) -> frozenset[str]:
    """Words of a stretch of text in lower case, each with the lemmas that its ending allows.

    >>> sorted(base_forms("Ferries sank"))
    ['ferri', 'ferrie', 'ferries', 'ferry', 'sank']
    """
    found: set[str] = set()
    for match in WORD.finditer(text.replace("’", "'")):
        word = match.group().lower().removesuffix("'s").rstrip(".'") or match.group().lower()
        found.add(word)
        parts = word.split("-")
        for part in parts if len(parts) > 1 else ():
            found.add(part)
        for ending, instead in ENDINGS:
            stem = word.removesuffix(ending)
            if stem != word and len(stem) > 2:
                found.add(stem + instead)
                if len(stem) > 3 and stem[-1] == stem[-2] and not instead:
                    found.add(stem[:-1])
    return frozenset(found)
