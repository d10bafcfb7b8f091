"""Denials: against what others assert, and where a report leaves one out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta

from whosays.findings.evidence import Story, finding, likeness
from whosays.model import Facts, Finding

WEIGHT = 0.30
SUBJECT = 0.45
KNOWN_BEFORE = timedelta(days=1)  # a denial is mostly older than the report that prints it
NEWS = timedelta(days=14)
FLAT = 0.7
DEGREE = re.compile(r"\b(often|frequently|always|yet|usually|much|only|just|I|we)\b")
STRONG = frozenset({"certain", "probable", "possible", "expected", "conditional"})


def flat_negatives(story: Story) -> Iterator[Finding]:
    """Contradiction between "closed" and "did not close": one act, told as done by two reports, with actor or target in common."""
    for negative in (fact for fact in story.facts if _is_plain(fact) and fact.negative and not fact.measures):
        for positive in story.same_act(negative):
            if not _is_plain(positive) or positive.negative or positive.report == negative.report:
                continue
            if not _one_act(story, negative, positive):
                continue
            yield finding(
                story, "contradiction", "polarity", f"Is it so: {_short(positive.text)}?",
                (
                    (f"{_who(story, positive)}: {_short(positive.text)}", (positive.claim,)),
                    (f"{_who(story, negative)}: {_short(negative.text)}", (negative.claim,)),
                ),
                f"stated by {_who(story, positive)}, and its negative by {_who(story, negative)}; both cannot be true",
            )  # fmt: skip
            break


def _is_plain(fact: Facts) -> bool:
    """Told in the text as done, without a hedge?"""
    return fact.factuality == "certain" and fact.told == "done" and fact.zone == "body"


def _one_act(story: Story, negative: Facts, positive: Facts) -> bool:
    """The same act by the same actor on the same target, at times that touch, and hardly a word besides."""
    named = {
        e for e in negative.agents & positive.agents if story.kinds.get(e) in ("person", "organisation", "vehicle")
    }
    players = (
        named and negative.patients and negative.patients == positive.patients and not DEGREE.search(negative.text)
    )
    apart = bool(
        negative.earliest and positive.earliest and negative.latest and positive.latest
        and (negative.latest < positive.earliest or positive.latest < negative.earliest)
    )  # fmt: skip
    return bool(players) and not apart and likeness(story, negative, positive) >= FLAT


def denials_against_claims(story: Story) -> Iterator[Finding]:
    """Tension between what one party denies and another source asserts: both are true of what was said; neither is settled."""
    for denial in (fact for fact in story.facts if fact.factuality == "denied"):
        best: tuple[float, Facts] | None = None
        for other in story.same_act(denial):
            if other.factuality not in STRONG or other.zone != "body" or other.negative != denial.negative:
                continue
            if story.sources(other.claim) & story.sources(denial.claim) or not story.sources(other.claim):
                continue
            if denial.patients and other.patients and not denial.patients & other.patients:
                continue
            weight = covered(story, denial, other)
            if weight >= 0.4 and (best is None or (weight, other.claim) > (best[0], best[1].claim)):
                best = (weight, other)
        if best is not None:
            yield _tension(story, denial, best[1])


def _tension(story: Story, denial: Facts, other: Facts) -> Finding:
    deniers, asserters = _who(story, denial), _who(story, other)
    return finding(
        story, "tension", "polarity", f"Is it so: {_short(other.text)}?",
        ((f"{asserters}: {_short(other.text)}", (other.claim,)), (_denies(story, denial), (denial.claim,))),
        f"asserted by {asserters} as {other.factuality}, denied by {deniers}",
        reconciled_by="each side's statement is reported as its own; the reports do not settle it",
    )  # fmt: skip


def denials_omitted(story: Story) -> Iterator[Finding]:
    """A report prints the accusation on a subject and no denial, while another report of the story has one."""
    told: set[tuple[str, object]] = set()
    for denial in (fact for fact in story.facts if fact.factuality == "denied"):
        for reading in story.readings:
            report = reading.report.id
            once = {(report, story.sources(denial.claim)), (report, story.proposition_of[denial.claim])}
            mine = story.of_report[report]
            if report == denial.report or told & once or any(_denies_too(story, denial, fact) for fact in mine):
                continue
            subject = [
                fact
                for fact in mine
                if fact.zone == "body"
                and not fact.negative
                and _could_tell(denial, fact)
                and _on_its_subject(story, denial, fact)
            ]
            if not subject:
                continue
            told |= once
            name = reading.report.outlet or reading.report.source
            yield finding(
                story, "denial-omitted", "polarity", f"Who denies it: {_short(subject[0].text)}?",
                (
                    (f"{_denies(story, denial)}: {_short(denial.text)}", story.all_of(denial.claim)),
                    ("no denial printed", tuple(f.claim for f in subject[:4])),
                ),
                f"{name} reports the subject{f' {len(subject)} times' if len(subject) > 1 else ''} and prints no denial",
                reports=(report,),
            )  # fmt: skip


def _could_tell(denial: Facts, fact: Facts) -> bool:
    """Was a claim written when the denial was out, and while it was news?"""
    if not (denial.as_of and fact.as_of):
        return True
    later = datetime.fromisoformat(fact.as_of) - datetime.fromisoformat(denial.as_of)
    return -KNOWN_BEFORE <= later <= NEWS


def _on_its_subject(story: Story, denial: Facts, fact: Facts) -> bool:
    """Does a claim, as it stands or as another report words the same, speak of what is denied?"""
    worded = (story.fact_of[claim] for claim in story.all_of(fact.claim))
    return any(covered(story, denial, one) >= SUBJECT and _content_shared(denial, one) for one in worded)


def _denies_too(story: Story, denial: Facts, fact: Facts) -> bool:
    """Does the report carry a denial of the same, by whomever, or the plain negative?"""
    if fact.factuality == "denied":
        return bool(story.sources(denial.claim) & story.sources(fact.claim)) or covered(story, denial, fact) >= WEIGHT
    return fact.negative and covered(story, denial, fact) >= WEIGHT


def covered(story: Story, denial: Facts, other: Facts) -> float:
    """How much of the smaller claim's weight the two share, the denier's own name aside: 0 … 1."""
    own = {f"@{name}" for name in story.sources(denial.claim)} | {"deny"}
    left, right = story.words(denial) - own, story.words(other) - own
    common = left & right
    if len(common) < 2:
        return 0.0
    smaller = min(story.weigh(left), story.weigh(right))
    return story.weigh(common) / smaller if smaller else 0.0


def _content_shared(a: Facts, b: Facts) -> bool:
    return bool(a.terms & b.terms) and bool({*a.entities} & {*b.entities})


def _who(story: Story, fact: Facts) -> str:
    names = sorted(story.label(source) for source in story.sources(fact.claim))
    return " and ".join(names) if names else "the report itself"


def _denies(story: Story, denial: Facts) -> str:
    """ "Moscow denies", "Moscow and Pyongyang deny"."""
    return f"{_who(story, denial)} {'deny' if len(story.sources(denial.claim)) > 1 else 'denies'}"


def _short(text: str) -> str:
    return text if len(text) <= 90 else text[:88].rsplit(" ", 1)[0] + " …"
