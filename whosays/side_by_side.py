"""Sentences of two reports read side by side: those nearest in meaning, with a network's verdict on each pair that somebody asks about.

Every sentence of a report is compared with the nearest ones of each other report (cosine of sentence vectors), so that cost grows with the
sentences. What a verdict is worth shows beside those on the same sentence's other partners: it answers one question of the other report.
"""

from __future__ import annotations

import heapq
import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, product

from whosays.blocking import neighbours
from whosays.inference import Inference, Verdict
from whosays.model import Facts, Reading
from whosays.text.stretches import holding
from whosays.vectors import Vectors

ALL = 20_000  # pairs of sentences up to which the nearness of each is looked up
FEW, FOR_A_REPORT = 300, 5  # pairs that may be read in a story, and for each of its reports besides
NEAREST, NEAR, REACH = 2, 0.3, 30


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a report, and the claims that begin in it."""

    report: str
    text: str
    claims: tuple[Facts, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two sentences of two reports that lie near each other."""

    first: Sentence
    second: Sentence

    def claims(self) -> Iterator[tuple[Facts, Facts]]:
        """Every claim of the one with every claim of the other."""
        return product(self.first.claims, self.second.claims)


class SideBySide:
    """The pairs of a story, and the verdict on each of them when it is first asked for: a network is dear, and of many pairs nothing follows."""

    def __init__(self, pairs: Sequence[Pair], inference: Inference, told: Sequence[Sentence] = ()) -> None:
        self.pairs = tuple(pairs)
        self._inference = inference
        self._told: dict[str, list[Sentence]] = defaultdict(list)
        for one in told:
            self._told[one.report].append(one)
        self._partners: dict[tuple[str, str], list[Pair]] = defaultdict(list)
        self._of_claims: dict[tuple[str, str], Pair] = {}
        for pair in self.pairs:
            self._partners[pair.first.text, pair.second.report].append(pair)
            self._partners[pair.second.text, pair.first.report].append(pair)
            self._of_claims.update(((a.claim, b.claim), pair) for a, b in pair.claims())

    def verdict(self, pair: Pair, *, turned: bool = False) -> Verdict:
        """What the network says of two sentences; ``turned`` reads the two the other way round."""
        return self._inference.verdicts([(pair.first.text, pair.second.text)], turned=turned)[0]

    def beside(self, pair: Pair) -> int:
        """How many pairs the sentences make that the two reports of a pair tell."""
        return len(self._told[pair.first.report]) * len(self._told[pair.second.report])

    def of_claims(self, a: str, b: str) -> Pair | None:
        """The sentences that two claims begin in, whichever is named first, if they are among the pairs."""
        return self._of_claims.get((a, b)) or self._of_claims.get((b, a))

    def lead(self, pair: Pair, probability: Callable[[Verdict], float]) -> tuple[float, float]:
        """How far a pair's probability leads that of either sentence's best other partner in the report; -1 … 1."""
        own = probability(self.verdict(pair))
        first = self._partners[pair.first.text, pair.second.report]
        second = self._partners[pair.second.text, pair.first.report]
        best = (
            max((probability(self.verdict(rival)) for rival in rivals if rival is not pair), default=0.0)
            for rivals in (first, second)
        )
        return own - next(best), own - next(best)

    def best_rivals(self, pair: Pair, probability: Callable[[Verdict], float]) -> tuple[float, float]:
        """The highest probability of either sentence with any other that the report of its partner tells, however far it lies.

        Where that report tells nothing else, half of the pair's own stands for what is not known.
        """
        unknown = probability(self.verdict(pair)) / 2
        first, second = (
            [
                self._inference.verdicts([(one.text, rival.text)])[0]
                for rival in self._told[of.report]
                if rival is not of
            ]
            for one, of in ((pair.first, pair.second), (pair.second, pair.first))
        )
        return max(map(probability, first), default=unknown), max(map(probability, second), default=unknown)


def read_side_by_side(
    facts: Sequence[Facts], readings: Sequence[Reading], vectors: Vectors, inference: Inference
) -> SideBySide:
    """The pairs of sentences of two reports that lie nearest to either of the two; none without the network."""
    if inference.model is None:
        return SideBySide((), inference)
    told = sentences_told(facts, readings)
    vectors = vectors.over(one.text for one in told)
    pairs = [(a, b) for a, b in _worth_a_look(told) if told[a].report != told[b].report]
    vectors.prepare(dict.fromkeys(told[number].text for pair in pairs for number in pair))
    near = {(a, b): vectors.nearness(told[a].text, told[b].text) for a, b in pairs}
    partners: dict[tuple[int, str], list[tuple[float, tuple[int, int]]]] = defaultdict(list)
    for (a, b), nearness in near.items():
        partners[a, told[b].report].append((-nearness, (a, b)))
        partners[b, told[a].report].append((-nearness, (a, b)))
    nearest = {pair for others in partners.values() for _, pair in sorted(others)[:NEAREST] if near[pair] >= NEAR}
    most = FEW + FOR_A_REPORT * len(readings)
    kept = sorted(sorted(nearest, key=lambda pair: (-near[pair], pair))[:most])
    return SideBySide([Pair(told[a], told[b]) for a, b in kept], inference, told)


def sentences_told(facts: Sequence[Facts], readings: Sequence[Reading]) -> list[Sentence]:
    """The sentences of the texts with a claim in them, each wording once a story, with single spaces."""
    begins = {claim.id: claim.spans[0].start for reading in readings for claim in reading.claims}
    of_report = {reading.report.id: reading for reading in readings}
    found: dict[str, list[Facts]] = defaultdict(list)
    for fact in facts:
        if fact.zone == "body":
            reading = of_report[fact.report]
            sentence = holding(reading.sentences, begins[fact.claim])
            found[" ".join(sentence.of(reading.report.text).split()) if sentence else ""].append(fact)
    return [
        Sentence(claims[0].report, text, tuple(fact for fact in claims if fact.report == claims[0].report))
        for text, claims in found.items()
        if text
    ]


def _worth_a_look(told: Sequence[Sentence]) -> Iterator[tuple[int, int]]:
    """All pairs of a few sentences; of many those that share the rarest words."""
    if len(told) ** 2 <= 2 * ALL:
        return ((a, b) for a in range(len(told)) for b in range(a + 1, len(told)))
    words = [frozenset[str]().union(*(_about(fact) for fact in one.claims)) for one in told]
    counts = Counter(chain.from_iterable(words))
    rarity = {word: math.log(1 + len(told) / (1 + count)) for word, count in counts.items()}
    shared = ((-math.fsum(map(rarity.__getitem__, words[a] & words[b])), a, b) for a, b in neighbours(words, REACH))
    return ((a, b) for a, b in sorted((a, b) for _, a, b in heapq.nsmallest(2 * FEW, shared)))


@lru_cache(maxsize=16_384)
def _about(fact: Facts) -> frozenset[str]:
    return frozenset({f"@{entity}" for entity in fact.entities} | fact.terms | {fact.predicate})
