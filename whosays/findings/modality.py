"""Strength of wording: a condition or hedge that another wording drops, a headline stronger than its text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from whosays.findings.evidence import Story, finding, likeness
from whosays.model import Facts, Finding

LADDER = {
    "certain": 5,
    "expected": 4,
    "probable": 3,
    "unconfirmed": 2,
    "possible": 2,
    "conditional": 1,
    "hypothetical": 0,
}
COMPOUND = re.compile(r"\b[a-z]+(?:-[a-z]+)+\b", re.IGNORECASE)
HEDGED = frozenset({"probable", "possible", "unconfirmed"})
ALIKE = 0.5
SETTLED = frozenset({"certain", "expected"})
RARE = 4  # claims that may share a compound which still marks one plan


def conditions_dropped(story: Story) -> Iterator[Finding]:
    """One report gives something on a condition, another as settled: one act told alike, or a distinctive term nobody else uses."""
    holders: dict[str, list[Facts]] = defaultdict(list)
    for fact in story.facts:
        for term in _distinctive(fact):
            holders[term].append(fact)
    rare = {term: found for term, found in holders.items() if len(found) <= RARE}
    for bound in (fact for fact in story.facts if story.claims[fact.claim].condition is not None):
        condition = story.claims[bound.claim].condition
        assert condition is not None
        plan = [fact for fact in _candidates(story, bound, rare) if _one_plan(story, bound, fact, rare)]
        carries_it = {bound.report, *(f.report for f in plan if story.claims[f.claim].condition is not None)}
        free = next((f for f in plan if f.report not in carries_it and f.factuality in SETTLED), None)
        if free is not None:
            clause = condition.of(story.texts[bound.report])
            yield finding(
                story, "tension", "modality", f"Is it settled or conditional: {_subject(bound, free, rare)}?",
                ((clause, (bound.claim,)), (f"settled: {free.text[:80]}", (free.claim,))),
                f'"{clause}" in one report; {free.factuality} and without a condition in the other',
                reconciled_by="if the condition has been met since, or the second report left it out",
            )  # fmt: skip


def _candidates(story: Story, bound: Facts, rare: Mapping[str, Sequence[Facts]]) -> list[Facts]:
    """Claims of the same act, or with a rare compound in common, in the order of the story."""
    found = {fact.claim: fact for fact in story.same_act(bound)}
    found.update((fact.claim, fact) for term in _distinctive(bound) for fact in rare.get(term, ()))
    return sorted(found.values(), key=lambda fact: story.number[fact.claim])


def _one_plan(story: Story, bound: Facts, free: Facts, rare: Mapping[str, Sequence[Facts]]) -> bool:
    """Do two claims of different reports speak of one plan: by a rare compound, or by being alike but for the condition?"""
    if bound.report == free.report:
        return False
    if any(term in rare for term in _distinctive(bound) & _distinctive(free)):
        return True
    return bound.predicate == free.predicate and free.told == "ahead" and likeness(story, bound, free) >= ALIKE


def _subject(bound: Facts, free: Facts, rare: Mapping[str, Sequence[Facts]]) -> str:
    shared = sorted(term for term in _distinctive(bound) & _distinctive(free) if term in rare)
    return f"the {shared[0]} part" if shared else free.text[:70]


def _distinctive(fact: Facts) -> frozenset[str]:
    """Hyphenated compounds of a claim ("one-on-one", "fact-finding"): short, rare, and kept by every wording."""
    return frozenset(
        word.lower()
        for word in COMPOUND.findall(fact.text)
        if not re.search(r"-(?:year|old|based|led|general)\b", word.lower())
    )


def headlines(story: Story) -> Iterator[Finding]:
    """A headline, dek or lead says flatly what its own body hedges: the same act, with two more things in common."""
    for reading in story.readings:
        own = story.of_report[reading.report.id]
        body = [fact for fact in own if fact.zone == "body"]
        tops = [fact for fact in own if fact.zone in ("headline", "dek")] + body[:3]
        for top in tops:
            weaker = [fact for fact in body if fact.claim != top.claim and _weaker(story, top, fact)]
            if weaker:
                yield finding(
                    story, "headline-stronger", "modality", f"How sure is it: {top.text[:70]}?",
                    ((f"{top.factuality} at the top", (top.claim,)), (f"{weaker[0].factuality} in the text", tuple(f.claim for f in weaker[:3]))),
                    f"{top.zone}: {top.factuality}; body: {', '.join(sorted({f.factuality for f in weaker[:3]}))}",
                )  # fmt: skip
                break


def _weaker(story: Story, top: Facts, fact: Facts) -> bool:
    """Is the body's wording two rungs down, of the same act or, for a plan, of the same subject?"""
    if LADDER.get(fact.factuality, 9) > 3 or LADDER.get(top.factuality, 0) <= 3:
        return False
    return (top.predicate == fact.predicate or top.told == "ahead") and len(story.words(top) & story.words(fact)) >= 3


def hedges_dropped(story: Story) -> Iterator[Finding]:
    """Said with a hedge in one report, flatly in another, of one proposition; or a consequence drawn at once from hearsay."""
    for proposition in story.propositions.values():
        members = [story.fact_of[claim] for claim in proposition.claims]
        weak = [fact for fact in members if fact.factuality in HEDGED]
        strong = [
            fact
            for fact in members
            if fact.factuality == "certain" and fact.zone == "body" and _says_as_much(story, fact, weak)
        ]
        if weak and strong and {fact.report for fact in weak} != {fact.report for fact in strong}:
            yield _dropped(story, weak, strong)
    yield from _plans_without_hedge(story)
    for before, after in zip(story.facts, story.facts[1:], strict=False):
        drawn = before.report == after.report and before.factuality == "unconfirmed" and after.factuality == "certain"
        if drawn and re.match(r"(This|That)\b", after.text):
            yield _dropped(story, [before], [after])


def _plans_without_hedge(story: Story) -> Iterator[Finding]:
    """ "May close" in one report, "will close" in another: what is possible there is settled here."""
    for weak in (fact for fact in story.facts if fact.factuality in ("possible", "probable") and fact.zone == "body"):
        for strong in story.same_act(weak):
            planned = strong.told == "ahead" and strong.zone == "body"
            alike = planned and strong.report != weak.report and strong.negative == weak.negative
            if alike and likeness(story, weak, strong) >= ALIKE:
                yield _dropped(story, [weak], [strong])
                break


def _says_as_much(story: Story, strong: Facts, weak: list[Facts]) -> bool:
    """The flat wording has the act and two more things in common with a hedged one of another report; a quoted "I" has not."""
    if re.match(r"(?:then )?(?:I|we)\b", strong.text, re.IGNORECASE):
        return False
    return any(
        strong.report != fact.report
        and strong.predicate == fact.predicate
        and len(story.words(strong) & story.words(fact)) >= 3
        for fact in weak
    )


def _dropped(story: Story, weak: list[Facts], strong: list[Facts]) -> Finding:
    classes = " and ".join(sorted({fact.factuality for fact in weak}))
    return finding(
        story, "hedge-dropped", "modality", f"How sure is it: {strong[0].text[:90]}?",
        ((classes, tuple(fact.claim for fact in weak)), ("stated flatly" if strong[0].told == "done" else "as settled", tuple(fact.claim for fact in strong))),
        f"{classes} in one wording, {strong[0].factuality} in the other",
    )  # fmt: skip
