"""The content words of a claim as classes, without those that its names, times and figures are compared by."""

from __future__ import annotations

import re
from itertools import pairwise

from whosays.data import words
from whosays.model import Claim, Quantity, Time
from whosays.values.calendar import WEEKDAYS
from whosays.values.number_words import NUMBER_WORDS
from whosays.words.classes import class_of
from whosays.words.events import NO_DEATH, UNKNOWN, look_up

OF_FIGURES = (
    frozenset("hundred thousand million billion dozen once twice half percent % $ £ €".split()) | NUMBER_WORDS.keys()
)
COMMON_TIMES = frozenset([*map(str.lower, WEEKDAYS), *"morning afternoon evening night today yesterday".split()])
DYING = re.compile(r"\b(?:die[sd]?|dead|dying|deaths?|kill\w*|perish\w*)\b", re.IGNORECASE)
ACTS = 7  # tenths of its uses in which a noun must name an act to stand for its verb ("inspection")


def term_of(term: str, table: dict[str, str]) -> str:
    """A word's class; a modifier keeps its mark, unless the class table knows the word; a noun of an act stands for its verb."""
    bare = term.removeprefix("~")
    if bare in table or bare != term:
        return table.get(bare, term)
    noun = look_up(bare, "n")
    if noun.root and noun.tenths >= ACTS and look_up(bare, "v") is UNKNOWN:
        return table.get(noun.root, noun.root)
    return term


def speaks(term: str, names: set[str]) -> bool:
    """Does a content word say something that names, numbers and days do not?"""
    return term not in names and term not in OF_FIGURES and term not in COMMON_TIMES and not term[0].isdigit()


def valued_words(claim: Claim, times: dict[str, Time], quantities: dict[str, Quantity], text: str) -> set[str]:
    """Words of time expressions, and of quantities beyond the thing counted: their values are compared instead."""
    found = {w for name in claim.times if name in times for w in _words(text[times[name].start : times[name].end])}
    for name in claim.quantities:
        quantity = quantities.get(name)
        if quantity is not None:
            counted = {quantity.unit or "", *(quantity.of or "").split()}
            found |= {
                w
                for w in _words(text[quantity.start : quantity.end])
                if w not in counted and w.rstrip("s") not in counted
            }
    return found


def named_between(claim: Claim, text: str) -> frozenset[str]:
    """Running counts named in a clause inside a claim: "the number of people *known to have died* stood at 23"."""
    gaps = (text[left.end : right.start] for left, right in pairwise(claim.spans))
    return frozenset(class_of(word) for gap in gaps for word in _words(gap)) & words("cumulative")


def without_sentences(terms: frozenset[str], text: str) -> frozenset[str]:
    """The classes of a claim's words without dying, where it only speaks of a death sentence, penalty or threat."""
    if NO_DEATH.search(text) is None or DYING.search(NO_DEATH.sub(" ", text)) is not None:
        return terms
    return terms - {class_of("death"), class_of("die")}


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z.]+", text.lower())
