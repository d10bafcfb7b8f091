"""Edited reprints: sentences of two reports that say the same with other words, in the same order.

An editor who swaps synonyms and turns clauses round leaves names, numbers and rare words, and mostly the order of the
sentences. Sentences are compared as sets of content stems, weighted by how few sentences of the story hold them;
unrelated reports of one event align in single sentences, a reprint in most of its own.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from whosays.lineage.prose import Body
from whosays.model import Passage, Span
from whosays.remembered import LastMade

_ALIKE = 0.5  # weighted Dice of two sentences that say the same
_SHARED = 4  # content stems that they must share
_STOP = frozenset(
    "a an the and or but if of in on at to for by from with as that this these those it its he she they his her their them"
    " him we our i you is are was were be been being has have had do does did not no nor so than then there here who whom"
    " which what when where while after before into over under about out up down off more most also will would could may"
    " might can should said says say told tell saying added according reported one all any some new first last year time"
    " people".split()
)
_SUFFIX = re.compile(r"(?:'s|ies|ing|ed|es|s|ly)$")


@dataclass(frozen=True, slots=True)
class Alignment:
    """Sentences of two reports that say the same in the same order: number, share of the shorter report, passages."""

    a: str
    b: str
    aligned: int
    share: float
    passages: tuple[tuple[Passage, Passage], ...]


def _stem(word: str) -> str:
    stem = _SUFFIX.sub("", word)
    return stem if len(stem) >= 3 else word


@dataclass(frozen=True, slots=True)
class Sentences:
    """The sentences of one report that hold own prose, with their content stems."""

    report: str
    spans: tuple[Span, ...]
    stems: tuple[frozenset[str], ...]


STEMS: LastMade[Sentences] = LastMade()


def stems_of(body: Body, *, sentences: Sequence[Span]) -> Sentences:
    """Content stems of each sentence's own prose; sentences with fewer than four are left out."""
    return STEMS.of(body.report, (body, tuple(sentences)), lambda: _stems_of(body, sentences))


def _stems_of(body: Body, sentences: Sequence[Span]) -> Sentences:
    starts = [sentence.start for sentence in sentences]
    held: dict[int, set[str]] = defaultdict(set)
    for word, (start, _) in zip(body.words, body.spans, strict=True):
        if word and word not in _STOP and (len(word) > 2 or word.isdigit()):
            held[bisect_right(starts, start) - 1].add(_stem(word))
    kept = [number for number in sorted(held) if len(held[number]) >= _SHARED and number >= 0]
    return Sentences(body.report, tuple(sentences[n] for n in kept), tuple(frozenset(held[n]) for n in kept))


def alignments(reports: Sequence[Sentences]) -> tuple[Alignment, ...]:
    """Pairs of reports with at least two sentences alike in order, found through stems that few sentences hold.

    A sentence that many reports print is compared once.
    """
    frequency = Counter(stem for report in reports for stems in report.stems for stem in stems)
    total = sum(len(report.stems) for report in reports)
    weight = {stem: math.log(1 + total / count) for stem, count in frequency.items()}
    printed: dict[frozenset[str], list[tuple[int, int]]] = defaultdict(list)
    for number, report in enumerate(reports):
        for at, stems in enumerate(report.stems):
            printed[stems].append((number, at))
    telling = {stem for stem, count in frequency.items() if count <= max(6, 2 * len(reports))}
    alike: dict[tuple[int, int], list[tuple[float, int, int]]] = defaultdict(list)
    for one, other, dice in _alike(list(printed), telling, weight):
        for place in printed[one]:
            for again in printed[other]:
                if place[0] != again[0]:
                    (a, at), (b, there) = sorted((place, again))
                    alike[a, b].append((dice, at, there))
    found = (_aligned(reports[a], reports[b], dict.fromkeys(pairs)) for (a, b), pairs in sorted(alike.items()))
    return tuple(alignment for alignment in found if alignment.aligned >= 2)


def _alike(
    sentences: Sequence[frozenset[str]], telling: Set[str], weight: Mapping[str, float]
) -> Iterator[tuple[frozenset[str], frozenset[str], float]]:
    """Pairs of different sentences, and each with itself, that share two telling stems and are alike, with their weighted Dice."""
    holders: dict[str, list[int]] = defaultdict(list)
    weights = [math.fsum(weight[stem] for stem in stems) for stems in sentences]
    for number, stems in enumerate(sentences):
        shared: Counter[int] = Counter()
        for stem in stems & telling:
            holders[stem].append(number)
            shared.update(holders[stem])
        for earlier, count in shared.items():
            common = stems & sentences[earlier]
            if count >= 2 and len(common) >= _SHARED:
                dice = 2 * math.fsum(weight[stem] for stem in common) / (weights[number] + weights[earlier])
                if dice >= _ALIKE:
                    yield sentences[earlier], stems, dice


def _aligned(a: Sentences, b: Sentences, alike: Iterable[tuple[float, int, int]]) -> Alignment:
    """One partner a sentence, best first; then the longest series in which both reports keep their order."""
    used_a: set[int] = set()
    used_b: set[int] = set()
    pairs: list[tuple[int, int]] = []
    for _, at, there in sorted(alike, key=lambda row: (-row[0], row[1], row[2])):
        if at not in used_a and there not in used_b:
            used_a.add(at)
            used_b.add(there)
            pairs.append((at, there))
    kept = _in_order(sorted(pairs))
    passages = tuple(
        (Passage(a.report, a.spans[i].start, a.spans[i].end), Passage(b.report, b.spans[j].start, b.spans[j].end))
        for i, j in kept
    )
    return Alignment(a.report, b.report, len(kept), len(kept) / max(1, min(len(a.stems), len(b.stems))), passages)


def _in_order(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest subsequence that rises on both sides (patience sorting)."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int | None] = []
    for number, (_, there) in enumerate(pairs):
        at = bisect_left(tails, there)
        before.append(ends[at - 1] if at else None)
        if at == len(tails):
            tails.append(there)
            ends.append(number)
        else:
            tails[at], ends[at] = there, number
    chain: list[tuple[int, int]] = []
    at_end = ends[-1] if ends else None
    while at_end is not None:
        chain.append(pairs[at_end])
        at_end = before[at_end]
    return chain[::-1]
