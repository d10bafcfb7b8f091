"""Passages that are no English prose, and what makes a text hard to read: set aside or left as they are, and said in a notice."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator

from whosays.ingest.language import foreign_language, language_name
from whosays.model import Notice, Segment
from whosays.text.turns import UNNAMED, is_transcript, speaker_in_front

PLACES = frozenset(
    {"body", "dek", "caption", "boilerplate"}
)  # zones where a passage may stand that is no English prose
ROWS = 2  # lines of columns that make a table
WORDS_OF_CELL = 5  # on average at most; a longer cell is prose
SHOUTED, LETTERS = 0.8, 150  # share of capitals, of at least so many letters
BROKEN, BROKEN_WORDS = 0.04, 5  # share and number of words with a digit between letters
_LINE = re.compile(r"[^\r\n\u2028\u2029]+")
_COLUMNS = re.compile(r"\t|\||(?<=\S) {3,}(?=\S)")
_WORD = re.compile(r"\w+")
_MIXED = re.compile(r"[^\W\d_]\d[^\W\d_]|^\d[^\W\d_]{3}|[^\W\d_]{3}\d$")
Passage = tuple[int, int]


def set_aside(text: str, segments: tuple[Segment, ...]) -> tuple[tuple[Segment, ...], list[str]]:
    """The zones with tables and foreign passages as boilerplate, which is not read; a message for each."""
    lines = [
        (segment.start + line.start(), segment.start + line.end())
        for segment in segments
        if segment.role in PLACES
        for line in _LINE.finditer(text[segment.start : segment.end])
    ]
    tables = list(_tables(text, lines))
    starts = [start for start, _, _ in tables]
    prose = [line for line in lines if not (at := bisect_right(starts, line[0])) or tables[at - 1][1] <= line[0]]
    foreign = list(_foreign(text, prose))
    messages = [
        *(f"characters {start}–{end} are a table of {rows} lines and are not read" for start, end, rows in tables),
        *(f"characters {start}–{end} are in {language_name(code)} and are not read" for start, end, code in foreign),
    ]
    return _without(segments, sorted((start, end) for start, end, _ in (*tables, *foreign))), messages


def hard_to_read(text: str, segments: Iterable[Segment]) -> Iterator[str]:
    """Why a text is read less surely than others: capitals throughout, a transcript, words broken by a scanner."""
    prose = "\n".join(text[segment.start : segment.end] for segment in segments if segment.role in ("body", "headline"))
    counts = Counter(prose)
    letters = sum(count for character, count in counts.items() if character.isalpha())
    capitals = sum(count for character, count in counts.items() if character.isupper() and character.isalpha())
    if letters >= LETTERS and capitals >= SHOUTED * letters:
        yield "it is written in capitals; names and claims are found less surely"
    labels = [front[0] for line in _LINE.finditer(prose) if (front := speaker_in_front(line[0]))]
    if is_transcript(labels):
        unknown = "; who Q and A are is not read" if UNNAMED & set(labels) else ""
        yield f"{len(labels)} lines begin with a speaker, as in a transcript, and are read as that speaker's words{unknown}"
    words = _WORD.findall(prose)
    broken = sum(bool(_MIXED.search(word)) for word in words if not word.isalpha())
    if broken >= BROKEN_WORDS and broken >= BROKEN * len(words):
        yield f"{broken} of {len(words)} words hold a digit among letters, as after scanning; correct them to have all of it read"


def _tables(text: str, lines: list[Passage]) -> Iterator[tuple[int, int, int]]:
    """(start, end, number of lines) of rows of columns that follow each other."""
    run: list[Passage] = []
    for line in (*lines, None):
        if line is not None and _is_row(text[line[0] : line[1]]):
            run.append(line)
            continue
        if len(run) >= ROWS:
            yield run[0][0], run[-1][1], len(run)
        run = []


def _is_row(line: str) -> bool:
    if "\t" not in line and "|" not in line and "   " not in line:
        return False
    cells = [cell for cell in _COLUMNS.split(line) if cell.strip()]
    rule = bool(line.strip()) and not line.strip(" \t|-+=:")
    return (len(_COLUMNS.findall(line)) >= 2 and rule) or (
        len(cells) >= 3 and sum(len(cell.split()) for cell in cells) <= WORDS_OF_CELL * len(cells)
    )


def _foreign(text: str, lines: list[Passage]) -> Iterator[tuple[int, int, str]]:
    """(start, end, language) of lines in another language; lines of one language that follow each other are one passage."""
    last: tuple[int, int, str] | None = None
    for start, end in lines:
        code = foreign_language(text[start:end])
        if last is not None and code == last[2]:
            last = (last[0], end, last[2])
            continue
        if last is not None:
            yield last
        last = (start, end, code) if code else None
    if last is not None:
        yield last


def _without(segments: tuple[Segment, ...], passages: list[Passage]) -> tuple[Segment, ...]:
    """The zones with these passages, which may run over several, cut out as boilerplate."""
    found: list[Segment] = []
    ends = [last for _, last in passages]
    for segment in segments:
        start = segment.start
        at = bisect_right(ends, start) if segment.role in PLACES else len(passages)
        while at < len(passages) and passages[at][0] < segment.end:
            (first, last), at = passages[at], at + 1
            first, stop = max(first, start), min(last, segment.end)
            found += [Segment(start, first, segment.role)] if start < first else []
            found.append(Segment(first, stop, "boilerplate"))
            start = stop
        found += [Segment(start, segment.end, segment.role)] if start < segment.end else []
    return tuple(found)


def notices(messages: Iterable[str], *, report: str, source: str) -> list[Notice]:
    """The messages as notices on a report."""
    return [Notice("other", report, source, f"{source}: {message}") for message in messages]
