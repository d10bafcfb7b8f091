"""Numbers: the questions that the figures of a story answer, and one finding for what the figures of each say together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from whosays.blocking import neighbours
from whosays.findings.evidence import Story, finding, position
from whosays.findings.figures.counting_on import is_stage, other_stage
from whosays.findings.figures.figure_words import answer, asked, day, quoted
from whosays.findings.figures.one_question import same_question
from whosays.findings.figures.sums import Sums
from whosays.findings.figures.told import Figure, figures_of, in_story
from whosays.findings.figures.two_figures import Verdict, judged
from whosays.findings.figures.whose_dead import of_two_sides
from whosays.model import ALARMS, Facts, Finding, FindingKind, Measure
from whosays.values.dates import day_of, has_hour
from whosays.values.measures import agree, value_of

KINDS: tuple[FindingKind, ...] = ("contradiction", "tension", "update", "consistent")
REACH = 100  # how many later figures with a word in common a figure is compared with
MOST_ANSWERS = 12  # different values that one question can have
LINES = 3  # of the computation
COMPARED = frozenset({"certain", "probable", "expected", "unconfirmed", "possible"})

_Name = tuple[str, frozenset[str]]


@dataclass(slots=True)
class _Question:
    """What the pairs of one question have shown so far: its figures, and of what was computed the first lines.

    ``propositions`` are those of the figures, each with the running count that is asked for: one sentence can give two.
    """

    propositions: set[_Name] = field(default_factory=set)
    figures: dict[tuple[str, str], Figure] = field(default_factory=dict)
    lines: dict[str, None] = field(default_factory=dict)
    reconciled_by: str | None = None
    extra: dict[str, None] = field(default_factory=dict)
    falling: bool = False

    def add(self, names: Sequence[_Name], a: Figure, b: Figure, verdict: Verdict) -> None:
        """Two figures of the question, of propositions by these names, and how they stand to each other; ``a`` is the older."""
        self.propositions.update(names)
        for figure in (a, b):
            self.figures[figure.fact.claim, figure.measure.quantity] = figure
        if len(self.lines) < LINES:
            self.lines[verdict.computation] = None
        self.reconciled_by = self.reconciled_by or verdict.reconciled_by
        self.extra.update(dict.fromkeys(verdict.extra))
        self.falling = self.falling or verdict.falling

    def take(self, other: _Question) -> None:
        """Everything that another question has shown, behind one's own."""
        self.propositions |= other.propositions
        self.figures.update(other.figures)
        if len(self.lines) < LINES:
            self.lines = dict.fromkeys([*self.lines, *other.lines][:LINES])
        self.reconciled_by = self.reconciled_by or other.reconciled_by
        self.extra.update(other.extra)
        self.falling = self.falling or other.falling


def numbers(story: Story) -> Iterator[Finding]:
    """One finding a question: contradiction, tension or update between its figures; figures that agree are kept silently."""
    by_dimension: dict[str, list[Figure]] = defaultdict(list)
    for fact in sorted(story.facts, key=lambda fact: position(story, fact)):
        for figure in figures_of(story, fact) if fact.factuality in COMPARED else ():
            if not _told_below(story, figure):
                by_dimension[figure.dimension].append(figure)
    for dimension in sorted(by_dimension):
        questions = _questions(story, in_story(story, by_dimension[dimension]))
        for kind in KINDS:
            for question in questions[kind]:
                yield from _finding(story, kind, question)


def _questions(story: Story, figures: Sequence[Figure]) -> dict[FindingKind, list[_Question]]:
    """Questions by kind of answer; pairs that share a proposition are about one question. ``figures`` are of one unit, oldest first."""
    of: dict[tuple[FindingKind, _Name], _Question] = {}
    sums = Sums(story)
    for older, newer in neighbours([figure.keys | _read_with(story, figure) for figure in figures], REACH):
        a, b = figures[older], figures[newer]
        if not same_question(story, a, b) or of_two_sides(story, a, b) or _of_a_count(story, a, b):
            continue
        verdict = judged(a, b, sums)
        kind = verdict.kind
        if kind in ALARMS and (_has_both(story, a, b) or _has_both(story, b, a)):
            continue
        count = a.measure.toll & b.measure.toll
        names = [(name, count) for name in sorted({story.proposition_of[figure.fact.claim] for figure in (a, b)})]
        known = {id(question): question for name in names if (question := of.get((kind, name))) is not None}
        one, *others = known.values() or (_Question(),)
        one.add(names, a, b, verdict)
        for other in others:
            one, smaller = (other, one) if len(other.figures) >= len(one.figures) else (one, other)
            one.take(smaller)
            of.update(((kind, name), one) for name in smaller.propositions)
        of.update(((kind, name), one) for name in names)
    found: dict[FindingKind, dict[int, _Question]] = {kind: {} for kind in KINDS}
    for (kind, _), question in of.items():
        found[kind][id(question)] = question
    return {kind: list(questions.values()) for kind, questions in found.items()}


def _told_below(story: Story, figure: Figure) -> bool:
    """Is it a headline's figure that its own text gives too? There it stands with whom it counts, and who says so."""
    fact, measure = figure.fact, figure.measure
    kind = (fact.report, measure.unit, measure.toll)
    return fact.zone in ("headline", "dek") and any(
        other.zone == "body" and agree(other_measure, measure)
        for other, other_measure in story.once(_by_kind).get(kind, ())
    )


def _read_with(story: Story, figure: Figure) -> frozenset[str]:
    """A key for each claim that the claim of a figure is read as one matter with."""
    return frozenset(" ".join(sorted(pair)) for pair in story.once(_by_claim).get(figure.fact.claim, ()))


def _by_claim(story: Story) -> dict[str, list[frozenset[str]]]:
    found: dict[str, list[frozenset[str]]] = defaultdict(list)
    for pair in story.as_one:
        for claim in pair:
            found[claim].append(pair)
    return found


def _of_a_count(story: Story, a: Figure, b: Figure) -> bool:
    """Two stages of one count of votes, or a share of the votes and how many were counted by then?"""
    stages = [is_stage(story, figure.fact, figure.measure) for figure in (a, b)]
    return stages[0] is not stages[1] or other_stage(story, a.fact, b.fact)


def _has_both(story: Story, one: Figure, two: Figure) -> bool:
    """Does the report of one figure, in the same voice or beside it, tell the other one too, were it as a part? Then it counts two things."""
    if one.fact.report == two.fact.report:
        return False
    kind = (one.fact.report, one.measure.unit, one.measure.toll)
    return any(
        measure is not one.measure
        and agree(measure, two.measure)
        and (story.sources(other.claim) == one.sources or _beside(story, other, one.fact))
        and not story.words(other).isdisjoint(two.about)
        for other, measure in story.once(_by_kind).get(kind, ())
    )


def _beside(story: Story, one: Facts, two: Facts) -> bool:
    """Does the outlet itself tell one of them, in the sentence of the other ("40 homes burned; the mayor said 12 were in Elm Street")?"""
    own = not story.sources(one.claim) or not story.sources(two.claim)
    return own and story.sentence(one.claim) == story.sentence(two.claim)


def _by_kind(story: Story) -> dict[tuple[str, str | None, frozenset[str]], list[tuple[Facts, Measure]]]:
    """The figures of each report by unit and toll, without open bounds, which would agree with too much."""
    found: dict[tuple[str, str | None, frozenset[str]], list[tuple[Facts, Measure]]] = defaultdict(list)
    for fact in story.facts:
        for measure in fact.measures:
            if None not in (measure.low, measure.high):
                found[fact.report, measure.unit, measure.toll].append((fact, measure))
    return found


def _finding(story: Story, kind: FindingKind, question: _Question) -> Iterator[Finding]:
    """Sides by value, oldest first; the computations of the pairs, of an update the course of its figures.

    What has a crowd of answers that exclude each other is more than one question, and no dispute.
    """
    every = _in_time(list(question.figures.values()), falling=question.falling)
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
        sides.append((", ".join(dict.fromkeys(answer(figure.measure) for figure in group)), claims))
        course.append(f"{quoted(group[0].measure)} as of {day(group[0].fact)}")
    lines = list(question.lines)
    if kind == "update":
        lines = [f"{', '.join(course)} (UTC): {lines[0]}"]
    yield finding(
        story,
        kind,
        "number",
        asked(every[0]),
        sides,
        "; ".join(lines),
        reconciled_by=question.reconciled_by,
        shown=kind != "consistent",
    )


def _in_time(figures: list[Figure], *, falling: bool) -> list[Figure]:
    """Oldest first; of a day for which some figure has no hour, the lower first, since nothing says which came before; last if they fall."""
    whole_days = {day_of(f.fact.as_of) for f in figures if not has_hour(f.fact.as_of)}

    def place(figure: Figure) -> tuple[str, float, str, str, str]:
        moment = figure.fact.as_of or "~"
        level = (value_of(figure.measure) or 0.0) * (-1 if falling else 1) if moment[:10] in whole_days else 0.0
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
