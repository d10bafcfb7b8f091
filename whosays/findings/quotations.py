"""One quotation, two speakers: words that a text gives back to the one who said them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from whosays.findings.evidence import Story, finding
from whosays.model import Claim, Finding, Span
from whosays.quotation_marks import quoted_spans
from whosays.stretches import overlapping

SPEAKING = frozenset({"make", "speak", "say", "utter", "come", "be"})
CORRECTING = re.compile(
    r"\b(not by|wrong(?:ly)?|correct(?:s|ed|ion)?|attributed|gave to|given (?:there|elsewhere|to)|quoted elsewhere|misattributed|, not [A-Z])",
    re.IGNORECASE,
)
SHORTEST = 3  # words: shorter ones are phrases that anybody uses
LONG = 5  # words: a quotation this long is not coined twice
BEHIND = 2  # characters from the end of those words to a quotation behind them
REACH = 90  # characters between a quotation and the words that say whose it was


def misattributed(story: Story) -> Iterator[Finding]:
    """A quotation that one text gives to somebody ("was spoken by X"), correcting itself or others, with every speaker it has been given to."""
    quotations = {reading.report.id: quoted_spans(reading.report) for reading in story.readings}
    speakers: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    corrected: dict[str, str] = {}
    for reading in story.readings:
        for claim in reading.claims:
            start, end = claim.spans[0].start, claim.spans[-1].end
            for quoted in overlapping(quotations[reading.report.id], start - REACH - 1, end + BEHIND + 1):
                words = _folded(quoted.of(reading.report.text))
                if len(words.split()) < SHORTEST:
                    continue
                speaker, corrects = _speaker(story, claim, quoted, reading.report.text)
                if speaker is not None:
                    speakers[words][speaker].append(claim.id)
                if corrects:
                    corrected[words] = claim.id
    for words in sorted(set(corrected) | {w for w, voices in speakers.items() if _two_people(story, w, voices)}):
        voices = speakers[words]
        claim_id = corrected.get(words, "")
        sides = [
            (story.label(who), claims)
            for who, claims in sorted(voices.items(), key=lambda item: (story.label(item[0]), item[0]))
        ]
        yield finding(
            story, "misattribution", "attribution", f'Who said "{words}"?', sides or [("corrected", [claim_id])],
            f"the same {len(words.split())} words are given to {' and to '.join(name for name, _ in sides)}"
            + ("; one report corrects the speaker" if words in corrected else "")
            if len(sides) > 1 else f"a report corrects who said these {len(words.split())} words",
        )  # fmt: skip


def _two_people(story: Story, words: str, voices: dict[str, list[str]]) -> bool:
    """Do different reports give a long quotation to two different named people, each with a cue of its own?"""
    if len(words.split()) < LONG:
        return False
    named = {
        who: claims
        for who, claims in voices.items()
        if story.kinds.get(who) == "person" and story.names[who][:1].isupper()
    }
    own_cue = {
        who: {story.claims[c].report for c in claims if not story.claims[c].chain[-1].inherited}
        for who, claims in named.items()
    }
    reports = [found for found in own_cue.values() if found]
    return len(reports) >= 2 and not set.intersection(*reports)


def _speaker(story: Story, claim: Claim, quoted: Span, text: str) -> tuple[str | None, bool]:
    """Whom this claim gives the quotation to, and whether its sentence corrects an earlier speaker."""
    inside = any(span.overlaps(quoted) for span in claim.spans)
    if inside and claim.quote in ("direct", "partial_direct") and claim.attribution == "attributed":
        source = claim.chain[-1].sources[0]
        return source.entity or source.name, False
    start, end = claim.spans[0].start, claim.spans[-1].end
    between = start <= quoted.start and quoted.end <= end
    near = inside or between or 0 <= start - quoted.end <= REACH or 0 <= quoted.start - end <= BEHIND
    if not near or "\n" in text[min(quoted.end, start) : max(quoted.end, start)]:
        return None, False
    sentence = text[max(0, quoted.start - 160) : min(len(text), end + 60)]
    if not CORRECTING.search(sentence):
        return None, False
    if claim.predicate.split(" ")[0] in SPEAKING:
        for argument in claim.arguments:
            if argument.role in ("agent", "value") and argument.entity and story.kinds.get(argument.entity) == "person":
                return argument.entity, True
    return None, False


def _folded(words: str) -> str:
    return " ".join(re.sub(r"[^\w\s'’-]", "", words.lower()).split())
