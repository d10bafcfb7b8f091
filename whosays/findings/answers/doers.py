"""One deed, two doers: who drove, who won, who fired the shot. Only deeds that one alone does, and only named doers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from whosays.data import rows
from whosays.findings.answers.contraries import apart_in_kind, told_before
from whosays.findings.evidence import Story, by_itself, finding, first_pairs, ordered, pairs_of, told_as_so
from whosays.findings.parties import names_near
from whosays.model import Facts, Finding
from whosays.values.dates import dated_apart

AT_THE_WHEEL = re.compile(
    r"(?P<put>\b(?:puts?|placed?|places|had|has|saw|seen)\b.{1,60})?\b(?:at|behind) the (?:wheel|controls) of\b",
    re.IGNORECASE,
)
# Deeds of one of two who were both there: each report names the other too, in another part.
BY_EITHER = frozenset({"drive", "fly", "shoot", "set fire", "steal", "kill", "plant"})
ON_SOMEBODY = frozenset({"kill"})
DOERS = frozenset({"person", "organisation", "group"})


def doers(story: Story) -> Iterator[Finding]:
    """Contradiction where two reports give one deed to two named people, or to two bodies; tension where one of them only may have done it."""
    found = [(fact, deed, doer) for fact in story.facts for deed, doer in _done(story, fact)]
    pairs = pairs_of(found, lambda one: one[1])
    for (a, _, mine), (b, _, theirs) in first_pairs(pairs, _named, partial(_against, story)):
        first, second = ordered(story, a, b)
        own = {a.claim: mine, b.claim: theirs}
        sure = a.factuality == b.factuality == "certain"
        sides = [(story.label(own[fact.claim]), (fact.claim,)) for fact in (first, second)]
        yield finding(
            story, "contradiction" if sure else "tension", "identity", f"Who was it: {first.text[:80]}?", sides,
            f"one deed is given to {sides[0][0]} and to {sides[1][0]}; one alone can have done it",
            reconciled_by=None if sure else "the less certain wording may be of a suspect only",
        )  # fmt: skip


def _named(one: tuple[Facts, str, str], two: tuple[Facts, str, str]) -> frozenset[str]:
    return frozenset({*one[1:], *two[1:]})


def _against(story: Story, one: tuple[Facts, str, str], two: tuple[Facts, str, str]) -> bool:
    (a, deed, mine), (b, _, theirs) = one, two
    return _two_doers(story, a, b, mine, theirs) and _one_deed(story, deed, a, b, mine, theirs)


@by_itself
def _done(story: Story, fact: Facts) -> Iterator[tuple[str, str]]:
    """The deeds that a claim tells as done, each with its one named doer."""
    if fact.negative or not told_as_so(fact, ("certain", "probable", "unconfirmed")):
        return
    predicate = story.claims[fact.claim].predicate
    if (at := AT_THE_WHEEL.search(fact.text)) is not None:
        behind = [name for name in sorted(fact.patients if at["put"] else fact.agents) if _is_named(story, name)]
        if len(behind) == 1 and _spelt(story, fact, behind[0]):
            yield "drive", behind[0]
    for deed, verbs, targets in rows("deeds"):
        if predicate not in verbs.split(",") or (targets and not set(targets.split()) & _words(story, fact)):
            continue
        if deed in ON_SOMEBODY and not fact.patients:
            continue  # "Roe and two others killed in the crossfire": to whom it was done
        named = [name for name in sorted(fact.agents) if _is_named(story, name) and _spelt(story, fact, name)]
        if len(named) == 1:
            yield deed, named[0]


def _words(story: Story, fact: Facts) -> set[str]:
    labels = " ".join(story.label(name) for name in fact.patients | fact.entities).lower().split()
    return {*labels, *fact.terms, *fact.patients, fact.predicate}


def _is_named(story: Story, name: str) -> bool:
    """Somebody or some body whose label has a proper name in it."""
    return story.kinds.get(name) in DOERS and any(word[:1].isupper() for word in story.label(name).split()[-1:])


def _spelt(story: Story, fact: Facts, name: str) -> bool:
    """Does the sentence itself name the doer? Whom a pronoun stands for is an inference."""
    return story.label(name).split()[-1] in story.sentence(fact.claim)


def _two_doers(story: Story, a: Facts, b: Facts, mine: str, theirs: str) -> bool:
    """Two reports, two names of one kind without a word in common, neither of which the other claim has."""
    if a.report == b.report or mine == theirs or mine in b.entities or theirs in a.entities:
        return False
    if story.kinds[mine] != story.kinds[theirs]:
        return False
    left, right = ({word.lower()[:4] for word in story.label(name).split()} for name in (mine, theirs))
    return not left & right


def _one_deed(story: Story, deed: str, a: Facts, b: Facts, mine: str, theirs: str) -> bool:
    """The same target or the same words of the deed, no other name on both sides, no other time, nothing that sets two things apart."""
    if dated_apart(a, b) or any(told_before(story, fact) for fact in (a, b)):
        return False
    names = (a.entities - b.entities - _of(story, mine), b.entities - a.entities - _of(story, theirs))
    if (names[0] and names[1]) or apart_in_kind(a, b):
        return False
    words = [
        (fact.terms | fact.patients) - _of(story, doer) - {fact.predicate} for fact, doer in ((a, mine), (b, theirs))
    ]
    targets = bool(a.patients & b.patients) or bool(a.patients & words[1] and b.patients & words[0])
    anchored = bool(a.entities & b.entities) or bool(a.earliest and b.earliest) or len(words[0] & words[1]) >= 2
    both_known = deed in BY_EITHER and theirs in names_near(story, a) and mine in names_near(story, b)
    return (
        (both_known or (targets and anchored))
        and not _both_there(story, a, mine, theirs)
        and not _both_there(story, b, mine, theirs)
    )


def _of(story: Story, name: str) -> frozenset[str]:
    """An entity, and the others whose label stands in its own."""
    return story.once(_named_within, name)


def _named_within(story: Story, name: str) -> frozenset[str]:
    own = set(story.label(name).lower().split())
    return frozenset({name, *(e for e, words in story.once(_label_words).items() if words <= own)})


def _label_words(story: Story) -> dict[str, frozenset[str]]:
    return {entity: frozenset(label.lower().split()) for entity, label in story.names.items()}


def _both_there(story: Story, fact: Facts, mine: str, theirs: str) -> bool:
    """Does one report give the same kind of deed to both? Then there were two deeds, or it tells the dispute itself."""
    doing = [other.agents for other in story.of_report[fact.report] if other.predicate == fact.predicate]
    return any(mine in agents for agents in doing) and any(theirs in agents for agents in doing)
