"""Does a claim hold the value asked for: a time, a place, a number of something, a measure, a direction, a reason?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from whosays.model import Argument, Passage, Quantity, Time
from whosays.questions.nearness import NEAR, SYNONYM, base_forms, nearest, nearness
from whosays.questions.question import Question
from whosays.questions.story import Story, Told
from whosays.values.units import dimension_of
from whosays.words.people import person_nouns

CAUSES = re.compile(
    r"\b(?:because|due to|owing to|thanks to|since|as a result|for (?:lack|want|fear)|so that|in order to|after|caused|blamed|amid|"
    r"in need of|need(?:s|ed)?|which|reason)\b", re.IGNORECASE,
)  # fmt: skip
BEARINGS = frozenset(
    "north south east west northward southward eastward westward northwards southwards eastwards westwards inland "
    "upstream downstream northeast northwest southeast southwest towards toward".split()
)
PLACES = frozenset({"place", "facility"})
PLACE_ROLES = frozenset({"place", "goal", "source"})
WHERE_NOUNS, WHEN_NOUNS = (
    frozenset({"site", "location", "place", "venue", "where"}),
    frozenset({"date", "time", "day", "hour", "when"}),
)
CLOCK = re.compile(r"\d{1,2}[:.]\d\d|\b\d{1,2} ?[ap]\.?m\b|o'clock|midnight|noon|midday", re.IGNORECASE)
LOCATING = re.compile(  # between the name of a place and the place that says where it is
    r",? \(?|,? (?:[\w-]+ ){0,6}(?:in|on|of|off|near|at|from|outside|between)(?: [\w-]+){0,2} ", re.IGNORECASE
)
NEWS = timedelta(days=14)
Held = tuple[tuple[Passage, ...], float]  # the words asked for, and what they add to the match


def when(question: Question, told: Told, story: Story) -> Held | None:
    """A time that the question does not name itself, rather one of the story than of its background."""
    dated = [t for name in told.claim.times if (t := story.times.get(name)) and t.type in ("DATE", "TIME")]
    asked = {word for demand in question.demands for word in demand.words}
    fresh = [t for t in dated if not base_forms(story.texts[t.report][t.start : t.end]) <= asked]
    if fresh:
        current = any(_near_publication(t, story) for t in fresh)
        return tuple(Passage(t.report, t.start, t.end) for t in fresh), 0.15 if current else 0.05
    return _left_open(told, WHEN_NOUNS)


def _near_publication(time: Time, story: Story) -> bool:
    """Is a time of the story itself, and not of its background?"""
    printed = story.published.get(time.report)
    try:
        return printed is None or abs(date.fromisoformat((time.earliest or "")[:10]) - printed) <= NEWS
    except ValueError:
        return False


def hour(question: Question, told: Told, story: Story) -> Held | None:
    """A time by the clock."""
    held = when(question, told, story)
    if held is None:
        return None
    clock = tuple(p for p in held[0] if CLOCK.search(story.texts[p.report][p.start : p.end]))
    return (clock, 0.1) if clock else None


def _left_open(told: Told, nouns: frozenset[str]) -> Held | None:
    """The reports say that it has not been said: "no date has been given"."""
    negative = told.claim.polarity == "-" or told.claim.factuality == "unconfirmed"
    return ((), 0.2) if negative and told.words & nouns else None


def where(question: Question, told: Told, story: Story) -> Held | None:
    """A place that the question does not name itself: a mention, or an argument that says where."""
    asked = frozenset(e for demand in (*question.demands, *question.subject) for e in demand.entities)
    named = frozenset(word for demand in question.demands for word in demand.words)
    found = []
    for span in told.claim.spans:
        for start, end, entity, form in story.mentions_in(told.claim.report, span.start, span.end):
            if (
                form not in ("adjective", "pronoun")
                and story.entities[entity].kind in PLACES
                and entity not in asked
                and not base_forms(story.texts[told.claim.report][start:end]) & named
            ):
                found.append(Passage(told.claim.report, start, end))
    timed = [t for name in told.claim.times if (t := story.times.get(name))]
    for argument in told.claim.arguments:
        if (
            argument.role in PLACE_ROLES
            and argument.start is not None
            and argument.end is not None
            and argument.entity not in asked
        ):
            inside = not any(t.start < argument.end and argument.start < t.end for t in timed)
            if inside and not _is_figure(argument, told, story):
                found.append(Passage(told.claim.report, argument.start, argument.end))
    if question.predicate is None and asked and all(story.entities[e].kind == "place" for e in asked):
        found = [p for p in found if _locates(p, asked, told, story)]
    if found:
        return tuple(sorted(set(found))), 0.1
    return _left_open(told, WHERE_NOUNS)


def _locates(found: Passage, asked: frozenset[str], told: Told, story: Story) -> bool:
    """Does a place follow the name of the one asked about, as what says where that is: "Lorne, in the north of", "Lorne, Kaldria"?"""
    text = story.texts[found.report]
    named = story.mentions_in(found.report, told.sentence.start, found.start)
    return any(entity in asked and LOCATING.fullmatch(text[end : found.start]) for _, end, entity, _ in named)


def _is_figure(argument: Argument, told: Told, story: Story) -> bool:
    """Is an argument a number ("rose to five"), and no counted place ("in three villages")?"""
    start, end = argument.start or 0, argument.end or 0
    covering = (q for q in quantities(told, story) if q.start <= start and end <= q.end)
    return (argument.head or "").isdigit() or any(argument.head != q.unit for q in covering)


def quantities(told: Told, story: Story) -> Iterator[Quantity]:
    """The quantities of a claim."""
    for name in told.claim.quantities:
        quantity = story.quantities.get(name)
        if quantity is not None:
            yield quantity


def _held(quantities: Iterable[Quantity], bonus: float) -> Held | None:
    found = tuple(Passage(q.report, q.start, q.end) for q in quantities)
    return (found, bonus) if found else None


def counted(question: Question, told: Told, story: Story) -> Held | None:
    """A number of the thing asked after; "no deaths" is a number too."""
    head = question.focus[:1]
    if not head:
        return None
    noun = head[0]
    least = (
        NEAR if question.predicate or question.demands else SYNONYM
    )  # a wider word ("person") needs an act asked about

    def counts(quantity: Quantity) -> bool:
        counted = [*(quantity.unit or "").lower().split(), *(quantity.of or "").lower().split()]
        if quantity.unit and nearness(noun, quantity.unit.lower()) >= least:
            return True
        if quantity.unit == "time" and nearest(noun, counted[1:]) >= NEAR:
            return True
        return (
            (noun in ("people", "person") and (quantity.unit or "") in person_nouns() | {"person"})
            or noun in counted
            or nearest(noun, counted) >= 0.8
        )

    held = _held((q for q in quantities(told, story) if counts(q)), 0.15)
    if held:
        return held
    act = question.predicate.words if question.predicate else ()
    none = told.claim.polarity == "-" or " no " in f" {' '.join(sorted(told.words))} "
    if (
        none
        and "no" in base_forms(own_words(told, story))
        and (any(nearest(w, told.words) >= NEAR for w in act) or nearest(noun, told.words) >= NEAR)
    ):
        return (), 0.0
    return None


def measured(question: Question, told: Told, story: Story) -> Held | None:
    """A quantity in a dimension that fits; a figure asked for by its own name fits in any."""
    wanted = question.dimensions
    fitting = [q for q in quantities(told, story) if not wanted or dimension_of(q.unit) in wanted]
    if question.kind == "amount" and question.focus:
        fitting = [
            q
            for q in fitting
            if nearest(question.focus[0], [(q.unit or "").lower(), *(q.of or "").lower().split()]) >= NEAR
        ]
    return _held(fitting, 0.15)


def duration(question: Question, told: Told, story: Story) -> Held | None:
    """How long something lasts, or is where no act is asked about; no age."""
    lasting = [t for name in told.claim.times if (t := story.times.get(name)) and t.type == "DURATION"]
    held = _held(
        (q for q in quantities(told, story) if dimension_of(q.unit) in question.dimensions and q.of != "age"), 0.15
    )
    if lasting and not held:
        return tuple(Passage(t.report, t.start, t.end) for t in lasting), 0.15
    return held


def age(question: Question, told: Told, story: Story) -> Held | None:
    """An age of the person asked about, who must be the claim's agent or stand beside it."""
    ages = [q for q in quantities(told, story) if q.of == "age"]
    asked = frozenset(e for demand in question.demands for e in demand.entities)
    if not ages or (asked and not asked & (told.agents | told.entities)):
        return None
    return _held(ages, 0.15)


def direction(question: Question, told: Told, story: Story) -> Held | None:
    """A word for a direction."""
    return ((), 0.15) if any(word in BEARINGS for word in re.findall(r"[\w-]+", own_words(told, story))) else None


def why(question: Question, told: Told, story: Story) -> Held | None:
    """A claim, or the rest of its sentence, that gives a reason."""
    text = story.texts[told.claim.report]
    return ((), 0.1) if CAUSES.search(told.sentence.of(text)) else None


def own_words(told: Told, story: Story) -> str:
    """The exact words of a claim."""
    return " ".join(span.of(story.texts[told.claim.report]) for span in told.claim.spans)
