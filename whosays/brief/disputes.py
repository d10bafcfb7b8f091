"""What the reports disagree about: both sides in their printed words, and the computation."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import islice

from whosays.brief.clauses import sentence_of
from whosays.brief.founded import numbers
from whosays.brief.lookup import Index
from whosays.brief.naming import outlets, speakers
from whosays.brief.sentences import cite
from whosays.brief.tolls import tolls
from whosays.brief.wording import sentence_case
from whosays.model import ALARMS, BriefSentence, Claim, Finding, FindingKind, Side, Span
from whosays.text.printed import RELATIVE, trimmed

MOST_SIDES = 3  # sides quoted in one sentence; the finding holds them all
LONGEST_QUOTE = 30  # words of one side
MOST_CITED = 6  # claims that a computation points at; of more, only those quoted
LONGEST_COMPUTATION = 45  # words; a longer one stays in the finding
OPENINGS: Mapping[FindingKind, str] = {
    "contradiction": "The reports contradict each other",
    "tension": "The reports differ, though both may hold",
    "update": "The account was updated",
    "misattribution": "The same words are given to different people",
    "headline-stronger": "A headline is firmer than its text",
    "hedge-dropped": "A report states flatly what it first reported with reserve",
}
IN_DISPUTE: frozenset[FindingKind] = ALARMS | {"update"}
OF_DOING = re.compile(r"[^,;:.]{1,60}? (?:of|for) (?:having|being|\w{2,20}ing)\b")  # whom, and of what
AND = re.compile(r"(?<![\s,;])[\s,;]{1,20}(?:and|but|or)$")  # a claim that ends before the next one
COMPARED = re.compile(r"\"([^\"]*)\" against \"([^\"]*)\"")
SPANS = re.compile(r"\b(?:second|minute|hour|day|week|month|year)s?\b")
SECONDS = re.compile(r":? difference [\d,]{3,}$")  # of two lengths of time, in seconds, which no reader can use
# How many of a kind the brief tells; the record shows them all.
MOST: Mapping[FindingKind, int] = {
    "contradiction": 5,
    "tension": 3,
    "update": 3,
    "misattribution": 1,
    "headline-stronger": 1,
    "hedge-dropped": 1,
}


def told_findings(look: Index) -> tuple[Finding, ...]:
    """The shown findings that the brief tells: contradictions first, of each kind those that most reports take part in."""
    found: list[Finding] = []
    known: set[frozenset[str]] = set()
    for kind, most in MOST.items():
        of_kind = [f for f in look.record.findings if f.shown and f.kind == kind and _tellable(look, f)]
        fresh = (f for f in sorted(of_kind, key=lambda f: -len(f.reports)) if _is_new(f, known))
        found += islice(fresh, most)
    return tuple(found)


def _is_new(finding: Finding, known: set[frozenset[str]]) -> bool:
    """Does a finding set other claims, or other figures, against each other than those told before it? It is then known."""
    claims = frozenset(claim for side in finding.readings for claim in side.claims)
    figures = [frozenset(numbers(side.answer)) for side in finding.readings]
    keys = {claims} | ({frozenset(f"{finding.kind} {sorted(side)}" for side in figures)} if all(figures) else set())
    if finding.kind in IN_DISPUTE and keys & known:
        return False
    known |= keys
    return True


def omitted_denials(look: Index) -> tuple[Finding, ...]:
    """The shown findings on a report that leaves out a denial, where both sides are claims of the record."""
    found = (f for f in look.record.findings if f.shown and f.kind == "denial-omitted")
    return tuple(f for f in found if all(any(c in look.claims for c in side.claims) for side in f.readings))


def _tellable(look: Index, finding: Finding) -> bool:
    """A headline and a dropped hedge are told where both sides stand in one report, else there is nobody to tell it of."""
    if finding.kind not in ("misattribution", "headline-stronger", "hedge-dropped"):
        return True
    reports = {look.claims[i].report for side in finding.readings for i in side.claims if i in look.claims}
    if finding.kind == "misattribution":
        return len(reports) > 1
    zones = {look.claims[i].zone for side in finding.readings for i in side.claims if i in look.claims}
    return len(reports) == 1 and (finding.kind != "headline-stronger" or "headline" in zones)


def dispute(look: Index, finding: Finding) -> tuple[tuple[BriefSentence, ...], ...]:
    """Sentences for a finding, each with its alternatives, fullest first; none for kinds that other sections tell."""
    opening = OPENINGS.get(finding.kind)
    sides = [(side, claim) for side in finding.readings if (claim := _speaking(look, side)) is not None]
    by_words = {quote(look, [claim]).lower(): (side, claim) for side, claim in reversed(sides)}
    sides = [pair for words, pair in reversed(by_words.items()) if len(words.split()) <= LONGEST_QUOTE]
    if finding.kind == "update":
        sides = _one_harm(look, sides)
    if finding.kind == "update" and len(sides) > MOST_SIDES:
        sides = [*sides[: MOST_SIDES - 2], *sides[-2:]]  # where it began and where it stands
    sides = sides[:MOST_SIDES]
    if opening is None or len(sides) < 2:
        return ()
    alone = len({claim.report for _, claim in sides}) == 1
    told = [_side(look, side, claim, first=n == 0, alone=alone) for n, (side, claim) in enumerate(sides)]
    claims = [claim for _, claim in sides]
    readings = [side for side, _ in sides] if finding.kind == "update" else finding.readings
    cited = [*claims, *(look.claims[i] for side in readings for i in side.claims if i in look.claims)]
    both = f"{opening}. {sentence_case('; '.join(told))}"
    shown = _once(finding.computation.strip().rstrip("."))
    reading = (
        [f"{both}. Both hold if {re.sub(r'^(?:both hold )?if ', '', finding.reconciled_by.strip().rstrip('.'))}"]
        if finding.reconciled_by
        else []
    )
    brief = [cite(look, text, cited, findings=[finding.id]) for text in reading]
    brief += [cite(look, both, cited, findings=[finding.id]), cite(look, both, claims, findings=[finding.id])]
    counted = finding.slot in ("number", "time", "place") or finding.kind == "contradiction"
    counted = (
        counted and finding.slot != "polarity"
    )  # "stated by the one, its negative by the other": both sides say so themselves
    if shown and counted and finding.kind != "update" and len(shown.split()) <= LONGEST_COMPUTATION:
        heading = "The arithmetic" if finding.slot in ("number", "time") else "The grounds"
        used = cited if len(set(cited)) <= MOST_CITED else claims
        return (tuple(brief), (cite(look, f"{heading}: {shown}", used, findings=[finding.id]),))
    return (tuple(brief),)


def _one_harm(look: Index, sides: list[tuple[Side, Claim]]) -> list[tuple[Side, Claim]]:
    """The sides of an update that count what its last one counts: a number of dead does not grow into one of injured."""
    harm = tolls(quote(look, [sides[-1][1]])) if sides else frozenset()
    return [pair for pair in sides if not harm or not (own := tolls(quote(look, [pair[1]]))) or own & harm]


def _once(computation: str) -> str:
    """The arithmetic without what it repeats: two figures compared once more the other way round, a verdict given twice."""
    kept: list[str] = []
    pairs: set[frozenset[str]] = set()
    for part in computation.split("; "):
        found = COMPARED.match(part)
        pair = frozenset(found.groups()) if found else frozenset({part})
        if found and SPANS.search(found[1]) and SPANS.search(found[2]):
            part = SECONDS.sub("", part)
        if pair not in pairs:
            pairs.add(pair)
            kept.append(part)
    return "; ".join(kept)


def _speaking(look: Index, side: Side) -> Claim | None:
    """The claim that a side is quoted by: the shortest that holds its answer, or at least its digits, in the body if one does."""
    claims = [look.claims[i] for i in side.claims if i in look.claims]
    return min(
        claims,
        key=lambda c: (
            -_answers(look, side, c),
            c.zone in ("headline", "dek", "caption"),
            len(quote(look, [c])),
            c.id,
        ),
        default=None,
    )


def _answers(look: Index, side: Side, claim: Claim) -> int:
    """How plainly a claim's words give the side's answer: 2 for its words, 1 for its digits, 0 where they stand elsewhere."""
    words = quote(look, [claim]).lower()
    if any(answer in words for answer in side.answer.lower().split(", ")):
        return 2
    return int(bool(set(re.findall(r"\d+", side.answer)) & set(re.findall(r"\d+", words))))


def quote(look: Index, claims: Sequence[Claim]) -> str:
    """The printed words from the first to the last character of claims of one sentence, quotation marks taken out."""
    ends = [s.start for c in claims for s in c.spans], [s.end for c in claims for s in c.spans]
    return _unquoted(look.reports[claims[0].report].text, min(ends[0]), max(ends[1]))


@lru_cache(maxsize=16_384)
def _unquoted(text: str, start: int, end: int) -> str:
    span = trimmed(text, Span(start, end))
    words = AND.sub("", re.sub(r"\s+", " ", text[span.start : span.end])).strip('"“” ')
    return words.replace('"', "'").replace("“", "‘").replace("”", "’")


def _with_cue(look: Index, claim: Claim, told: str) -> str:
    """ "accused the council of having slept": who is accused of what is no clause without the verb in front of it."""
    cue, start = claim.chain[-1].cue, claim.spans[0].start
    text = look.reports[claim.report].text
    if not OF_DOING.match(told) or cue is None or not cue.end <= start or text[cue.end : start].strip():
        return told
    return f"{cue.of(text)} {told}"


def _side(look: Index, side: Side, claim: Claim, *, first: bool, alone: bool) -> str:
    """One side: who says it, in which reports, and the words."""
    sentence = sentence_of(look, claim)
    beside = [c for i in side.claims if (c := look.claims.get(i)) is not None and c.report == claim.report]
    told = quote(look, [c for c in beside if sentence.contains(c.spans[0])] or [claim])
    if RELATIVE.match(told) and not _answers(look, side, claim):
        whole = re.sub(r"\s+", " ", look.words(claim, sentence))  # "who had raised the alarm" tells nobody who
        told = whole.replace('"', "'").replace("“", "‘").replace("”", "’")
    told = _with_cue(look, claim, told)
    words = f"“{told if len(told.split()) <= LONGEST_QUOTE else quote(look, [claim])}”"
    who = speakers(look, claim)
    # A side may hold agreeing figures of other sources: only the reports that print this one's words are named with it.
    alike = [
        c
        for i in side.claims
        if (c := look.claims.get(i)) is not None
        and speakers(look, c) == who
        and _answers(look, side, c) >= _answers(look, side, claim)
    ]
    reports = [c.report for c in alike]
    where = outlets(look, sorted(set(reports), key=reports.index))
    if alone and not first:
        where = "the same report"
    elif where == "one report" and not first:
        where = "the other report" if len(look.record.reports) == 2 else "another report"
    return f"{who} ({where}): {words}" if who is not None else f"{where}: {words}"
