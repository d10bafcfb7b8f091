"""A condition that another report leaves out: "will close if the bridge is not mended", and "will close"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from whosays.findings.answers.polarity import short
from whosays.findings.evidence import Story, finding, likeness
from whosays.model import Facts, Finding

COMPOUND = re.compile(r"\b[a-z]+(?:-[a-z]+)+\b", re.IGNORECASE)
IF = re.compile(r"\b(?:if|unless|provided|assuming|should the)\b", re.IGNORECASE)
# "Advised women to seek help", "calls for him to step down": what others are asked or waited for to do is no plan.
ASKED = re.compile(
    r"\b(?:call(?:s|ed|ing)?|urg(?:e[sd]?|ing)|ask(?:s|ed|ing)?|advis(?:e[sd]?|ing)|wait(?:s|ed|ing)?|want(?:s|ed)?|demand(?:s|ed|ing)?|"
    r"pressure|appeal(?:s|ed)?|encourag(?:e[sd]?|ing)|tell(?:s|ing)?|told|invit(?:e[sd]?|ing))\b[^.;]{0,60}\Z",
    re.IGNORECASE,
)
RARE = 4  # claims that may share a compound which still marks one plan
ALIKE = 0.5
NEAR, NEARER = 0.55, 0.7  # cosines of two claims with two rare nouns in common, and with one
WILL = re.compile(r"\b(?:will|['’]ll|is to|are to|(?:is|are) going to)\b", re.IGNORECASE)
SETTLED = frozenset({"certain", "expected"})


def conditions_dropped(story: Story) -> Iterator[Finding]:
    """One report gives something on a condition, another as settled: one act told alike, or a term that hardly anybody else uses."""
    holders: dict[str, list[Facts]] = defaultdict(list)
    for fact in story.facts:
        for term in compounds(fact) | _nouns(fact):
            holders[term].append(fact)
    rare = {term: found for term, found in holders.items() if len(found) <= RARE}
    for bound in (fact for fact in story.facts if story.claims[fact.claim].condition is not None):
        condition = story.claims[bound.claim].condition
        assert condition is not None
        plan = [fact for fact in _candidates(story, bound, rare) if _one_plan(story, bound, fact, rare)]
        carries_it = {bound.report, *(f.report for f in plan if _has_condition(story, f))}
        lying_ahead = (
            f for f in plan if (f.told == "ahead" or f.predicate == bound.predicate) and not _is_asked_for(story, f)
        )
        free = next((f for f in lying_ahead if f.report not in carries_it and f.factuality in SETTLED), None)
        if free is not None:
            clause = condition.of(story.texts[bound.report])
            alike = _told_alike(story, bound, free, rare)
            yield finding(
                story, "tension" if alike else "hedge-dropped", "modality", f"Is it settled or conditional: {_subject(bound, free, rare)}?",
                ((clause, (bound.claim,)), (f"settled: {short(free.text)}", (free.claim,))),
                f'"{clause}" in one report; {free.factuality} and without a condition in the other',
                reconciled_by="if the condition has been met since, or the second report left it out",
            )  # fmt: skip


def _has_condition(story: Story, fact: Facts) -> bool:
    """Has a claim a condition of its own, or its sentence one ("if the vote fails, she will resign and leave")?"""
    return story.claims[fact.claim].condition is not None or IF.search(story.sentence(fact.claim)) is not None


def _is_asked_for(story: Story, fact: Facts) -> bool:
    """Is a claim an infinitive that hangs on what somebody asks, wants or waits for?"""
    claim = story.claims[fact.claim]
    begin = claim.spans[0].start
    to_do = story.texts[fact.report][max(begin, claim.predicate_span.start - 3) : claim.predicate_span.start] == "to "
    return to_do and ASKED.search(story.before(fact)) is not None


def _candidates(story: Story, bound: Facts, rare: Mapping[str, Sequence[Facts]]) -> list[Facts]:
    """Claims of the same act, or with a rare compound in common, in the order of the story."""
    found = {fact.claim: fact for fact in story.same_act(bound)}
    found.update((fact.claim, fact) for term in compounds(bound) | _nouns(bound) for fact in rare.get(term, ()))
    return sorted(found.values(), key=lambda fact: story.number[fact.claim])


def _one_plan(story: Story, bound: Facts, free: Facts, rare: Mapping[str, Sequence[Facts]]) -> bool:
    """Do two claims of different reports speak of one plan?"""
    if bound.report == free.report:
        return False
    return _told_alike(story, bound, free, rare) or _share_nouns(story, bound, free, rare)


def _told_alike(story: Story, bound: Facts, free: Facts, rare: Mapping[str, Sequence[Facts]]) -> bool:
    """By a rare compound, or by being alike but for the condition."""
    if any(term in rare for term in compounds(bound) & compounds(free)):
        return True
    return bound.predicate == free.predicate and free.told == "ahead" and likeness(story, bound, free) >= ALIKE


def _share_nouns(story: Story, bound: Facts, free: Facts, rare: Mapping[str, Sequence[Facts]]) -> bool:
    """By what they tell of, whatever their acts are called: "will lose its licence", "will be stripped of its licence"."""
    if free.told != "ahead" or WILL.search(free.text) is None:
        return False
    nouns = sum(term in rare for term in _nouns(bound) & _nouns(free))
    return nouns > 0 and story.nearness(bound, free) >= (NEAR if nouns > 1 else NEARER)


def _nouns(fact: Facts) -> frozenset[str]:
    """What a claim tells of besides its act ("its licence", "a vote of no confidence")."""
    return frozenset(term for term in fact.terms if not term.startswith("~") and term != fact.predicate)


def _subject(bound: Facts, free: Facts, rare: Mapping[str, Sequence[Facts]]) -> str:
    shared = sorted(term for term in compounds(bound) & compounds(free) if term in rare)
    return f"the {shared[0]} part" if shared else free.text[:70]


@lru_cache(maxsize=16_384)
def compounds(fact: Facts) -> frozenset[str]:
    """Hyphenated compounds of a claim ("one-on-one", "fact-finding"): short, rare, and kept by every wording."""
    return frozenset(
        word.lower()
        for word in COMPOUND.findall(fact.text)
        if not re.search(r"-(?:year|old|based|led|general)\b", word.lower())
    )
