"""One sentence of the brief from a clause: who says so, and its passages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from whosays.brief.founded import LONGEST_PASSAGE
from whosays.brief.lookup import Index
from whosays.brief.naming import are_many, outlets, speakers
from whosays.brief.selection import voice
from whosays.brief.stretch import Clause, quoted_span
from whosays.brief.wording import inner_case, sentence_case
from whosays.model import BriefSentence, Claim, Passage, Span, Step

POINTED = re.compile(r"\b(?:[A-Za-z]\.){1,5}[A-Za-z]$")  # "at 3 p.m": the last point was taken for a full stop
BESIDE = 40  # characters between a cue and the source it belongs to
DENIES = re.compile(
    r"\b(?:den(?:y|ies|ied|ying|ial)|reject|dismiss|refut|rebut|disput|not true|untrue|false)", re.IGNORECASE
)
# "…, fire officer Ute Gans said": the words name somebody whom no step of the chain has
SAID_INSIDE = re.compile(
    r"^(?:[^\W\d_][\w.'’-]*\s){1,4}(?:said|says|say|alleges?|told)\b"
    r"|,[\"”’]?\s(?:[^,;]{1,80}\s)?(?:said|says|told|added|reported|reports)(?:\s[^,;]{1,60})?$|\baccording to\b",
    re.IGNORECASE,
)


# ------------------------------------------------------------------------------------------------ who says so
def attributed(look: Index, clause: Clause, *, reports: Sequence[str] = (), unnamed: bool = False) -> str:
    """The clause with its source, where it does not name it itself; the outlet's own voice gets the reports' names.

    ``unnamed`` adds once that the report gives no source.
    """
    main = clause.claims[0]
    if main.quote == "direct" and not re.search(r"[“\"]", clause.words) and main.spans and voice(main):
        clause = replace(clause, words=f"“{clause.words}”")
    if clause.names_source:
        return clause.words
    who = speakers(look, main, quoted=quoted_span(main, clause.span))
    if main.factuality == "denied" and DENIES.search(clause.words):
        return clause.words
    if who is not None and main.factuality == "denied":
        return f"{who} denied that {inner_case(look, clause.words)}"
    if who is not None:
        return f"{_comma(clause.words)} {who} said"
    if any(s.role != "outlet" for s in main.chain):
        return clause.words
    if SAID_INSIDE.search(clause.words):
        return clause.words
    where = outlets(look, reports or (clause.report,))
    verb = "say" if are_many(look, reports or (clause.report,)) else "says"
    return f"{_comma(clause.words)} {where} {verb}" + (" without naming a source" if unnamed else "")


def _comma(words: str) -> str:
    """The words with a comma behind them; inside the closing quotation mark, as news English has it."""
    if words and words[-1] in '"”':
        inner = words[:-1].rstrip(" .,")
        return inner + "," + words[-1] if words[-2:-1] not in "!?" else words
    return words + (".," if POINTED.search(words) else ",")


# ------------------------------------------------------------------------------------------------ the sentence itself
def cite(
    look: Index,
    text: str,
    claims: Iterable[Claim],
    *,
    clauses: Sequence[Clause] = (),
    findings: Sequence[str] = (),
    propositions: Sequence[str] = (),
) -> BriefSentence:
    """A sentence with its evidence: the printed stretches, each claim's own characters, then who says it where that stands apart.

    No passage is longer than a sentence.
    """
    ordered = list(dict.fromkeys(claims))
    passages = [Passage(c.report, c.span.start, c.span.end) for c in clauses]
    passages += [Passage(c.report, s.start, s.end) for c in ordered for s in c.spans]
    of_report: dict[str, list[Passage]] = {}
    for passage in passages:
        of_report.setdefault(passage.report, []).append(passage)
    for step, report in ((s, c.report) for c in ordered for s in c.chain):
        frame = _frame(step, report)
        if frame is not None and not any(_within(frame, known) for known in of_report[report]):
            passages.append(frame)
            of_report[report].append(frame)
    short = [p for p in dict.fromkeys(passages) if _fits(look, p)]
    held = {p.id for c in ordered for p in look.propositions.get(c.id, ())} | set(propositions)
    return BriefSentence(
        text=_finished(text),
        claims=tuple(c.id for c in ordered),
        propositions=tuple(p.id for p in look.record.propositions if p.id in held),
        findings=tuple(findings),
        passages=tuple(short),
    )


def _frame(step: Step, report: str) -> Passage | None:
    """The words that say who says it: the cue with the sources beside it ("said the mayor"), so that no lone "said" is cited."""
    if step.cue is None:
        return None
    named = [Span(one.start, one.end) for one in step.sources if one.start is not None and one.end is not None]
    cue = step.cue
    beside = [span for span in named if 0 <= span.start - cue.end <= BESIDE or 0 <= cue.start - span.end <= BESIDE]
    spans = (step.cue, *beside)
    return Passage(report, min(span.start for span in spans), max(span.end for span in spans))


def _within(inner: Passage, outer: Passage) -> bool:
    return inner.report == outer.report and outer.start <= inner.start and inner.end <= outer.end


def _fits(look: Index, passage: Passage) -> bool:
    words = look.reports[passage.report].text[passage.start : passage.end]
    return len(re.findall(r"\w+", words)) <= LONGEST_PASSAGE and "\n" not in words.strip()


def _finished(text: str) -> str:
    """The text with a capital at its head and a full stop at its end."""
    text = sentence_case(re.sub(r"\s+", " ", text).strip())
    text = re.sub(r",([\"”’])$", r".\1", text)
    return text if re.search(r"[.!?][\"”’' ]*$", text) else text + "."
