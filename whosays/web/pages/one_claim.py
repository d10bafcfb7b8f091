"""The page of one claim: its words, who says so step by step, what it is part of, and the line to cite it by."""

from __future__ import annotations

from whosays.model import Claim, Passage
from whosays.render import intervals, wording
from whosays.render.blocks import evidence
from whosays.render.html.elements import Html, el, joined, text
from whosays.render.html.frame import Frame, bdi
from whosays.render.html.sources import about
from whosays.render.story import Story

LISTED = 20  # findings or statements that are listed


def claim_page(story: Story, claim: Claim, frame: Frame) -> Html:
    """Words, chain, strength, statements and findings, each linked to where it stands."""
    report = next(report for report in story.record.reports if report.id == claim.report)
    quoted = evidence(story, claim)
    where = f"characters {quoted.passage.start}–{quoted.passage.end}"
    said = el(
        "blockquote",
        el("p", text("“"), text(quoted.words), text("”"), dir="auto"),
        el("footer", bdi(wording.chain(story, claim)), " · ", el("a", where, href=frame.href(quoted.passage))),
        data_words=quoted.words,
        data_cite=wording.citation(story, report),
        class_="alone",
    )
    facts = [
        ("Report", joined(bdi(story.labels[report.id]), about(report))),
        ("Who says so", el("ol", *_steps(story, claim, frame), class_="plain")),
        ("How", text(_how(claim))),
        ("As of", text(when) if (when := intervals.as_of(claim.as_of)) else None),
        ("Part of", _statements(story, claim, frame)),
        ("In dispute", _findings(story, claim, frame)),
    ]
    listed = [joined(el("dt", name), el("dd", held)) for name, held in facts if held]
    control = frame.controls.claim(claim) if frame.controls else None
    return joined(said, el("dl", *listed, class_="facts"), el("p", control) if control else None)


def _steps(story: Story, claim: Claim, frame: Frame) -> list[Html]:
    """The chain, outlet first, each step with the words that name it."""
    found = []
    for step in claim.chain:
        cue = (
            el("a", el("q", wording.words_of(story, claim.report, [step.cue]), dir="auto"),
               href=frame.href(Passage(claim.report, step.cue.start, step.cue.end)), class_="where")
            if step.cue and step.cue.start < step.cue.end
            else None
        )  # fmt: skip
        carried = " (from the sentences around it)" if step.inherited else ""
        found.append(el("li", bdi(wording.step_name(story, claim, step)), f" – {step.role}{carried} ", cue))
    return found


def _how(claim: Claim) -> str:
    """The strength as worded, and how it is quoted."""
    parts = [claim.factuality, "negated" if claim.polarity == "-" else ""]
    parts.append(
        ""
        if claim.quote == "none"
        else claim.quote.replace("_", " ") + ("" if claim.quote == "paraphrase" else " quotation")
    )
    return ", ".join(part for part in parts if part)


def _statements(story: Story, claim: Claim, frame: Frame) -> Html | None:
    entries = [
        el(
            "li",
            el("a", one.statement, href=frame.statement(one.id), dir="auto"),
            f" – {one.status.replace('-', ' ')}, {wording.independent(one.independent_sources)}",
        )
        for one in story.record.propositions
        if claim.id in one.claims
    ]
    return el("ul", *entries[:LISTED], class_="plain") if entries else None


def _findings(story: Story, claim: Claim, frame: Frame) -> Html | None:
    entries = [
        el(
            "li",
            el("a", one.question, href=frame.to("findings", f"finding-{one.id}"), dir="auto"),
            f" – {wording.KIND_WORDS[one.kind]}",
        )
        for one in story.record.findings
        if one.shown and any(claim.id in side.claims for side in one.readings)
    ]
    return el("ul", *entries[:LISTED], class_="plain") if entries else None
