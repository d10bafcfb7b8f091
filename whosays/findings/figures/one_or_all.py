"""One of them against all of them: "one of the two gates had been jammed", "both gates had been stuck"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from whosays.findings.answers.standings import stands
from whosays.findings.evidence import Story, by_itself, finding, first_pairs, older_first, pairs_of
from whosays.model import Facts, Finding
from whosays.values.dates import dated_apart
from whosays.words.classes import akin, class_of

LEAD = r"\A(?:and |but |that |only |just )?"
ONE = re.compile(
    rf"{LEAD}(?:only |just )?one of (?:the|its|their|his|her) (?:[\w-]+ ){{0,3}}?(?P<noun>[a-z]{{3,}}s)\b",
    re.IGNORECASE,
)
ALL = re.compile(
    rf"{LEAD}(?:both|all|all (?:two|three|four|five|six|of)|each of)(?: of)?(?: the| its| their| his| her)? (?:[\w-]+ ){{0,3}}?"
    r"(?P<noun>[a-z]{3,}s)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Share:
    """A claim told of one, or of all, of the things of a noun."""

    fact: Facts
    noun: str
    every: bool


def one_or_all(story: Story) -> Iterator[Finding]:
    """Contradiction where the same is told of one of some things by one report and of all of them by another."""
    told = [one for fact in story.facts for one in _shares(story, fact)]
    pairs = pairs_of(told, lambda one: one.noun)
    for a, b in first_pairs(pairs, _named, partial(_against, story)):
        first, second = older_first(story, a, b)
        yield finding(
            story, "contradiction", "number", f"One or all: {first.fact.text[:80]}?",
            [("all" if side.every else "one", (side.fact.claim,)) for side in (first, second)],
            f"told of one of the {a.noun}s in one report, and of all of them in the other",
        )  # fmt: skip


@by_itself
def _shares(story: Story, fact: Facts) -> Iterator[Share]:
    if fact.zone != "body" or fact.negative or fact.told != "done" or fact.factuality not in ("certain", "probable"):
        return
    for pattern, every in ((ONE, False), (ALL, True)):
        match = pattern.match(fact.text)
        if match is not None:
            yield Share(fact, class_of(match["noun"].lower().removesuffix("s")), every)


def _named(a: Share, b: Share) -> frozenset[str]:
    return frozenset({a.fact.report, b.fact.report, a.noun})


def _against(story: Story, a: Share, b: Share) -> bool:
    return a.every is not b.every and a.fact.report != b.fact.report and _same_is_told(story, a.fact, b.fact)


def _same_is_told(story: Story, a: Facts, b: Facts) -> bool:
    """One act or state, at one time: of one word, joined as one statement, or one answer to one question ("jammed", "stuck")."""
    if dated_apart(a, b):
        return False
    if story.proposition_of[a.claim] == story.proposition_of[b.claim] or akin(a.predicate, b.predicate):
        return True
    answers = [{(stand.question, stand.yes) for stand in stands(story, fact)} for fact in (a, b)]
    return bool(answers[0] & answers[1])
