"""What publishers take back: their corrections as printed, and what they withdraw in passing."""

from __future__ import annotations

import re

from whosays.brief.disputes import quote
from whosays.brief.draft import Draft
from whosays.brief.lookup import Index
from whosays.brief.naming import outlet_name
from whosays.brief.selection import Statement
from whosays.brief.sentences import cite
from whosays.brief.stretch import Clause, held_in
from whosays.model import Segment, Span
from whosays.text.printed import sentence_at, trimmed

MOST_SENTENCES = 4  # of one correction
HEAD = re.compile(r"(?:corrections?|corrected|clarifications?|editor['’]s note)\s*[:.–—-]\s*", re.IGNORECASE)
ACTS = r"(?:was|were|is|are|had|has|did|does|withdraws?|retracts?|corrects?)\b"
LEANS = re.compile(
    rf"(?:That|This|These|It|He|She|They)\b(?: \w+){{0,2}}? {ACTS}"
)  # says nothing without the sentence before
GOES_ON = re.compile(
    rf"{LEANS.pattern}|The (?:agency|newspaper|paper|site|website|editors?|report|article|story|item|claim|figure|photograph|picture) {ACTS}"
)


def tell_corrections(draft: Draft, most: int) -> None:
    """Each correction as its publisher printed it, then withdrawn statements that none of the printed sentences holds."""
    for statement in [s for s in draft.every if s.section == "corrected" and not draft.is_told(s)][:most]:
        if draft.is_told(statement):
            continue
        clauses = _as_printed(draft.look, statement)
        words = " ".join(c.words.rstrip(".") + "." for c in clauses)
        words = re.sub(r"\s+", " ", words).replace('"', "'").replace("“", "‘").replace("”", "’")
        act = "reports a withdrawal" if _is_of_a_source(statement) else "corrects itself"
        text = f"{_publisher(draft.look, statement.report)} {act}: “{words}”"
        draft.add(cite(draft.look, text, [statement.main, *(c for k in clauses for c in k.claims)], clauses=clauses))
    for finding in draft.look.record.findings:
        gone = draft.look.claims.get(finding.readings[0].claims[0])
        if finding.kind != "retraction" or gone is None or gone.factuality != "retracted" or gone.id in draft.told:
            continue
        if gone.chain[-1].stance == "denies":
            continue  # a source's, which the publisher only reports
        text = f"{_publisher(draft.look, gone.report)} withdraws what it reported: “{quote(draft.look, [gone])}”"
        draft.add(cite(draft.look, text, [gone], findings=[finding.id]))


def _is_of_a_source(statement: Statement) -> bool:
    """Does a source take its own words back, and not the publisher?"""
    taken = [claim for claim in statement.claims if claim.factuality == "retracted"]
    return bool(taken) and all(claim.chain[-1].stance == "denies" for claim in taken)


def _publisher(look: Index, report: str) -> str:
    return outlet_name(look, report) or "one report"


def _as_printed(look: Index, statement: Statement) -> list[Clause]:
    """The sentences of a correction: of its own paragraph where it has one, else with those that lean on each other."""
    report = look.reports[statement.report]
    segment = next(
        (s for s in report.segments if s.role == "correction" and s.start <= statement.sentence.start < s.end), None
    )
    spans = [trimmed(report.text, statement.sentence)]
    while len(spans) < MOST_SENTENCES:
        before = _neighbour(report.text, spans[0], ahead=False)
        if before is None or not (_inside(segment, before) or LEANS.match(report.text, spans[0].start)):
            break
        spans.insert(0, before)
    while len(spans) < MOST_SENTENCES:
        after = _neighbour(report.text, spans[-1], ahead=True)
        if after is None or not (_inside(segment, after) or GOES_ON.match(report.text, after.start)):
            break
        spans.append(after)
    head = HEAD.match(report.text, spans[0].start, spans[0].end)
    if head:
        spans[0] = Span(head.end(), spans[0].end)
    return [Clause(report.text[s.start : s.end], report.id, s, held_in(look, report.id, s), True) for s in spans]


def _neighbour(text: str, span: Span, *, ahead: bool) -> Span | None:
    """The sentence before or behind one on the same line."""
    line = text.rfind("\n", 0, span.start) + 1, text.find("\n", span.end)
    end = line[1] if line[1] >= 0 else len(text)
    if ahead:
        rest = re.search(r"\w", text[span.end : end])
        at = span.end + rest.start() if rest else end
        return sentence_at(text, at, at + 1) if at < end else None
    rest = re.search(r"\w(?=\W*$)", text[line[0] : span.start])
    return sentence_at(text, line[0] + rest.start(), line[0] + rest.end()) if rest else None


def _inside(segment: Segment | None, span: Span) -> bool:
    return segment is not None and segment.start <= span.start < segment.end
