"""Denials that a report leaves out, and how speakers and denials are worded."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta

from whosays.findings.evidence import Story, finding
from whosays.model import Facts, Finding

WEIGHT = 0.30
SUBJECT = 0.45
KNOWN_BEFORE = timedelta(days=1)  # a denial is mostly older than the report that prints it
NEWS = timedelta(days=14)


def denials_omitted(story: Story) -> Iterator[Finding]:
    """A report prints the accusation on a subject and no denial, while another report of the story has one."""
    told: set[tuple[str, object]] = set()
    denying_in = {
        report: [fact for fact in mine if fact.factuality == "denied" or fact.negative]
        for report, mine in story.of_report.items()
    }
    bearing: dict[str, list[Facts]] = {}
    for fact in story.facts:
        for word in fact.terms | {fact.predicate}:
            bearing.setdefault(word, []).append(fact)
    for denial in (fact for fact in story.facts if fact.factuality == "denied"):
        subjects = _on_its_subject(story, denial, bearing)
        for reading in story.readings:
            report = reading.report.id
            once = {(report, story.sources(denial.claim)), (report, story.proposition_of[denial.claim])}
            if report == denial.report or told & once:
                continue
            if any(_denies_too(story, denial, fact) for fact in denying_in[report]):
                continue
            subject = [fact for fact in subjects.get(report, ()) if _could_tell(denial, fact)]
            if not subject:
                continue
            told |= once
            name = reading.report.outlet or reading.report.source
            yield finding(
                story, "denial-omitted", "polarity", f"Who denies it: {short(subject[0].text)}?",
                (
                    (f"{denying(story, denial)}: {short(denial.text)}", story.all_of(denial.claim)),
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


def _matter(story: Story, denial: Facts) -> str | None:
    """The rarest content word of what is denied."""
    words = denial.terms - {"deny", "report", "allegation", "claim"}
    return min(words, key=lambda term: (-story.rarity[term], term), default=None)


def _on_its_subject(story: Story, denial: Facts, bearing: Mapping[str, Sequence[Facts]]) -> dict[str, list[Facts]]:
    """The claims, by report and in text order, that speak of what is denied, as they stand or as another report words the same.

    ``bearing`` has the claims of the story by each of their words.
    """
    matter = _matter(story, denial)
    speaking = (
        fact
        for fact in (bearing.get(matter, ()) if matter is not None else ())
        if _content_shared(denial, fact) and covered(story, denial, fact) >= SUBJECT
    )
    found: dict[str, list[Facts]] = {}
    for name in {story.proposition_of[fact.claim]: None for fact in speaking}:
        for fact in (story.fact_of[claim] for claim in story.propositions[name].claims):
            if fact.zone == "body" and not fact.negative:
                found.setdefault(fact.report, []).append(fact)
    for own in found.values():
        own.sort(key=lambda fact: (story.begins(fact), story.number[fact.claim]))
    return found


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


def _content_shared(denial: Facts, other: Facts) -> bool:
    """Of two claims that share the word that matters: a name in common, and no other target of the act."""
    if not denial.entities & other.entities:
        return False
    same_act = denial.predicate == other.predicate or denial.predicate in other.terms
    return not (same_act and denial.patients and other.patients and not denial.patients & other.patients)


def speakers(story: Story, fact: Facts) -> str:
    """Those at the end of a claim's chain, by name; "the report itself" for the outlet's own voice."""
    names = sorted(story.label(source) for source in story.sources(fact.claim))
    return " and ".join(names) if names else "the report itself"


def denying(story: Story, denial: Facts) -> str:
    """ "Moscow denies", "Moscow and Pyongyang deny"."""
    return f"{speakers(story, denial)} {'deny' if len(story.sources(denial.claim)) > 1 else 'denies'}"


def short(text: str) -> str:
    """A text of at most some ninety characters, cut between words."""
    return text if len(text) <= 90 else text[:88].rsplit(" ", 1)[0] + " …"
