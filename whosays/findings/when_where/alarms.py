"""When help was called: at two hours that cannot be one, or before that happened for which it was called."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from whosays.findings.evidence import Story, by_itself, finding, older_first
from whosays.findings.when_where.moments import When, apart, at_last, length, times_of, until, when_of
from whosays.findings.when_where.occurrences import Occurrence, groups_in, told_by
from whosays.model import Facts, Finding

SERVICES = (
    r"(?:police|officers|ambulances?|paramedics|medics|firefighters|fire (?:brigade|crews|service)|crews|life ?boats?|coast ?guards?|"
    r"rescuers|rescue (?:teams?|services?)|emergency (?:services|crews))"
)
# The one call of a story: its first alarm, a distress call.
ONE_CALL = re.compile(
    r"\b(?:alarm|mayday|(?:distress|emergency|first|999|911|112) (?:\w+ )?(?:call|alert|signal)|SOS)\b.{0,30}?"
    r"\b(?:came|come|rang|sounded|raised|received|logged|taken|made|reached|sent|issued|went (?:out|off|up)|triggered)\b|"
    r"\b(?:raised|gave|rang|sounded|sent|issued|received|logged|made|took) (?:the|an?) (?:\w+ )?(?:alarm|mayday|distress|emergency|first|SOS)\b|"
    r"\bradio(?:ed)? for help\b",
    re.IGNORECASE,
)
# Each of the services is called at an hour of its own.
CALLED = re.compile(
    rf"\b(?:{SERVICES}|they|we)\b(?: \w+){{0,3}}? (?:was|were|been|being) (?:first )?(?:called|alerted|summoned|scrambled|dispatched|notified)\b|"
    rf"\b(?:called|alerted|summoned|scrambled|notified|rang|dialled|phoned) (?:the )?(?:{SERVICES}|999|911|112)\b",
    re.IGNORECASE,
)
# What they were called to: a thing or an event, where it is not the place.
MATTER = re.compile(r"\b(?:reports?|concerns?|complaints?|sightings?|to an?) [^,.;]{0,80}", re.IGNORECASE)
HELPED = frozenset({"accident", "violence", "robbery", "kidnapping", "escape"})
CLOCKS = timedelta(minutes=4)  # by how much two clocks may go apart
ROUNDED = timedelta(minutes=20)  # ... and where an hour is rounded
A_WATCH = timedelta(hours=3)  # a call longer before it was about something else
UNLESS_ROUNDED = "if one of the hours is rounded, or the call was about something before it"


@dataclass(frozen=True, slots=True)
class Call:
    """A telling of the hour at which help was called; ``lone`` where a story has such a call once."""

    fact: Facts
    when: When
    lone: bool


def alarms(story: Story) -> Iterator[Finding]:
    """Contradiction between two hours of one call for help."""
    yield from _two_hours(story, _all_calls(story))


def early_alarms(story: Story) -> Iterator[Finding]:
    """Tension where help was called before that for which it was called."""
    yield from _too_early(story, _all_calls(story))


def _all_calls(story: Story) -> list[Call]:
    return [call for fact in story.facts for call in _calls(story, fact)]


@by_itself
def _calls(story: Story, fact: Facts) -> Iterator[Call]:
    if (
        fact.zone != "body"
        or fact.factuality != "certain"
        or not (ONE_CALL.search(fact.text) or CALLED.search(fact.text))
    ):
        return
    when = when_of(story, story.claims[fact.claim], story.once(times_of))
    if (
        when is not None
        and when.grain == "clock"
        and (not fact.negative or at_last(fact.text.partition(when.shown)[0]))
    ):
        yield Call(fact, when, ONE_CALL.search(fact.text) is not None)


# ------------------------------------------------------------------------------------------------ two hours
def _two_hours(story: Story, calls: Sequence[Call]) -> Iterator[Finding]:
    """The first pair of reports that put the one call at two hours; a report that knows several such calls is not asked."""
    of_report: dict[str, list[Call]] = defaultdict(list)
    for call in calls:
        if call.lone:
            of_report[call.fact.report].append(call)
    single = [found[0] for found in of_report.values() if len({call.when.face for call in found}) == 1]
    for number, one in enumerate(single):
        for two in single[number + 1 :]:
            computed = apart(one.when, two.when, by_clock=True, east=None)
            if computed is not None:
                a, b = older_first(story, one, two)
                sides = [(side.when.shown, (side.fact.claim,)) for side in (a, b)]
                yield finding(story, "contradiction", "time", f"When: {a.fact.text[:80]}?", sides, computed)
                return


# ------------------------------------------------------------------------------------------------ before it happened
def _too_early(story: Story, calls: Sequence[Call]) -> Iterator[Finding]:
    """The call that comes longest before one of the events that it may answer, and before all of its kind."""
    events = [
        event
        for fact in story.facts
        for event in told_by(story, fact)
        if event.when is not None and event.when.grain == "clock" and (event.group or event.kind) in HELPED
    ]
    early = [
        (lead, call, event)
        for call in calls
        for event in events
        if (lead := _lead(call, event)) is not None
        and _may_answer(call, event)
        and not _answers_another(call, event, events)
    ]
    if early:
        lead, call, event = max(early, key=lambda found: found[0])
        assert event.when is not None
        sides = [(call.when.shown, (call.fact.claim,)), (event.when.shown, (event.fact.claim,))]
        yield finding(
            story, "tension", "time", f"Was help called before it happened: {event.fact.text[:80]}?", sides,
            f'help called at "{call.when.shown}", {length(lead)} before "{event.when.shown}"', reconciled_by=UNLESS_ROUNDED,
        )  # fmt: skip


def _lead(call: Call, event: Occurrence) -> timedelta | None:
    """By how much a call comes before an event of another report, if that is more than clocks and rounding explain."""
    when = event.when
    if when is None or call.fact.report == event.fact.report or call.when.zoned is not when.zoned:
        return None
    least = ROUNDED if call.when.rough or when.rough else CLOCKS
    lead = until(call.when, when)
    return lead if least <= lead <= A_WATCH else None


def _may_answer(call: Call, event: Occurrence) -> bool:
    """Is the event what a call was about, as far as its words say: nothing, a place, or a word of the kind of the event?"""
    matter = MATTER.search(call.fact.text)
    return matter is None or (event.group or event.kind) in groups_in(matter.group())


def _answers_another(call: Call, event: Occurrence, events: Sequence[Occurrence]) -> bool:
    """Does some report put an event of this kind at an exact hour before the call?"""
    return any(
        other.when is not None
        and not other.when.rough
        and (other.group or other.kind) == (event.group or event.kind)
        and other.when.zoned is call.when.zoned
        and timedelta(0) <= until(other.when, call.when) <= A_WATCH
        for other in events
    )
