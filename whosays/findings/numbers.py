"""Numbers: do two figures answer one question, and can both be true?

Same question: one unit, one thing counted, one scope, alike otherwise. Then bounds, approximation and rounding; then time: a cumulative
figure that a later claim raises is an update. Only what no reading reconciles is a contradiction.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from whosays.data import words
from whosays.findings.evidence import Story, finding, likeness, ordered, words_of
from whosays.model import Facts, Finding, FindingKind, Measure

GENERIC = frozenset(
    "person people man woman child house building percent % time day hour month week year minute a mo d h s min thing place".split()
)
PARTS = re.compile(
    r"\b(another|other|others|more|further|additional|each|per|(?<!all )of (?:those|these|them|whom|which|the)|every|extra|previous|earlier)\b",
    re.I,
)
ALIKE, ALIKE_SPECIFIC, ALIKE_MONEY = 0.34, 0.18, 0.2
COUNTED = frozenset({"certain", "probable", "expected", "unconfirmed", "possible"})
ALL_OF_THEM = re.compile(r"\ball (?:of )?(?:them|which|these|those)\b", re.IGNORECASE)
RUNNING = re.compile(
    r"\b(so far|by (?:\w+ )?(?:now|noon|midday|midnight|morning|afternoon|evening|night|nightfall|\w+day|\d+)|in all|to date|risen to|in total|altogether)\b",
    re.I,
)
SAME_HOUR = timedelta(hours=1)
MEASURED = frozenset({"m", "kg", "m/s", "Cel", "W", "l", "Pa", "J", "Hz", "kt", "magnitude", "km/h"})
STANDING = re.compile(r"\b(is|are|remains?|now|so far|still|currently)\b", re.IGNORECASE)
DURATIONS = frozenset({"s", "min", "h", "d", "wk", "mo", "a", "week", "month", "year"})


@dataclass(frozen=True, slots=True)
class Verdict:
    """How two figures of one question stand to each other, and the arithmetic; ``extra`` are claims the arithmetic needs."""

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
                if first[0].claim != second[0].claim and _same_question(story, *first, *second):
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
    """Sides by value, oldest first; the computation of the first pair, and how many more pairs there are."""
    figures: dict[tuple[float | None, float | None], list[Figure]] = {}
    for figure in sorted(
        (f for pair in pairs for f in pair[:2]), key=lambda f: (f[0].as_of or "~", f[0].claim, f[1].quantity)
    ):
        figures.setdefault((figure[1].low, figure[1].high), []).append(figure)
    extra = {claim for pair in pairs for claim in pair[2].extra}
    sides = []
    for group in figures.values():
        claims = [claim for fact, _ in group for claim in (fact.claim, *story.all_of(fact.claim))]
        reports = {story.claims[claim].report for claim in claims}
        claims += sorted(claim for claim in extra if story.claims[claim].report in reports)
        sides.append((_answer(group[0][1]), claims))
    lines = list(dict.fromkeys(pair[2].computation for pair in pairs))
    reconciled = next((pair[2].reconciled_by for pair in pairs if pair[2].reconciled_by), None)
    return finding(
        story,
        kind,
        "number",
        _question(next(iter(figures.values()))[0]),
        sides,
        "; ".join(lines[:3]),
        reconciled_by=reconciled,
        shown=kind != "consistent",
    )


def _answer(measure: Measure) -> str:
    """The figure as printed; where it is written in words of magnitude, the plain number behind it."""
    value = _value(measure)
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


def _same_question(story: Story, a: Facts, m: Measure, b: Facts, n: Measure) -> bool:
    if story.proposition_of[a.claim] == story.proposition_of[b.claim] and not _disjoint(m, n):
        return False
    if a.report == b.report and not _two_voices(story, a, b):
        return False
    if m.unit is None or m.unit in DURATIONS:
        return False
    if PARTS.search(_around(story, a, m)) or PARTS.search(_around(story, b, n)) or _out_of_proportion(m, n):
        return False
    if _vague(m) or _vague(n):
        return False
    if (
        _dated_apart(a, b)
        or _told_apart(a, b)
        or _scope(story, a) != _scope(story, b)
        or _other_actor(story, a, b)
        or _same_set(a, m, b)
    ):
        return False
    kinds = (_toll(a, m), _toll(b, n))
    if kinds[0] or kinds[1]:
        return bool(kinds[0] & kinds[1])
    if m.what and n.what and not m.what & n.what and m.unit in GENERIC:
        return False
    alike = likeness(story, a, b)
    common = words_of(a) & words_of(b)
    if m.unit in MEASURED:
        return bool(m.what & n.what) and alike >= ALIKE
    if m.unit.isupper():  # money
        return alike >= ALIKE_MONEY and sum(word.startswith("@") for word in common) >= 2
    if m.unit in GENERIC:
        return alike >= ALIKE and len(common) >= 2
    one_act = a.predicate == b.predicate or a.predicate in b.terms or b.predicate in a.terms
    return (
        (one_act and alike >= ALIKE_SPECIFIC and len(common) >= 2)
        or _same_actor(story, a, b)
        or _compound_agrees(story, a, m, b, n)
    )


def _vague(measure: Measure) -> bool:
    """ "dozens", "several", "hundreds": a word for many, which no figure contradicts."""
    return measure.approx and (
        measure.high is None or (measure.low is not None and measure.high >= 2 * measure.low > 0)
    )


def _toll(fact: Facts, measure: Measure) -> frozenset[str]:
    """Which running toll a figure belongs to (dead, injured, ordered out, area burned, share contained); empty for other figures."""
    if measure.unit not in ("person", "%", "m2"):
        return frozenset()
    about = measure.what | (
        fact.terms if measure.unit == "person" and not measure.what & words("cumulative") else frozenset()
    )
    return about & words("cumulative")


def _scope(story: Story, fact: Facts) -> tuple[frozenset[str], str]:
    """What a figure is limited to: places that not all of the story shares, and a time long before publication."""
    half = len(story.readings) / 2
    places = frozenset(
        e for e in fact.entities if story.kinds.get(e) in ("place", "facility") and story.spread.get(e, 0) <= half
    )
    return places, _era(fact)


def _era(fact: Facts) -> str:
    """The year of a claim about the past; the present of the story has none."""
    if not fact.latest or not fact.as_of or ALL_OF_THEM.search(fact.text):
        return ""
    gap = datetime.fromisoformat(fact.as_of) - datetime.fromisoformat(fact.latest)
    return fact.latest[:4] if gap > timedelta(days=45) else ""


def _out_of_proportion(m: Measure, n: Measure) -> bool:
    """Figures a hundred times apart count different things."""
    left, right = _value(m), _value(n)
    return bool(left and right and max(left, right) / min(left, right) > 100)


def _around(story: Story, fact: Facts, measure: Measure) -> str:
    """The words near a figure that could make it a part or an addition."""
    at = fact.text.find(measure.shown)
    return fact.text[max(0, at - 25) : at + len(measure.shown) + 25] if at >= 0 else measure.shown


def _two_voices(story: Story, a: Facts, b: Facts) -> bool:
    """Inside one report only figures of two different named sources are compared."""
    left, right = story.sources(a.claim), story.sources(b.claim)
    return bool(left and right and not left & right)


def _dated_apart(a: Facts, b: Facts) -> bool:
    """Are both claims about times of their own that lie days apart (this year's figure and another year's)?"""
    if not (a.earliest and b.earliest and a.latest and b.latest):
        return False
    early, late = (a, b) if a.latest <= b.latest else (b, a)
    gap = datetime.fromisoformat(late.earliest or "") - datetime.fromisoformat(early.latest or "")
    return gap > timedelta(days=7)


def _told_apart(a: Facts, b: Facts) -> bool:
    """Were the two written weeks apart? Then a like figure is most likely another event's."""
    if not (a.as_of and b.as_of):
        return False
    return abs(datetime.fromisoformat(a.as_of) - datetime.fromisoformat(b.as_of)) > timedelta(days=14)


def _other_actor(story: Story, a: Facts, b: Facts) -> bool:
    """Do two different people or bodies act, neither of whom the other claim mentions?"""
    acting = [{e for e in fact.agents if story.kinds.get(e) in ("person", "organisation")} for fact in (a, b)]
    return bool(
        acting[0]
        and acting[1]
        and not acting[0] & (b.agents | b.entities | b.patients)
        and not acting[1] & (a.agents | a.entities | a.patients)
    )


def _same_set(a: Facts, m: Measure, b: Facts) -> bool:
    """Do both claims print the same several figures ("six to three")? Then none of them speaks against another."""
    left = sorted((x.low or 0, x.high or 0) for x in a.measures if x.unit == m.unit)
    right = sorted((x.low or 0, x.high or 0) for x in b.measures if x.unit == m.unit)
    return len(left) > 1 and bool({*left} & {*right})


def _same_actor(story: Story, a: Facts, b: Facts) -> bool:
    """The same person or body does the counted thing in both ("making seven trips", "ventured abroad ten times")."""
    people = ("person", "organisation", "group", "vehicle")
    return any(e in b.agents and story.kinds.get(e) in people for e in a.agents)


def _compound_agrees(story: Story, a: Facts, m: Measure, b: Facts, n: Measure) -> bool:
    """The counted noun with its modifiers is the same ("four life rafts", "six life rafts")."""
    left, right = _noun_after(a.text, m.shown), _noun_after(b.text, n.shown)
    return bool(left) and left == right and " " in left


def _noun_after(text: str, shown: str) -> str:
    """The one or two words after the digits of a figure, lower case, without a plural s."""
    at = text.find(shown)
    tail = re.sub(r"^(?:[\d,.]+|\w+)\s+", "", text[at:] if at >= 0 else shown)
    found = re.match(r"([a-z]+)(?:\s+([a-z]+))?", tail)
    return " ".join(word.rstrip("s") for word in found.groups() if word) if found else ""


# ------------------------------------------------------------------------------------------------ judging
def _judge(story: Story, a: Facts, m: Measure, b: Facts, n: Measure) -> Verdict:
    """Agree, agree when rounded, a later figure, reconciled by a sum, or neither; ``a`` is the older claim."""
    if not _disjoint(m, n):
        return Verdict("consistent", f"{_plain(m)} and {_plain(n)}: both can be true")
    if _rounds(m, n):
        return Verdict("consistent", f"{_plain(m)} and {_plain(n)} agree when rounded")
    grows = (
        _later(story, a, b)
        and (_value(n) or 0) > (_value(m) or 0)
        and RUNNING.search(a.text)
        and RUNNING.search(b.text)
    )
    if grows or (_cumulative(m, n, a, b) and not _same_hour(a, b)):
        return Verdict("update", f"{_plain(m)} as of {_day(a)}, {_plain(n)} as of {_day(b)} (UTC): a running figure")
    if _later(story, a, b) and STANDING.search(a.text) and STANDING.search(b.text):
        return Verdict(
            "update", f"{_plain(m)} as of {_day(a)}, {_plain(n)} as of {_day(b)} (UTC): a state that changes"
        )
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


def _disjoint(m: Measure, n: Measure) -> bool:
    low_m, high_m = _bounds(m)
    low_n, high_n = _bounds(n)
    return low_m > high_n or low_n > high_m


def _bounds(m: Measure) -> tuple[float, float]:
    low = -math.inf if m.low is None else m.low * (0.9 if m.approx else 1)
    high = math.inf if m.high is None else m.high * (1.1 if m.approx else 1)
    return low, high


def _rounds(m: Measure, n: Measure) -> bool:
    """Does one figure, at its own precision, stand for the other (73 for 72.6, 12,000 for 11,980)?"""
    left, right = _value(m), _value(n)
    if left is None or right is None or not left or not right:
        return False
    for coarse, fine in ((left, right), (right, left)):
        step = _precision(coarse)
        if _precision(fine) < step and abs(coarse - fine) <= step / 2 and abs(coarse - fine) / abs(fine) <= 0.05:
            return True
    return abs(left - right) / max(abs(left), abs(right)) <= 0.012  # unit conversions printed with two digits


def _precision(value: float) -> float:
    """The unit of the last digit that is not a trailing zero: 12,000 → 1,000; 72.6 → 0.1."""
    step = 1.0
    while value == round(value / (step * 10)) * step * 10 and step < abs(value):
        step *= 10
    while abs(value / step - round(value / step)) > 1e-9 and step > 1e-6:
        step /= 10
    return step


def _value(m: Measure) -> float | None:
    return m.low if m.low is not None else m.high


def _later(story: Story, a: Facts, b: Facts) -> bool:
    """Was the second figure true at a later hour than the first?"""
    if not (a.as_of and b.as_of):
        return False
    return datetime.fromisoformat(b.as_of) - datetime.fromisoformat(a.as_of) > SAME_HOUR


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
    left, right = _value(m), _value(n)
    return (
        f"difference {_number(abs(left - right))}"
        if left is not None and right is not None
        else "the bounds do not meet"
    )


def _sums(story: Story, fact: Facts, m: Measure) -> list[tuple[float, str, str]]:
    """The figure with a count that the same sentence joins to it ("seven trips … and twice stepping across")."""
    out = []
    base = _value(m)
    end = story.claims[fact.claim].spans[-1].end
    for other in story.facts:
        if other.report != fact.report or other.claim == fact.claim or base is None:
            continue
        start = story.claims[other.claim].spans[0].start
        between = story.texts[fact.report][end:start] if start >= end else ""
        if between.strip(" ,") != "and":
            continue
        for extra in other.measures:
            value = _value(extra)
            if value is not None and extra.unit not in ("%", *DURATIONS) and extra.low == extra.high:
                out.append((base + value, f"{_number(base)} + {_number(value)}", other.claim))
    return out


def _reaches(total: float, m: Measure, n: Measure) -> bool:
    return any(low <= total <= high for low, high in (_bounds(m), _bounds(n)) if not low <= -math.inf)


def _plain(m: Measure) -> str:
    return f'"{m.shown}"'


def _number(value: float) -> str:
    return f"{value:,.0f}" if abs(value - round(value)) < 1e-9 else f"{value:,.4g}"


def _day(fact: Facts) -> str:
    return (fact.as_of or "an unknown time")[:16].replace("T", " ")
