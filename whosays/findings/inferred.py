"""Conflicts that no table names: two sentences that are read as one question with two answers, by a network that was taught on such pairs.

What figures, times and opposites decide is decided by the other comparators; this one is asked last, about what they left alone. Its
verdict on a pair is weighed against its verdicts on the sentences' other partners: a sentence answers one question of the other report,
and how it is worded makes no conflict.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from whosays.blocking import neighbours
from whosays.dates import dated_apart, told_apart
from whosays.findings.contraries import SAME_HOURS, apart_in_kind, only_rumoured, told_before
from whosays.findings.evidence import Story, finding, ordered
from whosays.findings.polarity import short
from whosays.inference import Inference, Verdict
from whosays.measures import disjoint
from whosays.model import Facts, Finding, Slot
from whosays.vectors import Vectors

# Logistic weights over the log-odds of a conflict and how far the pair leads the others of either sentence; fitted on 150 groups of
# sentences that the network was not taught with, where 88 % of the pairs from LEAST on were conflicts.
BASE, OF_CONFLICT, OF_LEAD = -1.70, 0.67, 0.58
LEAST = 0.80
ALL = 20_000  # pairs of sentences up to which the nearness of each is looked up
FEW, FOR_A_REPORT = 300, 5  # pairs that are read in a story, and for each of its reports besides
NEAREST, NEAR, REACH = 2, 0.3, 30
SURE = frozenset({"certain", "probable", "unconfirmed", "expected"})
SURELY = 0.995  # verdicts are taken no surer than this


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence of a report, and the claims that begin in it and tell something."""

    report: str
    text: str
    claims: tuple[Facts, ...]


@dataclass(frozen=True, slots=True)
class _Read:
    """A pair of sentences as it was read."""

    first: _Sentence
    second: _Sentence
    verdict: Verdict


def inferred(story: Story, inference: Inference, found: Sequence[Finding]) -> Iterator[Finding]:
    """Contradiction where two reports answer one question otherwise, tension where one is held less than certain."""
    if inference.model is None:
        return
    known = {pair for one in found for pair in _told(story, one)}
    read = _read(story, inference, _sentences(story))
    lead = _leads(read)
    for number, pair in enumerate(read):
        likely = _probability(pair, lead[number])
        if likely < LEAST or frozenset((pair.first.text, pair.second.text)) in known:
            continue
        chosen = _claims(story, inference, pair)
        if chosen is not None:
            yield _finding(story, *ordered(story, *chosen), likely)


def sentence(story: Story, fact: Facts) -> str:
    """The sentence that a claim begins in, with single spaces."""
    return " ".join(story.sentence(fact.claim).split())


def _told(story: Story, one: Finding) -> Iterator[frozenset[str]]:
    """Pairs of sentences that a finding sets against each other."""
    sides = [{sentence(story, story.fact_of[claim]) for claim in side.claims} for side in one.readings]
    for number, side in enumerate(sides):
        yield from (frozenset((a, b)) for other in sides[number + 1 :] for a in side for b in other)


def _sentences(story: Story) -> list[_Sentence]:
    """The sentences with something told in them, each wording once a story."""
    found: dict[str, list[Facts]] = defaultdict(list)
    for facts in story.of_report.values():
        for fact in facts:
            if _tells(story, fact):
                found[sentence(story, fact)].append(fact)
    return [
        _Sentence(facts[0].report, text, tuple(fact for fact in facts if fact.report == facts[0].report))
        for text, facts in found.items()
        if text
    ]


def _tells(story: Story, fact: Facts) -> bool:
    """Does a claim in the text tell something as so, or as to be so?"""
    return (
        fact.zone == "body"
        and fact.factuality in SURE
        and fact.stance in ("asserts", "expects")
        and fact.told in ("done", "ahead")
        and not only_rumoured(story, fact)
    )


def _read(story: Story, inference: Inference, told: Sequence[_Sentence]) -> list[_Read]:
    """The pairs of two reports that lie nearest to either sentence, with the verdict on each."""
    if len(told) ** 2 <= 2 * ALL:
        pairs = [(a, b) for a in range(len(told)) for b in range(a + 1, len(told))]
    else:
        words = [frozenset[str]().union(*(story.words(fact) for fact in one.claims)) for one in told]
        shared = ((a, b, story.weigh(words[a] & words[b])) for a, b in neighbours(words, REACH))
        pairs = sorted((a, b) for a, b, _ in sorted(shared, key=lambda row: (-row[2], row[:2]))[: 2 * FEW])
    pairs = [(a, b) for a, b in pairs if told[a].report != told[b].report]
    vectors = Vectors(frozenset(one.text for one in told), story.vectors.model)
    vectors.prepare(dict.fromkeys(told[number].text for pair in pairs for number in pair))
    near = {(a, b): vectors.nearness(told[a].text, told[b].text) for a, b in pairs}
    partners: dict[tuple[int, str], list[tuple[float, tuple[int, int]]]] = defaultdict(list)
    for (a, b), nearness in near.items():
        partners[a, told[b].report].append((-nearness, (a, b)))
        partners[b, told[a].report].append((-nearness, (a, b)))
    nearest = {pair for others in partners.values() for _, pair in sorted(others)[:NEAREST] if near[pair] >= NEAR}
    most = FEW + FOR_A_REPORT * len(story.of_report)
    kept = sorted(sorted(nearest, key=lambda pair: (-near[pair], pair))[:most])
    verdicts = inference.verdicts([(told[a].text, told[b].text) for a, b in kept])
    return [_Read(told[a], told[b], verdict) for (a, b), verdict in zip(kept, verdicts, strict=True)]


def _leads(read: Sequence[_Read]) -> list[tuple[float, float]]:
    """For each pair how far its probability of being one question leads that of either sentence's best other partner in the report."""
    partners: dict[tuple[str, str], list[tuple[float, int]]] = defaultdict(list)
    for number, pair in enumerate(read):
        for own, other in ((pair.first, pair.second), (pair.second, pair.first)):
            partners[own.text, other.report].append((pair.verdict.one_question, number))
    leads: list[list[float]] = [[] for _ in read]
    for number, pair in enumerate(read):
        for own, other in ((pair.first, pair.second), (pair.second, pair.first)):
            rest = [score for score, rival in partners[own.text, other.report] if rival != number]
            leads[number].append(pair.verdict.one_question - max(rest, default=0.0))
    return [(first, second) for first, second in leads]


def _probability(pair: _Read, lead: tuple[float, float]) -> float:
    """That the two conflict, by the verdict and the lead; cut to hundredths."""
    logit = BASE + OF_CONFLICT * _odds(pair.verdict.conflict) + OF_LEAD * (lead[0] + lead[1])
    return int(100 / (1 + math.exp(-logit)) + 1e-3) / 100


def _odds(probability: float) -> float:
    held = min(max(probability, 1 - SURELY), SURELY)
    return math.log(held / (1 - held))


def _claims(story: Story, inference: Inference, pair: _Read) -> tuple[Facts, Facts] | None:
    """The two claims of two sentences that conflict most, if nothing sets them apart."""
    both = [
        (a, b)
        for a in pair.first.claims
        for b in pair.second.claims
        if not _apart(story, a, b) and not _agree(story, a, b)
    ]
    if not both:
        return None
    verdicts = inference.verdicts([(a.text, b.text) for a, b in both])
    scores = [verdict.conflict * verdict.one_question for verdict in verdicts]
    return both[scores.index(max(scores))]


def _apart(story: Story, a: Facts, b: Facts) -> bool:
    """Another time, another of several, or a later state?"""
    return (
        dated_apart(a, b)
        or a.told != b.told
        or told_before(story, a)
        or told_before(story, b)
        or apart_in_kind(a, b)
        or told_apart(a, b, by=SAME_HOURS)
    )


def _agree(story: Story, a: Facts, b: Facts) -> bool:
    """Do two claims say the same: as one proposition, in the same words, or with figures or an hour that fit each other?"""
    if story.proposition_of[a.claim] == story.proposition_of[b.claim]:
        return True
    if a.negative is not b.negative:
        return False
    mine, theirs = story.words(a), story.words(b)
    figures = [(m, n) for m in a.measures for n in b.measures if m.unit == n.unit]
    fitting = a.predicate == b.predicate and any(not disjoint(m, n) for m, n in figures)
    return mine <= theirs or theirs <= mine or fitting or bool(set(a.clocks) & set(b.clocks))


def _finding(story: Story, first: Facts, second: Facts, likely: float) -> Finding:
    sure = first.factuality == second.factuality == "certain"
    return finding(
        story, "contradiction" if sure else "tension", _slot(first, second), f"Which holds: {short(first.text)}, or {short(second.text)}?",
        [(short(fact.text), (fact.claim,)) for fact in (first, second)],
        f"read as one question with two answers, with probability {likely:.2f}, by a network taught on invented sentences; nothing is computed",
        reconciled_by=None if sure else "one of the two is not told as certain",
    )  # fmt: skip


def _slot(first: Facts, second: Facts) -> Slot:
    """What the answers differ in, as far as the claims show it."""
    if first.measures and second.measures:
        return "number"
    if first.clocks and second.clocks and first.clocks != second.clocks:
        return "time"
    if first.negative is not second.negative:
        return "polarity"
    if first.place and second.place and first.place != second.place:
        return "place"
    if first.predicate == second.predicate and not first.agents & second.agents:
        return "identity"
    return "polarity"
