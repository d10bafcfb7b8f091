"""Occurrences: when and where the one explosion, arrest or crash of a story happened, in whatever words it is told.

Two reports speak of one occurrence where each knows only one of its kind, or where both name whom it befell. A place speaks against
another only where no report of the one names the other.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cache

from whosays.blocking import neighbours
from whosays.data import rows
from whosays.findings.evidence import Story, by_itself, finding, older_first
from whosays.findings.when_where.moments import When, agree, apart, gap_between, times_of, when_of
from whosays.findings.when_where.places import off_a_coast
from whosays.model import Claim, Facts, Finding
from whosays.values.dates import told_apart
from whosays.values.distances import clearly_apart
from whosays.words.events import root_of

SAYS_IT_HAPPENED = frozenset(
    "happen occur come begin start strike rip tear shake rock hit take place be go kill injure wound destroy wreck damage break open put "
    "fire last follow rattle jolt".split()
)
HAPPEN = frozenset({"happen", "occur", "take", "strike", "hit"})  # "it took place at …"
SUBJECTS = frozenset({"agent", "patient"})
CAUSING = frozenset({"cause", "launch", "commence"})
FAILING = frozenset({"fail", "burst", "give_way", "breach", "rupture", "break", "crumble", "go"})
STRUCTURES = frozenset(
    "dam dyke dike levee embankment wall bridge viaduct roof tower crane balcony stand scaffolding mast pier ceiling".split()
)
BEGUN = re.compile(r"\b(?:start|beg[aiu]n|broke out|erupt|commenc)\w*")
REACH = 100  # how many later tellings of one kind a telling is compared with
ONE_MORE = re.compile(
    r"\b(?:also|another|elsewhere|as well|spread|similar)\b", re.IGNORECASE
)  # "violence also broke out in the north"
A_DAY = timedelta(days=1)
A_WEEK = timedelta(days=7)  # told further apart, it is another of the kind
SHOTS = re.compile(
    r"\b(?:shots?|bullets?|rounds?|gun|rifle|pistol|shotgun)\b|\bfired (?:through|into|at|on)\b", re.IGNORECASE
)
MOVED = re.compile(
    r"\b(?:postpon|reschedul|delay|moved?|brought forward|put off|pushed back|originally|had been due|was to have)\w*\b",
    re.IGNORECASE,
)


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
    told = [one for fact in story.facts for one in told_by(story, fact)]
    by_kind: dict[str, list[Occurrence]] = defaultdict(list)
    for one in told:
        by_kind[one.group or one.kind].append(one)
    for name in sorted(by_kind):
        yield from _times_of(story, by_kind[name])
        yield from _places_of(story, by_kind[name])


def groups_in(words: str) -> frozenset[str]:
    """The groups of what the words name ("an overturned tram" names an accident); kinds without a group stand for themselves."""
    lemmas = {lemma for word in re.findall(r"[a-z]+", words.lower()) for lemma in (word, root_of(word, word, "v"))}
    return frozenset(group or kind for lemma in lemmas for kind, group, _ in _kinds().get(lemma, ()))


@by_itself
def told_by(story: Story, fact: Facts) -> Iterator[Occurrence]:
    """What a claim tells as so, or as to be so: nothing that was put off."""
    if fact.factuality not in ("certain", "expected") or fact.negative or fact.zone not in ("body", "dek"):
        return
    if MOVED.search(fact.text):
        return
    claim = story.claims[fact.claim]
    kinds = {kind: None for word in _words(claim, fact) for kind in _kinds().get(word, ())}
    for kind, group, whom in kinds:
        people = frozenset(e for e in fact.patients | fact.agents if story.kinds.get(e) in ("person", "vehicle"))
        yield Occurrence(
            fact, kind, group, whom, people, when_of(story, claim, story.once(times_of)), _where(story, fact)
        )


def _words(claim: Claim, fact: Facts) -> list[str]:
    """The words that may name what happened: the verb, or where it says little of itself, the nouns it is told of."""
    words = [claim.predicate, claim.predicate.split(" ")[0]]
    heads = [a.head.lower() for a in claim.arguments if a.head and a.role in SUBJECTS]
    begun = claim.predicate in CAUSING and BEGUN.search(fact.text)
    if words[1] in SAYS_IT_HAPPENED or begun:
        words = [words[0], *heads] if " " in words[0] else list(heads)
    gave_way = claim.predicate == "give" and "way" in fact.text.lower().split()
    if (gave_way or claim.predicate in FAILING) and STRUCTURES & set(heads):
        words.append("collapse")
    if claim.predicate == "fire" and SHOTS.search(fact.text):
        words.append("shooting")  # a coach is fired otherwise
    if claim.predicate.split(" ")[0] in HAPPEN and "it" in heads:
        words.append("incident")
    if "time" in heads:
        words += re.findall(r"[a-z-]+", fact.text.lower())
    return words


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
            if known or one.when is None or two.when is None or _at_sea(story, one, two):
                continue
            verdict = apart(one.when, two.when, by_clock="clock" in grains, east=east)
            if verdict is not None:
                done.append((one, two))
                yield _time_finding(story, one, two, compared, verdict)


def _at_sea(story: Story, one: Occurrence, two: Occurrence) -> bool:
    """Is a vessel all that the two share, and do the days touch? Tuesday here can be Wednesday there."""
    shared = one.people & two.people
    vessels = bool(shared) and all(story.kinds.get(name) == "vehicle" for name in shared)
    days = one.when is not None and two.when is not None and {one.when.grain, two.when.grain} <= {"day", "part"}
    return (
        vessels and days and one.when is not None and two.when is not None and gap_between(one.when, two.when) < A_DAY
    )


def _alike(one: Occurrence, two: Occurrence) -> bool:
    """Do two tellings give one time?"""
    return (
        one.when is not None and two.when is not None and one.when.zoned is two.when.zoned and agree(one.when, two.when)
    )


def _longitude(story: Story) -> float | None:
    """The longitude of the located place that most reports name."""
    ranked = sorted(story.places, key=lambda entity: (-story.spread.get(entity, 0), entity))
    return story.places[ranked[0]].longitude if ranked else None


def _time_finding(story: Story, one: Occurrence, two: Occurrence, compared: Sequence[Occurrence], told: str) -> Finding:
    a, b = older_first(story, one, two)
    sides = [
        (side.when.shown if side.when else "", [c.fact.claim for c in compared if _alike(c, side)]) for side in (a, b)
    ]
    return finding(story, "contradiction", "time", f"When: {a.fact.text[:80]}?", sides, told)


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
        if any(ONE_MORE.search(story.sentence(side.fact.claim)) for side in (one, two)):
            continue
        if reports[here] & reports[there] or not clearly_apart(story.places.get(here), story.places.get(there)):
            continue
        if (one.when and two.when and not agree(one.when, two.when)) or not (
            one in lone and two in lone and _one(one, two)
        ):
            continue
        done.add(pair)
        a, b = older_first(story, one, two)
        names = [story.label(side.where or "") for side in (a, b)]
        if off_a_coast(a.fact, names[0], names[1]) or off_a_coast(b.fact, names[1], names[0]):
            continue
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
    if one.fact.told != two.fact.told or told_apart(one.fact, two.fact, by=A_WEEK):
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
    return (not (other.when and one.when) or agree(other.when, one.when)) and other.where in (None, one.where)
