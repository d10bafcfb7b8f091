"""The stretch of a printed sentence that carries a statement, as a clause that can stand alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from whosays.brief.clauses import is_clause
from whosays.brief.lookup import Index
from whosays.brief.naming import source_name, speakers
from whosays.brief.selection import Statement, voice
from whosays.brief.standing import (
    hangs,
    has_main_verb,
    is_cut_before_verb,
    is_inside_quotation,
    is_noun_alone,
    is_titled,
    is_torn,
    leans,
)
from whosays.brief.wording import SUBORDINATE, gist, render
from whosays.data import classes
from whosays.model import Claim, Span
from whosays.text.printed import FINITE, subject_of, trimmed
from whosays.values.calendar import A_MONTH

SHORT_QUOTE = re.compile(r"^[\"“](?:[^\s\"”]+\s+){0,4}[^\s\"”]+[\"”]")  # “There was blood everywhere,” a witness said
SHORTEST_CLAUSE, FEWEST_SPELLED = 4, 3  # words, and those with a letter: "Release: 03 / 08 / 2013" has one
LONGEST_CLAUSE = 42  # words of one printed stretch before it is cut back to its main claim
APPOSITION = re.compile(r",\s+(?:an?|the)\s+\w+$")  # "…, an incident": what explains it was cut off
TAIL = re.compile(
    r"(?<![\s,;:–—-])[\s,;:–—-]+(?:and|but|or|as|while|although|though|who|which|that|with|by|to|of|in|at|on|from|after|before|saying)?$",
    re.IGNORECASE,
)


ASKED = re.compile(r"\?[\"'”’]?\s{0,9}\Z")  # a question states nothing
# A speaker's name in front ("BRINK: …", "A: …", "Councillor Holm: “…”") makes the words that speaker's, not the outlet's.
SPOKEN = re.compile(
    r"\s{0,9}(?:[A-Z][A-Z.'’ -]{1,30}|[QA]):\s"
    r"|\s{0,9}(?:[\w.'’-]{1,20} ){0,6}[A-Z][\w.'’-]{0,20} ?(?:\([^)]{1,20}\) ?)?:\s?[\"“]"
)
# "Ida Holm shakes hands with voters on Thursday, June 16, 2016.": the line beneath a picture
DATED_IN_FULL = re.compile(rf"\b(?:{A_MONTH}|[A-Z][a-z]{{2,3}}\.) \d{{1,2}}, (?:19|20)\d\d[\s.]{{0,3}}\Z")
SAYING = re.compile(r"\s+(?:as\s+)?saying\b")
DANGLING = re.compile(
    r"\b(?:told|tells|telling|was|were|is|are|has|have|had|been|the|an?|its|their|which)$"
    r"|\b(?:after|when|before|while|since) (?:an?|the) \w+$|\bpic\.twitter\.com|\(@\w+\)",
    re.IGNORECASE,
)  # an object, a verb or an answer was cut off; a post by itself
POSTED = re.compile(r"(?:^|\s)#\w|https?://|\bt\.co/", re.IGNORECASE)  # a post, not prose
# "cited a report that | fewer files were kept": what somebody's words hold is no outlet's own
CONTENT = re.compile(r"\bthat\s+[\"“‘']?$", re.IGNORECASE)
CUE_NOUNS = classes("cue_nouns")
AND_CLAUSE = re.compile(r"[,;] (?:but|and|while|although|though) ")
FEW_WORDS = 4  # content words of a quotation that tells a reader something


@dataclass(frozen=True, slots=True)
class Clause:
    """Words for the brief without a full stop, where they are printed, and whether they name their source themselves."""

    words: str
    report: str
    span: Span
    claims: tuple[Claim, ...]
    names_source: bool


def clause_of(
    look: Index, statement: Statement, rivals: Sequence[Statement], keep: Sequence[Claim] = ()
) -> Clause | None:
    """A statement as a clause, ``None`` where it cannot stand alone.

    ``rivals`` are what other voices say in the same sentence: their words stay out. ``keep`` cuts the stretch back to these
    claims. Tried in turn: the whole stretch, the stretch to its main claim, the printed sentence.
    """
    claims = tuple(keep) or statement.claims
    whole = _clause(look, statement, trimmed(look.reports[statement.report].text, statement.sentence), statement.claims)
    if (
        whole is not None
        and not keep
        and any(r.section == statement.section for r in rivals)
        and SUBORDINATE.match(whole.words)
    ):
        return whole  # "Although nobody gave a date, the minister said it would be soon": each half leans on the other
    tried = [(_stretch(look, statement, claims, rivals, widen=not keep), claims)]
    if not keep:
        tried.append((_stretch(look, statement, (statement.main,), rivals, widen=False), (statement.main,)))
    for span, held in tried:
        clause = _clause(look, statement, span, held)
        if clause is not None:
            return clause
    return (whole or _before_and(look, statement)) if not keep else None


def _before_and(look: Index, statement: Statement) -> Clause | None:
    """Of a sentence that is too long, what stands before ", but" or ", and" and a second clause."""
    text, sentence = look.reports[statement.report].text, statement.sentence
    near = look.reaching(statement.report, sentence.start, sentence.end + 1)
    starts = {c.spans[0].start for c in near if is_clause(look, c)}
    for joint in reversed(list(AND_CLAUSE.finditer(text, sentence.start, sentence.end))):
        span = trimmed(text, Span(sentence.start, joint.start()))
        if joint.end() in starts and span.contains(statement.main.predicate_span):
            clause = _clause(look, statement, span, statement.claims)
            if clause is not None:
                return clause
    return None


def _stretch(
    look: Index, statement: Statement, claims: Sequence[Claim], rivals: Sequence[Statement], *, widen: bool
) -> Span:
    """From the first to the last character of the claims and of who says so, within the sentence.

    What nobody else says at the sentence's edges ("On Tuesday, …") belongs to it too.
    """
    sentence, text = statement.sentence, look.reports[statement.report].text
    said = [s for c in claims if _belongs(statement, c) for s in c.spans]
    named: list[Span] = []
    for step in (s for c in claims for s in c.chain if s.role != "outlet"):
        named += [s for s in (step.cue, *(x.cue for x in step.sources)) if s is not None]
        named += [Span(x.start, x.end) for x in step.sources if x.start is not None and x.end is not None]
        named += list(step.content) if widen and statement.section != "denied" else []
    own = [s for s in (*said, *named) if sentence.contains(s)] or [sentence]
    start, end = min(s.start for s in own), max(s.end for s in own)
    foreign = _foreign(statement, rivals, text)
    start = sentence.start if not any(s.start < start for s in foreign) else start  # "On Tuesday, …"
    if widen:
        end = sentence.end if not any(s.end > end for s in foreign) else end
    more = SAYING.match(text, end, sentence.end)  # "was quoted as" is no end
    end = more.end() if more and re.search(r"\b(?:as|quoted)$", text[start:end]) else end
    return trimmed(text, _with_quotes(text, Span(start, end), sentence))


def _foreign(statement: Statement, rivals: Sequence[Statement], text: str) -> list[Span]:
    """What else is claimed in the sentence: other voices' words, and whole clauses that are not part of the statement."""
    others = (*statement.claims, *(c for rival in rivals for c in rival.claims))
    return [
        s
        for c in others
        if not _belongs(statement, c) and (voice(c) or FINITE.search(" ".join(text[s.start : s.end] for s in c.spans)))
        for s in c.spans
    ]


def _belongs(statement: Statement, claim: Claim) -> bool:
    """Is the claim in the statement's voice, and in a denial part of what is denied?"""
    return voice(claim) == statement.voice and (statement.section != "denied" or claim.factuality == "denied")


def _with_quotes(text: str, span: Span, sentence: Span) -> Span:
    """The span with the quotation mark just outside it, if its partner is inside."""
    start, end = span.start, span.end
    inside = text[start:end]
    if (
        start > sentence.start
        and text[start - 1] in '"“'
        and (inside.count('"') % 2 or inside.count("”") > inside.count("“"))
    ):
        start -= 1
    inside = text[start:end]
    if inside.count('"') % 2 or inside.count("“") > inside.count("”"):
        mark = re.match(r"[.,!?]?[\"”]", text[end : sentence.end])
        end += mark.end() if mark else 0
    return Span(start, end)


def _clause(look: Index, statement: Statement, span: Span, claims: tuple[Claim, ...]) -> Clause | None:
    """The stretch as words, if it is a clause of fitting length that leans on nothing said before."""
    whole = span == trimmed(look.reports[statement.report].text, statement.sentence)
    words = render(look, statement.report, span, statement.claims, whole=whole)
    if words is None or not (whole or FINITE.search(words) or any(is_clause(look, c) for c in claims)):
        return None
    words = words if whole else TAIL.sub("", APPOSITION.sub("", words))
    if not statement.voice and not is_clause(look, statement.main) and not (whole and has_main_verb(words)):
        return None
    if (
        SHORT_QUOTE.match(words)
        or DANGLING.search(words)
        or POSTED.search(words)
        or not _stands(look, statement, span, words, whole=whole)
    ):
        return None
    if not statement.voice and _is_caption(look, statement, span):
        return None
    voices = (look.entities[name].name if name in look.entities else name for name in statement.voice)
    if any((statement.report, name.lower()) in look.shared_surnames for name in voices):
        return None  # "Roe said": which of two Roes?
    if statement.main.quote == "direct" and len(gist(words)[1]) < FEW_WORDS:
        return None
    if not statement.voice and words.startswith(("“", '"')) and words.endswith(("”", '"', "”,", '",')):
        return None  # somebody's words without anybody
    printed = statement.sentence.of(look.reports[statement.report].text)
    if ASKED.search(printed) or ((not statement.voice or statement.main.quote != "direct") and SPOKEN.match(printed)):
        return None
    if (
        len(words.split()) < SHORTEST_CLAUSE
        or sum(word.upper() != word.lower() for word in words.split()) < FEWEST_SPELLED
        or len(words.split()) > LONGEST_CLAUSE
        or not _has_subject(look, statement, span, claims)
    ):
        return None
    held = [c for c in held_in(look, statement.report, span) if c is not claims[0]]
    found = (claims[0], *held)
    named = _names_source(look, words, span, found) and not _is_all_quoted(look, statement, span, words)
    if not named and statement.voice and speakers(look, claims[0], quoted=quoted_span(claims[0], span)) is None:
        return None  # somebody's words, and nobody knows whose
    return Clause(words, statement.report, span, found, named)


def quoted_span(main: Claim, span: Span) -> Span | None:
    """The stretch, where it is told as somebody's own words."""
    return span if main.quote == "direct" else None


def _is_all_quoted(look: Index, statement: Statement, span: Span, words: str) -> bool:
    """Is the stretch all somebody's own words, so that "a neighbour told me" in it names nobody who says this?"""
    inner = words.strip('“”" ,.!?')
    if statement.main.quote != "direct" or any(mark in inner for mark in '“”"'):
        return False
    text = look.reports[statement.report].text
    return words.startswith(("“", '"')) or is_inside_quotation(text, span.start)


def _stands(look: Index, statement: Statement, span: Span, words: str, *, whole: bool) -> bool:
    """Can the stretch stand without what is cut off and without the sentences before it?"""
    text = look.reports[statement.report].text
    if is_torn(text, span, trimmed(text, statement.sentence)) or hangs(words, whole=whole) or is_titled(words):
        return False
    if not whole and is_cut_before_verb(text, span, look.verbs_of.get(statement.report, ())):
        return False
    before = text[statement.sentence.start : span.start]
    if not statement.voice and (is_inside_quotation(text, span.start) or CONTENT.search(before)):
        return False
    verbs = (c.predicate_span.start - span.start for c in held_in(look, statement.report, span))
    if is_noun_alone(span.of(text), verbs) or (not whole and _is_source_alone(text, span, statement.main)):
        return False
    voices = (look.entities.get(name) for name in statement.voice)
    by_person = any(one is not None and one.kind == "person" for one in voices)
    return not leans(words, by_person=by_person, denies=statement.section == "denied")


def _is_source_alone(text: str, span: Span, main: Claim) -> bool:
    """Is who says it the subject of a sentence that was cut off: "a report which found that …", "his statement that …"?"""
    for step in main.chain:
        cue = step.cue
        if cue is None or not span.contains(cue):
            continue
        ends = [x.end for x in step.sources if x.end is not None and span.start <= x.end <= cue.start]
        relative = any(text[end : cue.start].strip(" ,").lower() in ("which", "that", "who") for end in ends)
        if relative or cue.of(text).lower().removesuffix("s") in CUE_NOUNS:
            return True
    return False


def _is_caption(look: Index, statement: Statement, span: Span) -> bool:
    """Does the stretch begin with a noun and a participle and no clause ("The mayor talking at the scene after …"), or tell of a day as if it were now?"""
    text = look.reports[statement.report].text
    if DATED_IN_FULL.search(span.of(text)) and statement.main.predicate_span.of(text).endswith("s"):
        return not FINITE.fullmatch(statement.main.predicate_span.of(text))
    first = [c for c in statement.claims if c.spans[0].start <= span.start + 2]
    if any(is_clause(look, c) for c in first):
        return False
    starts = [subject_of(c) for c in first if text[c.predicate_span.start : c.predicate_span.end].endswith("ing")]
    return any(subject is not None and subject.start <= span.start + 2 for subject in starts)


def _names_source(look: Index, words: str, span: Span, claims: Sequence[Claim]) -> bool:
    """Do the words say themselves whose they are: by a cue, or by a source's own mention, within the stretch?"""
    for claim in claims if voice(claims[0]) == () else claims[:1]:
        for step in (s for s in claim.chain if s.role != "outlet"):
            if step.cue is not None and span.contains(step.cue):
                return True
            for source in step.sources:
                name = (source_name(look, claim, source) or "").split()
                if name and re.search(rf"\b{re.escape(name[-1])}\b", words, re.IGNORECASE):
                    return True
    return False


def held_in(look: Index, report: str, span: Span) -> tuple[Claim, ...]:
    """The report's claims that mostly stand in the span, in text order."""
    return tuple(c for c in look.reaching(report, span.start, span.end) if _touches(span, c))


def _touches(span: Span, claim: Claim) -> bool:
    """Do the claim's subject and verb, or most of its evidence, stand in the span?"""
    subject = subject_of(claim)
    if subject is not None and span.contains(subject) and span.contains(claim.predicate_span):
        return True
    inside = sum(max(0, min(s.end, span.end) - max(s.start, span.start)) for s in claim.spans)
    return 2 * inside > sum(s.end - s.start for s in claim.spans)


def _has_subject(look: Index, statement: Statement, span: Span, claims: tuple[Claim, ...]) -> bool:
    """Does the stretch begin with, or as, something that can stand alone: a full clause, a source, or a whole sentence?"""
    if span == statement.sentence or span.start == statement.sentence.start:
        return True
    first = claims[0]
    if is_clause(look, first) and span.start <= first.spans[0].start <= span.start + 2:
        return True
    named = [x for st in first.chain for x in st.sources if x.start is not None]
    return any(x.start is not None and span.start <= x.start <= span.start + 2 for x in named)
