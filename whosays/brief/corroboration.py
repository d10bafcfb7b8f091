"""Which reports agree on a statement, and how many independent origins stand behind it, in words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from whosays.brief.clauses import sentence_of
from whosays.brief.founded import VALUES, numbers
from whosays.brief.lookup import Index
from whosays.brief.naming import are_many, origin_names, outlet_name, outlets
from whosays.brief.selection import Statement, reports_of
from whosays.brief.sentences import cite
from whosays.brief.stretch import Clause
from whosays.model import BriefSentence, Claim, Proposition
from whosays.text.lists import listed

NAMED = 4  # origins named in one sentence


def shared_head(look: Index, statement: Statement) -> tuple[Claim, ...]:
    """The statement's main claim and those right behind it that other reports have too."""
    kept = [statement.main]
    for claim in statement.claims[1:]:
        held = look.propositions.get(claim.id, ())
        if not any(len(reports_of(look, p)) > 1 and p.status != "disputed" for p in held):
            break
        kept.append(claim)
    return tuple(kept)


def agreeing(look: Index, clause: Clause, claims: Sequence[Claim]) -> list[str]:
    """The reports that print, beside one of these claims, every figure of the clause as printed (its own report too)."""
    figures = numbers(look.reports[clause.report].text[clause.span.start : clause.span.end])
    found = {clause.report}
    for claim in claims:
        text = look.reports[claim.report].text
        around = sentence_of(look, claim)
        if figures <= numbers(text[around.start : around.end]):
            found.add(claim.report)
    return [report.id for report in look.record.reports if report.id in found]


def nobody_named(proposition: Proposition) -> bool:
    """Does no report name anybody for it?"""
    told = [one for one in proposition.origins if one.stance == "asserts"]
    return not told and proposition.independent_sources_entailed == 0


def origins_line(look: Index, proposition: Proposition, clause: Clause) -> BriefSentence | None:
    """How many independent origins a statement of several outlets has.

    ``None`` where names cannot tell them apart, or where the clause holds a figure that not all of these reports print:
    "two sources say so" would then lend one's figure to the other.
    """
    where, reports = outlets(look, reports_of(look, proposition)), reports_of(look, proposition)
    claims = [look.claims[i] for i in proposition.claims if i in look.claims]
    if (
        not are_many(look, reports)
        or proposition.status == "disputed"
        or set(reports) - set(agreeing(look, clause, claims))
    ):
        return None
    names, count = origin_names(look, proposition), proposition.independent_sources
    implied = [n for n in origin_names(look, proposition, "entailed") if n not in names]
    if not _distinct([*names, *implied]):
        return None
    short = [*names[: NAMED - 1], "others"] if len(names) > NAMED else names
    if names and implied and proposition.independent_sources_entailed > count:
        verb = "say" if len(names) > 1 else "says"
        text = f"{listed(short)} {verb} so directly; what {listed(implied)} reported implies it"
    elif not names and count == 0:
        text = f"{where} give no named source for this"
    elif len(names) == count == 1:
        line = _from_one(look, proposition, clause, names[0])
        if line is None:
            return None
        text = line
    elif len(names) == count == 2:
        text = f"two independent sources say so: {listed(names)}"
    elif len(names) == count > 2:
        text = f"{listed(short)} say so independently"
    else:
        return None
    return cite(look, text, claims, propositions=[proposition.id])


def _from_one(look: Index, proposition: Proposition, clause: Clause, name: str) -> str | None:
    """All reports have it from one origin, or some of them name one and the others nobody; what the clause is said by is not named twice."""
    reports = reports_of(look, proposition)
    told = {i for o in proposition.origins if o.stance == "asserts" for i in o.claims}
    citing = [report for report in reports if any(look.claims[i].report == report for i in told)]
    named = clause.claims[0].id in told
    if set(citing) >= set(reports):
        return f"{outlets(look, reports)} have this from {'that one source' if named else f'{name} alone'}"
    if named:
        silent = [report for report in reports if report not in citing]
        if any(_tells_of(look, proposition, report, told) for report in silent):
            return None
        if not all(outlet_name(look, report) for report in silent):
            return None  # "one report prints it": which?
        return f"{outlets(look, silent)} {'print' if are_many(look, silent) else 'prints'} it without naming a source"
    return f"only {outlets(look, citing)} {'name' if are_many(look, citing) else 'names'} a source for this: {name}"


def _tells_of(look: Index, proposition: Proposition, report: str, told: set[str]) -> bool:
    """Does a report tell as its own what the origin itself does ("the union wants nine percent", where the union asks for it)?"""
    origins = {o.entity for o in proposition.origins if told & set(o.claims)} - {None}
    own = (look.claims[i] for i in proposition.claims if look.claims[i].report == report)
    return any(argument.entity in origins for claim in own for argument in claim.arguments if argument.role == "agent")


def _distinct(names: Sequence[str]) -> bool:
    """Are these names that a reader takes for different parties, none a part of another, none half a phrase?"""
    bare = [name.lower().removeprefix("the ") for name in names]
    if any(
        len(name) < 2 or name in VALUES or name.endswith(("'s", "’s")) or name.startswith(('"', "“", "'"))
        for name in bare
    ):
        return False
    if any(re.fullmatch(r"(?:the )?[a-z]+[^s\W]", name) for name in names):
        return False  # "the father", "the officer": which one?
    return not any(a in b for n, a in enumerate(bare) for m, b in enumerate(bare) if n != m)
