"""Events within a claim, or beside all claims, that are not told as the claim is: "a plan to *buy* ships", "the threat of a *strike*".

A claim is read as its words say: "agreed to a plan to buy ships" tells the agreeing. That the ships are bought is told nowhere, and
who only reads the claims could take it so. Such a word gets a claim of its own, marked as embedded: that word alone, shown with
its report, and never compared, counted or told in a brief.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from whosays.attribution.steps import outlet_step
from whosays.attribution.strength import SPANS, weakest
from whosays.certainty import happened
from whosays.model import Claim, EventMention, Factuality, Parse, Polarity, Span, Step, key

OPEN = 1.4  # a judgement below it is no fact, as UW's and UDS's readers draw the line
FURTHER = 0.5  # how much lower than the claim around it an event must be judged to be told apart from it
SURE = 2.4  # from here on it is a fact; between the two, probable


def find_embedded(parse: Parse, claims: Sequence[Claim], events: Sequence[EventMention]) -> tuple[Claim, ...]:
    """Claims of event words that carry none: those judged open though the claim around them is told as fact, and those in no claim."""
    starts = [token.start for token in parse.tokens]
    told = [claim.predicate_span for claim in claims]
    told += [step.cue for claim in claims for step in claim.chain if step.cue]
    taken = {i for span in told for i in range(bisect_left(starts, span.start), bisect_left(starts, span.end))}
    by_sentence: dict[int, list[Claim]] = {}
    for claim in claims:
        number = parse.sentence_of(bisect_left(starts, claim.predicate_span.start))
        by_sentence.setdefault(number, []).append(claim)
    words = zip(events, words_of(parse, events), strict=True)
    free = [(event, index) for event, index in words if index not in taken]
    judged = happened(parse, [index for _, index in free])
    found = (
        _embedded(parse, event, value, by_sentence.get(event.sentence, []))
        for (event, _), value in zip(free, judged, strict=True)
    )
    return tuple(claim for claim in found if claim is not None)


def words_of(parse: Parse, events: Sequence[EventMention]) -> list[int]:
    """The word of each event."""
    starts = [token.start for token in parse.tokens]
    return [bisect_left(starts, event.start) for event in events]


def _embedded(parse: Parse, event: EventMention, value: float, near: Sequence[Claim]) -> Claim | None:
    """The claim of an event word, where it is judged apart from the claim around it or has none; ``near`` are those of its sentence."""
    around = min((claim for claim in near if _holds(claim, event)), key=_length, default=None)
    if around is not None:
        return _claim(parse, event, value, around, around.chain) if _apart(around, value) else None
    return _claim(parse, event, value, None, _chain(parse, near, event))


def _claim(parse: Parse, event: EventMention, value: float, around: Claim | None, chain: tuple[Step, ...]) -> Claim:
    polarity: Polarity = "-" if value <= -OPEN else "+"
    found: list[Factuality] = [
        "certain" if abs(value) >= SURE else "probable" if abs(value) >= OPEN else "hypothetical"
    ]
    if around is not None and around.factuality in ("conditional", "unconfirmed", "possible"):
        found.append(around.factuality)
    factuality = weakest(found)
    low, high = SPANS[factuality, polarity]
    word = Span(event.start, event.end)
    return Claim(
        id=key("c", parse.report.id, event.start, event.end, "embedded"),
        report=parse.report.id, spans=(word,), predicate=event.word, predicate_span=word, arguments=(),
        polarity=polarity, factuality=factuality, factuality_score=round(max(low, min(high, value)), 2) + 0.0,
        attribution=around.attribution if around else "outlet_voice" if len(chain) == 1 else "attributed",
        chain=chain, times=(), place=None, quantities=(), alternatives=(), as_of=None, quote="none", hedges=(), condition=None,
        terms=(), zone=parse.sentences[event.sentence].role, embedded=True,
    )  # fmt: skip


def _apart(around: Claim, value: float) -> bool:
    """Is an event judged open within a claim that is told as surer, whichever way? A denial covers all its words."""
    if around.factuality in ("denied", "retracted"):
        return False
    return value < OPEN and abs(around.factuality_score or 0.0) - value > FURTHER


def _holds(claim: Claim, event: EventMention) -> bool:
    return any(span.start <= event.start and event.end <= span.end for span in claim.spans)


def _length(claim: Claim) -> int:
    return sum(span.end - span.start for span in claim.spans)


def _chain(parse: Parse, near: Sequence[Claim], event: EventMention) -> tuple[Step, ...]:
    """The steps of a claim of the sentence whose reported stretches hold the word; the outlet's alone where none does."""
    best: tuple[Step, ...] = (outlet_step(parse),)
    for claim in near:
        steps = list(claim.chain[:1])
        for step in claim.chain[1:]:
            if not any(span.start <= event.start and event.end <= span.end for span in step.content):
                break
            steps.append(step)
        best = max(best, tuple(steps), key=len)
    return best
