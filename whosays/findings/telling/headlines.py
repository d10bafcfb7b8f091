"""A headline that says flatly what its own text hedges, or only says is looked into."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from whosays.findings.evidence import Story, finding
from whosays.findings.parties import shared, told_by_two
from whosays.model import Facts, Finding
from whosays.text.printed import HANGS_ON

LADDER = {
    "certain": 5,
    "expected": 4,
    "probable": 3,
    "unconfirmed": 2,
    "possible": 2,
    "conditional": 1,
    "hypothetical": 0,
}
HIGHEST_HEDGE = 3  # rung up to which a wording is hedged
INQUIRING = re.compile(
    r"\b(?:look(?:s|ed|ing)? into|investigat\w+|examin\w+|prob(?:e|es|ed|ing)|inquir\w+ (?:into|about)|ask(?:s|ed|ing)?|check(?:s|ed|ing)?) "
    r"(?:whether|if|claims|allegations|reports|suspicions)\b",
    re.IGNORECASE,
)
PRESUPPOSED = re.compile(r"(?:why|how|when|where)\b", re.IGNORECASE)
ASKING = re.compile(r"[^.!?\n]{0,200}\?")  # behind a claim: its sentence is a question, which hedges nothing
IN_MARKS = re.compile(
    r"(?<!\w)['‘\"“](?=\w)[^\n]{2,200}?(?<=[\w.,!?])['’\"”](?!\w)"
)  # words that a headline gives in somebody else's
REFUSED = re.compile(
    r"\b(?:refus(?:es?|ed|al|ing)|fail(?:s|ed|ure|ing)?|inability|declin(?:es?|ed|ing)) to\s\Z", re.IGNORECASE
)
DEONTIC = re.compile(r"\b(?:should|must|ought)\b", re.IGNORECASE)
REPORTED = re.compile(
    r"(?:Reports?|Source|Sources|Rumou?rs?)\s?:|.*\b(?:reports?|says?|source|sources|claims?)\s*$|.*\?\s*$",
    re.IGNORECASE,
)


def headlines(story: Story) -> Iterator[Finding]:
    """A headline, dek or lead says flatly what its own body hedges: the same act, with two more things in common."""
    for reading in story.readings:
        own = story.of_report[reading.report.id]
        body = [fact for fact in own if fact.zone == "body"]
        hedged = [
            fact for fact in body if LADDER.get(fact.factuality, 9) <= HIGHEST_HEDGE and not _is_no_hedge(story, fact)
        ]
        tops = [fact for fact in own if fact.zone in ("headline", "dek")]
        tops += [fact for fact in body[:3] if not HANGS_ON.search(story.before(fact))]
        for top in tops:
            weaker = [fact for fact in hedged if fact.claim != top.claim and _weaker(story, top, fact)]
            weaker = weaker or _asked_into(story, top, body)
            if weaker:
                yield finding(
                    story, "headline-stronger", "modality", f"How sure is it: {top.text[:70]}?",
                    ((f"{top.factuality} at the top", (top.claim,)), (f"{weaker[0].factuality} in the text", tuple(f.claim for f in weaker[:3]))),
                    f"{top.zone}: {top.factuality}; body: {', '.join(sorted({f.factuality for f in weaker[:3]}))}",
                )  # fmt: skip
                break


def _is_no_hedge(story: Story, fact: Facts) -> bool:
    """Is a claim a part of a question, or what somebody refused or failed to do?"""
    text, verb = story.texts[fact.report], story.claims[fact.claim].predicate_span.start
    asked = ASKING.match(text, story.ends(fact)) is not None
    return asked or REFUSED.search(text, max(0, verb - 20), verb) is not None


def _weaker(story: Story, top: Facts, fact: Facts) -> bool:
    """Is the body's hedged wording two rungs down, of the same act or, for a plan, of the same subject?"""
    if LADDER.get(top.factuality, 0) <= HIGHEST_HEDGE or DEONTIC.search(top.text):
        return False
    if REPORTED.match(_line(story, top)) or _in_marks(story, top) or told_by_two(story, top, fact):
        return False
    if PRESUPPOSED.match(fact.text) or (_only_in(story, top, fact) and _only_in(story, fact, top)):
        return False  # "why she left" takes for granted that she left; and each names what the other does not
    one_act = (
        top.predicate == fact.predicate
        and shared(story, top.agents, fact.agents)
        and shared(story, top.patients, fact.patients)
    )
    if one_act and len(fact.terms - top.terms) <= 1:
        return True
    one = top.predicate == fact.predicate or (top.told == "ahead" and shared(story, top.agents, fact.agents))
    return one and len(story.words(top) & story.words(fact)) >= 3


def _in_marks(story: Story, top: Facts) -> bool:
    """Does the headline put what it says into quotation marks ("Minister 'took money'")?"""
    verb = story.claims[top.claim].predicate_span.start
    line = _line(story, top)
    start = story.texts[top.report].rfind("\n", 0, story.begins(top)) + 1
    return any(match.start() <= verb - start < match.end() for match in IN_MARKS.finditer(line))


def _line(story: Story, top: Facts) -> str:
    """The line of a headline or dek; of a sentence in the text nothing."""
    text, start = story.texts[top.report], story.begins(top)
    end = text.find("\n", start)
    return "" if top.zone == "body" else text[text.rfind("\n", 0, start) + 1 : end if end >= 0 else len(text)]


def _only_in(story: Story, fact: Facts, other: Facts) -> bool:
    """Does a claim name somebody or something of which the other has no word?"""
    labels = (story.label(name).lower() for name in fact.entities - other.entities)
    return any(label.split()[-1] not in other.text.lower() for label in labels if label)


def _asked_into(story: Story, top: Facts, body: Sequence[Facts]) -> list[Facts]:
    """What the text only says is looked into ("are looking into whether the mayor took money"), where it is nowhere stated."""
    if top.zone != "headline" or top.factuality != "certain" or top.negative or INQUIRING.search(top.text):
        return []
    asked = [fact for fact in body if _inquires(fact.text) and len(_bare(top) & _bare(fact)) >= 2]
    told = any(
        fact.predicate == top.predicate and not fact.negative and len(_bare(top) & _bare(fact)) >= 2 for fact in body
    )
    return [] if told else asked


@lru_cache(maxsize=16_384)
def _inquires(text: str) -> bool:
    return INQUIRING.search(text) is not None


@lru_cache(maxsize=16_384)
def _bare(fact: Facts) -> frozenset[str]:
    """The content words of a claim, and the words of its text that a headline would take as they stand."""
    return frozenset(term.removeprefix("~") for term in fact.terms) | frozenset(
        re.findall(r"[a-z]{4,}", fact.text.lower())
    )
