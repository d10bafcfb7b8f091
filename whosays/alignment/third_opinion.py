"""A third opinion on claims that share few words: what a network reads as the same is joined where nothing speaks against it.

It reads whole sentences side by side (``whosays.side_by_side``), then the claims of those that say the same: the two that do so most are
joined, unless a typed conflict, an opposite, a hedge or another figure keeps them apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from itertools import product
from operator import attrgetter

from whosays.alignment.conflicts import Known, conflict, equal
from whosays.alignment.contrast import may_be_one_act
from whosays.alignment.meaning import figures, may_say_the_same
from whosays.inference import Inference
from whosays.model import Facts, Relation
from whosays.side_by_side import SideBySide, leads

APART = 0.1  # probability of "one question" below which what symbols joined is taken apart again
LEAST, LEAD = 0.9, 0.2  # probability of "the same", and how far it leads that of either sentence's other partners …
OF_CLAIMS = 0.8  # … and the probability for the two claims alone


def read_apart(read: Sequence[SideBySide]) -> frozenset[tuple[str, str]]:
    """Pairs of claims, either first, whose sentences answer two questions: "in 2016 one weighed 93 grams too"."""
    apart = [pair for pair in read if pair.verdict.one_question < APART and pair.verdict.same < APART]
    both = [(a.claim, b.claim) for pair in apart for a, b in product(pair.first.claims, pair.second.claims)]
    return frozenset(both) | frozenset((b, a) for a, b in both)


def read_as_same(
    read: Sequence[SideBySide], known: Known, inference: Inference, joined: Set[tuple[str, str]]
) -> Iterator[Relation]:
    """Relations same between claims of two reports whose sentences the network reads as the same, and no others of theirs."""
    for pair, lead in zip(read, leads(read, attrgetter("same")), strict=True):
        if pair.verdict.same < LEAST or min(lead) < LEAD:
            continue
        both = list(product(pair.first.claims, pair.second.claims))
        if any({(a.claim, b.claim), (b.claim, a.claim)} & joined for a, b in both):
            continue
        allowed = [(a, b) for a, b in both if _allowed(a, b, known)]
        verdicts = inference.verdicts([(a.text, b.text) for a, b in allowed])
        surest = max((verdict.same for verdict in verdicts), default=0.0)
        if surest >= OF_CLAIMS:
            a, b = allowed[[verdict.same for verdict in verdicts].index(surest)]
            yield Relation(a.claim, b.claim, "same", f"read as the same, with probability {pair.verdict.same:.2f}")


def _allowed(a: Facts, b: Facts, known: Known) -> bool:
    """May two claims tell one act or one figure, and does nothing in them differ? A figure that only one of them has does not."""
    left, right = figures(a), figures(b)
    shared = any(equal(m, n) for m in left for n in right)
    if (left and right and not shared) or not (shared or may_be_one_act(a, b)):
        return False
    return may_say_the_same(a, b) and conflict(a, b, known) is None
