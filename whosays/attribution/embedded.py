"""Events within a claim, or beside all claims, that are not told as the claim is: "a plan to *buy* ships", "the threat of a *strike*".

A claim is read as its words say: "agreed to a plan to buy ships" tells the agreeing. That the ships are bought is told nowhere, and
who only reads the claims could take it so. Nor does "may visit the site of the *explosion*" leave the explosion open. Such a word
gets a claim of its own, marked as embedded: that word alone, shown with its report, and never compared, counted or told in a brief.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from whosays.attribution.steps import outlet_step
from whosays.attribution.strength import SPANS, weakest
from whosays.certainty import happened
from whosays.model import SILENT_ZONES, Claim, EventMention, Factuality, Parse, Polarity, Span, Step, Token, key

OPEN = 1.4  # a judgement below it is no fact, as UW's and UDS's readers draw the line
FURTHER = 1.3  # how far from the score of the claim around it an event must be judged to be told apart from it
SURE = 2.4  # from here on it is a fact; between the two, probable
TENSED = frozenset({"VBD", "VBP", "VBZ"})
CERTAIN = 3.0  # the score of an act of saying that nothing marks
OVER_ALL = frozenset({"conditional", "unconfirmed", "possible"})  # what holds for all words of a claim
HEARSAY = frozenset({"unconfirmed"})  # and for those that are surer than the claim


def find_embedded(parse: Parse, claims: Sequence[Claim], events: Sequence[EventMention]) -> tuple[Claim, ...]:
    """Claims of event words that carry none: those judged apart from the claim around them, and those in no claim.

    The word of saying of a chain is told as certain; where it is judged otherwise ("might say") it has one too.
    """
    starts = [token.start for token in parse.tokens]
    told = _words_in(starts, [claim.predicate_span for claim in claims])
    said = _words_in(starts, [step.cue for claim in claims for step in claim.chain if step.cue])
    held = _words_in(starts, [span for claim in claims for span in claim.spans])
    by_sentence: dict[int, list[Claim]] = {}
    for claim in claims:
        number = parse.sentence_of(bisect_left(starts, claim.predicate_span.start))
        by_sentence.setdefault(number, []).append(claim)
    free = sorted({*words_of(parse, events), *_finite(parse, held | said)} - told)
    judged = happened(parse, free)
    found = (
        _embedded(parse, index, value, by_sentence.get(parse.sentence_of(index), []), said=index in said)
        for index, value in zip(free, judged, strict=True)
    )
    return tuple(claim for claim in found if claim is not None)


def _finite(parse: Parse, held: frozenset[int]) -> Iterator[int]:
    """Verbs with a tense that no claim holds, though they are no event words of their own ("it *seems* that …")."""
    for sentence in parse.sentences:
        if sentence.role not in SILENT_ZONES:
            for index in range(sentence.first, sentence.last):
                if index not in held and parse.tokens[index].pos == "VERB" and parse.tokens[index].tag in TENSED:
                    yield index


def _words_in(starts: Sequence[int], spans: Sequence[Span]) -> frozenset[int]:
    """The tokens, by where they start, that begin in one of the spans."""
    return frozenset(i for span in spans for i in range(bisect_left(starts, span.start), bisect_left(starts, span.end)))


def words_of(parse: Parse, events: Sequence[EventMention]) -> list[int]:
    """The word of each event."""
    starts = [token.start for token in parse.tokens]
    return [bisect_left(starts, event.start) for event in events]


def _embedded(parse: Parse, index: int, value: float, near: Sequence[Claim], *, said: bool) -> Claim | None:
    """The claim of an event word, where it is judged apart from what is told, or is in no claim; ``near`` are those of its sentence."""
    if said:
        return (
            _claim(parse, index, value, None, _chain(parse, near, parse.tokens[index]))
            if _apart(CERTAIN, value)
            else None
        )
    around = min((claim for claim in near if _holds(claim, parse.tokens[index])), key=_length, default=None)
    if around is None:
        return _claim(parse, index, value, None, _chain(parse, near, parse.tokens[index]))
    if around.factuality in ("denied", "retracted"):  # a denial covers all its words
        return None
    return (
        _claim(parse, index, value, around, around.chain)
        if _apart(abs(around.factuality_score or 0.0), value)
        else None
    )


def _claim(parse: Parse, index: int, value: float, around: Claim | None, chain: tuple[Step, ...]) -> Claim:
    polarity: Polarity = "-" if value <= -OPEN else "+"
    found: list[Factuality] = [
        "certain" if abs(value) >= SURE else "probable" if abs(value) >= OPEN else "hypothetical"
    ]
    if around is not None and around.factuality in (
        HEARSAY if value > abs(around.factuality_score or 0.0) else OVER_ALL
    ):
        found.append(around.factuality)
    factuality = weakest(found)
    low, high = SPANS[factuality, polarity]
    token = parse.tokens[index]
    word = Span(token.start, token.end)
    return Claim(
        id=key("c", parse.report.id, token.start, token.end, "embedded"),
        report=parse.report.id, spans=(word,), predicate=token.lemma.lower(), predicate_span=word, arguments=(),
        polarity=polarity, factuality=factuality, factuality_score=round(max(low, min(high, value)), 2) + 0.0,
        attribution=around.attribution if around else "outlet_voice" if len(chain) == 1 else "attributed",
        chain=chain, times=(), place=None, quantities=(), alternatives=(), as_of=None, quote="none", hedges=(), condition=None,
        terms=(), zone=parse.sentences[parse.sentence_of(index)].role, embedded=True,
    )  # fmt: skip


def _apart(told: float, value: float) -> bool:
    """Is an event judged open though what holds it is told as surer, or as surer than that: "may visit the site of the *explosion*"?"""
    return value - told > FURTHER or (value < OPEN and told - value > FURTHER)


def _holds(claim: Claim, word: Token) -> bool:
    return any(span.start <= word.start and word.end <= span.end for span in claim.spans)


def _length(claim: Claim) -> int:
    return sum(span.end - span.start for span in claim.spans)


def _chain(parse: Parse, near: Sequence[Claim], word: Token) -> tuple[Step, ...]:
    """The steps of a claim of the sentence whose reported stretches hold the word; the outlet's alone where none does."""
    best: tuple[Step, ...] = (outlet_step(parse),)
    for claim in near:
        steps = list(claim.chain[:1])
        for step in claim.chain[1:]:
            if not any(span.start <= word.start and word.end <= span.end for span in step.content):
                break
            steps.append(step)
        best = max(best, tuple(steps), key=len)
    return best
