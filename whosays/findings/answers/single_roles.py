"""One part in one event, two holders: who came third, who scored first, who found her, who follows in the post."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache, partial

from whosays.data import alternatives, rows
from whosays.findings.answers.contraries import apart_in_kind, told_before
from whosays.findings.answers.holders import ANYBODY, PRONOUNS
from whosays.findings.evidence import Story, by_itself, finding, first_pairs, older_first, pairs_of, told_as_so
from whosays.findings.parties import FEW, names_near
from whosays.model import Facts, Finding
from whosays.values.dates import dated_apart
from whosays.words.classes import akin, class_of

# Several may have found or reported something; one alone where a report says that it was he and no other.
SHARED = frozenset({"who raised the alarm"})
ONLY = re.compile(r"\b[Ii]t was .{3,60}\b(?:who|that)\b|\bfirst to\b")
WHO = r"(?P<who>[A-Za-z][\w'’., -]{1,60}?)"
LAST = r"(?P<who>[A-Za-z][^.;\n]{1,60})"
END = re.compile(r"\b(?:with|after|in|on|at|from|who|whose|under|when|during|as|by|for)\b|,|\Z")
SKIP = frozenset(
    "the a an his her its their former new old mr mrs ms dr by it was to of and also had will who which that whom".split()
)


@dataclass(frozen=True, slots=True)
class _Held:
    """A claim that gives a part to somebody: the words that name him, and whether a proper name is among them."""

    fact: Facts
    role: str
    words: tuple[str, ...]
    named: bool
    only: bool


@cache
def _wordings() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The wordings of each part, whatever letters a sentence begins with; a name begins with a capital."""
    found = []
    for role, wordings in rows("single_roles"):
        for wording in alternatives(wordings):
            who = LAST if wording.endswith("{who}") else WHO
            filled = wording.replace("{who}", who).replace("{target}", r"(?-i:[A-Z]\w+)")
            found.append((role, re.compile(rf"\b{filled}(?=\W|\Z)", re.IGNORECASE)))
    return tuple(found)


def single_roles(story: Story) -> Iterator[Finding]:
    """Contradiction where two reports give a part that one alone can have to two people or bodies without a word in common."""
    held = [one for fact in story.facts for one in _held(story, fact)]
    pairs = pairs_of(held, lambda one: one.role)
    for a, b in first_pairs(pairs, _named, partial(_against, story)):
        sure = a.fact.factuality == b.fact.factuality
        one, other = older_first(story, a, b)
        yield finding(
            story, "contradiction" if sure else "tension", "identity", f"Who was it ({a.role})?",
            [(" ".join(each.words), (each.fact.claim,)) for each in (one, other)],
            f"one alone can have been it: {' '.join(one.words)} or {' '.join(other.words)}",
            reconciled_by=None if sure else "the less certain wording may be of a candidate only",
        )  # fmt: skip


def _named(a: _Held, b: _Held) -> frozenset[str]:
    return frozenset({a.fact.report, b.fact.report, a.role})


def _against(story: Story, a: _Held, b: _Held) -> bool:
    return a.fact.report != b.fact.report and _two_holders(story, a, b) and _one_event(story, a, b)


@by_itself
def _held(story: Story, fact: Facts) -> Iterator[_Held]:
    """The parts that a claim gives to somebody."""
    if fact.negative or not told_as_so(fact, ("certain", "probable", "expected"), foreseen=True):
        return
    text = fact.text
    if text.startswith("who "):
        before = re.search(
            r"\b[Ii]t was ((?:an? |the )?[\w ]{3,40}) \Z", story.texts[fact.report][: story.begins(fact)]
        )
        text = f"{before[1]} {text}" if before else text
    for role, match in _parts_in(text):
        who = match["who"]
        end = END.search(who)
        kept = who[: end.start()] if end is not None and end.start() > 2 else who
        words = tuple(word for word in re.findall(r"[\w'’-]+", kept) if word.lower() not in SKIP)
        if not words or words[-1].lower() in PRONOUNS or len(words) > 6 or class_of(words[-1].lower()) in ANYBODY:
            continue
        named = any(word[:1].isupper() for word in (words if match.start("who") else words[1:] or words))
        only = ONLY.search(story.sentence(fact.claim)) is not None
        yield _Held(fact, role, words, named, only)


@lru_cache(maxsize=16_384)
def _parts_in(text: str) -> tuple[tuple[str, re.Match[str]], ...]:
    """The parts that words give to somebody; most give none."""
    return tuple((role, match) for role, pattern in _wordings() if (match := pattern.search(text)) is not None)


def _two_holders(story: Story, a: _Held, b: _Held) -> bool:
    """Two holders without a word in common, told alike: both by name, or both by a noun that cannot be one person."""
    left, right = ({class_of(word.lower().removesuffix("s")) for word in one.words} for one in (a, b))
    if left & right or any(akin(x, y) for x in left for y in right):
        return False
    if a.role in SHARED and not (a.only or b.only):
        return False
    there, here = story.texts[b.fact.report], story.texts[a.fact.report]
    return not _beside(a.words[-1], b.words[-1], there) and not _beside(b.words[-1], a.words[-1], here)


def _beside(one: str, other: str, text: str) -> bool:
    """Does a report put two words together, so that they may name one ("the forester, a volunteer")?"""
    return (
        re.search(
            rf"\b{re.escape(one)}\b[^.\n]{{0,25}}\b{re.escape(other)}\b|\b{re.escape(other)}\b[^.\n]{{0,25}}\b{re.escape(one)}\b",
            text,
        )
        is not None
    )


def _one_event(story: Story, a: _Held, b: _Held) -> bool:
    """Nothing that sets two events apart, and a name near by in common in a story of many reports."""
    x, y = a.fact, b.fact
    if dated_apart(x, y) or told_before(story, x) or told_before(story, y) or apart_in_kind(x, y):
        return False
    if len(story.readings) <= FEW:
        return True
    return a.named and b.named and bool(names_near(story, x) & names_near(story, y))
