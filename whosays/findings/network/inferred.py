"""Conflicts that no table names: two sentences that are read as one question with two answers, by a network that was taught on such pairs.

What figures, times and opposites decide is decided by the other comparators; this one is asked last, about what they left alone. Its
verdict on a pair is weighed against its verdicts on the sentences' other partners, all of them: a sentence answers one question of the
other report, and how it is worded makes no conflict. Nor may it matter which of the two is read first.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import product
from operator import attrgetter

from whosays.data import words
from whosays.findings.answers.contraries import SAME_HOURS, apart_in_kind, only_rumoured, told_before, unheard_of
from whosays.findings.answers.polarity import short
from whosays.findings.answers.standings import NOT, stands
from whosays.findings.evidence import Story, finding, ordered
from whosays.inference import Inference, Verdict
from whosays.model import Facts, Finding, Slot
from whosays.side_by_side import Pair, SideBySide
from whosays.values.dates import dated_apart, told_apart
from whosays.values.measures import disjoint

# Logistic weights over the log-odds of a conflict, those of saying the same, how far the pair leads the others of either sentence, and the
# logarithm of how many pairs the sentences of the two reports make, in USUAL: they conflict hardly oftener for being long;
# fitted on the groups of training/measured, which the network was not taught with; there 94 % of the pairs from LEAST on are conflicts.
BASE, OF_CONFLICT, OF_SAME, OF_LEAD, OF_MANY = -2.59, 0.56, -0.24, 1.26, -0.44
USUAL, FEWEST = 50, 15
LEAST = 0.87
OF_CLAIMS = 1 / 3  # mean probability of a conflict that the two claims must have …
OF_EACH = 0.1  # … and in each of the three ways in which they are read
SURE = frozenset({"certain", "probable", "unconfirmed", "expected"})
SURELY = 0.995  # verdicts are taken no surer than this


def inferred(story: Story, read: SideBySide, inference: Inference, found: Sequence[Finding]) -> Iterator[Finding]:
    """Contradiction where two reports answer one question otherwise, tension where one is held less than certain."""
    known = {pair for one in found for pair in _told(story, one)}
    for pair in read.pairs:
        if frozenset((pair.first.text, pair.second.text)) in known or next(_claims(story, pair), None) is None:
            continue
        likely = _likely(read, inference, pair)
        chosen = _most_opposed(inference, pair, list(_claims(story, pair))) if likely >= LEAST else None
        if chosen is not None:
            yield _finding(story, *ordered(story, *chosen), likely)


def _likely(read: SideBySide, inference: Inference, pair: Pair) -> float:
    """That two sentences conflict, whichever of them is read first; nought where the nearest rivals already make it too little."""
    verdict, beside = read.verdict(pair), read.beside(pair)
    if _probability(verdict, (0.0, 0.0), beside) < LEAST:
        return 0.0
    first, second = read.lead(pair, attrgetter("one_question"))
    if _probability(verdict, (verdict.one_question - first, verdict.one_question - second), beside) < LEAST:
        return 0.0
    rivals = read.best_rivals(pair, attrgetter("one_question"))
    (turned,) = inference.verdicts([(pair.first.text, pair.second.text)], turned=True)
    return min(_probability(verdict, rivals, beside), _probability(turned, rivals, beside))


def sentence(story: Story, fact: Facts) -> str:
    """The sentence that a claim begins in, with single spaces."""
    return _single_spaced(story.sentence(fact.claim))


@lru_cache(maxsize=16_384)
def _single_spaced(text: str) -> str:
    return " ".join(text.split())


def _told(story: Story, one: Finding) -> Iterator[frozenset[str]]:
    """Pairs of sentences that a finding sets against each other."""
    sides = [{sentence(story, story.fact_of[claim]) for claim in side.claims} for side in one.readings]
    for number, side in enumerate(sides):
        yield from (frozenset((a, b)) for other in sides[number + 1 :] for a in side for b in other)


def _tells(story: Story, fact: Facts) -> bool:
    """Does a claim in the text tell something as so, or as to be so?"""
    return (
        fact.zone == "body"
        and fact.factuality in SURE
        and fact.stance in ("asserts", "expects")
        and fact.told in ("done", "ahead")
        and not only_rumoured(story, fact)
        and not unheard_of(fact)
        and not _unanswered(fact)
    )


def _unanswered(fact: Facts) -> bool:
    """Does a claim say no more than that a newsroom asked and was not told?"""
    return fact.negative and _unanswered_wordings().search(fact.text) is not None


@cache
def _unanswered_wordings() -> re.Pattern[str]:
    return re.compile("|".join(sorted(words("unanswered"))), re.IGNORECASE)


def _probability(verdict: Verdict, rivals: tuple[float, float], beside: int) -> float:
    """That two sentences conflict, by the verdict, how far it leads those of their rivals, and of how many pairs; cut to hundredths."""
    lead = 2 * verdict.one_question - sum(rivals)
    many = math.log(max(beside, FEWEST) / USUAL)
    logit = (
        BASE + OF_CONFLICT * _odds(verdict.conflict) + OF_SAME * _odds(verdict.same) + OF_LEAD * lead + OF_MANY * many
    )
    return int(100 / (1 + math.exp(-logit)) + 1e-3) / 100


def _odds(probability: float) -> float:
    held = min(max(probability, 1 - SURELY), SURELY)
    return math.log(held / (1 - held))


def _claims(story: Story, pair: Pair) -> Iterator[tuple[Facts, Facts]]:
    """Claims of two sentences that may conflict: nothing sets them apart, they do not say the same, and neither report tells both."""
    told = ([fact for fact in one.claims if _tells(story, fact)] for one in (pair.first, pair.second))
    return (
        (a, b)
        for a, b in product(*told)
        if not _apart(story, a, b) and not _agree(story, a, b) and not _beside(story, a, b) and not _beside(story, b, a)
    )


def _beside(story: Story, a: Facts, b: Facts) -> bool:
    """Does the voice that tells one claim tell the other too ("lost power *and drifted for three hours*")?"""
    voice = story.sources(b.claim)
    told = (story.fact_of[claim] for claim in story.all_of(a.claim))
    return any(one.report == b.report and story.sources(one.claim) == voice and _tells(story, one) for one in told)


def _most_opposed(inference: Inference, pair: Pair, both: Sequence[tuple[Facts, Facts]]) -> tuple[Facts, Facts] | None:
    """The two claims that conflict most, if they do; two with figures before others, and a whole claim before a part of it."""
    conflicts = {two: _of_claims(inference, pair, *two) for two in both}
    opposed = [two for two in both if conflicts[two] >= OF_CLAIMS]
    whole = [two for two in opposed if not any(_within(two, other) for other in opposed)]
    return max(whole, key=lambda two: (all(fact.measures for fact in two), conflicts[two]), default=None)


def _within(two: tuple[Facts, Facts], other: tuple[Facts, Facts]) -> bool:
    """Is it of two other claims, in whose words those of these lie ("its host Bas Kuyper" in "suspended its host Bas Kuyper")?"""
    return two != other and all(mine.text in theirs.text for mine, theirs in zip(two, other, strict=True))


def _of_claims(inference: Inference, pair: Pair, a: Facts, b: Facts) -> float:
    """Mean probability of a conflict of two claims by themselves, and of each with the other's sentence, which says whom it is about.

    Nought where they hardly conflict in one of the three ways: then it is another claim of a sentence that does.
    """
    read = inference.verdicts([(a.text, b.text), (a.text, pair.second.text), (pair.first.text, b.text)])
    conflicts = [verdict.conflict for verdict in read]
    return sum(conflicts) / len(conflicts) if min(conflicts) >= OF_EACH else 0.0


def _apart(story: Story, a: Facts, b: Facts) -> bool:
    """Another time, another of several, a later state, or a running count, which is compared hour by hour?"""
    return (
        dated_apart(a, b)
        or all(any(measure.toll for measure in fact.measures) for fact in (a, b))
        or a.told != b.told
        or told_before(story, a)
        or told_before(story, b)
        or apart_in_kind(a, b)
        or told_apart(a, b, by=SAME_HOURS)
    )


def _agree(story: Story, a: Facts, b: Facts) -> bool:
    """Do two claims say the same: as one proposition, in the same words, of how somebody fares, or with figures or an hour that fit?"""
    if story.proposition_of[a.claim] == story.proposition_of[b.claim]:
        return True
    answers = [{(stand.question, stand.yes) for stand in stands(story, fact)} for fact in (a, b)]
    if answers[0] & answers[1] and not (a.measures and b.measures):
        return True
    if a.negative is not b.negative or bool(NOT.search(a.text)) is not bool(NOT.search(b.text)):
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
