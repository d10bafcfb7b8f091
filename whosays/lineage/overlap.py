"""Shared text: which reports print the same words, where, and how much of each report that is.

Quotations, statements in the first person, captions, credits and page furniture are left out first: unrelated reports of
one event share those. Candidates come from a shared index of five-word shingles, so no pair of texts without a common
shingle is ever compared; the measure is containment (Broder 1997), the stretches are maximal equal runs, joined over small
edits.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from whosays.model import Passage, Reading, Span

SHINGLE = 5
_TWIN = 0.9  # share of the larger text's shingles that makes two texts one
_GAP = 4  # words that an editor may change between two equal stretches that still count as one
_WORD = re.compile(r"[^\W_]+(?:['’.,-][^\W_]+)*")
_QUOTED = re.compile(
    r"“[^”]{0,1500}”?|\"[^\"\n]{0,1500}\"|‘[^‘\n]{3,1500}?’(?![\w])|(?<![\w’'])'(?=\w)[^\n]{3,1500}?(?<=[\w.,!?])'(?!\w)"
)
_FIRST_PERSON = re.compile(
    r"\b(?:I|I'm|I’m|I've|I’ve|[Mm]y|[Ww]e|[Oo]ur|me|us)\b|pic\.twitter\.com|https?://t\.co|(?<!\w)@\w+|#\w+"
)
_FURNITURE = re.compile(
    r"copyright|©|all rights reserved|advertisement|continue reading|read more|read or share|sign up|subscribe|follow us"
    r"|click here|scroll down|contributed to this|external links|terms of use|privacy policy|transcripts are created",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Run:
    """Words ``[a, a + length_a)`` of one report that stand as ``[b, b + length_b)`` in another."""

    a: int
    b: int
    length_a: int
    length_b: int
    equal: int


@dataclass(frozen=True, slots=True)
class Body:
    """Words of a report's own prose: normalised forms with their characters; an empty form breaks the prose."""

    report: str
    words: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    size: int


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
    passages: tuple[tuple[Passage, Passage], ...]
    twin: bool

    @property
    def longest(self) -> int:
        """Equal words of the longest run."""
        return max((run.equal for run in self.runs), default=0)


def body_of(reading: Reading, *, sentences: Sequence[Span]) -> Body:
    """The report's own prose as words, without quotations, statements, captions, credits and page furniture."""
    text, barred = reading.report.text, _barred(reading, sentences)
    words: list[str] = []
    spans: list[tuple[int, int]] = []
    at = 0
    for match in _WORD.finditer(text):
        while at < len(barred) and barred[at][1] <= match.start():
            at += 1
        hidden = at < len(barred) and barred[at][0] < match.end()
        if not hidden:
            words.append(match.group().lower().replace("’", "'"))
            spans.append(match.span())
        elif words and words[-1]:
            words.append("")
            spans.append(match.span())
    return Body(reading.report.id, tuple(words), tuple(spans), sum(bool(word) for word in words))


def _barred(reading: Reading, sentences: Sequence[Span]) -> list[tuple[int, int]]:
    """Stretches that are not the report's own prose, sorted and merged."""
    text = reading.report.text
    found = [(s.start, s.end) for s in reading.report.segments if s.role != "body"]
    if not any(s.role == "headline" for s in reading.report.segments):
        found.append((0, (text.find("\n") + 1) or 0))
    quoted = [match.span() for match in _QUOTED.finditer(text)]
    found += quoted
    at = 0
    for line in text.splitlines(keepends=True):
        if len(line) <= 400 and _FURNITURE.search(line):
            found.append((at, at + len(line)))
        at += len(line)
    for sentence in sentences:
        if _FIRST_PERSON.search(_outside(text, sentence, quoted)):
            found.append((sentence.start, sentence.end))
    merged: list[tuple[int, int]] = []
    for start, end in sorted(span for span in found if span[0] < span[1]):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _outside(text: str, sentence: Span, quoted: Sequence[tuple[int, int]]) -> str:
    """A sentence's characters outside quotations."""
    kept, at = [], sentence.start
    first = max(0, bisect_right(quoted, (sentence.start, sentence.start)) - 1)
    for start, end in quoted[first:]:
        if start >= sentence.end:
            break
        kept.append(text[at : max(at, start)])
        at = max(at, min(end, sentence.end))
    kept.append(text[at : sentence.end])
    return " ".join(kept)


def overlaps(bodies: Sequence[Body]) -> tuple[Overlap, ...]:
    """Pairs of reports that share at least three shingles, in the order of the reports given.

    A report that is all but equal to an earlier one is compared no further: two hundred reprints of one text cost two
    hundred comparisons and not twenty thousand.
    """
    index: dict[tuple[str, ...], list[tuple[int, int]]] = defaultdict(list)
    totals: list[int] = []
    found: list[tuple[int, int, Overlap]] = []
    for number, body in enumerate(bodies):
        places = _shingles(body)
        totals.append(len(places))
        matches: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for shingle, at in places.items():
            for earlier, there in index.get(shingle, ()):
                matches[earlier].append((there, at))
        twin = next((e for e in sorted(matches) if len(matches[e]) >= _TWIN * max(totals[e], len(places))), None)
        if twin is None:
            for shingle, at in places.items():
                index[shingle].append((number, at))
        for earlier in sorted(matches) if twin is None else [twin]:
            if len(pairs := matches[earlier]) >= 3:
                smaller = min(totals[earlier], len(places))
                found.append((earlier, number, _overlap(bodies[earlier], body, pairs, smaller, twin=twin is not None)))
    return tuple(overlap for _, _, overlap in sorted(found, key=lambda row: row[:2]))


def _shingles(body: Body) -> dict[tuple[str, ...], int]:
    """Shingles of a text with the place where each stands first; none crosses what was left out."""
    places: dict[tuple[str, ...], int] = {}
    for at in range(len(body.words) - SHINGLE + 1):
        shingle = body.words[at : at + SHINGLE]
        if "" not in shingle:
            places.setdefault(shingle, at)
    return places


def twins(found: Sequence[Overlap]) -> frozenset[str]:
    """Reports that are all but equal to an earlier one."""
    return frozenset(overlap.b for overlap in found if overlap.twin)


def _overlap(a: Body, b: Body, pairs: Sequence[tuple[int, int]], smaller: int, *, twin: bool) -> Overlap:
    runs = tuple(run for run in _runs(sorted(pairs)) if run.equal >= SHINGLE + 1)
    cover_a = sum(run.equal for run in runs) / max(1, a.size)
    cover_b = sum(run.equal for run in runs) / max(1, b.size)
    return Overlap(
        a.report,
        b.report,
        len(pairs),
        len(pairs) / max(1, smaller),
        runs,
        min(1.0, cover_a),
        min(1.0, cover_b),
        _passages(a, b, runs),
        twin,
    )


def _runs(pairs: Sequence[tuple[int, int]]) -> list[Run]:
    """Equal stretches from matching shingle positions, joined where at most ``_GAP`` words differ on either side."""
    exact: list[tuple[int, int, int]] = []
    for at, there in pairs:
        if (
            exact
            and at == exact[-1][0] + exact[-1][2] - SHINGLE + 1
            and there == exact[-1][1] + exact[-1][2] - SHINGLE + 1
        ):
            start, other, length = exact[-1]
            exact[-1] = (start, other, length + 1)
        else:
            exact.append((at, there, SHINGLE))
    runs: list[Run] = []
    for at, there, length in exact:
        last = runs[-1] if runs else None
        gap_a = at - (last.a + last.length_a) if last else 0
        gap_b = there - (last.b + last.length_b) if last else 0
        if last and -SHINGLE < gap_a <= _GAP and 0 <= gap_b <= _GAP:
            equal = last.equal + length + min(0, gap_a)
            runs[-1] = Run(last.a, last.b, at + length - last.a, there + length - last.b, equal)
        else:
            runs.append(Run(at, there, length, length, length))
    return runs


def _passages(a: Body, b: Body, runs: Sequence[Run]) -> tuple[tuple[Passage, Passage], ...]:
    return tuple(
        (
            Passage(a.report, a.spans[run.a][0], a.spans[run.a + run.length_a - 1][1]),
            Passage(b.report, b.spans[run.b][0], b.spans[run.b + run.length_b - 1][1]),
        )
        for run in runs
    )
