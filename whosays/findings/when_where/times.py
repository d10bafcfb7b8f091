"""Times: one event, two instants that cannot be one. The same instant in two zones is no conflict."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta

from whosays.blocking import neighbours
from whosays.findings.evidence import REACH, Story, finding, likeness, ordered
from whosays.findings.when_where.moments import A_DAY_TOLD
from whosays.model import Facts, Finding
from whosays.values.calendar import A_MONTH, A_SHORT_MONTH, A_WEEKDAY, month_name
from whosays.values.dates import dated_apart, dated_within

ALIKE = 0.5
SLACK = timedelta(hours=14)  # the widest difference of two zones: closer than this, an unknown zone explains it
A_DAY = timedelta(hours=24)  # "this morning" is counted from the day a report was put out, elsewhere perhaps the next
TODAY = re.compile(r"\b(?:this (?:morning|afternoon|evening)|today|tonight|yesterday|last night)\b", re.IGNORECASE)
A_CLOCK = timedelta(hours=2)  # a time this narrow is an hour of the day
WEEKDAY = re.compile(rf"\b{A_WEEKDAY}\b")
A_DATE = re.compile(rf"\b(?:{A_MONTH}|{A_SHORT_MONTH})\b|\d{{1,2}}/\d{{1,2}}")
ONE_STORY = timedelta(days=60)  # further apart, it is more likely another event of the kind
# Acts that a named thing or person does or suffers once in a story; only these have one date.
ONCE = frozenset(
    "close shut open sign die arrest charge release resign appoint elect sink crash derail explode capsize collapse buy merge withdraw "
    "kidnap marry retire dissolve inaugurate convict sentence".split()
)
ACTORS = frozenset({"vehicle", "person"})
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
        if gap is None:
            continue
        slip = _another_year(a, b)
        slack = A_DAY if any(TODAY.search(fact.text) for fact in (a, b)) else SLACK
        near = gap > slack and (gap <= ONE_STORY or slip or a.predicate in ONCE_EVER)
        if not near or _clock_alone(a) or _clock_alone(b) or _of_one_weekday(a, b):
            continue
        if not _one_event(story, a, b, fewest=2 if slip and a.predicate in ONCE else 3):
            continue
        first, second = ordered(story, a, b)
        why = "the same days of two years" if slip else f"{_apart(gap)} apart, more than zones or wording explain"
        yield finding(
            story, "contradiction", "time", f"When: {first.text[:70]}?",
            tuple((shown_when(fact), (fact.claim, *story.all_of(fact.claim))) for fact in (first, second)),
            f"{shown_when(first)} against {shown_when(second)}: {why}",
        )  # fmt: skip


def _clock_alone(fact: Facts) -> bool:
    """Is it told by the hour and no day ("was arrested at about 9.30am")? The day was then taken from what stands around it."""
    return dated_within(fact, A_CLOCK) and A_DAY_TOLD.search(fact.text) is None


def _of_one_weekday(a: Facts, b: Facts) -> bool:
    """Do both fall on one weekday, by whose name one is told? Of which week it was, the text did not say."""
    days = [datetime.fromisoformat(fact.earliest or "").date() for fact in (a, b)]
    named = any(WEEKDAY.search(fact.text) and not A_DATE.search(fact.text) for fact in (a, b))
    return named and all(dated_within(fact, A_DAY) for fact in (a, b)) and (days[1] - days[0]).days % 7 == 0


def _one_event(story: Story, a: Facts, b: Facts, *, fewest: int) -> bool:
    """Alike in all but the time, with an actor or target in common, and told with equal strength, as done or as lying ahead.

    ``fewest`` is how much they must share, the act included: where the days agree and the year alone does not, that is telling too.
    """
    if a.told != b.told or a.factuality != b.factuality:
        return False
    acting = [{e for e in fact.agents | fact.patients if story.kinds.get(e) in ACTORS} for fact in (a, b)]
    if all(acting) and not acting[0] & acting[1]:
        return False  # "the Maribel sank", "the Osprey sank"
    shared = story.words(a) & story.words(b)
    return likeness(story, a, b) >= ALIKE and len(shared) >= fewest and any(word.startswith("@") for word in shared)


def _another_year(a: Facts, b: Facts) -> bool:
    """Are both dated to the same month, or to days within it, of two years? So a slip of the year looks."""
    spans = [(datetime.fromisoformat(f.earliest or ""), datetime.fromisoformat(f.latest or "")) for f in (a, b)]
    if any(high - low > timedelta(days=31) for low, high in spans):
        return False
    (low, high), (other_low, other_high) = spans
    years = other_low.year - low.year
    try:
        moved = low.replace(year=low.year + years), high.replace(year=high.year + years)
    except ValueError:  # 29 February
        return False
    return years != 0 and moved[0] <= other_high and other_low <= moved[1]


def _gap(a: Facts, b: Facts) -> timedelta | None:
    if not dated_apart(a, b):
        return None
    first, second = (a, b) if (a.latest or "") <= (b.latest or "") else (b, a)
    gap = datetime.fromisoformat(second.earliest or "") - datetime.fromisoformat(first.latest or "")
    return gap if gap > timedelta(0) else None


def shown_when(fact: Facts) -> str:
    """The interval for a reader, as exact as it is: "2014", "April 2014", "14 April 2016", "14 April 2016 08:15" (UTC)."""
    low, high = datetime.fromisoformat(fact.earliest or ""), datetime.fromisoformat(fact.latest or "")
    day = f"{low.day} {month_name(low.month)} {low.year}"
    if low == high:
        return f"{day} {low:%H:%M}"
    if low.date() == high.date():
        return day if high - low > timedelta(hours=23) else f"{day} {low:%H:%M} to {high:%H:%M}"
    next_day = high + timedelta(minutes=2)
    if (low.day, next_day.day) == (1, 1) and high - low < timedelta(days=31):
        return f"{month_name(low.month)} {low.year}"
    if (low.month, low.day, next_day.month, next_day.day) == (1, 1, 1, 1) and next_day.year == low.year + 1:
        return str(low.year)
    return f"{day} {low:%H:%M} to {high.day} {month_name(high.month)} {high.year} {high:%H:%M}"


def _apart(gap: timedelta) -> str:
    hours = gap.total_seconds() / 3600
    return f"{hours / 24:.0f} days" if hours >= 48 else f"{hours:.0f} hours"
