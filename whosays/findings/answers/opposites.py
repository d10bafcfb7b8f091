"""What one source denies or negates and another states: "he had a gun", "he did not have a gun"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from whosays.findings.answers.contraries import (
    VAGUE,
    apart_in_kind,
    of_a_part,
    only_rumoured,
    opposite_answers,
    told_before,
    turned,
    turned_round,
    unheard_of,
)
from whosays.findings.answers.polarity import covered, denying, negatives_omitted, short, speakers
from whosays.findings.answers.states import states_told_both_ways
from whosays.findings.evidence import Story, finding, likeness, ordered
from whosays.findings.figures.parts import of_one_moment
from whosays.findings.parties import shared, speaking
from whosays.model import Facts, Finding
from whosays.values.dates import dated_apart
from whosays.words.classes import class_of

COVERED = (
    0.4  # share of the smaller claim's weight that both must have in common, where a denial names more than the act
)
FLAT = 0.7
NEARLY_FLAT = 0.6  # where a name is in both besides
DEGREE = re.compile(r"\b(often|frequently|always|yet|usually|much|only|just|enough|so|too)\b")
NEVER = re.compile(r"\bnever\b", re.IGNORECASE)
STRONG = frozenset({"certain", "probable", "possible", "expected", "conditional"})
HAVING = frozenset({"have", "hold", "arms"})  # one has, holds or carries a thing, or is armed with it
USING = frozenset(
    {"use", "take", "wear", "touch", "inject", "smoke", "swallow"}
)  # "has never touched drugs": took none
FAMILIES = (HAVING, USING)
WITHIN_ONE = re.compile(r"\b(?:as|in|under|through|part of) an? (?P<words>[\w-]+(?: [\w-]+){0,2})", re.IGNORECASE)
DEMONSTRATIVES = frozenset({"this", "that", "it"})
ACTORS = frozenset({"person", "organisation", "vehicle", "group"})


@dataclass(slots=True)
class _Dispute:
    """Claims that negate and claims that state one thing."""

    negatives: dict[str, Facts]
    positives: dict[str, Facts]


def opposites(story: Story) -> Iterator[Finding]:
    """Contradiction where one source states as certain what another denies or negates; tension where it is held less than certain."""
    disputes: dict[str, _Dispute] = {}
    for negative, positive in (*_pairs(story), *states_told_both_ways(story)):
        momentary = any(fact.negative and of_one_moment(story, fact) for fact in (negative, positive))
        if not _other_kind(negative, positive) and not unheard_of(negative) and not momentary:
            joined = _Dispute({negative.claim: negative}, {positive.claim: positive})
            for name in (story.proposition_of[negative.claim], story.proposition_of[positive.claim]):
                known = disputes.get(name)
                if known is not None and known is not joined:
                    joined.negatives |= known.negatives
                    joined.positives |= known.positives
            names = [story.proposition_of[claim] for claim in (*joined.negatives, *joined.positives)]
            disputes.update(dict.fromkeys(names, joined))
    for dispute in {id(dispute): dispute for dispute in disputes.values()}.values():
        yield _finding(story, list(dispute.negatives.values()), list(dispute.positives.values()))


def _other_kind(negative: Facts, positive: Facts) -> bool:
    """Is "never" said of a kind of act that the other claim does not name ("has never won a mountain stage")?"""
    return NEVER.search(negative.text) is not None and bool(
        {word for word in negative.terms if word not in ("never", "ever")} - positive.terms - {negative.predicate}
    )


def _pairs(story: Story) -> Sequence[tuple[Facts, Facts]]:
    """Negative and positive claims of one act, or with opposite answers of one thing."""
    return story.once(_all_pairs)


def _all_pairs(story: Story) -> Sequence[tuple[Facts, Facts]]:
    return tuple(_paired(story))


def _paired(story: Story) -> Iterator[tuple[Facts, Facts]]:
    for negative in story.facts:
        yield from ((negative, positive) for positive in _answers(story, negative))
    yield from ((no, yes) for no, yes, answer in opposite_answers(story) if not turned(no, yes, answer))
    yield from turned_round(story)


def negatives_left_out(story: Story) -> Iterator[Finding]:
    """Plain negatives of the accused that other reports leave out."""
    return negatives_omitted(story, _pairs(story))


def reversals(story: Story) -> Iterator[Finding]:
    """Update where a state or a decision is told the other way hours later: "will go ahead", then "called off"."""
    told: set[str] = set()
    for no, yes, answer in opposite_answers(story):
        older, newer = ordered(story, no, yes)
        if not turned(no, yes, answer) or {older.claim, newer.claim} & told or _long_since(older, newer):
            continue
        told |= {older.claim, newer.claim}
        yield finding(
            story, "update", "polarity", f"How does it stand: {short(newer.text)}?",
            ((short(older.text), (older.claim,)), (short(newer.text), (newer.claim,))),
            f"as of {older.as_of}, and the other way as of {newer.as_of}",
        )  # fmt: skip


def _long_since(older: Facts, newer: Facts) -> bool:
    """Is what the later report tells done dated to before the earlier one was written? Then nothing has turned in between."""
    return (
        older.told == newer.told == "done"
        and bool(newer.latest and older.as_of)
        and (newer.latest or "") < (older.as_of or "")
    )


def _answers(story: Story, negative: Facts) -> Iterator[Facts]:
    """What others state of that which a claim denies or negates."""
    denied = negative.factuality == "denied"
    if negative.predicate == "do" and not negative.patients - VAGUE:
        return  # "as his rival did not": which act, only another clause tells
    if not denied and (
        not _is_plain(negative) or not negative.negative or not _is_flat(negative) or DEGREE.search(negative.text)
    ):
        return
    for positive in _of_the_act(story, negative):
        if positive.factuality not in STRONG or positive.zone != "body" or positive.claim == negative.claim:
            continue
        if only_rumoured(story, positive):
            continue
        if positive.stance not in ("asserts", "expects"):
            continue
        if positive.negative is not (negative.negative and denied) or not _two_voices(
            story, negative, positive, denied
        ):
            continue
        if of_a_part(story, negative, positive) or dated_apart(negative, positive):
            continue
        if (_denied_act if denied else _negated_act)(story, negative, positive):
            yield positive


def _of_the_act(story: Story, fact: Facts) -> Iterator[Facts]:
    """Claims with the same predicate; having, holding and carrying are one. Of "this is not a strike", also what is done as one or in one."""
    yield from story.same_act(fact)
    if _is_bare(story, fact):
        yield from (other for other in story.facts if other.predicate != fact.predicate and _within_one(fact, other))
    family = next((family for family in FAMILIES if fact.predicate in family), frozenset[str]())
    for predicate in sorted(family - {fact.predicate}):
        for number in story.of_predicate.get(predicate, ()):
            yield story.facts[number]


def _within_one(bare: Facts, other: Facts) -> bool:
    """Is something told as done in what a bare noun denies ("as part of a strike", "in a two-day strike", "under a truce")?"""
    words = (word for match in WITHIN_ONE.finditer(other.text) for word in match["words"].lower().split())
    return bare.predicate in other.terms and any(class_of(word) == bare.predicate for word in words)


def _is_plain(fact: Facts) -> bool:
    """Told in the text as done, without a hedge?"""
    return fact.factuality == "certain" and fact.told == "done" and fact.zone == "body"


def _is_flat(fact: Facts) -> bool:
    """Has a negative no figure, but for "no shots"?"""
    return all(measure.low == measure.high == 0 for measure in fact.measures)


def _two_voices(story: Story, negative: Facts, positive: Facts, denied: bool) -> bool:
    """Do two different sources speak? Of a denial both must be somebody; an outlet speaks for itself only in a report of its own."""
    mine, theirs = story.sources(negative.claim), story.sources(positive.claim)
    if denied or (mine and theirs):
        return bool(theirs) and not mine & theirs
    return negative.report != positive.report


def _denied_act(story: Story, negative: Facts, positive: Facts) -> bool:
    """Enough of the smaller claim in common, and no other target."""
    if negative.patients and positive.patients and not negative.patients & positive.patients:
        return False
    if positive.agents and positive.agents <= VAGUE:
        return False
    own = negative.agents & story.sources(negative.claim)
    if own:
        return False  # who denies a deed of his own is not contradicted by a report that accuses him: it may leave his denial out
    return covered(story, negative, positive) >= COVERED


def _negated_act(story: Story, negative: Facts, positive: Facts) -> bool:
    """The same actor and target, and hardly a word besides; of what somebody has, the same thing."""
    if _is_bare(story, negative):
        return bool(story.sources(negative.claim)) and bool(positive.entities or positive.patients)
    actors = {e for e in negative.agents & positive.agents if story.kinds.get(e) in ACTORS}
    target = bool(negative.patients & positive.patients)
    if any(negative.predicate in family for family in FAMILIES):
        himself = negative.agents <= story.sources(negative.claim)
        deniers = speaking(story, negative) if himself else negative.agents
        known = {name for name in deniers | positive.agents if story.kinds.get(name) in ACTORS}
        own = shared(story, deniers & known, positive.agents & known)
        return target and own and not _owned(negative) and not _owned(positive)
    if apart_in_kind(negative, positive) or told_before(story, negative) or told_before(story, positive):
        return False
    alike = likeness(story, negative, positive)
    if bool(actors) and negative.patients == positive.patients and alike >= FLAT:
        return True
    doer = bool(negative.agents & positive.agents - VAGUE)
    done_to = negative.patients == positive.patients and not (negative.patients & VAGUE)
    anchored = bool(negative.entities & positive.entities)
    return doer and done_to and anchored and alike >= NEARLY_FLAT


def _is_bare(story: Story, fact: Facts) -> bool:
    """ "This is not a strike": a pronoun, and the one noun that is denied to what everybody speaks of."""
    named = story.claims[fact.claim].predicate.startswith("be ")
    return (
        named
        and fact.negative
        and bool(fact.agents)
        and fact.agents <= DEMONSTRATIVES
        and fact.terms <= {fact.predicate}
        and not fact.entities
    )


def _owned(fact: Facts) -> bool:
    """ "Had carried out an attack", "holds talks": nothing that is held in a hand or owned."""
    return bool(fact.measures)


def _finding(story: Story, negatives: Sequence[Facts], positives: Sequence[Facts]) -> Finding:
    """The dispute with every claim on either side; the surest statement asks the question."""
    first = max(positives, key=lambda fact: (fact.factuality == "certain", fact.claim))
    against = max(negatives, key=lambda fact: (fact.factuality == "denied", fact.claim))
    sure = first.factuality == "certain"
    who = _voices(story, positives)
    deniers = [fact for fact in negatives if fact.factuality == "denied"]
    told = f"asserted by {who} as {first.factuality}" if deniers else f"stated by {who}"
    if deniers:
        told += f", denied by {_voices(story, deniers)}"
    others = [
        fact for fact in negatives if speakers(story, fact) not in {speakers(story, denier) for denier in deniers}
    ]
    if others:
        told += f", and its negative by {_voices(story, others)}"
    answer = denying(story, against) if deniers else f"{speakers(story, against)}: {short(against.text)}"
    return finding(
        story, "contradiction" if sure else "tension", "polarity", f"Is it so: {short(first.text)}?",
        (
            (f"{who}: {short(first.text)}", tuple(fact.claim for fact in positives)),
            (answer, tuple(fact.claim for fact in negatives)),
        ),
        f"{told}; both cannot be true" if sure else told,
        reconciled_by=None if sure else "each side's statement is reported as its own; the reports do not settle it",
    )  # fmt: skip


def _voices(story: Story, facts: Sequence[Facts]) -> str:
    """Those who say it, each once."""
    found: dict[str, str] = {}
    for fact in facts:
        found.setdefault(speakers(story, fact).lower(), speakers(story, fact))
    return " and ".join(found.values())
