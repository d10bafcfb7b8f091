"""What the reports disagree about: both sides in their printed words, and the computation."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from whosays.brief.lookup import Index
from whosays.brief.naming import outlets, speakers
from whosays.brief.sentences import cite
from whosays.brief.wording import sentence_at, sentence_case, trimmed
from whosays.model import BriefSentence, Claim, Finding, FindingKind, Side, Span

LONGEST_COMPUTATION = 45  # words; a longer one stays in the finding
OPENINGS: Mapping[FindingKind, str] = {
    "contradiction": "The reports contradict each other",
    "tension": "The reports differ, though both may hold",
    "update": "The account was updated",
    "headline-stronger": "The headline is firmer than the text",
    "hedge-dropped": "One report drops a reservation that another has",
    "misattribution": "The same words are given to different people",
}


def dispute(look: Index, finding: Finding) -> tuple[tuple[BriefSentence, ...], ...]:
    """Sentences for a finding, each with its alternatives, fullest first; none for kinds that other sections tell."""
    opening = OPENINGS.get(finding.kind)
    sides = [(side, claim) for side in finding.readings if (claim := _speaking(look, side)) is not None]
    if opening is None or len(sides) < 2:
        return ()
    told = [_side(look, side, claim, first=number == 0) for number, (side, claim) in enumerate(sides)]
    claims = [claim for _, claim in sides]
    cited = [*claims, *(look.claims[i] for side in finding.readings for i in side.claims if i in look.claims)]
    both = f"{opening}. {sentence_case('; '.join(told))}"
    shown = finding.computation.strip().rstrip(".")
    reading = [f"{both}. Both hold if {finding.reconciled_by.strip().rstrip('.')}"] if finding.reconciled_by else []
    brief = [cite(look, text, cited, findings=[finding.id]) for text in reading]
    brief += [cite(look, both, cited, findings=[finding.id]), cite(look, both, claims, findings=[finding.id])]
    if shown and len(shown.split()) <= LONGEST_COMPUTATION:
        heading = "The arithmetic" if finding.slot in ("number", "time") else "The grounds"
        return (tuple(brief), (cite(look, f"{heading}: {shown}", claims, findings=[finding.id]),))
    return (tuple(brief),)


def _speaking(look: Index, side: Side) -> Claim | None:
    """The claim that a side is quoted by: in the body, the shortest that holds the side's numbers."""
    claims = [look.claims[i] for i in side.claims if i in look.claims]
    figures = set(re.findall(r"\d+", side.answer))
    return min(
        claims,
        key=lambda c: (
            c.zone in ("headline", "dek", "caption"),
            not figures & set(re.findall(r"\d+", quote(look, [c]))),
            len(quote(look, [c])),
            c.id,
        ),
        default=None,
    )


def quote(look: Index, claims: Sequence[Claim]) -> str:
    """The printed words from the first to the last character of claims of one sentence, quotation marks taken out."""
    text = look.reports[claims[0].report].text
    ends = [s.start for c in claims for s in c.spans], [s.end for c in claims for s in c.spans]
    span = trimmed(text, Span(min(ends[0]), max(ends[1])))
    words = re.sub(r"\s+", " ", text[span.start : span.end]).strip('"“” ')
    return words.replace('"', "'").replace("“", "‘").replace("”", "’")


def _side(look: Index, side: Side, claim: Claim, *, first: bool) -> str:
    """One side: who says it, in which reports, and the words."""
    text = look.reports[claim.report].text
    sentence = sentence_at(text, claim.spans[0].start, claim.spans[-1].end)
    beside = [c for i in side.claims if (c := look.claims.get(i)) is not None and c.report == claim.report]
    words = f"“{quote(look, [c for c in beside if sentence.contains(c.spans[0])] or [claim])}”"
    reports = [look.claims[i].report for i in side.claims if i in look.claims]
    who, where = speakers(look, claim), outlets(look, sorted(set(reports), key=reports.index))
    if where == "one report" and not first:
        where = "the other report" if len(look.record.reports) == 2 else "another report"
    return f"{who} ({where}): {words}" if who is not None else f"{where}: {words}"
