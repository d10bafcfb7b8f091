"""A third opinion on claims that share few words: what a network reads as the same is joined where nothing speaks against it.

It reads whole sentences side by side (``whosays.side_by_side``), then the claims of those that say the same: the two that do so most are
joined, unless a typed conflict, an opposite, a hedge or another figure keeps them apart. Where two claims lie nearest to each other, or
alone have a figure, and none of this joined them, it reads the claims first, then their sentences.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from itertools import groupby
from operator import attrgetter

from whosays.alignment.conflicts import PLACES, Known, conflict, equal, figure_of, one_value
from whosays.alignment.contrast import may_be_one_act
from whosays.alignment.meaning import figures, may_say_the_same
from whosays.data import words
from whosays.inference import Inference
from whosays.model import Facts, Relation
from whosays.remembered import of_two
from whosays.side_by_side import Sentence, SideBySide
from whosays.vectors import Vectors

NEAREST, FIGURE = (
    "nearest, and ",
    "alone with one figure, and ",
)  # begin the reason of a relation between claims that were read by themselves
APART = 0.02  # probability of "one question" below which what symbols joined is taken apart again
LEAST, LEAD = 0.9, 0.2  # probability of "the same", and how far it leads that of either sentence's other partners …
OF_CLAIMS = 0.8  # … and the probability for the two claims alone
NEAR, NEARER = (
    0.55,
    0.05,
)  # cosine of claims that are read, and how far it leads that of either's other partners in the report …
ONE_WORDING = 0.85  # … and from which their verbs need not be akin
FIGURED = 0.40  # cosine of claims that are read because no other of either report has their figure
BOTH, ONE_FIGURE = (
    0.8,
    0.85,
)  # probability of "the same" for claims that lie nearest to each other and for their sentences, where …
ASKED = re.compile(r"how (?:many|much)\b", re.IGNORECASE)
REPORTS = 24  # reports behind its own in which a claim's nearest is looked for
FEW, FOR_A_REPORT = 300, 5  # pairs of claims that are read in a story, and for each of its reports besides


def read_apart(read: SideBySide, a: str, b: str) -> bool:
    """Do the sentences of two claims answer two questions, in whichever order ("in 2016 one weighed 93 grams too")?"""
    pair = read.of_claims(a, b)
    if pair is None:
        return False
    verdicts = (read.verdict(pair, turned=turned) for turned in (False, True))
    return all(max(verdict.one_question, verdict.same) < APART for verdict in verdicts)


def read_as_same(
    read: SideBySide, known: Known, inference: Inference, joined: Set[tuple[str, str]]
) -> Iterator[Relation]:
    """Relations same between claims of two reports whose sentences the network reads as the same, and no others of theirs."""
    for pair in read.pairs:
        if any({(a.claim, b.claim), (b.claim, a.claim)} & joined for a, b in pair.claims()):
            continue
        allowed = [(a, b) for a, b in pair.claims() if _allowed(a, b, known)]
        if not allowed or read.verdict(pair).same < LEAST or min(read.lead(pair, attrgetter("same"))) < LEAD:
            continue
        verdicts = inference.verdicts([(a.text, b.text) for a, b in allowed])
        surest = max(verdict.same for verdict in verdicts)
        if surest >= OF_CLAIMS:
            a, b = allowed[[verdict.same for verdict in verdicts].index(surest)]
            yield _same(a, b, read.verdict(pair).same)


def nearest_as_same(
    told: Sequence[Sentence], vectors: Vectors, known: Known, inference: Inference, joined: Set[tuple[str, str]]
) -> Iterator[Relation]:
    """Relations same between claims of two reports that lie nearest to each other or alone have one figure.

    The network must read both them and their sentences so. The nearest pairs are read first, up to a bound that grows with the reports.
    """
    if inference.model is None:
        return
    of = {fact.claim: one.text for one in told for fact in one.claims}
    met = {(a.claim, b.claim): (near, why, a, b) for near, why, a, b in _worth_reading(told, vectors)}
    pairs = [
        (near, why, a, b)
        for near, why, a, b in met.values()
        if not {(a.claim, b.claim), (b.claim, a.claim)} & joined
        and _asks(a) == _asks(b)
        and _allowed(a, b, known, alike=near >= ONE_WORDING)
    ]
    most = FEW + FOR_A_REPORT * len({one.report for one in told})
    pairs = sorted(pairs, key=lambda pair: (-pair[0], pair[2].claim, pair[3].claim))[:most]
    verdicts = inference.verdicts([(a.text, b.text) for _, _, a, b in pairs])
    likely = [(v.same, why, a, b) for v, (_, why, a, b) in zip(verdicts, pairs, strict=True) if v.same >= _least(a, b)]
    whole = inference.verdicts([(of[a.claim], of[b.claim]) for _, _, a, b in likely])
    for (same, why, a, b), verdict in zip(likely, whole, strict=True):
        if verdict.same >= _least(a, b):
            yield _same(a, b, min(same, verdict.same), why)


def _least(a: Facts, b: Facts) -> float:
    """The probability asked of two claims and of their sentences; "many were hurt" may not be what "around 50 were hurt" is about."""
    return BOTH if bool(figures(a)) == bool(figures(b)) else ONE_FIGURE


def _worth_reading(told: Sequence[Sentence], vectors: Vectors) -> Iterator[tuple[float, str, Facts, Facts]]:
    """Claims of two reports that alone have one figure, then those that lie nearest to each other, each with its nearness and why.

    Of a wording that a report has twice the first is meant.
    """
    reports = [
        {fact.text: fact for one in reversed(list(of_one)) for fact in one.claims if fact.text in vectors.texts}
        for _, of_one in groupby(sorted(told, key=attrgetter("report")), key=attrgetter("report"))
    ]
    vectors.prepare(text for claims in reports for text in claims)
    alone = [_alone_with(claims.values()) for claims in reports]
    texts = [tuple(claims) for claims in reports]
    for number, claims in enumerate(reports):
        for other in range(number + 1, min(number + 1 + REPORTS, len(reports))):
            for figure in sorted(alone[number].keys() & alone[other].keys()):
                a, b = alone[number][figure], alone[other][figure]
                if (near := vectors.nearness(a.text, b.text)) >= FIGURED:
                    yield near, FIGURE, a, b
            others = reports[other]
            for near, first, second in vectors.nearest(texts[number], texts[other], least=NEAR, lead=NEARER):
                yield near, NEAREST, claims[first], others[second]


def _alone_with(claims: Iterable[Facts]) -> dict[tuple[str, float], Facts]:
    """Unit and value of the figures that one claim alone of a report has, with that claim."""
    found: dict[tuple[str, float], list[Facts]] = {}
    for fact in claims:
        for figure in {value for m in figures(fact) if (value := figure_of(m)) is not None}:
            found.setdefault(figure, []).append(fact)
    return {figure: having[0] for figure, having in found.items() if len(having) == 1}


def _asks(fact: Facts) -> bool:
    return ASKED.match(fact.text) is not None


def _same(a: Facts, b: Facts, probability: float, why: str = "") -> Relation:
    return Relation(a.claim, b.claim, "same", f"{why}read as the same, with probability {probability:.2f}")


def _allowed(a: Facts, b: Facts, known: Known, *, alike: bool = False) -> bool:
    """May two claims tell one act or one figure, and does nothing in them differ? Of claims worded alike the verbs need not be akin."""
    akin = _may_be_joined(a, b)
    return akin is not None and (akin or alike) and conflict(a, b, known) is None and not _two_stages(a, b, known)


def _two_stages(a: Facts, b: Facts, known: Known) -> bool:
    """ "Crossed into Russia by train", "arrived at the cosmodrome by train": two ways of one journey, each to a place of its own."""
    if a.predicate == b.predicate or not {a.predicate, b.predicate} <= words("movement_verbs"):
        return False
    left, right = (
        any(known.entities[name].kind in PLACES for name in one if name in known.entities)
        for one in (a.entities - b.entities, b.entities - a.entities)
    )
    return left and right


@of_two
def _may_be_joined(a: Facts, b: Facts) -> bool | None:
    """Have two claims one figure, or verbs that may tell one act? ``None`` where they say two things by themselves.

    A figure that only one of them has is none of these.
    """
    left, right = figures(a), figures(b)
    shared = any(equal(m, n) or one_value(m, n) for m in left for n in right)
    if (left and right and not shared) or not may_say_the_same(a, b):
        return None
    return shared or may_be_one_act(a, b)
