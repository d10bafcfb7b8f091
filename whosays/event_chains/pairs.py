"""Do two mentions with one root stand for one event? Symbolic features, each with a published weight (``data/event_pairs.tsv``)."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from whosays.data import rows
from whosays.event_chains.profiles import Profiles, stems_of
from whosays.model import Cast, EventMention, Reading
from whosays.remembered import LastMade, of_two

ROLES = ("agent", "patient", "theme")
UNIT = 1000  # weights of the table are parts of this
REPORTS_ALIKE = (0.02, 0.04, 0.06, 0.08, 0.1, 0.13, 0.17, 0.22, 0.3, 0.4)
SENTENCES_ALIKE = (0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.65, 0.8)
SPREAD = (0.1, 0.2, 0.3, 0.45, 0.6, 0.8)
SHARED = (0.0, 1.0, 2.0, 3.0, 5.0, 8.0)
STORY = (4, 8, 14)  # sizes of stories, in reports
APART = (0, 1, 3, 7)  # sentences between two mentions of one report
OWN = -1  # in the place of the likeness of two reports: both mentions stand in one

PRONOUNS = frozenset(
    "i you he she it we they me him her us them his hers its their my your our this that these those -pron- one".split()
)


class Worded(NamedTuple):
    """What is compared of a mention: its word; participants as entities and lemmas, by role and all; the stems of its sentence, figures
    apart too.
    """

    root: str
    word: str
    part: str
    telling: bool
    doers: frozenset[str]
    done_to: frozenset[str]
    others: frozenset[str]
    participants: frozenset[str]
    stems: frozenset[str]
    figures: frozenset[str]


@dataclass(frozen=True, slots=True)
class Item:
    """A mention and what is compared of it; of mentions that are worded alike, as reprints have them, that is one object."""

    mention: EventMention
    worded: Worded


WORDED: LastMade[Worded] = LastMade(most=16_384)
ITEMS: LastMade[tuple[Item, ...]] = LastMade()


def items(readings: Sequence[Reading], cast: Cast) -> tuple[Item, ...]:
    """Every event mention of a story, ready to be compared."""
    return tuple(item for reading in readings for item in _items_of(reading, cast))


def _items_of(reading: Reading, cast: Cast) -> tuple[Item, ...]:
    taking_part = (participant.mention for mention in reading.events for participant in mention.participants)
    entities = tuple(cast.of_mention.get(mention or "") for mention in taking_part)
    return ITEMS.of(
        reading.report.id, (reading, entities), lambda: tuple(_item(reading, m, cast) for m in reading.events)
    )


def _item(reading: Reading, mention: EventMention, cast: Cast) -> Item:
    doers, done_to, others = (_names(mention, role, cast) for role in ROLES)
    stems = stems_of(_sentence(reading, mention.sentence))
    worded = Worded(
        mention.root, mention.word, mention.part, mention.telling, doers, done_to, others, doers | done_to | others,
        stems, frozenset(stem for stem in stems if stem[0].isdigit()),
    )  # fmt: skip
    return Item(mention, WORDED.same(worded, worded))


def _sentence(reading: Reading, number: int) -> str:
    span = reading.sentences[number]
    return reading.report.text[span.start : span.end]


def _names(mention: EventMention, role: str, cast: Cast) -> frozenset[str]:
    """Who fills a role: the entity where it is known, and the lemma of a head that is no pronoun."""
    found: set[str] = set()
    for participant in mention.participants:
        if participant.role == role:
            entity = cast.of_mention.get(participant.mention or "")
            found.update(name for name in (entity, participant.head) if name)
    return frozenset(found - PRONOUNS)


def spread(found: Sequence[Item], reports: int) -> dict[str, float]:
    """Share of the reports that hold each root."""
    holders: dict[str, set[str]] = {}
    for item in found:
        holders.setdefault(item.mention.root, set()).add(item.mention.report)
    return {root: len(own) / reports for root, own in holders.items()}


class Told(NamedTuple):
    """What two wordings with one root have in common, as far as it is no matter how rare it is in the story."""

    telling: bool
    same_word: bool
    parts: str
    doers: str
    done_to: str
    others: str
    figures: str
    turned: bool


class Common(NamedTuple):
    """What two wordings with one root have in common; how rare the root, the participants and the stems are, the story tells."""

    told: Told
    root: str
    participants: frozenset[str]
    stems: frozenset[str]
    other_stems: frozenset[str]


class Wording(NamedTuple):
    """What the sentences and participants of two mentions with one root have in common, each in its class."""

    context: int
    shared: int
    wide: int
    told: Told


class Traits(NamedTuple):
    """All that is looked at in a pair of mentions with one root; in a story many pairs have the same."""

    wording: Wording
    same_report: bool
    reports: int
    opening: int
    apart: int
    story: int


_Placed = tuple[int, int, int, int]


class Pairs:
    """Pairs of a story's mentions as they are scored; of mentions that are worded alike, as reprints have them, one is looked at."""

    def __init__(self, profiles: Profiles, spreads: Mapping[str, float]) -> None:
        self._profiles = profiles
        self._wide = {root: bisect_left(SPREAD, share) for root, share in spreads.items()}
        self._wordings: list[Wording] = []
        self._numbers: dict[Wording, int] = {}
        self._of_common: dict[int, tuple[int, Common]] = {}
        self._worded: dict[int, dict[int, int]] = {}
        self._near: dict[str, dict[str, int]] = {}

    def traits(self, found: Sequence[Item], pairs: Iterable[tuple[int, int]]) -> Iterator[Traits]:
        """What speaks for or against one event in each pair of positions."""
        return map(self._traits, self._placed(found, pairs))

    def scored(self, found: Sequence[Item], pairs: Sequence[tuple[int, int]]) -> dict[tuple[int, int], float]:
        """How likely the mentions at two positions stand for one event, 0 to 1, by the published weights."""
        placed = list(self._placed(found, pairs))
        odds = {one: _odds_of(self._traits(one)) for one in set(placed)}
        return dict(zip(pairs, map(odds.__getitem__, placed), strict=True))

    def _placed(self, found: Sequence[Item], pairs: Iterable[tuple[int, int]]) -> Iterator[_Placed]:
        """How two mentions are worded, by number, and where they stand: likeness of their reports, openings, sentences between.

        A story has tens of thousands of pairs: a call for each would cost more than all that is found out.
        """
        words = [id(item.worded) for item in found]
        reports = [item.mention.report for item in found]
        sentences = [item.mention.sentence for item in found]
        numbers = [self._worded.setdefault(worded, {}) for worded in words]
        likeness = [self._near.setdefault(report, {}) for report in reports]
        for a, b in pairs:
            number = numbers[a].get(words[b])
            if number is None:
                number = numbers[a][words[b]] = self._number(found[a].worded, found[b].worded)
            opening = (sentences[a] == 0) + (sentences[b] == 0)
            if reports[a] == reports[b]:
                yield number, OWN, opening, bisect_left(APART, abs(sentences[a] - sentences[b]))
                continue
            near = likeness[a].get(reports[b])
            if near is None:
                alike = self._profiles.likeness(reports[a], reports[b])
                near = likeness[a][reports[b]] = bisect_left(REPORTS_ALIKE, alike)
            yield number, near, opening, 0

    def _number(self, a: Worded, b: Worded) -> int:
        """How two mentions are worded, by number."""
        common = in_common(a, b)
        known = self._of_common.get(id(common))
        if known is None:
            near = self._profiles.alike(common.stems, common.other_stems)
            shared = round(self._profiles.weigh(common.participants), 6)
            found = Wording(
                bisect_left(SENTENCES_ALIKE, near), bisect_left(SHARED, shared), self._wide[common.root], common.told
            )
            number = self._numbers.setdefault(found, len(self._numbers))
            if number == len(self._wordings):
                self._wordings.append(found)
            known = self._of_common[id(common)] = number, common
        return known[0]

    def _traits(self, placed: _Placed) -> Traits:
        wording, near, opening, apart = placed
        return Traits(
            wording=self._wordings[wording],
            same_report=near == OWN,
            reports=0 if near == OWN else near,
            opening=opening,
            apart=apart,
            story=bisect_left(STORY, self._profiles.reports),
        )


def features(pair: Traits) -> Iterator[str]:
    """Names of what speaks for or against one event, as the table of weights has them."""
    wording, words = pair.wording, pair.wording.told
    near = "own" if pair.same_report else str(pair.reports)
    told = "telling" if words.telling else "act"
    yield "any pair"
    yield f"word:{words.same_word}:{words.parts}"
    yield f"reports:{near}"
    yield f"reports:{near} wide:{wording.wide}"
    yield f"reports:{near} context:{wording.context}"
    yield f"reports:{near} shared:{wording.shared}"
    yield f"reports:{near} {told}"
    yield f"reports:{near} word:{words.same_word}"
    yield f"context:{wording.context} {told}"
    yield f"context:{wording.context} word:{words.same_word}"
    yield f"shared:{wording.shared} {told}"
    yield f"doers:{words.doers} done_to:{words.done_to}"
    yield f"doers:{words.doers} {told}"
    yield f"done_to:{words.done_to} {words.parts}"
    yield f"others:{words.others}"
    yield f"turned:{words.turned}"
    yield f"wide:{wording.wide} {told}"
    yield f"figures:{words.figures}"
    yield f"opening:{pair.opening} own:{pair.same_report}"
    yield f"story:{pair.story}"
    if pair.same_report:
        yield f"apart:{pair.apart} context:{wording.context}"
        yield f"apart:{pair.apart} {told} {words.parts}"


def _match(a: frozenset[str], b: frozenset[str]) -> str:
    return "open" if not a or not b else "different" if a.isdisjoint(b) else "same"


@of_two
def in_common(one: Worded, other: Worded) -> Common:
    """What two wordings share, in whatever story."""
    told = Told(
        one.telling,
        one.word == other.word,
        f"{one.part}-{other.part}" if one.part <= other.part else f"{other.part}-{one.part}",
        _match(one.doers, other.doers),
        _match(one.done_to, other.done_to),
        _match(one.others, other.others),
        _match(one.figures, other.figures),
        not one.doers.isdisjoint(other.done_to) or not other.doers.isdisjoint(one.done_to),
    )
    return _one(Common(told, one.root, one.participants & other.participants, one.stems, other.stems))


@lru_cache(maxsize=65_536)
def _one(common: Common) -> Common:
    """One object for all that are equal: a story has few hundred wordings, and tens of thousands of pairs of them."""
    return common


@cache
def weights() -> Mapping[str, int]:
    """Weight of each feature, in parts of :data:`UNIT`; a feature that training never met weighs nothing."""
    return {name: int(weight) for name, weight in rows("event_pairs")}


@lru_cache(maxsize=65_536)
def _odds_of(pair: Traits) -> float:
    table = weights()
    total = sum(table.get(name, 0) for name in features(pair)) / UNIT
    return round(1 / (1 + math.exp(-total)), 6)
