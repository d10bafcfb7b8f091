"""One quotation, two speakers: words that a text gives back to the one who said them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from whosays.findings.evidence import Story, finding
from whosays.findings.parties import named, names_near
from whosays.model import Claim, Finding, Span
from whosays.text.quotation_marks import quoted_spans
from whosays.text.stretches import overlapping

FRAME = 140  # characters of a frame beside a quotation
CUED = re.compile(
    r"(?<![\w’'-])(?P<name>[A-ZÀ-Þ][\w’'-]{1,40}),? (?:who (?:had )?)?(?:said|says|told|tells|called|calls|added|adds|warned|"
    r"warns|asked|declared|wrote|replied)\b"
    r"|\b(?:said|says|added|warned|declared|wrote) (?:[a-z]+ ){0,4}(?P<other>[A-ZÀ-Þ][\w’'-]+(?: [A-ZÀ-Þ][\w’'-]+)?)"
)
SPEAKING = frozenset({"make", "speak", "say", "utter", "come", "be"})
CORRECTING = re.compile(
    r"(?i:\b(?:not by|wrong(?:ly)?|correct(?:s|ed|ing|ion)|attributed|gave to|given (?:there|elsewhere|to)|quoted elsewhere|misattributed))|, not [A-Z]"
)
QUOTED = re.compile(r"[\"“][^\"“”]*(?:[\"”]|$)")
BY_PRONOUN = re.compile(
    r"[\"”]\s*(?:he|she|they) (?:said|told|says|added)\b|\b(?:he|she|they) (?:[a-z]+ ){0,3}(?:said|told|says|added)\b[^\"“]{0,40}[\"“]",
    re.IGNORECASE,
)
SHORTEST = 3  # words: shorter ones are phrases that anybody uses
LONG = 5  # words: a quotation this long is not coined twice …
TELLING = 3  # … where this many of them have four letters or more ("it was a terrible night" is said by anybody)
LONGEST = 80  # words: beyond, a quotation mark was lost
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
            for quoted in overlapping(quotations[reading.report.id], start - REACH - 1, end + REACH + 1):
                words = _folded(quoted.of(reading.report.text))
                if not SHORTEST <= len(words.split()) <= LONGEST:
                    continue
                speaker, corrects = _speaker(story, claim, quoted, reading.report.text)
                if speaker is None or not named(story, speaker):
                    speaker = _by_frame(story, claim, quoted, reading.report.text) or speaker
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


def _by_frame(story: Story, claim: Claim, quoted: Span, text: str) -> str | None:
    """The name in the frame behind a quotation ("…," the chairman, Donal Creedon, said), else in front of it ("Tarrant called it …")."""
    behind = text[quoted.end : quoted.end + FRAME].split("\n")[0]
    before = text[max(0, quoted.start - FRAME) : quoted.start].split("\n")[-1]
    behind = re.split(r"[.!?](?:\s|$)|[\"“”]\s+[\"“”]", behind.lstrip("\"”'’,. "), maxsplit=1)[0]
    before = re.split(r"[.!?]\s", before)[-1]
    start, end = claim.spans[0].start, claim.spans[-1].end
    if start > quoted.end + 2 + len(behind) or end < quoted.start - 2 - len(before):
        return None
    fact = story.fact_of[claim.id]
    for frame in (behind, before):
        for match in reversed(list(CUED.finditer(frame))):
            found = [
                name
                for name in names_near(story, fact)
                if story.label(name).split()[-1] == (match["name"] or match["other"]).split()[-1]
            ]
            if found:
                return min(found, key=lambda name: (-len(story.label(name)), name))
    return None


def _two_people(story: Story, words: str, voices: dict[str, list[str]]) -> bool:
    """Do different reports give a long quotation to two different named people, each with a cue of its own?"""
    if len(words.split()) < LONG or sum(len(word) >= 4 for word in words.split()) < TELLING:
        return False
    named = {
        who: claims
        for who, claims in voices.items()
        if story.kinds.get(who) in ("person", "organisation") and story.names[who][:1].isupper()
    }
    words_of = [set(story.names[who].split()) for who in named]
    if any(a & b for i, a in enumerate(words_of) for b in words_of[i + 1 :]):
        return False  # a longer and a shorter form of one name
    if any(_initials(story.names[who]) in other for who in named for other in words_of):
        return False  # "an HIB spokesman" and the Harbour Inquiry Board
    kinds = {story.kinds.get(who) for who in named}
    if kinds != {"person"} and not all(_named_alone(story, who, claims) for who, claims in named.items()):
        return False  # "Clearwater's head Lee Orr said": the body that a speaker speaks for
    if any(_names_the_other(story, claims, who) for one, claims in named.items() for who in named if who != one):
        return False  # "Lee Orr said it was “…”, the agency reports"
    own_cue = {
        who: {
            story.claims[c].report
            for c in claims
            if not story.claims[c].chain[-1].inherited and _by_name(story, who, c)
        }
        for who, claims in named.items()
    }
    reports = [found for found in own_cue.values() if found]
    return len(reports) >= 2 and not set.intersection(*reports)


def _names_the_other(story: Story, claims: list[str], other: str) -> bool:
    """Does a sentence that gives the words to one name the other outside them?"""
    last = re.compile(rf"\b{re.escape(story.label(other).split()[-1])}\b")
    return any(last.search(QUOTED.sub(" ", story.sentence(claim))) for claim in claims)


def _initials(name: str) -> str:
    """The letters that abbreviate a name of several words; else a word that no name has."""
    capitals = [word[0] for word in name.split() if word[:1].isupper()]
    return "".join(capitals) if len(capitals) > 2 else " "


def _by_name(story: Story, who: str, claim: str) -> bool:
    """Is the speaker more than a "he" behind the words, who may be somebody else?"""
    fact = story.fact_of[claim]
    behind = story.texts[fact.report][story.ends(fact) : story.ends(fact) + FRAME]
    frame = QUOTED.sub(" ", story.sentence(claim))  # whom a speaker names is not for that the speaker
    return BY_PRONOUN.search(story.sentence(claim) + behind) is None or story.label(who).split()[-1] in frame


def _named_alone(story: Story, who: str, claims: list[str]) -> bool:
    """Is a body given a quotation in sentences that name no person beside it?"""
    if story.kinds.get(who) == "person":
        return True
    return not any(
        story.kinds.get(name) == "person" for claim in claims for name in names_near(story, story.fact_of[claim])
    )


def _speaker(story: Story, claim: Claim, quoted: Span, text: str) -> tuple[str | None, bool]:
    """Whom this claim gives the quotation to, and whether its sentence corrects an earlier speaker."""
    inside = any(span.overlaps(quoted) for span in claim.spans)
    if inside and claim.quote in ("direct", "partial_direct") and claim.attribution == "attributed":
        source = claim.chain[-1].sources[0]
        if source.start is not None and quoted.start <= source.start < quoted.end:
            return None, False  # "Will Holm ever mention it?": the words speak of him
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
