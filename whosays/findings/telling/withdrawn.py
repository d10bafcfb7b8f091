"""What was withdrawn, found again: the version that its source takes back, in the words of other reports, and what stands in its place."""

from __future__ import annotations

import re
from collections.abc import Iterator

from whosays.findings.evidence import Story
from whosays.model import Facts, Measure

# Answers of a retraction whose claims are withdrawn; what stands beside them ("printed elsewhere") is only told.
GONE, STILL_STANDS = "withdrawn", "still stands in another report"
WITHDRAWN = frozenset({GONE, STILL_STANDS})
ALIKE = 0.7  # of the weight of its words, what a claim shares that says the same
REACH = 220  # characters behind a withdrawn statement in which its correction may stand
TELLING = 1000  # a figure of this size is hardly met by chance
PRONOUN = re.compile(r"(?:he|she|it|they)\b(?! (?:was|were|is|are) (?:\w+, not|wrong|\w+ who))", re.IGNORECASE)
RIGHT = re.compile(r"(?:the|its) (?:correct|right|true|actual) [\w’'-]+ (?:is|was|are|were)\b", re.IGNORECASE)
BESIDE = re.compile(r"\b(?:withdrawing|retracting|correcting|recanting)\b")
DESCRIBED = re.compile(
    r"\b(?:described|referred to|identified|named|listed|given)\b.{1,80}?\bas (?:[\w’'-]+ ){0,4}?([\w’'-]+)\W*$"
)


def replacements(story: Story, gone: Facts) -> tuple[Facts, ...]:
    """What is told in place of a withdrawn statement: behind it, or in front of a "withdrawing …" that closes its sentence."""
    text, end = story.texts[gone.report], story.ends(gone)
    first = story.begins(gone) - len(story.before(gone))
    if BESIDE.search(gone.text):
        return tuple(
            f for f in story.beginning_in(gone.report, first, story.begins(gone)) if _tells(f) and f.claim != gone.claim
        )[:1]
    behind = [fact for fact in story.beginning_in(gone.report, end + 1, end + REACH + 1) if _tells(fact)]
    if re.match(r"[\w ,]{0,30}: ", text[end : end + 33]):  # "she had misspoken: the notice went out at noon"
        sentence = story.sentence(gone.claim)
        told = [fact for fact in behind if story.sentence(fact.claim) == sentence and fact.factuality != "retracted"]
        if told:
            return tuple(told)
    if gone.zone == "correction":
        behind = [fact for fact in behind if "\n" not in text[end : story.begins(fact)]]
        return tuple(behind[:1])
    right = [fact for fact in behind if RIGHT.match(text, story.begins(fact))]
    told = [fact for fact in behind if story.words(fact) & story.words(gone) or PRONOUN.match(text, story.begins(fact))]
    return tuple((right or told)[:1])


def stands(story: Story, gone: Facts, other: Facts) -> bool:
    """Does a claim of the same act in another report still tell what was withdrawn?"""
    return (
        other.report != gone.report
        and other.factuality != "retracted"
        and (carries(story, gone, other) or _own_earlier(story, gone, other))
    )


def printing(story: Story, gone: Facts, put: tuple[Facts, ...]) -> Iterator[Facts]:
    """Claims of other reports in whose words the withdrawn version stands: its figure, its description, what he had said himself."""
    described = DESCRIBED.search(gone.text)
    for fact in story.facts:
        if fact.report == gone.report or fact.factuality in ("retracted", "denied"):
            continue
        if any(_same_figure(m, n) for told in put for m in told.measures for n in fact.measures):
            continue  # it has the right figure
        if (
            _has_its_figure(story, gone, fact)
            or (described is not None and _describes(gone, fact, described[1]))
            or _said_by_himself(story, gone, put, fact)
        ):
            yield fact


def _tells(fact: Facts) -> bool:
    return (
        fact.factuality not in ("retracted", "denied", "hypothetical")
        and fact.predicate not in ("withdraw", "be wrong", "wrong")
        and "withdraw" not in fact.terms
    )


def _same_figure(m: Measure, n: Measure) -> bool:
    known = m.low is not None and m.low == n.low and m.high == n.high
    return known and (m.unit == n.unit or (None in (m.unit, n.unit) and (m.low or 0) >= TELLING))


def _has_its_figure(story: Story, gone: Facts, other: Facts) -> bool:
    """The figure that is taken back, of the same unit: a large one alone, a smaller one with a name and another word beside it."""
    for m in gone.measures:
        if any(_same_figure(m, n) for n in other.measures):
            common = story.words(gone) & story.words(other)
            named = gone.entities & other.entities
            if (m.low or 0) >= TELLING or (named and len(common) >= 1):
                return True
    return False


def _describes(gone: Facts, other: Facts, word: str) -> bool:
    """ "The minister's *brother-in-law*": the word that somebody is no longer described by, beside the same name."""
    return bool(gone.entities & other.entities) and re.search(rf"\b{re.escape(word)}\b", other.text) is not None


def _said_by_himself(story: Story, gone: Facts, put: tuple[Facts, ...], other: Facts) -> bool:
    """What who takes his words back had said himself, of the same names and in the words that are now put right."""
    who = gone.agents | gone.entities  # "Ada Holm's office said she had misspoken"
    if gone.stance != "denies" or other.speaker is None or other.speaker not in who | {gone.speaker}:
        return False
    now = frozenset(word for fact in put for word in story.words(fact))
    named = frozenset(entity for fact in put for entity in fact.entities) & other.entities - who
    return bool(named) and len(now & story.words(other)) >= 2


def _own_earlier(story: Story, gone: Facts, other: Facts) -> bool:
    """Is it the same act of the same names, told the same way round, in a report of the outlet that withdraws it?"""
    outlets = {reading.report.id: reading.report.outlet for reading in story.readings}
    same = outlets[gone.report] is not None and outlets[gone.report] == outlets[other.report]
    return same and bool(gone.entities & other.entities) and gone.negative == other.negative


def carries(story: Story, gone: Facts, other: Facts) -> bool:
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
    return weight >= ALIKE and len(common) >= 3
