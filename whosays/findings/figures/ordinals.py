"""Which in the row: "the fourth minister to leave the cabinet" against "the third minister to go", "her third title" against "her second"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from whosays.findings.answers.contraries import told_before
from whosays.findings.evidence import Story, by_itself, finding, first_pairs, older_first, pairs_of
from whosays.model import Facts, Finding
from whosays.values.dates import dated_apart
from whosays.words.classes import akin, class_of

NTH = dict(zip("first second third fourth fifth sixth seventh eighth ninth tenth".split(), range(1, 11), strict=True))
WORDS = rf"(?P<nth>{'|'.join(NTH)}|\d{{1,3}}(?:st|nd|rd|th))"
END = r"(?=[^\w\s’'-]|\Z|\s(?:to|who|that|since|in|of|at|on|for|this|under|from|and|with|by|as|after|when|while|against|killed|lost)\b)"
HEAD = rf"(?P<kind>(?:[a-z][\w-]* ){{0,2}}?)(?P<noun>[a-z]+){END}(?P<tail>[^.;]*)"
OF_SUBJECT = re.compile(rf"\b(?:is|was|are|were|be|been|became|becomes?|becoming) the {WORDS} {HEAD}")
NTH_OF_ITS_OWN = re.compile(rf"\b(?:his|her|its|their) {WORDS} {HEAD}")
TO_DO = re.compile(r" (?:to|who|that)(?: (?:has|have|had))? (?P<verb>[a-z]+)")
# What one takes a stand in, or has, without its being counted up.
UNCOUNTED = frozenset(
    "to time half quarter day week month year century place floor round stage set name class hand lady part step reading season "
    "home wife husband child son daughter language novel book album film of largest biggest".split()
)
IT = frozenset({"it", "this", "that"})  # "it was the third attempt", of a story that is about one
NARROWER = "if one counts only some of what the other counts"


@dataclass(frozen=True, slots=True)
class Nth:
    """A claim, the number in the row, the class of what is counted, who it is told of, the verb of "to leave", words of what kind, and as printed."""

    fact: Facts
    number: int
    noun: str
    of: frozenset[str]
    verb: str | None
    kind: frozenset[str]
    shown: str


def ordinals(story: Story) -> Iterator[Finding]:
    """Contradiction where two reports count one thing to two places in a row; tension where their words count differently."""
    told = [one for fact in story.facts for one in _told(story, fact)]
    pairs = pairs_of(told, lambda one: one.noun)
    for one, two in first_pairs(pairs, _named, partial(_against, story)):
        alike = one.verb == two.verb or (one.verb is not None and two.verb is not None and akin(one.verb, two.verb))
        a, b = older_first(story, one, two)
        sides = [
            (side.shown, [c.fact.claim for c in told if (c.noun, c.number) == (side.noun, side.number) and c.of & side.of])
            for side in (a, b)
        ]  # fmt: skip
        yield finding(
            story, "contradiction" if alike else "tension", "number", f"Which in the row: {a.fact.text[:80]}?", sides,
            f"number {a.number} in the row against number {b.number}", reconciled_by=None if alike else NARROWER,
        )  # fmt: skip


def _named(one: Nth, two: Nth) -> frozenset[object]:
    return frozenset({one.noun, one.number, two.number})


def _against(story: Story, one: Nth, two: Nth) -> bool:
    return one.number != two.number and _one_row(story, one, two)


@by_itself
def _told(story: Story, fact: Facts) -> Iterator[Nth]:
    if (
        fact.zone != "body"
        or fact.negative
        or fact.told not in ("done", "ahead")
        or fact.factuality not in ("certain", "probable", "expected")
    ):
        return
    match = OF_SUBJECT.search(fact.text) or NTH_OF_ITS_OWN.search(fact.text)
    of = frozenset(name for name in fact.agents if name in IT or story.kinds.get(name) is not None)
    if match is None or not of or match["noun"] in UNCOUNTED:
        return
    verb = TO_DO.match(match["tail"] or "")
    number = NTH.get(match["nth"]) or int(match["nth"][:-2])
    yield Nth(
        fact,
        number,
        class_of(match["noun"]),
        of,
        class_of(verb["verb"]) if verb else None,
        frozenset(match["kind"].split()),
        match[0].partition(" ")[2][:60],
    )


def _one_row(story: Story, one: Nth, two: Nth) -> bool:
    """Two reports, one subject, and nothing that sets two rows apart."""
    a, b = one.fact, two.fact
    if a.report == b.report or not (one.of & two.of or (one.of <= IT and two.of <= IT)) or dated_apart(a, b):
        return False
    if one.kind and two.kind and not one.kind & two.kind:
        return False  # a third major title, a fifth title on grass
    return not (told_before(story, a) or told_before(story, b))
