"""Statements that lean on the sentence before them: a denial of "this", a sentence that begins with "the man"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from whosays.brief.lookup import Index
from whosays.brief.selection import Statement
from whosays.model import Span

Beside = Mapping[tuple[str, Span], Sequence[Statement]]  # the statements of each printed sentence

# A denial that does not say of what: one of a voice is enough.
NO_MATTER = re.compile(
    r"\b(?:this|that|it|them|(?:the|these|those|all|any) (?:claims?|reports?|allegations?|accusations?|charges?|wrongdoing)|wrongdoing)[\s.]*$",
    re.IGNORECASE,
)
SOME_MAN = re.compile(
    r"the (?:man|woman|men|women|boy|girl|couple|pair|two)\b(?! (?:who|in|with|accused|charged)\b)", re.IGNORECASE
)


def is_empty_denial(look: Index, statement: Statement) -> bool:
    """Does a denial say "this", "it" or "the claim", and not what?"""
    return statement.section == "denied" and NO_MATTER.search(look.words(statement.main, statement.extent)) is not None


def leaned_on(look: Index, statement: Statement, beside: Beside) -> Sequence[Statement]:
    """What must be told before a statement: what it denies, or who "the man" is; empty where it stands by itself."""
    if is_empty_denial(look, statement):
        return _before(statement, beside)
    if SOME_MAN.match(look.words(statement.main, statement.extent)):
        return _introduction(look, statement, beside)
    return ()


def _before(statement: Statement, beside: Beside) -> Sequence[Statement]:
    """What the sentence before a statement's own says, in its report."""
    ends = (span for report, span in beside if report == statement.report and span.end <= statement.sentence.start)
    last = max(ends, key=lambda span: span.end, default=None)
    return beside[statement.report, last] if last is not None else ()


def _introduction(look: Index, statement: Statement, beside: Beside) -> Sequence[Statement]:
    """What the sentence says that brings in "the man"; a headline brings in nobody."""
    found = look.mentioned(statement.report, statement.extent.start, statement.sentence.end)[:1]
    places = sorted(m.start for _, who in found for m in look.entities[who].mentions if m.report == statement.report)
    for place in places:
        said = [
            s
            for (report, span), held in beside.items()
            if report == statement.report and span.start <= place < span.end
            for s in held
        ]
        if said:
            return said if statement not in said else _before(statement, beside)
    return ()
