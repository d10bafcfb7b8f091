"""One quotation, two speakers: words that different reports put into different mouths."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from whosays.findings.evidence import Story, finding
from whosays.model import Claim, Finding

QUOTED = re.compile(r"[\"“]([^\"“”]{8,300})[\"”]")
GIVEN_TO = frozenset({"make", "speak", "say", "utter", "come", "give", "attribute"})
SHORTEST = 3  # words: shorter ones are phrases that anybody uses


def misattributed(story: Story) -> Iterator[Finding]:
    """A quotation with two speakers: misattribution where a text says whose it was ("was spoken by X"), else a contradiction of identity."""
    speakers: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    corrected: dict[str, list[str]] = defaultdict(list)
    for reading in story.readings:
        text = reading.report.text
        for claim in reading.claims:
            for words, speaker, by_text in _said(story, claim, text):
                speakers[words][speaker].append(claim.id)
                if by_text:
                    corrected[words].append(claim.id)
    for words in sorted(set(speakers) | set(corrected)):
        voices = speakers[words]
        people = {who: claims for who, claims in voices.items() if who}
        if len(people) >= 2 or (words in corrected):
            sides = [(story.label(who), claims) for who, claims in sorted(people.items(), key=lambda item: (story.label(item[0]), item[0]))]
            if not sides:
                continue
            yield finding(
                story, "misattribution", "attribution", f'Who said "{words}"?', sides,
                f"the same {len(words.split())} words are given to {len(people)} speaker{'s' if len(people) > 1 else ''}: " + "; ".join(name for name, _ in sides),
            )  # fmt: skip


def _said(story: Story, claim: Claim, text: str) -> Iterator[tuple[str, str, bool]]:
    """(normalised words, speaker, said in the text to be whose) for each quotation in a claim's sentence that the claim is about."""
    start, end = claim.spans[0].start, claim.spans[-1].end
    for match in QUOTED.finditer(text, max(0, start - 320), min(len(text), end + 320)):
        words = _folded(match.group(1))
        if len(words.split()) < SHORTEST:
            continue
        inside = any(span.start < match.end(1) and match.start(1) < span.end for span in claim.spans)
        if inside and claim.quote in ("direct", "partial_direct") and claim.attribution == "attributed":
            for source in claim.chain[-1].sources:
                yield words, source.entity or source.name or "", False
        near = 0 <= start - match.end() <= 90 or inside or 0 <= match.start() - end <= 2
        if near and claim.predicate.split(" ")[0] in GIVEN_TO and claim.predicate_span.start > match.end():
            for argument in claim.arguments:
                if argument.role == "agent" and argument.entity and story.kinds.get(argument.entity) == "person":
                    yield words, argument.entity, True
                    break


def _folded(words: str) -> str:
    return " ".join(re.sub(r"[^\w\s'’-]", "", words.lower()).split())
