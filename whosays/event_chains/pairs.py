"""Do two mentions with one root stand for one event? Symbolic features, each with a published weight (``data/event_pairs.tsv``)."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from whosays.data import rows
from whosays.event_chains.profiles import Profiles
from whosays.model import Cast, EventMention, Reading

UNIT = 1000  # weights of the table are parts of this
REPORTS_ALIKE = (0.02, 0.04, 0.06, 0.08, 0.1, 0.13, 0.17, 0.22, 0.3, 0.4)
SENTENCES_ALIKE = (0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.65, 0.8)
SPREAD = (0.1, 0.2, 0.3, 0.45, 0.6, 0.8)
SHARED = (0.0, 1.0, 2.0, 3.0, 5.0, 8.0)
STORY = (4, 8, 14)  # sizes of stories, in reports
APART = (0, 1, 3, 7)  # sentences between two mentions of one report
SLACK = 3.0  # added to the weight of the lighter sentence, so that two short ones are not alike by one word

PRONOUNS = frozenset(
    "i you he she it we they me him her us them his hers its their my your our this that these those -pron- one".split()
)


@dataclass(frozen=True, slots=True)
class Item:
    """A mention with what is compared: participants as entities and lemmas, stems and figures of its sentence."""

    mention: EventMention
    doers: frozenset[str]
    done_to: frozenset[str]
    others: frozenset[str]
    stems: frozenset[str]
    weight: float
    figures: frozenset[str]


def items(readings: Sequence[Reading], cast: Cast, profiles: Profiles) -> tuple[Item, ...]:
    """Every event mention of a story, ready to be compared."""
    found = []
    for reading in readings:
        sentences: dict[int, tuple[frozenset[str], float]] = {}
        for mention in reading.events:
            if mention.sentence not in sentences:
                stems = profiles.stems(_sentence(reading, mention.sentence))
                sentences[mention.sentence] = stems, math.fsum(sorted(profiles.rarity(stem) for stem in stems))
            stems, weight = sentences[mention.sentence]
            roles = {role: _names(mention, role, cast) for role in ("agent", "patient", "theme")}
            figures = frozenset(stem for stem in stems if stem[0].isdigit())
            found.append(Item(mention, roles["agent"], roles["patient"], roles["theme"], stems, weight, figures))
    return tuple(found)


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


def features(a: Item, b: Item, profiles: Profiles, spreads: Mapping[str, float]) -> Iterator[str]:
    """Names of what speaks for or against one event, for two mentions with one root."""
    one, other = a.mention, b.mention
    same_report = one.report == other.report
    near = "own" if same_report else str(bisect_left(REPORTS_ALIKE, profiles.likeness(one.report, other.report)))
    context = str(bisect_left(SENTENCES_ALIKE, sentences_alike(a, b, profiles)))
    shared = str(bisect_left(SHARED, _shared(a, b, profiles)))
    told = "telling" if one.telling else "act"
    doers, done_to = _match(a.doers, b.doers), _match(a.done_to, b.done_to)
    parts = "-".join(sorted((one.part, other.part)))
    wide = str(bisect_left(SPREAD, spreads[one.root]))
    opening = str((one.sentence == 0) + (other.sentence == 0))
    yield "any pair"
    yield f"word:{one.word == other.word}:{parts}"
    yield f"reports:{near}"
    yield f"reports:{near} wide:{wide}"
    yield f"reports:{near} context:{context}"
    yield f"reports:{near} shared:{shared}"
    yield f"reports:{near} {told}"
    yield f"reports:{near} word:{one.word == other.word}"
    yield f"context:{context} {told}"
    yield f"context:{context} word:{one.word == other.word}"
    yield f"shared:{shared} {told}"
    yield f"doers:{doers} done_to:{done_to}"
    yield f"doers:{doers} {told}"
    yield f"done_to:{done_to} {parts}"
    yield f"others:{_match(a.others, b.others)}"
    yield f"turned:{bool(a.doers & b.done_to or b.doers & a.done_to)}"
    yield f"wide:{wide} {told}"
    yield f"figures:{_match(a.figures, b.figures)}"
    yield f"opening:{opening} own:{same_report}"
    yield f"story:{bisect_left(STORY, profiles.reports)}"
    if same_report:
        yield f"apart:{bisect_left(APART, abs(one.sentence - other.sentence))} context:{context}"
        yield f"apart:{bisect_left(APART, abs(one.sentence - other.sentence))} {told} {parts}"


def _match(a: frozenset[str], b: frozenset[str]) -> str:
    return "open" if not a or not b else "same" if a & b else "different"


def sentences_alike(a: Item, b: Item, profiles: Profiles) -> float:
    """Weight of the stems that two sentences share, as a share of the lighter sentence."""
    common = math.fsum(sorted(profiles.rarity(stem) for stem in a.stems & b.stems))
    return round(common / (min(a.weight, b.weight) + SLACK), 6)


def _shared(a: Item, b: Item, profiles: Profiles) -> float:
    """Weight of the participants that two mentions share, in whatever role."""
    names = (a.doers | a.done_to | a.others) & (b.doers | b.done_to | b.others)
    return round(math.fsum(sorted(profiles.rarity(name) for name in names)), 6)


@cache
def weights() -> Mapping[str, int]:
    """Weight of each feature, in parts of :data:`UNIT`; a feature that training never met weighs nothing."""
    return {name: int(weight) for name, weight in rows("event_pairs")}


def odds(a: Item, b: Item, profiles: Profiles, spreads: Mapping[str, float]) -> float:
    """How likely two mentions stand for one event, 0 to 1, by the published weights."""
    table = weights()
    total = sum(table.get(name, 0) for name in features(a, b, profiles, spreads)) / UNIT
    return round(1 / (1 + math.exp(-total)), 6)
