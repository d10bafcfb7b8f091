"""A hedge that another wording drops: "may have been hit by a missile" in one report, "was hit by a missile" in another."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import timedelta
from itertools import chain

from whosays.findings.evidence import Story, by_itself, finding, likeness
from whosays.findings.parties import named, names_near, told_by_two
from whosays.model import Facts, Finding, Span
from whosays.values.dates import time_between
from whosays.words.classes import class_of

HEDGED = frozenset({"probable", "possible", "unconfirmed"})
ALIKE = 0.5
RARE = 4  # claims that may have a term of which still nobody else speaks
PEOPLE = frozenset("person man woman child suspect victim police worker driver patient player".split())
AGAINST = tuple(
    frozenset(pair.split())
    for pair in (
        "in out",
        "into out",
        "within outside",
        "inside outside",
        "before after",
        "with without",
        "for against",
        "above below",
        "on off",
    )
)
# "This limited him to …": a consequence
DRAWN = re.compile(r"(?:This|That) (?!(?:is|was|has|had|may|might|can|could)\b)[a-z]+")
# A flat wording that carries its own doubt, or tells only what somebody is able to do, drops none.
OWN_DOUBT = re.compile(
    r"\b(?:estimat\w+|apparent\w*|alleg\w+|suspect\w*|suspicious\w*|report(?:s|ed|edly)|believ\w+|likely|possibl\w+|probabl\w+|presum\w+|"
    r"seem\w*|appear\w*|rumou?r\w*|can|could|may|might|about|around|roughly)\b",
    re.IGNORECASE,
)
# What makes a wording doubtful. A number that is rough, a month, what witnesses were able to see and the suspect are no doubt.
DOUBT = re.compile(
    r"\b(?:apparent\w*|alleg\w+|suspected|suspects? (?:that|him|her|them)|suspicion\w*|suspicious\w*|reportedly|report(?:s|ed)|believ\w+|likely|"
    r"possibl\w+|probabl\w+|presum\w+|seem\w*|appear\w*|rumou?r\w*|may|might|perhaps|unconfirmed|said to|thought to|"
    r"(?:can|could)(?! (?:not|see|hear|feel|smell)\b))\b"
)
# Words by which the flat wording says why it is now sure.
SETTLES = re.compile(
    r"\b(?:confirm(?:s|ed|ing)|establish(?:ed|es)|proved?n?|turned out|admit(?:s|ted)|acknowledged?|conclud(?:ed|es)|ruled that|verdict|convicted|"
    r"pleaded guilty|post-mortem|test(?:s|ed)? (?:showed|show|positive))\b",
    re.IGNORECASE,
)
# "An allegedly drunk driver who fled": the doubt is about the noun, not about what is told of it.
OF_A_NOUN = re.compile(
    r"\b(?:an?|the) (?:allegedly|reportedly|apparently|possibly|seemingly|alleged|suspected|possible) ", re.IGNORECASE
)
# "Could win the cup", and the cup was won: what might yet come has come. "May have been hit", "may be dead" are doubts.
YET_TO_COME = re.compile(
    r"\b(?:may|might|could|can) (?:(?:not|still|yet|also|soon|now|\w+ly) )?(?!be\b|have\b)[a-z]+", re.IGNORECASE
)
ESTABLISHED = timedelta(days=2)  # told this much later, it may have been found out since
RUMOURED = re.compile(r"\b(?:rumou?rs?|suggestions?|speculation|theory|theories)\b", re.IGNORECASE)
WOULD = re.compile(r"\b(?:would|could|might|may|should)\b")
HELD_TO_BE = re.compile(
    r"\b(?:rumou?red|thought|believed|said|alleged|reported|suspected|supposed|understood|likely)\b[^.;]{0,40}\bto (?:be|have(?: been)?)\b\W*"
)
BEFORE_IT = 40  # characters between a word of doubt and the claim that it is about


def hedges_dropped(story: Story) -> Iterator[Finding]:
    """Said with a hedge in one report, flatly in another, of one proposition; or a consequence drawn at once from hearsay."""
    for proposition in story.propositions.values():
        members = [story.fact_of[claim] for claim in proposition.claims]
        weak = [fact for fact in members if fact.factuality in HEDGED]
        strong = [
            fact
            for fact in (members if weak else ())
            if fact.factuality == "certain" and fact.zone == "body" and _says_as_much(story, fact, weak)
        ]
        if strong and {fact.report for fact in weak} != {fact.report for fact in strong}:
            yield _dropped(story, weak, strong)
    yield from _plans_without_hedge(story)
    yield from _one_voice(story)
    for before, after in zip(story.facts, story.facts[1:], strict=False):
        drawn = before.report == after.report and before.factuality == "unconfirmed" and after.factuality == "certain"
        if drawn and DRAWN.match(after.text):
            yield _dropped(story, [before], [after])


def _says_as_much(story: Story, strong: Facts, weak: list[Facts]) -> bool:
    """The flat wording has the act and two more things in common with a hedged one of another report; a quoted "I" has not."""
    whole = story.sentence(strong.claim)
    if re.match(r"(?:then )?(?:I|we)\b", strong.text, re.IGNORECASE) or RUMOURED.search(whole) or SETTLES.search(whole):
        return False
    return any(
        strong.report != fact.report
        and not OWN_DOUBT.search(strong.text)
        and not _as_others_have_it(story, strong)
        and strong.predicate == fact.predicate
        and strong.negative == fact.negative
        and not told_by_two(story, strong, fact)
        and _one_date(strong, fact)
        and not _told_against(strong, fact)
        and not OF_A_NOUN.search(story.sentence(fact.claim))
        and _in_doubt(story, fact)
        and not _since_known(fact, strong)
        and len(story.words(strong) & story.words(fact)) >= 3
        for fact in weak
    )


def _since_known(weak: Facts, strong: Facts) -> bool:
    """May time have settled it: an event that lay ahead, or what was told days before?"""
    gap = time_between(weak, strong)
    ahead = strong.told == "done" and YET_TO_COME.search(weak.text) is not None
    return ahead or (gap is not None and gap > ESTABLISHED)


def _plans_without_hedge(story: Story) -> Iterator[Finding]:
    """ "May close" in one report, "will close" in another: what is possible there is settled here."""
    for weak in (fact for fact in story.facts if fact.factuality in ("possible", "probable") and fact.zone == "body"):
        strong = next((fact for fact in story.same_act(weak) if _is_settled_plan(story, weak, fact)), None)
        if strong is not None:
            yield _dropped(story, [weak], [strong])


def _is_settled_plan(story: Story, weak: Facts, strong: Facts) -> bool:
    """Does another report plan without a word of doubt what one claim holds possible?"""
    return (
        strong.told == "ahead"
        and strong.zone == "body"
        and strong.report != weak.report
        and strong.negative == weak.negative
        and _in_doubt(story, weak)
        and not told_by_two(story, weak, strong)
        and _one_date(weak, strong)
        and story.claims[strong.claim].condition is None
        and not SETTLES.search(story.sentence(strong.claim))
        and not _as_others_have_it(story, strong)
        and likeness(story, weak, strong) >= ALIKE
    )


def _one_voice(story: Story) -> Iterator[Finding]:
    """ "Could be from a missile" and "was struck by a missile" of one named person in two reports: the same thing that nobody else speaks of."""
    weak = [
        fact
        for fact in story.facts
        if fact.factuality in ("possible", "probable") and fact.zone == "body" and not fact.negative
    ]
    strong = [
        fact
        for fact in story.facts
        if fact.factuality == "certain" and fact.zone == "body" and fact.told == "done" and not fact.negative
    ]
    spoken = Counter(chain.from_iterable(fact.terms for fact in story.facts))
    told: set[str] = set()
    voices = {fact.claim: frozenset(_voices(story, fact)) for fact in (*weak, *strong)}
    weak, strong = ([fact for fact in facts if voices[fact.claim]] for facts in (weak, strong))
    for a in weak:
        for b in strong:
            if a.report == b.report or b.claim in told or not voices[a.claim] & voices[b.claim]:
                continue
            matter = {term for term in a.terms & b.terms & (b.agents | b.patients) if spoken[term] <= RARE} - PEOPLE
            matter &= _heads(story, a)
            if matter and names_near(story, a) & names_near(story, b):
                told.add(b.claim)
                yield _dropped(story, [a], [b])


def _heads(story: Story, fact: Facts) -> frozenset[str]:
    """Classes of the nouns that a claim is told of: not of what only describes them ("a life-threatening fall")."""
    return frozenset(
        class_of(argument.head.lower()) for argument in story.claims[fact.claim].arguments if argument.head
    )


@by_itself
def _voices(story: Story, fact: Facts) -> Iterable[str]:
    """The named people that a claim is said by, or that its sentence names as the speaker."""
    said = frozenset(
        name
        for name in fact.entities
        if named(story, name) and _names_as_speaker(story.label(name).split()[-1], story.sentence(fact.claim))
    )
    return frozenset(name for name in story.sources(fact.claim) if named(story, name)) | said


def _names_as_speaker(name: str, sentence: str) -> bool:
    """ "…, Viktor Dranov, said", "according to the head of the inquiry, Viktor Dranov"."""
    if name not in sentence:
        return False
    own = re.escape(name)
    return (
        re.search(rf"{own},? (?:said|says|told|added)\b|\b[Aa]ccording to [^.]{{0,60}}\b{own}\b", sentence) is not None
    )


def _in_doubt(story: Story, fact: Facts) -> bool:
    """Does the word of doubt stand in the claim or right before it? One further off may be about something else."""
    text, start = story.texts[fact.report], story.begins(fact)
    begin = max(0, start - BEFORE_IT)
    return any(
        not _is_of_another_verb(story, fact, match.group(), begin + match.end())
        for match in DOUBT.finditer(text[begin : story.ends(fact)])
    )


def _is_of_another_verb(story: Story, fact: Facts, doubt: str, at: int) -> bool:
    """ "Was reportedly paid to direct it": an adverb doubts the next verb, and not what hangs on that."""
    if not doubt.lower().endswith("ly") or at >= story.begins(fact):
        return False
    return any(at <= other.start < story.begins(fact) for other in story.once(_verbs)[fact.report])


def _verbs(story: Story) -> dict[str, list[Span]]:
    """Where the verbs of the claims of each report stand."""
    found: dict[str, list[Span]] = {reading.report.id: [] for reading in story.readings}
    for claim in story.claims.values():
        found[claim.report].append(claim.predicate_span)
    return found


def _as_others_have_it(story: Story, strong: Facts) -> bool:
    """Do the words in front of a flat wording doubt it ("rumoured to be …"), or make it hang on a "would" ("would sell, closing …")?"""
    text, start = story.texts[strong.report], story.begins(strong)
    begin = max(0, start - len(story.sentence(strong.claim)))
    begin += max(text[begin:start].rfind(". "), text[begin:start].rfind("\n")) + 1
    hangs = strong.text.split(" ")[0].endswith("ing") and WOULD.search(text[begin:start]) is not None
    held = HELD_TO_BE.finditer(text[begin : story.ends(strong)])
    return hangs or any(begin + match.end() >= start for match in held)


def _one_date(a: Facts, b: Facts) -> bool:
    """Could two claims be of one time: no day given, or days that meet?"""
    if not (a.earliest and a.latest and b.earliest and b.latest):
        return True
    return a.earliest[:10] <= b.latest[:10] and b.earliest[:10] <= a.latest[:10]


def _told_against(a: Facts, b: Facts) -> bool:
    """Does a small word turn one claim against the other ("checked into", "checked out of")?"""
    left, right = (set(re.findall(r"[a-z]+", fact.text.lower())) for fact in (a, b))
    return any(pair & left - right and pair & right - left for pair in AGAINST)


def _dropped(story: Story, weak: list[Facts], strong: list[Facts]) -> Finding:
    classes = " and ".join(sorted({fact.factuality for fact in weak}))
    return finding(
        story, "hedge-dropped", "modality", f"How sure is it: {strong[0].text[:90]}?",
        ((classes, tuple(fact.claim for fact in weak)), ("stated flatly" if strong[0].told == "done" else "as settled", tuple(fact.claim for fact in strong))),
        f"{classes} in one wording, {strong[0].factuality} in the other",
    )  # fmt: skip
