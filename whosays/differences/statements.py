"""Statements that stand otherwise, are new or are gone, and figures that changed in a revised report."""

from __future__ import annotations

from collections.abc import Iterator

from whosays.differences.pairing import Pairs
from whosays.differences.side import Side
from whosays.model import Change, ChangeKind, Claim, Proposition, Status

# How firmly a statement stands; a step down is news to whoever printed it.
FIRM: tuple[Status, ...] = (
    "retracted",
    "denied",
    "superseded",
    "disputed",
    "unconfirmed",
    "unattributed",
    "single-source",
    "corroborated",
)
ALIKE = 0.6  # share of content words that two versions of one statement have in common
# A statement that begins so leans on the one before it.
LEANING = frozenset(
    "who which that it he she they we i this these those is was are were after before to and but where when".split()
)


def statements(before: Side, after: Side, pairs: Pairs, told: set[str], settled: set[str]) -> Iterator[Change]:
    """Statements that stand otherwise, are new or are gone; what a finding already told is not told again."""
    for old_id, new_id in sorted(
        pairs.propositions.items(), key=lambda item: _rank(after.propositions[item[1]], after)
    ):
        old, new = before.propositions[old_id], after.propositions[new_id]
        kind = _moved(old, new)
        repeated = set(new.claims) & told if kind == "status-lowered" else set(old.claims) & settled
        if kind and not (
            repeated
            and new.status in ("disputed", "superseded", "retracted", *(() if kind == "status-lowered" else FIRM))
        ):
            known = set(pairs.claims.values())
            stands = after.version(_standing(new), new.claims, known=known)
            yield Change(kind, new.statement, before.version(_standing(old), old.claims), stands, _support(old, new))
    paired = set(pairs.propositions.values())
    fresh = [
        p for p in after.record.propositions if p.id not in paired and not set(p.claims) & set(pairs.claims.values())
    ]
    for proposition in sorted(fresh, key=lambda p: _rank(p, after)):
        if not set(proposition.claims) & told:
            yield Change(
                "statement-new",
                proposition.statement,
                None,
                after.version(_standing(proposition), proposition.claims),
                None,
            )
    gone = [
        p
        for p in before.record.propositions
        if p.id not in pairs.propositions and not set(p.claims) & set(pairs.claims)
    ]
    for proposition in sorted(gone, key=lambda p: _rank(p, before)):
        yield Change(
            "statement-gone",
            proposition.statement,
            before.version(_standing(proposition), proposition.claims),
            None,
            None,
        )


def _moved(old: Proposition, new: Proposition) -> ChangeKind | None:
    """Up or down the ladder of statuses; on one step, by the number of independent sources."""
    step = FIRM.index(new.status) - FIRM.index(old.status)
    step = step or new.independent_sources - old.independent_sources
    return "status-raised" if step > 0 else "status-lowered" if step < 0 else None


def _standing(proposition: Proposition) -> str:
    number = proposition.independent_sources
    counted = f"{number} independent source{'' if number == 1 else 's'}" if number else "no independent source named"
    return f"{proposition.status}, {counted}"


def _support(old: Proposition, new: Proposition) -> str | None:
    """Who has come to stand behind a statement."""
    known = {origin.name for origin in old.origins}
    added = dict.fromkeys(
        f"{o.name} ({o.stance})" if o.stance != "asserts" else o.name for o in new.origins if o.name not in known
    )
    return "now also: " + ", ".join(added) if added else None


def _rank(proposition: Proposition, side: Side) -> tuple[bool, int, int, bool, str]:
    """Statements that are understood by themselves first, then by support, by the number of reports, and those of the text."""
    claims = [side.claims[one] for one in proposition.claims if one in side.claims]
    body = any(claim.zone == "body" for claim in claims)
    opening = proposition.statement.split(" ", 1)[0].lower()
    return (
        opening in LEANING,
        -proposition.independent_sources,
        -len({c.report for c in claims}),
        not body,
        proposition.id,
    )


def revised_figures(before: Side, after: Side, pairs: Pairs) -> Iterator[Change]:
    """Another figure in the same statement of a report whose text changed at its address."""
    later = {new: old for old, new in pairs.versions.items()}
    known = set(pairs.claims.values())
    for claim in after.record.told:
        if claim.report not in later or claim.id in known or not claim.quantities:
            continue
        figures = after.figures(claim)
        for old in before.record.told:
            alike = (
                old.report == later[claim.report] and old.id not in pairs.claims and old.predicate == claim.predicate
            )
            if not alike or _shared_terms(old, claim) < ALIKE:
                continue
            for unit, shown in before.figures(old).items():
                if unit in figures and figures[unit][0] != shown[0]:
                    was, now = before.version(shown[1], [old.id]), after.version(figures[unit][1], [claim.id])
                    yield Change("figure", after.words(claim), was, now, "the same report, another figure")


def _shared_terms(one: Claim, other: Claim) -> float:
    """Share of content words, numbers apart, that two claims have in common."""
    mine, others = ({t for t in c.terms if not any(letter.isdigit() for letter in t)} for c in (one, other))
    return len(mine & others) / max(len(mine), len(others), 1)
