"""Borrowing: reports that name another publisher of the story as their source and carry its words, quotations too.

A quotation that two reports share proves nothing by itself, since both may have heard it; from a report that says where
it read it, it is a borrowed one.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from whosays.lineage.citations import Citing
from whosays.lineage.names import squash
from whosays.lineage.overlap import Overlap, overlaps
from whosays.lineage.prose import Body, whole_body
from whosays.model import Reading, Span

_CHOSEN, _CHOSEN_ONCE = 20, 12  # shared words, neither names nor figures: in all stretches, in one
_MOST = 0.6  # share of a report that is another's words, where naming the other once is enough
_SOURCES = 4  # reports of one publisher that are compared with a report that cites it


@dataclass(frozen=True, slots=True)
class Borrowing:
    """A report that cites another's publisher, what both share, and whether its story leads with it."""

    citing: str
    source: str
    overlap: Overlap
    leads: bool


def borrowings(
    readings: Sequence[Reading],
    *,
    sentences: Sequence[Sequence[Span]],
    citing: Sequence[Citing],
    publishers: Mapping[str, Sequence[int]],
    open_to: Sequence[bool],
) -> tuple[Borrowing, ...]:
    """Borrowings of the reports that are ``open_to`` them, in the order given.

    ``publishers`` has, by squashed name, the numbers of the reports that a publisher printed or is credited with.
    """
    bodies: dict[int, Body] = {}
    return tuple(
        borrowing
        for number, cited in enumerate(citing)
        if open_to[number]
        for name, _ in cited.counts
        for source in [n for n in publishers.get(squash(name), ()) if n != number][:_SOURCES]
        for borrowing in _borrowing(readings, number, source, bodies, _leads(cited, name, sentences[number]))
    )


def _borrowing(
    readings: Sequence[Reading], citing: int, source: int, bodies: dict[int, Body], leads: bool
) -> Iterator[Borrowing]:
    low, high = sorted((citing, source))
    for number in (low, high):
        if number not in bodies:
            bodies[number] = whole_body(readings[number])
    for overlap in overlaps([bodies[low], bodies[high]]):
        held = overlap.cover_a if citing == low else overlap.cover_b
        if overlap.free >= _CHOSEN or overlap.longest_free >= _CHOSEN_ONCE:
            yield Borrowing(readings[citing].report.id, readings[source].report.id, overlap, leads or held >= _MOST)


def _leads(citing: Citing, name: str, sentences: Sequence[Span]) -> bool:
    """Does the story rest on this publisher: cited twice, more than all others and than own witnesses, and in the first third?"""
    counts = dict(citing.counts)
    top, rest = counts[name], sum(counts.values()) - counts[name]
    starts = [sentence.start for sentence in sentences]
    first = min(bisect_right(starts, c.passage.start) for c in citing.citations if c.name == name)
    return top >= 2 and top > rest and top > citing.own and first * 3 <= len(sentences)
