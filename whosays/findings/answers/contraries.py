"""One question answered both ways in different words: the union "accepted" and "turned down" the offer, the pilot "survived" and "is dead"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import timedelta
from functools import lru_cache

from whosays.blocking import neighbours
from whosays.data import rows
from whosays.findings.evidence import REACH, Story, told_as_so
from whosays.findings.parties import named, names_near, one_party, shared
from whosays.model import Facts, is_entity
from whosays.remembered import of_two
from whosays.values.dates import AT_ALL, dated_apart, time_between
from whosays.words.classes import class_of
from whosays.words.contraries import ANY, GOING_AHEAD, NOBODY, Answer, answers
from whosays.words.opposites import opposed

BEATING = frozenset({"beat", "defeat", "outpoint", "knock", "overcome", "thrash", "edge"})
TOLD_AS_SO = frozenset({"certain", "probable", "possible", "expected", "unconfirmed"})
VAGUE = frozenset(
    "they he she it we you I who which that this these those one some many most all both other person man woman thing day".split()
)
# Words that say which of several things is meant; two of one row in two claims are two things.
AXES = tuple(
    frozenset(f"{sides} {further}".split()) for _, where, sides, further in rows("axes") if where == "anywhere"
)
# What two sides bargain over, in words and in their classes: told of by one, it is what the other accepts.
OFFERED = frozenset(form for noun, bargain in rows("offered") if bargain for form in (noun, class_of(noun)))
NEW = re.compile(
    r"(?:an?|another|some|several|other|one|two|three|four|five|six|seven|eight|nine|ten|\d+)\b", re.IGNORECASE
)
ANOTHER_TIME = (
    r"the only time|earlier|previously|initially|at first|originally|nearly|almost|last (?:year|month|season|week)"
)
BEFORE = re.compile(rf"\b(?:{ANOTHER_TIME})\b", re.IGNORECASE)
TURNING = re.compile(
    rf"\b(?:{ANOTHER_TIME}|formerly|once|had (?:\w+ )?been|until|used to|no longer|again|briefly|temporarily|later|then|after all)\b",
    re.IGNORECASE,
)
RUMOUR = re.compile(
    r"\b(?:rumou?rs?|suggestions?|allegations?|speculation|accusations?|notion|question|theory)(?: that)?\s*\Z",
    re.IGNORECASE,
)
OF_CHARGES = frozenset({"guilty"})  # a report that tells both tells of two charges or trials, whoever says it
COURT = re.compile(r"\b(?:jury|jurors|court|judges?|tribunal|panel)\b", re.IGNORECASE)
# Who wants a thing done has not done it.
WISHED = re.compile(
    r"\b(?:want(?:s|ed|ing)?|wish(?:es|ed)?|hop(?:e[sd]?|ing)|would (?:like|prefer)|prefer(?:s|red)?) (?:\w+ ){0,3}?to [a-z]+",
    re.IGNORECASE,
)
# Nor has who means to, and who does not mean to may yet do it.
INTENDED = re.compile(
    r"\b(?:intentions?|plans?|desire|wish(?:es)?|hopes?|appetite|interest|thought) (?:of|to|in)\b|\bintend(?:s|ed|ing)? to\b",
    re.IGNORECASE,
)
# "Did not die for the cause", "was not dismissed because of it": the reason is negated, and perhaps no more.
REASON = re.compile(
    r"(?:\bnot|n['’]t|\bnever)\b[^.;]{0,40}\b(?:for|because|over|due to|in vain|merely|simply|in order)\b",
    re.IGNORECASE,
)
# "No injuries had been reported": nothing was heard of any, and some may yet have been hurt.
UNHEARD = re.compile(
    r"\bno\b[^.;]{0,60}\b(?:been|was|were) reported\b|\bno (?:immediate )?(?:reports?|word|news) of\b", re.IGNORECASE
)
REASONS = re.compile(r"\b(?:for|because|over|due|in order)\b", re.IGNORECASE)
SAME_HOURS = timedelta(hours=10)  # within which a state told both ways is no turn of events


def opposite_answers(story: Story) -> Sequence[tuple[Facts, Facts, Answer]]:
    """Pairs of claims that give opposite answers of one thing, no before first, and the answer of the first."""
    return story.once(_opposite_answers)


def _opposite_answers(story: Story) -> Sequence[tuple[Facts, Facts, Answer]]:
    return tuple(_opposed(story))


def _opposed(story: Story) -> Iterator[tuple[Facts, Facts, Answer]]:
    told = [
        (fact, answer)
        for fact in story.facts
        if _tells(fact) and not only_rumoured(story, fact)
        for answer in answers(fact).values()
    ]
    keys = [{answer.question} for _, answer in told]
    for left, right in neighbours(keys, REACH):
        (a, x), (b, y) = told[left], told[right]
        if x.question != y.question or x.yes is y.yes or _negates_a_reason(a, b) or _negates_a_reason(b, a):
            continue
        if _one_matter(story, a, b, x, y):
            yield (b, a, y) if x.yes else (a, b, x)


@of_two
def _negates_a_reason(fact: Facts, other: Facts) -> bool:
    """Is a negative one of why or what for, of which the other claim does not speak?"""
    return fact.negative and REASON.search(fact.text) is not None and REASONS.search(other.text) is None


def only_rumoured(story: Story, fact: Facts) -> bool:
    """Is a claim only what a rumour or a suggestion says ("discounted rumours he was the man")?"""
    start = story.begins(fact)
    return RUMOUR.search(story.texts[fact.report][max(0, start - 30) : start]) is not None


def unheard_of(fact: Facts) -> bool:
    """Does a claim say no more than that nothing of the kind was reported?"""
    return UNHEARD.search(fact.text) is not None


def turned_round(story: Story) -> Iterator[tuple[Facts, Facts]]:
    """Pairs of claims of different reports in which one beats the other, and the other the one, at one time."""
    wins = [
        fact
        for fact in story.facts
        if fact.predicate in BEATING and _tells(fact) and fact.told == "done" and not fact.negative
    ]
    for left, right in neighbours([{BEATING} for _ in wins], REACH):
        a, b = wins[left], wins[right]
        if (
            a.report == b.report
            or dated_apart(a, b)
            or told_before(story, a)
            or told_before(story, b)
            or apart_in_kind(a, b)
        ):
            continue
        beaten = [
            {name for name in fact.entities | fact.patients if named(story, name)} - fact.agents for fact in (a, b)
        ]
        winners = [{name for name in fact.agents if named(story, name)} for fact in (a, b)]
        if shared(story, frozenset(winners[0]), frozenset(beaten[1])) and shared(
            story, frozenset(winners[1]), frozenset(beaten[0])
        ):
            yield b, a


def _tells(fact: Facts) -> bool:
    """Does a claim in the text tell something as so, or as to be so?"""
    return (
        told_as_so(fact, TOLD_AS_SO, foreseen=True)
        and not (fact.told == "ahead" and WISHED.search(fact.text))
        and not (fact.told == "done" and INTENDED.search(fact.text))
    )


def _one_matter(story: Story, a: Facts, b: Facts, x: Answer, y: Answer) -> bool:
    """Do two voices speak of one thing at one time?"""
    mine, theirs = story.sources(a.claim), story.sources(b.claim)
    if a.report == b.report and not (
        mine and theirs and not mine & theirs and all(_speaks_up(story, f) for f in (a, b))
    ):
        return False
    if a.told != b.told and x.change != "decision":
        return False
    if dated_apart(a, b) and x.question != GOING_AHEAD:
        return False
    if any(told_before(story, fact, turning=x.change != "fixed") for fact in (a, b)):
        return False
    return _one_thing(story, a, b, x, y) and not _tells_both(story, a, x) and not _tells_both(story, b, y)


def _speaks_up(story: Story, fact: Facts) -> bool:
    """Is a claim given to a speaker in so many words, who is no court? Inside one report a verdict and an older one are a story."""
    last = story.claims[fact.claim].chain[-1]
    return not last.inherited and not any(COURT.search(story.label(name)) for name in story.sources(fact.claim))


def _one_thing(story: Story, a: Facts, b: Facts, x: Answer, y: Answer) -> bool:
    """The same holder, with a name in common near by, and nothing that sets two things apart."""
    left, right = x.of - VAGUE, y.of - VAGUE
    used = x.words | y.words | {a.predicate, b.predicate}
    if not _held_alike(story, a, b, x, y) or apart_in_kind(a, b, used):
        return False
    if x.question == "rising" and any(story.kinds.get(name) == "person" for name in x.of | y.of):
        return False  # "rose to his feet"
    if x.question != "accepted" and (_counted(a, left) or _counted(b, right)):
        return False
    if x.role == "both" and a.agents and b.agents and not _one_subject(story, a, b, left | right):
        return False
    names = (_others(story, a, b), _others(story, b, a))
    if (names[0] and names[1]) or of_a_part(story, a, b) or of_a_part(story, b, a):
        return False
    if _new_thing(story, a, x) and _new_thing(story, b, y):
        return False
    rest = [content_of(fact) - used - left - right for fact in (a, b)]
    akin = bool(rest[0] & rest[1]) or not (rest[0] and rest[1]) or bool(a.entities & b.entities)
    if any(named(story, one) for one in left) and shared(story, left, right):
        return akin
    told_of = a.entities & b.entities or rest[0] & rest[1] or (a.earliest and b.earliest)
    return akin and bool(told_of or names_near(story, a) & names_near(story, b))


def _one_subject(story: Story, a: Facts, b: Facts, of: frozenset[str]) -> bool:
    """Is it one that does it: by name, or by a noun that the other claim has too ("dock workers", "the dock workers' union")?"""
    if shared(story, a.agents, b.agents):
        return True
    return bool(((a.agents & _mentioned(b)) | (b.agents & _mentioned(a))) - VAGUE - of)


def _held_alike(story: Story, a: Facts, b: Facts, x: Answer, y: Answer) -> bool:
    """Are both answers of one thing, by its name or noun; or is one of them of everybody ("nobody had got on board")?"""
    if ANY in (x.of, y.of):
        return x.of != y.of and _alone(story, a, x) and _alone(story, b, y)
    left, right = x.of - VAGUE, y.of - VAGUE
    if left and right and x.question == "accepted" and left <= OFFERED and right <= OFFERED:
        return True
    return shared(story, left, right) or bool(left & _mentioned(b) and right & _mentioned(a))


def _alone(story: Story, fact: Facts, answer: Answer) -> bool:
    """Is it the only claim of its report that answers the question?"""
    told = [
        other for other in story.of_report[fact.report] if other.zone == "body" and answer.question in answers(other)
    ]
    return len(told) == 1


def _others(story: Story, fact: Facts, other: Facts) -> frozenset[str]:
    """Names that only one of two claims has, though they are not merely who acts or a longer name of the same."""
    return frozenset(
        name
        for name in fact.entities - other.entities
        if named(story, name)
        and not any(one_party(story, name, known) for known in other.entities)
        and name not in fact.agents
    )


def of_a_part(story: Story, no: Facts, yes: Facts) -> bool:
    """Does a negative hold for places that the other claim does not name ("traffic from Europe to Algeria is not affected")?"""
    if not no.negative:
        return False
    places = {name for name in no.entities - yes.entities - no.agents if story.kinds.get(name) == "place"}
    return bool(places) and not {name for name in yes.entities if story.kinds.get(name) == "place"}


def _new_thing(story: Story, fact: Facts, answer: Answer) -> bool:
    """Does a claim speak of one of several ("a shop", "two shops", "another bridge")?"""
    text = story.texts[fact.report]
    for argument in story.claims[fact.claim].arguments:
        if argument.start is None or argument.end is None:
            continue
        if (argument.entity in answer.of or class_of((argument.head or "").lower()) in answer.of) and NEW.match(
            text[argument.start : argument.end]
        ):
            return True
    return False


def apart_in_kind(a: Facts, b: Facts, used: frozenset[str] = frozenset()) -> bool:
    """Does a word beside those used set two things apart: the first and the second offer, the men's and the women's race?"""
    if _on_one_axis(a, b):
        return True
    marked = {term for term in a.terms | b.terms if term.startswith("~")}
    if not marked:
        return False
    found = opposed(content_of(a) - used, content_of(b) - used)
    return found is not None and bool({f"~{word}" for word in found} & marked)


@of_two
def _on_one_axis(a: Facts, b: Facts) -> bool:
    mine, theirs = (_words_of(fact.text) | content_of(fact) for fact in (a, b))
    return any(mine & axis and theirs & axis and not mine & theirs & axis for axis in AXES)


@lru_cache(maxsize=16_384)
def _words_of(text: str) -> frozenset[str]:
    return frozenset(_stem(word) for word in re.findall(r"\w+", text.lower()))


def _stem(word: str) -> str:
    return word.removesuffix("s") if len(word) > 3 else word


def _counted(fact: Facts, of: frozenset[str]) -> bool:
    """Is a figure given of those that an answer is about ("opened eleven shops")? Others of the kind may do otherwise."""
    return any({measure.unit or ""} & of or measure.what & of for measure in fact.measures)


def told_before(story: Story, fact: Facts, *, turning: bool = False) -> bool:
    """Does the sentence say that it was so at another time, or nearly ("had earlier rejected", "nearly died"); of what turns, that it turned?"""
    return _of_another_time(story.sentence(fact.claim), turning)


@lru_cache(maxsize=32_768)
def _of_another_time(sentence: str, turning: bool) -> bool:
    return (TURNING if turning else BEFORE).search(sentence) is not None


def _mentioned(fact: Facts) -> frozenset[str]:
    return fact.agents | fact.patients | fact.entities | fact.terms | {fact.predicate}


def content_of(fact: Facts) -> frozenset[str]:
    """Content words of a claim, modifiers without their mark."""
    words = {term.removeprefix("~") for term in fact.terms} | {
        name for name in fact.agents | fact.patients if not is_entity(name)
    }
    return frozenset(words) - VAGUE - NOBODY


def _tells_both(story: Story, fact: Facts, answer: Answer) -> bool:
    """Does the report tell the other answer of the same thing too, in the same voice? Then it tells how things went on."""
    voice = story.sources(fact.claim)
    for other in story.of_report[fact.report]:
        against = answers(other).get(answer.question)
        if against is None or against.yes is answer.yes:
            continue
        if story.sources(other.claim) != voice and answer.question not in OF_CHARGES:
            continue
        if against.of & answer.of - VAGUE:
            return True
    return False


def turned(a: Facts, b: Facts, answer: Answer) -> bool:
    """Is the later of two opposite answers news rather than a contradiction: a state or a decision told the other way hours later?"""
    gap = time_between(a, b)
    if answer.change == "fixed" or gap is None or abs(gap) < SAME_HOURS:
        return False
    older, newer = (a, b) if gap > AT_ALL else (b, a)
    if newer.negative and newer.told == older.told == "done" and answer.change == "decision":
        return False  # "no permit has been issued" is no turn of what was granted
    if answer.change == "final":
        found = answers(newer).get(answer.question)
        return found is not None and not found.yes
    return True
