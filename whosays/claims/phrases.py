"""A phrase that makes a claim, before its arguments are read: the word that carries it and the words that belong to it."""

from __future__ import annotations

from dataclasses import dataclass

from whosays.model import Parse, Span
from whosays.text.brackets import closed


@dataclass(frozen=True, slots=True)
class Phrase:
    """``head`` carries the event or state, ``verb`` the finite verb it hangs on (often the same), ``words`` are its tokens;
    ``subject`` is the token that acts, also where another clause prints it; ``detached`` phrases are taken from the clause around."""

    head: int
    verb: int
    words: tuple[int, ...]
    subject: int | None
    condition: tuple[int, ...] = ()
    detached: bool = False


def spans_of(parse: Parse, words: tuple[int, ...]) -> tuple[Span, ...]:
    """Contiguous stretches of words, cut of outer punctuation; a gap of mere punctuation does not break a stretch."""
    runs: list[list[int]] = []
    for index in words:
        if runs and _joined(parse, runs[-1][-1], index):
            runs[-1].append(index)
        else:
            runs.append([index])
    out = []
    for run in runs:
        first, last = 0, len(run)
        while first < last and not _counts(parse, run[first]):
            first += 1
        while last > first and not _counts(parse, run[last - 1]):
            last -= 1
        if first < last:
            span = Span(parse.tokens[run[first]].start, parse.tokens[run[last - 1]].end)
            out.append(closed(parse.report.text, span))
    return tuple(out)


def _joined(parse: Parse, left: int, right: int) -> bool:
    return right == left + 1 or all(parse.tokens[between].pos == "PUNCT" for between in range(left + 1, right))


def _counts(parse: Parse, index: int) -> bool:
    """Punctuation and a bare conjunction do not open or close a claim."""
    text = parse.tokens[index].text
    return text.isalnum() or any(char.isalnum() or char == "%" for char in text)
