"""Quotation marks: which characters of a report are quoted."""

from __future__ import annotations

import re

from whosays.model import Report, Span

# Two apostrophes, and two back-quotes, are how wire services without typographic marks print a double one.
MARK = re.compile(r"[\r\n“«„”»\"]|''|``")
PAIRED = re.compile(r"``([^`\n]{0,2000}?)''")
SENTENCE_BEFORE = re.compile(r"\w[.!?…] $")
OPENING, CLOSING, STRAIGHT = ("“", "«", "„", "``"), ("”", "»"), ('"', "''")


def quoted_spans(report: Report) -> tuple[Span, ...]:
    """Quoted stretches of a report, marks excluded; a quotation does not run over a paragraph's end.

    A second mark that opens ends the quotation before it, whose own end was forgotten.
    """
    found: list[Span] = []
    start: int | None = None
    for match in MARK.finditer(report.text):
        mark = match.group()
        again = start is not None and _opens_again(report.text, match)
        opens = mark in OPENING or (mark in STRAIGHT and (start is None or again))
        if start is not None and start < match.start() and (again or not opens):
            found.append(Span(start, match.start() - again))
        start = match.end() if opens else None
    return tuple(found)


def typographic(words: str) -> str:
    """The words with the double marks of wire services as the printed ones: two back-quotes and two apostrophes."""
    return PAIRED.sub(r"“\1”", words).replace("``", "“").replace("''", '"')


def _opens_again(text: str, mark: re.Match[str]) -> bool:
    """Does a mark stand between the end of a sentence and the capital of the next: ``we ran. "They shouted``?"""
    before, behind = text[max(0, mark.start() - 3) : mark.start()], text[mark.end() : mark.end() + 1]
    return SENTENCE_BEFORE.search(before) is not None and behind.isupper()
