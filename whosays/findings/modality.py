"""Strength of wording: a condition or hedge that another wording drops, a headline stronger than its text."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from whosays.findings.evidence import Story, finding, likeness
from whosays.findings.parties import named, names_near, shared
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
INQUIRING = re.compile(
    r"\b(?:look(?:s|ed|ing)? into|investigat\w+|examin\w+|prob(?:e|es|ed|ing)|inquir\w+ (?:into|about)|ask(?:s|ed|ing)?|check(?:s|ed|ing)?) "
    r"(?:whether|if|claims|allegations|reports|suspicions)\b",
    re.IGNORECASE,
)
PRESUPPOSED = re.compile(r"(?:why|how|when|where)\b", re.IGNORECASE)
PEOPLE = frozenset("person man woman child suspect victim officer police worker driver patient player".split())
DEONTIC = re.compile(r"\b(?:should|must|ought)\b", re.IGNORECASE)
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
DRAWN = re.compile(
    r"(?:This|That) (?!(?:is|was|has|had|may|might|can|could)\b)[a-z]+"
)  # "This limited him to …": a consequence
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
RUMOURED = re.compile(r"\b(?:rumou?rs?|suggestions?|speculation|theory|theories)\b", re.IGNORECASE)
BEFORE_IT = 40  # characters between a word of doubt and the claim that it is about
REPORTED = re.compile(
    r"(?:Reports?|Source|Sources|Rumou?rs?)\s?:|.*\b(?:reports?|says?|source|sources|claims?)\s*$|.*\?\s*$",
    re.IGNORECASE,
)
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
        lying_ahead = (f for f in plan if f.told == "ahead" or f.predicate == bound.predicate)
        free = next((f for f in lying_ahead if f.report not in carries_it and f.factuality in SETTLED), None)
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
            weaker = weaker or _asked_into(story, top, body)
            if weaker:
                yield finding(
                    story, "headline-stronger", "modality", f"How sure is it: {top.text[:70]}?",
                    ((f"{top.factuality} at the top", (top.claim,)), (f"{weaker[0].factuality} in the text", tuple(f.claim for f in weaker[:3]))),
                    f"{top.zone}: {top.factuality}; body: {', '.join(sorted({f.factuality for f in weaker[:3]}))}",
                )  # fmt: skip
                break


def _only_in(story: Story, fact: Facts, other: Facts) -> bool:
    """Does a claim name somebody or something of which the other has no word?"""
    labels = (story.label(name).lower() for name in fact.entities - other.entities)
    return any(label.split()[-1] not in other.text.lower() for label in labels if label)


def _asked_into(story: Story, top: Facts, body: Sequence[Facts]) -> list[Facts]:
    """What the text only says is looked into ("are looking into whether the mayor took money"), where it is nowhere stated."""
    if top.zone != "headline" or top.factuality != "certain" or top.negative or INQUIRING.search(top.text):
        return []
    asked = [fact for fact in body if INQUIRING.search(fact.text) and len(_bare(top) & _bare(fact)) >= 2]
    told = any(
        fact.predicate == top.predicate and not fact.negative and len(_bare(top) & _bare(fact)) >= 2 for fact in body
    )
    return [] if told else asked


def _bare(fact: Facts) -> frozenset[str]:
    """The content words of a claim, and the words of its text that a headline would take as they stand."""
    return frozenset(term.removeprefix("~") for term in fact.terms) | frozenset(
        re.findall(r"[a-z]{4,}", fact.text.lower())
    )


def _weaker(story: Story, top: Facts, fact: Facts) -> bool:
    """Is the body's wording two rungs down, of the same act or, for a plan, of the same subject?"""
    if LADDER.get(fact.factuality, 9) > 3 or LADDER.get(top.factuality, 0) <= 3 or DEONTIC.search(top.text):
        return False
    if REPORTED.match(_line(story, top)) or _by_two(story, top, fact):
        return False
    if PRESUPPOSED.match(fact.text) or (_only_in(story, top, fact) and _only_in(story, fact, top)):
        return False  # "why she left" takes for granted that she left; and each names what the other does not
    one_act = (
        top.predicate == fact.predicate
        and shared(story, top.agents, fact.agents)
        and shared(story, top.patients, fact.patients)
    )
    if one_act and len(fact.terms - top.terms) <= 1:
        return True
    return (top.predicate == fact.predicate or top.told == "ahead") and len(story.words(top) & story.words(fact)) >= 3


def _line(story: Story, top: Facts) -> str:
    """The line of a headline or dek; of a sentence in the text nothing."""
    text, start = story.texts[top.report], story.begins(top)
    return "" if top.zone == "body" else text[text.rfind("\n", 0, start) + 1 :].split("\n")[0]


def _by_two(story: Story, a: Facts, b: Facts) -> bool:
    """Do two different named sources say it, each as surely as it sees fit?"""
    mine, theirs = story.sources(a.claim), story.sources(b.claim)
    if not mine or not theirs or mine & theirs:
        return False
    called = [
        {story.label(name).lower().split()[-1] for name in names if story.label(name)} for names in (mine, theirs)
    ]
    return not called[0] & called[1]  # "the union" of two reports stays two entities


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
    yield from _one_voice(story)
    for before, after in zip(story.facts, story.facts[1:], strict=False):
        drawn = before.report == after.report and before.factuality == "unconfirmed" and after.factuality == "certain"
        if drawn and DRAWN.match(after.text):
            yield _dropped(story, [before], [after])


def _plans_without_hedge(story: Story) -> Iterator[Finding]:
    """ "May close" in one report, "will close" in another: what is possible there is settled here."""
    for weak in (fact for fact in story.facts if fact.factuality in ("possible", "probable") and fact.zone == "body"):
        for strong in story.same_act(weak):
            planned = strong.told == "ahead" and strong.zone == "body"
            alike = planned and strong.report != weak.report and strong.negative == weak.negative
            alike = alike and _in_doubt(story, weak) and not _by_two(story, weak, strong) and _one_date(weak, strong)
            alike = (
                alike
                and story.claims[strong.claim].condition is None
                and not SETTLES.search(story.sentence(strong.claim))
            )
            if alike and likeness(story, weak, strong) >= ALIKE:
                yield _dropped(story, [weak], [strong])
                break


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
    spoken = Counter(term for fact in story.facts for term in fact.terms)
    told: set[str] = set()
    voices = {fact.claim: _voices(story, fact) for fact in (*weak, *strong)}
    weak, strong = ([fact for fact in facts if voices[fact.claim]] for facts in (weak, strong))
    for a in weak:
        for b in strong:
            if a.report == b.report or b.claim in told or not voices[a.claim] & voices[b.claim]:
                continue
            matter = {term for term in a.terms & b.terms & (b.agents | b.patients) if spoken[term] <= RARE} - PEOPLE
            if matter and names_near(story, a) & names_near(story, b):
                told.add(b.claim)
                yield _dropped(story, [a], [b])


def _voices(story: Story, fact: Facts) -> frozenset[str]:
    """The named people that a claim is said by, or that its sentence names as the speaker."""
    said = frozenset(
        name
        for name in fact.entities
        if named(story, name) and _tells(story.label(name).split()[-1], story.sentence(fact.claim))
    )
    return frozenset(name for name in story.sources(fact.claim) if named(story, name)) | said


def _tells(name: str, sentence: str) -> bool:
    """ "…, Viktor Dranov, said", "according to the head of the inquiry, Viktor Dranov"."""
    if name not in sentence:
        return False
    own = re.escape(name)
    return (
        re.search(rf"{own},? (?:said|says|told|added)\b|\b[Aa]ccording to [^.]{{0,60}}\b{own}\b", sentence) is not None
    )


def _says_as_much(story: Story, strong: Facts, weak: list[Facts]) -> bool:
    """The flat wording has the act and two more things in common with a hedged one of another report; a quoted "I" has not."""
    whole = story.sentence(strong.claim)
    if re.match(r"(?:then )?(?:I|we)\b", strong.text, re.IGNORECASE) or RUMOURED.search(whole) or SETTLES.search(whole):
        return False
    return any(
        strong.report != fact.report
        and not OWN_DOUBT.search(strong.text)
        and strong.predicate == fact.predicate
        and strong.negative == fact.negative
        and not _by_two(story, strong, fact)
        and _one_date(strong, fact)
        and not _told_against(strong, fact)
        and not OF_A_NOUN.search(story.sentence(fact.claim))
        and _in_doubt(story, fact)
        and len(story.words(strong) & story.words(fact)) >= 3
        for fact in weak
    )


def _in_doubt(story: Story, fact: Facts) -> bool:
    """Does the word of doubt stand in the claim or right before it? One further off may be about something else."""
    text, start = story.texts[fact.report], story.begins(fact)
    return DOUBT.search(text[max(0, start - BEFORE_IT) : story.ends(fact)]) is not None


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
