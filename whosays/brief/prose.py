"""The brief: what happened, who says so, what is disputed, denied, expected or withdrawn, and what only one report has.

Every sentence is composed of printed words in a plain frame, points at them, and passes :func:`founded.unfounded` before
it is let out. Nothing here says who is right.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from itertools import islice
from math import ceil

from whosays.brief.beginning import heads, leads, newsworth
from whosays.brief.corrections import tell_corrections
from whosays.brief.corroboration import agreeing, nobody_named, origins_line, shared_head
from whosays.brief.disputes import dispute, omitted_denials, quote, told_findings
from whosays.brief.draft import Draft
from whosays.brief.leaning import is_empty_denial, leaned_on
from whosays.brief.lookup import Index, index
from whosays.brief.naming import outlets
from whosays.brief.selection import Section, Statement, reports_of, statements
from whosays.brief.sentences import DENIES, attributed, cite
from whosays.brief.stretch import Clause, clause_of
from whosays.brief.wording import inner_case
from whosays.model import ALARMS, Brief, Finding, Proposition, Record, Report

LONGEST = 25  # sentences
MOST_LEADS = 12  # statements tried as a beginning
JOINED = 45  # words that two statements may have together in one sentence
SECTIONS: tuple[tuple[tuple[Section, ...], float], ...] = (
    (("told", "shared", "single"), 0.65),
    (("denied",), 0.15),
    (("expected",), 0.2),
    (("single",), 0.07),
    (("background",), 0.07),
)  # which statements follow each other, and the share of the brief that each kind may take
SAYS_NO = re.compile(r"\bden(?:y|ies|ied|ying|ials?)\b", re.IGNORECASE)  # who dismisses an idea denies no fact
SAID_NO = re.compile(
    r"\b(?:not guilty|nothing wrong|innocent)\b|\b(?:den(?:y|ies|ied|ying)|reject|dismiss|refut)", re.IGNORECASE
)
STOPPED = re.compile(r"\.([\"”])$")  # a quotation's full stop, where the sentence goes on
MOST_OMITTED = 2  # sentences on denials that a report leaves out
CORRECTED = 0.25  # the share of corrections, which follow the denials


def write_brief(record: Record, *, places: Mapping[str, str] | None = None) -> Brief:
    """The brief of a record: some 10 to 20 sentences for two reports, at most 25 for many.

    ``places`` gives other names for place entities, by id. A sentence that fails the check on its own words is left out,
    never printed.
    """
    if places:
        named = tuple(replace(e, name=places.get(e.id, e.name)) for e in record.entities)
        record = replace(record, entities=named)
    look = index(record)
    against = {c for f in told_findings(look) if f.kind == "contradiction" for side in f.readings for c in side.claims}
    updates = [f for f in told_findings(look) if f.kind == "update"]
    against |= {c for f in updates for side in f.readings[:-1] for c in side.claims} & look.replaced
    shown = [f for f in record.findings if f.shown and f.kind in ALARMS]
    disputed = frozenset(c for f in shown for side in f.readings for c in side.claims)
    every = statements(look)
    draft = Draft(look, every, newsworth(look, every), contradicted=frozenset(against), disputed=disputed)
    room = min(LONGEST, 6 + 4 * len(record.reports))
    _lead(draft)
    _course(draft)
    for number, (sections, share) in enumerate(SECTIONS):
        _tell(draft, sections, ceil(share * room))
        if number == 0:
            _disputes(draft)
        if number == 1:
            _omitted_denials(draft)
            tell_corrections(draft, ceil(CORRECTED * room))
    return Brief(tuple(draft.sentences[:LONGEST]))


def _lead(draft: Draft) -> None:
    """What most reports and origins say happened, then each source that says so, then how many stand behind it."""
    for statement, proposition in islice(leads(draft.look, draft.every), MOST_LEADS):
        if _led(draft, statement, proposition):
            return


def _led(draft: Draft, statement: Statement, proposition: Proposition) -> bool:
    """Begin with a statement, if it can be told."""
    look = draft.look
    reports = reports_of(look, proposition)
    shared = shared_head(look, statement) if not statement.voice and len(reports) > 1 else ()
    members = [look.claims[i] for i in proposition.claims if i in look.claims]
    clause = None
    for keep in (shared, ()):
        clause = clause_of(look, statement, draft.rivals(statement), keep=keep)
        if clause is None:
            continue
        agreed = agreeing(look, clause, members)
        own_voice = [c for c in members if c.report in agreed and all(s.role == "outlet" for s in c.chain)]
        unnamed = not statement.voice and _nobody_says_so(draft, proposition, clause)
        text = attributed(look, clause, reports=agreed, unnamed=unnamed)
        draft.unnamed_said |= unnamed
        if draft.add(cite(look, text, [*clause.claims, *(own_voice if not statement.voice else ())], clauses=[clause])):
            _bring_up_to_date(draft, clause)
            break
    else:
        return False
    said = {member.id for member in members}
    others = [s for s in draft.every if s is not statement and s.voice and s.main.id in said]
    for other in sorted(others, key=lambda s: s.weight)[:3]:
        if other.voice != statement.voice and other.section in ("told", "single"):
            _tell_one(draft, other)
    if clause is not None:
        _origins(draft, proposition, clause)
    return True


def _course(draft: Draft) -> None:
    """How a figure went that half of the reports begin with: a reader wants the last toll before anything else."""
    every = len(draft.look.record.reports)
    for finding in told_findings(draft.look):
        given = [claim for side in finding.readings for claim in side.claims]
        if finding.kind == "update" and 2 * heads(draft.look, given) >= every > 2:
            _set_out(draft, finding)
            return


def _bring_up_to_date(draft: Draft, clause: Clause) -> None:
    """The update of a figure right behind the sentence that prints it as it was."""
    printed = {c.id for c in clause.claims} & draft.look.replaced
    for finding in told_findings(draft.look) if printed else ():
        if finding.kind == "update" and printed & {c for side in finding.readings[:-1] for c in side.claims}:
            _set_out(draft, finding)


def _set_out(draft: Draft, finding: Finding) -> None:
    """A finding's sentences in their order; none behind one that cannot be told."""
    all(draft.add(*tries) for tries in dispute(draft.look, finding))


def _origins(draft: Draft, proposition: Proposition, clause: Clause) -> None:
    """The line on independent origins; it tells none of the claims that it counts."""
    line = origins_line(draft.look, proposition, clause) if proposition.id not in draft.counted else None
    draft.counted.add(proposition.id)
    if line is not None and not (draft.unnamed_said and _nobody_says_so(draft, proposition, clause)):
        draft.add(line, tells=False)


def _nobody_says_so(draft: Draft, proposition: Proposition, clause: Clause) -> bool:
    """Would a line on origins only say that several reports name nobody?"""
    return nobody_named(proposition) and origins_line(draft.look, proposition, clause) is not None


def _tell(draft: Draft, sections: tuple[Section, ...], most: int) -> None:
    """The ``most`` statements of these sections that the reports make most of and that were not told yet, in that order."""
    fresh = (s for s in draft.every if s.section in sections and not draft.is_told(s))
    fitting = sorted(fresh, key=lambda s: (s.is_colour, -int(draft.worth[s.main.id]), s.weight))
    for statement in list(islice((s for s in fitting if clause_of(draft.look, s, draft.rivals(s)) is not None), most)):
        _tell_one(draft, statement)


def _tell_one(draft: Draft, statement: Statement) -> None:
    """One statement, joined by the same thing from another voice where both fit; then its origins, if reports share it."""
    look = draft.look
    if draft.is_told(statement):
        return
    leaned = leaned_on(look, statement, draft.beside)
    for one in [s for s in leaned if not draft.is_told(s)]:
        _tell_one(draft, one)
    empty = is_empty_denial(look, statement)
    if (empty or leaned) and not any(draft.is_told(one) for one in leaned):
        return  # nobody knows what is denied, or who "the man" is
    clause, echoed = _shared_clause(draft, statement)
    if clause is None:
        return
    text = _framed(draft, statement, clause, echoed)
    tries = [cite(look, text, [*clause.claims, *draft.echoes(statement, (statement.main,))], clauses=[clause])]
    partner = draft.partner(statement)
    other = clause_of(look, partner, draft.rivals(partner)) if partner is not None else None
    if partner is not None and other is not None:
        second = inner_case(look, _framed(draft, partner, other, set()))
        if len(text.split()) + len(second.split()) <= JOINED:
            both = cite(look, f"{text}; {second}", [*clause.claims, *other.claims], clauses=[clause, other])
            tries.insert(0, both)
    if not draft.add(*tries):
        return
    if empty:
        draft.place_behind({one.main.id for one in leaned})
    _bring_up_to_date(draft, clause)
    # What other reports say of the sentence's other clauses is told with it, and proves nothing of the first.
    draft.told.update(dict.fromkeys(claim.id for claim in draft.echoes(statement, clause.claims)))
    if partner is not None:
        _tell_one(draft, partner)
    shared = [p for p in look.propositions.get(statement.main.id, ()) if len(reports_of(look, p)) > 1]
    if shared and statement.section == "told" and statement.main.quote != "direct":
        _origins(draft, shared[0], clause)


def _shared_clause(draft: Draft, statement: Statement) -> tuple[Clause | None, set[str]]:
    """The statement's clause; the outlets' own voice is cut back to what other reports print too, which are named."""
    look, rivals = draft.look, draft.rivals(statement)
    echoing = draft.echoes(statement, (statement.main,)) if not statement.voice else []
    if echoing:
        clause = clause_of(look, statement, rivals, keep=shared_head(look, statement))
        agreed = {c.report for c in echoing} & set(agreeing(look, clause, echoing)) if clause is not None else set()
        if agreed:
            return clause, agreed
    return clause_of(look, statement, rivals), set()


def _framed(draft: Draft, statement: Statement, clause: Clause, echoed: set[str]) -> str:
    """The clause with who says so; a denial that one report alone carries says that."""
    look = draft.look
    unnamed = not statement.voice and not draft.unnamed_said and statement.section in ("single", "background")
    reports = [r.id for r in look.record.reports if r.id in echoed | {clause.report}]
    text = attributed(look, clause, reports=reports, unnamed=unnamed)
    draft.unnamed_said |= unnamed
    if statement.section == "denied" and len(look.record.reports) > 1:
        denying = {s.report for s in draft.every if s.section == "denied" and _same_matter(draft, s, statement)}
        denying |= {report.id for report in look.record.reports if _says_no(look, report, statement)}
        told_apart = any(statement.main.id in f.readings[0].claims for f in omitted_denials(look))
        houses = {outlets(look, [report.id]) for report in look.record.reports}
        if len(denying) == 1 < len(houses) and not told_apart and SAYS_NO.search(text):
            text = STOPPED.sub(r"\1", text)
            text += f"; only {outlets(look, denying)} carries the denial"
    return text


def _says_no(look: Index, report: Report, statement: Statement) -> bool:
    """Has a report the name of who denies it, and "not guilty" or a word of denial, in one sentence?"""
    names = {look.entities[who].name.split()[-1] for who in statement.voice if who in look.entities}
    lines = re.split(r"(?<=[.!?])\s|\n", report.text)
    return any(SAID_NO.search(line) and any(name in line for name in names) for line in lines)


def _same_matter(draft: Draft, one: Statement, two: Statement) -> bool:
    """Do two denials share their voice, their proposition or a longer word?"""
    words = [
        set(re.findall(r"[a-z]{6,}", draft.look.words(s.main, s.extent))) - {"denied", "denies", "denial"}
        for s in (one, two)
    ]
    stems = [{w[:6] for w in found} for found in words]
    return one.voice == two.voice or draft.same_thing(one, two) or bool(stems[0] & stems[1])


def _omitted_denials(draft: Draft) -> None:
    """Which report prints what is denied elsewhere, and no denial."""
    look = draft.look
    for finding in omitted_denials(look)[:MOST_OMITTED]:
        printed = [look.claims[i] for i in finding.readings[-1].claims if i in look.claims][:1]
        if DENIES.search(quote(look, printed)):
            continue  # what it prints is the denial
        words = f"{outlets(look, [printed[0].report])} prints “{quote(look, printed)}” and no denial"
        draft.add(cite(look, words, printed, findings=[finding.id]), tells=False)


def _disputes(draft: Draft) -> None:
    """Findings of each kind, with both sides and the computation; a denial is told as one besides."""
    before = dict(draft.told)
    for finding in told_findings(draft.look):
        _set_out(draft, finding)
    for claim in draft.look.record.told:
        if claim.factuality == "denied" and claim.id not in before:
            draft.forget(claim.id)
