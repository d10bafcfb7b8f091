"""Sides and floors: the east pier or the west pier, the left leg or the right, the fourth floor or the ground floor.

Two reports differ only where each knows one side of the thing, and both tell the same of it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from whosays.data import rows
from whosays.findings.evidence import Story, finding, older_first, pairs_of
from whosays.model import Facts, Finding

GROUPS = tuple(frozenset(sides.split()) for _, _, sides, _ in rows("axes") if sides)
THINGS = (
    "pier carriageway lane wing tower bank shore side gate door leg arm hand knee shoulder eye foot ankle lung engine wheel tunnel wall stand "
    "entrance end quay dock track platform thigh hip ear wrist elbow embankment slope runway deck"
)
ORDINALS = "ground first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth top"
SIDE = re.compile(rf"\b({'|'.join(sorted(frozenset[str]().union(*GROUPS)))}) ({'|'.join(THINGS.split())})s?\b")
FLOOR = re.compile(
    rf"\b({'|'.join(ORDINALS.split())}|basement|cellar|\d{{1,2}}(?:st|nd|rd|th))(?: |-)?(floor|storey)?\b"
)
ORIGIN = re.compile(
    r"\b(?:start(?:s|ed|ing)?|broke out|began|begun|origin\w*|source|seat of|fell|fall|jump\w*|thrown|plung\w*|found|burn\w*|fire|blaze|blast)\b",
    re.IGNORECASE,
)
PARTS_OF_A_BODY = frozenset("leg arm hand knee shoulder eye foot ankle lung thigh hip ear wrist elbow".split())
REACH = 100  # how many later mentions of a thing's side a mention is compared with
SHARED = 1  # further words that two tellings must share
NUMERALS = {word: number for number, word in enumerate(ORDINALS.split()[:-1])}


@dataclass(frozen=True, slots=True)
class Sided:
    """A thing of which a claim names the side: the noun, the side, and the words as printed."""

    fact: Facts
    thing: str
    side: str
    shown: str


def sides(story: Story) -> Iterator[Finding]:
    """Contradiction where two reports tell one thing of two sides, or two floors, of what each knows only one."""
    of: dict[str, list[Sided]] = defaultdict(list)
    everywhere: dict[tuple[str, str], set[str]] = defaultdict(set)
    for reading in story.readings:
        for thing, side, _ in _named(reading.report.text):
            everywhere[reading.report.id, thing].add(side)
    for fact in story.facts:
        if fact.factuality == "certain" and not fact.negative and fact.zone == "body":
            for thing, side, shown in _named(fact.text):
                if len(everywhere[fact.report, thing]) == 1:
                    of[thing].append(Sided(fact, thing, side, shown))
    for thing in sorted(of):
        found = of[thing]
        pair = next(
            ((a, b) for a, b in pairs_of(found, lambda _: "", REACH) if _excludes(a, b) and _one_telling(story, a, b)),
            None,
        )
        if pair is None:
            continue
        a, b = older_first(story, *pair)
        answers = [(one.shown, [c.fact.claim for c in found if c.side == one.side]) for one in (a, b)]
        yield finding(
            story, "contradiction", "place", f"Which {thing}: {a.fact.text[:70]}?", answers,
            f'"{a.shown}" against "{b.shown}": each report knows only one',
        )  # fmt: skip


@lru_cache(maxsize=16_384)
def _named(text: str) -> tuple[tuple[str, str, str], ...]:
    """Things whose side is named in a text, and floors."""
    sided = [(match[2], match[1], match.group()) for match in SIDE.finditer(text)]
    floors = [
        ("floor", _storey(match[1]), match.group())
        for match in FLOOR.finditer(text)
        if match[2] or match[1] in ("basement", "cellar")
    ]
    return (*sided, *floors)


def _storey(word: str) -> str:
    if word in ("basement", "cellar"):
        return "-1"
    digits = re.match(r"\d+", word)
    return digits.group() if digits else str(NUMERALS.get(word, word))


def _excludes(a: Sided, b: Sided) -> bool:
    """Two reports, and two sides of one kind."""
    if a.fact.report == b.fact.report or a.side == b.side:
        return False
    if a.thing == "floor":  # ground and first are one floor, counted in two ways; so are neighbours
        return "top" not in (a.side, b.side) and abs(int(a.side) - int(b.side)) > 1
    return any({a.side, b.side} <= group and not _within(a.side, b.side) for group in GROUPS)


def _within(a: str, b: str) -> bool:
    """North and north-western."""
    return a[:4] in b or b[:4] in a or b.removesuffix("ern")[-4:] in a or a.removesuffix("ern")[-4:] in b


def _one_telling(story: Story, a: Sided, b: Sided) -> bool:
    """Do both tell the same: of a floor where it began, of a body the same person, of other things with a word more in common?"""
    if a.thing == "floor":
        return all(ORIGIN.search(story.sentence(one.fact.claim)) for one in (a, b))
    shared = story.words(a.fact) & story.words(b.fact)
    if a.thing in PARTS_OF_A_BODY:
        people = {e for e in a.fact.patients | a.fact.agents if story.kinds.get(e) == "person"}
        return bool(people & (b.fact.patients | b.fact.agents))
    return len({word for word in shared if word.lstrip("~") not in (a.thing, a.side, b.side)}) >= SHARED
