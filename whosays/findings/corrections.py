"""Retractions: what an outlet withdraws, what it puts in its place, and where the withdrawn version still stands."""

from __future__ import annotations

import re
from collections.abc import Iterator

from whosays.findings.evidence import Story, finding
from whosays.model import Facts, Finding

ALIKE = 0.5
ANNOUNCES = re.compile(
    r"\b(?:corrects?|is correcting|has corrected) (?:its|our|an earlier|the|a)\b[^.:;\n]{0,60}:\s*", re.IGNORECASE
)
TAKEN_BACK = re.compile(
    r"\b(?:cannot be upheld|(?:should|must) (?:not|no longer) be (?:used|relied|cited|quoted)|(?:is|are|was|were|has been|have been) "
    r"(?:withdrawn|retracted|taken back)|(?:withdr[ae]ws?|withdrew|retract(?:s|ed)?) (?:the|its|that|this|their|his|her)\b|"
    r"no longer stands?|(?:was|were|is) (?:given |stated |reported )?(?:in error|by mistake|wrongly stated|incorrect)|"
    r"came from (?:a|an) (?:faulty|wrong|mistaken|broken)|does not stand by)",
    re.IGNORECASE,
)
PRONOUN = re.compile(r"(?:he|she|it|they)\b(?! (?:was|were|is|are) (?:\w+, not|wrong|\w+ who))", re.IGNORECASE)
REACH = 220  # characters behind a withdrawn statement in which its correction may stand


def corrections(story: Story) -> Iterator[Finding]:
    """One finding for each withdrawn statement: the withdrawn words, the corrected ones, and other reports that still carry it."""
    for gone in (fact for fact in story.facts if fact.factuality == "retracted"):
        put = _replacement(story, gone)
        still = [
            fact
            for fact in story.same_act(gone)
            if fact.report != gone.report
            and fact.factuality != "retracted"
            and (_carries(story, gone, fact) or _own_earlier(story, gone, fact))
        ]
        sides: list[tuple[str, tuple[str, ...]]] = [("withdrawn", (gone.claim,))]
        if put is not None:
            sides.append((put.text[:90], (put.claim,)))
        if still:
            sides.append(("still stands in another report", tuple(fact.claim for fact in still[:4])))
        where = f"; it still stands in {len(still)} other claim{'s' if len(still) > 1 else ''}" if still else ""
        yield finding(
            story, "retraction", "attribution", f"What was withdrawn: {gone.text[:80]}?", sides,
            f'withdrawn by its own publisher: "{gone.text[:100]}"{where}',
        )  # fmt: skip


def announced(story: Story) -> Iterator[Finding]:
    """ "X corrects its Tuesday report: a line was not mentioned by the sheriff": the correction, and what it speaks against."""
    for reading in story.readings:
        for match in ANNOUNCES.finditer(reading.report.text):
            mine = [
                fact for fact in story.beginning_in(reading.report.id, match.end(), match.end() + REACH + 1)
                if "\n" not in reading.report.text[match.end() : story.begins(fact)]
            ]  # fmt: skip
            if not mine or any(fact.factuality == "retracted" for fact in mine[:1]):
                continue
            put = mine[0]
            still = [fact for fact in story.same_act(put) if fact.report != put.report and _carries(story, put, fact)]
            sides: list[tuple[str, tuple[str, ...]]] = [
                (f"corrected: {put.text[:80]}", tuple(fact.claim for fact in mine[:2]))
            ]
            if still:
                sides.append(("printed elsewhere", tuple(fact.claim for fact in still[:4])))
            yield finding(
                story,
                "retraction",
                "attribution",
                f"What was corrected: {put.text[:80]}?",
                sides,
                f'corrected by its publisher: "{put.text[:100]}"',
            )


def figures_withdrawn(story: Story) -> Iterator[Finding]:
    """ "The figure of 702 kilometres should not be used": a figure taken back, and where the same figure stands as fact."""
    for gone in story.facts:
        if gone.factuality == "retracted" or not gone.measures or not TAKEN_BACK.search(story.sentence(gone.claim)):
            continue
        for measure in gone.measures:
            still = [
                fact for fact in story.facts
                if fact.report != gone.report and fact.factuality == "certain" and not TAKEN_BACK.search(story.sentence(fact.claim))
                and any((m.unit, m.low, m.high) == (measure.unit, measure.low, measure.high) for m in fact.measures)
            ]  # fmt: skip
            if measure.unit is None or measure.low is None or not still:
                continue
            yield finding(
                story, "retraction", "number", f"What was withdrawn: {gone.text[:80]}?",
                (("withdrawn", (gone.claim,)), ("still stands in another report", tuple(fact.claim for fact in still[:4]))),
                f'"{measure.shown}" is taken back in one report and told as fact in {len(still)} other claim{"s" if len(still) > 1 else ""}',
            )  # fmt: skip
            break


def _replacement(story: Story, gone: Facts) -> Facts | None:
    """The first statement right behind a withdrawn one that speaks of the same, or of whom it spoke of as "he" or "it"."""
    end, text = story.ends(gone), story.texts[gone.report]
    after = (
        fact for fact in story.beginning_in(gone.report, end + 1, end + REACH + 1)
        if fact.factuality not in ("retracted", "denied")
        and fact.predicate not in ("withdraw", "be wrong", "wrong") and "withdraw" not in fact.terms
        and (story.words(fact) & story.words(gone) or PRONOUN.match(text, story.begins(fact)))
    )  # fmt: skip
    return next(after, None)


def _own_earlier(story: Story, gone: Facts, other: Facts) -> bool:
    """Is it the same act of the same names, told the same way round, in a report of the outlet that withdraws it?"""
    outlets = {reading.report.id: reading.report.outlet for reading in story.readings}
    same = outlets[gone.report] is not None and outlets[gone.report] == outlets[other.report]
    return same and bool(gone.entities & other.entities) and gone.negative == other.negative


def _carries(story: Story, gone: Facts, other: Facts) -> bool:
    """Does a claim of the same act say what was withdrawn, with its figure where both have one?"""
    left, right = story.words(gone), story.words(other)
    common = left & right
    weight = story.weigh(common) / max(1e-9, story.weigh(left))
    if (
        gone.measures
        and other.measures
        and not any(m.unit == n.unit and m.low == n.low for m in gone.measures for n in other.measures)
    ):
        return False
    return weight >= ALIKE + 0.2 and len(common) >= 3
