"""Words that name one kind of event or thing: the class of a lemma, as alignment and the comparators use it."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Literal

from whosays.data import rows


@cache
def classes() -> dict[str, str]:
    """Lemma → class, from ``data/synonyms.tsv``."""
    return {lemma: row[0] for row in rows("synonyms") for lemma in row[1].split()}


def class_of(lemma: str) -> str:
    """The class of a lemma or of its stem ("injured" as "injure"), else the lemma itself, in lower case.

    >>> class_of("negotiation"), class_of("Injured"), class_of("raft")
    ('talk', 'injure', 'raft')
    """
    table, lemma = classes(), lemma.lower()
    for stem in (lemma, lemma.removesuffix("ed"), lemma.removesuffix("d")):
        if stem in table:
            return table[stem]
    return lemma


@cache
def light_verbs() -> dict[str, dict[str, str]]:
    """Verb → noun → the act they name together ("hold talks", "drop a charge"), from ``data/light_verbs.tsv``."""
    found: dict[str, dict[str, str]] = {}
    for verbs, nouns, act in rows("light_verbs"):
        for verb in verbs.split():
            found.setdefault(verb, {}).update(dict.fromkeys(nouns.split(), act))
    return found


@cache
def _groups() -> dict[str, frozenset[str]]:
    """A verb, and its class → the groups of verbs that may tell one act, from ``data/akin_acts.tsv``."""
    found: dict[str, set[str]] = {}
    for group, verbs in rows("akin_acts"):
        for verb in verbs.split():
            for name in (verb, classes().get(verb, verb)):
                found.setdefault(name, set()).add(group)
    return {verb: frozenset(groups) for verb, groups in found.items()}


@cache
def _relatives() -> dict[str, tuple[frozenset[str], frozenset[str]]]:
    """Word → its synonyms and derived words, and the words of the senses above it, from ``data/wordnet.tsv``."""
    return {word: (frozenset(same.split("|")), frozenset(wider.split("|"))) for word, same, wider in rows("wordnet")}


@lru_cache(maxsize=1 << 16)
def akin(one: str, other: str) -> bool:
    """May two words or classes name one act or thing: by a group of verbs, as synonyms in WordNet, or one as a kind of the other?

    >>> akin("dispatch", "send"), akin("recover", "find"), akin("arrest", "question")
    (True, True, False)
    """
    if one == other or _groups().get(one, frozenset()) & _groups().get(other, frozenset()):
        return True
    return in_wordnet(one, other) is not None


def in_wordnet(one: str, other: str) -> Literal["synonym", "wider"] | None:
    """How WordNet relates two words: as synonyms or derived words of each other, or one as a word for a kind of the other.

    Synonyms must be so in both directions: "hold" is seldom what "agree" means.

    >>> in_wordnet("arrive", "arrival"), in_wordnet("weather", "fraud")
    ('synonym', None)
    """
    nothing: tuple[frozenset[str], frozenset[str]] = (frozenset(), frozenset())
    (same_one, wider_one), (same_other, wider_other) = (_relatives().get(word, nothing) for word in (one, other))
    if other in same_one and one in same_other:
        return "synonym"
    return "wider" if other in wider_one or one in wider_other else None
