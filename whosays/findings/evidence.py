"""The story as comparators see it: claims and facts by id, what they share, whose they are, and how a finding is made."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Container, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import wraps
from typing import Protocol, TypeVar
from typing import cast as typed

from whosays.blocking import around, neighbours
from whosays.model import (
    Cast,
    Claim,
    Coordinates,
    EntityKind,
    Facts,
    Finding,
    FindingKind,
    Lineage,
    Proposition,
    Reading,
    Relation,
    Side,
    Slot,
    Span,
    is_entity,
    key,
)
from whosays.remembered import LastMade, hold, until_forgotten
from whosays.text.stretches import holding
from whosays.values.rarity import rarities, weigh
from whosays.vectors import Vectors

T = TypeVar("T")

# A report, its claims, and its names as the cast has them, with their kinds and places: all that a claim is told of by itself.
Scene = tuple[Reading, tuple[Facts, ...], tuple[tuple[str, str, EntityKind, Coordinates | None], ...]]
SCENES: LastMade[Scene] = LastMade()

REACH = 200  # how many later tellings with something in common a telling is compared with
NEAREST = 500  # claims of one predicate that are looked at on either side of a claim


@dataclass(frozen=True, slots=True)
class Story:
    """Read-only look-ups over one story."""

    facts: tuple[Facts, ...]
    readings: tuple[Reading, ...]
    claims: dict[str, Claim]
    fact_of: dict[str, Facts]
    propositions: dict[str, Proposition]
    proposition_of: dict[str, str]
    relations: tuple[Relation, ...]
    names: dict[str, str]
    kinds: dict[str, str]
    group_of: dict[str, str]
    rarity: dict[str, float]
    texts: dict[str, str]
    sentences: dict[str, tuple[Span, ...]]
    spread: dict[str, int]
    named_in: dict[str, frozenset[str]]
    named_people: frozenset[str]
    places: dict[str, Coordinates]
    about: dict[str, frozenset[str]]
    of_report: dict[str, tuple[Facts, ...]]
    starts: dict[str, list[int]]
    of_predicate: dict[str, list[int]]
    number: dict[str, int]
    vectors: Vectors
    printed: dict[str, str]
    speakers: dict[str, frozenset[str]]
    proper: frozenset[str]
    looked_up: dict[object, object]
    scenes: dict[str, Scene]
    as_one: frozenset[frozenset[str]]  # pairs of claims that are read as one matter

    def sources(self, claim: str) -> frozenset[str]:
        """Entity ids (or names) at the end of a claim's chain; empty for the outlet's own voice."""
        return self.speakers[claim]

    def origin_count(self, claims: Sequence[str]) -> int:
        """Independent origins of the best-backed proposition among these claims; of denials one, since deniers do not back each other."""
        if all(self.claims[c].factuality == "denied" for c in claims):
            return int(any(self.sources(c) for c in claims))
        return max((self.propositions[self.proposition_of[c]].independent_sources for c in claims), default=0)

    def sentence(self, claim: str) -> str:
        """The sentence that a claim starts in."""
        return self.printed[claim]

    def before(self, fact: Facts) -> str:
        """The words of its sentence in front of a claim."""
        start = self.begins(fact)
        found = holding(self.sentences[fact.report], start)
        return self.texts[fact.report][found.start : start] if found else ""

    def once(self, search: Callable[..., T], *asked: Hashable) -> T:
        """What a search of this story for something gives; comparators ask for the same again and again, and it is made once."""
        sought = (search, *asked)
        if sought not in self.looked_up:
            self.looked_up[sought] = search(self, *asked)
        return typed(T, self.looked_up[sought])

    def begins(self, fact: Facts) -> int:
        """Where a claim's evidence starts in its report."""
        return self.claims[fact.claim].spans[0].start

    def ends(self, fact: Facts) -> int:
        """One past the last character of a claim's evidence."""
        return self.claims[fact.claim].spans[-1].end

    def beginning_in(self, report: str, start: int, end: int) -> Sequence[Facts]:
        """The claims of a report whose evidence begins in ``[start, end)``, in the order of the text."""
        starts = self.starts[report]
        return self.of_report[report][bisect_left(starts, start) : bisect_left(starts, end)]

    def same_act(self, fact: Facts) -> Iterator[Facts]:
        """Claims with the same predicate, in the order of the story; of a crowd those that stand nearest."""
        number = self.number[fact.claim]
        return (self.facts[other] for other in around(self.of_predicate[fact.predicate], number, NEAREST))

    def nearness(self, a: Facts, b: Facts) -> float:
        """Cosine of two claims' sentence vectors; 1 where the story has none, so that nothing rests on their absence."""
        return self.vectors.nearness(a.text, b.text) if self.vectors.texts else 1.0

    def words(self, fact: Facts) -> frozenset[str]:
        """What a claim is about, without its numbers."""
        return self.about[fact.claim]

    def all_of(self, claim: str) -> tuple[str, ...]:
        """The claims of a claim's proposition."""
        return self.propositions[self.proposition_of[claim]].claims

    def weigh(self, words: Iterable[str]) -> float:
        """Summed rarity."""
        return weigh(words, self.rarity)

    def label(self, entity: str) -> str:
        """A name to print for an entity id or class word."""
        return self.names.get(entity, entity)


def story_of(
    facts: Sequence[Facts],
    readings: Sequence[Reading],
    cast: Cast,
    propositions: Sequence[Proposition],
    relations: Sequence[Relation],
    lineage: Lineage,
    vectors: Vectors,
    as_one: frozenset[frozenset[str]] = frozenset(),
) -> Story:
    """The look-ups of a story, made once."""
    about = {fact.claim: words_of(fact) for fact in facts}
    names = {entity.id: entity.name for entity in cast.entities}
    named_in = {entity.id: frozenset([mention.report for mention in entity.mentions]) for entity in cast.entities}
    claims = {claim.id: claim for reading in readings for claim in reading.claims}
    of_report: dict[str, list[Facts]] = {reading.report.id: [] for reading in readings}
    for fact in sorted(facts, key=lambda fact: claims[fact.claim].spans[0].start):
        of_report[fact.report].append(fact)
    of_predicate: dict[str, list[int]] = {}
    for number, fact in enumerate(facts):
        of_predicate.setdefault(fact.predicate, []).append(number)
    return Story(
        of_predicate=of_predicate, number={fact.claim: number for number, fact in enumerate(facts)},
        printed={claim.id: _sentence_of(claim, reading) for reading in readings for claim in reading.claims},
        speakers={claim.id: _speakers_of(claim) for claim in claims.values()}, looked_up={},
        proper=frozenset(entity for entity, name in names.items() if any(word[:1].isupper() for word in name.split()[-1:])),
        vectors=vectors, facts=tuple(facts), readings=tuple(readings), claims=claims, about=about,
        of_report={report: tuple(found) for report, found in of_report.items()},
        starts={report: [claims[fact.claim].spans[0].start for fact in found] for report, found in of_report.items()},
        fact_of={fact.claim: fact for fact in facts},
        propositions={p.id: p for p in propositions},
        proposition_of={claim: p.id for p in propositions for claim in p.claims},
        relations=tuple(relations),
        names=names,
        kinds={entity.id: entity.kind for entity in cast.entities},
        group_of={report: group.origin for group in lineage.groups for report in group.reports},
        rarity=rarities(about.values()),
        texts={reading.report.id: reading.report.text for reading in readings},
        sentences={reading.report.id: reading.sentences for reading in readings},
        places={entity.id: entity.place for entity in cast.entities if entity.place is not None},
        named_in=named_in,
        named_people=frozenset(
            entity.id for entity in cast.entities
            if entity.kind == "person" and any(m.form == "name" for m in entity.mentions)
        ),
        spread={entity: len(reports) for entity, reports in named_in.items()},
        scenes=_scenes(readings, of_report, cast, named_in), as_one=as_one,
    )  # fmt: skip


def _scenes(
    readings: Sequence[Reading],
    of_report: Mapping[str, Sequence[Facts]],
    cast: Cast,
    named_in: Mapping[str, frozenset[str]],
) -> dict[str, Scene]:
    """The scene of each report; that of the last telling, the very object, where nothing in it has changed."""
    named: dict[str, list[tuple[str, str, EntityKind, Coordinates | None]]] = {}
    for entity in cast.entities:
        for report in named_in[entity.id]:
            named.setdefault(report, []).append((entity.id, entity.name, entity.kind, entity.place))
    return {
        report.id: SCENES.same(report.id, (reading, tuple(of_report[report.id]), tuple(named.get(report.id, ()))))
        for reading in readings
        for report in (reading.report,)
    }


def by_itself(search: Callable[[Story, Facts], Iterable[T]]) -> Callable[[Story, Facts], tuple[T, ...]]:
    """What a search finds in a claim, kept for the next telling: it may look at nothing but the claim's own report and the names in it."""
    known: dict[tuple[int, int], tuple[tuple[T, ...], Scene, Facts]] = until_forgotten({})

    @wraps(search)
    def found(story: Story, fact: Facts) -> tuple[T, ...]:
        scene = story.scenes[fact.report]
        held = known.get((id(scene), id(fact)))
        if held is None:
            held = tuple(search(story, fact)), scene, fact
            hold(known, (id(scene), id(fact)), held)
        return held[0]

    return found


def _sentence_of(claim: Claim, reading: Reading) -> str:
    found = holding(reading.sentences, claim.spans[0].start)
    return found.of(reading.report.text) if found else ""


def _speakers_of(claim: Claim) -> frozenset[str]:
    last = claim.chain[-1]
    if last.role == "outlet":
        return frozenset()
    return frozenset(source.entity or source.name or "" for source in last.sources)


def words_of(fact: Facts) -> frozenset[str]:
    """What a claim is about, without its numbers: entities, classes of words, its predicate."""
    return frozenset(
        {f"@{e}" for e in fact.entities}
        | {f"@{e}" for e in fact.agents | fact.patients if is_entity(e)}
        | set(fact.terms)
        | {fact.predicate}
    )


def told_as_so(fact: Facts, factuality: Container[str] | None = None, *, foreseen: bool = False) -> bool:
    """Does a claim in the text assert something as done, or with ``foreseen`` also as to be so; and, if asked, this surely?"""
    stances, told = (("asserts", "expects"), ("done", "ahead")) if foreseen else (("asserts",), ("done",))
    return (
        fact.zone == "body"
        and fact.stance in stances
        and fact.told in told
        and (factuality is None or fact.factuality in factuality)
    )


def likeness(story: Story, a: Facts, b: Facts) -> float:
    """Weighted Jaccard of what two claims are about, numbers aside: 0 … 1."""
    left, right = story.words(a), story.words(b)
    total = story.weigh(left | right)
    return story.weigh(left & right) / total if total else 0.0


def finding(
    story: Story, kind: FindingKind, slot: Slot, question: str, sides: Sequence[tuple[str, Sequence[str]]], computation: str,
    *, reconciled_by: str | None = None, shown: bool = True, reports: Sequence[str] = (),
) -> Finding:  # fmt: skip
    """A finding over answers and the claims that give them; its id is a function of kind, slot and claims."""
    readings = tuple(Side(answer, tuple(dict.fromkeys(claims)), story.origin_count(claims)) for answer, claims in sides)
    about = sorted({story.claims[c].report for _, claims in sides for c in claims} | set(reports))
    made = key("f", kind, slot, *sorted(c for _, claims in sides for c in claims))
    return Finding(made, kind, slot, question, readings, computation, reconciled_by, tuple(about), (), shown)


def pairs_of(told: Sequence[T], key: Callable[[T], Hashable], reach: int | None = None) -> Iterator[tuple[T, T]]:
    """Each telling with the later ones of one key, of a crowd with the nearest."""
    near = neighbours([{key(one)} for one in told], reach or REACH)
    return ((told[left], told[right]) for left, right in near)


def first_pairs(
    pairs: Iterable[tuple[T, T]], name: Callable[[T, T], Hashable], against: Callable[[T, T], bool]
) -> Iterator[tuple[T, T]]:
    """The first pair of each name whose two are set against each other."""
    found: set[Hashable] = set()
    for a, b in pairs:
        pair = name(a, b)
        if pair not in found and against(a, b):
            found.add(pair)
            yield a, b


def ordered(story: Story, a: Facts, b: Facts) -> tuple[Facts, Facts]:
    """The pair, earlier first: by as-of time, then by report and position."""
    return (a, b) if position(story, a) <= position(story, b) else (b, a)


class Told(Protocol):
    """Something that a claim tells: an age, a score, a side."""

    @property
    def fact(self) -> Facts:
        """The claim."""


Thing = TypeVar("Thing", bound=Told)


def older_first(story: Story, a: Thing, b: Thing) -> tuple[Thing, Thing]:
    """Two tellings in the order of their claims, as :func:`ordered` has it."""
    return (a, b) if position(story, a.fact) <= position(story, b.fact) else (b, a)


def position(story: Story, fact: Facts) -> tuple[str, str, int]:
    """Where a claim stands in the order of as-of times, then of reports and their text."""
    return fact.as_of or "~", fact.report, story.begins(fact)
