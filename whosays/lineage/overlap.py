"""Shared text: which reports print the same words, where, and how much of each report that is.

Only the reports' own prose is compared. Candidates come from a shared index of five-word shingles, so no pair of texts without a common
shingle is ever compared; the measure is containment (Broder 1997), the stretches are maximal equal runs, joined over small
edits.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain

from whosays.lineage.prose import SHINGLE, Body
from whosays.model import Passage
from whosays.remembered import LastMade, of_two

SHINGLES: LastMade[dict[tuple[str, ...], int]] = LastMade()  # of a body, and of the words with the quotations

_TWIN = 0.9  # share of the larger text's shingles that makes two texts one
_GAP = 4  # words that an editor may change between two equal stretches that still count as one


@dataclass(frozen=True, slots=True)
class Run:
    """Words ``[a, a + length_a)`` of one report that stand as ``[b, b + length_b)`` in another.

    ``equal`` of them are the same word; ``free`` of those are neither name nor figure, so that the writer chose them.
    """

    a: int
    b: int
    length_a: int
    length_b: int
    equal: int
    free: int


@dataclass(frozen=True, slots=True)
class Overlap:
    """What two reports share: shingles, their share of the smaller text, runs, and how much of each text those cover."""

    a: str
    b: str
    shared: int
    containment: float
    runs: tuple[Run, ...]
    cover_a: float
    cover_b: float
    twin: bool
    bodies: tuple[Body, Body] = field(compare=False, repr=False)

    @property
    def passages(self) -> tuple[tuple[Passage, Passage], ...]:
        """The characters of each run, in both reports; only a few of the pairs of a story are asked for them."""
        return _passages(*self.bodies)

    @property
    def longest(self) -> int:
        """Equal words of the longest run."""
        return max((run.equal for run in self.runs), default=0)

    @property
    def free(self) -> int:
        """Words of all runs that the writer chose: no names, no figures."""
        return sum(run.free for run in self.runs)

    @property
    def longest_free(self) -> int:
        """Chosen words of the run that has most of them."""
        return max((run.free for run in self.runs), default=0)


def overlaps(bodies: Sequence[Body]) -> tuple[Overlap, ...]:
    """Pairs of reports that share at least three shingles, in the order of the reports given.

    A report that is all but equal to an earlier one is compared no further: two hundred reprints of one text cost two
    hundred comparisons and not twenty thousand.
    """
    index: dict[tuple[str, ...], list[int]] = defaultdict(list)
    totals: list[int] = []
    found: list[tuple[int, int, Overlap]] = []
    for number, body in enumerate(bodies):
        places = _shingles(body)
        totals.append(len(places))
        matches = Counter(chain.from_iterable(index[shingle] for shingle in places.keys() & index.keys()))
        twin = next((e for e in sorted(matches) if matches[e] >= _TWIN * max(totals[e], len(places))), None)
        if twin is None:
            for shingle in places:
                index[shingle].append(number)
        for earlier in sorted(matches) if twin is None else [twin]:
            if matches[earlier] >= 3:
                overlap = _overlap(bodies[earlier], body)
                found.append((earlier, number, replace(overlap, twin=True) if twin is not None else overlap))
    return tuple(overlap for _, _, overlap in sorted(found, key=lambda row: row[:2]))


def _shingles(body: Body) -> dict[tuple[str, ...], int]:
    """Shingles of a text with the place where each stands first; none crosses what was left out."""
    return SHINGLES.of((body.report, len(body.words)), (body,), lambda: _placed(body))


def _placed(body: Body) -> dict[tuple[str, ...], int]:
    places: dict[tuple[str, ...], int] = {}
    for at in range(len(body.words) - SHINGLE + 1):
        shingle = body.words[at : at + SHINGLE]
        if "" not in shingle:
            places.setdefault(shingle, at)
    return places


def twins(found: Sequence[Overlap]) -> frozenset[str]:
    """Reports that are all but equal to an earlier one."""
    return frozenset(overlap.b for overlap in found if overlap.twin)


@of_two
def _overlap(a: Body, b: Body) -> Overlap:
    """What two bodies share, of which neither is known for a twin."""
    there, here = _shingles(a), _shingles(b)
    pairs = [(there[shingle], at) for shingle, at in here.items() if shingle in there]
    runs = tuple(_runs(sorted(pairs), a.free, b.free))
    cover_a = sum(run.equal for run in runs) / max(1, a.size)
    cover_b = sum(run.equal for run in runs) / max(1, b.size)
    return Overlap(
        a.report,
        b.report,
        len(pairs),
        len(pairs) / max(1, min(len(there), len(here))),
        runs,
        min(1.0, cover_a),
        min(1.0, cover_b),
        False,
        (a, b),
    )


def _runs(pairs: Sequence[tuple[int, int]], ours: Sequence[bool], theirs: Sequence[bool]) -> Iterator[Run]:
    """Equal stretches from matching shingle positions, joined where at most ``_GAP`` words differ on either side.

    ``ours`` and ``theirs`` are the free words; of a stretch those of the side count that has fewer.
    """
    runs: list[tuple[int, int, int, int, int]] = []
    for at, there, length in _exact(pairs):
        a, b, length_a, length_b, equal = runs[-1] if runs else (0, 0, 0, 0, 0)
        gap_a, gap_b = at - (a + length_a), there - (b + length_b)
        if runs and -SHINGLE < gap_a <= _GAP and 0 <= gap_b <= _GAP:
            runs[-1] = (a, b, at + length - a, there + length - b, equal + length + min(0, gap_a))
        else:
            runs.append((at, there, length, length, length))
    for a, b, length_a, length_b, equal in runs:
        if equal > SHINGLE:
            free = min(sum(ours[a : a + length_a]), sum(theirs[b : b + length_b]))
            yield Run(a, b, length_a, length_b, equal, free)


def _exact(pairs: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int, int]]:
    """Positions in both texts and lengths of the stretches in which shingle follows shingle."""
    begin, other, last = -1, -1, -1
    for at, there in pairs:
        if begin >= 0 and at == last + 1 and there - other == at - begin:
            last = at
            continue
        if begin >= 0:
            yield begin, other, last - begin + SHINGLE
        begin, other, last = at, there, at
    if begin >= 0:
        yield begin, other, last - begin + SHINGLE


@of_two
def _passages(a: Body, b: Body) -> tuple[tuple[Passage, Passage], ...]:
    return tuple(
        (
            Passage(a.report, a.spans[run.a][0], a.spans[run.a + run.length_a - 1][1]),
            Passage(b.report, b.spans[run.b][0], b.spans[run.b + run.length_b - 1][1]),
        )
        for run in _overlap(a, b).runs
    )
