"""One event, two causes: "faulty wiring caused the fire", "the fire was started by a cigarette"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import cache, lru_cache, partial

from whosays.data import rows
from whosays.findings.answers.contraries import apart_in_kind
from whosays.findings.evidence import Story, finding, first_pairs, older_first, pairs_of, told_as_so
from whosays.findings.parties import one_surrounding
from whosays.model import Facts, Finding
from whosays.values.dates import dated_apart, time_between
from whosays.words.classes import class_of

# The event is the subject, the cause stands behind these words.
BEHIND = re.compile(
    r"\b(?:(?:was|were|is|are|been|be|being) (?:\w+ly )?(?:due to|down to|the result of|the work of|blamed on|attributed to|put down to|linked to|caused by|"
    r"triggered by|sparked by|started by|set off by)|resulted from|stemmed from|arose from|came from|because of|owing to|due to|as a result of|because)\b",
    re.IGNORECASE,
)
FIRST = re.compile(
    r"\b(?:caused|started|triggered|sparked|ignited|led to|brought about|set off|was behind|were behind|(?:was|were|is|are|had been) the (?:\w+ )?"
    r"(?:cause of|reason for|reason behind)|had set)\b",
    re.IGNORECASE,
)
MANNER = re.compile(
    r"\b(?:set|started|lit|laid) (?:deliberately|on purpose|intentionally)|deliberately (?:set|started|lit)|was arson|died of|died from|killed by\b",
    re.IGNORECASE,
)
BECAUSE = re.compile(r",? (?:because|due to|owing to|as a result of)\b[^.;\n]{3,120}")
# Told of the time before the event by somebody ("the driver had fallen asleep"): what may be meant as its cause.
EARLIER = re.compile(
    r"\bhad (?!been (?:warned|told|informed|arrested|killed|injured|found))(?:not )?(?:\w+ly )?\w+",
    re.IGNORECASE,
)
UNCAUSED = re.compile(
    r"\b(?:said|told|warned|reported|complained|promised|agreed|asked|called|arrested|charged|been (?:due|planned|expected))\b"
)
CAUSE_OF = re.compile(
    r"\b[Cc]auses? of (?P<event>(?:[\w'’-]+ ){0,4}?[\w-]+)(?= (?:was|is|were|are|has|had|remain)|\W*\Z)"
)
ANY_EVENT = frozenset({"accident", "incident", "disaster", "tragedy", "failure", "crash", "collapse", "it"})
FOUND_OUT = timedelta(hours=3)
DIFFUSE = frozenset(event for event, causes, _ in rows("caused_events") if causes == "many")
EVENTS = {word: event or word for word, _, event in rows("caused_events")}
COMMON = frozenset(
    "the a an of in on at by that which this was were is had has have its their his her and or to from with for it he she they said not no".split()
)


@dataclass(frozen=True, slots=True)
class Cause:
    """What a claim gives as the cause of which event, with the kinds of causes its words name."""

    fact: Facts
    event: str
    words: frozenset[str]
    kinds: frozenset[str]
    meant: bool = False


@cache
def _kinds() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for kind, words in rows("cause_kinds"):
        for word in words.split():
            found.setdefault(word, set()).add(kind)
    return {word: frozenset(kinds) for word, kinds in found.items()}


def causes(story: Story) -> Iterator[Finding]:
    """Contradiction where two reports give one event two causes of kinds that exclude each other; else tension: both may have played a part."""
    found = [cause for fact in story.facts for cause in _causes(story, fact)]
    pairs = pairs_of(found, lambda cause: cause.event)
    for a, b in first_pairs(pairs, _named, partial(_against, story)):
        one, other = older_first(story, a, b)
        sure = (
            bool(a.kinds and b.kinds) and a.event not in DIFFUSE and a.fact.factuality == b.fact.factuality == "certain"
        )
        yield finding(
            story, "contradiction" if sure else "tension", "cause", f"What caused the {story.label(a.event)}?",
            [(cause.fact.text[:90], (cause.fact.claim,)) for cause in (one, other)],
            f"{_shown(one)} against {_shown(other)}",
            reconciled_by=None if sure else "both hold if each played a part",
        )  # fmt: skip


def _named(a: Cause, b: Cause) -> frozenset[str]:
    return frozenset({a.fact.report, b.fact.report, a.event})


def implied_causes(story: Story) -> Iterator[Finding]:
    """Tension where one report names the cause of the story's one event, and another tells what somebody says had gone before, of another kind."""
    named = [cause for fact in story.facts for cause in _causes(story, fact)]
    told = {cause.fact.report for cause in named}
    for cause in named:
        if cause.event in DIFFUSE or not cause.kinds:
            continue
        for report, facts in story.of_report.items():
            if report in told:
                continue
            meant = [found for fact in facts if (found := _meant(story, fact, cause.event)) is not None]
            if (
                len(meant) != 1
                or not _against(story, cause, meant[0])
                or not one_surrounding(story, cause.fact, meant[0].fact)
            ):
                continue
            one, other = older_first(story, cause, meant[0])
            yield finding(
                story, "tension", "cause", f"What caused the {story.label(cause.event)}?",
                [(each.fact.text[:90], (each.fact.claim,)) for each in (one, other)],
                f"{_shown(one)} against {_shown(other)}",
                reconciled_by="both hold if each played a part",
            )  # fmt: skip


def causes_not_known(story: Story) -> Iterator[Finding]:
    """Tension where an outlet tells a cause as fact in its own voice, and another says at the time, or has it said, that it is not known."""
    flat = [
        cause for fact in story.facts if fact.factuality == "certain" and not story.sources(fact.claim)
        for cause in _causes(story, fact) if cause.event not in DIFFUSE
    ]  # fmt: skip
    unknown = [
        fact
        for fact in story.facts
        if fact.predicate == "unknown" and fact.zone == "body" and CAUSE_OF.search(fact.text)
    ]
    for cause in flat:
        open_at_the_time = [
            fact for fact in unknown
            if fact.report != cause.fact.report and _of_one_event(fact, cause) and not _long_before(fact, cause.fact)
        ]  # fmt: skip
        if open_at_the_time:
            yield finding(
                story, "tension", "cause", f"Is it known what caused it: {cause.fact.text[:80]}?",
                (("told as fact", (cause.fact.claim,)), ("not known", tuple(fact.claim for fact in open_at_the_time))),
                "a cause told as fact by one outlet in its own voice, and said elsewhere not to be known",
                reconciled_by="if it has become known in between",
            )  # fmt: skip


def _of_one_event(fact: Facts, cause: Cause) -> bool:
    """Does "the cause of the failure" ask for the event of a cause; an accident may be any?"""
    match = CAUSE_OF.search(fact.text)
    asked = {class_of(word) for word in re.findall(r"[a-z-]+", (match["event"] or "").lower())} if match else set()
    return cause.event in asked or bool(asked & ANY_EVENT) or cause.event in ANY_EVENT


def _long_before(unknown: Facts, flat: Facts) -> bool:
    """Was it said not to be known so long before that it may have been found out since?"""
    gap = time_between(unknown, flat)
    return gap is not None and gap > FOUND_OUT


def _meant(story: Story, fact: Facts, event: str) -> Cause | None:
    """What somebody says had happened before, if its words name a kind of cause."""
    if fact.negative or not told_as_so(fact):
        return None
    if not story.sources(fact.claim) or not EARLIER.search(fact.text) or UNCAUSED.search(fact.text):
        return None
    raw = set(re.findall(r"[a-z]+", fact.text.lower()))
    kinds = _kinds_of(raw)
    words = frozenset(class_of(word) for word in raw if word not in COMMON)
    return Cause(fact, event, words - {event}, kinds, meant=True) if kinds else None


def _kinds_of(raw: Iterable[str]) -> frozenset[str]:
    return frozenset(
        kind for word in raw for kind in _kinds().get(word, _kinds().get(word.removesuffix("s"), frozenset()))
    )


def _shown(cause: Cause) -> str:
    return " or ".join(sorted(cause.kinds)) or ", ".join(sorted(cause.words)[:4])


def _causes(story: Story, fact: Facts) -> Iterator[Cause]:
    """The cause that a claim gives, with the event it gives it for."""
    if fact.negative or not told_as_so(fact, ("certain", "probable", "unconfirmed", "possible")):
        return
    clause = BECAUSE.match(story.texts[fact.report], story.ends(fact))
    parts = _effect_and_cause(fact.text + clause.group() if clause else fact.text)
    if parts is None:
        return
    effect, cause = parts
    words = frozenset(class_of(word) for word in re.findall(r"[a-z-]+", cause.lower()) if word not in COMMON)
    raw = set(re.findall(r"[a-z]+", cause.lower()))
    kinds = _kinds_of(raw)
    events = [class_of(word) for word in re.findall(r"[a-z-]+", effect.lower())]
    event = next((EVENTS[word] for word in events if word in EVENTS), None)
    if event is not None and (kinds or words):
        yield Cause(fact, event, words - {event}, kinds)


@lru_cache(maxsize=16_384)
def _effect_and_cause(text: str) -> tuple[str, str] | None:
    """The words for what happened, and those for why, where a text has both."""
    if behind := BEHIND.search(text):
        return text[: behind.start()], text[behind.end() :]
    if first := FIRST.search(text):
        return text[first.end() :], text[: first.start()]
    if manner := MANNER.search(text):
        return text[: manner.start()], text[manner.start() :]
    return None


def _against(story: Story, a: Cause, b: Cause) -> bool:
    """Two reports, one event, and two causes without a word or a kind in common."""
    x, y = a.fact, b.fact
    if x.report == y.report or dated_apart(x, y) or apart_in_kind(x, y):
        return False
    if a.kinds & b.kinds or (a.words | x.terms) & b.words or a.words & (b.words | y.terms):
        return False
    if not (a.kinds or b.kinds) and a.event not in DIFFUSE:
        return False
    names = (x.entities - y.entities, y.entities - x.entities)
    return not (names[0] and names[1])
