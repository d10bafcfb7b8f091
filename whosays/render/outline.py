"""The brief as an editor reads it, before any format: sections of sentences, quotations, disputes and lines."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from itertools import groupby

from whosays.model import Claim, Finding, Passage, Proposition, Record, Stance
from whosays.render import View, intervals, listings, wording
from whosays.render.blocks import (
    Answer,
    Dispute,
    Line,
    Paragraph,
    Quotation,
    Section,
    Sentence,
    Voice,
    evidence,
    quotation,
)
from whosays.render.layers import layers
from whosays.render.story import Story, story_of
from whosays.render.worded import of_proposition

PARAGRAPH = 4  # sentences of the brief that stand in one paragraph
LISTED = 12  # lines of a list in the brief; how many more there are is said
VOICES = 4  # claims quoted for each side of a dispute in the brief
LONGEST_PASSAGE = 60  # words, as the record's contract has it
SENTENCE_END = re.compile(r"""(?<![A-Z])[.!?]["'”’)]*\s|[\r\n]""")  # the "U.S. officials said" goes on
STRENGTH = ("expected", "possible", "probable", "conditional", "hypothetical", "unconfirmed")


def outline(record: Record, view: View) -> tuple[Section, ...]:
    """The sections of one view, empty ones left out."""
    views: dict[View, Callable[[Story], tuple[Section, ...]]] = {
        "brief": _brief_view,
        "claims": listings.claims,
        "findings": _findings_view,
        "timeline": lambda story: (listings.timeline(story), listings.shared_events(story)),
        "cast": lambda story: (listings.cast(story),),
        "sources": listings.sources,
        "report": layers,
    }
    return tuple(section for section in views[view](story_of(record)) if section.blocks or section.note)


def _brief_view(story: Story) -> tuple[Section, ...]:
    return (
        Section(None, paragraphs(story), None if story.record.brief.sentences else "The reports yield no brief."),
        Section("Passages", passages(story)),
        Section("Disputed", disputes(story, wording.disagreements(story.record), voices=VOICES)),
        Section("To check", disputes(story, wording.other_points(story.record), voices=VOICES)),
        _short("Denied, expected, unconfirmed", guarded(story)),
        _only_one(story),
        listings.timeline(story, brief=True),
        listings.reports(story),
        listings.decisions(story),
        listings.opinions(story),
        listings.notices(story),
    )


def _findings_view(story: Story) -> tuple[Section, ...]:
    silent = [finding for finding in story.record.findings if not finding.shown]
    return (
        Section("Disputed", disputes(story, wording.disagreements(story.record))),
        Section("To check", disputes(story, wording.other_points(story.record))),
        Section("Checked, no alarm", disputes(story, silent)),
        Section(None, (), None if story.record.findings else "Nothing to compare was found."),
    )


# ------------------------------------------------------------------------------------------------ the brief
def cited(story: Story) -> tuple[tuple[Passage, ...], ...]:
    """For each sentence of the brief the passages that are shown: what stands together in a report is shown as one.

    A clause and the "ministry said" behind it are two passages of the record and one for the reader; a passage inside
    another, also of another sentence, is shown by the longer one.
    """
    folded = [_folded(story, sentence.passages) for sentence in story.record.brief.sentences]
    longest: dict[Passage, Passage] = {}
    outer: dict[str, Passage] = {}
    every = {passage for passages in folded for passage in passages}
    for passage in sorted(every, key=lambda passage: (passage.report, passage.start, -passage.end)):
        held = outer.get(passage.report)
        if held is None or passage.end > held.end:
            outer[passage.report] = held = passage
        longest[passage] = held
    return tuple(tuple(dict.fromkeys(longest[passage] for passage in passages)) for passages in folded)


def _folded(story: Story, passages: Iterable[Passage]) -> tuple[Passage, ...]:
    """Passages of one sentence, neighbours joined, in the order in which their reports are first cited."""
    by_report: dict[str, list[Passage]] = {}
    for passage in passages:
        by_report.setdefault(passage.report, []).append(passage)
    found: list[Passage] = []
    for report, given in by_report.items():
        given.sort()
        joined = [given[0]]
        for passage in given[1:]:
            last = joined[-1]
            if passage.start <= last.end or _neighbours(story.texts.get(report, ""), last, passage):
                joined[-1] = Passage(report, last.start, max(last.end, passage.end))
            else:
                joined.append(passage)
        found.extend(joined)
    return tuple(found)


def _neighbours(text: str, first: Passage, second: Passage) -> bool:
    """Do two passages stand in one sentence, and are they together no longer than a passage may be?"""
    between = text[first.end : second.start]
    return SENTENCE_END.search(between) is None and len(text[first.start : second.end].split()) <= LONGEST_PASSAGE


def marks(story: Story) -> dict[Passage, int]:
    """Numbers of the brief's passages, in the order they are first cited."""
    shown = (passage for passages in cited(story) for passage in passages)
    return {passage: number for number, passage in enumerate(dict.fromkeys(shown), 1)}


def paragraphs(story: Story) -> tuple[Paragraph, ...]:
    """The brief's sentences; every finding stands in a paragraph of its own, and a line on origins behind what it counts."""
    numbers = marks(story)
    pairs = zip(story.record.brief.sentences, cited(story), strict=True)
    found: list[Paragraph] = []
    for _, run in groupby(pairs, key=lambda pair: pair[0].findings):
        said: list[Sentence] = []
        told: set[str] = set()
        for sentence, passages in run:
            if len(said) >= PARAGRAPH and not told.issuperset(sentence.claims):
                found.append(Paragraph(tuple(said)))
                said = []
            said.append(Sentence(sentence.text, tuple(numbers[one] for one in passages)))
            told.update(sentence.claims)
        found.append(Paragraph(tuple(said)))
    return tuple(found)


def passages(story: Story) -> tuple[Quotation, ...]:
    """The brief's passages in their order, each with its exact words."""
    return tuple(quotation(story, passage, mark) for passage, mark in marks(story).items())


# ------------------------------------------------------------------------------------------------ findings
def disputes(story: Story, findings: Iterable[Finding], *, voices: int | None = None) -> tuple[Dispute, ...]:
    """Findings with the words of each side, at most so many claims for a side."""
    return tuple(_dispute(story, finding, voices) for finding in findings)


def _dispute(story: Story, finding: Finding, voices: int | None) -> Dispute:
    answers = []
    for side in finding.readings:
        given = [story.claims[one] for one in side.claims if one in story.claims and story.claims[one].spans]
        quoted = tuple(
            Voice(wording.chain(story, claim), evidence(story, claim), _as_of(story, claim)) for claim in given[:voices]
        )
        independent = wording.independent(side.independent_sources)
        answers.append(Answer(side.answer, independent, quoted, len(given) - len(quoted)))
    return Dispute(
        id=finding.id,
        kind=wording.KIND_WORDS[finding.kind],
        slot=finding.slot,
        question=finding.question,
        answers=tuple(answers),
        computation=finding.computation,
        reconciled_by=finding.reconciled_by,
        outside=tuple(f"{outside.fact} ({outside.source})" for outside in finding.outside),
        opinions=tuple(
            wording.opinion(one) for one in story.record.opinions if one.finding == finding.id and one.label
        ),
    )


def _as_of(story: Story, claim: Claim) -> str | None:
    """When a claim was true as worded, or the day its report came out."""
    if claim.as_of and (own := intervals.as_of(claim.as_of)):
        return f"as of {own}"
    value = next((r.published.value for r in story.record.reports if r.id == claim.report), None)
    return f"printed {intervals.when(value, value, None)}" if value else None


# ------------------------------------------------------------------------------------------------ propositions
def guarded(story: Story) -> tuple[Line, ...]:
    """What is denied, retracted or superseded, and what is stated only as expected, possible, unconfirmed …"""
    found = [(word, proposition) for proposition in story.record.propositions if (word := guard(story, proposition))]
    order = ("denied", "retracted", "superseded", *STRENGTH)
    found.sort(key=lambda pair: (order.index(pair[0]), *prominence(story, pair[1])))
    return _lines(story, found)


def guard(story: Story, proposition: Proposition) -> str | None:
    """The word that keeps a statement from being read as a fact, if it needs one."""
    if proposition.status in ("denied", "retracted", "superseded"):
        return proposition.status
    worded = {story.claims[one].factuality for one in proposition.claims if one in story.claims}
    if len(worded) == 1 and (only := worded.pop()) != "certain":
        return only
    return "unconfirmed" if proposition.status == "unconfirmed" else None


def who_says(story: Story, proposition: Proposition) -> str:
    """Origins with their stance, and the reports that print it: "denied by Transport Ministry; in Harbour Post"."""
    stances: dict[Stance, list[str]] = {}
    for origin in proposition.origins:
        stances.setdefault(origin.stance, []).append(origin.name)
    said = [f"{wording.SAID_BY[stance]} {wording.listed(dict.fromkeys(names))}" for stance, names in stances.items()]
    return "; ".join([*said, f"in {wording.listed(printed_by(story, proposition))}"])


def printed_by(story: Story, proposition: Proposition) -> tuple[str, ...]:
    """Labels of the reports that hold its claims, as they came out."""
    holding = {story.claims[one].report for one in proposition.claims if one in story.claims}
    return tuple(label for report, label in story.labels.items() if report in holding)


def _only_one(story: Story) -> Section:
    """What a single report has, when there are others that could have it."""
    if len(story.record.reports) == 1:
        return Section("Only one report", (), "One report was given: nothing in it can be corroborated.")
    told = {claim for sentence in story.record.brief.sentences for claim in sentence.claims}
    alone = [
        proposition
        for proposition in story.record.propositions
        if proposition.status in ("single-source", "unattributed")
        and len(printed_by(story, proposition)) == 1
        and told.isdisjoint(proposition.claims)
        and guard(story, proposition) is None
    ]
    alone.sort(key=lambda proposition: prominence(story, proposition))
    guards = {line.text for line in guarded(story)}
    lines = _lines(story, [(None, proposition) for proposition in alone])
    return _short("Only one report has", (line for line in lines if line.text not in guards))


def _lines(story: Story, given: Iterable[tuple[str | None, Proposition]]) -> tuple[Line, ...]:
    """A line for each statement that can be read by itself; two that stand in one printed sentence are one."""
    found: dict[str, Line] = {}
    for word, proposition in given:
        words = of_proposition(story, proposition, clauses=word in STRENGTH)
        if words is not None:
            found.setdefault(words, Line(word, words, who_says(story, proposition), proposition.id))
    whole = " \n ".join(found)
    return tuple(line for words, line in found.items() if whole.count(words) == 1)


def prominence(story: Story, proposition: Proposition) -> tuple[int, float]:
    """How much the reports make of a statement, ascending: more reports, then nearer the top of one."""
    places: dict[str, float] = {}
    for claim in (story.claims[one] for one in proposition.claims if one in story.claims):
        share = (
            min(span.start for span in claim.spans) / max(len(story.texts.get(claim.report, "")), 1)
            if claim.spans
            else 1.0
        )
        places[claim.report] = min(share, places.get(claim.report, 1.0))
    return -len(places), min(places.values(), default=1.0)


def _short(heading: str, lines: Iterable[Line]) -> Section:
    """A list cut to a length that is read, with the number of lines left out."""
    given = tuple(lines)
    left = len(given) - LISTED
    return Section(
        heading, given[:LISTED], f"and {left} more: “whosays show RECORD --view claims” lists all" if left > 0 else None
    )
