"""Dating a report that carries no date, by the events that it shares with reports that carry one.

A report that says "X arrived earlier today" came out on the day of X's arrival; another report, dated, says which day
that was. Method: claims of both are matched by event and names; every day of publication that gives the undated
expression the known day is a possible one; one expression must leave a single day and no other may contradict it. A
dateline's day without a year takes the year of the dated reports. Two days: none is taken, both are listed. A date
that is given is never replaced: where the report's own words exclude it, the other days are listed beside it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from whosays.data import rows
from whosays.dating.stamps import days_of, with_candidates
from whosays.model import Claim, DateCandidate, Mention, Passage, Published, Reading, Span, Time
from whosays.remembered import LastMade
from whosays.text.stretches import holding, inside

Anchor = Callable[[tuple[Time, ...], str], tuple[Time, ...]]
Possible = Callable[[Time, date], frozenset[date]]

NEWS = 10  # days; an event further from its report's own day is background, of which there are many alike
BEFORE, AFTER = 7, 31  # days before and after an event in which a report of it may come out
MOST_CANDIDATES = 3
SETTLED = frozenset({"certain", "probable"})
# Acts of speech repeat from day to day: "he said today" and "he said on Tuesday" need not be one event.
SPEECH = frozenset(
    "say tell add announce state report note claim confirm deny warn call ask want be have do see know think".split()
)
NO_TERMS = frozenset(
    "the a an of in on at to and for from by with his her its their today tomorrow yesterday early earlier".split()
)


@dataclass(frozen=True, slots=True)
class _Event:
    """A claim with a time, made comparable: kind of event, names in it, other content words, the words that show
    both.
    """

    report: str
    kind: str
    names: tuple[frozenset[str], ...]
    terms: frozenset[str]
    time: Time
    day: date | None
    words: Passage


DAYS: LastMade[frozenset[date]] = LastMade(most=16_384)  # on which an expression names a day
EVENTS: LastMade[tuple[_Event, ...]] = LastMade()


@dataclass(frozen=True, slots=True)
class _Evidence:
    """Days on which a report may have come out, and the words that say so: the report's own first."""

    days: frozenset[date]
    passages: tuple[Passage, ...]


def date_by_events(readings: Sequence[Reading], *, anchor: Anchor) -> tuple[Reading, ...]:
    """Readings in the order given; undated ones dated where the others prove the day, and their times anchored anew.

    ``anchor(times, published)`` values relative expressions against an ISO 8601 day. Dated readings keep value and
    times; candidates are added where their own words exclude the date given.
    """
    known = _known_events(readings)
    valued = cache(anchor)  # one expression is asked about once, however many reports print it

    @cache
    def possible(time: Time, day: date) -> frozenset[date]:
        return DAYS.of((time, day), (anchor,), lambda: _possible_days(time, day, valued))

    return tuple(_dated(readings, number, known, valued, possible) for number in range(len(readings)))


# ---------------------------------------------------------------------------------------------- events with a known day
def _known_events(readings: Sequence[Reading]) -> dict[str, list[_Event]]:
    """The news, not the background, of reports whose date is given: events whose day is known, by kind."""
    known: dict[str, list[_Event]] = defaultdict(list)
    for reading in readings:
        published = reading.report.published
        if published.status == "given" and published.value is not None:
            printed = date.fromisoformat(published.value[:10])
            for event in _events(reading):
                if event.day is not None and abs(printed - event.day) <= timedelta(days=NEWS):
                    known[event.kind].append(event)
    return known


def _events(reading: Reading) -> tuple[_Event, ...]:
    """The settled, affirmed claims of a report that have a time."""
    return EVENTS.of(reading.report.id, (reading,), lambda: tuple(_told(reading)))


def _told(reading: Reading) -> Iterator[_Event]:
    times = {time.id: time for time in reading.times}
    mentions = {mention.id: mention for mention in reading.mentions}
    for claim in reading.claims:
        kind = _kind(claim.predicate)
        if kind is None or claim.polarity == "-" or claim.factuality not in SETTLED:
            continue
        for time_id in claim.times:
            time = times.get(time_id)
            if time is not None and time.type in ("DATE", "TIME"):
                names = _names(claim, reading, mentions)
                yield _Event(
                    reading.report.id, kind, names, _terms(claim, names), time, _day(time), _words(claim, time, reading)
                )


def _kind(predicate: str) -> str | None:
    """The kind of event a lemma reports; ``None`` for speech and for verbs too light to name an event."""
    lemma = predicate.casefold().split(" ")[0]
    return None if not lemma or lemma in SPEECH else _kinds().get(lemma, lemma)


@cache
def _kinds() -> dict[str, str]:
    return {lemma: group for group, lemmas in rows("same_events") for lemma in lemmas.split("|")}


def _names(claim: Claim, reading: Reading, mentions: dict[str, Mention]) -> tuple[frozenset[str], ...]:
    """Names that stand in the claim, or that its pronouns and nominals stand for, each as a set of folded words."""
    named: set[frozenset[str]] = set()
    for mention in inside(reading.mentions, claim.spans):
        target = mentions.get(mention.refers_to or "", mention)
        if target.form == "name":
            named.add(frozenset(re.findall(r"[^\W_]+", target.text.casefold())) - {"s"})
    return tuple(sorted(named, key=sorted))


def _terms(claim: Claim, names: tuple[frozenset[str], ...]) -> frozenset[str]:
    """Content lemmas of the claim that are neither part of a name nor its predicate."""
    naming = frozenset().union(*names) if names else frozenset()
    return frozenset(
        term.casefold()
        for term in claim.terms
        if term.casefold() not in naming | NO_TERMS | {claim.predicate.casefold()}
    )


def _words(claim: Claim, time: Time, reading: Reading) -> Passage:
    """The claim's words together with its time where both stand in one sentence, else the time alone."""
    held = holding(reading.sentences, time.start)
    sentence = held if held is not None and time.end <= held.end else Span(time.start, time.end)
    inside = [span for span in claim.spans if sentence.contains(span)]
    start = min([time.start, *(span.start for span in inside)])
    end = max([time.end, *(span.end for span in inside)])
    return Passage(claim.report, start, end)


def _day(time: Time) -> date | None:
    """The day a time lies in; a night may run into the next day; longer stretches have none."""
    first, last = days_of(time)
    if first is None or last is None:
        return None
    return first if last == first or (time.type == "TIME" and last - first == timedelta(days=1)) else None


# ------------------------------------------------------------------------------------------------------------- evidence
def _evidence(reading: Reading, known: dict[str, list[_Event]], possible: Possible) -> list[_Evidence]:
    """What every match with a dated event says of the day this report came out."""
    found: list[_Evidence] = []
    for event in _events(reading):
        if event.time.relative is None:
            continue
        asked = _anywhere(event.time)
        for other in known.get(event.kind, ()):
            day = other.day
            if other.report == event.report or day is None or not _same_event(event, other):
                continue
            if days := possible(asked, day):
                found.append(_Evidence(days, (event.words, other.words)))
    return found


def _dateline(readings: Sequence[Reading], number: int, anchor: Anchor) -> list[_Evidence]:
    """What a day without a year in the report's dateline says, given that the dated reports of its story are news
    too.
    """
    reading = readings[number]
    zones = [segment for segment in reading.report.segments if segment.role == "dateline"]
    printed = [
        date.fromisoformat(other.report.published.value[:10])
        for other in readings
        if other.report.published.status == "given" and other.report.published.value
    ]
    around = {day + timedelta(days=offset) for day in printed for offset in range(-NEWS, NEWS + 1)}
    found: list[_Evidence] = []
    for time in reading.times:
        if (
            time.relative
            and time.type == "DATE"
            and any(zone.start <= time.start and time.end <= zone.end for zone in zones)
        ):
            days = frozenset(
                day
                for day in around
                if any(_day(valued) == day for valued in anchor((_anywhere(time),), day.isoformat()))
            )
            if len(days) == 1:
                found.append(_Evidence(days, (Passage(reading.report.id, time.start, time.end),)))
    return found


def _same_event(one: _Event, other: _Event) -> bool:
    """Two names in common, or one name and a content word: the kind of event is already the same."""
    shared = sum(any(a and b and (a <= b or b <= a) for b in other.names) for a in one.names)
    return shared >= 2 or (shared == 1 and bool(one.terms & other.terms))


def _possible_days(time: Time, day: date, anchor: Anchor) -> frozenset[date]:
    """Days of publication for which the expression, wherever it stands, names this day."""
    around = (day + timedelta(days=offset) for offset in range(-BEFORE, AFTER + 1))
    return frozenset(p for p in around if any(_day(valued) == day for valued in anchor((time,), p.isoformat())))


def _anywhere(time: Time) -> Time:
    """The expression without its place, the same for every report that prints it."""
    return replace(time, id="", report="", start=0, end=0)


# ------------------------------------------------------------------------------------------------------------ judgement
def _dated(
    readings: Sequence[Reading], number: int, known: dict[str, list[_Event]], anchor: Anchor, possible: Possible
) -> Reading:
    """One reading with what the others prove of its date."""
    reading = readings[number]
    published = reading.report.published
    if published.status == "given":
        return _checked(reading, known, possible)
    if published.status != "absent":
        return reading
    evidence = _evidence(reading, known, possible) + _dateline(readings, number, anchor)
    pinned = sorted({day for item in evidence if len(item.days) == 1 for day in item.days})
    fitting = [day for day in pinned if all(day in item.days for item in evidence)]
    if len(pinned) == 1 and fitting:
        day = fitting[0].isoformat()
        dated = Published(day, "inferred", _passages(evidence), ())
        return replace(reading, report=replace(reading.report, published=dated), times=anchor(reading.times, day))
    if not pinned:
        return reading
    candidates = tuple(
        DateCandidate(day.isoformat(), _passages([e for e in evidence if day in e.days])) for day in pinned
    )
    return with_candidates(reading, candidates)


def _checked(reading: Reading, known: dict[str, list[_Event]], possible: Possible) -> Reading:
    """A dated reading; candidates are listed only if two dated reports or more contradict its date and none supports
    it.
    """
    published = reading.report.published
    if published.candidates or published.value is None:
        return reading
    stamped = date.fromisoformat(published.value[:10])
    evidence = _evidence(reading, known, possible)
    near = {stamped + timedelta(days=offset) for offset in (-1, 0, 1)}  # a stamp in another zone is no clash
    against = [item for item in evidence if not item.days & near]
    witnesses = {item.passages[-1].report for item in against}
    if len(against) < len(evidence) or len(witnesses) < 2:
        return reading
    common = sorted(frozenset.intersection(*(item.days for item in against)))
    if not common:
        return reading
    shown = common if len(common) <= MOST_CANDIDATES else common[:1]
    candidates = (
        DateCandidate(published.value, published.evidence),
        *(DateCandidate(day.isoformat(), _passages(against)) for day in shown),
    )
    return with_candidates(reading, candidates)


def _passages(evidence: Sequence[_Evidence]) -> tuple[Passage, ...]:
    """Passages of the evidence, each once: the report's own words first."""
    own = sorted({item.passages[0] for item in evidence})
    return (*own, *sorted({passage for item in evidence for passage in item.passages[1:]} - set(own)))
