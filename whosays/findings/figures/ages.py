"""Ages: one person, two numbers of years. A birthday may lie between two reports, so a year's difference says nothing.

Only of people with a name: who "the 34-year-old" is, stays open.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from whosays.findings.evidence import Story, finding, older_first
from whosays.model import Facts, Finding, Measure
from whosays.values.dates import told_apart
from whosays.values.measures import place_of, value_of

BARE = re.compile(
    r"(?:He|She|he|she|who|[A-Z]\w+) (?:was|is|would have been|turned) (\d{1,3}|[a-z]+(?:-[a-z]+)?)\b(?! (?:per|years? (?!old)|[a-z]+ed\b))"
)
BEHIND_NAME = re.compile(r"^, (?:aged )?(\d{1,3})\b(?=[,.;)]|\s+(?:of|from|who)\b|$)")
ONE_STORY = timedelta(days=60)  # a trial is years after the deed
YOUNGEST, OLDEST = 1, 110


@dataclass(frozen=True, slots=True)
class Age:
    """Years of a person, as one claim gives them: and whose."""

    fact: Facts
    years: int
    whose: str
    shown: str


def ages(story: Story) -> Iterator[Finding]:
    """Contradiction where two reports give one person ages more than a year apart."""
    of: dict[str, list[Age]] = defaultdict(list)
    for fact in story.facts:
        for age in _ages(story, fact):
            of[age.whose].append(age)
    for whose in sorted(of):
        found = of[whose]
        pair = next(((a, b) for a in found for b in found if _against(a, b, found)), None)
        if pair is None:
            continue
        first, second = older_first(story, *pair)
        who = story.label(whose)
        sides = [(str(age.years), [c.fact.claim for c in found if c.years == age.years]) for age in (first, second)]
        yield finding(
            story, "contradiction", "number", f"How old is {who}?", sides,
            f"{first.years} against {second.years}: {abs(first.years - second.years)} years apart, more than a birthday explains",
        )  # fmt: skip


def _against(a: Age, b: Age, found: list[Age]) -> bool:
    """Two reports of the same weeks, each with one age for the person."""
    if a.fact.report == b.fact.report or abs(a.years - b.years) <= 1 or not (a.fact.as_of and b.fact.as_of):
        return False
    if told_apart(a.fact, b.fact, by=ONE_STORY):
        return False
    return all(other.years == age.years for age in (a, b) for other in found if other.fact.report == age.fact.report)


def _ages(story: Story, fact: Facts) -> Iterator[Age]:
    """The ages in a claim that is told as fact."""
    if fact.factuality not in ("certain", "probable") or fact.negative:
        return
    for measure in fact.measures:
        years = _years(fact, measure)
        person = _person(story, fact, measure) if years is not None else None
        if years is not None and person is not None:
            yield Age(fact, years, person, measure.shown)


def _years(fact: Facts, measure: Measure) -> int | None:
    value = value_of(measure)
    if value is None or measure.low != measure.high or measure.approx:
        return None
    if "age" in measure.what and measure.unit == "mo":
        value /= 12
    elif not (measure.unit is None and _bare(fact, measure)):
        return None
    return int(value) if value % 1 == 0 and YOUNGEST <= value <= OLDEST else None


def _bare(fact: Facts, measure: Measure) -> bool:
    """ "She was 78", "Alcide Roper, 47, was hit"."""
    match = BARE.match(fact.text)
    if match and match[1] == measure.shown:
        return True
    at = place_of(fact.text, measure.shown)
    return (
        at > 2
        and BEHIND_NAME.match(fact.text[at - 2 :]) is not None
        and fact.text[: at - 2].split()[-1:][0][:1].isupper()
    )


def _person(story: Story, fact: Facts, measure: Measure) -> str | None:
    """The named person beside whom an age stands: in front of it, around or right behind it, or the subject of "at the age of"."""
    text = story.texts[fact.report]
    begin = place_of(text, measure.shown, story.begins(fact))
    end = begin + len(measure.shown)
    people = [
        argument for argument in story.claims[fact.claim].arguments
        if argument.entity in story.named_people and argument.start is not None and argument.end is not None
    ]  # fmt: skip
    beside = {
        person.entity
        for person in people
        if (person.start or 0) <= begin < (person.end or 0)
        or re.fullmatch(r",? (?:aged )?", text[person.end or 0 : begin])
        or (end <= (person.start or 0) and re.fullmatch(r"\W?(?:\w+ )?", text[end : person.start or 0]))
    }
    said = re.search(r"\b(?:at the age of|at age|aged|at|(?:was|is|turned)) $", text[max(0, begin - 15) : begin])
    subjects = {person.entity for person in people if person.role == "agent" and (person.end or 0) <= begin}
    if not beside and said and len(people) == 1:
        beside = subjects
    return next(iter(beside)) if len(beside) == 1 else None
