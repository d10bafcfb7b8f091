"""Numbers: figures that answer one question, and whether they can all be true.

Bounds, approximation and rounding first; then time: a running figure that a later claim raises is an update; then sums that the text
itself offers. Only what no reading reconciles is a contradiction.
"""

from __future__ import annotations

import math
import re
from calendar import month_name
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from whosays.data import words
from whosays.findings.evidence import Story, finding, ordered
from whosays.findings.figures import DURATIONS, same_question
from whosays.measures import agree, bounds, disjoint, rounds, value_of
from whosays.model import Facts, Finding, FindingKind, Measure

COUNTED = frozenset({"certain", "probable", "expected", "unconfirmed", "possible"})
HOURS = r"(?:\w+ )?(?:now|noon|midday|midnight|morning|afternoon|evening|night|nightfall|\w+day|\d+)"
RUNNING = re.compile(rf"\b(so far|by {HOURS}|in all|to date|risen to|in total|altogether)\b", re.IGNORECASE)
STANDING = re.compile(r"\b(is|are|remains?|now|so far|still|currently)\b", re.IGNORECASE)
SAME_HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Verdict:
    """How two figures of one question stand to each other, and the arithmetic; ``extra`` are claims the arithmetic needs.

    Of an update ``computation`` says what kind of figure it is: the finding gives its whole course.
    """

    kind: FindingKind
    computation: str
    reconciled_by: str | None = None
    extra: tuple[str, ...] = ()


Figure = tuple[Facts, Measure]


def numbers(story: Story) -> Iterator[Finding]:
    """One finding a question: contradiction, tension or update between its figures; figures that agree are kept silently."""
    figures = [(fact, measure) for fact in story.facts for measure in fact.measures if fact.factuality in COUNTED]
    by_unit: dict[str, list[Figure]] = defaultdict(list)
    for fact, measure in figures:
        if measure.unit is not None and measure.unit not in DURATIONS:
            by_unit[measure.unit].append((fact, measure))
    for unit in sorted(by_unit):
        verdicts: dict[FindingKind, list[tuple[Figure, Figure, Verdict]]] = defaultdict(list)
        for position, first in enumerate(by_unit[unit]):
            for second in by_unit[unit][position + 1 :]:
                if first[0].claim != second[0].claim and same_question(story, *first, *second):
                    a, b = (first, second) if ordered(story, first[0], second[0])[0] is first[0] else (second, first)
                    verdict = _judge(story, *a, *b)
                    verdicts[verdict.kind].append((a, b, verdict))
        for kind in ("contradiction", "tension", "update", "consistent"):
            for group in _questions(story, verdicts[kind]):
                yield _finding(story, kind, group)


def _questions(
    story: Story, pairs: list[tuple[Figure, Figure, Verdict]]
) -> Iterator[list[tuple[Figure, Figure, Verdict]]]:
    """Pairs that share a proposition are about one question."""
    groups: list[tuple[set[str], list[tuple[Figure, Figure, Verdict]]]] = []
    for pair in pairs:
        names = {story.proposition_of[figure[0].claim] for figure in pair[:2]}
        joined = [group for group in groups if group[0] & names]
        for group in joined:
            groups.remove(group)
        groups.append(
            (names.union(*(group[0] for group in joined)), [entry for group in joined for entry in group[1]] + [pair])
        )
    for _, entries in groups:
        yield entries


def _finding(story: Story, kind: FindingKind, pairs: list[tuple[Figure, Figure, Verdict]]) -> Finding:
    """Sides by value, oldest first; the computations of the pairs, of an update the course of its figures."""
    every = _in_time([figure for pair in pairs for figure in pair[:2]])
    extra = {claim for pair in pairs for claim in pair[2].extra}
    sides, course = [], []
    for group in _agreeing(every, apart=kind in ("update", "consistent")):
        claims = [claim for fact, _ in group for claim in (fact.claim, *story.all_of(fact.claim))]
        reports = {story.claims[claim].report for claim in claims}
        claims += sorted(claim for claim in extra if story.claims[claim].report in reports)
        sides.append((", ".join(dict.fromkeys(_answer(measure) for _, measure in group)), claims))
        course.append(f"{_plain(group[0][1])} as of {_day(group[0][0])}")
    lines = list(dict.fromkeys(pair[2].computation for pair in pairs))
    if kind == "update":
        lines = [f"{', '.join(course)} (UTC): {lines[0]}"]
    reconciled = next((pair[2].reconciled_by for pair in pairs if pair[2].reconciled_by), None)
    return finding(
        story,
        kind,
        "number",
        _question(every[0]),
        sides,
        "; ".join(lines[:3]),
        reconciled_by=reconciled,
        shown=kind != "consistent",
    )


def _in_time(figures: list[Figure]) -> list[Figure]:
    """Oldest first; of a day for which some figure has no hour, the lower first, since nothing says which came before."""
    whole_days = {(fact.as_of or "")[:10] for fact, _ in figures if (fact.as_of or "")[11:16] == "00:00"}

    def place(figure: Figure) -> tuple[str, float, str, str, str]:
        fact, measure = figure
        moment = fact.as_of or "~"
        level = (value_of(measure) or 0.0) if moment[:10] in whole_days else 0.0
        return moment[:10], level, moment, fact.claim, measure.quantity

    return sorted(figures, key=place)


def _agreeing(figures: list[Figure], *, apart: bool) -> list[list[Figure]]:
    """Figures by side: those that can all be true stand together; ``apart`` keeps every value by itself."""
    sides: list[list[Figure]] = []
    for fact, measure in figures:
        for side in sides:
            equal = all((m.low, m.high) == (measure.low, measure.high) for _, m in side)
            if equal or (not apart and all(agree(m, measure) for _, m in side)):
                side.append((fact, measure))
                break
        else:
            sides.append([(fact, measure)])
    return sides


def _answer(measure: Measure) -> str:
    """The figure as printed; where it is written in words of magnitude, the plain number behind it."""
    value = value_of(measure)
    large = re.search(r"(million|billion|thousand|trillion|\d(?:m|bn|k|tn))\b", measure.shown, re.IGNORECASE)
    return f"{measure.shown} ({_number(value)})" if large and value is not None else measure.shown


def _question(figure: Figure) -> str:
    """The claim's own words with the figure left out."""
    fact, measure = figure
    asked = re.sub(
        r"^(?:at least|up to|more than|nearly|almost|about|around|some|only|just)\s+", "", measure.shown, flags=re.I
    )
    rest = re.sub(r"^\S+\s*", "", asked)
    return f"How many? {fact.text.replace(measure.shown, f'… {rest}'.strip())[:110]}"


# ------------------------------------------------------------------------------------------------ judging
def _judge(story: Story, a: Facts, m: Measure, b: Facts, n: Measure) -> Verdict:
    """Agree, agree when rounded, a later figure, reconciled by a sum, or neither; ``a`` is the older claim."""
    if not disjoint(m, n):
        return Verdict("consistent", f"{_plain(m)} and {_plain(n)}: both can be true")
    if rounds(m, n):
        return Verdict("consistent", f"{_plain(m)} and {_plain(n)} agree when rounded")
    grows = (
        _later(story, a, b)
        and (value_of(n) or 0) > (value_of(m) or 0)
        and RUNNING.search(a.text)
        and RUNNING.search(b.text)
    )
    one_telling = a.report == b.report and a.as_of == b.as_of
    running = _cumulative(m, n, a, b) and not _same_hour(a, b) and not one_telling
    if running and _told_at_once(a, b):
        told = f"{_plain(m)} against {_plain(n)}: {_difference(m, n)}, both as of {_day(a)} (UTC)"
        return Verdict("tension", told, "if they were counted at different hours")
    if grows or running:
        return Verdict("update", "a running figure")
    if _later(story, a, b) and STANDING.search(a.text) and STANDING.search(b.text):
        return Verdict("update", "a state that changes")
    sums = _sums(story, a, m) + _sums(story, b, n)
    for total, text, claim in sums:
        if _reaches(total, m, n):
            return Verdict(
                "tension",
                f"{_plain(m)} against {_plain(n)}; {text} = {_number(total)}",
                f"if {text} is counted together",
                (claim,),
            )
    tried = "".join(
        f"; {text} = {_number(total)}, which does not meet the other figure either" for total, text, _ in sums
    )
    return Verdict(
        "contradiction",
        f"{_plain(m)} against {_plain(n)}: {_difference(m, n)}{tried}; no reading makes both true",
        extra=tuple(claim for _, _, claim in sums),
    )


def _later(story: Story, a: Facts, b: Facts) -> bool:
    """Was the second figure true at a later hour than the first?"""
    if not (a.as_of and b.as_of):
        return False
    return datetime.fromisoformat(b.as_of) - datetime.fromisoformat(a.as_of) > SAME_HOUR


def _told_at_once(a: Facts, b: Facts) -> bool:
    """Two reports of one minute: neither figure replaces the other. A bare day is no minute."""
    stamp = a.as_of or ""
    return a.report != b.report and stamp == b.as_of and not stamp[11:].startswith("00:00")


def _same_hour(a: Facts, b: Facts) -> bool:
    """Do both claims themselves say for which hour they hold? Only then can a running figure contradict another."""
    if not (a.earliest and b.earliest and a.latest and b.latest):
        return False
    start, end = max(a.earliest, b.earliest), min(a.latest, b.latest)
    widest = max(datetime.fromisoformat(f.latest or "") - datetime.fromisoformat(f.earliest or "") for f in (a, b))
    return start <= end and widest <= SAME_HOUR


def _cumulative(m: Measure, n: Measure, a: Facts, b: Facts) -> bool:
    """Counts that grow as a story does: tolls, damage, shares counted, areas."""
    growing = words("cumulative")
    shared = (a.terms & b.terms) | ({a.predicate} & {b.predicate})
    return bool((m.what | n.what | {m.unit or ""} | shared) & growing)


def _difference(m: Measure, n: Measure) -> str:
    left, right = value_of(m), value_of(n)
    return (
        f"difference {_number(abs(left - right))}"
        if left is not None and right is not None
        else "the bounds do not meet"
    )


def _sums(story: Story, fact: Facts, m: Measure) -> list[tuple[float, str, str]]:
    """The figure with a count that its text adds to it: total, sum as text, the claim that adds.

    "Seven trips … and twice stepping across", or in the next sentence, by the same actor, "Twice he has stepped across".
    """
    base = value_of(m)
    found: dict[str, tuple[float, str, str]] = {}
    for other in story.facts:
        if other.report != fact.report or other.claim == fact.claim or base is None:
            continue
        joined = _joined_by_and(story, fact, other)
        if not joined and not (fact.agents & other.agents and _in_next_sentence(story, fact, other)):
            continue
        for extra in other.measures:
            value = value_of(extra)
            acted = joined or extra.unit == other.predicate  # "twice": how often, not how many
            if acted and value is not None and extra.unit not in ("%", *DURATIONS) and extra.low == extra.high:
                text = f"{_number(base)} + {_number(value)}"
                found.setdefault(text, (base + value, text, other.claim))
    return list(found.values())


def _joined_by_and(story: Story, fact: Facts, other: Facts) -> bool:
    end, start = story.claims[fact.claim].spans[-1].end, story.claims[other.claim].spans[0].start
    return start >= end and story.texts[fact.report][end:start].strip(" ,") == "and"


def _in_next_sentence(story: Story, fact: Facts, other: Facts) -> bool:
    """Does a claim stand in the sentence right behind another's, in one paragraph?"""
    text, sentences = story.texts[fact.report], story.sentences[fact.report]
    end, start = story.claims[fact.claim].spans[-1].end, story.claims[other.claim].spans[0].start
    between = [s for s in sentences if end <= s.end and s.start <= start]
    return start > end and len(between) == 2 and "\n" not in text[end:start]


def _reaches(total: float, m: Measure, n: Measure) -> bool:
    return any(low <= total <= high for low, high in (bounds(m), bounds(n)) if not low <= -math.inf)


def _plain(m: Measure) -> str:
    return f'"{m.shown}"'


def _number(value: float) -> str:
    return f"{value:,.0f}" if abs(value - round(value)) < 1e-9 else f"{value:,.4g}"


def _day(fact: Facts) -> str:
    """As-of time for a reader: "12 September 2023 06:30"; a bare day has no hour."""
    if fact.as_of is None:
        return "an unknown time"
    moment = datetime.fromisoformat(fact.as_of)
    hour = f" {moment:%H:%M}" if (moment.hour, moment.minute) != (0, 0) else ""
    return f"{moment.day} {month_name[moment.month]} {moment.year}{hour}"
