"""What is said, in words that a reader can take in a list: a clause that stands alone, else the printed sentence around it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from whosays.model import Claim, Proposition, SegmentRole
from whosays.render.story import Story
from whosays.text.printed import FINITE, FIRST_PERSON, HANGS_ON, RELATIVE, is_clause, sentence_of
from whosays.values.calendar import A_WEEKDAY, MONTHS

SHORTEST, LONGEST = 4, 45  # words of one entry
FURNITURE: frozenset[SegmentRole] = frozenset(
    {"headline", "byline", "caption", "photo_credit", "metadata_prefix", "boilerplate", "dateline"}
)
# "he would repay the money", "that decision", "I would like to thank": the sentence before says who and which
LEANS = re.compile(
    r"^[\"“'‘]?(?:but |and |so |or )?(?:he|she|it|they|his|her|its|their|this|that|these|those|here|such|what|how|why|i|we|you|my|our|your|"
    r"even|if|as|because|though|although|while|whether|than)\b",
    re.IGNORECASE,
)
# "Earlier that week he was fined", "In March she left"
DAY = rf"{A_WEEKDAY}|(?:{'|'.join(name[:3] for name in MONTHS)})[a-z]{{0,6}}"
LATER = re.compile(rf"^[A-Z]?[a-z]{{1,15}}(?: (?:[a-z0-9]{{1,15}}|{DAY})){{0,6}},? (?:he|she|they)\b")
GOES_ON = re.compile(
    r"\s+(?:to|that|whether|how|why|what)\b"
)  # "the court ordered Lund | to pay": what was ordered is missing


def worded(story: Story, claims: Iterable[Claim], *, clauses: bool = False) -> str | None:
    """The claims' statement for a list; ``None`` where no wording stands without the sentence before it.

    ``clauses``: only claims with a subject and a verb of their own, or that make up most of their sentence ("to keep the port open" is
    no expectation to list).
    """
    body = [claim for claim in claims if claim.spans and claim.zone not in FURNITURE]
    body = [claim for claim in body if not clauses or _is_whole(story, claim)]
    for find in (_clause, _sentence):
        for claim in body:
            words = find(story, claim)
            if words is not None and _stands(words):
                return words
    return None


def of_proposition(story: Story, proposition: Proposition, *, clauses: bool = False) -> str | None:
    """As :func:`worded`; the claim that the proposition is stated with comes first, and words that no claim has are taken as they are."""
    claims = [story.claims[one] for one in proposition.claims if one in story.claims]
    bare = proposition.statement.rstrip(".")
    stated = [claim for claim in claims if claim.spans and _words(story, claim).rstrip(".") == bare]
    if not stated and _stands(proposition.statement):
        return proposition.statement
    return worded(story, [*stated, *claims], clauses=clauses)


def _is_whole(story: Story, claim: Claim) -> bool:
    """Is the claim a clause, or most of its printed sentence?"""
    report = story.reports.get(claim.report)
    if report is None or is_clause(report.text, claim):
        return report is not None
    sentence = sentence_of(report, claim)
    return 2 * sum(span.end - span.start for span in claim.spans) > sentence.end - sentence.start


def _clause(story: Story, claim: Claim) -> str | None:
    """The claim's own words, where they are one clause that nothing is cut out of and that hangs on nothing before it."""
    text = story.texts.get(claim.report, "")
    start, end = claim.spans[0].start, claim.spans[-1].end
    if len(claim.spans) > 1 or not is_clause(text, claim):
        return None
    if HANGS_ON.search(text[max(0, start - 20) : start]) or GOES_ON.match(text[end : end + 20]):
        return None
    return _words(story, claim)


def _sentence(story: Story, claim: Claim) -> str | None:
    """The printed sentence that holds the claim, where it has a verb; no question."""
    report = story.reports.get(claim.report)
    if report is None:
        return None
    sentence = sentence_of(report, claim)
    words = " ".join(sentence.of(report.text).split())
    beside = (one for one in story.of_report[claim.report] if sentence.contains(one.predicate_span))
    return words if FINITE.search(words) or any(is_clause(report.text, one) for one in beside) else None


def _stands(words: str) -> bool:
    """Can it be read by itself: not half a quotation, nobody's "I", no question, and nobody only called "he" at its head?"""
    if words.count('"') % 2 or words.count("“") != words.count("”") or words.endswith(("?", ":")):
        return False
    unquoted = re.sub(r"“[^”]*”|\"[^\"]*\"", " ", words)
    return SHORTEST <= len(words.split()) <= LONGEST and not (
        LEANS.match(words) or LATER.match(words) or RELATIVE.match(words) or FIRST_PERSON.search(unquoted)
    )


def _words(story: Story, claim: Claim) -> str:
    text = story.texts.get(claim.report, "")
    return " ".join(text[claim.spans[0].start : claim.spans[-1].end].split())
