"""Numbers: figures that answer one question, and whether they can all be true.

Bounds, approximation and rounding first; then time: a running figure that a later claim raises is an update; then sums that the text
itself offers. Only what no reading reconciles is a contradiction.
"""

from __future__ import annotations

import math
import re
from calendar import month_name
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache

from whosays.blocking import neighbours
from whosays.data import words
from whosays.findings.evidence import Story, finding, position
from whosays.findings.figures import CHANGED, DURATIONS, Figure, figure_of, marked_alone, nobody
from whosays.findings.one_question import PART_OF, same_question
from whosays.measures import agree, bounds, disjoint, rounds, value_of
from whosays.model import Facts, Finding, FindingKind, Measure
from whosays.stretches import holding, starting_in

KINDS: tuple[FindingKind, ...] = ("contradiction", "tension", "update", "consistent")
REACH = 100  # how many later figures with a word in common a figure is compared with
MOST_ANSWERS = 12  # different values that one question can have
LINES = 3  # of the computation
COUNTED = frozenset({"certain", "probable", "expected", "unconfirmed", "possible"})
HOURS = r"(?:\w+ )?(?:now|noon|midday|midnight|morning|afternoon|evening|night|nightfall|\w+day|\d+)"
WEEKDAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
RUNNING = re.compile(rf"\b(so far|by {HOURS}|in all|to date|risen to|in total|altogether)\b", re.IGNORECASE)
STANDING = re.compile(r"\b(is|are|remains?|now|so far|still|currently)\b", re.IGNORECASE)
REMAINING = re.compile(r"\b(remain(?:s|ed|ing)?|still|left)\b", re.IGNORECASE)
# Counts that a story changes as it runs: another hour has another figure, and who gives no hour may mean any.
CHANGING = frozenset(
    "trapped missing rescued responders containment evacuees homeless freed arrested hostages injured sick dead escaped aftershocks".split()
) | {"homes without power", "homes lost", "burned area", "flooded area", "flights cancelled"}
CROWDS = frozenset({"protest", "attendance"})
RAISED = 1.15  # a bound raised by less says the same
AT_ONCE = timedelta(hours=2)  # reports this close tell one count
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


@dataclass(slots=True)
class _Question:
    """What the pairs of one question have shown so far: its figures, and of what was computed the first lines.

    ``propositions`` are those of the figures, each with the running count that is asked for: one sentence can give two.
    """

    propositions: set[str]
    figures: dict[tuple[str, str], Figure]
    lines: dict[str, None]
    reconciled_by: str | None
    extra: dict[str, None]

    def take(self, other: _Question) -> None:
        """Everything that another question has shown, behind one's own."""
        self.propositions |= other.propositions
        self.figures.update(other.figures)
        if len(self.lines) < LINES:
            self.lines = dict.fromkeys([*self.lines, *other.lines][:LINES])
        self.reconciled_by = self.reconciled_by or other.reconciled_by
        self.extra.update(other.extra)


def numbers(story: Story) -> Iterator[Finding]:
    """One finding a question: contradiction, tension or update between its figures; figures that agree are kept silently."""
    by_dimension: dict[str, list[Figure]] = defaultdict(list)
    for fact in sorted(story.facts, key=lambda fact: position(story, fact)):
        for measure in (*fact.measures, *nobody(fact)) if fact.factuality in COUNTED else ():
            figure = figure_of(story, fact, measure)
            if figure is not None:
                by_dimension[figure.dimension].append(figure)
    for dimension in sorted(by_dimension):
        questions = _questions(story, marked_alone(by_dimension[dimension]))
        for kind in KINDS:
            for question in questions[kind]:
                yield from _finding(story, kind, question)


def _questions(story: Story, figures: Sequence[Figure]) -> dict[FindingKind, list[_Question]]:
    """Questions by kind of answer; pairs that share a proposition are about one question. ``figures`` are of one unit, oldest first."""
    of: dict[tuple[FindingKind, str], _Question] = {}
    sums = _Sums(story)
    told = _told_by_report(figures)
    for older, newer in neighbours([figure.keys for figure in figures], REACH):
        a, b = figures[older], figures[newer]
        if not same_question(story, a, b):
            continue
        kind, pair = _judged(story, a, b, sums)
        if kind in ("contradiction", "tension") and (_has_both(told, a, b) or _has_both(told, b, a)):
            continue
        larger = pair
        for known in {
            id(of[kind, name]): of[kind, name] for name in sorted(pair.propositions) if (kind, name) in of
        }.values():
            larger, smaller = (known, larger) if len(known.figures) >= len(larger.figures) else (larger, known)
            larger.take(smaller)
            of.update(((kind, name), larger) for name in sorted(smaller.propositions))
        of.update(((kind, name), larger) for name in sorted(pair.propositions))
    found: dict[FindingKind, dict[int, _Question]] = {kind: {} for kind in KINDS}
    for (kind, _), question in of.items():
        found[kind][id(question)] = question
    return {kind: list(questions.values()) for kind, questions in found.items()}


def _kind_of(figure: Figure) -> tuple[str, str, frozenset[str], frozenset[str]]:
    return figure.fact.report, figure.unit, figure.measure.toll, figure.sources


def _told_by_report(figures: Sequence[Figure]) -> dict[tuple[str, str, frozenset[str], frozenset[str]], list[Figure]]:
    """The figures by report, unit, kind of toll and source."""
    told: dict[tuple[str, str, frozenset[str], frozenset[str]], list[Figure]] = defaultdict(list)
    for figure in figures:
        told[_kind_of(figure)].append(figure)
    return told


def _has_both(
    told: dict[tuple[str, str, frozenset[str], frozenset[str]], list[Figure]], one: Figure, two: Figure
) -> bool:
    """Does the report of one figure, in the same voice, tell the other one too? Then it counts two things."""
    return one.fact.report != two.fact.report and any(
        agree(other.measure, two.measure) and other.about & two.about
        for other in told[_kind_of(one)]
        if other is not one
    )


def _judged(story: Story, a: Figure, b: Figure, sums: _Sums) -> tuple[FindingKind, _Question]:
    """How two figures of one question stand to each other; ``a`` is the older."""
    verdict = _counted_apart(a, b) or _judge(a.fact, a.measure, b.fact, b.measure, sums)
    counts = sorted(a.measure.toll & b.measure.toll)
    return verdict.kind, _Question(
        propositions={f"{story.proposition_of[f.fact.claim]} {counts}" for f in (a, b)},
        figures={(figure.fact.claim, figure.measure.quantity): figure for figure in (a, b)},
        lines={verdict.computation: None},
        reconciled_by=verdict.reconciled_by,
        extra=dict.fromkeys(verdict.extra),
    )


def _finding(story: Story, kind: FindingKind, question: _Question) -> Iterator[Finding]:
    """Sides by value, oldest first; the computations of the pairs, of an update the course of its figures.

    What has a crowd of answers that exclude each other is more than one question, and no dispute.
    """
    every = _in_time(list(question.figures.values()))
    apart = kind in ("update", "consistent")
    if not apart and len({_value(figure) for figure in every}) > MOST_ANSWERS:
        return
    sides: list[tuple[str, list[str]]] = []
    course: list[str] = []
    taken = {figure.fact.claim for figure in every}
    placed: set[str] = set()
    for group in _agreeing(every, apart=apart):
        group = [figure for figure in group if figure.fact.claim not in placed]  # one figure, told in two units
        if not group:
            continue
        claims = [figure.fact.claim for figure in group]
        placed.update(claims)
        claims += [c for figure in group for c in story.all_of(figure.fact.claim) if c not in taken]
        taken.update(claims)
        reports = {story.claims[claim].report for claim in claims}
        claims += sorted(claim for claim in question.extra if story.claims[claim].report in reports)
        sides.append((", ".join(dict.fromkeys(_answer(figure.measure) for figure in group)), claims))
        course.append(f"{_plain(group[0].measure)} as of {_day(group[0].fact)}")
    lines = list(question.lines)
    if kind == "update":
        lines = [f"{', '.join(course)} (UTC): {lines[0]}"]
    yield finding(
        story,
        kind,
        "number",
        _asked(every[0]),
        sides,
        "; ".join(lines),
        reconciled_by=question.reconciled_by,
        shown=kind != "consistent",
    )


def _in_time(figures: list[Figure]) -> list[Figure]:
    """Oldest first; of a day for which some figure has no hour, the lower first, since nothing says which came before."""
    whole_days = {(f.fact.as_of or "")[:10] for f in figures if (f.fact.as_of or "")[11:16] == "00:00"}

    def place(figure: Figure) -> tuple[str, float, str, str, str]:
        moment = figure.fact.as_of or "~"
        level = (value_of(figure.measure) or 0.0) if moment[:10] in whole_days else 0.0
        return moment[:10], level, moment, figure.fact.claim, figure.measure.quantity

    return sorted(figures, key=place)


def _value(figure: Figure) -> tuple[float | None, float | None]:
    return figure.measure.low, figure.measure.high


def _agreeing(figures: list[Figure], *, apart: bool) -> list[list[Figure]]:
    """Figures by side: those that can all be true stand together; ``apart`` keeps every value by itself."""
    if apart:
        by_value: dict[object, list[Figure]] = {}
        for figure in figures:
            value = value_of(figure.measure)  # "at least seven" and "seven" are one account
            by_value.setdefault(_value(figure) if value is None else value, []).append(figure)
        return list(by_value.values())
    sides: list[list[Figure]] = []
    for figure in figures:
        fitting = (side for side in sides if all(agree(one.measure, figure.measure) for one in side))
        side = next(fitting, None)
        if side is None:
            sides.append([figure])
        else:
            side.append(figure)
    return sides


def _answer(measure: Measure) -> str:
    """The figure as printed; where it is written in words of magnitude, the plain number behind it."""
    value = value_of(measure)
    large = re.search(r"(million|billion|thousand|trillion|\d(?:m|bn|k|tn))\b", measure.shown, re.IGNORECASE)
    return f"{measure.shown} ({_number(value)})" if large and value is not None else measure.shown


def _asked(figure: Figure) -> str:
    """The claim's own words with the figure left out."""
    fact, measure = figure.fact, figure.measure
    asked = re.sub(
        r"^(?:at least|up to|more than|nearly|almost|about|around|some|only|just)\s+", "", measure.shown, flags=re.I
    )
    rest = re.sub(r"^\S+\s*", "", asked)
    return f"How many? {fact.text.replace(measure.shown, f'… {rest}'.strip())[:110]}"


# ------------------------------------------------------------------------------------------------ judging
def _judge(a: Facts, m: Measure, b: Facts, n: Measure, sums: _Sums) -> Verdict:
    """Agree, agree when rounded, a later figure, reconciled by a sum, or neither; ``a`` is the older claim."""
    one_telling = a.report == b.report and a.as_of == b.as_of
    running = _cumulative(m, n, a, b) and not _same_hour(a, b) and not one_telling
    if not disjoint(m, n):
        in_order = bool(a.as_of and b.as_of) or (bool(a.as_of or b.as_of) and (value_of(n) or 0) >= (value_of(m) or 0))
        if running and in_order and _raised(m, n):
            return Verdict("update", "a running figure")
        return Verdict("consistent", f"{_plain(m)} and {_plain(n)}: both can be true")
    if rounds(m, n):
        return Verdict("consistent", f"{_plain(m)} and {_plain(n)} agree when rounded")
    grows = (
        _later(a, b) and (value_of(n) or 0) > (value_of(m) or 0) and _says(RUNNING, a.text) and _says(RUNNING, b.text)
    )
    if running and _small_part(m, n) and (_told_at_once(a, b) or _falls(a, m, b, n)):
        return Verdict("consistent", f"{_plain(m)} may be a part of {_plain(n)}, or the other way round")
    exact = m.low == m.high and n.low == n.high and not (m.approx or n.approx)
    if running and _told_at_once(a, b) and not (exact and a.as_of != b.as_of and _falls(a, m, b, n)):
        told = f"{_plain(m)} against {_plain(n)}: {_difference(m, n)}, both as of {_day(a)} (UTC)"
        return Verdict("tension", told, "if they were counted at different hours")
    if running and "arrest" in m.toll & n.toll and _says(WEEKDAY, a.text) is not _says(WEEKDAY, b.text):
        return Verdict("consistent", f"{_plain(m)} and {_plain(n)}: one is a day's count")
    if running and not (a.as_of and b.as_of):  # neither figure can be called the later one
        told = f"{_plain(m)} against {_plain(n)}: {_difference(m, n)}; nothing says which was counted first"
        return Verdict("tension", told, "if one was counted later than the other")
    if running and _falls(a, m, b, n):
        told = f"{_plain(m)} against {_plain(n)}: {_difference(m, n)}; the later figure is the lower one"
        if exact and _apart_by(a, b) <= AT_ONCE:
            return Verdict("contradiction", told)
        return Verdict("tension", told, "if the later count corrects the earlier")
    if grows or running:
        return Verdict("update", "a running figure")
    if _later(a, b) and _says(STANDING, a.text) and _says(STANDING, b.text):
        return Verdict("update", "a state that changes")
    if _says(REMAINING, a.text) is not _says(REMAINING, b.text):
        return Verdict("update", "what remains of it")
    added = sums.of(a, m) + sums.of(b, n)
    for total, text, claim in added:
        if _reaches(total, m, n):
            return Verdict(
                "tension",
                f"{_plain(m)} against {_plain(n)}; {text} = {_number(total)}",
                f"if {text} is counted together",
                (claim,),
            )
    tried = "".join(
        f"; {text} = {_number(total)}, which does not meet the other figure either" for total, text, _ in added
    )
    return Verdict(
        "contradiction",
        f"{_plain(m)} against {_plain(n)}: {_difference(m, n)}{tried}; no reading makes both true",
        extra=tuple(claim for _, _, claim in added),
    )


@lru_cache(maxsize=16_384)
def _says(pattern: re.Pattern[str], text: str) -> bool:
    """Do the words say that a figure runs on, stands or remains? Each claim is asked once, and set against many."""
    return pattern.search(text) is not None


def _raised(m: Measure, n: Measure) -> bool:
    """ "At least 40", then "more than 50": both can be true, and the second says more."""
    left, right = value_of(m), value_of(n)
    open_ended = m.high is None or n.high is None
    return bool(left and right) and open_ended and max(left or 0, right or 0) / min(left or 1, right or 1) > RAISED


def _small_part(m: Measure, n: Measure) -> bool:
    """Is one running count so small beside the other that it is more likely some of them?"""
    left, right = value_of(m), value_of(n)
    return bool(left and right) and max(left or 0, right or 0) / min(left or 1, right or 1) > PART_OF


def _later(a: Facts, b: Facts) -> bool:
    """Was the second figure true at a later hour than the first?"""
    if not (a.as_of and b.as_of):
        return False
    return datetime.fromisoformat(b.as_of) - datetime.fromisoformat(a.as_of) > SAME_HOUR


def _counted_apart(a: Figure, b: Figure) -> Verdict | None:
    """A crowd counted by two: each has its own way; an offer that is raised replaces the earlier one."""
    m, n = a.measure, b.measure
    if agree(m, n):
        return None
    crowd = a.asked.attributes & b.asked.attributes & CROWDS
    if crowd and a.fact.report != b.fact.report and a.counters and b.counters and not a.counters & b.counters:
        told = f"{_plain(m)} against {_plain(n)}: {_difference(m, n)}, counted by two"
        return Verdict("tension", told, "if they count in two ways, or at two hours of the day")
    changing = a.asked.attributes & b.asked.attributes & CHANGING and not m.toll & n.toll
    if changing and _says(REMAINING, a.fact.text) is not _says(REMAINING, b.fact.text):
        return Verdict("update", "what remains of it")
    if changing and not _told_at_once(a.fact, b.fact) and not _falls(a.fact, m, b.fact, n):
        return Verdict("update", "a count that changes")
    if m.approx and n.approx and a.dimension in ("time", "m"):
        return Verdict("tension", f"{_plain(m)} against {_plain(n)}: neither is exact", "if both are rough guesses")
    changed = CHANGED.search(b.fact.text) and _later(a.fact, b.fact)
    return Verdict("update", "a figure that was changed") if changed else None


def _apart_by(a: Facts, b: Facts) -> timedelta:
    return abs(datetime.fromisoformat(b.as_of or "") - datetime.fromisoformat(a.as_of or ""))


def _falls(a: Facts, m: Measure, b: Facts, n: Measure) -> bool:
    """Is a count that can only grow lower in the later of two reports of one day? A bare day has no hour."""
    stamps = (a.as_of or "", b.as_of or "")
    if a.report == b.report or any(stamp[11:16] in ("", "00:00") for stamp in stamps):
        return False
    near = datetime.fromisoformat(stamps[1]) - datetime.fromisoformat(stamps[0]) < timedelta(hours=12)
    return near and (value_of(n) or 0.0) < (value_of(m) or 0.0)


def _told_at_once(a: Facts, b: Facts) -> bool:
    """Two reports of one hour: nothing says that one figure replaces the other. A bare day is no hour."""
    if a.report == b.report or not (a.as_of and b.as_of) or "T00:00" in (a.as_of[10:16], b.as_of[10:16]):
        return False
    return abs(datetime.fromisoformat(b.as_of) - datetime.fromisoformat(a.as_of)) <= SAME_HOUR


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


class _Sums:
    """The sums of each figure, worked out once: a figure is set against many."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.known: dict[tuple[str, str], list[tuple[float, str, str]]] = {}

    def of(self, fact: Facts, m: Measure) -> list[tuple[float, str, str]]:
        """The figure with every count that its text adds to it."""
        asked = (fact.claim, m.quantity)
        if asked not in self.known:
            self.known[asked] = _sums(self.story, fact, m)
        return self.known[asked]


def _sums(story: Story, fact: Facts, m: Measure) -> list[tuple[float, str, str]]:
    """The figure with a count that its text adds to it: total, sum as text, the claim that adds.

    "Seven trips … and twice stepping across", or in the next sentence, by the same actor, "Twice he has stepped across".
    """
    base = value_of(m)
    found: dict[str, tuple[float, str, str]] = {}
    if base is None:
        return []
    for other, joined in _added(story, fact):
        for extra in other.measures:
            value = value_of(extra)
            acted = joined or extra.unit == other.predicate  # "twice": how often, not how many
            if acted and value is not None and extra.unit not in ("%", *DURATIONS) and extra.low == extra.high:
                text = f"{_number(base)} + {_number(value)}"
                found.setdefault(text, (base + value, text, other.claim))
    return list(found.values())


def _added(story: Story, fact: Facts) -> Iterator[tuple[Facts, bool]]:
    """The claims that a text adds to one: joined by "and", or of the same actor in the next sentence of the paragraph."""
    text, end = story.texts[fact.report], story.ends(fact)
    held = holding(story.sentences[fact.report], end - 1)
    following = starting_in(story.sentences[fact.report], held.end, len(text) + 1) if held else ()
    last = following[0].end if following else len(text)
    for other in story.beginning_in(fact.report, end, last):
        start = story.begins(other)
        joined = text[end:start].strip(" ,") == "and"
        behind = held is not None and start >= held.end and "\n" not in text[end:start]
        if joined or (behind and fact.agents & other.agents):
            yield other, joined


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
