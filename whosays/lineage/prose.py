"""A report's own prose: its words without quotations, statements, captions, credits and page furniture.

Unrelated reports of one event share all of those; what is left are words that a writer chose.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from whosays.model import Reading, Segment, Span
from whosays.remembered import LastMade

SHINGLE = 5
_WORD = re.compile(r"[^\W_]+(?:['’.,-][^\W_]+)*")
_QUOTED = re.compile(
    r"“[^”]{0,1500}”?|\"[^\"\n]{0,1500}\"|‘[^‘\n]{3,1500}?’(?![\w])|(?<![\w’'])'(?=\w)[^\n]{3,1500}?(?<=[\w.,!?])'(?!\w)"
)
_OPEN_QUOTE = re.compile(r"^[\"'‘](?=[A-Z])[^\n]+", re.MULTILINE)
_FIRST_PERSON = re.compile(
    r"\b(?:I|I'm|I’m|I've|I’ve|[Mm]y|[Ww]e|[Oo]ur|me|us)\b|pic\.twitter\.com|https?://t\.co|(?<!\w)@\w+|#\w+"
)
_POSTED = re.compile(r"[—–-]\s?[^\n]{1,60}\(@\w+\)")  # the signature under an embedded post
_FURNITURE = re.compile(
    r"copyright|©|all rights reserved|advertisement|continue reading|read more|read or share|sign up|subscribe|follow us"
    r"|click here|scroll down|contributed to this|external links|terms of use|privacy policy|transcripts are created",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Body:
    """Words of a report's own prose: normalised forms with their characters; an empty form breaks the prose.

    ``free`` marks the words that are neither name nor figure.
    """

    report: str
    words: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    free: tuple[bool, ...]
    size: int


BODIES: LastMade[Body] = LastMade()


def bodies_of(readings: Sequence[Reading], *, sentences: Sequence[Sequence[Span]]) -> list[Body]:
    """The reports' own prose; words that any report of the story has in quotation marks are a quotation in all of them.

    One outlet prints a statement between quotation marks, the next as an indented block or an embedded post.
    """
    told = frozenset(shingle for reading in readings for shingle in _quoted(reading.report.text))
    bodies = (
        _unquoted(_body_of(reading, sentences=spans), told) for reading, spans in zip(readings, sentences, strict=True)
    )
    return [BODIES.same(body.report, body) for body in bodies]


@lru_cache(maxsize=1024)
def _quoted(text: str) -> frozenset[tuple[str, ...]]:
    """Every five words in a row that a text has in quotation marks."""
    found = ((_plain(m.group()) for m in _WORD.finditer(text, start, end)) for start, end in quotations(text))
    return frozenset(shingle for words in found for shingle in _series(tuple(words)))


def _series(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    return (words[at : at + SHINGLE] for at in range(len(words) - SHINGLE + 1))


def _plain(word: str) -> str:
    return word.lower().replace("’", "'")


def _unquoted(body: Body, told: frozenset[tuple[str, ...]]) -> Body:
    """A body whose words are blanked where five in a row stand in a quotation of the story."""
    words = list(body.words)
    for at in [at for at, shingle in enumerate(_series(body.words)) if shingle in told]:
        words[at : at + SHINGLE] = [""] * SHINGLE
    return replace(body, words=tuple(words), size=sum(bool(word) for word in words))


def whole_body(reading: Reading) -> Body:
    """The report's words with its quotations; captions, credits and page furniture are left out."""
    report = reading.report
    return _words(report.id, report.text, tuple(_zones(report.text, report.segments)))


def _body_of(reading: Reading, *, sentences: Sequence[Span]) -> Body:
    """The report's own prose as words, without quotations, statements, captions, credits and page furniture."""
    report = reading.report
    return _words(report.id, report.text, _barred(report.text, report.segments, tuple(sentences)))


@lru_cache(maxsize=512)
def _words(report: str, text: str, barred: tuple[tuple[int, int], ...]) -> Body:
    words: list[str] = []
    spans: list[tuple[int, int]] = []
    at = 0
    for match in _WORD.finditer(text):
        while at < len(barred) and barred[at][1] <= match.start():
            at += 1
        hidden = at < len(barred) and barred[at][0] < match.end()
        if not hidden:
            words.append(_plain(match.group()))
            spans.append(match.span())
        elif words and words[-1]:
            words.append("")
            spans.append(match.span())
    free = tuple(text[start].islower() for start, _ in spans)
    return Body(report, tuple(words), tuple(spans), free, sum(bool(word) for word in words))


def _zones(text: str, segments: Sequence[Segment]) -> list[tuple[int, int]]:
    """Headline, captions, credits and page furniture, sorted and merged."""
    found = [(s.start, s.end) for s in segments if s.role != "body"]
    if not any(s.role == "headline" for s in segments):
        found.append((0, text.find("\n") + 1))
    at = 0
    for line in text.splitlines(keepends=True):
        if (len(line) <= 400 and _FURNITURE.search(line)) or _POSTED.search(line):
            found.append((at, at + len(line)))
        at += len(line)
    return _merged(found)


@lru_cache(maxsize=1024)
def _barred(text: str, segments: tuple[Segment, ...], sentences: tuple[Span, ...]) -> tuple[tuple[int, int], ...]:
    """Stretches that are not the report's own prose, sorted and merged."""
    quoted = quotations(text)
    told = [s for s in sentences if _FIRST_PERSON.search(_outside(text, s, quoted))]
    return tuple(_merged([*_zones(text, segments), *quoted, *((s.start, s.end) for s in told)]))


def _merged(found: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(span for span in found if span[0] < span[1]):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


@lru_cache(maxsize=1024)
def quotations(text: str) -> tuple[tuple[int, int], ...]:
    """Quotations, also one that opens a line and is closed only in a later paragraph, to the end of its line."""
    found = [match.span() for match in _QUOTED.finditer(text)]
    starts = {start for start, _ in found}
    found += [m.span() for m in _OPEN_QUOTE.finditer(text) if m.start() not in starts]
    return tuple(sorted(found))


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
