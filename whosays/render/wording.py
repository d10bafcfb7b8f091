"""How reports, chains and counts are worded, in every format alike."""

from __future__ import annotations

from collections.abc import Iterable

from whosays.model import ALARMS, Claim, Finding, NoticeKind, Opinion, Passage, Record, Report, Source, Span, Step
from whosays.render.intervals import when
from whosays.render.lines import on_one_line as on_one_line
from whosays.render.lines import visible as visible
from whosays.render.story import Story
from whosays.text.lists import listed as listed
from whosays.text.stretches import words_in

QUOTATION_MARKS = frozenset({'"', "“", "”", "«", "»", "„"})
# Kinds that say the reports cannot, or can hardly, all be right; the other shown kinds are points to look at.
KIND_WORDS = {
    "contradiction": "contradiction",
    "tension": "tension",
    "update": "later figure",
    "retraction": "retraction",
    "denial-omitted": "denial left out",
    "hedge-dropped": "caution dropped",
    "headline-stronger": "headline stronger than text",
    "misattribution": "wrong source named",
    "derived": "derived",
    "consistent": "no conflict",
}
OPINION_WORDS = {
    "same": "the same",
    "refines": "the same, one of them more narrowly",
    "contradicts": "a contradiction",
    "in-tension": "a tension",
    "supersedes": "an earlier and a later state",
    "unrelated": "two matters",
}
NOTICE_WORDS: dict[NoticeKind, str] = {
    "refused": "refused",
    "truncated": "cut",
    "duplicate": "given twice",
    "date-clash": "dates clash",
    "hidden-text": "hidden text",
    "homoglyph": "letters that look alike",
    "other": "note",
}
SAID_BY = {
    "asserts": "said by",
    "denies": "denied by",
    "doubts": "doubted by",
    "declines": "no comment from",
    "expects": "expected by",
}
ROW = 4  # numbers that are shown as a range


def count(number: int, singular: str, plural: str | None = None) -> str:
    """A number and its noun: "1 report", "2 reports"."""
    return f"{number} {singular if number == 1 else plural or singular + 's'}"


def opinion(one: Opinion) -> str:
    """What a language model said of two claims, with its name: "mini-3b reads two matters"."""
    said = OPINION_WORDS.get(one.label or "unsure")
    return f"{one.model} reads {said}" if said else f"{one.model} is unsure"


def references(marks: Iterable[int]) -> tuple[str, ...]:
    """Numbers of passages as a reader wants them, in order, four and more in a row as one: "3", "7–12"."""
    runs: list[list[int]] = []
    for mark in sorted(set(marks)):
        if runs and mark == runs[-1][-1] + 1:
            runs[-1].append(mark)
        else:
            runs.append([mark])
    short = ([f"{run[0]}–{run[-1]}"] if len(run) >= ROW else [str(mark) for mark in run] for run in runs)
    return tuple(one for row in short for one in row)


def independent(number: int) -> str:
    """How many independent sources stand behind a statement, for a reader: none is said in words."""
    return count(number, "independent source") if number else "no independent source named"


# ------------------------------------------------------------------------------------------------ reports
def citation(story: Story, report: Report) -> str:
    """Outlet, time and address, as they stand behind a quotation."""
    value = report.published.value
    parts = [story.labels[report.id], when(value, value, None) if value else "undated", report.url]
    return ", ".join(on_one_line(part) for part in parts if part)


def words_of(story: Story, report: str, spans: Iterable[Span | Passage]) -> str:
    """The exact words of spans of one report; between two stretches stands "…"."""
    return words_in(story.texts.get(report, ""), spans)


def in_marks(words: str) -> str:
    """Words of a report between quotation marks; those that begin or end on one of their own stand as they are."""
    return words if words[:1] in QUOTATION_MARKS or words[-1:] in QUOTATION_MARKS else f"“{words}”"


def origins(record: Record) -> int:
    """How many origins the reports go back to: named ones of the lineage, and each report that stands in no group."""
    grouped = {report for group in record.lineage.groups for report in group.reports}
    return len({group.origin for group in record.lineage.groups}) + sum(
        1 for report in record.reports if report.id not in grouped
    )


def disagreements(record: Record) -> tuple[Finding, ...]:
    """Shown contradictions and tensions."""
    return tuple(finding for finding in record.findings if finding.shown and finding.kind in ALARMS)


def other_points(record: Record) -> tuple[Finding, ...]:
    """The other shown findings: updates, omitted denials, dropped hedges …"""
    return tuple(finding for finding in record.findings if finding.shown and finding.kind not in ALARMS)


def counts(record: Record) -> tuple[str, ...]:
    """The header's figures: reports, independent origins, disagreements, other points."""
    found, other = len(disagreements(record)), len(other_points(record))
    figures = [
        count(len(record.reports), "report"),
        count(origins(record), "independent origin"),
        count(found, "disagreement") if found else "no disagreement found",
    ]
    if other:
        figures.append(count(other, "other point") + " to check")
    return tuple(figures)


def published(record: Record) -> str | None:
    """The days between which the reports came out."""
    first, last = record.story.first_published, record.story.last_published
    return when(first, last, None) if first or last else None


# ------------------------------------------------------------------------------------------------ who says so
def chain(story: Story, claim: Claim) -> str:
    """Who says so, outlet first: "Harbour Post ← Coastal Agency ← Transport Ministry (denies)"."""
    steps = [step_name(story, claim, step) for step in claim.chain]
    return " ← ".join(steps or [story.labels.get(claim.report, claim.report)])


def chain_at(story: Story, claims: Iterable[str], passage: Passage) -> str:
    """Who says what a passage prints: the chain of the claim among these that begins in it, else the report's label."""
    held = (story.claims[one] for one in claims if one in story.claims)
    claim = next(
        (c for c in held if c.report == passage.report and passage.start <= c.spans[0].start < passage.end), None
    )
    return chain(story, claim) if claim else story.labels.get(passage.report, passage.report)


def source_name(story: Story, source: Source) -> str | None:
    """A source by the name of its entity, else as it is printed; ``None`` where it has neither."""
    return story.names.get(source.entity or "") or source.name


def step_name(story: Story, claim: Claim, step: Step) -> str:
    """The sources of one step, with their stance where it is not to assert; the unnamed are called so."""
    sources = []
    for source in step.sources:
        name = source_name(story, source)
        if name is None and step.role == "outlet":
            name = story.labels.get(claim.report, claim.report)
        elif name is None:
            cue = source.cue or step.cue
            said = f" (“{on_one_line(words_of(story, claim.report, [cue]))}”)" if cue else ""
            name = f"unnamed source{said}"
        sources.append(name)
    stance = "" if step.stance == "asserts" else f" ({step.stance})"
    return (listed(sources) or "unnamed source") + stance
