"""Occurrences: when and where the one explosion, arrest or crash of a story happened, in whatever words it is told.

Two reports speak of one occurrence where each knows only one of its kind, or where both name whom it befell. Clock times are compared
as instants, parts of the day and days as intervals; a place speaks against another only where no report of the one names the other.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from functools import cache

from whosays.blocking import neighbours
from whosays.data import rows
from whosays.distances import clearly_apart
from whosays.findings.evidence import Story, finding, ordered
from whosays.model import Claim, Facts, Finding, Time

LIGHT = frozenset(
    "happen occur come begin start strike rip tear shake rock hit take place be go kill injure wound destroy wreck damage break open put "
    "fire last follow rattle jolt".split()
)
HAPPEN = frozenset({"happen", "occur", "take", "strike", "hit"})  # "it took place at …"
SUBJECTS = frozenset({"agent", "patient"})
CAUSING = frozenset({"cause", "launch", "commence"})
BEGUN = re.compile(r"\b(?:start|beg[aiu]n|broke out|erupt|commenc)\w*")
REACH = 100  # how many later tellings of one kind a telling is compared with
EXACT = timedelta(minutes=20)  # two clock times closer than this are one, told more or less roughly
ROUGH = timedelta(minutes=60)  # … or where one of them is "about", "shortly after"
ONE_DAY = timedelta(hours=24)
ONE_STORY = timedelta(days=6)  # two days further apart are two occurrences
HOUR = timedelta(hours=1)
ZONE = re.compile(
    r"\b(?:GMT|UTC|Z|[ECMP][SD]?T|CES?T|BST|MSK|IST|JST|KST|WIB|Eastern|Central|Pacific|Greenwich|Summer Time)\b"
)
SHOTS = re.compile(
    r"\b(?:shots?|bullets?|rounds?|gun|rifle|pistol|shotgun)\b|\bfired (?:through|into|at|on)\b", re.IGNORECASE
)
OFFSET = re.compile(r"(?:UTC|GMT) ?([+-]\d{1,2})(?::?(\d\d))?\b")
LOCAL = re.compile(r"\blocal\b")
FAR_FROM_GREENWICH = (
    45.0  # degrees of longitude: three hours by the sun, more than borders and summer time shift a zone
)
ROUGHLY = re.compile(
    r"\b(?:about|around|shortly|soon|just|some ?time|nearly|almost|roughly|approximately|before|after|by|until|since|between|from)\b",
    re.IGNORECASE,
)
MOVED = re.compile(
    r"\b(?:postpon|reschedul|delay|moved?|brought forward|put off|pushed back|originally|had been due|was to have)\w*\b",
    re.IGNORECASE,
)
OPEN = re.compile(r"\b(?:by|until|till|since|after|before|between|from|within|not)\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
# Counted from what the text told before, not from the day it was written.
TOLD_FROM = re.compile(
    r"\b(?:previous|next|following|same|that) (?:day|morning|afternoon|evening|night)\b|\bday (?:before|after|earlier|later)\b",
    re.IGNORECASE,
)
SPOKEN = re.compile(
    r"\b(?:(?P<minutes>five|ten|twenty|twenty-five|a quarter|quarter|half)(?: minutes)? (?P<side>to|past|before|after)) "
    r"(?P<hour>one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b",
    re.IGNORECASE,
)
NUMBERS = {w: n for n, w in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split())} | {
    "twenty": 20, "twenty-five": 25, "a quarter": 15, "quarter": 15, "half": 30,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class When:
    """A moment or stretch as printed, in local time; where the zone stands beside it, in UTC (``zoned``).

    ``grain`` is clock, part or day. ``half`` marks a clock of twelve hours; ``face`` is what the clock showed.
    """

    earliest: datetime
    latest: datetime
    face: datetime
    grain: str
    rough: bool
    zoned: bool
    half: bool
    shown: str


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One telling of an occurrence: its kind, the claim, the moment or stretch it is put at, and the place."""

    fact: Facts
    kind: str
    group: str
    whom: bool
    people: frozenset[str]
    when: When | None
    where: str | None


@cache
def _kinds() -> Mapping[str, tuple[tuple[str, str, bool], ...]]:
    """Lemma → kinds, their groups, and whether they need one whom it befell."""
    found: dict[str, list[tuple[str, str, bool]]] = defaultdict(list)
    for kind, group, whom, lemmas in rows("occurrences"):
        for lemma in lemmas.split():
            found[lemma.replace("_", " ")].append((kind, group, whom == "whom"))
    return {lemma: tuple(kinds) for lemma, kinds in found.items()}


def occurrences(story: Story) -> Iterator[Finding]:
    """Contradiction where the reports put one occurrence at two times, or at two places, that cannot be one."""
    times = {time.id: time for reading in story.readings for time in reading.times}
    told = [one for fact in story.facts for one in _told(story, fact, times)]
    by_kind: dict[str, list[Occurrence]] = defaultdict(list)
    for one in told:
        by_kind[one.group or one.kind].append(one)
    for name in sorted(by_kind):
        yield from _times_of(story, by_kind[name])
        yield from _places_of(story, by_kind[name])


def _told(story: Story, fact: Facts, times: Mapping[str, Time]) -> Iterator[Occurrence]:
    claim = story.claims[fact.claim]
    if (
        fact.factuality not in ("certain", "expected")
        or fact.negative
        or MOVED.search(fact.text)
        or fact.zone not in ("body", "dek")
    ):
        return
    words = [claim.predicate, claim.predicate.split(" ")[0]]
    heads = [a.head.lower() for a in claim.arguments if a.head and a.role in SUBJECTS]
    begun = claim.predicate in CAUSING and BEGUN.search(fact.text)
    if words[1] in LIGHT or begun:
        words = [words[0], *heads] if " " in words[0] else list(heads)
    if claim.predicate == "fire" and SHOTS.search(fact.text):
        words.append("shooting")  # a coach is fired otherwise
    if claim.predicate.split(" ")[0] in HAPPEN and "it" in heads:
        words.append("incident")
    if "time" in heads:
        words += re.findall(r"[a-z-]+", fact.text.lower())
    kinds = {kind: None for word in words for kind in _kinds().get(word, ())}
    for kind, group, whom in kinds:
        people = frozenset(e for e in fact.patients | fact.agents if story.kinds.get(e) in ("person", "vehicle"))
        yield Occurrence(fact, kind, group, whom, people, _when(story, claim, times), _where(story, fact))


# ------------------------------------------------------------------------------------------------ when
def _when(story: Story, claim: Claim, times: Mapping[str, Time]) -> When | None:
    """The exactest time that a claim gives: a clock time, else a part of the day, else a day."""
    text = story.texts[claim.report]
    found = [when for name in claim.times if name in times and (when := _read(times[name], text)) is not None]
    day = next((when for when in found if when.grain in ("day", "part")), None)
    spoken = _spoken(story, claim, day)
    found += [spoken] if spoken else []
    return min(found, key=lambda when: ("clock", "part", "day").index(when.grain), default=None)


def _read(time: Time, text: str) -> When | None:
    if (
        time.type not in ("DATE", "TIME")
        or not (time.earliest and time.latest)
        or time.mod in ("BEFORE", "ON_OR_BEFORE")
    ):
        return None
    low, high = datetime.fromisoformat(time.earliest), datetime.fromisoformat(time.latest)
    grain = {"minute": "clock", "hour": "clock", "part": "part", "day": "day"}.get(time.grain or "")
    shown, before = text[time.start : time.end], text[max(0, time.start - 25) : time.start]
    if (
        grain is None
        or TOLD_FROM.search(shown)
        or OPEN.search(before)
        or (low.tzinfo is None) is not (high.tzinfo is None)
    ):
        return None
    if time.mod in ("START", "END") and grain == "day":
        return None  # "early on Thursday": a part of the day without bounds
    behind = text[time.start : time.end + 24].split(",")[0]
    zoned = bool(low.tzinfo and ZONE.search(behind) and not LOCAL.search(behind))
    face, offset = low.replace(tzinfo=None), OFFSET.search(behind)
    if offset:
        zone = timezone(timedelta(hours=int(offset[1]), minutes=int(offset[2] or 0)))
        low, high, zoned = low.replace(tzinfo=zone), high.replace(tzinfo=zone), True
    elif zoned and "zone=" not in (time.relative or ""):
        return None  # a zone that was not read
    if zoned:
        low, high = low.astimezone(UTC), high.astimezone(UTC)
    rough = time.mod is not None or bool(ROUGHLY.search(shown + " " + before))
    return When(low.replace(tzinfo=None), high.replace(tzinfo=None), face, grain, rough, zoned, False, shown)


def _spoken(story: Story, claim: Claim, day: When | None) -> When | None:
    """ "Ten minutes to eight": a clock of twelve hours, on the day of the claim or else of the report."""
    words = " ".join(span.of(story.texts[claim.report]) for span in claim.spans)
    match = SPOKEN.search(words)
    stamp = story.fact_of[claim.id].as_of
    if match is None or not (day or stamp):
        return None
    start = (day.earliest if day else datetime.fromisoformat(stamp or "")).replace(hour=0, minute=0, tzinfo=None)
    minutes = NUMBERS[match["minutes"].lower()] * (-1 if match["side"].lower() in ("to", "before") else 1)
    moment = start + timedelta(hours=NUMBERS[match["hour"].lower()], minutes=minutes)
    return When(
        moment, moment, moment, "clock", bool(ROUGHLY.search(words[: match.start()][-20:])), False, True, match.group()
    )


def _times_of(story: Story, told: Sequence[Occurrence]) -> Iterator[Finding]:
    """One finding for two times of one occurrence, whichever reports give them."""
    dated = [one for one in told if one.when is not None]
    done: list[tuple[Occurrence, Occurrence]] = []
    east = _longitude(story)
    for grains in (("clock", "part"), ("day", "part")):
        compared = [one for one in dated if one.when and one.when.grain in grains]
        lone = _lone(compared)
        for one, two in _pairs(compared):
            if not (one in lone and two in lone and _one(one, two)):
                continue
            known = any(_alike(a, c) and _alike(b, d) for a, b in done for c, d in ((one, two), (two, one)))
            verdict = None if known else _apart(one, two, grains[0], east)
            if verdict is not None:
                done.append((one, two))
                yield _time_finding(story, one, two, compared, verdict)


def _alike(one: Occurrence, two: Occurrence) -> bool:
    """Do two tellings give one time?"""
    return (
        one.when is not None
        and two.when is not None
        and one.when.zoned is two.when.zoned
        and _agree(one.when, two.when)
    )


def _longitude(story: Story) -> float | None:
    """The longitude of the located place that most reports name."""
    ranked = sorted(story.places, key=lambda entity: (-story.spread.get(entity, 0), entity))
    return story.places[ranked[0]].longitude if ranked else None


def _time_finding(story: Story, one: Occurrence, two: Occurrence, compared: Sequence[Occurrence], told: str) -> Finding:
    a, b = (one, two) if ordered(story, one.fact, two.fact)[0] is one.fact else (two, one)
    sides = [
        (side.when.shown if side.when else "", [c.fact.claim for c in compared if _alike(c, side)]) for side in (a, b)
    ]
    return finding(story, "contradiction", "time", f"When: {a.fact.text[:80]}?", sides, told)


def _apart(one: Occurrence, two: Occurrence, grain: str, east: float | None) -> str | None:
    """Why two times cannot be one; ``None`` where they can be, or nobody can tell. ``east`` is the longitude of the story."""
    a, b = one.when, two.when
    if a is None or b is None or (grain != "clock" and "clock" in (a.grain, b.grain)):
        return None
    if a.zoned is not b.zoned:
        return _same_face(a, b, east)
    if _agree(a, b) or _gap(a, b) > (ONE_DAY if grain == "clock" else ONE_STORY):
        return None
    return f'"{a.shown}" against "{b.shown}": {_length(_gap(a, b))} apart'


def _same_face(a: When, b: When, east: float | None) -> str | None:
    """7:37 Greenwich time in one report, 7:37 local time in another, far from Greenwich: one of the two zones is wrong."""
    if a.grain != "clock" or b.grain != "clock" or a.face.time() != b.face.time() or east is None:
        return None
    zoned = a if a.zoned else b
    if abs(east) < FAR_FROM_GREENWICH or not re.search(r"GMT|UTC|Greenwich", zoned.shown):
        return None
    return (
        f'"{a.shown}" against "{b.shown}": by the sun, clocks at longitude {east:.0f}° are {east / 15:+.0f} hours from Greenwich, '
        "so that both cannot be right"
    )


def _agree(a: When, b: When) -> bool:
    """Can both be one time, as roughly as they are told?"""
    reach = (
        timedelta(0)
        if "clock" not in (a.grain, b.grain)
        else ROUGH
        if a.rough or b.rough or a.grain != b.grain
        else EXACT
    )
    if a.half or b.half:
        shifts = [timedelta(hours=12 * turn) for turn in (-2, -1, 0, 1, 2)]
        return any(a.earliest + s - reach <= b.latest and b.earliest <= a.latest + s + reach for s in shifts)
    return a.earliest - reach <= b.latest and b.earliest <= a.latest + reach


def _gap(a: When, b: When) -> timedelta:
    if a.half or b.half:
        apart = abs(a.earliest - b.earliest) % timedelta(hours=12)
        return min(apart, timedelta(hours=12) - apart)
    return max(a.earliest - b.latest, b.earliest - a.latest)


def _length(gap: timedelta) -> str:
    minutes = round(gap.total_seconds() / 60)
    if minutes < 120:
        return f"{minutes} minutes"
    return f"{minutes / 60:.0f} hours" if minutes < 2880 else f"{minutes / 1440:.0f} days"


# ------------------------------------------------------------------------------------------------ where
def _where(story: Story, fact: Facts) -> str | None:
    """The located place of a claim, or the only one of its sentence."""
    if fact.place in story.places:
        return fact.place
    claim = story.claims[fact.claim]
    begin, end = claim.spans[0].start, claim.spans[-1].end
    after = story.texts[claim.report].find(".", end)
    near = story.beginning_in(fact.report, begin, after if after > 0 else end)
    found = {other.place for other in near if other.place in story.places}
    return next(iter(found)) if len(found) == 1 else None


def _places_of(story: Story, told: Sequence[Occurrence]) -> Iterator[Finding]:
    placed = [one for one in told if one.where is not None]
    reports = story.named_in
    done: set[frozenset[str]] = set()
    lone = _lone(placed)
    for one, two in _pairs(placed):
        here, there = one.where or "", two.where or ""
        pair = frozenset({here, there})
        if len(pair) < 2 or pair in done:
            continue
        if reports[here] & reports[there] or not clearly_apart(story.places.get(here), story.places.get(there)):
            continue
        if (one.when and two.when and not _agree(one.when, two.when)) or not (
            one in lone and two in lone and _one(one, two)
        ):
            continue
        done.add(pair)
        a, b = (one, two) if ordered(story, one.fact, two.fact)[0] is one.fact else (two, one)
        names = [story.label(side.where or "") for side in (a, b)]
        yield finding(
            story, "contradiction", "place", f"Where: {a.fact.text[:80]}?",
            [(name, (side.fact.claim,)) for name, side in zip(names, (a, b), strict=True)],
            f"{names[0]} against {names[1]}: neither lies in the other, and no report names both",
        )  # fmt: skip


# ------------------------------------------------------------------------------------------------ one occurrence
def _pairs(told: Sequence[Occurrence]) -> Iterator[tuple[Occurrence, Occurrence]]:
    """Tellings of different reports; in a crowd each meets the nearest."""
    for left, right in neighbours([{""}] * len(told), REACH):
        if told[left].fact.report != told[right].fact.report:
            yield told[left], told[right]


def _one(one: Occurrence, two: Occurrence) -> bool:
    """Are both tellings of one occurrence: of one kind, and with one whom it befell where the kind asks for that?"""
    if one.kind != two.kind and "any" not in (one.kind, two.kind):
        return False
    if one.fact.told != two.fact.told or _weeks_apart(one.fact, two.fact):
        return False
    if one.people and two.people and not one.people & two.people:
        return False
    return bool(one.people & two.people) or not (one.whom or two.whom)


def _lone(told: Sequence[Occurrence]) -> set[Occurrence]:
    """Those whose report puts nothing of the kind at another time or place."""
    of_report: dict[str, list[Occurrence]] = defaultdict(list)
    for one in told:
        of_report[one.fact.report].append(one)
    return {one for one in told if all(_fits(one, other) for other in of_report[one.fact.report])}


def _fits(one: Occurrence, other: Occurrence) -> bool:
    if other.kind != one.kind and "any" not in (other.kind, one.kind):
        return True
    return (not (other.when and one.when) or _agree(other.when, one.when)) and other.where in (None, one.where)


def _weeks_apart(a: Facts, b: Facts) -> bool:
    if not (a.as_of and b.as_of):
        return False
    return abs(datetime.fromisoformat(a.as_of) - datetime.fromisoformat(b.as_of)) > timedelta(days=7)
