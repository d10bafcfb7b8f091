"""One sentence of the brief from one printed statement: the stretch that carries it, who says so, and its passages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from whosays.brief.clauses import FINITE, is_clause, subject_of, trimmed
from whosays.brief.founded import LONGEST_PASSAGE
from whosays.brief.lookup import Index
from whosays.brief.naming import are_many, outlets, source_name, speakers
from whosays.brief.selection import Statement, voice
from whosays.brief.standing import hangs, is_inside_quotation, is_noun_alone, is_torn, leans
from whosays.brief.wording import SUBORDINATE, gist, inner_case, render, sentence_case
from whosays.data import classes
from whosays.model import BriefSentence, Claim, Passage, Span, Step

SHORT_QUOTE = re.compile(r"^[\"“](?:[^\s\"”]+\s+){0,4}[^\s\"”]+[\"”]")  # “There was blood everywhere,” a witness said
SHORTEST_CLAUSE, FEWEST_SPELLED = 4, 3  # words, and those with a letter: "Release: 03 / 08 / 2013" has one
BESIDE = 40  # characters between a cue and the source it belongs to
LONGEST_CLAUSE = 42  # words of one printed stretch before it is cut back to its main claim
APPOSITION = re.compile(r",\s+(?:an?|the)\s+\w+$")  # "…, an incident": what explains it was cut off
TAIL = re.compile(
    r"(?<![\s,;:–—-])[\s,;:–—-]+(?:and|but|or|as|while|although|though|who|which|that|with|by|to|of|in|at|on|from|after|before|saying)?$",
    re.IGNORECASE,
)


DENIES = re.compile(
    r"\b(?:den(?:y|ies|ied|ying|ial)|reject|dismiss|refut|rebut|disput|not true|untrue|false)", re.IGNORECASE
)
# A question states nothing, and a speaker's name in front ("BRINK: …", "A: …") makes the words that speaker's, not the outlet's.
ASKED_OR_SPOKEN = re.compile(r"\A\s{0,9}(?:[A-Z][A-Z.'’ -]{1,30}|[QA]):\s|\?[\"'”’]?\s{0,9}\Z")
SAYING = re.compile(r"\s+(?:as\s+)?saying\b")
# "…, fire officer Ute Gans said": the words name somebody whom no step of the chain has
SAID_INSIDE = re.compile(
    r",[\"”’]?\s(?:[^,;]{1,80}\s)?(?:said|says|told|added|reported|reports)(?:\s[^,;]{1,60})?$|\baccording to\b",
    re.IGNORECASE,
)
DANGLING = re.compile(
    r"\b(?:told|tells|telling|was|were|is|are|has|have|had|been|the|an?|its|their|which)$"
    r"|\b(?:after|when|before|while|since) (?:an?|the) \w+$|\bpic\.twitter\.com|\(@\w+\)",
    re.IGNORECASE,
)  # an object, a verb or an answer was cut off; a post by itself
CUE_NOUNS = classes("cue_nouns")
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
    return whole if not keep else None


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
    words = TAIL.sub("", words if whole else APPOSITION.sub("", words))
    if not statement.voice and not is_clause(look, statement.main) and not (whole and FINITE.search(words)):
        return None
    if SHORT_QUOTE.match(words) or DANGLING.search(words) or not _stands(look, statement, span, words, whole=whole):
        return None
    if not statement.voice and _is_caption(look, statement, span):
        return None
    if statement.main.quote == "direct" and len(gist(words)[1]) < FEW_WORDS:
        return None
    if not statement.voice and words.startswith(("“", '"')) and words.endswith(("”", '"', "”,", '",')):
        return None  # somebody's words without anybody
    if not statement.voice and ASKED_OR_SPOKEN.search(statement.sentence.of(look.reports[statement.report].text)):
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
    named = _names_source(look, words, span, found)
    if not named and statement.voice and speakers(look, claims[0]) is None:
        return None  # somebody's words, and nobody knows whose
    return Clause(words, statement.report, span, found, named)


def _stands(look: Index, statement: Statement, span: Span, words: str, *, whole: bool) -> bool:
    """Can the stretch stand without what is cut off and without the sentences before it?"""
    text = look.reports[statement.report].text
    if is_torn(text, span, trimmed(text, statement.sentence)) or hangs(words, whole=whole):
        return False
    if not statement.voice and is_inside_quotation(text, span.start):
        return False
    verbs = (c.predicate_span.start - span.start for c in held_in(look, statement.report, span))
    if is_noun_alone(span.of(text), verbs) or (not whole and _is_source_alone(text, span, statement.main)):
        return False
    voices = (look.entities.get(name) for name in statement.voice)
    return not leans(words, by_person=any(one is not None and one.kind == "person" for one in voices))


def _is_source_alone(text: str, span: Span, main: Claim) -> bool:
    """Is who says it the subject of a sentence that was cut off: "a report which found that …", "his statement that …"?"""
    for step in main.chain:
        cue = step.cue
        if cue is None or not span.contains(cue):
            continue
        ends = [x.end for x in step.sources if x.end is not None and span.start <= x.end <= cue.start]
        relative = any(text[end : cue.start].strip().lower() in ("which", "that", "who") for end in ends)
        if relative or cue.of(text).lower().removesuffix("s") in CUE_NOUNS:
            return True
    return False


def _is_caption(look: Index, statement: Statement, span: Span) -> bool:
    """Does the stretch begin with a noun and a participle and no clause ("The mayor talking at the scene after …")?"""
    text = look.reports[statement.report].text
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
    return tuple(c for c in look.of_report.get(report, ()) if _touches(span, c))


def _touches(span: Span, claim: Claim) -> bool:
    """Does most of the claim's evidence stand in the span?"""
    if claim.spans[0].start >= span.end or claim.spans[-1].end <= span.start:
        return False
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


# ------------------------------------------------------------------------------------------------ who says so
def attributed(look: Index, clause: Clause, *, reports: Sequence[str] = (), unnamed: bool = False) -> str:
    """The clause with its source, where it does not name it itself; the outlet's own voice gets the reports' names.

    ``unnamed`` adds once that the report gives no source.
    """
    main = clause.claims[0]
    if main.quote == "direct" and not re.search(r"[“\"]", clause.words) and main.spans and voice(main):
        clause = replace(clause, words=f"“{clause.words}”")
    if clause.names_source:
        return clause.words
    who = speakers(look, main)
    if main.factuality == "denied" and DENIES.search(clause.words):
        return clause.words
    if who is not None and main.factuality == "denied":
        return f"{who} denied that {inner_case(look, clause.words)}"
    if who is not None:
        return f"{_comma(clause.words)} {who} said"
    if any(s.role != "outlet" for s in main.chain):
        return clause.words
    if SAID_INSIDE.search(clause.words):
        return clause.words
    where = outlets(look, reports or (clause.report,))
    verb = "say" if are_many(look, reports or (clause.report,)) else "says"
    return f"{_comma(clause.words)} {where} {verb}" + (" without naming a source" if unnamed else "")


def _comma(words: str) -> str:
    """The words with a comma behind them; inside the closing quotation mark, as news English has it."""
    if words and words[-1] in '"”':
        inner = words[:-1].rstrip(" .,")
        return inner + "," + words[-1] if words[-2:-1] not in "!?" else words
    return words + ","


# ------------------------------------------------------------------------------------------------ the sentence itself
def cite(
    look: Index,
    text: str,
    claims: Iterable[Claim],
    *,
    clauses: Sequence[Clause] = (),
    findings: Sequence[str] = (),
    propositions: Sequence[str] = (),
) -> BriefSentence:
    """A sentence with its evidence: the printed stretches, each claim's own characters, then who says it where that stands apart.

    No passage is longer than a sentence.
    """
    ordered = list(dict.fromkeys(claims))
    passages = [Passage(c.report, c.span.start, c.span.end) for c in clauses]
    passages += [Passage(c.report, s.start, s.end) for c in ordered for s in c.spans]
    of_report: dict[str, list[Passage]] = {}
    for passage in passages:
        of_report.setdefault(passage.report, []).append(passage)
    for step, report in ((s, c.report) for c in ordered for s in c.chain):
        frame = _frame(step, report)
        if frame is not None and not any(_within(frame, known) for known in of_report[report]):
            passages.append(frame)
            of_report[report].append(frame)
    short = [p for p in dict.fromkeys(passages) if _fits(look, p)]
    held = {p.id for c in ordered for p in look.propositions.get(c.id, ())} | set(propositions)
    return BriefSentence(
        text=_finished(text),
        claims=tuple(c.id for c in ordered),
        propositions=tuple(p.id for p in look.record.propositions if p.id in held),
        findings=tuple(findings),
        passages=tuple(short),
    )


def _frame(step: Step, report: str) -> Passage | None:
    """The words that say who says it: the cue with the sources beside it ("said the mayor"), so that no lone "said" is cited."""
    if step.cue is None:
        return None
    named = [Span(one.start, one.end) for one in step.sources if one.start is not None and one.end is not None]
    cue = step.cue
    beside = [span for span in named if 0 <= span.start - cue.end <= BESIDE or 0 <= cue.start - span.end <= BESIDE]
    spans = (step.cue, *beside)
    return Passage(report, min(span.start for span in spans), max(span.end for span in spans))


def _within(inner: Passage, outer: Passage) -> bool:
    return inner.report == outer.report and outer.start <= inner.start and inner.end <= outer.end


def _fits(look: Index, passage: Passage) -> bool:
    words = look.reports[passage.report].text[passage.start : passage.end]
    return len(re.findall(r"\w+", words)) <= LONGEST_PASSAGE and "\n" not in words.strip()


def _finished(text: str) -> str:
    """The text with a capital at its head and a full stop at its end."""
    text = sentence_case(re.sub(r"\s+", " ", text).strip())
    text = re.sub(r",([\"”’])$", r".\1", text)
    return text if re.search(r"[.!?][\"”’]?$", text) else text + "."
