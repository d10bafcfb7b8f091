"""The brief: what happened, who says so, what is disputed, denied, expected or withdrawn, and what only one report has.

Every sentence is composed of printed words in a plain frame, points at them, and passes :func:`founded.unfounded` before
it is let out. Nothing here says who is right.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import ceil

from whosays.brief.disputes import dispute, told_findings
from whosays.brief.founded import numbers, unfounded
from whosays.brief.lookup import Index, index
from whosays.brief.naming import are_many, listed, origin_names, outlets
from whosays.brief.selection import Section, Statement, lead, reports_of, statements
from whosays.brief.sentences import Clause, attributed, cite, clause_of
from whosays.brief.timeline import dated
from whosays.brief.wording import alike, inner_case, sentence_at, sentence_case
from whosays.model import Brief, BriefSentence, Claim, Proposition, Record

LONGEST = 25  # sentences
JOINED = 45  # words that two statements may have together in one sentence
SECTIONS: tuple[tuple[tuple[Section, ...], float], ...] = (
    (("told", "shared"), 0.55),
    (("denied",), 0.15),
    (("expected",), 0.2),
    (("corrected",), 0.25),
    (("single",), 0.07),
    (("background",), 0.1),
)  # which statements follow each other, and the share of the brief that each kind may take


@dataclass(slots=True)
class Draft:
    """The brief while it is written: sentences so far, claims already told, whether "without naming a source" was said,
    propositions whose origins were counted."""

    look: Index
    every: tuple[Statement, ...]
    sentences: list[BriefSentence] = field(default_factory=list)
    told: set[str] = field(default_factory=set)
    unnamed_said: bool = False
    counted: set[str] = field(default_factory=set)

    @property
    def disputed(self) -> frozenset[str]:
        """Claims that a shown finding sets against each other: the finding tells them."""
        shown = [f for f in self.look.record.findings if f.shown and f.kind in ("contradiction", "tension")]
        return frozenset(c for f in shown for side in f.readings for c in side.claims)

    def add(self, *tries: BriefSentence) -> bool:
        """Take the first wording that stands on its passages; ``False`` where none does."""
        for sentence in tries:
            if not unfounded(self.look, sentence):
                self.sentences.append(sentence)
                self.told.update(sentence.claims)
                return True
        return False

    def rivals(self, statement: Statement) -> list[Statement]:
        """What other voices say in the same printed sentence."""
        return [
            s
            for s in self.every
            if s is not statement and s.report == statement.report and s.sentence == statement.sentence
        ]


def write_brief(record: Record, *, places: Mapping[str, str] | None = None) -> Brief:
    """The brief of a record: some 10 to 18 sentences for two reports, up to 25 for many.

    ``places`` gives other names for place entities ("St Petersburg" for a bare id's own). Sentences that fail the check on
    their own words are left out, never printed.
    """
    if places:
        named = tuple(replace(e, name=places.get(e.id, e.name)) for e in record.entities)
        record = replace(record, entities=named)
    look = index(record)
    draft = Draft(look, statements(look))
    room = min(LONGEST, 6 + 4 * len(record.reports))
    _lead(draft)
    for number, (sections, share) in enumerate(SECTIONS):
        _tell(draft, sections, ceil(share * room))
        if number == 0:
            _disputes(draft)
    return Brief(tuple(draft.sentences[:LONGEST]))


# ------------------------------------------------------------------------------------------------ the lead
def _lead(draft: Draft) -> None:
    """What most reports and origins say happened, then each source that says so, then how many stand behind it."""
    look, found = draft.look, lead(draft.look, draft.every)
    if found is None:
        return
    statement, proposition = found
    reports = reports_of(look, proposition)
    shared = _shared_head(look, statement) if not statement.voice and len(reports) > 1 else ()
    members = [look.claims[i] for i in proposition.claims if i in look.claims]
    for keep in (shared, ()):
        clause = clause_of(look, statement, draft.rivals(statement), keep=keep)
        if clause is not None:
            also = [c for c in members if not [s for s in c.chain if s.role != "outlet"]] if not statement.voice else []
            agreed = _agreeing(look, clause, members)
            also = [c for c in also if c.report in agreed]
            text = attributed(look, clause, reports=agreed)
            if draft.add(cite(look, text, [*clause.claims, *also], clauses=[clause])):
                break
    others = [s for s in draft.every if s is not statement and s.voice and set(s.claims) & set(members)]
    for other in sorted(others, key=lambda s: s.weight)[:3]:
        if other.voice != statement.voice and other.section in ("told", "single"):
            _tell_one(draft, other)
    _origins(draft, proposition)


def _shared_head(look: Index, statement: Statement) -> tuple[Claim, ...]:
    """The statement's main claim and those right behind it that other reports have too."""
    kept = [statement.main]
    for claim in statement.claims[1:]:
        if not any(
            len(reports_of(look, p)) > 1 and p.status != "disputed" for p in look.propositions.get(claim.id, ())
        ):
            break
        kept.append(claim)
    return tuple(kept)


def _agreeing(look: Index, clause: Clause, claims: Sequence[Claim]) -> list[str]:
    """The reports that print, beside one of these claims, every figure that the clause holds (its own report among them)."""
    figures = numbers(clause.words)
    found = {clause.report}
    for claim in claims:
        text = look.reports[claim.report].text
        around = sentence_at(text, claim.spans[0].start, claim.spans[-1].end)
        if figures <= numbers(text[around.start : around.end]):
            found.add(claim.report)
    return [report.id for report in look.record.reports if report.id in found]


def _origins(draft: Draft, proposition: Proposition) -> None:
    """How many independent origins a statement of several reports has, in words."""
    look, reports = draft.look, reports_of(draft.look, proposition)
    where = outlets(look, reports)
    if not are_many(where) or proposition.id in draft.counted or proposition.status == "disputed":
        return
    draft.counted.add(proposition.id)
    names, count = origin_names(look, proposition), proposition.independent_sources
    implied = [n for n in origin_names(look, proposition, "entailed") if n not in names]
    short = [*names[:3], "others"] if len(names) > 4 else names
    claims = [look.claims[i] for i in proposition.claims if i in look.claims]
    if names and implied and proposition.independent_sources_entailed > count:
        text = f"{listed(short)} {'say' if len(names) > 1 else 'says'} so directly; what {listed(implied)} reported implies it"
    elif not names and count == 0:
        text = f"{where} give no named source for this"
    elif len(names) == count == 1:
        text = f"for this {where} rest on {names[0]} alone"
    elif len(names) == count == 2:
        text = f"two independent sources say so: {listed(names)}"
    elif len(names) == count > 2:
        text = f"{listed(short)} say so independently"
    else:
        return
    told = frozenset(draft.told)
    draft.add(cite(look, text, claims, propositions=[proposition.id]))
    draft.told.intersection_update(told)  # counting origins tells none of the claims


# ------------------------------------------------------------------------------------------------ statement after statement
def _tell(draft: Draft, sections: Sequence[Section], most: int) -> None:
    """The weightiest statements of these sections that were not told yet, at most ``most`` sentences."""
    fitting = sorted(
        (s for s in draft.every if s.section in sections and not _is_told(draft, s)), key=lambda s: s.weight
    )
    chosen = [s for s in fitting if clause_of(draft.look, s, draft.rivals(s)) is not None][:most]
    for statement in sorted(chosen, key=lambda s: (dated(draft.look, s.main)[0] or "9", s.weight)):
        _tell_one(draft, statement)


def _tell_one(draft: Draft, statement: Statement) -> None:
    """One statement, joined by the same thing from another voice where both fit; then its origins, if reports share it."""
    look = draft.look
    if _is_told(draft, statement):
        return
    echoed = {c.report for c in _echoes(draft, statement, (statement.main,))} if not statement.voice else set()
    clause = None
    if echoed:
        clause = clause_of(look, statement, draft.rivals(statement), keep=_shared_head(look, statement))
    if clause is not None:
        echoed &= set(_agreeing(look, clause, _echoes(draft, statement, (statement.main,))))
    if clause is None:
        clause, echoed = clause_of(look, statement, draft.rivals(statement)), set()
    if clause is None:
        return
    text = _framed(draft, statement, clause, echoed)
    alone = cite(look, text, [*clause.claims, *_echoes(draft, statement, clause.claims)], clauses=[clause])
    partner = _partner(draft, statement)
    tries = [alone]
    if partner is not None:
        other = clause_of(look, partner, draft.rivals(partner))
        if other is not None:
            second = inner_case(look, _framed(draft, partner, other, set()))
            if len(text.split()) + len(second.split()) <= JOINED:
                tries.insert(
                    0, cite(look, f"{text}; {second}", [*clause.claims, *other.claims], clauses=[clause, other])
                )
    if draft.add(*tries):
        if partner is not None and partner.main.id not in draft.told:
            _tell_one(draft, partner)
        _follow(draft, statement)


def _framed(draft: Draft, statement: Statement, clause: Clause, echoed: set[str]) -> str:
    """The clause with who says so; denials that one report alone carries say that."""
    look = draft.look
    if statement.section == "corrected":
        outlet = look.reports[statement.report].outlet or "one report"
        words = clause.words.replace("“", "‘").replace("”", "’").replace('"', "'")
        return f"{outlet} corrects itself: “{sentence_case(words)}.”"
    unnamed = not statement.voice and not draft.unnamed_said and statement.section in ("single", "background")
    text = attributed(
        look, clause, reports=[r.id for r in look.record.reports if r.id in echoed | {clause.report}], unnamed=unnamed
    )
    draft.unnamed_said |= unnamed
    if statement.section == "denied" and len(look.record.reports) > 1:
        carried = {r for c in clause.claims for p in look.propositions.get(c.id, ()) for r in reports_of(look, p)} | {
            statement.report
        }
        denying = {
            s.report
            for s in draft.every
            if s.section == "denied" and (s.report in carried or s.voice == statement.voice)
        }
        if len(denying) == 1:
            text += f"; only {outlets(look, denying)} carries the denial"
    return text


def _follow(draft: Draft, statement: Statement) -> None:
    """The origins of the first proposition of a statement that several reports share."""
    for proposition in draft.look.propositions.get(statement.main.id, ()):
        if len(reports_of(draft.look, proposition)) > 1 and statement.section == "told":
            _origins(draft, proposition)
            return


def _is_told(draft: Draft, statement: Statement) -> bool:
    """Was its main claim, or the same thing from the same voice or in nearly the same words, told already?"""
    look, main = draft.look, statement.main
    if main.id in draft.told or (not statement.voice and draft.disputed & {c.id for c in statement.claims}):
        return True
    held = {p.id for p in look.propositions.get(main.id, ())}
    for other in draft.every:
        if other.main.id not in draft.told:
            continue
        if alike(look.words(main, statement.extent), look.words(other.main, other.extent)):
            return True
        if statement.voice and other.voice != statement.voice:
            continue
        if look.same[other.main.id] == look.same[main.id] or held & {
            p.id for p in look.propositions.get(other.main.id, ())
        }:
            return True
    return False


def _echoes(draft: Draft, statement: Statement, claims: Sequence[Claim]) -> list[Claim]:
    """Claims of other reports that say the same in the same voice: cited, not repeated."""
    look = draft.look
    held = {p.id for c in claims for p in look.propositions.get(c.id, ())}
    return [
        c
        for other in draft.every
        if other.voice == statement.voice and other.report != statement.report
        for c in other.claims
        if held & {p.id for p in look.propositions.get(c.id, ())}
    ]


def _partner(draft: Draft, statement: Statement) -> Statement | None:
    """The same thing as another voice in another report tells it, not told yet."""
    look = draft.look
    held = {p.id for p in look.propositions.get(statement.main.id, ())}
    fitting = [
        s
        for s in draft.every
        if s.report != statement.report and s.voice and s.voice != statement.voice and s.section == statement.section
        and not _is_told(draft, s) and held & {p.id for p in look.propositions.get(s.main.id, ())}
    ]  # fmt: skip
    return min(fitting, key=lambda s: s.weight) if fitting and statement.voice else None


# ------------------------------------------------------------------------------------------------ what is disputed
def _disputes(draft: Draft) -> None:
    """Every finding that is shown, with its sides and its computation."""
    told = frozenset(draft.told)
    for finding in told_findings(draft.look):
        for tries in dispute(draft.look, finding):
            draft.add(*tries)
    denied = {c.id for c in draft.look.record.claims if c.factuality == "denied"}
    draft.told.difference_update(denied - told)  # a denial is told as one, besides what it stands against
