"""Times: one event, two instants that cannot be one. The same instant in two zones is no conflict."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from whosays.blocking import neighbours
from whosays.findings.evidence import Story, finding, likeness, ordered
from whosays.model import Facts, Finding

ALIKE = 0.5
REACH = 200  # how many later claims of one act, with a name in common, a claim is compared with
SLACK = timedelta(hours=14)  # the widest difference of two zones: closer than this, an unknown zone explains it
ONE_STORY = timedelta(days=60)  # further apart, it is more likely another event of the kind
# Acts that a named thing or person does or suffers once in a story; only these have one date.
ONCE = frozenset(
    "close shut open sign die arrest charge release resign appoint elect sink crash derail explode capsize collapse buy merge withdraw "
    "kidnap marry retire dissolve inaugurate convict sentence".split()
)
ONCE_EVER = frozenset("build found bear establish invent".split())


def times(story: Story) -> Iterator[Finding]:
    """Contradiction where two claims of one unrepeatable event are dated apart by more than any zone or grain explains."""
    dated = [
        fact
        for fact in story.facts
        if fact.predicate in ONCE | ONCE_EVER
        and fact.earliest and fact.latest and fact.factuality not in ("denied", "retracted") and not fact.negative
    ]  # fmt: skip
    keys = [{(fact.predicate, word) for word in story.words(fact) if word.startswith("@")} for fact in dated]
    for a, b in ((dated[left], dated[right]) for left, right in neighbours(keys, REACH)):
        gap = _gap(a, b) if a.report != b.report else None
        near = gap is not None and gap > SLACK and (gap <= ONE_STORY or a.predicate in ONCE_EVER)
        if gap is None or not near or not _one_event(story, a, b):
            continue
        first, second = ordered(story, a, b)
        yield finding(
            story, "contradiction", "time", f"When: {first.text[:70]}?",
            ((_when(first), (first.claim,)), (_when(second), (second.claim,))),
            f"{_when(first)} against {_when(second)}: {_apart(gap)} apart, more than zones or wording explain",
        )  # fmt: skip


def _one_event(story: Story, a: Facts, b: Facts) -> bool:
    """Alike in all but the time, with an actor or target in common, and told with equal strength, as done or as lying ahead."""
    if a.told != b.told or a.factuality != b.factuality:
        return False
    shared = story.words(a) & story.words(b)
    return likeness(story, a, b) >= ALIKE and len(shared) >= 3 and any(word.startswith("@") for word in shared)


def _gap(a: Facts, b: Facts) -> timedelta | None:
    first, second = (a, b) if (a.latest or "") <= (b.latest or "") else (b, a)
    gap = datetime.fromisoformat(second.earliest or "") - datetime.fromisoformat(first.latest or "")
    return gap if gap > timedelta(0) else None


def _when(fact: Facts) -> str:
    low, high = (fact.earliest or "")[:16].replace("T", " "), (fact.latest or "")[:16].replace("T", " ")
    return low if low == high else f"{low} to {high}"


def _apart(gap: timedelta) -> str:
    hours = gap.total_seconds() / 3600
    return f"{hours / 24:.0f} days" if hours >= 48 else f"{hours:.0f} hours"
