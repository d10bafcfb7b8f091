"""How two figures of one question stand to each other: both true, one the later, reconciled by a sum, or neither.

Bounds, approximation and rounding first; then time: a running figure that a later claim raises is an update; then sums that the text
itself offers. Only what no reading reconciles is a contradiction. One rule, one function, and the list that orders them: the first
that has an answer gives the verdict.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache

from whosays.findings.figures.figure_words import day, difference, plain, quoted
from whosays.findings.figures.one_question import PART_OF
from whosays.findings.figures.running_counts import falls, is_running, later, on_one_bare_day, told_at_once
from whosays.findings.figures.sums import Sum, Sums
from whosays.findings.figures.told import CHANGED, Figure
from whosays.model import Facts, FindingKind, Measure
from whosays.remembered import of_two
from whosays.values.calendar import A_WEEKDAY
from whosays.values.dates import has_hour, told_apart
from whosays.values.measures import bounds, disjoint, rounds, times_apart, value_of

HOURS = r"(?:\w+ )?(?:now|noon|midday|midnight|morning|afternoon|evening|night|nightfall|\w+day|\d+)"
WEEKDAY = re.compile(rf"\b{A_WEEKDAY}\b")
RUNNING = re.compile(rf"\b(so far|by {HOURS}|in all|to date|risen to|in total|altogether)\b", re.IGNORECASE)
STANDING = re.compile(r"\b(is|are|remains?|now|so far|still|currently)\b", re.IGNORECASE)
# "An exchange of fire left four people dead" leaves nothing over.
REMAINING = re.compile(
    r"\b(?:remain(?:s|ed|ing)?|still|left(?! (?:[\w-]+ ){1,4}(?:dead|injured|hurt|wounded|homeless|missing|stranded|without)))\b",
    re.IGNORECASE,
)
# Counts that a story changes as it runs: another hour has another figure, and who gives no hour may mean any.
CHANGING = frozenset(
    "trapped missing rescued responders containment evacuees homeless freed arrested hostages injured sick dead escaped aftershocks".split()
) | {"homes without power", "homes lost", "burned area", "flooded area", "flights cancelled"}
FALLING = frozenset(
    {"trapped", "missing", "homeless", "evacuees", "hostages", "homes without power"}
)  # people are found, go home, are freed
LOWERED_BY_WORDS = re.compile(
    r"\b(?:lowered|revised|corrected|cut|reduced|brought down|scaled (?:back|down)|down) (?:\w+ ){0,4}(?:from|to)\b",
    re.IGNORECASE,
)
CROWDS = frozenset({"protest", "attendance"})
RAISED = 1.15  # a bound raised by less says the same
AT_ONCE = timedelta(hours=2)  # reports this close tell one count
BODIES = re.compile(r"\b(?:bod(?:y|ies)|corpses?)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Verdict:
    """How two figures of one question stand to each other, and the arithmetic; ``extra`` are claims the arithmetic needs.

    Of an update ``computation`` says what kind of figure it is: the finding gives its whole course. ``falling``: the lower figure is the
    later one where no hour tells.
    """

    kind: FindingKind
    computation: str
    reconciled_by: str | None = None
    extra: tuple[str, ...] = ()
    falling: bool = False


@dataclass(frozen=True, slots=True)
class Pair:
    """Two figures of one question, the older first. ``running``: both are of a count that grows, and not told for one hour."""

    older: Figure
    newer: Figure
    running: bool

    @property
    def facts(self) -> tuple[Facts, Facts]:
        """The two claims."""
        return self.older.fact, self.newer.fact

    @property
    def measures(self) -> tuple[Measure, Measure]:
        """The two figures themselves."""
        return self.older.measure, self.newer.measure

    @property
    def exact(self) -> bool:
        """Is neither a bound, nor rough?"""
        return all(m.low == m.high and not m.approx for m in self.measures)

    @property
    def against(self) -> str:
        """Both as printed, and how far they lie from each other."""
        m, n = self.measures
        return f"{quoted(m)} against {quoted(n)}: {difference(m, n)}"


def judged(older: Figure, newer: Figure, sums: Sums) -> Verdict:
    """The verdict of the first rule that has one, else what the sums make of the two that the texts offer for either."""
    verdict = _as_counted(older, newer)
    if verdict is not None:
        return verdict
    added = tuple(found for one in (older, newer) for found in sums.of(one.fact, one.measure))
    if not added:
        return _as_printed(older, newer)
    pair = _pair_of(older, newer)
    return _reconciled_by_a_sum(pair, added) or _neither(pair, added)


@of_two
def _as_printed(older: Figure, newer: Figure) -> Verdict:
    """What is left of two figures to which the texts add nothing, and of which no rule has an answer."""
    return _neither(_pair_of(older, newer), ())


@of_two
def _as_counted(older: Figure, newer: Figure) -> Verdict | None:
    """What the two figures themselves show."""
    pair = _pair_of(older, newer)
    return next((verdict for rule in RULES if (verdict := rule(pair)) is not None), None)


def _pair_of(older: Figure, newer: Figure) -> Pair:
    return Pair(older, newer, is_running(older, newer))


# ------------------------------------------------------------------------------------------------ rules
def _both_hold(pair: Pair) -> Verdict | None:
    """Bounds that meet; of a running count a raised bound is news."""
    (a, b), (m, n) = pair.facts, pair.measures
    if disjoint(m, n):
        return None
    in_order = bool(a.as_of and b.as_of) or (bool(a.as_of or b.as_of) and (value_of(n) or 0) >= (value_of(m) or 0))
    if pair.running and in_order and _raised(m, n):
        return Verdict("update", "a running figure")
    return Verdict("consistent", f"{quoted(m)} and {quoted(n)}: both can be true")


def _rounded(pair: Pair) -> Verdict | None:
    m, n = pair.measures
    return Verdict("consistent", f"{quoted(m)} and {quoted(n)} agree when rounded") if rounds(m, n) else None


def _crowd_counted_by_two(pair: Pair) -> Verdict | None:
    """Of a crowd each has its own way to count."""
    a, b = pair.older, pair.newer
    crowd = a.asked.attributes & b.asked.attributes & CROWDS
    if crowd and a.fact.report != b.fact.report and a.counters and b.counters and not a.counters & b.counters:
        told = f"{pair.against}, counted by two"
        return Verdict("tension", told, "if they count in two ways, or at two hours of the day")
    return None


def _changes_as_it_runs(pair: Pair) -> Verdict | None:
    """The missing, the homes without power: another hour has another figure."""
    (a, b), (m, n) = pair.facts, pair.measures
    counted = pair.older.asked.attributes & pair.newer.asked.attributes & CHANGING
    if not counted or (m.toll & n.toll) - {"trap"}:
        return None
    remains = _what_remains(pair)
    if remains:
        return remains
    if told_at_once(a, b) or (falls(pair.older, pair.newer) and not counted & FALLING):
        return None
    if on_one_bare_day(a, b):
        return Verdict(
            "consistent", f"{quoted(m)} and {quoted(n)}: a count that changes; nothing says which came first"
        )
    return Verdict("update", "a count that changes")


def _both_rough(pair: Pair) -> Verdict | None:
    m, n = pair.measures
    if m.approx and n.approx and pair.older.dimension in ("time", "m"):
        told = f"{quoted(m)} against {quoted(n)}: neither is exact"
        return Verdict("tension", told, "if both are rough guesses")
    return None


def _changed_on_purpose(pair: Pair) -> Verdict | None:
    """An offer that is raised replaces the earlier one."""
    a, b = pair.facts
    return Verdict("update", "a figure that was changed") if CHANGED.search(b.text) and later(a, b) else None


def _part_of_the_other(pair: Pair) -> Verdict | None:
    m, n = pair.measures
    if pair.running and _small_part(m, n) and (told_at_once(*pair.facts) or falls(pair.older, pair.newer)):
        return Verdict("consistent", f"{quoted(m)} may be a part of {quoted(n)}, or the other way round")
    return None


def _bodies_so_far(pair: Pair) -> Verdict | None:
    """So many bodies have been found; at least so many died; told for a later hour, the count has grown."""
    m, n = pair.measures
    if later(*pair.facts) and _has_grown(pair) is not None:
        return None
    for bodies, dead in ((m, n), (n, m)):
        counted = BODIES.search(bodies.shown) is not None and BODIES.search(dead.shown) is None
        if counted and bodies.low is not None and bodies.low <= (dead.low or dead.high or 0):
            return Verdict("consistent", f"{quoted(bodies)} were found, {quoted(dead)} died: both can be true")
    return None


def _told_in_one_hour(pair: Pair) -> Verdict | None:
    a, b = pair.facts
    if (
        not pair.running
        or not told_at_once(a, b)
        or (pair.exact and a.as_of != b.as_of and falls(pair.older, pair.newer))
    ):
        return None
    return Verdict("tension", f"{pair.against}, both as of {day(a)} (UTC)", "if they were counted at different hours")


def _count_of_a_day(pair: Pair) -> Verdict | None:
    """Arrests of Tuesday beside those of the whole story."""
    (a, b), (m, n) = pair.facts, pair.measures
    if pair.running and "arrest" in m.toll & n.toll and _says(WEEKDAY, a.text) is not _says(WEEKDAY, b.text):
        return Verdict("consistent", f"{quoted(m)} and {quoted(n)}: one is a day's count")
    return None


def _of_unknown_hour(pair: Pair) -> Verdict | None:
    """Neither running figure can be called the later one."""
    a, b = pair.facts
    if not pair.running or (a.as_of and b.as_of):
        return None
    told = f"{pair.against}; nothing says which was counted first"
    return Verdict("tension", told, "if one was counted later than the other")


def _later_is_lower(pair: Pair) -> Verdict | None:
    if not pair.running or not falls(pair.older, pair.newer):
        return None
    if _is_lowered(pair):
        return Verdict("update", "the later report says that it was lowered", falling=True)
    told = f"{pair.against}; the later figure is the lower one"
    if pair.exact and not told_apart(*pair.facts, by=AT_ONCE):
        return Verdict("contradiction", told)
    return Verdict("tension", told, "if the later count corrects the earlier")


def _is_lowered(pair: Pair) -> bool:
    """Does the later claim itself say that the figure was lowered: from the older one, or to its own?"""
    told = pair.newer.fact.text
    values = [plain(value) for measure in pair.measures if (value := value_of(measure)) is not None]
    return _says(LOWERED_BY_WORDS, told) and any(re.search(rf"\b(?:from|to) {value}\b", told) for value in values)


def _none_against_some(pair: Pair) -> Verdict | None:
    """Nobody hurt against two: no growth, unless an hour is given for either and "nobody" came first."""
    (a, b), (m, n) = pair.facts, pair.measures
    if not pair.running or (m.high == 0) is (n.high == 0):
        return None
    hours = has_hour(a.as_of) and has_hour(b.as_of)
    if m.high == 0 and hours and later(a, b):
        return None
    return Verdict("tension", pair.against, "if they count different people, or one corrects the other")


def _has_grown(pair: Pair) -> Verdict | None:
    (a, b), (m, n) = pair.facts, pair.measures
    higher = later(a, b) and (value_of(n) or 0) > (value_of(m) or 0)
    if pair.running or (higher and _says(RUNNING, a.text) and _says(RUNNING, b.text)):
        return Verdict("update", "a running figure")
    return None


def _state_that_changes(pair: Pair) -> Verdict | None:
    """Of things counted ("four units are at the scene") a state of the older report's hour says nothing of a later one."""
    a, b = pair.facts
    counted = pair.older.dimension == "count"
    if later(a, b) and _says(STANDING, a.text) and (counted or _says(STANDING, b.text)):
        return Verdict("update", "a state that changes")
    return None


def _what_remains(pair: Pair) -> Verdict | None:
    """One is told as what is left, of the other if that is the larger: "21 freed" and "197 remain" are two parts of a whole."""
    a, b = pair.facts
    left = [_says(REMAINING, one.text) for one in (a, b)]
    if left[0] is left[1]:
        return None
    m, n = pair.measures
    remaining, other = (value_of(one) for one in ((m, n) if left[0] else (n, m)))
    if remaining is not None and other is not None and remaining > other:
        return Verdict("consistent", f"{quoted(m)} and {quoted(n)}: one is what remains, the other what does not")
    return Verdict("update", "what remains of it", falling=True)


def _reconciled_by_a_sum(pair: Pair, added: Sequence[Sum]) -> Verdict | None:
    """A total that the text itself adds up and that one of the figures may mean."""
    m, n = pair.measures
    for found in added:
        if _reaches(found.total, m, n):
            return Verdict(
                "tension",
                f"{quoted(m)} against {quoted(n)}; {found.text} = {plain(found.total)}",
                f"if {found.text} is counted together",
                (found.claim,),
            )
    return None


def _neither(pair: Pair, added: Sequence[Sum]) -> Verdict:
    tried = "".join(
        f"; {found.text} = {plain(found.total)}, which does not meet the other figure either" for found in added
    )
    return Verdict(
        "contradiction",
        f"{pair.against}{tried}; no reading makes both true",
        extra=tuple(found.claim for found in added),
    )


RULES: tuple[Callable[[Pair], Verdict | None], ...] = (
    _both_hold,
    _rounded,
    _crowd_counted_by_two,
    _changes_as_it_runs,
    _both_rough,
    _changed_on_purpose,
    _part_of_the_other,
    _bodies_so_far,
    _told_in_one_hour,
    _count_of_a_day,
    _of_unknown_hour,
    _later_is_lower,
    _none_against_some,
    _has_grown,
    _state_that_changes,
    _what_remains,
)


# ------------------------------------------------------------------------------------------------ what the rules ask
@lru_cache(maxsize=16_384)
def _says(pattern: re.Pattern[str], text: str) -> bool:
    """Do the words say that a figure runs on, stands or remains? Each claim is asked once, and set against many."""
    return pattern.search(text) is not None


def _raised(m: Measure, n: Measure) -> bool:
    """ "At least 40", then "more than 50": both can be true, and the second says more."""
    return (m.high is None or n.high is None) and times_apart(m, n, RAISED)


def _small_part(m: Measure, n: Measure) -> bool:
    """Is one running count so small beside the other that it is more likely some of them?"""
    return times_apart(m, n, PART_OF)


def _reaches(total: float, m: Measure, n: Measure) -> bool:
    return any(low <= total <= high for low, high in (bounds(m), bounds(n)) if not low <= -math.inf)
