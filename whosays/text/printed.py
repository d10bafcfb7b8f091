"""Printed sentences and clauses by their surface: where they begin and end, which can stand alone."""

from __future__ import annotations

import re
from functools import lru_cache

from whosays.data import words
from whosays.model import Claim, Report, Span
from whosays.remembered import of_two
from whosays.text.stretches import holding

# Behind these a full stop ends no sentence: "Gov. Holm", "No. 8".
SHORTENED = (
    "Mr Mrs Ms Mx Dr St Gen Sen Gov Rep Lt Col Capt Maj Sgt Cpl Const Adm Cmdr Prof Rev Hon Supt Det Insp Mt Ft No Nos v vs Messrs Inc Corp "
    "Jan Feb Mar Apr Jun Jul Aug Sept Sep Oct Nov Dec Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun"
).split()
BOUND = re.compile(
    r"(?=[.!?])(?<!\b[A-Z])"  # the mark is looked for first: most characters are none
    + "".join(rf"(?<!\b{word})" for word in SHORTENED)
    + r"[.!?][\"'”’)]*\s+(?=[\"'“‘`(]*[A-Z0-9])|(?<=[a-z]{3}\.)(?=[A-Z][a-z]*\s)|[\n\r\u2028]+"
)  # also where the blank was lost: "earlier this week.The minister"
FINITE = re.compile(
    r"\b(is|are|was|were|am|has|have|had|do|does|did|will|would|can|could|may|might|must|shall|should|cannot)\b"
    r"|n['’]t\b|\b(?:it|he|she|that|there|who|what)['’]s\b|['’](?:re|ve|ll|d)\b",
    re.IGNORECASE,
)
# "…, where a boy was shot in May": what a sentence only adds
HANGS_ON = re.compile(
    r"\b(?:where|which|who|whom|whose|when|after|before|as|while|because|since|if|once|although|though|unless|until)\s*$",
    re.IGNORECASE,
)
FIRST_PERSON = re.compile(r"\b(?:I|we|We|my|My|our|Our|us|me|I['’]m|we['’]re)\b")
RELATIVE = re.compile(
    r"^(?:which|who|whom|whose|where|when|what|if|to|after|before|since|until|unless)\b", re.IGNORECASE
)
# "Snow continues to fall", "the probe failed to send": the first verb is finite; "a plan designed to open" is none
AND_TO = re.compile(
    r"^\s*(?:[a-z]+ly\s+)?(?:[a-z]+[^s\W]s|began|sought|(?:continu|fail|start|tri|manag|want|refus|agre|decid|hop|plann|attempt|seem"
    r"|appear|happen|tend|vow|pledg|declin|threaten)ed)\s+(?:[a-z]+ly\s+)?to\s*$"
)
ASIDE = re.compile(r"^\s*,(?:[^,]|,(?=\d)){1,200},(?!\d)")  # "The port, which opened in 1975, employs"
NOMINAL = re.compile(
    r"\b(?:to|the|a|an|of|in|his|her|its|their)\b|['’]s\b"
)  # between subject and noun; before a verb only where its form is a past one ("the mayor of Selby resigned")
# between a noun and the verb of its relative clause
OF_RELATIVE = re.compile(
    rf"\s+(?:who|which|that)\s+(?:(?:{FINITE.pattern}|not|also|already|still|now|never|once|been|\w{{2,20}}ly)\s+){{0,5}}",
    re.IGNORECASE,
)
BE = re.compile(r"\b(?:be|been|being)\s*$")
LONGEST_SENTENCE = (
    4_000  # characters looked back for a sentence's beginning, and ahead for its end, in a text without either
)
EDGE = " \t\u00a0,;:-–—•·*"


@lru_cache(maxsize=32_768)
def sentence_at(text: str, start: int, end: int) -> Span:
    """The printed sentence that holds ``[start, end)``, blanks trimmed."""
    left = max(text.rfind("\n", 0, start) + 1, start - LONGEST_SENTENCE)
    for bound in BOUND.finditer(text, left, end):
        if bound.end() <= start:
            left = bound.end()
    farthest = min(len(text), end + LONGEST_SENTENCE)
    ends = BOUND.finditer(text, max(left, end - 2), farthest)
    right = next((b.start() + len(b.group().rstrip()) for b in ends if b.end() >= end), farthest)
    return trimmed(text, Span(left, max(right, end)))


def sentence_of(report: Report, claim: Claim) -> Span:
    """The printed sentence that holds a claim, within the part of the report that the claim stands in.

    A caption behind page furniture on one line begins where the caption does.
    """
    first, last = claim.spans[0].start, claim.spans[-1].end
    found = sentence_at(report.text, first, last)
    part = holding(report.segments, first)
    if part is None or part.end < last:
        return found
    return trimmed(report.text, Span(max(found.start, part.start), min(found.end, part.end)))


def trimmed(text: str, span: Span) -> Span:
    """A span without blanks and loose punctuation at its edges; quotation marks stay."""
    start, end = span.start, span.end
    while start < end - 1 and text[start] in EDGE + "\n\r.":
        start += 1
    while start < end - 1 and text[end - 1] in EDGE + "\n\r.":
        end -= 1
    return Span(start, end)


@of_two
def is_clause(text: str, claim: Claim) -> bool:
    """Is the claim's evidence in this text a clause that can stand alone: a subject, then a finite verb?"""
    subject = subject_of(claim)
    if subject is None or RELATIVE.match(text[subject.start : subject.end]):
        return False
    lead = text[claim.spans[0].start : subject.start].strip(EDGE)
    if lead and (
        RELATIVE.match(lead) or re.match(r"(?:as(?! of)|with|while|although|though|because)\b", lead, re.IGNORECASE)
    ):
        return False
    between = text[subject.end : claim.predicate_span.start]
    between = ASIDE.sub(" ", between)
    if OF_RELATIVE.fullmatch(between):
        return False  # "a teacher who was on board"
    if between.lstrip().startswith(",") and between.count(",") == 1 and not FINITE.search(between):
        return False  # "Ida Holm, security officer with the firm"
    word = text[claim.predicate_span.start : claim.predicate_span.end].lower()
    if AND_TO.match(between):
        return True
    if FINITE.search(between) or FINITE.fullmatch(word):
        return not re.search(r"\bto\s*$", between) or bool(FINITE.search(between))
    past = (word in words("brief_past_forms") or word.endswith("ed")) and not BE.search(between)
    if not _inflects(word, claim.predicate) or between.strip() == "," or (NOMINAL.search(between) and not past):
        return False
    following = text[claim.predicate_span.end : claim.predicate_span.end + 4]
    return not (word.endswith(("ed", "en")) and following.startswith(" by")) and word != claim.predicate.lower() + "ing"


def _inflects(word: str, lemma: str) -> bool:
    """Is the word a present or past form of the verb ("says", "cited", "went"), not a participle in -ing or a noun?"""
    if word in words("brief_past_forms"):
        return True
    verb = lemma.lower().split(" ")[0]  # "put off"
    stem = verb.removesuffix("e").removesuffix("y")
    return word == verb or (word.startswith(stem) and word.endswith(("s", "ed", "d")))


def subject_of(claim: Claim) -> Span | None:
    """The characters of the subject: the agent or patient that stands before the predicate within the evidence."""
    first, last = claim.spans[0].start, claim.spans[-1].end
    before = [
        Span(a.start, a.end)
        for a in claim.arguments
        if a.role in ("agent", "patient", "theme") and a.start is not None and a.end is not None
        and first <= a.start < a.end <= claim.predicate_span.start <= last
    ]  # fmt: skip
    return min(before) if before else None
